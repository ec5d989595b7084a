"""What an address is that nobody described: a news centre, a channel, an article, a home page; and where to look next."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal
from urllib.parse import urlsplit

from crawler.cms.article_document import article_document
from crawler.cms.channels import (
    address,
    breadcrumb,
    centre_channels,
    centre_links,
    channels_beside,
    home_channels,
    is_centre,
    named_apart,
    portal_channels,
)
from crawler.cms.families import page_listing, recognised
from crawler.cms.keys import canonical_url
from crawler.cms.listing import Channel, Listing, ListRequest, Row, UnreadableListing
from crawler.cms.page import ListPage, folded
from crawler.cms.shells import leads_to
from crawler.reading import Reading, UnreadablePage, objection, read_article

Kind = Literal["news centre", "channel", "article", "home page", "shell", "nothing"]

#: A page that is no news centre by its name is one by so many blocks of news, each with a link 更多.
_PORTAL_BLOCKS = 3
_HOME_NAMES = re.compile(r"/(?:(?:index|default|home|main)\d?\.\w{2,6})?", re.IGNORECASE)
_SITE_NAMES = ("sitename", "og:site_name", "application-name")
_TITLE_PARTS = re.compile(r"\s{0,3}[_|｜—–-]{1,3}\s{0,3}")
_CATEGORY_PREFIX = re.compile(r"^(?:category|分类|栏目|归档)\s{0,3}[:：]\s{0,3}", re.IGNORECASE)
_WHITE = re.compile(r"\s+")
#: Shorter row titles occur in prose by chance (the channel's name, a place).
_TELLING_TITLE = 8
#: A page with a time and so many sentences in one piece is an article, whatever its breadcrumb calls it.
_SENTENCES = 2
#: Without time and source an article has at least so many characters.
_LEAST_BODY = 60
#: So much of a paragraph or title is enough to find its place on the page.
_PROBE = 24
#: So much of a page, and so many of its rows, tell what it is.
_PAGE_TEXT = 400_000
_MOST_ROWS = 200


@dataclass(frozen=True, slots=True)
class Decision:
    """What a page was taken for.

    kind: ``news centre`` (its channels are known), ``channel`` (a listing), ``article``, ``home page`` (of a site),
    ``shell`` (an empty page that leads elsewhere) or ``nothing`` (none of these). why: the reason, for a person.
    channels: of a news centre, of a home page those that it leads to by itself, of a listing the one that it is.
    next: URLs to look at next, the likeliest first: where a shell leads, a home page's 新闻中心; of ``nothing`` only
    what a person may try. row: of an article, its row as a listing would show it. family: the CMS, by its marks.
    site_name: as the page's metas say it. scripted: ``nothing`` was sent where a script fills in a listing's rows.
    beside: of a home page, links like those that it leads to by channels and next.
    """

    kind: Kind
    why: str
    family: str = "plain"
    channels: tuple[Channel, ...] = ()
    next: tuple[str, ...] = ()
    row: Row | None = None
    site_name: str | None = None
    scripted: bool = False
    beside: tuple[Channel, ...] = ()


def decide(body: bytes, url: str, content_type: str | None = None, retrieved_at: datetime | None = None) -> Decision:
    """Say what a page is, by what it holds.

    body: as served. url: its address. content_type: the header's value. retrieved_at: aware.

    >>> decide(b"<title>x</title><p>nothing to see", "http://www.ga.example.cn/x.html").kind
    'nothing'
    """
    try:
        page = ListPage.of(body, ListRequest(url), content_type, retrieved_at)
    except UnreadableListing as error:
        return Decision("nothing", str(error))
    if target := leads_to(page):
        return Decision("shell", f"the page is empty and leads to {target}", next=(target,), site_name=_site_name(page))
    family = recognised(page)
    name = _site_name(page)
    if _is_home(page) and (home := _home(page, family.name, name)):
        return home
    try:
        listing = page_listing(page)
    except UnreadableListing as error:
        return Decision("nothing", str(error), family.name, site_name=name)
    reading = _reading(body, url, content_type, retrieved_at)
    if reading is not None and _is_listing(page, listing, reading):
        reading = None
    if reading is not None and reading.timestamp and reading.body.count("。") >= _SENTENCES:
        return _article(url, reading, family.name, name)
    if is_centre(page) and (channels := centre_channels(page)):
        why = f"it names itself the news centre and leads to {len(channels)} channels"
        return Decision("news centre", why, family.name, channels, site_name=name)
    if reading is not None and (reading.timestamp or reading.source or len(reading.body) >= _LEAST_BODY):
        return _article(url, reading, family.name, name)
    portal = portal_channels(page)
    if len(portal) >= _PORTAL_BLOCKS and listing.next is None and not breadcrumb(page):
        why = f"it has no pager, but leads to {len(portal)} channels of news"
        return Decision("news centre", why, family.name, portal, site_name=name)
    if _reads_as_channel(listing):
        channel = Channel(_own_name(page), url)
        return Decision("channel", _told(listing), family.name, (channel,), site_name=name)
    links = centre_links(page)
    why = _nothing(page, reading, listing)
    return Decision("nothing", why, family.name, next=links, site_name=name, scripted=bool(listing.unfollowed))


def _home(page: ListPage, family: str, name: str | None) -> Decision | None:
    """What a home page leads to; None for one that leads nowhere, or is a news centre itself."""
    links = centre_links(page)
    channels = home_channels(page) if links or not is_centre(page) else ()
    if not links and not channels:
        return None
    found = [f"links to {', '.join(links)}"] if links else []
    found += [f"leads to {len(channels)} channels of news by itself"] if channels else []
    why = f"the site's home page; it {' and '.join(found)}"
    beside = channels_beside(page, [*(channel.url for channel in channels), *links])
    return Decision("home page", why, family, channels, links, None, name, beside=beside)


def _is_home(page: ListPage) -> bool:
    """Whether the page is the one that its own link 首页 leads to, or the one at the root of its host."""
    parts = urlsplit(page.url)
    if _HOME_NAMES.fullmatch(parts.path or "/") and not parts.query:
        return True
    own = _bare(page.url)
    return any(
        link.url and link.text in ("首页", "网站首页", "首 页") and _bare(link.url) == own for link in page.links
    ) and not breadcrumb(page)


def _bare(url: str) -> str:
    return _HOME_NAMES.sub("/", canonical_url(url)) if urlsplit(url).path.count("/") <= 1 else canonical_url(url)


def _reading(body: bytes, url: str, content_type: str | None, retrieved_at: datetime | None) -> Reading | None:
    """The page read as an article; None where it is none by what it holds."""
    try:
        reading = read_article(article_document(body, content_type), url, content_type, retrieved_at)
    except UnreadablePage:
        return None
    return None if objection(reading) else reading


def _is_listing(page: ListPage, listing: Listing, reading: Reading) -> bool:
    """Whether what reads as an article is a listing whose rows have summaries, or no article's text at all.

    An article's text stands in one piece, before or after the rows of boxes beside it; between a listing's rows stand
    their summaries, each below a title that links to another page.
    """
    rows = [row for row in listing.rows if row.date is not None and len(row.title) >= _TELLING_TITLE]
    if not rows or len(rows) < len(listing.rows) / 2:
        return False
    if "。" not in reading.body and (listing.next is not None or not _has_own_title(page, rows, reading)):
        return True
    if not reading.body:
        return False
    text = _WHITE.sub("", page.visible_text(page.root, _PAGE_TEXT))
    lines = [_probe(line) for line in reading.body.split("\n") if line]
    start, end = text.find(lines[0]), text.rfind(lines[-1])
    if start < 0 or end < 0:
        return False
    places = [place for row in rows[:_MOST_ROWS] if (place := text.find(_probe(row.title))) >= 0]
    if sum(start <= place <= end for place in places) >= max(1, len(rows) // 2):
        return True
    above = max((place for place in places if place < start), default=-1)
    title = _probe(reading.title or "")
    own = text.rfind(title, 0, start)
    return above >= 0 and (above > own or (above == own and text.count(title) <= _links_of(page, title)))


def _links_of(page: ListPage, title: str) -> int:
    """How often the title is a link to another page."""
    own = canonical_url(page.url)
    return sum(
        _probe(link.text) == title and link.url is not None and canonical_url(link.url) != own for link in page.links
    )


def _has_own_title(page: ListPage, rows: Sequence[Row], reading: Reading) -> bool:
    """Whether a page without sentences (a notice as a picture, a film, a file) has a title that is no row's or channel's."""
    title = _WHITE.sub("", reading.title or "")
    if reading.timestamp is None or len(title) < _TELLING_TITLE or title in breadcrumb(page):
        return False
    return not any(_probe(row.title) in title or title in row.title for row in rows if _elsewhere(page, row))


def _elsewhere(page: ListPage, row: Row) -> bool:
    return canonical_url(row.url) != canonical_url(page.url)


def _probe(text: str) -> str:
    return _WHITE.sub("", text)[:_PROBE]


def _reads_as_channel(listing: Listing) -> bool:
    """Whether rows, a shell's request for them, or the words 暂无信息 make the page a listing."""
    dated = sum(row.date is not None for row in listing.rows)
    if listing.rows:
        return dated > 0 or listing.next is not None or listing.pages is not None or len(listing.rows) >= 5
    return listing.total == 0 or (listing.next is not None and listing.family != "plain") or _is_framed(listing)


def _is_framed(listing: Listing) -> bool:
    return listing.next is not None and listing.next.page == 1


def _told(listing: Listing) -> str:
    """The listing's size in a sentence."""
    if not listing.rows:
        return "a listing without a row so far" if listing.total != 0 else "a listing that says it is empty"
    dated = sum(row.date is not None for row in listing.rows)
    following = "and leads to a next page" if listing.next else "and leads to no next page"
    if listing.unfollowed:
        following = f"and a way on that is not followed: {listing.unfollowed}"
    return f"a listing: it has {len(listing.rows)} rows, {dated} with a day, {following}"


def _article(url: str, reading: Reading, family: str, name: str | None) -> Decision:
    day = reading.timestamp.date() if reading.timestamp else None
    said = f"the day {day}" if day else "no day"
    why = f"it has a title, {said} and a body of {len(reading.body)} characters in one piece"
    row = Row(url, reading.title or "", day)
    channel = Channel(reading.channel[-1] if reading.channel else "article", url)
    return Decision("article", why, family, (channel,), (), row, name)


def _nothing(page: ListPage, reading: Reading | None, listing: Listing) -> str:
    title = folded(page.root.findtext(".//title") or "")[:60]
    called = f"the page {title!r}" if title else "the page"
    if listing.unfollowed:
        return f"{called} was sent without rows: {listing.unfollowed}, and no script is run here"
    reads = "no article" if reading is None else "an article's text between other things"
    return f"{called} has no listing rows, {reads}, and is no news centre"


def _own_name(page: ListPage) -> str:
    """What the page calls itself: the end of its breadcrumb, its ``<h1>``, or the first part of its title."""
    crumbs = breadcrumb(page)
    heading = next((page.visible_text(node, 40) for node in page.root.iter("h1") if not page.is_hidden(node)), "")
    title = _TITLE_PARTS.split(folded(page.root.findtext(".//title") or ""))[0]
    for name in (*crumbs[-1:], _CATEGORY_PREFIX.sub("", heading), title):
        if 0 < len(name) <= 30:
            return name
    return urlsplit(page.url).hostname or page.url


def _site_name(page: ListPage) -> str | None:
    """The site's name by its metas, in the order of the government's own standard first."""
    said = {
        (meta.get("name") or meta.get("property") or "").lower(): folded(meta.get("content") or "")
        for meta in page.root.iter("meta")
    }
    return next((said[name] for name in _SITE_NAMES if said.get(name)), None)


def chosen_together(first: Sequence[Channel], further: Sequence[Channel]) -> tuple[Channel, ...]:
    """The channels of a news centre with those that only the home page leads to; an address counts once.

    >>> [c.name for c in chosen_together([Channel("要闻", "http://a/1/")], [Channel("要闻", "http://a/2/"), Channel("禁毒", "http://a/3/")])]
    ['要闻 (1)', '要闻 (2)', '禁毒']
    """
    known = {address(channel.url) for channel in first}
    return named_apart((*first, *(channel for channel in further if address(channel.url) not in known)))
