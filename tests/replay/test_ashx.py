"""The portal of 湛江: what its handler answers."""

from __future__ import annotations

import json
import re
from typing import Any
from urllib.parse import urlencode

import pytest

from tests.replay import ashx
from tests.replay.exchange import Answer, Request

_HANDLER = "/Ashx/PostHandler.ashx"
_ACTION = "action=News-GetPublishNewsList"


@pytest.fixture(scope="module")
def front() -> ashx.Ashx:
    return ashx.described()


def column(front: ashx.Ashx, key: str) -> str:
    found = re.search(r"(?:CurrentId|id)=([\w-]+)(?:&title|$)", front.listing_path(front.site.channel(key)))
    assert found
    return found[1]


def asked(front: ashx.Ashx, path: str = _HANDLER, query: str = _ACTION, **values: object) -> Answer:
    body = urlencode({"args": json.dumps(values)}).encode()
    return front.answer(Request("POST", path, query, body=body))


def rows(answer: Answer) -> list[str]:
    assert answer.headers["Content-Type"] == "text/plain; charset=utf-8"
    data: list[dict[str, Any]] = json.loads(answer.body)["data"]
    return [record["Title"] for record in data]


@pytest.mark.parametrize("key", ["jwdt", "jtaq"])
@pytest.mark.parametrize(("page", "size", "first"), [(1, 15, 0), ("2", "15", 15), (2, 20, 20), (99, 15, 999), (0, 15, 999)])  # fmt: skip
def test_the_handler_minds_page_and_size(front: ashx.Ashx, key: str, page: object, size: object, first: int) -> None:
    stories = front.site.channel(key).stories[first : first + int(str(size))]
    answer = asked(front, PageNo=page, PageSize=size, ClassifyID=column(front, key))
    assert rows(answer) == [story.title for story in stories]


def test_a_wrong_column_has_no_rows_and_the_path_no_case(front: ashx.Ashx) -> None:
    assert rows(asked(front, PageNo=1, PageSize=15, ClassifyID="cb3cd21e-06ff-4380-81b4-000000000000")) == []
    right = asked(front, "/ashx/posthandler.ASHX", PageNo=1, PageSize=15, ClassifyID=column(front, "xwfb"))
    assert len(rows(right)) == 1


@pytest.mark.parametrize(
    "request_",
    [
        Request("GET", _HANDLER, _ACTION),
        Request("POST", _HANDLER, _ACTION, body=b"PageNo=1&PageSize=15"),
        Request("POST", _HANDLER, "action=News-GetOther", body=b"args=%7B%7D"),
    ],
)
def test_what_is_not_asked_rightly_has_no_data(front: ashx.Ashx, request_: Request) -> None:
    assert json.loads(front.answer(request_).body)["data"] is None


def test_a_listing_page_has_no_row(front: ashx.Ashx) -> None:
    for channel in front.site.channels:
        path, _, query = front.listing_path(channel).partition("?")
        page = front.answer(Request("GET", path, query)).body.decode()
        assert all(story.title not in page for story in channel.stories)


def test_news_of_another_site_is_a_redirect(front: ashx.Ashx) -> None:
    channel, story = next((channel, story) for channel, story in front.site.rows() if story.external)
    path, _, query = front.site.hrefs(channel, story).partition("?")
    answer = front.answer(Request("GET", path, query))
    assert (answer.status, answer.headers["Location"]) == (302, story.external)
