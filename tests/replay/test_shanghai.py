"""The system of 上海市公安局: what its odd answers are."""

from __future__ import annotations

import re

import pytest

from tests.replay import shanghai
from tests.replay.exchange import Request

_ROW = re.compile(r"<a href=\"javascript:toDtl\('([0-9a-f]{112})'\)\"")


@pytest.fixture(scope="module")
def front() -> shanghai.Shanghai:
    return shanghai.described()


def page(front: shanghai.Shanghai, key: str, number: int) -> str:
    path, _, query = front.listing_path(front.site.channel(key)).partition("?")
    assert query.endswith("&page=1")
    return front.answer(Request("GET", path, f"{query[:-1]}{number}")).body.decode()


@pytest.mark.parametrize(("key", "number", "rows"), [("jwdt", 6, 8), ("jwdt", 7, 4), ("jwdt", 8, 0), ("mtjj", 1, 0)])
def test_rows_are_scripts_and_next_goes_on_for_ever(front: shanghai.Shanghai, key: str, number: int, rows: int) -> None:
    shown = page(front, key, number)
    assert len(_ROW.findall(shown)) == rows
    assert f'<a href="javascript:toPag({number + 1})">下一页</a>' in shown
    assert "共" not in shown.partition('class="fy"')[2]


def test_one_channel_states_its_pages(front: shanghai.Shanghai) -> None:
    assert "第1页/共3页" in page(front, "jdzc", 1)
    assert "<span>下一页</span>" in page(front, "jdzc", 3)


@pytest.mark.parametrize("path", ["/shga/wzXxfbGj/getList", "/shga/wzXxfbGj/detail"])
def test_an_unknown_cipher_is_a_message(front: shanghai.Shanghai, path: str) -> None:
    answer = front.answer(Request("GET", path, "pa=00ff"))
    assert answer.status == 200
    assert "参数错误" in answer.body.decode()
