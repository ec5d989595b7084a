"""cmsweb, SiteServer and JEECMS: how each pages, and what lies beyond the last page."""

from __future__ import annotations

import pytest

from tests.replay.exchange import Request
from tests.replay.server import described


@pytest.mark.parametrize(
    ("family", "path", "holds"),
    [
        ("cmsweb", "/col/9099_355585/", "nsetpage(1,133,6,'index','html');"),
        ("cmsweb", "/col/9099_355585/index_23.html", "nsetpage(23,133,6,'index','html');"),
        ("cmsweb", "/col/9099_355585/index_24.html", "<title>新闻中心-"),
        ("siteserver", "/channels/209.html", '<a href="209_2.html">下一页</a>'),
        ("siteserver", "/channels/209_23.html", '<span class="disabled">下一页</span>'),
        (
            "jeecms",
            "/xwzx/gayw/index.jhtml",
            '<a href="#" onclick="location.href=encodeURI(\'index_2.jhtml\');">下一页</a>',
        ),
        ("jeecms", "/xwzx/gayw/index_24.jhtml", "共133条记录 23/23页"),
        ("jeecms", "/xwzx/mtjj/index.jhtml", "共0条记录 1/1页"),
    ],
)
def test_each_pager_counts_in_its_own_way(family: str, path: str, holds: str) -> None:
    answer = described(family).answer(Request("GET", path))
    assert answer.status == 200
    assert holds in answer.body.decode()


def test_siteserver_has_no_page_beyond_the_last() -> None:
    front = described("siteserver")
    assert [front.answer(Request("GET", f"/channels/209_{page}.html")).status for page in (1, 24)] == [404, 404]
