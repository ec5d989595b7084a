"""Xinhua's system: what its odd answers are."""

from __future__ import annotations

from tests.replay import xinhua
from tests.replay.exchange import Request


def test_the_time_stands_in_pieces_and_once_more_in_one() -> None:
    front = xinhua.described()
    story = next(story for story in front.site.channel("jdzc").stories if f"{story.timestamp:%H%M%S}" != "000000")
    page = front.answer(Request("GET", front.site.hrefs(front.site.channels[0], story))).body.decode()
    assert f"<em>{story.timestamp:%m}</em>/<em>{story.timestamp:%d}</em>" in page
    assert page.count(f"{story.timestamp:%H:%M:%S}") == 2
    assert page.count(f"{story.timestamp:%Y-%m-%d %H:%M:%S}") == 1
