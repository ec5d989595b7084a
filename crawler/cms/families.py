"""Which family reads a page."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime
from typing import Final

from crawler.cms.answers import is_data
from crawler.cms.ashx import Ashx
from crawler.cms.aspnet import AspNet
from crawler.cms.changsha import Changsha
from crawler.cms.cmsweb import CmsWeb
from crawler.cms.dedecms import DedeCms
from crawler.cms.empirecms import EmpireCms
from crawler.cms.epoint import Epoint
from crawler.cms.family import Family
from crawler.cms.gkmlpt import Gkmlpt
from crawler.cms.hanweb import Hanweb
from crawler.cms.jpaas import Jpaas
from crawler.cms.listing import Listing, ListRequest, UnreadableListing
from crawler.cms.mps import Mps
from crawler.cms.nfcms import Nfcms
from crawler.cms.page import ListPage
from crawler.cms.phpcms import PhpCms
from crawler.cms.plain import Plain
from crawler.cms.shanghai import Shanghai
from crawler.cms.shells import frame_of, leads_below
from crawler.cms.trs import Trs
from crawler.cms.truecms import TrueCms
from crawler.cms.ucap import Ucap
from crawler.cms.vsb import Vsb
from crawler.cms.wordpress import WordPress
from crawler.reading.reading import Hints

_PLAIN: Final[Family] = Plain()

#: In the order in which they are asked; the general walk is last.
FAMILIES: Final[tuple[Family, ...]] = (
    TrueCms(),
    Jpaas(),
    Hanweb(),
    Epoint(),
    CmsWeb(),
    Gkmlpt(),
    Nfcms(),
    Ucap(),
    Mps(),
    Vsb(),
    Trs(),
    Ashx(),
    Shanghai(),
    Changsha(),
    AspNet(),
    DedeCms(),
    EmpireCms(),
    PhpCms(),
    WordPress(),
    _PLAIN,
)

_BY_NAME: Final[dict[str, Family]] = {family.name: family for family in FAMILIES}


def read_listing(
    body: bytes,
    request: ListRequest,
    content_type: str | None = None,
    retrieved_at: datetime | None = None,
) -> Listing:
    """The rows of a listing page and the request for the page that follows.

    body: as served. content_type: the header's value. retrieved_at: aware; relative and yearless days count from it.
    The answer to a family's own request is read by that family; any other page by the first that knows it.

    Raises ``UnreadableListing`` where the page cannot be parsed at all; a page without rows gives ``rows=()``.
    """
    page = ListPage.of(body, request, content_type, retrieved_at)
    return page_listing(page)


def page_listing(page: ListPage) -> Listing:
    """The listing on a page; where the page is only the frame around it, the request for what stands in the frame.

    Raises ``UnreadableListing`` for data in place of a page that no family asked for: what it lists cannot be told.
    """
    reader = _reader(page)
    listing = reader.listing(page)
    if listing.unfollowed and _knows_better(page, listing):
        listing = replace(listing, unfollowed="")
    if not listing.rows and listing.next is None and page.request.page == 1 and "frame" not in page.request.state:
        unfilled = replace(listing, total=None, unfollowed="")
        framed = frame_of(page)
        if framed:
            following = ListRequest(framed, headers={"Referer": page.url}, state={"frame": page.url})
            return replace(unfilled, next=following, evidence="the list stands in a frame of the page")
        if below := leads_below(page):
            following = ListRequest(below, headers={"Referer": page.url}, state={"frame": page.url})
            return replace(unfilled, next=following, evidence="the page is empty and leads on")
    unasked = reader is _PLAIN or (page.request.page == 1 and not page.request.state)
    if unasked and not listing.rows and listing.total is None and is_data(page):
        message = f"{page.url} answers with data that no family knows to be a listing: {page.text.strip()[:80]!r}"
        raise UnreadableListing(message)
    return listing


def _knows_better(page: ListPage, listing: Listing) -> bool:
    """Whether a family found the next page, or that there is none, where the general walk sees a way on without an address."""
    last = listing.pages is not None and (listing.page or page.request.page) >= listing.pages
    return listing.next is not None or listing.total == 0 or last


def _reader(page: ListPage) -> Family:
    """The family that reads a page: its own request's; a channel's first page says what it is before the site's word counts.

    One site may have channels of two systems (NFCMS news beside gkmlpt disclosure).
    """
    named = _BY_NAME.get(page.request.family or "")
    if named is None or (page.request.page == 1 and not page.request.state and page.request.method == "GET"):
        known = recognised(page)
        return named if named is not None and known is _PLAIN else known
    return named


def recognised(page: ListPage) -> Family:
    """The family of a page: the first that knows a mark on it."""
    return next((family for family in FAMILIES if family.recognises(page)), _PLAIN)


def hints(family: str | None) -> Hints:
    """Where the family's article templates keep their fields; no hints for a family that is not known."""
    return _BY_NAME.get(family or "", _PLAIN).hints


# What the pager of a multi-page article leaves in the page: `641_2.html`, `&page=2`, `/2"`, or its script's own words.
_MAY_HAVE_PAGES = re.compile(
    rb"_[12]\.[sj]?html?|[?&;]page(?:no)?=\d|/2/?[\"']|-2\.html|createPageHTML|countPage|maxPageNum", re.I
)


def article_pages(body: bytes, url: str, content_type: str | None = None, family: str | None = None) -> tuple[str, ...]:
    """The URLs of a multi-page article in order, the page given included; () for the usual article of one page.

    body: of its first page, as served. A page without any trace of a pager is not parsed for it.
    """
    if not _MAY_HAVE_PAGES.search(body):
        return ()
    page = ListPage.of(body, ListRequest(url), content_type)
    return (_BY_NAME.get(family or "") or recognised(page)).article_pages(page)


def article_key(url: str, family: str | None = None) -> str:
    """The site's own key in an article's URL, the second half of its ``id``.

    family: the family that listed the article. Two URLs of one article give one key only where the family declares
    that with evidence; in doubt they give two.

    >>> article_key("http://www.ga.example.cn/NewsShow.aspx?ID=1001", "aspnet")
    '/newsshow.aspx?id=1001'
    """
    reader = _BY_NAME.get(family or "", _PLAIN)
    return reader.article_key(url) or _PLAIN.article_key(url) or url
