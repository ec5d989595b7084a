"""UCAP: what its odd answers are."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest

from tests.replay import ucap
from tests.replay.exchange import Answer, Request

SEARCH = f"/common/search/{ucap.channel_id('jdzc')}"


@pytest.fixture(scope="module")
def front() -> ucap.Ucap:
    return ucap.described()


def get(front: ucap.Ucap, path: str, query: str = "") -> Answer:
    return front.answer(Request("GET", path, query))


def data(front: ucap.Ucap, query: str) -> dict[str, Any]:
    answer = get(front, SEARCH, query)
    assert answer.headers["Content-Type"] == "application/json;charset=UTF-8"
    found: dict[str, Any] = msgspec.json.decode(answer.body)["data"]
    return found


def test_static_pages_count_from_1(front: ucap.Ucap) -> None:
    second = get(front, "/gaj/gayw/common_list_2.shtml").body.decode()
    assert f"createPageHTML('page_div',23, 2,'common_list','shtml',{22 * front.rows + 1});" in second
    assert get(front, "/gaj/gayw/common_list_1.shtml").status == 404


def test_beyond_the_last_page_is_another_department(front: ucap.Ucap) -> None:
    answer = get(front, "/gaj/gayw/common_list_24.shtml")
    assert answer.status == 200
    assert 'href="/sjj/' in answer.body.decode()
    assert 'href="/gaj/gayw/2022' not in answer.body.decode()


def test_the_api_pages_and_gives_no_rows_beyond_the_last(front: ucap.Ucap) -> None:
    pages = [data(front, f"_isJson=true&_pageSize=5&page={page}")["results"] for page in range(1, 5)]
    assert [len(page) for page in pages] == [5, 5, 4, 0]
    stories = front.site.channel("jdzc").stories
    assert [row["title"] for page in pages for row in page] == [story.title for story in stories]
    assert data(front, "_isJson=true")["rows"] == front.rows


@pytest.mark.parametrize("query", ["", "page=1", "_isJson=false&page=1"])
def test_without_being_asked_for_json_it_gives_a_fragment(front: ucap.Ucap, query: str) -> None:
    answer = get(front, SEARCH, query)
    assert answer.headers["Content-Type"].startswith("text/html")
    assert answer.body.startswith(b"<ul>")


def test_the_address_stands_in_a_script_or_only_its_id_in_a_meta(front: ucap.Ucap) -> None:
    assert SEARCH in get(front, "/gaj/jdzc/list.shtml").body.decode()
    recorded = get(front, "/gaj/jtaq/nav_list.shtml").body.decode()
    assert "/common/search/" not in recorded
    assert f'<meta name="channelId" content="{ucap.channel_id("jtaq")}">' in recorded
    assert recorded.index("<!--") < recorded.index("createPageHTML(") < recorded.index("-->")
    assert get(front, "/gaj/jtaq/nav_list_2.shtml").status == 404


def test_a_long_article_is_one_page_of_hidden_parts(front: ucap.Ucap) -> None:
    story = front.site.channel("gayw").stories[1]
    page = get(front, front.site.hrefs(front.site.channels[0], story)).body.decode()
    assert page.count('<div id="pagediv') == -(-len(story.body) // 3)
    assert page.count("style=display:none") == -(-len(story.body) // 3) - 1
