"""Pagers that a script writes: a call such as ``createPageHTML(7,0,"index","html")``, or variables with the counts.

Only scripts that run are looked at: none inside a comment of the page, no commented-out line of a script.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import islice
from posixpath import dirname
from urllib.parse import urlsplit

from lxml.etree import _Element

from crawler.cms.article_pages import MOST_PAGES
from crawler.cms.listing import Listing, ListRequest, Row
from crawler.cms.page import ListPage, parent_of
from crawler.cms.pager import Pager
from crawler.cms.plain import Plain, has_empty_list, request_for, stated_total
from crawler.cms.rows import rows

_PLAIN = Plain()
#: Most places of one script that are looked at; a true script has one or two.
_MOST_MATCHES = 20
_LINE_COMMENT = re.compile(r"(?:^|[^:\"'\\])//")
_NAME = re.compile(r"[\w.-]{1,120}")


@dataclass(frozen=True, slots=True)
class Count:
    """What a script says: the page at hand is ``current`` of ``pages``, the next one ``<name>_<current + 1>.<extension>``.

    base: the number that the first page has in this way of counting, 0 or 1. total: rows, where stated. element: the
    script.
    """

    pages: int
    current: int
    name: str
    extension: str
    base: int
    element: _Element
    total: int | None = None

    @property
    def page(self) -> int:
        """The page's number as a reader counts."""
        return self.current - self.base + 1

    @property
    def ended(self) -> bool:
        """Whether this is the last page."""
        return self.page >= self.pages


def matches(page: ListPage, pattern: re.Pattern[str]) -> Iterator[tuple[re.Match[str], _Element]]:
    """Where the pattern stands in the page's running scripts, in document order."""
    for element in page.root.iter("script"):
        text = element.text or ""
        for match in islice(pattern.finditer(text), _MOST_MATCHES):
            line = text[text.rfind("\n", 0, match.start()) + 1 : match.start()][-300:]
            in_block = text.rfind("/*", 0, match.start()) > text.rfind("*/", 0, match.start())
            if not _LINE_COMMENT.search(line) and not in_block:
                yield match, element


def first_match(page: ListPage, pattern: re.Pattern[str]) -> tuple[re.Match[str], _Element] | None:
    """The first of ``matches``."""
    return next(matches(page, pattern), None)


def counted_listing(page: ListPage, count: Count, family: str, evidence: str) -> Listing:
    """The listing of a page whose script states its place; the rows are those that stand near the script."""
    following = None if count.ended else _following(page, count, family)
    source = f"page {count.page} of {count.pages} is the last one" if count.ended else "the script's count"
    found = rows(page, beside(count.element))
    total = count.total if count.total is not None else stated_total(page, Pager(), bool(found))
    if not found and total is None and count.pages <= 1 and has_empty_list(page):
        total = 0
    return Listing(family, found, following, count.page, max(count.pages, 1), total, f"{evidence}; next: {source}")


def _following(page: ListPage, count: Count, family: str) -> ListRequest | None:
    """The request for the page that follows, in the directory of this one; None for a name that leads elsewhere."""
    name, extension = count.name, count.extension.lstrip(".")
    url = page.resolved(f"{name}_{count.current + 1}.{extension}") if _NAME.fullmatch(name) else None
    if url is None or dirname(urlsplit(url).path) != dirname(urlsplit(page.resolved("./") or page.url).path):
        return None
    state: dict[str, str | int] = {"name": name, "extension": extension, "base": count.base}
    return replace(request_for(page, url, family, count.page), state=state)


def general_listing(page: ListPage, family: str, evidence: str) -> Listing:
    """What the general walk reads off the page, in the family's name."""
    listing = _PLAIN.listing(page)
    following = replace(listing.next, family=family, state=page.request.state) if listing.next else None
    source = listing.evidence.partition("next: ")[2]
    return replace(listing, family=family, next=following, evidence=f"{evidence}; next: {source}")


def beside(element: _Element) -> Pager:
    """A pager without items in the script's place, so that the rows near it win."""
    holder = parent_of(element)
    return Pager() if holder.tag in ("head", "body", "html") else Pager(container=holder)


def stem(url: str) -> tuple[str, str]:
    """Name and extension of the URL's last segment; ("", "") for a directory.

    >>> stem("http://ga.example.cn/jwyw/index_18042.html")
    ('index_18042', 'html')
    """
    name, dot, extension = urlsplit(url).path.rpartition("/")[2].rpartition(".")
    return (name, extension) if dot else (extension, "")


def extension_of(found: tuple[Row, ...], default: str = "html") -> str:
    """The extension that most of the rows' URLs have; a site's pages are generated with one."""
    seen = [extension for row in found if (extension := stem(row.url)[1]) in ("html", "htm", "shtml", "shtm")]
    return max(set(seen), key=seen.count) if seen else default


def counted_pages(page: ListPage, first: str, numbers: range, extension: str) -> tuple[str, ...]:
    """The URLs ``first.extension``, ``first_<number>.extension`` …, absolute; () for a single page."""
    if not 0 < len(numbers) < MOST_PAGES:
        return ()
    names = [first, *(f"{first}_{number}" for number in numbers)]
    urls = [page.resolved(f"{name}.{extension}") for name in names]
    return tuple(url for url in urls if url is not None)
