"""The pages of an article that is published in several, by the numbers below its text."""

from __future__ import annotations

import re
from urllib.parse import urlsplit, urlunsplit

from crawler.cms.keys import canonical_url
from crawler.cms.page import ListPage
from crawler.cms.pager import pager

#: Pages of one article that are joined; a page that names more is not believed.
MOST_PAGES = 200
# 2 · [2] · 第2页 · Page 2
_NUMBER = re.compile(r"[\[【(（]?(?:page|第)?\s{0,3}(\d{1,3})\s{0,3}页?[\]】)）]?", re.IGNORECASE)
_PAGE_PARAMETER = re.compile(r"(?:page|pageno|pagenum|pageindex|paged|p|pn)=\d{1,4}", re.IGNORECASE)
_SUFFIXES = (
    re.compile(r"(.{1,500}?[^/_])_\d{1,3}(\.\w{1,8})"),
    re.compile(r"(.{1,500}\.\w{1,8})/\d{1,3}()"),
    # content-<catid>-<id>-<page>.html
    re.compile(r"(.{0,500}/[a-z]{1,20}-\d{1,12}-\d{1,12})-\d{1,3}(\.\w{1,8})"),
)
_DIGITS = re.compile(r"\d{1,9}")


def numbered_pages(page: ListPage) -> tuple[str, ...]:
    """The article's pages in order, the first included, by the numbers that its own page links to; () for a single page.

    An article's pages differ by a number only: ``123_2.html`` (DedeCMS, PHPCMS, EmpireCMS, SiteServer, JEECMS), a parameter
    (``&pageno=2``, ``&page=1`` counted from 0), the last part of ``content-8-331-2.html``, a number below the article's
    path (``/2024/05/6.html/2``, WordPress). Links to other articles and to pages of comments differ by more. What a
    shortened pager (1 2 3 … 9) leaves out is counted up.
    """
    own = canonical_url(page.url)
    pages: dict[int, str] = {}
    for link in page.links:
        word = _NUMBER.fullmatch(link.text) if len(link.text) <= 12 else None
        if word and link.url and not link.hidden and 0 < int(word[1]) <= MOST_PAGES:
            url = canonical_url(link.url)
            if _article(url) & _article(own):
                pages.setdefault(int(word[1]), url)
    if not pages:
        return ()
    reading = pager(page)
    known = {canonical_url(item.link.url) for item in reading.items if item.link and item.link.url}
    last = max(pages)
    if known & set(pages.values()) and reading.pages:
        last = max(last, min(reading.pages, MOST_PAGES))
    if own not in pages.values():
        missing = [number for number in range(1, last + 2) if number not in pages]
        linked = sorted(number for number in pages if number > 1)
        own_number = (number for number in missing if _counted(pages, linked, number) == own)
        pages[next(own_number, missing[0])] = own
    return _filled(pages, max(last, *pages))


def _article(url: str) -> set[str]:
    """The addresses of the article that the URL can be a page of: itself, and without what can be a page's number."""
    parts = urlsplit(url)
    if parts.query:
        kept = "&".join(sorted(pair for pair in parts.query.split("&") if not _PAGE_PARAMETER.fullmatch(pair)))
        return {urlunsplit((parts.scheme, parts.netloc, parts.path, kept, ""))}
    paths = {parts.path}
    for suffix in _SUFFIXES:
        if match := suffix.fullmatch(parts.path):
            paths.add(match[1] + match[2])
    return {urlunsplit((parts.scheme, parts.netloc, path, "", "")) for path in paths}


def _filled(pages: dict[int, str], last: int) -> tuple[str, ...]:
    """The URLs of pages 1 to ``last``; those without a link of their own have the number of a linked one replaced."""
    linked = sorted(number for number in pages if number > 1)
    if 1 not in pages:
        # the first page's address is the one without a number
        pages[1] = min(_article(pages[linked[0]]), key=len)
    for number in range(2, last + 1):
        if number not in pages and (url := _counted(pages, linked, number)):
            pages[number] = url
    return tuple(pages[number] for number in sorted(pages)) if len(pages) > 1 else ()


def _counted(pages: dict[int, str], linked: list[int], number: int) -> str | None:
    for one in linked:
        for digits in reversed(list(_DIGITS.finditer(pages[one]))):
            offset = one - int(digits[0])
            if offset not in (0, 1):
                continue
            before, after = pages[one][: digits.start()], pages[one][digits.end() :]
            if any(f"{before}{other - offset}{after}" == pages[other] for other in linked if other != one):
                return f"{before}{number - offset}{after}"
    return None
