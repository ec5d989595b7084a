"""VSB: what its odd answers are."""

from __future__ import annotations

import pytest

from tests.replay import vsb
from tests.replay.exchange import Answer, Request


@pytest.fixture(scope="module")
def front() -> vsb.Vsb:
    return vsb.described()


def get(front: vsb.Vsb, path: str) -> Answer:
    return front.answer(Request("GET", path))


@pytest.mark.parametrize(
    ("path", "holds"),
    [
        ("/xwzx/gayw.htm", '<span class="p_next p_fun"><a href="gayw/22.htm">下页</a></span>'),
        ("/xwzx/gayw.htm", '<span class="p_last p_fun"><a href="gayw/1.htm">尾页</a></span>'),
        ("/xwzx/gayw/22.htm", '<span class="p_next p_fun"><a href="21.htm">下页</a></span>'),
        ("/xwzx/gayw/22.htm", '<span class="p_prev p_fun"><a href="../gayw.htm">上页</a></span>'),
        ("/xwzx/gayw/1.htm", '<span class="p_next_d p_fun_d">下页</span>'),
        ("/xwzx/gayw/1.htm", '<span class="p_t">23/23</span>'),
        ("/xwzx/mtjj.htm", '<span class="p_t">共0条</span>'),
    ],
)
def test_the_pager_counts_backwards(front: vsb.Vsb, path: str, holds: str) -> None:
    answer = get(front, path)
    assert answer.headers["Server"] == "VWebServer"
    assert holds in answer.body.decode()


@pytest.mark.parametrize("path", ["/xwzx/gayw/23.htm", "/xwzx/gayw/0.htm", "/xwzx/jfts/1.htm"])
def test_there_is_no_other_page(front: vsb.Vsb, path: str) -> None:
    assert get(front, path).status == 404


def test_the_source_is_empty_where_none_was_entered(front: vsb.Vsb) -> None:
    story = next(story for _, story in front.site.rows() if story.source is None and not story.external)
    page = get(front, front.site.hrefs(front.site.channels[0], story)).body.decode()
    assert '<div class="xx">来源:  | 作者:' in page
