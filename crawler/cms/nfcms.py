"""南方CMS (NFCMS) of 广东: static listings counted from 1."""

from __future__ import annotations

import re
from typing import ClassVar

from crawler.cms.article_pages import numbered_pages
from crawler.cms.keys import path_key
from crawler.cms.listing import Listing
from crawler.cms.page import ListPage
from crawler.cms.pager import pager
from crawler.cms.rows import rows
from crawler.cms.script_pager import Count, beside, counted_listing, extension_of, first_match, general_listing, stem
from crawler.reading.reading import Hints

_MARK = re.compile(r"\bNFCMS_(?:SITE_ID|POST_ID|PUB_TYPE|CAT_ID)\s{0,9}=")
_PAGES = re.compile(r"\b(?:totalPages?|pageCount|countPage|page_count|pages)\s{0,9}[:=]\s{0,9}[\"']?(\d{1,6})\b")
_NUMBERED = re.compile(r"(.{1,100})_(\d{1,6})$")
_POST = re.compile(r"(.{0,300}/)m?(post_\d{1,12}\.html?)$")


class Nfcms:
    """News pages of 广东's 南方CMS: 广东省公安厅, 广州, 深圳 ….

    Recognised by: the script variables ``NFCMS_SITE_ID``, ``NFCMS_POST_ID``, ``NFCMS_CAT_ID``, ``NFCMS_PUB_TYPE``.

    How its pages follow each other: ``/jwzx/jwyw/`` is page 1, ``index_2.html`` page 2 (unlike TRS). A printed link
    wins; where a script alone states the number of pages, it is counted on from the address.

    Odd: 来源 may be printed empty while the meta has it. Key: the path; ``mpost_`` is the mobile twin of ``post_``
    (深圳). Evidence: A for articles, B for listings.
    """

    name: ClassVar[str] = "nfcms"
    hints: ClassVar[Hints] = Hints(
        body=(".TRS_Editor", ".article-content", ".news_cont_d_wrap", "#zhengwen.content", ".m-con", ".mainbox_bg")
    )

    def recognises(self, page: ListPage) -> str | None:
        """One of its script variables."""
        mark = _MARK.search(page.text)
        return f"script {mark[0].rstrip(' =')}" if mark else None

    def listing(self, page: ListPage) -> Listing:
        """Rows by structure; the next page by a printed link, else by the script's count."""
        mark = self.recognises(page) or "asked as nfcms"
        stated = first_match(page, _PAGES)
        if pager(page).items or stated is None:
            return general_listing(page, self.name, mark)
        match, element = stated
        name, extension = stem(page.url)
        numbered = _NUMBERED.fullmatch(name)
        current = int(numbered[2]) if numbered else 1
        name = numbered[1] if numbered else name or "index"
        extension = extension or extension_of(rows(page, beside(element)))
        return counted_listing(page, Count(int(match[1]), current, name, extension, 1, element), self.name, mark)

    def article_key(self, url: str) -> str | None:
        """The path of the desktop's page."""
        match = _POST.fullmatch(path_key(url))
        return match[1] + match[2] if match else None

    def article_pages(self, page: ListPage) -> tuple[str, ...]:
        """The pages that the article links to."""
        return numbered_pages(page)
