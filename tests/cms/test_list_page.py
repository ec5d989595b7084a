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


def full_listing(folder: Path, pager: str = "") -> str:
    rows = "".join(
        f"<li><a href='/jwyw/2022/{number}.html'>青岚警方发布第{number}号平安提示</a><span>2022-03-{28 - number}</span></li>"
        for number in range(10)
    )
    page = folder / "full.html"
    page.write_text(f"<title>警务要闻</title><ul>{rows}</ul>{pager}", encoding="utf-8")
    return str(page)


def test_addresses_are_shown_that_a_walk_would_try(tmp_path: Path) -> None:
    page, address = full_listing(tmp_path), "http://www.ga.example.cn/jwyw/"
    done = list_page(page, "--url", address)
    assert (done.returncode, done.stderr) == (0, "")
    _, _, following = done.stdout.partition("next        ")
    assert following.split("\n") == [
        "none is stated; a walk would try",
        *(f"            {address}{name}" for name in ("index_1.html", "index_2.html", "2")),
        "",
    ]
    unknown = list_page(page).stdout
    assert "none is stated; a walk would try a few addresses (give --url to see them)" in unknown
    assert "address     unknown (give --url)" in unknown
    assert "unknown" not in done.stdout


def test_no_address_is_tried_after_a_page_that_states_its_end(tmp_path: Path) -> None:
    stated = full_listing(tmp_path, "<div>共1页</div>")
    assert list_page(stated, "--url", "http://www.ga.example.cn/jwyw/").stdout.endswith("next        none\n")
    second = full_listing(tmp_path)
    assert list_page(second, "--url", "http://www.ga.example.cn/jwyw/2", "--page", "2").stdout.endswith(
        "next        none\n"
    )


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
    assert "empty.html: the file is empty" in done.stderr
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
