"""The news that every family's replay site publishes: one channel for each size of a listing, and the rows that are odd."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import PurePosixPath
from types import MappingProxyType
from typing import Literal

from tests.replay.newsroom import Newsroom
from tests.replay.site import BEIJING, Channel, Site, Story

_NEWEST = datetime(2022, 1, 18, tzinfo=BEIJING)
_FIRST_NUMBER = 4281001
#: A story with more paragraphs has several pages, where the CMS pages its articles.
LONGEST_PAGE = 7
#: Paragraphs that a story keeps: enough for a body, few enough for a quick crawl.
_SHORT = 4
_SOURCES = ("青岚公安", "平安临渡", "临渡日报", None, "澜岸晚报", "中国警察网")
#: The size of a channel's listing, by the channel's key: how a table of results names it.
SIZES: Mapping[str, str] = MappingProxyType(
    {
        "gayw": "23 pages",
        "jwdt": "7 pages",
        "tzgg": "a page and a row",
        "jfts": "one page",
        "xwfb": "one row",
        "mtjj": "no row",
    }
)


@dataclass(frozen=True, slots=True)
class Section:
    """A channel to be described. key: a part of its URLs; rows: of its listing; plot: the plot file of its stories."""

    key: str
    name: str
    rows: int
    plot: str


def sections(rows: int, *variants: Section) -> tuple[Section, ...]:
    """The six channels of :data:`SIZES` for a CMS that lists so many rows a page, and those of its variants.

    >>> [section.rows for section in sections(10)]
    [221, 65, 11, 10, 1, 0]
    """
    return (
        Section("gayw", "公安要闻", 22 * rows + 1, "bureau"),
        Section("jwdt", "警务动态", 6 * rows + (rows + 1) // 2, "police"),
        Section("tzgg", "通知公告", rows + 1, "traffic"),
        Section("jfts", "警方提示", rows, "drugs"),
        Section("xwfb", "新闻发布", 1, "law"),
        Section("mtjj", "媒体聚焦", 0, "police"),
        *variants,
    )


def rows_a_page(scale: int | None, usual: int = 6) -> int:
    """How many rows a page shows, so that the six channels hold about ``scale`` articles; None: the usual number.

    At least 3: with fewer, the odd rows do not find their places.

    >>> rows_a_page(None), rows_a_page(305), rows_a_page(20)
    (6, 10, 3)
    """
    return usual if scale is None else max(3, scale // 30)


def described_site(
    name: str,
    described: Sequence[Section],
    rows: int,
    href: Callable[[Story], str],
    *,
    clock: Literal["second", "minute", "day"] = "second",
    sources: Sequence[str | None] = _SOURCES,
    roles: Iterable[Literal["author", "editor"]] = ("author", "editor"),
    long: Iterable[str] = ("gayw",),
    folder: Callable[[Story], str] | None = None,
    seed: int = 20220118,
) -> Site:
    """The site of a police bureau.

    described: its channels; rows: of a listing page; href: the path of a story's page (its first), which does not depend
    on the channel that lists it; clock: to what the CMS prints times, ``day`` where it prints no clock time; sources: of
    which each story has one, None for none; roles: which persons its pages print; long: the channels whose second row
    is an article of several pages; folder: where a story's pictures and files lie, to its last ``/`` (None: below
    ``/upload/``).

    公安要闻 has a row to another site (its fourth) and, on its second page, a row that 警务动态 lists too; 警务动态 has
    a pinned row on top.
    """
    newsroom = Newsroom(seed)
    kept = frozenset(roles)

    def written(section: Section, number: int, day: datetime) -> Story:
        story = newsroom.story(section.key, number, day, plot=section.plot, sources=sources)
        if clock == "day":
            story.timestamp = day
        elif clock == "minute":
            story.timestamp = story.timestamp.replace(second=0)
        story.author = story.author if "author" in kept else None
        story.editor = story.editor if "editor" in kept else None
        _keep(story, _SHORT)
        if folder:
            story.pictures = tuple(
                replace(picture, path=folder(story) + PurePosixPath(picture.path).name) for picture in story.pictures
            )
            story.documents = tuple(
                replace(document, path=folder(story) + PurePosixPath(document.path).name)
                for document in story.documents
            )
        return story

    schedule = sorted(
        (
            (_NEWEST - timedelta(days=int(place * 1.3)), section)
            for section in described
            for place in range(section.rows)
        ),
        key=lambda entry: entry[0],
    )
    channels = {section.key: Channel(section.key, section.name) for section in described}
    for number, (day, section) in enumerate(schedule, _FIRST_NUMBER):
        channels[section.key].stories.insert(0, written(section, number, day))

    news, moves = channels["gayw"].stories, channels["jwdt"].stories
    by_key = {section.key: section for section in described}
    for key in long:
        story = channels[key].stories[1]
        while len(story.body) <= LONGEST_PAGE:
            more = newsroom.story(key, 0, story.timestamp, plot=by_key[key].plot, sources=sources)
            story.subheads |= {len(story.body) + place for place in more.subheads}
            story.body += more.body
    news[3] = _external(news[3])
    news[rows + 1] = moves[2]
    pinned = moves.pop(3 * rows)
    pinned.pinned = True
    moves.insert(0, pinned)

    def compose(channel: Channel) -> Story:
        known = site.stories().values()
        day = max(story.timestamp for story in known).replace(hour=0, minute=0, second=0) + timedelta(days=1)
        return written(by_key[channel.key], max(story.number for story in known) + 1, day)

    def link(_: Channel, story: Story) -> str:
        return story.external or href(story)

    site = Site(
        name=name, centre="新闻中心", channels=list(channels.values()), hrefs=link, compose=compose, clock=clock
    )
    return site


def _keep(story: Story, count: int) -> None:
    del story.body[count:]
    while len(story.body) - 1 in story.subheads:  # a subhead that heads nothing
        story.body.pop()
    story.subheads = frozenset(place for place in story.subheads if place < len(story.body))


def _external(replaced: Story) -> Story:
    return Story(
        number=1,
        title="聚焦基层治理：一图读懂近年来平安建设主要成效与下一阶段重点任务",
        home=replaced.home,
        timestamp=replaced.timestamp,
        body=[],
        external="http://external.invalid/n/2022/0110/c1-88.html",
    )
