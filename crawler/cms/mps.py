"""公安部's system (paths of n and c numbers): older pages are fragments, numbered from the end."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import ClassVar
from urllib.parse import urlsplit

from crawler.cms.article_pages import numbered_pages
from crawler.cms.keys import path_key
from crawler.cms.listing import Listing, ListRequest
from crawler.cms.page import ListPage
from crawler.cms.pager import Pager
from crawler.cms.plain import has_empty_list, stated_total
from crawler.cms.rows import rows
from crawler.cms.script_pager import beside, counted_pages, first_match, general_listing
from crawler.reading.reading import Hints

# maxPageNum = 7; maxPageNum5097045 = 7
_PAGES = re.compile(r"\bmaxPageNum(?:_?(\d{3,12}))?\s{0,9}=\s{0,9}[\"']?(\d{1,6})")
_COMPONENT = re.compile(r"(?:pag|comp)_(\d{1,12})")
_PATH = re.compile(r"/n\d+/n\d+/")
_FRAGMENT = re.compile(r"/index_(\d{1,12})_(\d{1,6})\.html$")
_ARTICLE = re.compile(r"(/(?:n\d+/){1,9}c\d+/content)(?:_\d{1,4})?(\.html)$")


class Mps:
    """公安部, 国家移民局 and other sites of the same system.

    Recognised by: a script with ``maxPageNum`` beside elements ``comp_<number>`` and ``pag_<number>``, or on a path of n
    numbers (``/n2254098/n4904352/``).

    How its pages follow each other: the script in ``#pag_5097045`` states ``maxPageNum = N``. Page 1 is ``index.html``,
    page 2 ``index_5097045_<N - 1>.html``, page k ``…_<N - k + 1>.html``, the last one ``…_1.html``. Only page 1 is a
    whole page; the others are bare fragments (``dl`` with ``dd``), so component and count are carried along. As the numbers
    count from the oldest page, a fragment keeps its rows while newer articles come in.

    Odd: links in a fragment are relative to the listing's directory, in which it stands itself.

    Articles of several pages: ``content.html``, ``content_2.html`` …, with ``var maxPageNum = N``, counted from 1.

    Key: the path; ``content_2.html`` is ``content.html``. Whether a c number is one article in every channel is not
    proved. Evidence: B.
    """

    name: ClassVar[str] = "mps"
    hints: ClassVar[Hints] = Hints(body=("#ztdx.wordContent", ".wordContent", ".cnt_bd"))

    def recognises(self, page: ListPage) -> str | None:
        """The script's count together with the component's number or the path."""
        if not first_match(page, _PAGES):
            return None
        if component := _COMPONENT.search(page.text):
            return f"script maxPageNum and {component[0]}"
        return "script maxPageNum and path of n numbers" if _PATH.search(urlsplit(page.url).path) else None

    def listing(self, page: ListPage) -> Listing:
        """Rows near the component's pager; the next page is the fragment numbered one less."""
        fragment = _FRAGMENT.search(urlsplit(page.url).path)
        state = page.request.state
        if fragment and "pages" in state:
            pages, component, at = int(state["pages"]), fragment[1], int(fragment[2])
            reading = Pager(container=page.root)
            mark = f"fragment of component {component}"
        else:
            stated = first_match(page, _PAGES)
            if stated is None:
                return general_listing(page, self.name, "asked as mps")
            match, element = stated
            holder = next(
                (above for above in element.iterancestors() if _COMPONENT.fullmatch(above.get("id") or "")), None
            )
            named = _COMPONENT.search((holder.get("id") or "") if holder is not None else page.text)
            component = match[1] or (named[1] if named else "")
            pages = at = int(match[2])
            reading, mark = beside(element), self.recognises(page) or "asked as mps"
        found = rows(page, reading)
        number = pages - at + 1
        following = self._fragment(page, component, at - 1, pages) if at > 1 and component else None
        source = "the fragment below" if following else f"page {number} of {pages} is the last one"
        total = stated_total(page, reading, bool(found))
        if not found and total is None and pages <= 1 and has_empty_list(page):
            total = 0
        return Listing(self.name, found, following, number, max(pages, 1), total, f"{mark}; next: {source}")

    def article_key(self, url: str) -> str | None:
        """The path of the article's first page."""
        match = _ARTICLE.search(urlsplit(url).path)
        return path_key(match[1] + match[2]) if match else None

    def article_pages(self, page: ListPage) -> tuple[str, ...]:
        """``content.html``, ``content_2.html`` … as many as the script states; else those that the article links to."""
        stated = first_match(page, _PAGES)
        if stated is None or not _ARTICLE.search(urlsplit(page.url).path):
            return numbered_pages(page)
        return counted_pages(page, "content", range(2, int(stated[0][2]) + 1), "html")

    def _fragment(self, page: ListPage, component: str, at: int, pages: int) -> ListRequest | None:
        url = page.resolved(f"index_{component}_{at}.html")
        if url is None:
            return None
        headers = {"Referer": page.request.headers.get("Referer", page.url)}
        asked = ListRequest(url, headers=headers, family=self.name, page=pages - at + 1)
        return replace(asked, state={"pages": pages})
