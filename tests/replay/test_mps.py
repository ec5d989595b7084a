"""The system of mps.gov.cn: what its odd answers are."""

from __future__ import annotations

import pytest

from tests.replay import mps
from tests.replay.exchange import Request

FOLDER = "/n2254098/n4904352/"


@pytest.fixture(scope="module")
def front() -> mps.Mps:
    return mps.described()


def text(front: mps.Mps, path: str) -> str:
    answer = front.answer(Request("GET", path))
    return answer.body.decode() if answer.status == 200 else ""


def test_later_pages_are_fragments_counted_backwards(front: mps.Mps) -> None:
    stories = front.site.channel("gayw").stories
    assert "var maxPageNum5097045 = 23;" in text(front, f"{FOLDER}index.html")
    second = text(front, f"{FOLDER}index_5097045_22.html")
    assert second.startswith("<dl>\n<dd>")
    assert stories[front.rows].title in second
    assert stories[-1].title in text(front, f"{FOLDER}index_5097045_1.html")
    assert text(front, "/n2254098/n4904358/index_5097105_2.html").startswith('<ul class="list">')


@pytest.mark.parametrize(
    "name", ["index_5097045_23.html", "index_5097045_0.html", "index_1.html", "index_5097045.html"]
)
def test_there_is_no_other_page(front: mps.Mps, name: str) -> None:
    assert text(front, FOLDER + name) == ""


def test_a_new_page_moves_every_fragment() -> None:
    site = mps.described()
    last = text(site, f"{FOLDER}index_5097045_1.html")
    site.site.publish("gayw", site.rows)
    assert "= 24;" in text(site, f"{FOLDER}index.html")
    assert text(site, f"{FOLDER}index_5097045_1.html") == last


def test_a_long_article_counts_its_pages_from_1(front: mps.Mps) -> None:
    first = front.site.hrefs(front.site.channels[0], front.site.channel("gayw").stories[1])
    assert "pageName=1" in text(front, first)
    assert "pageName=2" in text(front, first.replace("content.html", "content_2.html"))
    assert text(front, first.replace("content.html", "content_1.html")) == ""
