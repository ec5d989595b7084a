"""EmpireCMS (帝国): static lists, dynamic ones counted from 0."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import islice
from typing import ClassVar
from urllib.parse import parse_qsl, urlsplit

from crawler.cms.article_pages import numbered_pages
from crawler.cms.listing import Listing
from crawler.cms.page import ListPage, classes, parent_of
from crawler.cms.script_pager import general_listing
from crawler.reading.reading import Hints

_MARKS = (
    "Powered by EmpireCMS",
    "/e/action/ListInfo",
    "/e/action/ShowInfo",
    "/e/member/login/loginjs.php",
    "/e/DoInfo/",
)
_COUNT_TITLES = frozenset({"Total record", "总数"})
_STATIC = re.compile(r"_(\d{1,6})\.\w{1,8}$")


class EmpireCms:
    """Sites of EmpireCMS.

    Recognised by: ``Powered by EmpireCMS``, ``/e/action/ListInfo``, ``/e/action/ShowInfo``, ``/e/member/login/loginjs.php``, the count
    ``<a title="Total record">``.

    How its pages follow each other: ``index.html`` is page 1, ``index_2.html`` page 2. Where only the first pages are generated, the
    pager leads on to ``/e/action/ListInfo/?classid=2&page=3``, which counts from 0: that is page 4. A fully dynamic list has
    ``/e/action/ListInfo/index.php?page=1&classid=2`` for page 2. The pager's link 下一页 is followed; the last page has none.

    Odd: the count stands in bold before the numbers and reads like the page's own number. Page 1 of one page has no pager at
    all. Beyond the last page a dynamic list answers 200 with a message (您来自的链接不存在). Pages that were generated when
    the channel was longer stay on the disk and answer 200. ``ListInfo.php`` without a slash is no channel.

    Key: path and query: numbers are unique in a data table, and which table a static address belongs to is not in it. Evidence: A, the
    system's code and recorded pages.
    """

    name: ClassVar[str] = "empirecms"
    hints: ClassVar[Hints] = Hints()

    def recognises(self, page: ListPage) -> str | None:
        """A mark of its scripts, or the count in the pager."""
        mark = next((mark for mark in _MARKS if mark in page.text), None)
        if mark:
            return f"mark {mark}"
        return 'pager with title="Total record"' if _count(page) else None

    def listing(self, page: ListPage) -> Listing:
        """The general walk's reading, with total, page and pages from the pager's own places."""
        listing = general_listing(page, self.name, self.recognises(page) or "asked as empirecms")
        count = _count(page)
        if count is None:
            empty = not listing.rows and page.request.page == 1 and _is_empty(page)
            return replace(listing, total=0) if empty else listing
        total, here, highest = count
        size = len(listing.rows) if listing.next else 0
        pages = -(-total // size) if size else (here or listing.page)
        if highest and pages and highest > pages:
            pages = highest
        return replace(listing, total=total, page=here, pages=pages)

    def article_key(self, url: str) -> str | None:
        """Class and number of ``ShowInfo.php?classid=2&id=203``; None for a static address."""
        parts = urlsplit(url)
        query = dict(parse_qsl(parts.query))
        if (
            "/e/action/ShowInfo" in parts.path
            and query.get("classid", "").isdecimal()
            and query.get("id", "").isdecimal()
        ):
            return f"{query['classid']}-{query['id']}"
        return None

    def article_pages(self, page: ListPage) -> tuple[str, ...]:
        """``203.html``, ``203_2.html`` or ``ShowInfo.php?…&page=1``, by the numbers below the text."""
        return numbered_pages(page)


def _count(page: ListPage) -> tuple[int, int | None, int | None] | None:
    """Rows in all, the page's number and the highest number linked to, as the pager shows them."""
    label = next((node for node in page.root.iter("a") if (node.get("title") or "") in _COUNT_TITLES), None)
    if label is None:
        return None
    total = page.visible_text(label)
    if not total.isdecimal() or len(total) > 9:
        return None
    marked = (page.visible_text(node) for node in parent_of(label).iterchildren("b"))
    here = next((int(text) for text in marked if text.isdecimal() and len(text) < 7), None)
    texts = (page.visible_text(node) for node in parent_of(label).iterchildren("a") if node is not label)
    numbers = [int(text) for text in texts if text.isdecimal() and len(text) < 7]
    return int(total), here, max(numbers, default=None)


def _is_empty(page: ListPage) -> bool:
    """Whether the pager's place is there and the list's box has nothing else in it."""
    place = next((node for node in page.root.iter("div") if "epages" in classes(node)), None)
    if place is None or len(place):
        return False
    boxes = list(islice(place.iterancestors("table"), 2))
    return bool(boxes) and next(boxes[-1].iter("a"), None) is None
