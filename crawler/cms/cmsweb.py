"""The platform of 淮安 (cmsweb): static lists with a scripted pager, and an interface for government information."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import ClassVar
from urllib.parse import parse_qsl, urlencode, urlsplit

from crawler.cms.answers import answered_row, first_text, json_answer, member, number, records, unique
from crawler.cms.article_pages import numbered_pages
from crawler.cms.listing import Listing, ListRequest
from crawler.cms.page import ListPage
from crawler.cms.script_pager import Count, counted_listing, first_match, general_listing, stem
from crawler.reading.reading import Hints

# nsetpage(1,386,20,…): the page at hand, rows in all, rows a page
_CALL = re.compile(
    r"\bnsetpage\(\s{0,9}['\"]?(\d{1,6})['\"]?\s{0,9},\s{0,9}['\"]?(\d{1,9})['\"]?\s{0,9},\s{0,9}['\"]?(\d{1,4})"
)
_INTERFACE = "/articleCommonController/lists.do"
_PATH = re.compile(r"/cmsweb/zwgk/")
_SUFFIX = re.compile(r"_\d{1,6}$")
_ROWS = 50


class CmsWeb:
    """Sites of 淮安's platform (淮安市公安局 and the city's other bureaus).

    Recognised by: the call ``nsetpage(1, rows, rows a page``, ``articleCommonController/lists.do``, a path ``/cmsweb/zwgk/``.

    How its pages follow each other: ``/col/9099_355585/index.html`` is page 1, ``index_2.html`` page 2 (``list.html``,
    ``list_2.html``); the script states the total, so the last page is known. A list of government information is a shell:
    ``POST /articleCommonController/lists.do`` with ``page``, ``pagesize``, ``topic`` and the department answers ``value.total``
    and ``value.list``; then ``next.page`` is 1.

    Odd: the call of a page may say 1 on every page, so the file's own number counts. ``link`` in an answer leads elsewhere.

    Key: path. Evidence: B.
    """

    name: ClassVar[str] = "cmsweb"
    hints: ClassVar[Hints] = Hints(body=("#zoom", "#artical", ".nr-zw", ".nrwz", ".wz3"))

    def recognises(self, page: ListPage) -> str | None:
        """The call, the interface's name, or the path of the lists of government information."""
        if call := first_match(page, _CALL):
            return f"script {call[0][0]})"
        if "articleCommonController/lists.do" in page.text:
            return "mark articleCommonController/lists.do"
        return "path /cmsweb/zwgk/" if _PATH.search(urlsplit(page.url).path) else None

    def listing(self, page: ListPage) -> Listing:
        """Rows by structure or of the answer; the next page by the stated total."""
        if "column" in page.request.state:
            return self._answer(page)
        mark = self.recognises(page) or "asked as cmsweb"
        if call := first_match(page, _CALL):
            match, element = call
            total, size = int(match[2]), int(match[3])
            name, extension = stem(page.url)
            name = _SUFFIX.sub("", name) if page.request.page > 1 else name
            count = Count(
                max(-(-total // size), 1) if size else 1,
                max(int(match[1]), page.request.page, 1),
                name or "index",
                extension or "html",
                1,
                element,
                total,
            )
            return counted_listing(page, count, self.name, mark)
        query = {key.lower(): value for key, value in parse_qsl(urlsplit(page.url).query)}
        if "topic" not in query:
            return general_listing(page, self.name, mark)
        form = {"topic": query["topic"], "title": "", "docNo": "", "orgname": "", "summary": "", "key": ""}
        form |= {"deptid": query.get("orgid") or query.get("deptid") or "", "rdeptid": query.get("rdeptid", "")}
        fields = urlencode([(key, value) for key, value in form.items() if value or not key.endswith("deptid")])
        interface = page.resolved(_INTERFACE) or page.url
        following = _asked(self.name, 1, {"column": page.url, "interface": interface, "fields": fields})
        return Listing(self.name, (), following, evidence=f"{mark}; next: lists.do")

    def article_key(self, url: str) -> str | None:  # noqa: ARG002 (no number in its URLs is proved)
        """None: path and query decide."""
        return None

    def article_pages(self, page: ListPage) -> tuple[str, ...]:
        """By the numbers below the text."""
        return numbered_pages(page)

    def _answer(self, page: ListPage) -> Listing:
        value = member(json_answer(page), "value")
        total, here = number(member(value, "total")), page.request.page
        found = unique(
            [
                answered_row(
                    page,
                    first_text(record, "link") or first_text(record, "domain") + first_text(record, "path"),
                    first_text(record, "title"),
                    first_text(record, "releaseTime"),
                )
                for record in records(value, "list")
            ]
        )
        pages = max(-(-total // _ROWS), 1) if total is not None else None
        more = bool(found) and (here < pages if pages is not None else len(found) >= _ROWS)
        following = _asked(self.name, here + 1, page.request.state) if more else None
        source = "lists.do" if more else "all rows are here"
        return Listing(self.name, found, following, here, pages, total, f"answer of lists.do; next: {source}")


def _asked(family: str, page_number: int, state: Mapping[str, str | int]) -> ListRequest:
    body = f"page={page_number}&pagesize={_ROWS}&{state['fields']}".encode("ascii")
    headers = {
        "Content-Type": "application/x-www-form-urlencoded; charset=UTF-8",
        "Referer": str(state["column"]),
        "X-Requested-With": "XMLHttpRequest",
    }
    return ListRequest(str(state["interface"]), "POST", headers, body, family, page_number, state)
