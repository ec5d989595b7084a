"""Hanweb jpaas: what its odd answers are."""

from __future__ import annotations

import json
import re
from urllib.parse import urlencode

import pytest

from tests.replay import jpaas
from tests.replay.exchange import Answer, Request

_REFERER = {"referer": "http://127.0.0.1/xwzx/jwdt/index.html"}


@pytest.fixture(scope="module")
def front() -> jpaas.Jpaas:
    return jpaas.described()


def unit(front: jpaas.Jpaas, key: str, headers: dict[str, str] = _REFERER, /, **more: str) -> Answer:
    page = front.answer(Request("GET", front.listing_path(front.site.channel(key)))).body.decode()
    found = re.search(r'(?:unitUrl|url)="([^"]+)" (?:queryData|querydata)="(\{[^"]*\})"', page)
    assert found
    query = json.loads(found[2].replace("'", '"')) | more
    return front.answer(Request("GET", found[1], urlencode(query), headers))


def listed(answer: Answer) -> list[str]:
    page = json.loads(answer.body)["data"]["html"]
    return re.findall(r'<li class="clearfix">.*?title="([^"]*)"', page)


@pytest.mark.parametrize(
    ("more", "rows"),
    [
        ({}, slice(0, 6)),
        ({"pageNo": "2"}, slice(0, 6)),
        ({"paramJson": '{"pageNo":2,"pageSize":6}'}, slice(6, 12)),
        ({"paramJson": '{"pageNo":2,"pageSize":50}'}, slice(20, 40)),
        ({"paramJson": '{"pageNo":8,"pageSize":6}'}, slice(0, 0)),
        ({"paramJson": "{"}, slice(0, 6)),
    ],
)
def test_only_param_json_turns_the_page(front: jpaas.Jpaas, more: dict[str, str], rows: slice) -> None:
    titles = [story.title for story in front.site.channel("jwdt").stories]
    assert listed(unit(front, "jwdt", **more)) == titles[rows]


def test_without_a_referer_or_with_a_wrong_page_there_is_nothing(front: jpaas.Jpaas) -> None:
    assert unit(front, "jwdt", {}).status == 403
    assert json.loads(unit(front, "jwdt", pageId="1").body)["success"] is False


def test_one_channel_has_its_rows_from_the_service_alone(front: jpaas.Jpaas) -> None:
    page = front.answer(Request("GET", "/xwzx/jcfc/index.html")).body.decode()
    assert "clearfix" not in page
    assert len(listed(unit(front, "jcfc"))) == 6
