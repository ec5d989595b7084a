"""长沙市公安局's own system: a list that an interface answers as JSON."""

from __future__ import annotations

import re
from typing import ClassVar
from urllib.parse import parse_qsl, quote, urlsplit

from crawler.cms.answers import day, first_text, json_answer, member, number, plain_text, records, unique, with_query
from crawler.cms.article_pages import numbered_pages
from crawler.cms.listing import Listing, Row
from crawler.cms.page import ListPage
from crawler.cms.plain import request_for
from crawler.reading.reading import Hints

# the misspelling is the system's
_PATH = re.compile(r"/get_articile_info_list\.jsp$")
_ARTICLE = re.compile(r"/artcledetail\.jsp$")
_ROWS = 15


class Changsha:
    """长沙市公安局's list (``get_articile_info_list.jsp?article_title=&group_sid=11&page=1&rows=15&totalSize=-1``).

    Recognised by: the path; the channel's address is the interface's own. It answers JSON with ``rows``, a list of
    ``article_sid`` and ``putoudate``; an article is ``artcledetail.jsp?article_sid=<sid>&group_sid=<group>`` beside it.
    Pages follow each other by ``page``, counted from 1; one with fewer rows than asked for is the last.

    Odd: a title in its records was not seen, so a row may have none; the article's page has it. Key: ``article_sid``, by
    which alone the page is asked for. Evidence: B, of 2017.
    """

    name: ClassVar[str] = "changsha"
    hints: ClassVar[Hints] = Hints(title=("td.cssjny_xxdbt",), body=("td.cssjny_xxxx",))

    def recognises(self, page: ListPage) -> str | None:
        """The path."""
        return "path /get_articile_info_list.jsp" if _PATH.search(urlsplit(page.url).path) else None

    def listing(self, page: ListPage) -> Listing:
        """The answer's rows; the next page by its number."""
        answer, here = json_answer(page), page.request.page
        query = dict(parse_qsl(urlsplit(page.url).query))
        listed = records(answer, "rows")
        found = unique([_row(page, record, query.get("group_sid", "")) for record in listed])
        size = number(query.get("rows")) or _ROWS
        total = number(member(answer, "total"))
        pages = max(-(-total // size), 1) if total is not None else None
        if not listed and here == 1 and isinstance(member(answer, "rows"), list):
            total = 0
        more = bool(found) and (here < pages if pages is not None else len(listed) >= size)
        following = request_for(page, with_query(page.url, page=here + 1), self.name, here) if more else None
        source = "by number" if more else "fewer rows than asked for"
        mark = self.recognises(page) or "asked as changsha"
        return Listing(self.name, found, following, None, pages, total, f"{mark}; next: {source}")

    def article_key(self, url: str) -> str | None:
        """``article_sid`` of ``artcledetail.jsp``."""
        parts = urlsplit(url)
        return dict(parse_qsl(parts.query)).get("article_sid") if _ARTICLE.search(parts.path) else None

    def article_pages(self, page: ListPage) -> tuple[str, ...]:
        """The pages that the article links to."""
        return numbered_pages(page)


def _row(page: ListPage, record: object, group: str) -> Row | None:
    """A record's row; None where it does not name its article."""
    if not isinstance(record, dict) or not (identifier := first_text(record, "article_sid")):
        return None
    url = page.resolved(f"artcledetail.jsp?article_sid={quote(identifier)}&group_sid={quote(group)}")
    title = plain_text(first_text(record, "article_title", "title"))
    return Row(url, title, day(record.get("putoudate"))) if url else None
