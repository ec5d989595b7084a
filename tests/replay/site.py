"""What a replayed site is, whatever CMS serves it: its stories, its channels, and what a perfect crawl emits of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone
from typing import Literal

import msgspec

#: The clock of every printed time.
BEIJING = timezone(timedelta(hours=8))


@dataclass(frozen=True, slots=True)
class Picture:
    """An image of a story's body. path: on the site, from ``/``; caption: printed as its ``alt``."""

    path: str
    caption: str


@dataclass(frozen=True, slots=True)
class Document:
    """A file offered below a story's body. path: on the site, from ``/``; name: the link's text."""

    path: str
    name: str


@dataclass(slots=True, kw_only=True)
class Story:
    """One article, or a row that leads to one.

    number: the site's own key of it, unique in the site. home: key of the channel that its page's breadcrumb names.
    timestamp: aware, +08:00; midnight where only the day was entered. body: paragraphs, without indents; subheads are
    those of them that are printed bold. pinned: stands on top of its channel, marked 置顶. external: URL on another site
    that the row leads to; the story then has no page here. copy_of: number of the story whose title, time and body it
    repeats. gone: its rows are still listed, its page answers 404. twin_byline: its page has a hidden second byline,
    with other values.
    """

    number: int
    title: str
    home: str
    timestamp: datetime
    body: list[str]
    source: str | None = None
    author: str | None = None
    editor: str | None = None
    subheads: frozenset[int] = frozenset()
    pictures: tuple[Picture, ...] = ()
    documents: tuple[Document, ...] = ()
    pinned: bool = False
    external: str | None = None
    copy_of: int | None = None
    gone: bool = False
    twin_byline: bool = False


@dataclass(slots=True)
class Channel:
    """A channel of the news centre. stories: in listing order, the first row first."""

    key: str
    name: str
    stories: list[Story] = field(default_factory=list)


class Published(msgspec.Struct, frozen=True, kw_only=True):
    """What a perfect crawl emits of one story, in exactly one line.

    numbers: the story's own number and those of its exact copies, any of which may be the one emitted. urls: every
    address at which the site links to one of them, any of which may stand in ``url``. The other fields are those of the
    contract: timestamp in ISO 8601 with +08:00, body as paragraphs joined by a newline.
    """

    numbers: tuple[int, ...]
    urls: tuple[str, ...]
    channel: tuple[str, ...]
    title: str
    source: str | None
    author: str | None
    editor: str | None
    timestamp: str
    timestamp_precision: Literal["day", "minute", "second"]
    body: str
    images: tuple[str, ...]
    attachments: tuple[str, ...]


@dataclass(slots=True, kw_only=True)
class Site:
    """A described site.

    name: as printed. centre: name of the news centre, the first part of each breadcrumb. hrefs: how a channel's listing
    links to a story, from ``/``; the argument order is channel, story. compose: writes a new story for a channel, newer
    than all others; without it nothing can be published while the site runs. clock: to what its pages print times; a
    story dated at midnight is printed, or meant, as a day.
    """

    name: str
    centre: str
    channels: list[Channel]
    hrefs: Callable[[Channel, Story], str]
    compose: Callable[[Channel], Story] | None = None
    clock: Literal["second", "minute", "day"] = "second"

    def channel(self, key: str) -> Channel:
        """The channel with this key; KeyError where there is none."""
        for channel in self.channels:
            if channel.key == key:
                return channel
        raise KeyError(f"no channel {key!r}; there are {', '.join(channel.key for channel in self.channels)}")

    def stories(self) -> Mapping[int, Story]:
        """Every listed story, by number."""
        return {story.number: story for channel in self.channels for story in channel.stories}

    def rows(self) -> Iterator[tuple[Channel, Story]]:
        """Every row of every listing, in listing order."""
        return ((channel, story) for channel in self.channels for story in channel.stories)

    def publish(self, key: str, count: int = 1) -> list[int]:
        """Put new stories on top of a channel, below its pinned rows, and give their numbers."""
        if self.compose is None:
            raise ValueError(f"{self.name} has nobody who writes: describe it with compose=")
        channel = self.channel(key)
        numbers = []
        for _ in range(count):
            story = self.compose(channel)
            channel.stories.insert(sum(other.pinned for other in channel.stories), story)
            numbers.append(story.number)
        return numbers

    def remove(self, number: int) -> None:
        """Take a story out of every listing; its page answers 404 from now on."""
        for channel in self.channels:
            channel.stories = [story for story in channel.stories if story.number != number]

    def move_to_top(self, number: int) -> None:
        """Make a story the first row of every channel that lists it."""
        for channel in self.channels:
            channel.stories.sort(key=lambda story: story.number != number)

    def revise(self, number: int, paragraph: str) -> None:
        """Add a paragraph to a story's body."""
        self.stories()[number].body.append(paragraph)

    def published(self, base: str = "") -> list[Published]:
        """What a perfect crawl of the whole site emits, in the order of the first listing; base: ``http://host:port``."""
        urls: dict[int, list[str]] = {}
        numbers: dict[int, list[int]] = {}
        stories = self.stories()
        for channel, story in self.rows():
            if story.external or story.gone:
                continue
            original = story.copy_of if story.copy_of is not None and story.copy_of in stories else story.number
            links = urls.setdefault(original, [])
            url = base + self.hrefs(channel, story)
            if url not in links:
                links.append(url)
            same = numbers.setdefault(original, [])
            if story.number not in same:
                same.append(story.number)
        names = {channel.key: channel.name for channel in self.channels}
        return [
            Published(
                numbers=tuple(numbers[number]),
                urls=tuple(links),
                channel=(self.centre, names[(story := stories[number]).home]),
                title=story.title,
                source=story.source,
                author=story.author,
                editor=story.editor,
                timestamp=story.timestamp.isoformat(),
                timestamp_precision=self.clock if story.timestamp.time().isoformat() != "00:00:00" else "day",
                body="\n".join(story.body),
                images=tuple(base + picture.path for picture in story.pictures),
                attachments=tuple(base + document.path for document in story.documents),
            )
            for number, links in urls.items()
        ]
