"""Epoint (新点) EWB (徐州, 抚顺, 营口 …): a list that a script fetches as JSON."""

from __future__ import annotations

import json
import re
from typing import ClassVar
from urllib.parse import parse_qsl, urlsplit

from crawler.cms.answers import answered_row, first_text, json_answer, member, number, records, unique
from crawler.cms.listing import Listing, ListRequest
from crawler.cms.page import ListPage
from crawler.cms.script_pager import general_listing
from crawler.reading.reading import Hints

_PATH = re.compile(r"/dynamic/.{0,200}(?:govInfoPub|openlist)\w{0,20}\.html", re.IGNORECASE)
_MARKS = ("EWB-FRONT", "webBuilderCommon.js", "lightfrontaction/getgovinfolist")
# var siteInfo = {"siteGuid":"7eb5f7f1-…","projectName":"/EWB-FRONT"}
_SITE = re.compile(r"siteGuid['\"]?\s{0,9}[:=]\s{0,9}['\"]([\w-]{1,60})['\"]")
_PROJECT = re.compile(r"projectName['\"]?\s{0,9}[:=]\s{0,9}['\"]/?([\w/-]{1,60})['\"]")
_ACTION = "rest/lightfrontaction/getgovinfolist"
_ROWS = 20


class Epoint:
    """Sites of Epoint's EWB (徐州市公安局, 抚顺, 营口 …).

    Recognised by: ``EWB-FRONT``, ``/js/webBuilderCommon.js``, a path ``/dynamic/zwgk/govInfoPub.html?categorynum=003006``.

    How its pages follow each other: the page is a shell without rows. ``GET /js/webBuilderCommon.js`` names the site's
    ``siteGuid`` and ``projectName``; then ``POST <projectName>/rest/lightfrontaction/getgovinfolist`` with JSON ``categorynum``,
    ``pageIndex``, ``pageSize`` answers ``custom.total`` and ``custom.data``. ``next.page`` stays 1 until rows come.

    Odd: crawlers disagree on whether ``pageIndex`` begins with 0 or 1. It is asked from 0; where 1 answers the same rows,
    the site counts from 1, which costs one request. Some sites want the values wrapped in ``{"token":"","params":{…}}``:
    that is tried where the plain form has no answer.

    Key: path. Evidence: B.
    """

    name: ClassVar[str] = "epoint"
    hints: ClassVar[Hints] = Hints(body=("#ivs_content", ".mian-cont", ".TRS_UEDITOR"))

    def recognises(self, page: ListPage) -> str | None:
        """A mark of its scripts, or the path of its dynamic lists."""
        mark = next((mark for mark in _MARKS if mark in page.text), None)
        if mark:
            return f"mark {mark}"
        return "path of a dynamic list" if _PATH.search(urlsplit(page.url).path) else None

    def listing(self, page: ListPage) -> Listing:
        """No rows from the shell and the script; those of the answers; the next page by the stated total."""
        asks = page.request.state.get("asks")
        if asks == "rows":
            return self._answer(page)
        if asks == "site":
            return self._way_to_rows(page, dict(page.request.state), "script webBuilderCommon.js")
        mark = self.recognises(page) or "asked as epoint"
        query = {name.lower(): value for name, value in parse_qsl(urlsplit(page.url).query)}
        if "categorynum" not in query:
            return general_listing(page, self.name, mark)
        state: dict[str, str | int] = {
            "column": page.url,
            "category": query["categorynum"],
            "department": query.get("deptcode", ""),
        }
        if _SITE.search(page.text):
            return self._way_to_rows(page, state, mark)
        script = page.resolved("/js/webBuilderCommon.js") or page.url
        following = ListRequest(script, "GET", {"Referer": page.url}, b"", self.name, 1, state | {"asks": "site"})
        return Listing(self.name, (), following, evidence=f"{mark}; next: script webBuilderCommon.js")

    def article_key(self, url: str) -> str | None:  # noqa: ARG002 (no number in its URLs is proved)
        """None: path and query decide."""
        return None

    def article_pages(self, page: ListPage) -> tuple[str, ...]:  # noqa: ARG002 (its articles have one page)
        """Always a single address."""
        return ()

    def _way_to_rows(self, page: ListPage, state: dict[str, str | int], mark: str) -> Listing:
        site, project = _SITE.search(page.text), _PROJECT.search(page.text)
        if site is None:
            return Listing(self.name, (), None, evidence=f"{mark}; next: no siteGuid was found")
        name = project[1].strip("/") if project else "EWB-FRONT"
        action = page.resolved(f"/{name}/{_ACTION}") or page.url
        state |= {"asks": "rows", "site": site[1], "action": action, "form": "plain", "first": ""}
        following = _asked(self.name, 1, 0, state)
        return Listing(self.name, (), following, evidence=f"{mark}; next: getgovinfolist")

    def _answer(self, page: ListPage) -> Listing:
        state = dict(page.request.state)
        index, asked = int(state["index"]), page.request.page
        answer = json_answer(page)
        custom = member(answer, "custom")
        total = number(member(custom, "total"))
        if member(custom, "data") is None and total is None and state["form"] == "plain":
            following = _asked(self.name, asked, index, state | {"form": "wrapped"})
            return Listing(self.name, (), following, evidence="answer without rows; next: the same, wrapped")
        found = unique(
            [
                answered_row(
                    page,
                    first_text(record, "infourl", "visiturl", "linkurl"),
                    first_text(record, "realtitle", "title"),
                    first_text(record, "infodate", "handsdate"),
                    pinned=first_text(record, "istop") == "1",
                )
                for record in records(custom, "data")
            ]
        )
        first = found[0].url if found else ""
        if index == 1 and first and first == state["first"]:
            more = total is None or total > _ROWS
            counted = _asked(self.name, asked, 2, state | {"base": 1}) if more else None
            return Listing(self.name, (), counted, asked, evidence="the site counts from 1; next: pageIndex 2")
        if index == 0:
            state["first"] = first
        place = index - int(state.get("base", 0)) + 1
        pages = max(-(-total // _ROWS), 1) if total is not None else None
        more = bool(found) and (place < pages if pages is not None else len(found) >= _ROWS)
        next_page = _asked(self.name, asked + 1, index + 1, state) if more else None
        source = f"pageIndex {index + 1}" if more else "all rows are here"
        return Listing(self.name, found, next_page, asked, pages, total, f"answer of getgovinfolist; next: {source}")


def _asked(family: str, page_number: int, index: int, state: dict[str, str | int]) -> ListRequest:
    values: dict[str, object] = {
        "deptcode": state["department"],
        "categorynum": state["category"],
        "pageIndex": index,
        "pageSize": _ROWS,
        "siteGuid": state["site"],
    }
    if state["form"] == "wrapped":
        values = {"token": "", "params": values}
    headers = {
        "Content-Type": "application/json",
        "Referer": str(state["column"]),
        "X-Requested-With": "XMLHttpRequest",
    }
    body = json.dumps(values, ensure_ascii=False, separators=(",", ":")).encode()
    return ListRequest(str(state["action"]), "POST", headers, body, family, page_number, state | {"index": index})
