"""What a listing page was asked for, and what it answers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date


class UnreadableListing(ValueError):  # noqa: N818 - named for what it says, as UnreadablePage is
    """The answer cannot be parsed as a listing page; the message says why."""


@dataclass(frozen=True, slots=True)
class ListRequest:
    """One request for a page of a listing; the spider turns it into a Scrapy request and does nothing else.

    url: absolute.
    method: ``GET`` or ``POST``.
    headers: what the request needs beyond the usual ones (``Referer``, ``Content-Type`` of a form or JSON body).
    body: bytes, already encoded as the site's charset wants them.
    family: the CMS family that made the request (its module's name in ``crawler.cms``), None for a first page.
    page: the page's number as a reader counts, 1 = the first (newest) page.
    state: what the family needs to read the answer and to ask further (plain strings and numbers).
    """

    url: str
    method: str = "GET"
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""
    family: str | None = None
    page: int = 1
    state: Mapping[str, str | int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Row:
    """One article as its listing shows it.

    url: absolute, as printed (no parameter stripped). title: in full (``@title`` before a text cut with …).
    date: the printed day, Asia/Shanghai. pinned: marked 置顶 or the like.
    external: leads to a host that is not the site's own.
    yearless: the day is printed without its year, which was counted back from the day the page was retrieved, or from the
    row above: the article may be older.
    """

    url: str
    title: str
    date: date | None = None
    pinned: bool = False
    external: bool = False
    yearless: bool = False


@dataclass(frozen=True, slots=True)
class Listing:
    """A listing page's answer.

    family: the family that read it. rows: in page order, each URL once.
    next: the request for the following page, None on the last one.
    page: the number that the page states for itself, None where it states none; the caller compares it with the one
    it asked for. pages, total: the stated numbers of pages and rows; ``total=0`` means that the page itself says that
    the listing is empty (共0条, 暂无信息), so that an empty page without it is an error.
    evidence: one line for a person: how the family was recognised and where ``next`` came from.
    unfollowed: what the page shows as a way to further rows where ``next`` is None, since a script knows its target
    (``下一页: goPage(2)``) or it is an archive of another time, or without rows that a script fills the list; else "".
    """

    family: str
    rows: tuple[Row, ...]
    next: ListRequest | None = None
    page: int | None = None
    pages: int | None = None
    total: int | None = None
    evidence: str = ""
    unfollowed: str = ""


@dataclass(frozen=True, slots=True)
class Channel:
    """A channel of a news centre: its name as printed (禁毒之窗) and the URL of its first listing page."""

    name: str
    url: str
