"""WebForms in GB 2312: what its pagers answer to right and wrong requests."""

from __future__ import annotations

import re
from urllib.parse import urlencode

import pytest

from tests.replay import webforms
from tests.replay.exchange import Answer, Request

_PAGER, _GRID = "ctl00$ContentPlaceHolder1$AspNetPager1", "ctl00$ContentPlaceHolder1$gvNews"
_HIDDEN = re.compile(r'<input type="hidden" name="([^"]+)" id="[^"]+" value="([^"]*)"')


@pytest.fixture(scope="module")
def front() -> webforms.WebForms:
    return webforms.described()


def got(front: webforms.WebForms, key: str, more: str = "") -> Answer:
    path, _, query = front.listing_path(front.site.channel(key)).partition("?")
    return front.answer(Request("GET", path, query + more))


def posted(front: webforms.WebForms, key: str, target: str, argument: str, **more: str) -> Answer:
    """The answer to the first page's form, sent by a script."""
    path, _, query = front.listing_path(front.site.channel(key)).partition("?")
    form = dict(_HIDDEN.findall(text(got(front, key))))
    form |= {"__EVENTTARGET": target, "__EVENTARGUMENT": argument, "ctl00$txtKeyword": "请输入关键字"} | more
    return front.answer(Request("POST", path, query, body=urlencode(form, encoding="gbk").encode()))


def text(answer: Answer) -> str:
    assert answer.headers["Content-Type"] == "text/html; charset=gb2312"
    return answer.body.decode("gb18030")


def first(front: webforms.WebForms, key: str, page: int) -> str:
    return f'title="{front.stories(front.site.channel(key), page)[-1].title}"'


@pytest.mark.parametrize(
    ("key", "target", "argument", "page"),
    [
        ("gayw", _GRID, "Page$10", 10),
        ("gayw", _GRID, "Page$11", 11),
        ("jwdt", _PAGER, "2", 2),
        ("jwdt", _PAGER, "99", 7),
    ],
)
def test_a_postback_turns_the_page(front: webforms.WebForms, key: str, target: str, argument: str, page: int) -> None:
    assert first(front, key, page) in text(posted(front, key, target, argument))


def test_grid_view_takes_only_what_it_offered(front: webforms.WebForms) -> None:
    assert posted(front, "gayw", _GRID, "Page$23").status == 500


def test_the_go_button_outranks_the_target(front: webforms.WebForms) -> None:
    clicked = {_PAGER: "GO", f"{_PAGER}_input": "1"}
    assert first(front, "jwdt", 1) in text(posted(front, "jwdt", _PAGER, "2", **clicked))


@pytest.mark.parametrize(("more", "page"), [("", 1), ("&page=1", 2), ("&page=2", 1), ("&page=9", 1)])
def test_the_numbers_fall(front: webforms.WebForms, more: str, page: int) -> None:
    assert first(front, "tzgg", page) in text(got(front, "tzgg", more))


@pytest.mark.parametrize(("asked", "served"), [("1", 1), ("3", 3), ("4", 3), ("99", 3), ("x", 1)])
def test_the_hidden_field_tells_the_page_served(front: webforms.WebForms, asked: str, served: int) -> None:
    answer = text(front.answer(Request("GET", "/news/MoreList.aspx", f"ModuleId=10101&page={asked}")))
    assert f'name="dd_currentPage" id="dd_currentPage" value="{served}"' in answer
    assert first(front, "jtaq", served) in answer
    assert f'page={served + 1}">下一页' in answer
