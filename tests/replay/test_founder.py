"""Founder: what its odd answers are."""

from __future__ import annotations

from tests.replay import founder
from tests.replay.exchange import Request


def test_only_the_meta_names_the_charset_and_the_second_page_is_2() -> None:
    front = founder.described()
    answer = front.answer(Request("GET", "/node_81120_2.htm"))
    assert answer.headers["Content-Type"] == "text/html"
    page = answer.body.decode("gbk")
    assert "charset=gb2312" in page
    assert '<a href="node_81120_3.htm">下一页</a>' in page
    assert [front.answer(Request("GET", f"/node_81120_{page}.htm")).status for page in (1, 23, 24)] == [404, 200, 404]
