"""jpaas, Hanweb's newer platform (浙江, 泰州, 扬州, 工信部 …): a unit of the page is built by an interface."""

from __future__ import annotations

import json
import re
from typing import ClassVar
from urllib.parse import urlencode, urlsplit

from lxml.etree import _Element

from crawler.cms.answers import json_answer, member, number
from crawler.cms.listing import Listing, ListRequest
from crawler.cms.page import ListPage, classes
from crawler.cms.records import fragment, rows_of_items, source_of
from crawler.cms.script_pager import general_listing
from crawler.reading.reading import Hints

_INTERFACE = "/api-gateway/jpaas-publish-server/front/page/build/unit"
_ARTICLE = re.compile(r"/art_([0-9a-f]{32})\.html?$")
_PAIR = re.compile(r"'([^']{1,60})'\s{0,9}:\s{0,9}(?:'([^']{0,500})'|(-?\d{1,18}|true|false|null))")
#: Names of units that show a list: 信息列表, 当前栏目_list, 列表新闻, 内容1, 阳光政务_分页列表, ajax分页.
_LIST_NAME = re.compile(r"列表|list|分页|内容|信息", re.IGNORECASE)
# the archive of a year: /xwzx/jwdt/2021n/index.html
_ARCHIVE = re.compile(r"/(20\d\d)n/(?:index\.html?)?$")
_MOST_YEARS = 40
_PARSES = frozenset({"bulidstatic", "buildstatic"})
_ROWS = 15


class Jpaas:
    """Sites of Hanweb's jpaas (泰州市公安局, 扬州市公安局, 工信部, 市场监管总局 …).

    Recognised by: ``jpaas-publish-server``, ``parseType="bulidstatic"`` (the misspelling is the platform's), the class
    ``jpaas-ai-content``.

    How its pages follow each other: an element with ``url`` (or ``unitUrl``) and ``queryData="{'webId':'3185',…}"`` stands for
    the list. The interface is asked by GET with those values, for page 2 and further with ``paramJson={"pageNo":2,
    "pageSize":15}``: a bare ``pageNo`` is ignored. It answers JSON whose ``data.html`` is the list and
    ``<div class="pagination" rows="15" count="386" pageNo="2">``. A unit without rows in the page is asked for page 1 first;
    then ``next.page`` is 1.

    Odd: some sites need the Referer. Rows are list items or table rows. An aggregation page (``.xxgk-zcnr``, five rows)
    leads to the real list by ``a.xxgk_more``. Rows of past years may stand in archives, ``2021n/index.html`` below the column:
    they follow its own last page, the newest first, each of them a column with a unit of its own; their pages are
    counted on.

    Key: the 32 hexadecimal digits of ``art_<digits>.html``. Evidence: A for article pages, B for the interface.
    """

    name: ClassVar[str] = "jpaas"
    hints: ClassVar[Hints] = Hints(
        title=("#con_title",), body=(".jpaas-ai-content", "#con_con", ".wzzw-article", "#zoom")
    )

    def recognises(self, page: ListPage) -> str | None:
        """The interface's name, the unit's attribute or the article's class."""
        marks = ("jpaas-publish-server", "bulidstatic", "jpaas-ai-content")
        return next((f"mark {mark}" for mark in marks if mark in page.text), None)

    def listing(self, page: ListPage) -> Listing:
        """The unit's rows, of the page or the answer; the next page by the count in the pagination."""
        if "interface" in page.request.state:
            return self._answer(page)
        mark = self.recognises(page) or "asked as jpaas"
        unit = _unit(page)
        state = dict(page.request.state)
        if page.request.page == 1 and "from" not in state:
            state = {"from": page.url, "archives": "\n".join(_archives(page))}
            if more := _way_from_aggregation(page):
                following = ListRequest(more, headers={"Referer": page.url}, family=self.name, state=state)
                return Listing(self.name, (), following, evidence=f"{mark}; next: the list that a.xxgk_more leads to")
            if state["archives"] and (unit is None or _aggregation(page) is not None):
                return self._static(page, state, mark)
        if unit is None:
            return general_listing(page, self.name, mark)
        asked: dict[str, str | int] = {
            "archives": state.get("archives", ""),
            "before": state.get("before", 0),
            "interface": page.resolved(unit.get("url") or unit.get("uniturl") or _INTERFACE) or page.url,
            "query": urlencode(_query(unit)),
            "column": page.url,
            "rows": number(dict(_query(unit)).get("rows")) or _ROWS,
        }
        part = fragment(page, source_of(unit).replace("<script", "<div").replace("</script", "</div"))
        if part.links and rows_of_items(part):
            return self._read(page, part, asked, mark)
        following = _asked(self.name, int(asked["before"]) + 1, asked)
        return Listing(self.name, (), following, evidence=f"{mark}; next: the unit's interface")

    def article_key(self, url: str) -> str | None:
        """The hexadecimal digits of ``/art/2022/art_<digits>.html``."""
        match = _ARTICLE.search(urlsplit(url).path)
        return match[1] if match else None

    def article_pages(self, page: ListPage) -> tuple[str, ...]:  # noqa: ARG002 (its articles have one page)
        """Always a single address."""
        return ()

    def _answer(self, page: ListPage) -> Listing:
        answer = json_answer(page)
        markup = member(answer, "data", "html") or member(answer, "data")
        source = markup if isinstance(markup, str) and markup.strip() else "<p></p>"
        state = dict(page.request.state)
        return self._read(page, fragment(page, source, str(state["column"])), state, "answer of the unit's interface")

    def _read(self, page: ListPage, part: ListPage, state: dict[str, str | int], mark: str) -> Listing:
        pagination = next((node for node in part.root.iter("div") if "pagination" in classes(node)), None)
        size, total, stated = _numbers(pagination)
        if pagination is not None and (holder := pagination.getparent()) is not None:
            part = fragment(page, _without(holder, pagination, part), part.url)
        found = rows_of_items(part)
        before = int(state.get("before", 0))
        here = before + stated if stated else page.request.page
        size = size or int(state["rows"])
        pages = before + max(-(-total // size), 1) if total is not None else None
        following, source = None, "the pagination says that this is the last page"
        if found and (here < pages if pages is not None else len(found) >= size):
            following, source = _asked(self.name, here + 1, state | {"rows": size}), "the unit's interface"
        if not state.get("archives"):
            total = None if before else total
            return Listing(self.name, found, following, here, pages, total, f"{mark}; next: {source}")
        if following is None:
            following, source = self._archive(page, state, here if found else here - 1), "the archive of a year"
        return Listing(self.name, found, following, here, evidence=f"{mark}; next: {source}")

    def _static(self, page: ListPage, state: dict[str, str | int], mark: str) -> Listing:
        """The rows of a page that holds its newest ones itself and leads to the archives of the years before."""
        box = _aggregation(page)
        found = rows_of_items(fragment(page, source_of(box))) if box is not None else ()
        found = found or general_listing(page, self.name, mark).rows
        known = set(str(state["archives"]).split("\n"))
        found = tuple(row for row in found if row.url not in known)
        following = self._archive(page, state, 1 if found else 0)
        return Listing(self.name, found, following, evidence=f"{mark}; next: the archive of a year")

    def _archive(self, page: ListPage, state: dict[str, str | int], before: int) -> ListRequest:
        """The request for the first of the archives that are left. before: the number of the last page before it."""
        archive, _, left = str(state["archives"]).partition("\n")
        later: dict[str, str | int] = {"from": page.url, "archives": left, "before": before}
        headers = {"Referer": str(state.get("column", page.url))}
        return ListRequest(archive, headers=headers, family=self.name, page=before + 1, state=later)


def _unit(page: ListPage) -> _Element | None:
    """The element that stands for the list: of several the one that is named so or holds the pagination."""
    units = [
        node
        for node in page.root.iter("script", "div", "ul", "section")
        if (node.get("parsetype") or "").lower() in _PARSES or node.get("querydata")
    ]
    units = [node for node in units if dict(_query(node)).get("pageType", "column") == "column" and _query(node)]
    paged = [node for node in units if 'class="pagination"' in source_of(node)]
    named = [node for node in units if _LIST_NAME.search(dict(_query(node)).get("tagId", ""))]
    return next(iter(paged or named or units), None)


def _query(unit: _Element) -> list[tuple[str, str]]:
    """The values of ``queryData``, in order; it is written with single quotes, or as JSON."""
    printed = (unit.get("querydata") or "")[:4000]
    text = printed.replace('"', "'")
    return [(match[1], match[2] if match[2] is not None else match[3]) for match in _PAIR.finditer(text)]


def _numbers(pagination: _Element | None) -> tuple[int | None, int | None, int | None]:
    """Rows a page, rows in all and the page's number, as the pagination's attributes state them."""
    if pagination is None:
        return None, None, None
    values = [(pagination.get(name) or "").strip() for name in ("rows", "count", "pageno")]
    rows, count, here = (number(value) for value in values)
    return rows or None, count, here or None


def _without(holder: _Element, pagination: _Element, part: ListPage) -> str:
    """The fragment's HTML without the pagination, whose items are no rows."""
    holder.remove(pagination)
    return source_of(part.root)


def _aggregation(page: ListPage) -> _Element | None:
    """The element with the few rows that an aggregation page holds itself."""
    return next((node for node in page.root.iter("div", "ul") if "xxgk-zcnr" in classes(node)), None)


def _way_from_aggregation(page: ListPage) -> str | None:
    """The real list of an aggregation page; the archives of single years are none."""
    if _aggregation(page) is None:
        return None
    links = (link.url for link in page.links if link.url and "xxgk_more" in classes(link.element))
    return next((url for url in links if not _ARCHIVE.search(url) and url != page.url), None)


def _archives(page: ListPage) -> tuple[str, ...]:
    """The archives of single years below the column, the newest first."""
    folder = (page.resolved("./") or page.url).partition("?")[0]
    years = {
        link.url: match[1]
        for link in page.links
        if link.url and link.url.startswith(folder) and (match := _ARCHIVE.search(link.url))
    }
    return tuple(sorted(years, key=lambda url: years[url], reverse=True)[:_MOST_YEARS])


def _asked(family: str, number: int, state: dict[str, str | int]) -> ListRequest:
    query, number_there = str(state["query"]), number - int(state.get("before", 0))
    if number_there > 1:
        pages = json.dumps({"pageNo": number_there, "pageSize": state["rows"]}, separators=(",", ":"))
        query += "&" + urlencode({"paramJson": pages})
    interface = str(state["interface"])
    url = f"{interface}{'&' if '?' in interface else '?'}{query}"
    headers = {"Referer": str(state["column"]), "X-Requested-With": "XMLHttpRequest"}
    return ListRequest(url, "GET", headers, b"", family, number, state)
