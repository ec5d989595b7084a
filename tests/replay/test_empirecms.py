"""EmpireCMS: what its odd answers are."""

from __future__ import annotations

import pytest

from tests.replay import empirecms
from tests.replay.exchange import Request


@pytest.fixture(scope="module")
def front() -> empirecms.EmpireCms:
    return empirecms.described()


def text(front: empirecms.EmpireCms, target: str) -> str:
    path, _, query = target.partition("?")
    answer = front.answer(Request("GET", path, query))
    assert answer.status == 200, target
    return answer.body.decode()


@pytest.mark.parametrize(
    ("target", "following"),
    [
        ("/xwzx/gayw/", '<a href="/xwzx/gayw/index_2.html">下一页</a>'),
        ("/xwzx/gayw/index_3.html", '<a href="/e/action/ListInfo/?classid=2&page=3">下一页</a>'),
        ("/e/action/ListInfo/?classid=2&page=3", '<a href="/e/action/ListInfo/?classid=2&page=4">下一页</a>'),
        ("/e/action/ListInfo/?classid=8", '<a href="/e/action/ListInfo/index.php?page=1&amp;classid=8">下一页</a>'),
    ],
)
def test_after_three_static_pages_numbers_count_from_0(front: empirecms.EmpireCms, target: str, following: str) -> None:
    assert following in text(front, target)


def test_a_left_over_page_is_out_of_date(front: empirecms.EmpireCms) -> None:
    stories = front.site.channel("gayw").stories
    stale, fresh = text(front, "/xwzx/gayw/index_4.html"), text(front, "/e/action/ListInfo/?classid=2&page=3")
    assert stories[18].title in fresh
    assert stories[18].title not in stale
    assert "index_5.html" in stale


@pytest.mark.parametrize(
    "target",
    [
        "/e/action/ListInfo/?classid=2&page=23",
        "/e/action/ListInfo/?classid=99",
        "/e/action/ShowInfo.php?classid=8&id=1",
    ],
)
def test_what_does_not_exist_is_a_message(front: empirecms.EmpireCms, target: str) -> None:
    assert "您来自的链接不存在" in text(front, target)


def test_a_static_article_asked_for_dynamically_is_a_redirect(front: empirecms.EmpireCms) -> None:
    story = front.site.channel("gayw").stories[0]
    query = f"classid=2&id={story.number % 10000}"
    answer = front.answer(Request("GET", "/e/action/ShowInfo.php", query))
    assert (answer.status, answer.headers["Location"]) == (302, front.site.hrefs(front.site.channels[0], story))


def test_a_page_without_others_has_an_empty_pager(front: empirecms.EmpireCms) -> None:
    assert '<div class="epages"></div>' in text(front, "/xwzx/jfts/")
