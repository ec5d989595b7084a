"""NFCMS and gkmlpt: what their odd answers are."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest

from tests.replay import nfcms
from tests.replay.exchange import Answer, Request

LIST = "/gkmlpt/api/all/2001"


@pytest.fixture(scope="module")
def front() -> nfcms.Nfcms:
    return nfcms.described()


def get(front: nfcms.Nfcms, path: str, query: str = "") -> Answer:
    return front.answer(Request("GET", path, query, {"host": "site.invalid"}))


def test_static_pages_count_from_1_and_end_with_404(front: nfcms.Nfcms) -> None:
    assert 'href="/jwzx/gayw/index_2.html">下一页</a>' in get(front, "/jwzx/gayw/").body.decode()
    assert "下一页" not in get(front, "/jwzx/gayw/index_23.html").body.decode()
    assert [get(front, f"/jwzx/gayw/index_{page}.html").status for page in (1, 2, 24)] == [404, 200, 404]


def test_the_directory_pages_by_its_own_size(front: nfcms.Nfcms) -> None:
    answers: list[dict[str, Any]] = [
        msgspec.json.decode(get(front, LIST, f"page={page}&sid=755001").body) for page in range(1, 5)
    ]
    stories = front.site.channel("jdzc").stories
    assert [len(answer["articles"]) for answer in answers] == [front.rows, front.rows, 2, 0]
    assert {answer["classify"]["post_count"] for answer in answers} == {len(stories)}
    first = answers[0]["articles"][0]
    assert (
        first["url"]
        == f"http://site.invalid/gkmlpt/content/4/{stories[0].number // 1000}/post_{stories[0].number}.html"
    )
    assert first["date"] == int(stories[0].timestamp.timestamp())


@pytest.mark.parametrize("query", ["page=1", "page=1&sid=1", ""])
def test_a_wrong_site_number_finds_nothing(front: nfcms.Nfcms, query: str) -> None:
    assert get(front, LIST, query).status == 404


def test_the_text_of_a_directory_entry_stands_in_json_only(front: nfcms.Nfcms) -> None:
    story = front.site.channel("jdzc").stories[0]
    page = get(front, front.site.hrefs(front.site.channels[0], story)).body.decode()
    assert story.body[0] not in page
    start = page.index("DETAIL: ") + len("DETAIL: ")
    detail: dict[str, Any] = msgspec.json.decode(page[start : page.index(",\n    TREE:")])
    assert story.body[0] in detail["content"]


def test_a_printed_source_can_be_empty_while_the_meta_has_it(front: nfcms.Nfcms) -> None:
    story = next(
        story
        for _, story in front.site.rows()
        if story.source and story.number % 5 == 0 and story.home != "jdzc" and not story.external
    )
    page = get(front, front.site.hrefs(front.site.channels[0], story)).body.decode()
    assert "来源：</span>" in page
    assert f'<meta name="contentSource" content="{story.source}">' in page
