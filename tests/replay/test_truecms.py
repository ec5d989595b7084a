"""TrueCMS: what its odd answers are."""

from __future__ import annotations

import json
import re
from urllib.parse import urlencode

import pytest

from tests.replay import truecms
from tests.replay.exchange import Answer, Request

_REFERER = {"referer": "http://127.0.0.1/ldsgaj/gayw/gayw.html"}


@pytest.fixture(scope="module")
def front() -> truecms.TrueCms:
    return truecms.described()


def messages(
    front: truecms.TrueCms, start: int, end: int, headers: dict[str, str] = _REFERER, /, **more: str
) -> Answer:
    page = front.answer(Request("GET", "/ldsgaj/gayw/gayw.html")).body.decode()
    column, service = re.search(r"columnId:'([^']+)'", page), re.search(r"proxyUrl:'([^']+)'", page)
    assert column
    assert service
    query = {"startrecord": str(start), "endrecord": str(end), "perpage": "6", "contentTemplate": ""}
    query |= {"columnId": column[1], "callback": "cb"} | more
    return front.answer(Request("GET", service[1], urlencode(query), headers))


def titles(answer: Answer) -> list[str]:
    text = answer.body.decode()
    assert text.startswith("cb(")
    return re.findall(r'title="([^"]*)"', json.loads(text[3:-1])["result"])


def test_the_page_brings_six_pages_and_windows_overlap(front: truecms.TrueCms) -> None:
    listed = [story.title for story in front.site.channel("gayw").stories]
    page = front.answer(Request("GET", "/ldsgaj/gayw/gayw.html")).body.decode()
    assert re.findall(r'title="([^"]*)"', page.split('id="initData"')[1].split("</div>")[0]) == listed[:36]
    assert titles(messages(front, 37, 54)) == listed[35:54]
    assert titles(messages(front, 127, 144)) == listed[125:]


@pytest.mark.parametrize(
    ("start", "end", "more"),
    [(37, 67, {}), (134, 150, {}), (0, 10, {}), (37, 54, {"columnId": "1"})],
    ids=["too much at once", "beyond the end", "from 0", "another column"],
)
def test_what_it_does_not_give_is_empty(front: truecms.TrueCms, start: int, end: int, more: dict[str, str]) -> None:
    assert titles(messages(front, start, end, **more)) == []


def test_it_wants_a_referer(front: truecms.TrueCms) -> None:
    assert messages(front, 37, 54, {}).status == 404


def test_one_channel_has_no_href(front: truecms.TrueCms) -> None:
    page = front.answer(Request("GET", "/ldsgaj/jtaq/jtaq.html")).body.decode()
    assert len(re.findall(r"<li><a onclick=\"name2\('/ldsgaj/jtaq/content/[0-9a-f-]{36}\.htm'\)\"", page)) == 36
