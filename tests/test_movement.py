"""A site that moves while it is walked: nothing is missing, nothing is there twice."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.crawling import QUICK, Crawl, crawl
from tests.interrupting import assert_each_once, unsound
from tests.replay.server import Server, serving
from tests.replay.site import Published

#: Channel, its listing pages, and how many of its listing requests pass before the site changes.
WALKS = [
    ("jindu", "/NewsList*", 2),
    ("jindu", "/NewsList*", 5),
    ("dongtai", "/NewsDynamic*", 3),
    ("jiaotong", "/NewsTraffic*", 2),
]


@pytest.fixture
def server() -> Iterator[Server]:
    with serving("jingshi", scale=300) as server:
        yield server


def urls(articles: list[Published]) -> set[str]:
    return {url for article in articles for url in article.urls}


def numbers_of(server: Server, name: str) -> list[int]:
    """Of the channel's articles, in listing order, those that stand in one place only."""
    return [
        article.numbers[0] for article in server.published() if article.channel[-1] == name and len(article.urls) == 1
    ]


def assert_none_missing_of(articles: list[Published], done: Crawl) -> None:
    lines = [line["url"] for line in done.lines]
    assert len(lines) == len(set(lines)), "an article is there twice"
    missing = [article.title for article in articles if not set(article.urls) & set(lines)]
    assert missing == [], str(done)


@pytest.mark.parametrize(("key", "path", "after"), WALKS)
def test_published_removed_and_moved_during_the_walk(
    server: Server, tmp_path: Path, key: str, path: str, after: int
) -> None:
    name = {"jindu": "禁毒之窗", "dongtai": "警方动态", "jiaotong": "交通安全"}[key]
    before = server.published()
    rows = numbers_of(server, name)
    removed, moved = rows[6], rows[-4]
    server.change(do="publish", channel=key, count=3, path=path, after=after, at_once=False)
    server.change(do="remove", number=removed, path=path, after=after + 1, at_once=False)
    server.change(do="top", number=moved, path=path, after=after, at_once=False)
    first = crawl("jingshi", tmp_path, QUICK, url=server.news_centre)
    after_all = server.published()
    assert len(after_all) == len(before) + 2, "the changes were not set off"
    stayed = [article for article in before if removed not in article.numbers]
    assert_none_missing_of(stayed, first)
    second = crawl("jingshi", tmp_path, QUICK, url=server.news_centre)
    assert second.exit_code == 0, str(second)
    assert_none_missing_of(after_all, second)
    assert urls(before) | urls(after_all) >= {line["url"] for line in second.lines}
    assert unsound(second.data) == []


def test_published_between_two_runs(server: Server, tmp_path: Path) -> None:
    crawl("jingshi", tmp_path, QUICK, url=server.news_centre)
    for key in ("jindu", "dongtai", "yaowen"):
        server.change(do="publish", channel=key, count=25)
    second = crawl("jingshi", tmp_path, QUICK, url=server.news_centre)
    assert second.record["ends"]["emitted"] == 75
    assert_each_once(second, server)
