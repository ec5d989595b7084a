"""Every family's site holds together: its channels are linked, its articles are whole, its rows are those described."""

from __future__ import annotations

import re
from html import unescape
from urllib.parse import urljoin

import pytest

from tests.replay.exchange import Request
from tests.replay.families import Station
from tests.replay.sections import SIZES
from tests.replay.server import described

FAMILIES = (
    "trs",
    "ucap",
    "mps",
    "vsb",
    "nfcms",
    "founder",
    "xinhua",
    "dedecms",
    "empirecms",
    "phpcms",
    "hanweb",
    "jpaas",
    "truecms",
    "epoint",
    "cmsweb",
    "siteserver",
    "jeecms",
    "wordpress",
    "ashx",
    "shanghai",
    "webforms",
)
_BASE = "http://site.invalid"


def station(family: str) -> Station:
    front = described(family)
    assert isinstance(front, Station)
    return front


def text(front: Station, path: str) -> str:
    target, _, query = path.partition("?")
    answer = front.answer(Request("GET", target, query))
    assert answer.status == 200, path
    # NFCMS has an article's text in JSON, all but ASCII escaped.
    return re.sub(r"\\u([0-9a-f]{4})", lambda escape: chr(int(escape[1], 16)), answer.body.decode(front.charset))


def links(page: str, path: str) -> set[str]:
    return {
        urljoin(_BASE + path, unescape(href)).removeprefix(_BASE)
        for href in re.findall(r"""href=["']([^"']*)["']""", page)
    }


@pytest.mark.parametrize("family", FAMILIES)
def test_the_home_page_leads_to_the_news_centre_and_that_to_every_channel(family: str) -> None:
    front = station(family)
    assert front.news_centre in links(text(front, "/"), "/")
    channels = {front.listing_path(channel) for channel in front.site.channels}
    assert channels <= links(text(front, front.news_centre), front.news_centre)
    for path in channels:
        text(front, path.partition("#")[0])


@pytest.mark.parametrize("family", FAMILIES)
def test_every_article_is_whole(family: str) -> None:
    front = station(family)
    for record in front.site.published():
        story = front.site.stories()[record.numbers[0]]
        parts = range(1, len(front.parts(story)) + 1)
        for url in record.urls:
            page = "".join(text(front, url if part == 1 else front.part_path(url, part)) for part in parts)
            for piece in (*story.body, story.title, story.source or "", story.author or "", story.editor or ""):
                assert piece in unescape(page), url


@pytest.mark.parametrize("family", FAMILIES)
def test_the_sizes_are_those_described(family: str) -> None:
    front = station(family)
    sizes = {key: (len(front.site.channel(key).stories), front.total(front.site.channel(key))) for key in SIZES}
    rows = front.rows
    assert sizes == {
        "gayw": (22 * rows + 1, 23),
        "jwdt": (6 * rows + (rows + 1) // 2, 7),
        "tzgg": (rows + 1, 2),
        "jfts": (rows, 1),
        "xwfb": (1, 1),
        "mtjj": (0, 1),
    }
    odd = [story for _, story in front.site.rows() if story.external or story.pinned or len(front.parts(story)) > 1]
    assert len(odd) >= (3 if front.paragraphs_a_page else 2)


@pytest.mark.parametrize("family", FAMILIES)
def test_what_is_published_while_it_runs_is_served(family: str) -> None:
    front = station(family)
    (number,) = front.site.publish("jwdt")
    story = front.site.stories()[number]
    assert front.site.channel("jwdt").stories[1] is story
    assert story.body[0] in unescape(text(front, front.site.hrefs(front.site.channel("jwdt"), story)))
