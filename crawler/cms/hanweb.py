"""Hanweb JCMS (大汉版通): records in an XML island, further groups from ``dataproxy.jsp``."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import ClassVar
from urllib.parse import urlencode, urlsplit

from crawler.cms.hanweb_disclosure import disclosed, is_disclosure, way_to_disclosure
from crawler.cms.jpage import Unit, answered_unit, query_pairs, unit_of
from crawler.cms.listing import Listing, ListRequest, Row
from crawler.cms.page import ListPage
from crawler.cms.plain import has_empty_list
from crawler.cms.records import rows_of_records
from crawler.cms.script_pager import general_listing
from crawler.reading.reading import Hints

_PROXY_PATH = "/module/web/jpage/dataproxy.jsp"
_PROXY_URL = re.compile(r"[\w./-]{0,200}dataproxy\.jsp\?([^'\"<>\s]{1,1000})")
_COLUMN = re.compile(r"/col/col\d{1,12}(?:/|$)")
_ARTICLE = re.compile(r"/art_(?:(\d{1,12})_(\d{1,12})|([0-9a-f]{32}))\.html?$")
_DATED_ARTICLE = re.compile(r"/art/\d{4}/\d{1,2}/\d{1,2}/art_\d{1,12}_\d{1,12}\.html?$")
_MARKS = ("dataproxy.jsp", "<!--<$[", "Produced By 大汉网络", "/jcms1/", "/module/xxgk/")
#: Rows that are asked for at once where a server only knows ``page``; from about 300 on it cuts the answer.
_LARGE = 100
#: Groups that a server may repeat before the walk is given up.
_MOST_REPEATS = 3


class Hanweb:
    """Sites of Hanweb's JCMS (江苏省公安厅, 浙江, 济南, 盐城 …).

    Recognised by: ``dataproxy.jsp``, the comments ``<!--<$[标题]>begin-->``, ``/module/xxgk/``, 大汉网络, an XML island
    ``<datastore>``, a path ``/col/col59265/`` or ``/art/2022/1/14/art_59265_10876543.html``.

    How its pages follow each other: the column page holds the first group of records (three pages) in
    ``<script type="text/xml"><datastore>…<record><![CDATA[<li>…]]>``. Where the datastore has a ``<nextgroup>`` its link is
    followed (some are encrypted, and in an answer the link is relative to the answer). Else the plug-in's request is
    made: ``POST …/dataproxy.jsp?startrecord=46&endrecord=90&perpage=15`` with the page's ``param_<unit>``. Else the GET
    form with ``page``. So one request is one group, and ``page`` counts groups. /module/xxgk/ lists are read by
    ``hanweb_disclosure``.

    Odd: from the second group on the first record repeats the last one of the group before. Some servers ignore
    ``startrecord`` and answer the first group again: then ``page`` with 100 rows and both record numbers is sent, which
    means the same to either kind of server, and the repeated rows are known. The link of the first ``<nextgroup>`` may be
    that of the first group itself.

    Key: column and number of ``art_<column>_<number>.html``, or the 32 hexadecimal digits of the newer form: the day in
    the path is no part of it. Evidence: A for article pages, B for the requests.
    """

    name: ClassVar[str] = "hanweb"
    hints: ClassVar[Hints] = Hints(body=("#zoom", "td.bt_content", ".bt-article-02", ".artile_zw", ".wzzw-article"))

    def recognises(self, page: ListPage) -> str | None:
        """A mark of its scripts or templates, or the path of a column."""
        if "messageController/getMessage.do" in page.text or "jpaas-publish-server" in page.text:
            return None
        mark = next((mark for mark in _MARKS if mark in page.text), None)
        if mark:
            return f"mark {mark}"
        if "<datastore" in page.text and "<record>" in page.text:
            return "datastore of records"
        path = urlsplit(page.url).path
        if _DATED_ARTICLE.search(path):
            return "path /art/…/art_…_….html"
        return "path /col/col…" if _COLUMN.search(path) else None

    def listing(self, page: ListPage) -> Listing:
        """The records of the island or answer; the next group by its link, the plug-in's request or the GET form."""
        asks = page.request.state.get("asks")
        if asks == "disclosure":
            return disclosed(page, self.name)
        if asks:
            return self._answer(page, str(asks))
        return self._column(page)

    def article_key(self, url: str) -> str | None:
        """``59265_10876543`` of ``/art/2022/1/14/art_59265_10876543.html``, or the hexadecimal digits."""
        match = _ARTICLE.search(urlsplit(url).path)
        return (match[3] or f"{match[1]}_{match[2]}") if match else None

    def article_pages(self, page: ListPage) -> tuple[str, ...]:  # noqa: ARG002 (its articles have one page)
        """Always a single address."""
        return ()

    def _column(self, page: ListPage) -> Listing:
        mark = self.recognises(page) or "asked as hanweb"
        unit = unit_of(page)
        if unit is None:
            if is_disclosure(page):
                return way_to_disclosure(page, self.name, mark)
            return general_listing(page, self.name, mark)
        found = rows_of_records(page, unit.records)
        following, source = self._after_column(page, unit, found)
        total = unit.total
        if not found and total is None and has_empty_list(page):
            total = 0
        pages = _pages(following, 1, total, len(found), unit.window)
        return Listing(self.name, found, following, 1, pages, total, f"{mark}; next: {source}")

    def _after_column(self, page: ListPage, unit: Unit, found: tuple[Row, ...]) -> tuple[ListRequest | None, str]:
        """The request for the second group; for the first one where the page has no record of its own."""
        if unit.total is not None and len(found) >= unit.total:
            return None, f"all {unit.total} records are here"
        state: dict[str, str | int] = {
            "column": page.url,
            "seen": len(found),
            "first": found[0].url if found else "",
            "last": found[-1].url if found else "",
            "window": unit.window,
            "per_page": unit.per_page or 15,
            "end": len(unit.records),
            "repeats": 0,
        }
        proxy = page.resolved(unit.proxy or _PROXY_PATH) or page.url
        printed = _PROXY_URL.search(page.text)
        fields = list(unit.fields) or (query_pairs(printed[1]) if printed else [])
        fields = [(name, value) for name, value in fields if name not in _PAGING]
        state |= {"proxy": proxy, "fields": urlencode(fields)}
        number = 2 if found else 1
        group = page.resolved(unit.next_group) if unit.next_group else None
        if group:
            headers = {"Referer": page.url}
            return ListRequest(group, "GET", headers, b"", self.name, number, state | {"asks": "group"}), "nextgroup"
        if unit.fields:
            return _posted(self.name, number, state), "dataproxy by POST"
        if fields:
            return _got(self.name, number, 1, state | {"seen": 0, "last": ""}), "dataproxy by GET"
        return None, "the page names no way to further records"

    def _answer(self, page: ListPage, asks: str) -> Listing:
        unit = answered_unit(page.text)
        state = dict(page.request.state)
        found = rows_of_records(page, unit.records, str(state["column"]))
        number, total = page.request.page, unit.total
        if found and asks != "get" and number > 1 and found[0].url == state["first"]:
            return self._repeated(page, unit, state, asks)
        urls = [row.url for row in found]
        overlap = urls.index(str(state["last"])) + 1 if state["last"] in urls else 0
        seen = int(state["seen"]) + len(found) - overlap
        state |= {"seen": seen, "last": urls[-1] if urls else "", "first": state["first"] or (urls[0] if urls else "")}
        following: ListRequest | None = None
        source = "no record in the answer"
        if found and total is not None and (seen >= total or (asks == "post" and int(state["end"]) >= total)):
            source = f"all {total} records are here"
        elif found:
            following, source = self._after_answer(page, unit, state, asks)
        window = int(state["window"]) if asks != "get" else max(len(found), 1)
        pages = _pages(following, number, total, seen, window)
        return Listing(self.name, found, following, number, pages, total, f"answer of dataproxy.jsp; next: {source}")

    def _after_answer(
        self, page: ListPage, unit: Unit, state: dict[str, str | int], asks: str
    ) -> tuple[ListRequest | None, str]:
        number = page.request.page + 1
        if asks == "group":
            return self._next_group(page, unit, state, number)
        if asks == "get":
            return _got(self.name, number, int(state["group"]) + 1, state), "dataproxy by GET"
        return _posted(self.name, number, state), "dataproxy by POST"

    def _next_group(
        self, page: ListPage, unit: Unit, state: dict[str, str | int], number: int
    ) -> tuple[ListRequest | None, str]:
        url = page.resolved(unit.next_group) if unit.next_group else None
        if url is None or url == page.url:
            return None, "no further nextgroup"
        headers = {"Referer": str(state["column"])}
        return ListRequest(url, "GET", headers, b"", self.name, number, state), "nextgroup"

    def _repeated(self, page: ListPage, unit: Unit, state: dict[str, str | int], asks: str) -> Listing:
        """The server answered with the first group again: ask for the following one in another way."""
        number = page.request.page
        state["repeats"] = int(state["repeats"]) + 1
        following: ListRequest | None = None
        if asks == "group" and int(state["repeats"]) <= _MOST_REPEATS:
            following, _ = self._next_group(page, unit, state, number)
        elif asks == "post":
            following = _got(self.name, number, 1, state | {"seen": 0, "last": ""})
        evidence = "answer of dataproxy.jsp; next: asked anew, since this is the first group again"
        return Listing(self.name, (), following, number, None, unit.total, evidence)


_PAGING = frozenset({"page", "startrecord", "endrecord", "perpage"})


def _posted(family: str, number: int, state: dict[str, str | int]) -> ListRequest:
    """The plug-in's own request for the group after the record ``end``."""
    start = int(state["end"]) + 1
    end = int(state["end"]) + int(state["window"])
    url = f"{state['proxy']}?startrecord={start}&endrecord={end}&perpage={state['per_page']}"
    headers = {
        "Content-Type": "application/x-www-form-urlencoded; charset=UTF-8",
        "Referer": str(state["column"]),
        "X-Requested-With": "XMLHttpRequest",
    }
    body = str(state["fields"]).encode("ascii")
    return ListRequest(url, "POST", headers, body, family, number, state | {"asks": "post", "end": end})


def _got(family: str, number: int, group: int, state: dict[str, str | int]) -> ListRequest:
    """The GET form for the ``group``-th hundred of records."""
    start, end = (group - 1) * _LARGE + 1, group * _LARGE
    query = f"page={group}&{state['fields']}&startrecord={start}&endrecord={end}&perpage={_LARGE}"
    request = ListRequest(f"{state['proxy']}?{query}", "GET", {"Referer": str(state["column"])}, b"", family, number)
    return replace(request, state=state | {"asks": "get", "group": group})


def _pages(following: ListRequest | None, number: int, total: int | None, seen: int, window: int) -> int | None:
    """The number of requests that the listing takes, by its total.

    At its end a walk may have seen a few rows fewer than the total says (published or removed since it began), but no
    whole group fewer.
    """
    if total is None:
        return None
    left, window = max(total - seen, 0), max(window, 1)
    return following.page - 1 - (-left // window) if following else number + left // window
