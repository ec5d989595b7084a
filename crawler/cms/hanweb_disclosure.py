"""Hanweb's module for government information (/module/xxgk/): lists that ``search.jsp`` draws."""

from __future__ import annotations

import re
from urllib.parse import urlencode, urlsplit

from crawler.cms.jpage import query_pairs
from crawler.cms.listing import Listing, ListRequest, Row
from crawler.cms.page import ListPage
from crawler.cms.pager import pager
from crawler.cms.records import rows_of_items

# loadDynamic('/module/xxgk/search.jsp?infotypeId=&divid=divlist&area=014000335&jdid=1') · tree.jsp?area=014000335
_SEARCH = re.compile(r"([\w:/.-]{0,200}/module/xxgk/search\.jsp)(?:\?([^'\"<>\s]{0,1000}))?")
_AREA = re.compile(r"\barea(?:=|['\"]?\s{0,9}:\s{0,9})['\"]?([\w-]{1,60})")
_COLUMN = re.compile(r"/col/col(\d{1,12})(?:/|$)")
_ARTICLE = re.compile(r"/art_(?:\d{1,12}_\d{1,12}|[0-9a-f]{32})\.html?$")


def is_disclosure(page: ListPage) -> bool:
    """Whether the page's list comes from the module."""
    return "/module/xxgk/" in page.text


def way_to_disclosure(page: ListPage, family: str, mark: str) -> Listing:
    """The request for the list's first page: the column's page itself holds none of its rows."""
    printed = _SEARCH.search(page.text)
    named = dict(query_pairs(printed[2] or "")) if printed else {}
    area = named.get("area") or next((match[1] for match in _AREA.finditer(page.text)), "")
    column = _COLUMN.search(urlsplit(page.url).path)
    state: dict[str, str | int] = {
        "asks": "disclosure",
        "search": page.resolved(printed[1] if printed else "/module/xxgk/search.jsp") or page.url,
        "column": page.url,
        "type": named.get("infotypeId", ""),
        "node": named.get("jdid", "") or "1",
        "division": named.get("divid", "") or "divlist",
        "area": area,
        # without a type the server answers with the rows of all columns
        "only": f"art_{column[1]}_" if column and not named.get("infotypeId") else "",
    }
    following = _asked(family, 1, 1, state)
    return Listing(family, (), following, evidence=f"{mark}; next: search.jsp of /module/xxgk/")


def disclosed(page: ListPage, family: str) -> Listing:
    """An answer of ``search.jsp``: a table, its pager below it."""
    state, number = dict(page.request.state), page.request.page
    current = int(state["current"])
    drawn = tuple(row for row in rows_of_items(page) if row.external or _ARTICLE.search(urlsplit(row.url).path))
    found: tuple[Row, ...] = tuple(row for row in drawn if str(state["only"]) in row.url)
    reading = pager(page)
    stated = reading.pages
    more = bool(drawn) and (stated is None or current < stated)
    # a page with other columns' rows only is none of this list
    following = _asked(family, number + 1 if found else number, current + 1, state) if more else None
    source = "search.jsp" if following else "the answer says that this is the last page"
    pages = None if stated is None else number + max(stated - current, 0)
    total = None if state["only"] else reading.total
    if not drawn and current == 1:
        total = 0 if reading.total == 0 or "暂无" in page.text else total
    return Listing(family, found, following, number, pages, total, f"answer of search.jsp; next: {source}")


def _asked(family: str, number: int, current: int, state: dict[str, str | int]) -> ListRequest:
    query = {"infotypeId": state["type"], "vc_title": "", "vc_number": "", "area": state["area"], "currpage": current}
    form = {
        "infotypeId": state["type"],
        "jdid": state["node"],
        "divid": state["division"],
        "vc_title": "",
        "vc_number": "",
        "currpage": current,
        "vc_filenumber": "",
        "vc_all": "",
        "texttype": "",
        "fbtime": "",
        "area": state["area"],
    }
    headers = {
        "Content-Type": "application/x-www-form-urlencoded; charset=UTF-8",
        "Referer": str(state["column"]),
        "X-Requested-With": "XMLHttpRequest",
    }
    url = f"{state['search']}?{urlencode(query)}"
    body = urlencode(form).encode("ascii")
    return ListRequest(url, "POST", headers, body, family, number, state | {"current": current})
