"""Hanweb JCMS: what its odd answers are."""

from __future__ import annotations

import re
from urllib.parse import urlencode

import pytest

from tests.replay import hanweb
from tests.replay.exchange import Request

_PROXY = "/module/web/jpage/dataproxy.jsp"
_SEARCH = "/module/xxgk/search.jsp"


@pytest.fixture(scope="module")
def front() -> hanweb.Hanweb:
    return hanweb.described()


def numbers(page: str) -> list[int]:
    return [int(number) for number in re.findall(r'<a href="/art/[^"]*_(\d+)\.html"', page)]


def parameters(front: hanweb.Hanweb, key: str) -> dict[str, str]:
    path = front.listing_path(front.site.channel(key))
    page = front.answer(Request("GET", path)).body.decode()
    given = re.search(r"var param_\d+ = \{(.*)\};", page)
    assert given
    return {name: value.strip("'") for name, value in re.findall(r"(\w+):('[^']*'|[^,]*)", given[1])}


def posted(front: hanweb.Hanweb, start: int, end: int, form: dict[str, str]) -> str:
    query = f"startrecord={start}&endrecord={end}&perpage=6"
    return front.answer(Request("POST", _PROXY, query, body=urlencode(form).encode())).body.decode()


def test_a_later_window_repeats_the_record_before_it(front: hanweb.Hanweb) -> None:
    form = parameters(front, "jwdt")
    listed = [story.number for story in front.site.channel("jwdt").stories]
    first = front.answer(Request("GET", front.listing_path(front.site.channel("jwdt")))).body.decode()
    assert numbers(first.split("<datastore>")[1]) == listed[:18]
    assert numbers(posted(front, 19, 36, form)) == listed[17:36]
    assert numbers(posted(front, 37, 54, form)) == listed[35:]
    assert numbers(posted(front, 55, 72, form)) == []


def test_by_get_only_page_and_perpage_count(front: hanweb.Hanweb) -> None:
    form = parameters(front, "jwdt")
    query = urlencode(form | {"page": "2", "perpage": "10", "startrecord": "1", "endrecord": "10"})
    listed = [story.number for story in front.site.channel("jwdt").stories]
    assert numbers(front.answer(Request("GET", _PROXY, query)).body.decode()) == listed[10:20]


@pytest.mark.parametrize("wrong", [{}, {"columnid": "1"}, {"unitid": "1"}])
def test_wrong_parameters_give_an_empty_store(front: hanweb.Hanweb, wrong: dict[str, str]) -> None:
    form = parameters(front, "jwdt") | wrong if wrong else {}
    assert "<totalrecord>0</totalrecord>" in posted(front, 19, 36, form)


def test_the_next_group_is_followed_to_its_end(front: hanweb.Hanweb) -> None:
    channel = front.site.channel("jtaq")
    page = front.answer(Request("GET", front.listing_path(channel))).body.decode()
    assert "param_" not in page
    seen = numbers(page.split("<datastore>")[1])
    while found := re.search(r'<nextgroup><!\[CDATA\[<a href="([^"?]+)\?([^"]+)"', page):
        page = front.answer(Request("GET", found[1], found[2])).body.decode()
        assert numbers(page)[0] == seen[-1]
        seen += numbers(page)[1:]
    assert seen == [story.number for story in channel.stories]


def test_open_government_lists_every_column_and_repeats_its_last_page(front: hanweb.Hanweb) -> None:
    def searched(page: int, area: str = "11990100014244") -> str:
        form = f"infotypeId=&jdid=1&divid=divlist&currpage={page}&area={area}"
        return front.answer(Request("POST", _SEARCH, f"currpage={page}", body=form.encode())).body.decode()

    last = next(page for page in range(1, 99) if f"{page}/{page}&nbsp;页" in searched(page))
    everything = "".join(searched(page) for page in range(1, last + 1))
    own = [int(number) for number in re.findall(r"art_59268_(\d+)\.html", everything)]
    assert own == [story.number for story in front.site.channel("jqtb").stories]
    assert "art_59299_" in everything
    assert searched(last + 1) == searched(last)
    assert numbers(searched(1, area="1")) == []
