"""TRS WCM: what its odd answers are."""

from __future__ import annotations

import pytest

from tests.replay import trs
from tests.replay.exchange import Request


@pytest.fixture(scope="module")
def front() -> trs.Trs:
    return trs.described()


@pytest.mark.parametrize(
    ("path", "holds"),
    [
        ("/jwzx/gayw/", 'createPageHTML(23, 0, "index", "html");'),
        ("/jwzx/gayw/index_1.html", 'createPageHTML(23, 1, "index", "html");'),
        ("/jwzx/jdzc/index_2.html", "var currentPage = 2;//"),
        ("/jwzx/214/224/index_18042_1.html", 'createPageHTML(3, 1, "index_18042", "html");'),
        ("/jwzx/jcfc/index.htm", "Pager({size:3, current:0, prefix:'index',suffix:'htm'});"),
        ("/jwgk/fzsk/index.shtml", '<a href="index_2.shtml">下一页</a>'),
        ("/jwzx/mtjj/", 'createPageHTML(1, 0, "index", "html");'),
    ],
)
def test_each_pager_counts_in_its_own_way(front: trs.Trs, path: str, holds: str) -> None:
    answer = front.answer(Request("GET", path))
    assert answer.status == 200
    assert holds in answer.body.decode()


def test_beyond_the_last_page_is_a_stub_and_for_the_look_alike_nothing(front: trs.Trs) -> None:
    stub = front.answer(Request("GET", "/jwzx/gayw/index_23.html"))
    assert stub.status == 200
    assert 300 <= len(stub.body) <= 400
    assert [front.answer(Request("GET", f"/jwgk/fzsk/index_{n}.shtml")).status for n in (1, 2, 3, 4)] == [
        404,
        200,
        200,
        404,
    ]


def test_a_long_article_has_pages_counted_from_0(front: trs.Trs) -> None:
    story = front.site.channel("gayw").stories[1]
    first = front.site.hrefs(front.site.channels[0], story)
    pages = [first, *(first.replace(".html", f"_{n}.html") for n in (1, 2))]
    assert [story.body[0] in front.answer(Request("GET", page)).body.decode() for page in pages] == [True, False, False]
    assert (
        story.body[-1]
        in front.answer(Request("GET", first.replace(".html", f"_{len(front.parts(story)) - 1}.html"))).body.decode()
    )


def test_a_folder_without_its_slash_is_redirected(front: trs.Trs) -> None:
    answer = front.answer(Request("GET", "/jwzx/gayw"))
    assert (answer.status, answer.headers["Location"]) == (301, "/jwzx/gayw/")
