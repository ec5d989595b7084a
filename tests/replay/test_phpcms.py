"""PHPCMS v9: what its odd answers are."""

from __future__ import annotations

import re

import pytest

from tests.replay import phpcms
from tests.replay.exchange import Answer, Request

_LISTS = "/index.php?m=content&c=index&a=lists&catid="


@pytest.fixture(scope="module")
def front() -> phpcms.PhpCms:
    return phpcms.described()


def answer(front: phpcms.PhpCms, target: str) -> Answer:
    path, _, query = target.partition("?")
    return front.answer(Request("GET", path, query, {"host": "127.0.0.1:8080"}))


@pytest.mark.parametrize(
    ("target", "following", "rows"),
    [
        ("/html/xwzx/gayw/", "http://127.0.0.1:8080/html/xwzx/gayw/2.html", 6),
        ("/html/xwzx/gayw/23.html", "http://127.0.0.1:8080/html/xwzx/gayw/23.html", 1),
        (_LISTS + "8", "index.php?m=content&c=index&a=lists&catid=8&page=2", 6),
        (_LISTS + "8&page=4", "index.php?m=content&c=index&a=lists&catid=8&page=5", 0),
        ("/list-9-1.html", "list-9-2.html", 6),
        (_LISTS + "2", "gayw/2.html", 6),
    ],
)
def test_each_pager_links_in_its_own_way_and_none_ends(
    front: phpcms.PhpCms, target: str, following: str, rows: int
) -> None:
    page = answer(front, target).body.decode("gb18030")
    found = re.search(r'<a href="([^"]*)" class="a1">下一页</a>', page)
    assert found
    assert found[1] == following
    assert page.count('<span class="rt">') == rows


def test_static_pages_end_and_a_single_one_has_an_empty_pager(front: phpcms.PhpCms) -> None:
    assert answer(front, "/html/xwzx/gayw/24.html").status == 404
    assert '<div id="pages" class="text-c"></div>' in answer(front, "/html/xwzx/jfts/").body.decode("gb18030")


@pytest.mark.parametrize(
    ("target", "message"),
    [(_LISTS + "99", "栏目不存在"), ("/index.php?m=content&c=index&a=show&catid=8&id=1", "信息不存在")],
)
def test_what_does_not_exist_is_a_message(front: phpcms.PhpCms, target: str, message: str) -> None:
    got = answer(front, target)
    assert (got.status, got.headers["Content-type"]) == (200, "text/html; charset=gbk")
    assert message in got.body.decode("gbk")


def test_beyond_its_last_page_an_article_is_the_shell_with_the_intro(front: phpcms.PhpCms) -> None:
    story = front.site.channel("fzsk").stories[1]
    page = answer(front, f"/content-9-{story.number % 10000}-9.html").body.decode("gb18030")
    assert f'<div class="summary" >{story.body[0][:40]}</div>' in page
    assert "<p>" not in page.split('<div class="content">')[1].split("</div>")[0]


def test_only_the_servers_own_pages_name_their_charset(front: phpcms.PhpCms) -> None:
    assert answer(front, "/html/xwzx/gayw/").headers["Content-Type"] == "text/html"
