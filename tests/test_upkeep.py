"""``scrapy state`` and ``scrapy verify``: what a keeper sees and changes between runs, with a real site's data."""

from __future__ import annotations

import json
import re
import shutil
import sqlite3
import subprocess
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from crawler.ledger_file import MIGRATIONS
from crawler.site_folder import SiteFolder, SiteLock
from tests.crawling import IMPATIENT, PROJECT, SCRAPY, Crawl, crawl
from tests.interrupting import assert_complete, unsound
from tests.replay.server import Server, serving


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    with serving("small") as server:
        yield server


@pytest.fixture(autouse=True)
def forgiven(server: Server) -> Iterator[None]:
    yield
    server.clear()


@pytest.fixture(scope="module")
def crawled(server: Server, tmp_path_factory: pytest.TempPathFactory) -> Crawl:
    """One article failed, one is gone; the segment was published."""
    server.fault(path="/NewsShow.aspx?id=1001", status=500)
    server.fault(path="/NewsShow.aspx?id=1002", status=404)
    done = crawl("jingshi", tmp_path_factory.mktemp("data"), IMPATIENT, url=server.news_centre)
    server.clear()
    assert len(done.lines) == 50, str(done)
    return done


@pytest.fixture
def data(crawled: Crawl, tmp_path: Path) -> Path:
    """A copy of that data of its own."""
    shutil.copytree(crawled.data.parent, tmp_path / "data")
    return tmp_path / "data"


def scrapy(data: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [SCRAPY, *words, "-s", f"DATA_DIR={data}"],
        cwd=PROJECT, capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip


def segment_of(data: Path) -> Path:
    (segment,) = data.glob("jingshi/articles/*.jsonl")
    return segment


# scrapy state


def test_show(data: Path) -> None:
    shown = scrapy(data, "state", "show", "jingshi")
    assert shown.returncode == 0, shown
    assert re.search(r"emitted\W+50", shown.stdout), shown.stdout
    assert re.search(r"failed\W+gone\W+1", shown.stdout)
    assert re.search(r"failed\W+http 500\W+1", shown.stdout)


def test_show_what_failed(data: Path) -> None:
    lines = scrapy(data, "state", "show", "jingshi", "--failed").stdout.splitlines()
    assert len(lines) == 2
    assert lines[0].startswith("gone, 1 tries: http://127.0.0.1:")
    assert "/NewsShow.aspx?id=1001 " in lines[1]


@pytest.mark.parametrize("by", ["url", "id"])
def test_show_one_article(crawled: Crawl, data: Path, by: str) -> None:
    line = crawled.lines[0]
    shown = scrapy(data, "state", "show", "jingshi", "--url", line[by])
    assert shown.returncode == 0, shown
    assert "state: emitted" in shown.stdout
    assert line["content_hash"] in shown.stdout.replace("\n", "")
    assert f"listed by {line['channel'][-1]}" in shown.stdout


def test_show_a_title_that_looks_like_markup(data: Path) -> None:
    with closing(sqlite3.connect(data / "jingshi/ledger.sqlite")) as ledger:
        ledger.execute("UPDATE rows SET title = '[/b][red]通报[link=x]' WHERE state = 'failed'")
        ledger.commit()
    shown = scrapy(data, "state", "show", "jingshi", "--failed")
    assert shown.returncode == 0, shown
    assert shown.stdout.count("[/b][red]通报[link=x]") == 2


def test_retry(server: Server, data: Path) -> None:
    done = scrapy(data, "state", "retry", "jingshi")
    assert (done.returncode, done.stdout) == (0, "2 failed rows are due again\n")
    assert_complete(crawl("jingshi", data, IMPATIENT, url=server.news_centre), server)


def test_forget_reads_again_and_emits_what_changed(server: Server, crawled: Crawl, data: Path) -> None:
    line = next(line for line in crawled.lines if line["id"].endswith("=1010"))
    done = scrapy(data, "state", "forget", "jingshi", line["url"])
    assert (done.returncode, done.stdout) == (0, f"due again: {line['id']}\n")
    assert unsound(data / "jingshi") == []
    again = crawl("jingshi", data, IMPATIENT, url=server.news_centre)
    assert again.exit_code == 0, str(again)
    assert [(found["id"], found["revision"]) for found in again.lines if found["id"] == line["id"]] == [
        (line["id"], 1),
        (line["id"], 2),
    ]
    assert unsound(again.data) == []


def test_forget_says_what_it_does_not_know(data: Path) -> None:
    done = scrapy(data, "state", "forget", "jingshi", "http://127.0.0.1/NewsShow.aspx?id=7")
    assert done.returncode == 1
    assert "1 of 1 URLs are not in the ledger" in done.stderr


@pytest.mark.parametrize("loss", ["missing", "empty", "older"])
def test_rebuild_a_ledger_that_does_not_know_the_segments(server: Server, data: Path, loss: str) -> None:
    ledger = data / "jingshi/ledger.sqlite"
    if loss == "missing":
        ledger.unlink()
    else:
        old = ledger.read_bytes() if loss == "older" else b""
        crawl("jingshi", data, IMPATIENT, url=server.news_centre)
        ledger.write_bytes(old)
    for words in (["verify"], ["state", "show"], ["state", "retry"]):
        done = scrapy(data, *words, "jingshi")
        assert done.returncode == 1, done
        assert "scrapy state rebuild jingshi" in done.stdout + done.stderr
    assert ledger.exists() == (loss != "missing")
    refused = crawl("jingshi", data, IMPATIENT, url=server.news_centre)
    assert refused.exit_code == 1, str(refused)
    assert "scrapy state rebuild jingshi" in refused.errors
    emitted = 50 if loss == "missing" else 52
    assert len(refused.lines) == emitted
    done = scrapy(data, "state", "rebuild", "jingshi")
    assert done.returncode == 0, done
    assert f"{emitted} emitted articles were read from the segments" in done.stdout
    assert unsound(data / "jingshi") == []
    assert_complete(crawl("jingshi", data, IMPATIENT, url=server.news_centre), server)


def test_rebuild_completes_the_manifest(server: Server, data: Path) -> None:
    """A crash between rename and manifest, and then a ledger that is damaged."""
    (data / "jingshi/manifest.jsonl").write_bytes(b'{"file": "articles/0000')
    (data / "jingshi/ledger.sqlite").write_bytes(b"damaged" * 1000)
    assert scrapy(data, "state", "rebuild", "jingshi").returncode == 0
    assert unsound(data / "jingshi") == []
    assert_complete(crawl("jingshi", data, IMPATIENT, url=server.news_centre), server)


def test_rebuild_names_a_segment_that_is_damaged(data: Path) -> None:
    segment = segment_of(data)
    segment.write_bytes(segment.read_bytes()[:-100])
    before = (data / "jingshi/ledger.sqlite").read_bytes()
    done = scrapy(data, "state", "rebuild", "jingshi")
    assert done.returncode == 1, done
    assert f"articles/{segment.name}, line 50" in done.stderr
    assert "Traceback" not in done.stderr
    assert (data / "jingshi/ledger.sqlite").read_bytes() == before


def test_rebuild_names_a_file_that_is_no_segment(data: Path) -> None:
    (data / "jingshi/articles/all.jsonl").write_bytes(segment_of(data).read_bytes())
    done = scrapy(data, "state", "rebuild", "jingshi")
    assert done.returncode == 1, done
    assert "articles/all.jsonl has no segment's name: take it out" in done.stderr
    assert "Traceback" not in done.stderr


def test_rebuild_says_what_becomes_of_segments_that_were_held_back(server: Server, tmp_path: Path) -> None:
    server.fault(path="/NewsShow.aspx?id=10[0-3]*", status=200, body="<html><body></body></html>")
    crawl("jingshi", tmp_path, IMPATIENT, url=server.news_centre)
    server.clear()
    done = scrapy(tmp_path, "state", "rebuild", "jingshi")
    assert done.returncode == 0, done
    assert "The next run deletes the 1 segments in staging/ and reads their articles again." in done.stdout
    assert_complete(crawl("jingshi", tmp_path, IMPATIENT, url=server.news_centre), server)


def test_publish_what_was_held_back(server: Server, tmp_path: Path) -> None:
    server.fault(path="/NewsShow.aspx?id=10[0-3]*", status=200, body="<html><body></body></html>")
    held = crawl("jingshi", tmp_path, IMPATIENT, url=server.news_centre)
    assert held.exit_code == 4, str(held)
    assert held.lines == []
    assert "held back" in scrapy(tmp_path, "state", "show", "jingshi").stdout
    server.clear()
    done = scrapy(tmp_path, "state", "publish", "jingshi")
    assert done.returncode == 0, done
    assert done.stdout.startswith("published: 000001-")
    assert_complete(crawl("jingshi", tmp_path, IMPATIENT, url=server.news_centre), server)


def test_publish_refuses_what_a_later_run_has_emitted(server: Server, tmp_path: Path) -> None:
    server.fault(path="/NewsShow.aspx?id=10[0-3]*", status=200, body="<html><body></body></html>")
    crawl("jingshi", tmp_path, IMPATIENT, url=server.news_centre)
    server.clear()
    later = crawl("jingshi", tmp_path, IMPATIENT, url=server.news_centre)
    assert len(later.lines) == 52, str(later)
    done = scrapy(tmp_path, "state", "publish", "jingshi")
    assert done.returncode == 1, done
    assert "stand in another segment by now; it stays held back" in done.stderr
    assert unsound(tmp_path / "jingshi") == []


def test_publish_tries_all_that_was_held_back(server: Server, tmp_path: Path) -> None:
    server.fault(path="/NewsShow.aspx?id=10[0-3]*", status=200, body="<html><body></body></html>")
    first, second = (
        crawl("jingshi", tmp_path, IMPATIENT, url=server.news_centre).record["held_back"] for _ in range(2)
    )
    server.clear()
    assert f"{first}, 13 lines: scrapy state publish jingshi\n" in scrapy(tmp_path, "state", "show", "jingshi").stdout
    done = scrapy(tmp_path, "state", "publish", "jingshi")
    assert done.returncode == 1, done
    assert f"{Path(first).name} was published; {Path(second).name}: 13 of its articles stand in another" in done.stderr
    assert "it stays held back" in done.stderr
    assert "to drop it" in done.stderr
    assert scrapy(tmp_path, "state", "rebuild", "jingshi").returncode == 0
    assert_complete(crawl("jingshi", tmp_path, IMPATIENT, url=server.news_centre), server)


@pytest.mark.parametrize("action", ["forget", "retry", "rebuild", "publish"])
def test_what_writes_waits_for_no_one(data: Path, action: str) -> None:
    lock = SiteLock(SiteFolder.of(data, "jingshi"), "2026-11-24T00:00:00Z")
    done = scrapy(data, "state", action, "jingshi", *(["http://127.0.0.1/"] if action == "forget" else []))
    lock.release()
    assert done.returncode == 8, done
    assert "since 2026-11-24T00:00:00Z" in done.stderr


@pytest.mark.parametrize(
    ("words", "exit_code", "sentence"),
    [
        (["state"], 2, "say what to do with which site"),
        (["state", "shout", "jingshi"], 2, "say what to do with which site"),
        (["state", "show", "nowhere"], 1, "nowhere was not crawled with this DATA_DIR"),
        (["state", "show", "../jingshi"], 1, "cannot be the name of a site's folder"),
        (["verify", "nowhere"], 2, "there is nothing to verify for nowhere"),
        (["verify", "../jingshi"], 2, "../jingshi"),
    ],
)
def test_wrong_use(data: Path, words: list[str], exit_code: int, sentence: str) -> None:
    done = scrapy(data, *words)
    assert done.returncode == exit_code, done
    assert sentence in done.stderr
    assert "Traceback" not in done.stderr


def test_a_ledger_of_a_newer_program(server: Server, data: Path) -> None:
    with closing(sqlite3.connect(data / "jingshi/ledger.sqlite")) as ledger:
        ledger.execute(f"PRAGMA user_version = {len(MIGRATIONS) + 1}")
    for words in (["state", "show", "jingshi"], ["verify", "jingshi"]):
        done = scrapy(data, *words)
        assert done.returncode == 1, done
        assert "run the newer program that wrote it" in done.stdout + done.stderr
    refused = crawl("jingshi", data, IMPATIENT, url=server.news_centre)
    assert refused.exit_code == 1, str(refused)
    assert "run the newer program that wrote it" in refused.errors


# scrapy verify


def cut(data: Path) -> None:
    segment = segment_of(data)
    segment.write_bytes(segment.read_bytes()[:-1])


def one_byte(data: Path) -> None:
    content = bytearray(segment_of(data).read_bytes())
    place = content.index("。".encode())
    content[place : place + 3] = "！".encode()
    segment_of(data).write_bytes(content)


def no_article(data: Path) -> None:
    with segment_of(data).open("ab") as file:
        file.write(b'{"id": "jingshi:/x"}\n')


def twice(data: Path) -> None:
    first = segment_of(data).read_bytes().splitlines(keepends=True)[0]
    with segment_of(data).open("ab") as file:
        file.write(first)


def line_missing(data: Path) -> None:
    segment_of(data).write_bytes(b"".join(segment_of(data).read_bytes().splitlines(keepends=True)[1:]))


def segment_missing(data: Path) -> None:
    segment_of(data).unlink()


def stranger(data: Path) -> None:
    segment_of(data).with_name("notes.txt").write_text("")


def no_manifest(data: Path) -> None:
    (data / "jingshi/manifest.jsonl").unlink()


def torn_manifest(data: Path) -> None:
    with (data / "jingshi/manifest.jsonl").open("ab") as file:
        file.write(b'{"file": "arti')


def row_lost(data: Path) -> None:
    with closing(sqlite3.connect(data / "jingshi/ledger.sqlite")) as ledger:
        ledger.execute("DELETE FROM rows WHERE id = (SELECT id FROM rows WHERE state = 'emitted' LIMIT 1)")
        ledger.commit()


def no_ledger(data: Path) -> None:
    (data / "jingshi/ledger.sqlite").write_bytes(b"damaged" * 1000)


@pytest.mark.parametrize(
    ("damage", "sentences"),
    [
        (cut, ["has no end", "bytes is", "sha256 is"]),
        (one_byte, ["sha256 is"]),
        (no_article, ["line 51: does not keep the schema", "lines is 51, the manifest says 50"]),
        (twice, ["line 51: jingshi:/newsshow.aspx?id=", "too"]),
        (line_missing, ["lines is 49", "is emitted in", "but stands in no segment"]),
        (segment_missing, ["the file is missing", "but stands in no segment"]),
        (stranger, ["notes.txt: stands in no line of the manifest", "is empty"]),
        (no_manifest, ["stands in no line of the manifest"]),
        (torn_manifest, ["manifest.jsonl, line 2: no entry"]),
        (row_lost, ["ledger: does not know jingshi:/newsshow.aspx?id="]),
        (no_ledger, ["is damaged", "scrapy state rebuild"]),
    ],
)
def test_verify_names_each_difference(data: Path, damage: Callable[[Path], None], sentences: list[str]) -> None:
    damage(data)
    found = "\n".join(unsound(data / "jingshi"))
    assert [sentence for sentence in sentences if sentence not in found] == [], found


def test_verify_says_so(data: Path) -> None:
    one_byte(data)
    done = scrapy(data, "verify", "jingshi")
    assert done.returncode == 1, done
    assert "sha256 is" in done.stdout
    assert "jingshi: 1 differences in 1 segments" in done.stdout


def test_verify_all_sites_that_are_sound(data: Path) -> None:
    (data / "logs").mkdir()
    done = scrapy(data, "verify")
    assert (done.returncode, done.stdout) == (
        0,
        "jingshi: 0 differences in 1 segments\nlogs: 0 differences in 0 segments\n",
    )
    assert list((data / "logs").iterdir()) == []
    entry = json.loads((data / "jingshi/manifest.jsonl").read_text())
    assert (data / "jingshi" / entry["file"]).stat().st_size == entry["bytes"]
