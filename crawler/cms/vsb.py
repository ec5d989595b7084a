"""博达 VSB (Visual SiteBuilder 9): listings numbered from the end."""

from __future__ import annotations

import re
from typing import ClassVar
from urllib.parse import parse_qs, urlsplit

from crawler.cms.article_pages import numbered_pages
from crawler.cms.listing import Listing
from crawler.cms.page import ListPage
from crawler.cms.script_pager import general_listing
from crawler.reading.reading import Hints

_MARKS = re.compile(
    r"<!--\s{0,9}Announced by Visual SiteBuilder|_sitegray|vsb_content|class=[\"'][^\"']{0,60}\bp_(?:next|last|pages|no)\b"
    r"|id=[\"']line_?u?\d{1,9}_\d{1,6}[\"']"
)
_ARTICLE = re.compile(r"/(info/\d{1,9}/\d{1,12})\.htm$")


class Vsb:
    """Sites of 博达's Visual SiteBuilder 9.

    Recognised by: the comment ``Announced by Visual SiteBuilder``, ``_sitegray``, ``vsb_content``, the pager's classes
    ``p_next`` and ``p_last``, rows with ids ``line_…``.

    How its pages follow each other: page 1 is ``zbgg.htm``, page k ``zbgg/<pages - k + 1>.htm``, the last one
    ``zbgg/1.htm``: the numbers count from the oldest page. Only the link 下页 is followed; ``1/11`` beside it states the
    place.

    Odd: the byline keeps 来源 without a value. Key: ``info/<tree>/<article>``, also of the dynamic form
    ``content.jsp?wbtreeid=…&wbnewsid=…``; whether an article has one number in all trees is not proved.
    Evidence: A (a saved page), the dynamic form C.
    """

    name: ClassVar[str] = "vsb"
    hints: ClassVar[Hints] = Hints(body=("div[id^=vsb_content]", ".v_news_content"))

    def recognises(self, page: ListPage) -> str | None:
        """A mark of its templates."""
        mark = _MARKS.search(page.text)
        return f"mark {mark[0]}" if mark else None

    def listing(self, page: ListPage) -> Listing:
        """Rows by structure; the next page by the link 下页."""
        return general_listing(page, self.name, self.recognises(page) or "asked as vsb")

    def article_key(self, url: str) -> str | None:
        """``info/1012/3456``, for both forms of the address."""
        parts = urlsplit(url)
        if match := _ARTICLE.search(parts.path):
            return match[1]
        query = parse_qs(parts.query)
        tree, article = query.get("wbtreeid", [""])[0], query.get("wbnewsid", [""])[0]
        return f"info/{tree}/{article}" if tree.isdecimal() and article.isdecimal() else None

    def article_pages(self, page: ListPage) -> tuple[str, ...]:
        """The pages that the article links to."""
        return numbered_pages(page)
