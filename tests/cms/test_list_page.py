from __future__ import annotations

import subprocess
import sys
from pathlib import Path

PROJECT = Path(__file__).parent.parent.parent
FIXTURES = PROJECT / "fixtures" / "aspnet"


def list_page(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "scrapy", "list_page", *arguments]
    return subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, timeout=60, check=False)


def test_rows_family_and_next_are_shown() -> None:
    done = list_page(
        str(FIXTURES / "gridview_numbers" / "page.html"), "--url", "http://www.ga.example.cn/NewsGrid.aspx?cid=3"
    )
    assert (done.returncode, done.stderr) == (0, "")
    for part in (
        "family      aspnet",
        "10 rows",
        "2022-03-18",
        "/newsshow.aspx?id=1047",
        "POST",
        "__EVENTARGUMENT = Page$2",
    ):
        assert part in done.stdout


def test_channels_of_a_news_centre_are_shown() -> None:
    done = list_page(str(FIXTURES / "news_centre_with_menu_and_blocks" / "page.html"))
    assert done.returncode == 0
    assert done.stdout.count("channel     ") == 6


def test_bad_pages_are_told_and_the_others_still_read(tmp_path: Path) -> None:
    empty = tmp_path / "empty.html"
    empty.write_bytes(b"")
    done = list_page(str(tmp_path / "none.html"), str(empty), str(FIXTURES / "datapager_links" / "page.html"))
    assert done.returncode == 1
    assert "cannot be read" in done.stderr
    assert "empty body" in done.stderr
    assert "10 rows" in done.stdout


def test_wrong_use_is_told() -> None:
    for arguments in (
        [],
        ["--page", "0", "a.html"],
        ["--url", "http://a/", "a.html", "b.html"],
        ["--url", "x", "a.html"],
    ):
        done = list_page(*arguments)
        assert done.returncode == 2
        assert "give" in done.stderr + done.stdout or "count from 1" in done.stderr + done.stdout
