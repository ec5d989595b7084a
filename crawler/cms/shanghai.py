"""上海市公安局's own system: rows that a script opens, pages asked for by number."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import ClassVar
from urllib.parse import urlsplit

from crawler.cms.answers import with_query
from crawler.cms.article_pages import numbered_pages
from crawler.cms.keys import path_key
from crawler.cms.listing import Listing
from crawler.cms.page import ListPage
from crawler.cms.pager import pager
from crawler.cms.plain import has_empty_list, request_for
from crawler.cms.script_pager import general_listing
from crawler.reading.reading import Hints

_PATH = re.compile(r"/wzXxfbGj/getList$")
# <a href="javascript:toDetail('8f3a…')">
_OPENED = re.compile(
    r"href=[\"']javascript:\w{1,40}\(\s{0,9}(?:['\"]|&#39;|&quot;)([0-9a-fA-F]{8,128})(?:['\"]|&#39;|&quot;)"
)


class Shanghai:
    """上海市公安局's list of announcements (``/shga/wzXxfbGj/getList?pa=<channel>&page=1``).

    Recognised by: the path. Its rows lead nowhere by themselves: ``href="javascript:…('<pa>')"`` holds the article's
    identifier, its page is ``/shga/wzXxfbGj/detail?pa=<pa>``. Pages follow each other by ``page``, counted from 1; a
    page without rows, and the last one that is stated, end the list. The server writes the rows, so that an empty list on
    the first page is an empty channel. Key: path and ``pa``. Evidence: B, of 2017.
    """

    name: ClassVar[str] = "shanghai"
    hints: ClassVar[Hints] = Hints()

    def recognises(self, page: ListPage) -> str | None:
        """The path."""
        return "path /wzXxfbGj/getList" if _PATH.search(urlsplit(page.url).path) else None

    def listing(self, page: ListPage) -> Listing:
        """Rows whose scripts are turned into addresses; the next page by its number."""
        linked = _OPENED.sub(lambda opened: f'href="detail?pa={opened[1]}" data-opened="', page.text)
        page = ListPage.of(
            linked.encode("utf-8", "replace"), page.request, "text/html; charset=utf-8", page.retrieved_at
        )
        listing = general_listing(page, self.name, self.recognises(page) or "asked as shanghai")
        here = listing.page or page.request.page
        if not listing.rows and here == 1 and listing.total is None and has_empty_list(page):
            return replace(listing, next=None, total=0)
        reading = pager(page)
        if listing.next is not None or not listing.rows or reading.ended or (listing.pages and here >= listing.pages):
            return listing
        following = request_for(page, with_query(page.url, page=here + 1), self.name, here)
        return replace(listing, next=following, evidence=listing.evidence.partition("next: ")[0] + "next: by number")

    def article_key(self, url: str) -> str | None:
        """Path and ``pa``."""
        return path_key(url)

    def article_pages(self, page: ListPage) -> tuple[str, ...]:
        """The pages that the article links to."""
        return numbered_pages(page)
