"""WordPress: archives of a category, page after page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import ClassVar

from lxml.etree import _Element

from crawler.cms.article_pages import numbered_pages
from crawler.cms.listing import Listing
from crawler.cms.page import ListPage, classes
from crawler.cms.script_pager import general_listing
from crawler.reading.reading import Hints

_MARKS = ("/wp-content/", "/wp-includes/", "type-post status-publish", "wp-block-", 'content="WordPress ')
_NUMBER = re.compile(r"\D{0,9}(\d{1,6})\D{0,3}")


class WordPress:
    """Sites of WordPress.

    Recognised by: ``/wp-content/``, ``/wp-includes/``, the classes ``type-post status-publish``, ``wp-block-``, the meta ``generator``.

    How its pages follow each other: ``/category/jwyw``, ``/category/jwyw/page/2``; the pager's link ``a.next.page-numbers`` is
    followed, in whatever language it speaks (Older posts, 下一页); the last page has none.

    Odd: some themes print the pager's numbers as ``Page 2``. An empty category answers 200 with ``.no-results`` beside boxes
    that still list posts. ``/page/0`` and ``/page/1`` are page 1; beyond the last page it answers 404. A category lists the
    posts of its sub-categories too. Rows are headings over the text's beginning, and their day stands in ``time[datetime]``.

    Key: path; the number in ``?p=4`` need not stand in it. Evidence: A, recorded pages.
    """

    name: ClassVar[str] = "wordpress"
    hints: ClassVar[Hints] = Hints(title=("h1.entry-title",), body=(".entry-content",))

    def recognises(self, page: ListPage) -> str | None:
        """A path or class of its own."""
        return next((f"mark {mark}" for mark in _MARKS if mark in page.text), None)

    def listing(self, page: ListPage) -> Listing:
        """The general walk's reading, with the numbers of the pager; no row of a category that has none."""
        listing = general_listing(page, self.name, self.recognises(page) or "asked as wordpress")
        if any("no-results" in classes(node) for node in page.root.iter("section", "div", "article")):
            return replace(listing, rows=(), next=None, total=0)
        numbers = list(_numbers(page))
        here = next((number for number, node in numbers if "current" in classes(node)), None)
        last = max((number for number, _ in numbers), default=None)
        if here is None or last is None:
            return listing
        return replace(listing, page=here, pages=last)

    def article_key(self, url: str) -> str | None:  # noqa: ARG002 (its addresses are a site's own choice)
        """None: path and query decide."""
        return None

    def article_pages(self, page: ListPage) -> tuple[str, ...]:
        """``/2024/05/4.html``, ``/2024/05/4.html/2``, by the numbers below the text."""
        return numbered_pages(page)


def _numbers(page: ListPage) -> Iterator[tuple[int, _Element]]:
    """The numbered parts of the pager, the current one included."""
    for node in page.root.iter("a", "span"):
        if "page-numbers" in classes(node) and not classes(node) & {"prev", "next", "dots"}:
            match = _NUMBER.fullmatch(page.visible_text(node))
            if match:
                yield int(match[1]), node
