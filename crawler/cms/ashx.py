"""ASP.NET sites whose lists a handler answers as JSON: ``/Ashx/PostHandler.ashx?action=News-GetPublishNewsList``."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import ClassVar
from urllib.parse import parse_qsl, urlencode, urlsplit

from crawler.cms.answers import answered_row, first_text, json_answer, member, number, records, unique
from crawler.cms.listing import Listing, ListRequest
from crawler.cms.page import ListPage
from crawler.cms.script_pager import general_listing
from crawler.reading.reading import Hints

_HANDLER = re.compile(r"[\w:/.-]{0,200}PostHandler\.ashx\?action=News-GetPublishNewsList", re.IGNORECASE)
# The portal's own script has the handler's address: doPost(msgIp + "News-GetPublishNewsList", …
_MARK = re.compile(r"PostHandler\.ashx|News-GetPublishNewsList", re.IGNORECASE)
_CLASSIFY = re.compile(r"ClassifyI[dD]['\"]?\s{0,9}[:=]\s{0,9}['\"]([\w-]{8,60})['\"]")
_PAGE_SIZE = re.compile(r"\bPageSize['\"]?\s{0,9}[:=]\s{0,9}['\"]?(\d{1,3})\b", re.IGNORECASE)
_IDENTIFIER = re.compile(r"[\w-]{1,60}")
#: Rows asked for where the page's script names no number.
_ROWS = 15


class Ashx:
    """ASP.NET sites with a handler ``PostHandler.ashx`` (湛江: 湛江市公安局, 徐闻, 雷州).

    Recognised by: ``PostHandler.ashx`` or ``News-GetPublishNewsList`` in a script.

    How its pages follow each other: the page (``Default.aspx?key=list/list&Id=…&CurrentId=<guid>``) is a shell.
    ``POST /Ashx/PostHandler.ashx?action=News-GetPublishNewsList`` with the form field ``args`` = ``{"PageNo":"1","PageSize":"15",
    "ClassifyID":"<guid>"}`` answers JSON with ``data``, a list of ``NewsID``, ``Title`` and dates; then ``next.page`` is 1.
    ``PageSize`` is the one of the page's own script; of several, the largest.
    Articles are ``Info.aspx?Id=<NewsID>&c=<ClassifyID>``.

    Odd: no total was seen in an answer, so the walk ends at a page with fewer rows than asked for.

    Key: the NewsID, a GUID, of ``Info.aspx?Id=``. Evidence: B.
    """

    name: ClassVar[str] = "ashx"
    hints: ClassVar[Hints] = Hints()

    def recognises(self, page: ListPage) -> str | None:
        """The name of the handler or of its action."""
        mark = _MARK.search(page.text)
        return f"script {mark[0]}" if mark else None

    def listing(self, page: ListPage) -> Listing:
        """No rows from the shell; those of the answers."""
        if "column" in page.request.state:
            return self._answer(page)
        mark = self.recognises(page) or "asked as ashx"
        query = {name.lower(): value for name, value in parse_qsl(urlsplit(page.url).query)}
        named = _CLASSIFY.search(page.text)
        identifier = query.get("currentid") or query.get("c") or (named[1] if named else "")
        if not _IDENTIFIER.fullmatch(identifier):
            return general_listing(page, self.name, mark)
        printed = _HANDLER.search(page.text)
        handler = page.resolved(printed[0] if printed else "/Ashx/PostHandler.ashx?action=News-GetPublishNewsList")
        size = max((int(found) for found in _PAGE_SIZE.findall(page.text)), default=_ROWS) or _ROWS
        state: dict[str, str | int] = {
            "column": page.url,
            "handler": handler or page.url,
            "identifier": identifier,
            "size": size,
        }
        return Listing(self.name, (), _asked(self.name, 1, state), evidence=f"{mark}; next: News-GetPublishNewsList")

    def article_key(self, url: str) -> str | None:
        """The NewsID of ``/Info.aspx?Id=<guid>&c=<guid>``."""
        parts = urlsplit(url)
        if parts.path.lower().rpartition("/")[2] != "info.aspx":
            return None
        return {name.lower(): value.lower() for name, value in parse_qsl(parts.query)}.get("id")

    def article_pages(self, page: ListPage) -> tuple[str, ...]:  # noqa: ARG002 (its articles have one page)
        """Always a single address."""
        return ()

    def _answer(self, page: ListPage) -> Listing:
        state, here = page.request.state, page.request.page
        size = int(state.get("size", _ROWS))
        answer = json_answer(page)
        data = member(answer, "data")
        listed = records(data) or records(data, "rows") or records(data, "list")
        found = unique(
            [
                answered_row(
                    page,
                    f"/Info.aspx?Id={first_text(record, 'NewsID')}&c={state['identifier']}",
                    first_text(record, "Title"),
                    first_text(record, "PublishDate", "PublishedDate", "CreatedDate", "LastUpdatedDate"),
                    pinned=first_text(record, "IsTop") in ("1", "True", "true"),
                )
                for record in listed
                if first_text(record, "NewsID")
            ]
        )
        total = number(member(answer, "total"))
        total = total if total is not None else number(member(answer, "recordCount"))
        pages = max(-(-total // size), 1) if total is not None else None
        more = bool(found) and (here < pages if pages is not None else len(listed) >= size)
        following = _asked(self.name, here + 1, state) if more else None
        source = "News-GetPublishNewsList" if more else "fewer rows than asked for"
        if not listed and here == 1 and isinstance(data, list):
            total = 0
        return Listing(self.name, found, following, here, pages, total, f"answer of the handler; next: {source}")


def _asked(family: str, page_number: int, state: Mapping[str, str | int]) -> ListRequest:
    values = {"PageNo": str(page_number), "PageSize": str(state.get("size", _ROWS)), "ClassifyID": state["identifier"]}
    body = urlencode({"args": json.dumps(values, separators=(",", ":"))}).encode("ascii")
    headers = {
        "Content-Type": "application/x-www-form-urlencoded; charset=UTF-8",
        "Referer": str(state["column"]),
        "X-Requested-With": "XMLHttpRequest",
    }
    return ListRequest(str(state["handler"]), "POST", headers, body, family, page_number, state)
