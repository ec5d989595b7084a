"""What a WebForms server punishes, and how the family avoids it. The pagers themselves are cases of fixtures/aspnet."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from crawler.cms import ListRequest, read_listing
from tests.cms.pages import SITE, form, items, read

FIXTURES = Path(__file__).parent.parent.parent / "fixtures" / "aspnet"
URL = f"{SITE}/NewsList.aspx?cid=3"
ROWS = "<ul>" + items('<li><a href="NewsShow.aspx?id={n}">{title}</a><span>2022/3/{day} 0:00:00</span></li>') + "</ul>"
STATE = "/wEPDwUKLTk3+Q=="


def page(pager: str, state: str = STATE, action: str = "./NewsList.aspx?cid=3", extra: str = "") -> str:
    return (
        f'<form method="post" action="{action}" id="form1">'
        '<input type="hidden" name="__EVENTTARGET" value="" /><input type="hidden" name="__EVENTARGUMENT" value="" />'
        f'<input type="hidden" name="__VIEWSTATE" id="__VIEWSTATE" value="{state}" />{extra}{ROWS}{pager}</form>'
    )


def pager(here: int, target: str = "AspNetPager1") -> str:
    numbers = "".join(
        f'<span class="cpb">{n}</span>'
        if n == here
        else f"<a href=\"javascript:__doPostBack('{target}','{n}')\">{n}</a>"
        for n in range(1, 6)
    )
    return f"<div id=\"AspNetPager1\">{numbers}<a href=\"javascript:__doPostBack('{target}','{here + 1}')\">下一页</a></div>"


@pytest.mark.parametrize("case", sorted(FIXTURES.glob("*/links.json")), ids=lambda path: path.parent.name)
def test_no_button_is_ever_posted(case: Path) -> None:
    response = json.loads((case.parent / "response.json").read_text(encoding="utf-8"))
    listing = read_listing((case.parent / "page.html").read_bytes(), ListRequest(response["url"]))
    if listing.next is None or listing.next.method == "GET":
        return
    buttons = {"btnSearch", "AspNetPager1", "AspNetPager2", "ctl00$imgSearch", "ctl00$ContentPlaceHolder1$AspNetPager1"}
    sent = form(listing)
    assert not buttons & sent.keys()
    assert not any(name.endswith((".x", ".y")) for name in sent)
    assert sent["__EVENTTARGET"]


def test_state_is_the_latest_answers() -> None:
    first = read(page(pager(1), "state-of-1"), URL)
    assert first.next is not None
    second = read_listing(page(pager(2), "state-of-2").encode(), first.next)
    assert (form(first)["__VIEWSTATE"], form(second)["__VIEWSTATE"]) == ("state-of-1", "state-of-2")
    assert (form(second)["__EVENTARGUMENT"], second.next and second.next.page) == ("3", 3)


def test_plus_signs_of_the_state_survive() -> None:
    listing = read(page(pager(1)), URL)
    assert listing.next is not None
    assert b"__VIEWSTATE=%2FwEPDwUKLTk3%2BQ%3D%3D" in listing.next.body


@pytest.mark.parametrize(
    ("action", "expected"),
    [
        ("./NewsList.aspx?cid=3", URL),
        ("NewsList.aspx?cid=3&amp;sort=1", f"{URL}&sort=1"),
        ("", URL),
        ("/inner/List.aspx", f"{SITE}/inner/List.aspx"),
    ],
)
def test_post_goes_to_the_forms_action(action: str, expected: str) -> None:
    listing = read(page(pager(1), action=action), URL)
    assert listing.next is not None
    assert (listing.next.method, listing.next.url) == ("POST", expected)
    assert listing.next.headers["Content-Type"] == "application/x-www-form-urlencoded"


def test_fields_are_those_of_a_browser() -> None:
    extra = (
        '<input type="text" name="key" value="禁毒" /><input type="checkbox" name="all" value="1" />'
        '<input type="checkbox" name="exact" checked="checked" /><input type="radio" name="by" value="day" checked />'
        '<input type="radio" name="by" value="hits" /><textarea name="note">一</textarea>'
        '<select name="year"><option value="2021">2021</option><option selected value="2022">2022</option></select>'
        '<select name="kind"><option>全部</option><option>视频</option></select>'
        '<input type="text" name="off" value="x" disabled /><input type="file" name="file" />'
        '<input type="reset" name="reset" value="r" /><button name="go">查</button><input value="nameless" />'
    )
    sent = form(read(page(pager(1), extra=extra), URL))
    own = {name: value for name, value in sent.items() if not name.startswith("__")}
    assert own == {"key": "禁毒", "exact": "on", "by": "day", "note": "一", "year": "2022", "kind": "全部"}


def test_characters_outside_the_charset_go_as_references() -> None:
    extra = '<input type="text" name="key" value="毒€𠮷" />'
    html = f'<meta charset="gb2312">{page(pager(1), extra=extra)}'
    listing = read(html, URL, encoding="gb18030")
    assert listing.next is not None
    assert b"key=%B6%BE%80" in listing.next.body or b"key=%B6%BE%26%238364%3B%26%23134071%3B" in listing.next.body


def test_same_positional_target_twice_is_another_page() -> None:
    numbers = "<span id='DataPager1'><span>{n}</span> <a href=\"javascript:__doPostBack('DataPager1$ctl02$ctl00','')\">下一页</a></span>"
    second = read(page(numbers.format(n=1)), URL).next
    assert second is not None
    third = read_listing(page(numbers.format(n=2)).encode(), second).next
    assert third is not None
    assert (second.page, third.page) == (2, 3)
    assert second.body == third.body


def test_answer_to_a_post_is_read_by_the_family_that_asked() -> None:
    listing = read(f"<div>{ROWS}</div>", f"{SITE}/list", family="aspnet")
    assert (listing.family, len(listing.rows)) == ("aspnet", 10)


@pytest.mark.parametrize(
    ("asked", "told"), [(4, 3), (9, 3)], ids=["one beyond the last page", "far beyond the last page"]
)
def test_page_beyond_the_last_tells_its_own_number(asked: int, told: int) -> None:
    last = (
        '<div>共23条记录 第3页/共3页 <a href="NewsList.aspx?cid=3&amp;page=2">上一页</a><span class="cpb">3</span>'
        '<a disabled="disabled">下一页</a></div>'
    )
    listing = read(page(last), f"{URL}&page={asked}", page=asked, family="aspnet")
    assert (listing.page, listing.pages, listing.next) == (told, 3, None)


def test_marks() -> None:
    marks = {
        "<!-- AspNetPager V7.0.2 for VS2005 & VS2008 Copyright:2003-2007 Webdiyer -->": "comment AspNetPager",
        '<input type="hidden" name="__VIEWSTATE" value="x">': "field __VIEWSTATE",
        "<a href=\"javascript:__doPostBack('a','')\">x</a>": "script __doPostBack",
    }
    for html, mark in marks.items():
        listing = read(f"<div>{html}</div>")
        assert (listing.family, listing.evidence.split(";")[0]) == ("aspnet", mark)
    assert read("<p>警讯</p>", f"{SITE}/List.ASPX").family == "aspnet"
    assert read("<p>警讯</p>").family == "plain"
