"""DedeCMS: what its odd answers are."""

from __future__ import annotations

import re

import pytest

from tests.replay import dedecms
from tests.replay.exchange import Request


@pytest.fixture(scope="module")
def front() -> dedecms.DedeCms:
    return dedecms.described()


def text(front: dedecms.DedeCms, target: str) -> str:
    path, _, query = target.partition("?")
    answer = front.answer(Request("GET", path, query))
    assert answer.status == 200, target
    return answer.body.decode("gb18030")


def test_the_first_static_page_has_two_addresses_and_beyond_the_last_there_is_none(front: dedecms.DedeCms) -> None:
    assert text(front, "/a/xwzx/gayw/") == text(front, "/a/xwzx/gayw/list_2_1.html")
    assert "<a href='list_2_2.html'>下一页</a>" in text(front, "/a/xwzx/gayw/")
    assert "<li>末页</li>" in text(front, "/a/xwzx/gayw/list_2_23.html")
    assert front.answer(Request("GET", "/a/xwzx/gayw/list_2_24.html")).status == 404
    assert "共 <strong>1</strong>页<strong>0</strong>条记录" in text(front, "/a/xwzx/mtjj/")


@pytest.mark.parametrize(
    ("query", "following", "pages", "rows"),
    [
        ("tid=8", 2, 3, 6),
        ("tid=8&TotalResult=14&PageNo=3", None, 3, 2),
        ("tid=8&TotalResult=14&PageNo=4", 5, 3, 0),
        ("tid=8&TotalResult=14&PageNo=9", 10, 3, 0),
        ("tid=8&TotalResult=60&PageNo=2", 3, 10, 6),
        ("tid=8&PageNo=0", 1, 3, 0),
    ],
)
def test_the_dynamic_list_believes_what_it_is_told_and_never_ends(
    front: dedecms.DedeCms, query: str, following: int | None, pages: int, rows: int
) -> None:
    page = text(front, f"/plus/list.php?{query}")
    found = re.search(r"PageNo=(\d+)'>下一页", page)
    assert (int(found[1]) if found else None) == following
    assert f"共 <strong>{pages}</strong>页" in page
    assert page.count('class="title"') - page.count('<div class="title">') == rows


@pytest.mark.parametrize("target", ["/plus/list.php?tid=99", "/plus/view.php?aid=1", "/plus/list.php"])
def test_what_does_not_exist_is_a_message_in_a_script(front: dedecms.DedeCms, target: str) -> None:
    assert "你输入的参数有误" in text(front, target)


def test_beyond_its_last_page_an_article_is_empty(front: dedecms.DedeCms) -> None:
    story = front.site.channel("jcfc").stories[1]
    page = text(front, f"/plus/view.php?aid={story.number % 10000}&pageno=9")
    assert story.title in page
    assert not any(paragraph in page.split('class="content"')[1] for paragraph in story.body)
