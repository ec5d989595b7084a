"""TRS WCM (拓尔思): static listings counted from 0."""

from __future__ import annotations

import re
from typing import ClassVar
from urllib.parse import urlsplit

from crawler.cms.article_pages import numbered_pages
from crawler.cms.listing import Listing
from crawler.cms.page import ListPage
from crawler.cms.pager import pager
from crawler.cms.rows import rows
from crawler.cms.script_pager import (
    Count,
    beside,
    counted_listing,
    counted_pages,
    extension_of,
    first_match,
    general_listing,
    stem,
)
from crawler.reading.reading import Hints

# createPageHTML(7, 0, "index", "html"); clones such as createPageHTML_ZW
_CALL = re.compile(
    r"createPageHTML\w{0,20}\(\s{0,9}[\"']?(\d{1,6})[\"']?\s{0,9},\s{0,9}[\"']?(\d{1,6})[\"']?\s{0,9},"
    r"\s{0,9}[\"']([^\"']{1,200})[\"']\s{0,9},\s{0,9}[\"'](\.?\w{1,10})[\"']"
)
# var currentPage = 0;//所在页从0开始 … var countPage = 7//共多少页
_PAGES = re.compile(r"\bvar\s{1,9}countPage\s{0,9}=\s{0,9}(\d{1,6})\b(?!\s{0,9}[-+*/%]\s{0,9}[\w(])")
_CURRENT = re.compile(r"\bcurrentPage\s{0,9}=\s{0,9}(\d{1,6})\b")
# document.write("<a href=\"index_" + nextPage + ".html\">下一页</a>")
_WRITTEN = re.compile(
    r"href=\\?[\"']([\w-]{1,100})_\\?[\"']\s{0,9}\+\s{0,9}\(?[\w\s+]{1,40}\)?\s{0,9}\+\s{0,9}\\?[\"']\.(\w{2,6})\\?[\"']"
)
_MARKS = re.compile(r"TRS_Editor|TRS_UEDITOR|trs_editor_view|trs_paper_default|_trs_ta_js|ta\.trs\.cn/c/js/ta\.js")
_ARTICLE = re.compile(r"/t(20\d{6})_(\d{1,12})(?:_\d{1,4})?\.s?html?$")
_PAGE_SUFFIX = re.compile(r"_\d{1,4}$")


class Trs:
    """Sites of TRS WCM, and 中国警察网 since 2019.

    Recognised by: a four-argument call ``createPageHTML(total, current, "index", "html")`` or a clone of it
    (``createPageHTML_ZW``), by ``var countPage``, by the containers ``TRS_Editor``, ``TRS_UEDITOR`` …, by the script
    ``_trs_ta_js``, or by three rows with addresses like ``t20220114_123.html``.

    How its pages follow each other: ``index.html`` is page 1, ``index_1.html`` page 2, the last one
    ``index_<total - 1>.html``; the script states total and current, counted from 0. With a column's number in the name
    (南京) ``index_18042.html`` is page 1, ``index_18042_1.html`` page 2. A look-alike counts from 1 (无锡: ``index.shtml``,
    then ``index_2.shtml``), so the base is taken from the first page's own script or links: the number of the next page is
    always the stated current one plus 1. Links that are printed win over the script's variables, which a site search
    leaves at 1.

    Odd: a page beyond those that were published answers 200 with a stub of 300 bytes. The six-argument function of the
    same name is UCAP's. One template (铜仁) has time and source in script variables only (``article_document``).

    Articles of several pages use the same call with the article's own name: ``t20220114_123.html``, ``…_1.html`` ….

    Key: ``t<day>_<document>``. The document's number is the installation's, and one article that two channels list has
    one (recorded: two rows of a site-wide list, one title, ``/tzgg/202004/t…`` and ``/tzgg/xj/202004/t…``).
    Evidence: A for the scripts, B for the listings.
    """

    name: ClassVar[str] = "trs"
    hints: ClassVar[Hints] = Hints(
        body=(".TRS_Editor .TRS_Editor", ".TRS_Editor", ".TRS_UEDITOR", ".trs_editor_view", ".trs_paper_default")
    )

    def recognises(self, page: ListPage) -> str | None:
        """The call, the variable, a container of its editor, or the shape of the rows' addresses."""
        if call := first_match(page, _CALL):
            return f"script {call[0][0]})"
        if first_match(page, _PAGES):
            return "script var countPage"
        if mark := _MARKS.search(page.text):
            return f"mark {mark[0]}"
        shaped = {link.url for link in page.links if link.url and not link.hidden and _ARTICLE.search(link.url)}
        return "addresses like t20220114_123.html" if len(shaped) >= 3 else None

    def listing(self, page: ListPage) -> Listing:
        """Rows by structure; the next page by a printed link, else by the script's count."""
        mark = self.recognises(page) or "asked as trs"
        count = _count(page)
        reading = pager(page)
        linked = reading.next is not None and reading.next.link is not None and reading.next.link.url is not None
        if count is None or linked:
            return general_listing(page, self.name, mark)
        return counted_listing(page, count, self.name, mark)

    def article_key(self, url: str) -> str | None:
        """``t20220114_123`` of ``/jwyw/202201/t20220114_123_1.html``."""
        match = _ARTICLE.search(urlsplit(url).path)
        return f"t{match[1]}_{match[2]}" if match else None

    def article_pages(self, page: ListPage) -> tuple[str, ...]:
        """The pages that the article's own call or variable states, counted from 0; else those that it links to."""
        name, extension = stem(page.url)
        own = _ARTICLE.search(urlsplit(page.url).path)
        if own is None:
            return numbered_pages(page)
        first = f"t{own[1]}_{own[2]}"
        stated = first_match(page, _CALL)
        if stated is not None and stated[0][3] not in (first, name):
            return ()
        stated = stated or first_match(page, _PAGES)
        if stated is None:
            return numbered_pages(page)
        return counted_pages(page, first, range(1, int(stated[0][1])), extension)


def _count(page: ListPage) -> Count | None:
    """What the page's script says, None where it has none."""
    if call := first_match(page, _CALL):
        match, element = call
        current = int(match[2])
        return Count(int(match[1]), current, match[3], match[4], _base(page, current, match[3]), element)
    variable = first_match(page, _PAGES)
    if variable is None:
        return None
    match, element = variable
    stated = first_match(page, _CURRENT)
    current = int(stated[0][1]) if stated else page.request.page - 1
    name, extension = _name(page, current)
    extension = extension or extension_of(rows(page, beside(element)))
    return Count(int(match[1]), current, name, extension, _base(page, current, name), element)


def _base(page: ListPage, current: int, name: str) -> int:
    """1 where the first page calls itself 1; what it was is carried along, as later pages do not tell."""
    if isinstance(base := page.request.state.get("base"), int):
        return base
    here = stem(page.url)[0]
    return 1 if current == 1 and here in ("", "index", name) else 0


def _name(page: ListPage, current: int) -> tuple[str, str]:
    """The name before the number, and the extension ("" where nothing tells)."""
    state = page.request.state
    if "name" in state:
        return str(state["name"]), str(state["extension"])
    if written := first_match(page, _WRITTEN):
        return written[0][1], written[0][2]
    name, extension = stem(page.url)
    if current and name.endswith(f"_{current}"):
        name = _PAGE_SUFFIX.sub("", name)
    return name or "index", extension
