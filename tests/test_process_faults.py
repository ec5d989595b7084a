"""What befalls the process and its disk: after any of it the next run completes the site, nothing lost, nothing twice."""

from __future__ import annotations

import ctypes
import random
import resource
import shutil
import signal
import sqlite3
import subprocess
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from tests.crawling import IMPATIENT, PROJECT, QUICK, SCRAPY, crawl
from tests.interrupting import (
    Watch,
    assert_complete,
    crawling,
    ended,
    killed_until_done,
    staged_bytes,
    torn_lines,
    unsound,
    wait_for,
)
from tests.replay.server import Server, serving

KILLS = 12


@pytest.fixture(scope="module")
def small() -> Iterator[Server]:
    with serving("small") as server:
        yield server


@pytest.fixture(scope="module")
def large() -> Iterator[Server]:
    with serving("jingshi", scale=600) as server:
        yield server


@pytest.fixture(autouse=True)
def forgiven(request: pytest.FixtureRequest) -> Iterator[None]:
    yield
    if "small" in request.fixturenames:
        server: Server = request.getfixturevalue("small")
        server.clear()


# Kills and signals


@pytest.mark.xdist_group("large site")
def test_killed_again_and_again(large: Server, tmp_path: Path) -> None:
    chance = random.Random(20220114)
    kills = 0
    while kills < KILLS:
        data = tmp_path / f"after {kills} kills"
        with Watch(data / "jingshi") as watch:
            more, last = killed_until_done(data, large.news_centre, QUICK, chance, longest=2.2, most=KILLS - kills)
        kills += more
        assert watch.faults == []
        # One article answers 404 for ever and one 500 twice: neither degrades the run.
        assert_complete(last, large)
    verified = subprocess.run(
        [SCRAPY, "verify", "jingshi", "-s", f"DATA_DIR={last.data.parent}"],
        cwd=PROJECT,
        capture_output=True,
        check=False,
    )
    assert verified.returncode == 0, verified


@pytest.mark.xdist_group("large site")
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_one_signal_ends_the_run_in_order(large: Server, tmp_path: Path, number: signal.Signals) -> None:
    folder = tmp_path / "jingshi"
    with crawling("jingshi", tmp_path, QUICK, url=large.news_centre) as process:
        wait_for(lambda: staged_bytes(folder) > 20_000)
        process.send_signal(number)
        cut = ended(process, folder)
    assert cut.exit_code == 7, str(cut)
    assert cut.record["bounds"] == ["interrupted"]
    assert 0 < len(cut.lines) == cut.record["ends"]["emitted"] < 597
    assert unsound(folder) == []
    assert_complete(crawl("jingshi", tmp_path, QUICK, url=large.news_centre), large)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_in_the_first_moments(small: Server, tmp_path: Path, number: signal.Signals) -> None:
    folder = tmp_path / "jingshi"
    with crawling("jingshi", tmp_path, QUICK, url=small.news_centre) as process:
        wait_for((folder / "lock").exists)
        process.send_signal(number)
        cut = ended(process, folder)
    assert (cut.exit_code, cut.record["exit_code"]) == (7, 7), str(cut)
    assert cut.record["bounds"] == ["interrupted"]
    assert_complete(crawl("jingshi", tmp_path, IMPATIENT, url=small.news_centre), small)


def test_a_second_sigint_ends_at_once(small: Server, tmp_path: Path) -> None:
    folder = tmp_path / "jingshi"
    small.fault(path="/NewsShow.aspx?id=103*", connection="hang")
    with crawling("jingshi", tmp_path, {**QUICK, "DOWNLOAD_TIMEOUT": "60"}, url=small.news_centre) as process:
        wait_for(lambda: staged_bytes(folder) > 20_000)
        process.send_signal(signal.SIGINT)
        with pytest.raises(subprocess.TimeoutExpired):
            process.wait(1)  # it waits for the pages under way, which hang
        process.send_signal(signal.SIGINT)
        cut = ended(process, folder)
    assert cut.exit_code == 1, str(cut)
    assert "Traceback" not in cut.errors, str(cut)
    small.clear()
    assert_complete(crawl("jingshi", tmp_path, IMPATIENT, url=small.news_centre), small)


# The disk


def limited(size: int) -> Callable[[], None]:
    """No file may grow beyond so many bytes: each write beyond fails as on a full disk."""

    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))

    return limit


@pytest.mark.parametrize("size", [1_000, 50_000, 90_000, 150_000])
def test_no_room_for_a_file(small: Server, tmp_path: Path, size: int) -> None:
    with crawling("jingshi", tmp_path, IMPATIENT, limited(size), url=small.news_centre) as process:
        full = ended(process, tmp_path / "jingshi")
    assert full.exit_code == 1, str(full)
    assert "Traceback" not in full.errors
    assert torn_lines(full) == []
    assert_complete(crawl("jingshi", tmp_path, IMPATIENT, url=small.news_centre), small)


@contextmanager
def small_disk(folder: Path, size: str) -> Iterator[None]:
    """A file system of this size on the folder; skips where nothing may be mounted."""
    folder.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", folder], capture_output=True, text=True, check=False
    )
    if mounted.returncode:
        pytest.skip(f"no file system can be mounted here: {mounted.stderr.strip()}")
    try:
        yield
    finally:
        subprocess.run(["umount", folder], check=True)


@pytest.mark.skipif(shutil.which("mount") is None, reason="no mount command on this machine")
@pytest.mark.parametrize("size", ["64k", "160k", "250k"])
def test_a_full_disk(small: Server, tmp_path: Path, size: str) -> None:
    disk = tmp_path / "disk"
    with small_disk(disk, size):
        full = crawl("jingshi", disk, IMPATIENT, url=small.news_centre)
        assert full.exit_code == 1, str(full)
        assert "Traceback" not in full.errors
        assert (full.data / "lock").read_bytes() == b""
        subprocess.run(["mount", "-o", "remount,size=50m", disk], check=True)
        assert_complete(crawl("jingshi", disk, IMPATIENT, url=small.news_centre), small)


@pytest.mark.skipif(shutil.which("mount") is None, reason="no mount command on this machine")
def test_no_room_for_lines_alone(small: Server, tmp_path: Path) -> None:
    """The staging file does not grow any more while the ledger still does: what it says of later lines must not stay."""
    staging = tmp_path / "jingshi" / "staging"
    staging.parent.mkdir()
    kept = tmp_path / "kept"
    small.fault(path="/NewsShow*", delay=0.3)  # so that the clock commits lines before the disk is full
    with small_disk(staging, "72k"):
        full = crawl("jingshi", tmp_path, IMPATIENT, url=small.news_centre)
        shutil.copytree(staging, kept)
    assert full.exit_code == 1, str(full)
    assert full.lines == []
    shutil.copytree(kept, staging, dirs_exist_ok=True)
    assert committed_lines(tmp_path / "jingshi") > 0
    small.clear()
    assert_complete(crawl("jingshi", tmp_path, IMPATIENT, url=small.news_centre), small)


def test_a_record_names_where_the_lines_are(small: Server, tmp_path: Path) -> None:
    """The segment was published, then its line in the manifest could not be written."""
    manifest = tmp_path / "jingshi/manifest.jsonl"
    manifest.mkdir(parents=True)
    crashed = crawl("jingshi", tmp_path, IMPATIENT, url=small.news_centre)
    assert crashed.exit_code == 1, str(crashed)
    (segment,) = crashed.data.glob("articles/*.jsonl")
    assert (crashed.record["segment"], crashed.record["held_back"]) == (f"articles/{segment.name}", None)
    manifest.rmdir()
    assert_complete(crawl("jingshi", tmp_path, IMPATIENT, url=small.news_centre), small)


@pytest.mark.skipif(shutil.which("mount") is None, reason="no mount command on this machine")
def test_a_disk_that_is_read_only(small: Server, tmp_path: Path) -> None:
    disk = tmp_path / "disk"
    with small_disk(disk, "50m"):
        crawl("jingshi", disk, IMPATIENT, url=small.news_centre, max_articles="5")
        subprocess.run(["mount", "-o", "remount,ro", disk], check=True)
        refused = crawl("jingshi", disk, IMPATIENT, url=small.news_centre)
        assert refused.exit_code == 2, str(refused)
        assert "cannot be written" in refused.errors
        assert "-s DATA_DIR=" in refused.errors
        assert "Traceback" not in refused.errors
        subprocess.run(["mount", "-o", "remount,rw", disk], check=True)
        assert_complete(crawl("jingshi", disk, IMPATIENT, url=small.news_centre), small)


def bound_by_modes() -> None:
    """From the next exec on, root too may write only where a file's mode lets it; who is not root may not drop this."""
    drop_from_bounding_set, override_modes = 24, 1  # PR_CAPBSET_DROP of prctl(2), CAP_DAC_OVERRIDE of capabilities(7)
    ctypes.CDLL(None).prctl(drop_from_bounding_set, override_modes, 0, 0, 0)


@pytest.mark.parametrize("name", ["", "articles", "lock", "ledger.sqlite", "manifest.jsonl"])
def test_what_belongs_to_another_user(small: Server, tmp_path: Path, name: str) -> None:
    folder = crawl("jingshi", tmp_path, IMPATIENT, url=small.news_centre, max_articles="5").data
    place = folder / name
    mode = place.stat().st_mode
    place.chmod(mode & ~0o222)
    with crawling("jingshi", tmp_path, IMPATIENT, bound_by_modes, url=small.news_centre) as process:
        refused = ended(process, folder)
    retried = subprocess.run(
        [SCRAPY, "state", "retry", "jingshi", "-s", f"DATA_DIR={tmp_path}"],
        cwd=PROJECT, capture_output=True, text=True, check=False, preexec_fn=bound_by_modes,
    )  # fmt: skip
    assert (refused.exit_code, retried.returncode) == (2, 1), f"{refused}\n{retried}"
    for errors in (refused.errors, retried.stderr):
        assert f"{place} cannot be written" in errors
        assert "Traceback" not in errors
    place.chmod(mode)
    assert_complete(crawl("jingshi", tmp_path, IMPATIENT, url=small.news_centre), small)


# Damaged files


def killed_with_lines(server: Server, data: Path) -> Path:
    """Kill a crawl that has committed lines; give its staging file."""
    server.fault(path="/NewsShow.aspx?id=104[0-3]", connection="hang")
    with crawling("jingshi", data, {**QUICK, "DOWNLOAD_TIMEOUT": "60"}, url=server.news_centre) as process:
        wait_for(lambda: committed_lines(data / "jingshi") >= 10)
        process.kill()
        ended(process, data / "jingshi")
    server.clear()
    (staged,) = data.glob("jingshi/staging/*.jsonl")
    return staged


def committed_lines(folder: Path) -> int:
    if not staged_bytes(folder):
        return 0
    with closing(sqlite3.connect(f"file:{folder / 'ledger.sqlite'}?mode=ro", uri=True)) as ledger:
        return int(ledger.execute("SELECT coalesce(sum(lines), 0) FROM segments").fetchone()[0])


def torn(staged: Path) -> None:
    with staged.open("ab") as file:
        file.write(b'{"id": "jingshi:/newsshow.aspx?id=1050", "url": "http')


def corrupted(staged: Path) -> None:
    content = staged.read_bytes()
    staged.write_bytes(content[:5_000] + bytes(100) + content[5_100:])


def shortened(staged: Path) -> None:
    staged.write_bytes(staged.read_bytes()[:5_000])


@pytest.mark.parametrize(("damage", "said"), [(torn, "published"), (corrupted, "set aside"), (shortened, "set aside")])
def test_a_damaged_staging_file(small: Server, tmp_path: Path, damage: Callable[[Path], None], said: str) -> None:
    staged = killed_with_lines(small, tmp_path)
    damage(staged)
    repaired = crawl("jingshi", tmp_path, IMPATIENT, url=small.news_centre)
    assert_complete(repaired, small)
    assert said in repaired.output
    assert staged.with_name(staged.name + ".damaged").exists() == (said == "set aside")


@pytest.mark.parametrize("damage", ["overwritten", "no database", "truncated"])
def test_a_damaged_ledger(small: Server, tmp_path: Path, damage: str) -> None:
    first = crawl("jingshi", tmp_path, IMPATIENT, url=small.news_centre, max_articles="20")
    ledger = first.data / "ledger.sqlite"
    content = ledger.read_bytes()
    ledger.write_bytes(
        {
            "overwritten": content[:4096] + bytes(reversed(content[4096:])),
            "no database": b"no database at all" * 400,
            "truncated": content[: len(content) // 2],
        }[damage]
    )
    refused = crawl("jingshi", tmp_path, IMPATIENT, url=small.news_centre)
    assert refused.exit_code == 1, str(refused)
    assert "scrapy state rebuild" in refused.errors + refused.output
    assert "Traceback" not in refused.errors
    rebuilt = subprocess.run(
        [SCRAPY, "state", "rebuild", "jingshi", "-s", f"DATA_DIR={tmp_path}"],
        cwd=PROJECT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert rebuilt.returncode == 0, rebuilt
    assert "20 emitted articles were read from the segments" in rebuilt.stdout
    assert "are lost" in rebuilt.stdout
    assert_complete(crawl("jingshi", tmp_path, IMPATIENT, url=small.news_centre), small)


def test_a_ledger_lost_with_its_wal_left_behind(small: Server, tmp_path: Path) -> None:
    crawl("jingshi", tmp_path, IMPATIENT, url=small.news_centre, max_articles="20")
    killed_with_lines(small, tmp_path)
    ledger = tmp_path / "jingshi" / "ledger.sqlite"
    assert ledger.with_name("ledger.sqlite-wal").stat().st_size
    ledger.unlink()
    rebuilt = subprocess.run(
        [SCRAPY, "state", "rebuild", "jingshi", "-s", f"DATA_DIR={tmp_path}"],
        cwd=PROJECT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert rebuilt.returncode == 0, rebuilt
    assert "-wal" in rebuilt.stdout
    assert unsound(tmp_path / "jingshi") == []
    assert_complete(crawl("jingshi", tmp_path, IMPATIENT, url=small.news_centre), small)


def test_a_clock_that_was_set_back(small: Server, tmp_path: Path) -> None:
    first = crawl("jingshi", tmp_path, IMPATIENT, url=small.news_centre, max_articles="20")
    with sqlite3.connect(first.data / "ledger.sqlite") as ledger:
        ledger.execute("UPDATE runs SET started = '2099-01-01T00:00:00Z', ended = '2099-01-01T00:00:09Z'")
    ledger.close()
    (segment,) = first.data.glob("articles/*.jsonl")
    second = crawl("jingshi", tmp_path, IMPATIENT, url=small.news_centre)
    assert_complete(second, small)
    assert min(second.data.glob("articles/*.jsonl")) == segment


# Runs side by side


def test_two_starts_at_the_same_moment(small: Server, tmp_path: Path) -> None:
    slow = {**QUICK, "DOWNLOAD_DELAY": "0.05"}  # so that the first has not ended when the second starts
    with (
        crawling("jingshi", tmp_path, slow, url=small.news_centre) as one,
        crawling("jingshi", tmp_path, slow, url=small.news_centre) as other,
    ):
        ends = sorted((ended(process, tmp_path / "jingshi") for process in (one, other)), key=lambda end: end.exit_code)
    assert [end.exit_code for end in ends] == [0, 8], f"{ends[0]}\n{ends[1]}"
    assert "is being crawled already, by " in ends[1].errors
    assert_complete(ends[0], small)


def test_two_sites_side_by_side(small: Server, tmp_path: Path) -> None:
    host = small.base.removeprefix("http://")
    with (
        crawling("jingshi", tmp_path, QUICK, url=small.news_centre) as one,
        crawling("any", tmp_path, QUICK, url=small.news_centre) as other,
    ):
        assert_complete(ended(one, tmp_path / "jingshi"), small)
        assert_complete(ended(other, tmp_path / host.replace(":", "_")), small)
    assert len([path for path in tmp_path.iterdir() if path.is_dir()]) == 2
