"""TrueCMS (南通, 连云港, 上海人大): a hidden list on the page, further records from ``getMessage.do``."""

from __future__ import annotations

import re
from itertools import islice
from typing import ClassVar
from urllib.parse import urlencode, urlsplit

from crawler.cms.answers import json_answer, member
from crawler.cms.jpage import Unit, answered_unit, unit_of
from crawler.cms.listing import Listing, ListRequest, Row
from crawler.cms.page import ListPage
from crawler.cms.records import MOST_RECORDS, rows_of_records, source_of
from crawler.cms.script_pager import general_listing
from crawler.reading.reading import Hints

_PROXY = re.compile(r"[\w:/.-]{0,200}/true[cC][mM][sS]/messageController/getMessage\.do", re.IGNORECASE)
_COLUMN_ID = re.compile(r"columnId['\"]?\s{0,9}[:=]\s{0,9}['\"]([\w-]{1,60})['\"]")
_TOTAL = re.compile(r"(?:<totalrecord>|totalRecord\s{0,9}[:=])\s{0,9}['\"]?(\d{1,9})")
_ARTICLE = re.compile(r"/content/([0-9a-f]{8}-?(?:[0-9a-f]{4}-?){3}[0-9a-f]{12})\.html?$")
#: Rows of one request, the plug-in's own number first; some sites answer large windows with nothing.
_WINDOWS = (30, 20, 10)


class TrueCms:
    """Sites of TrueCMS (南通市公安局, 连云港市公安局 …).

    Recognised by: ``messageController/getMessage.do``, a hidden ``#initData``, or an article ``/content/<uuid>.htm``.

    How its pages follow each other: the page holds its first rows (up to 60) in ``#initData ul li``, hidden, and the
    plug-in jpage fetches groups of three pages: ``GET /TrueCMS/messageController/getMessage.do?startrecord=61&endrecord=90
    &perpage=10&contentTemplate=&columnId=…&callback=cb``, answered by JSONP whose ``result`` is a datastore of records. The
    Referer must be sent: without it some sites answer 404. ``page`` counts these requests.

    Odd: some sites answer a window that is too large with nothing, so an empty answer before the stated end is asked
    again with a smaller one. Links may stand in ``onclick="name2('…')"`` only. On some sites the interface is switched off
    (404): then only the first rows can be had, and the walk ends as failed.

    Key: the uuid of ``/content/<uuid>.htm``. Evidence: B.
    """

    name: ClassVar[str] = "truecms"
    hints: ClassVar[Hints] = Hints(body=("#zoom",))

    def recognises(self, page: ListPage) -> str | None:
        """Its interface's path, or the hidden list."""
        if "messageController/getMessage.do" in page.text:
            return "path messageController/getMessage.do"
        if _initial(page):
            return "element #initData"
        return "article /content/<uuid>" if _ARTICLE.search(urlsplit(page.url).path) else None

    def listing(self, page: ListPage) -> Listing:
        """The hidden list's or the answer's rows; the next window by the records seen."""
        if "column" in page.request.state:
            return self._answer(page)
        mark = self.recognises(page) or "asked as truecms"
        found = rows_of_records(page, _initial(page))
        identifier = _COLUMN_ID.search(page.text)
        unit = unit_of(page) or Unit("", [])
        if not found:
            found = rows_of_records(page, unit.records)
        if not found and identifier is None:
            return general_listing(page, self.name, mark)
        stated = _TOTAL.search(page.text)
        total = unit.total if unit.total is not None else int(stated[1]) if stated else None
        if identifier is None or (total is not None and len(found) >= total):
            source = "no further record is stated"
            return Listing(self.name, found, None, 1, 1, total, f"{mark}; next: {source}")
        printed = _PROXY.search(page.text)
        state: dict[str, str | int] = {
            "column": page.url,
            "proxy": page.resolved(
                unit.proxy or (printed[0] if printed else "/truecms/messageController/getMessage.do")
            )
            or page.url,
            "identifier": identifier[1],
            "per_page": unit.per_page or 10,
            "window": unit.window if unit.per_page else _WINDOWS[0],
            "total": total or 0,
        }
        following = _asked(self.name, 2 if found else 1, len(found) + 1, state)
        return self._with_pages(page, found, following, total, f"{mark}; next: getMessage.do")

    def article_key(self, url: str) -> str | None:
        """The uuid of ``/ntsgaj/jfts/content/<uuid>.htm``."""
        match = _ARTICLE.search(urlsplit(url).path)
        return match[1] if match else None

    def article_pages(self, page: ListPage) -> tuple[str, ...]:  # noqa: ARG002 (its articles have one page)
        """Always a single address."""
        return ()

    def _answer(self, page: ListPage) -> Listing:
        state = page.request.state
        number, start, window = page.request.page, int(state["start"]), int(state["window"])
        result = member(json_answer(page), "result")
        unit = answered_unit(result if isinstance(result, str) else "")
        found = rows_of_records(page, unit.records, str(state["column"]))
        total = unit.total if unit.total is not None else int(state["total"]) or None
        end = start + window - 1
        following: ListRequest | None = None
        source = "the records are all here"
        if not unit.records and total is not None and start <= total:
            smaller = next((size for size in _WINDOWS if size < window), None)
            source = "no smaller window is left to ask for"
            if smaller:
                following = _asked(self.name, number, start, {**state, "window": smaller, "per_page": smaller})
                source = "getMessage.do with a smaller window, since the answer is empty"
        elif unit.records and (total is None or end < total):
            following, source = _asked(self.name, number + 1, end + 1, dict(state)), "getMessage.do"
        return self._with_pages(page, found, following, total, f"answer of getMessage.do; next: {source}")

    def _with_pages(
        self, page: ListPage, found: tuple[Row, ...], following: ListRequest | None, total: int | None, evidence: str
    ) -> Listing:
        number, pages = page.request.page, None
        if total is not None:
            pages = number
            if following:
                left, window = total - int(following.state["start"]) + 1, int(following.state["window"])
                pages = following.page - 1 + max(-(-left // window), 0)
        return Listing(self.name, found, following, number, pages, total, evidence)


def _initial(page: ListPage) -> list[str]:
    """The rows of the hidden list; they are read as a script would put them into the page."""
    holder = next((node for node in page.root.iter("div", "ul", "textarea") if node.get("id") == "initData"), None)
    if holder is None:
        return []
    items = (item for item in holder.iter("li") if next(item.iterancestors("li"), None) is None)
    return [source_of(item) for item in islice(items, MOST_RECORDS)]


def _asked(family: str, number: int, start: int, state: dict[str, str | int]) -> ListRequest:
    window = int(state["window"])
    query = {
        "startrecord": start,
        "endrecord": start + window - 1,
        "perpage": state["per_page"],
        "contentTemplate": "",
        "columnId": state["identifier"],
        "callback": "cb",
    }
    headers = {"Referer": str(state["column"]), "X-Requested-With": "XMLHttpRequest"}
    url = f"{state['proxy']}?{urlencode(query)}"
    return ListRequest(url, "GET", headers, b"", family, number, state | {"start": start})
