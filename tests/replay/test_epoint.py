"""Epoint EWB: what its odd answers are."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest

from tests.replay import epoint
from tests.replay.exchange import Request

_SERVICE = "/EWB-FRONT/rest/lightfrontaction/getgovinfolist"
_JSON = {"content-type": "application/json"}


@pytest.fixture(scope="module")
def front() -> epoint.Epoint:
    return epoint.described()


def asked(front: epoint.Epoint, **more: Any) -> dict[str, Any]:
    script = front.answer(Request("GET", "/js/webBuilderCommon.js")).body.decode()
    found = re.search(r'"siteGuid":"([^"]+)"', script)
    assert found
    return {"deptcode": "", "categorynum": "003002", "pageIndex": 0, "pageSize": 20, "siteGuid": found[1]} | more


def titles(front: epoint.Epoint, body: dict[str, Any]) -> list[str]:
    answer = front.answer(Request("POST", _SERVICE, headers=_JSON, body=json.dumps(body).encode()))
    return [entry["realtitle"] for entry in json.loads(answer.body)["custom"]["data"]]


@pytest.mark.parametrize(
    ("more", "rows"),
    [
        ({}, slice(0, 20)),
        ({"pageIndex": 1}, slice(20, 40)),
        ({"pageIndex": 2}, slice(40, 60)),
        ({"pageIndex": 5}, slice(0, 0)),
        ({"siteGuid": "1"}, slice(0, 0)),
        ({"categorynum": "1"}, slice(0, 0)),
    ],
)
def test_pages_count_from_0(front: epoint.Epoint, more: dict[str, Any], rows: slice) -> None:
    listed = [story.title for story in front.site.channel("jwdt").stories]
    assert titles(front, asked(front, **more)) == listed[rows]
    assert titles(front, {"token": "", "params": asked(front, **more)}) == listed[rows]


def test_the_listing_page_has_no_row_and_names_the_script(front: epoint.Epoint) -> None:
    page = front.answer(Request("GET", "/dynamic/zwgk/govInfoPub.html", "categorynum=003002")).body.decode()
    assert front.site.channel("jwdt").stories[0].title not in page
    assert 'src="/js/webBuilderCommon.js"' in page


def test_a_body_that_is_not_announced_as_json_is_refused(front: epoint.Epoint) -> None:
    body = json.dumps(asked(front)).encode()
    assert front.answer(Request("POST", _SERVICE, body=body)).status == 415
