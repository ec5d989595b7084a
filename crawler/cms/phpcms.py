"""PHPCMS v9: static, rewritten and dynamic lists."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import ClassVar
from urllib.parse import parse_qsl, urlsplit

from lxml.etree import _Element

from crawler.cms.answers import with_query
from crawler.cms.article_pages import numbered_pages
from crawler.cms.listing import Listing
from crawler.cms.page import ListPage, classes, parent_of
from crawler.cms.plain import request_for
from crawler.cms.script_pager import general_listing
from crawler.reading.reading import Hints

_DYNAMIC = re.compile(r"index\.php\?m=content&(?:amp;)?c=index&(?:amp;)?a=(?:lists|show)")
_MARKS = ("index.php?m=content&c=", "index.php?m=search&c=", "/statics/css/default_blue.css")
_TOTAL = re.compile(r"(\d{1,9})\s{0,3}条")
_REWRITTEN = re.compile(r"/(?:show|content)-(\d{1,9})-(\d{1,12})-\d{1,4}\.html$")


class PhpCms:
    """Sites of PHPCMS v9.

    Recognised by: ``index.php?m=content&c=index&a=lists``, the pager ``#pages`` with its count ``<a class="a1">67条</a>``.

    How its pages follow each other: ``<channel>/index.html``, ``<channel>/2.html``; rewritten ``list-8-1.html``, ``list-8-2.html``;
    dynamic ``index.php?m=content&c=index&a=lists&catid=7&page=2``. The pager's link 下一页 is followed; on the last page it leads to
    that page itself.

    Odd: beyond the last page a dynamic list answers 200 with an empty list whose 下一页 goes on for ever, while the rankings beside
    it still have rows: so only links in the pager's own container, before it, are rows, and without a row nothing follows. With one page
    ``#pages`` is empty. The dynamic address of a static channel has a pager with links that lead nowhere
    (``jwyw/2.html`` below ``/index.php``): there ``page`` in the address is counted up. The GBK edition says gbk in the
    header of dynamic pages only.

    Key: catid and id of ``show-5-12-1.html``, ``content-5-12-1.html`` and ``a=show&catid=5&id=12``; a static address has no catid, so its
    path decides. Evidence: A, the system's code and recorded pages.
    """

    name: ClassVar[str] = "phpcms"
    hints: ClassVar[Hints] = Hints()

    def recognises(self, page: ListPage) -> str | None:
        """Its dynamic addresses, or the pager with its count."""
        if dynamic := _DYNAMIC.search(page.text) or _DYNAMIC.search(page.url):
            return f"address {dynamic[0]}"
        pages = _pages(page)
        if pages is not None and _count(page, pages) is not None:
            return "pager #pages with a.a1"
        return next((f"mark {mark}" for mark in _MARKS if mark in page.text), None)

    def listing(self, page: ListPage) -> Listing:
        """The general walk's reading, kept to the list that the pager belongs to."""
        listing = general_listing(page, self.name, self.recognises(page) or "asked as phpcms")
        pages = _pages(page)
        if pages is None:
            return listing
        total = _count(page, pages)
        inside = _inside(page, pages)
        found = tuple(row for row in listing.rows if row.url in inside)
        if not found:
            # with no pager at all an empty list is an empty channel
            total = 0 if total is None and page.request.page == 1 else total
            return replace(listing, rows=(), next=None, total=total)
        listing = replace(listing, rows=found, total=total if total is not None else listing.total)
        following = listing.next
        query = dict(parse_qsl(urlsplit(page.url).query))
        if following and query.get("a") == "lists" and "a=lists" not in urlsplit(following.url).query:
            here = listing.page or page.request.page
            url = with_query(page.url, page=here + 1)
            return replace(listing, next=request_for(page, url, self.name, here))
        return listing

    def article_key(self, url: str) -> str | None:
        """``5-12`` of the dynamic and rewritten addresses."""
        parts = urlsplit(url)
        if match := _REWRITTEN.search(parts.path):
            return f"{match[1]}-{match[2]}"
        query = dict(parse_qsl(parts.query))
        if query.get("a") == "show" and query.get("catid", "").isdecimal() and query.get("id", "").isdecimal():
            return f"{query['catid']}-{query['id']}"
        return None

    def article_pages(self, page: ListPage) -> tuple[str, ...]:
        """``397.html``, ``397_2.html``, ``content-8-331-2.html`` or ``&page=2``, by the numbers below the text."""
        return numbered_pages(page)


def _pages(page: ListPage) -> _Element | None:
    """The pager's container."""
    return next((node for node in page.root.iter("div") if node.get("id") == "pages"), None)


def _count(page: ListPage, pages: _Element) -> int | None:
    for node in pages.iterchildren("a"):
        match = _TOTAL.fullmatch(page.visible_text(node)) if "a1" in classes(node) else None
        if match:
            return int(match[1])
    return None


def _inside(page: ListPage, pages: _Element) -> set[str]:
    """The links that stand in the pager's own container before it."""
    holder, end = parent_of(pages), page.order(pages)
    start = page.order(holder)
    return {link.url for link in page.links if link.url and start < link.order < end}
