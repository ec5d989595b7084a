"""DedeCMS (织梦): static or dynamic lists with a whole pager."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import ClassVar
from urllib.parse import parse_qsl, urlsplit

from crawler.cms.article_pages import numbered_pages
from crawler.cms.listing import Listing
from crawler.cms.page import ListPage
from crawler.cms.script_pager import general_listing
from crawler.reading.reading import Hints

_COUNT = re.compile(
    r"class=[\"']pageinfo[\"'][^<>]{0,100}>\s{0,9}共\s{0,9}(?:<strong>)?\s{0,9}(\d{1,6})\s{0,9}(?:</strong>)?\s{0,9}页"
    r"[\s/]{0,9}(?:<strong>)?\s{0,9}(\d{1,9})\s{0,9}(?:</strong>)?\s{0,9}条"
)
_MARKS = ("dede_pages", "/plus/list.php?tid=", "/plus/view.php?aid=", "/plus/count.php", "dedecms.css", "_dedeqrcode_")
# {typedir}/{Y}/{M}{D}/{aid}.html
_STATIC = re.compile(r"/(?:19|20)\d\d/(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])/(\d{1,12})(?:_\d{1,3})?\.html$")


class DedeCms:
    """Sites of DedeCMS.

    Recognised by: the class ``dede_pages``, ``/plus/list.php?tid=``, ``/plus/view.php?aid=``, ``/plus/count.php``,
    ``dedecms.css``.

    How its pages follow each other: ``list_2_1.html`` is page 1 (the same as the directory's ``index.html``), ``list_2_2.html``
    page 2; dynamic lists have ``/plus/list.php?tid=2&TotalResult=67&PageNo=2``. The pager's link 下一页 is followed; the pager
    states ``共 7页67条``.

    Odd: beyond the last page a dynamic list answers 200 without a row, and its 下一页 goes on for ever: so no page after the
    stated last one is asked for. A wrong ``TotalResult`` is believed. Titles in the list are cut without a mark, and only the
    article has them whole. A channel's cover (频道封面) shows some articles of its sub-channels and has no pager. A static site
    answers the dynamic addresses too. Each page of an article repeats the summary (``div.intro``) above its text. 未知 as the
    source and the login name as the author mean that none was entered.

    Key: the archive number, one for the whole installation: ``123`` of ``/a/jwxw/2022/0114/123.html`` (the default rule for
    names) and of ``view.php?aid=123``. Evidence: A, the system's code and recorded pages.
    """

    name: ClassVar[str] = "dedecms"
    hints: ClassVar[Hints] = Hints(body=(".viewbox .content",))

    def recognises(self, page: ListPage) -> str | None:
        """A mark of its default templates or scripts."""
        mark = next((mark for mark in _MARKS if mark in page.text), None)
        if mark:
            return f"mark {mark}"
        return "共…页…条 in .pageinfo" if _COUNT.search(page.text) else None

    def listing(self, page: ListPage) -> Listing:
        """The general walk's reading, with the stated total, and no page after the stated last one."""
        listing = general_listing(page, self.name, self.recognises(page) or "asked as dedecms")
        count = _COUNT.search(page.text)
        if count is None:
            return listing
        pages, total = max(int(count[1]), 1), int(count[2])
        here = listing.page or _asked_number(page)
        listing = replace(listing, page=here, pages=pages, total=total)
        if here >= pages or (total and not listing.rows):
            return replace(
                listing, next=None, evidence=f"{listing.evidence.partition('next: ')[0]}next: none, {pages} pages"
            )
        return listing

    def article_key(self, url: str) -> str | None:
        """``123`` of a static or dynamic address."""
        parts = urlsplit(url)
        if match := _STATIC.search(parts.path):
            return match[1]
        if parts.path.endswith("/plus/view.php"):
            number = dict(parse_qsl(parts.query)).get("aid", "")
            return number if number.isdecimal() else None
        return None

    def article_pages(self, page: ListPage) -> tuple[str, ...]:
        """``123.html``, ``123_2.html`` or ``view.php?aid=123&pageno=2``, by the numbers below the text."""
        return numbered_pages(page)


def _asked_number(page: ListPage) -> int:
    number = dict(parse_qsl(urlsplit(page.url).query)).get("PageNo", "")
    return int(number) if number.isdecimal() and len(number) < 7 else page.request.page
