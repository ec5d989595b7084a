"""The site's folder: publishing, and what a crash at any point leaves for the next start."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

from crawler.ledger import Ledger
from crawler.ledger_file import LedgerError
from crawler.site_folder import FolderError, SiteBusyError, SiteFolder, SiteLock, Staging, open_ledger, publish, repair

SEGMENT = "000001-20261124T000000Z.jsonl"
LINES = [
    json.dumps({"id": f"site:{number}", "title": "标题"}, ensure_ascii=False).encode() + b"\n" for number in range(5)
]


@pytest.fixture
def folder(tmp_path: Path) -> SiteFolder:
    folder = SiteFolder.of(tmp_path, "site")
    folder.make()
    return folder


def staged(folder: SiteFolder, committed: int, uncommitted: int = 0) -> None:
    """A run that committed some lines, wrote some more, and was killed."""
    with Ledger(folder.ledger) as ledger:
        ledger.begin_run("2026-11-24T00:00:00Z")
        walk = ledger.begin_walk("禁毒之窗")
        with Staging(folder, ledger, SEGMENT, "1") as staging:
            for number, line in enumerate(LINES[: committed + uncommitted]):
                if number == committed:
                    staging.commit()
                ledger.list_row(f"site:{number}", f"http://site/{number}", "标题", None, "禁毒之窗", walk)
                staging.append(line)
                ledger.stage(SEGMENT, f"site:{number}", 1, bytes(32), None, "1")
            if not uncommitted:
                staging.commit()


def repaired(folder: SiteFolder) -> tuple[list[tuple[str, str]], list[str]]:
    """What the repair does, and which rows are due after it."""
    with Ledger(folder.ledger) as ledger:
        done = repair(folder, ledger, lambda _: None)
        ledger.begin_run("2026-11-25T00:00:00Z")
        return list(done), sorted(row.id for row in ledger.due_rows(100))


def test_uncommitted_lines_are_cut_and_the_rest_is_published(folder: SiteFolder) -> None:
    staged(folder, committed=3, uncommitted=2)
    with (folder.staging / SEGMENT).open("ab") as file:
        file.write(b'{"id": "site:9", "ti')  # a torn line
    assert repaired(folder) == ([(SEGMENT, "published")], [])
    assert (folder.articles / SEGMENT).read_bytes() == b"".join(LINES[:3])
    entry = json.loads(folder.manifest.read_text())
    content = b"".join(LINES[:3])
    assert entry["file"] == f"articles/{SEGMENT}"
    assert (entry["lines"], entry["bytes"], entry["sha256"]) == (3, len(content), hashlib.sha256(content).hexdigest())


@pytest.mark.parametrize("damage", ["truncated", "corrupted", "missing"])
def test_a_damaged_segment_is_set_aside_and_its_rows_are_due(folder: SiteFolder, damage: str) -> None:
    staged(folder, committed=3)
    path = folder.staging / SEGMENT
    content = path.read_bytes()
    if damage == "missing":
        path.unlink()
    else:
        path.write_bytes(content[:-10] if damage == "truncated" else content.replace(b"site:1", b"site:7"))
    assert repaired(folder) == ([(SEGMENT, "lost")], ["site:0", "site:1", "site:2"])
    assert not list(folder.articles.iterdir())
    assert (path.with_name(SEGMENT + ".damaged")).exists() == (damage != "missing")


@pytest.mark.parametrize("step", ["renamed", "in the manifest", "torn manifest line"])
def test_a_crash_while_publishing_is_completed(folder: SiteFolder, step: str) -> None:
    staged(folder, committed=3)
    with Ledger(folder.ledger) as ledger:
        segment = ledger.segments("staging")[0]
        if step == "in the manifest":
            publish(folder, ledger, segment)
            line = folder.manifest.read_bytes()
    if step == "renamed":
        (folder.staging / SEGMENT).replace(folder.articles / SEGMENT)
    elif step == "torn manifest line":
        (folder.staging / SEGMENT).replace(folder.articles / SEGMENT)
        folder.manifest.write_bytes(b'{"file": "articles/000001')
    done, due = repaired(folder)
    assert due == []
    assert done == ([] if step == "in the manifest" else [(SEGMENT, "published")])
    assert [json.loads(line)["file"] for line in folder.manifest.read_bytes().splitlines()] == [f"articles/{SEGMENT}"]
    if step == "in the manifest":
        assert folder.manifest.read_bytes() == line


def test_a_segment_begun_and_never_committed_leaves_nothing(folder: SiteFolder) -> None:
    staged(folder, committed=0, uncommitted=2)
    assert repaired(folder)[0] == []
    assert not list(folder.staging.iterdir())
    assert not list(folder.articles.iterdir())


@pytest.mark.parametrize("copied", ["before that run", "during that run", "while it was held back"])
def test_a_copy_of_the_ledger_that_was_put_back(folder: SiteFolder, copied: str) -> None:
    staged(folder, committed=3)
    with open_ledger(folder) as ledger:
        if copied == "before that run":
            ledger.withdraw_segment(SEGMENT)
        elif copied == "while it was held back":
            ledger.withdraw_segment(SEGMENT, "held")
    (folder.articles / SEGMENT).write_bytes(b"".join(LINES[: 4 if copied == "during that run" else 3]))
    with pytest.raises(LedgerError, match=f"does not know all of articles/{SEGMENT}.*scrapy state rebuild site"):
        open_ledger(folder)


def test_two_runs_cannot_hold_a_site(folder: SiteFolder) -> None:
    lock = SiteLock(folder, "2026-11-24T00:00:00Z")
    with pytest.raises(SiteBusyError, match=r"by process \d+ since 2026-11-24T00:00:00Z"):
        SiteLock(folder, "2026-11-25T00:00:00Z")
    lock.release()
    SiteLock(folder, "2026-11-25T00:00:00Z").release()


@pytest.mark.parametrize("name", ["..", "../x", "a/../../x", "警视", "", "a" * 200, "x\x00"])
def test_a_name_never_leads_out_of_the_data_folder(tmp_path: Path, name: str) -> None:
    with pytest.raises(FolderError):
        SiteFolder.of(tmp_path / "data", name)
