"""A crawl of each CMS family's replay site from its home page alone, counted by channel size."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from pathlib import Path

from crawler.spiders.any import host_name
from tests.crawling import QUICK, Crawl, crawl
from tests.publishing import line_fields, published_fields
from tests.replay.families import Station
from tests.replay.sections import SIZES
from tests.replay.server import Server, described, serving
from tests.replay.site import Published


@dataclass(frozen=True, slots=True)
class FamilyWalk:
    """A family's site and what a crawl made of it.

    published: at the end of the crawl. removed: numbers of stories taken away while it ran.
    """

    family: str
    crawled: Crawl
    published: list[Published]
    removed: frozenset[int]
    pages: int

    @property
    def missing(self) -> list[str]:
        """Titles that are in no line."""
        lines = {line["url"] for line in self.crawled.lines}
        return [article.title for article in self.published if not lines & set(article.urls)]

    @property
    def twice(self) -> list[str]:
        """Titles that are in more than one line."""
        lines = Counter(line["url"] for line in self.crawled.lines)
        return [article.title for article in self.published if sum(lines[url] for url in article.urls) > 1]

    @property
    def wrong(self) -> list[str]:
        """Fields that are not as published, a sentence each."""
        lines = {line["url"]: line for line in self.crawled.lines}
        return [
            f"{article.title}: {name} is {found[name]!r}, published {value!r}"
            for article in self.published
            for url in article.urls
            if url in lines
            for found in [line_fields(lines[url])]
            for name, value in published_fields(article).items()
            if found[name] != value
        ]

    @property
    def needed(self) -> int:
        """Requests that a perfect crawl sends: listing pages and every page of every article."""
        return self.pages + len(self.published) + sum(max(0, len(line["pages"]) - 1) for line in self.crawled.lines)

    @property
    def requests(self) -> int:
        """Requests that were sent, without robots.txt, home page and news centre."""
        return int(self.crawled.record["requests"]) - 3

    def row(self, size: str) -> tuple[str, int, int, int, int]:
        """Size, articles, listing pages read, missing and twice, of the channel of this size."""
        front = described(self.family)
        assert isinstance(front, Station)
        name = next(channel.name for channel in front.site.channels if SIZES.get(channel.key) == size)
        here = {article.title for article in self.published if article.channel[-1] == name}
        pages = next((c["pages"] for c in self.crawled.record["channels"] if c["name"] == name), 0)
        return size, len(here), pages, len(here & set(self.missing)), len(here & set(self.twice))


def listing_pages(family: str) -> int:
    """How many listing pages the family's site has."""
    front = described(family)
    assert isinstance(front, Station)
    return sum(max(1, -(-len(channel.stories) // front.rows)) for channel in front.site.channels)


def walked(family: str, data: Path, *, moving: bool) -> FamilyWalk:
    """Crawl the family's site from its home page; while it runs, three articles appear and one goes where ``moving``."""
    removed: frozenset[int] = frozenset()
    with serving(family) as server:
        if moving:
            removed = _set_moving(server, family)
        done = crawl("any", data, QUICK, url=server.base + "/")
        crawled = replace(done, data=data / host_name(server.base))
        return FamilyWalk(family, crawled, server.published(), removed, listing_pages(family))


def _set_moving(server: Server, family: str) -> frozenset[int]:
    """In the channel of 7 pages: three new rows after 60 requests, the third row of its first page gone after 90."""
    front = described(family)
    assert isinstance(front, Station)
    number = front.site.channel("jwdt").stories[2].number
    server.change(do="publish", channel="jwdt", count=3, path="*", after=60, at_once=False)
    server.change(do="remove", number=number, path="*", after=90, at_once=False)
    return frozenset({number})
