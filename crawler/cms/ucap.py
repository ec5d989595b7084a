"""UCAP (开普 CMSPRO): static listings counted from 1, or a list that a script fetches as JSON."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import ClassVar
from urllib.parse import urlsplit

from crawler.cms.answers import answered_row, first_text, json_answer, member, number, records, unique, with_query
from crawler.cms.listing import Listing, ListRequest, Row, UnreadableListing
from crawler.cms.page import ListPage
from crawler.cms.pager import Pager, pager
from crawler.cms.rows import rows
from crawler.cms.script_pager import Count, counted_listing, first_match, general_listing
from crawler.reading.reading import Hints

# createPageHTML('page_div',8,1,'list','shtml',146)
_CALL = re.compile(
    r"createPageHTML\w{0,20}\(\s{0,9}[\"'][^\"']{0,100}[\"']\s{0,9},\s{0,9}[\"']?(\d{1,6})[\"']?\s{0,9},"
    r"\s{0,9}[\"']?(\d{1,6})[\"']?\s{0,9},\s{0,9}[\"']([^\"']{1,200})[\"']\s{0,9},\s{0,9}[\"'](\.?\w{1,10})[\"']"
    r"(?:\s{0,9},\s{0,9}[\"']?(\d{1,9}))?"
)
_INTERFACE = re.compile(r"[\"']((?:/common)?/search(?:List)?/[0-9a-f]{32}(?:\?[^\"'\s]{0,500})?)[\"']")
_QUERY = "sort=&_isAgg=true&_isJson=true&_pageSize=20&_template=index&_rangeTimeGte=&_rangeTimeLt=&_channelName=&page=1"
_CHANNEL = re.compile(r"[0-9a-f]{32}")
_MARKS = re.compile(r"UCAPTITLE|UCAPCONTENT|UCAP-CONTENT|kaipuyun\.cn|content=[\"']页面生成时间 ")
_ARTICLE = re.compile(r"/([0-9a-f]{32})\.s?html?$")
# hidden by the style sheet, inside the link: <a …><span class="gjdi">全文</span>标题</a>
_UNSEEN = re.compile(r"<span[^<>]{0,60}class=[\"']gjdi[\"'][^<>]{0,60}>[^<]{0,200}</span>")


class Ucap:
    """Sites of 开普's UCAP CMSPRO (四川, 新疆, 苏州, 镇江, 宿迁, 甘肃 …).

    Recognised by: the six-argument call ``createPageHTML('page_div', pages, current, 'list', 'shtml', rows)``, the tags
    ``UCAPTITLE`` and ``UCAPCONTENT``, the meta ``others`` with 页面生成时间, the meta ``channelId``.

    How its pages follow each other: ``list.shtml`` is page 1, ``list_2.shtml`` page 2; the call counts from 1. Where
    the list is filled by a script, ``GET /common/search/<channelId>?…&_pageSize=20&page=1`` answers JSON with
    ``data.total``, ``rows``, ``page`` and ``results``; ``locationUrl`` in the answer is the address that the next page is
    asked with. Such a page may keep the rows it was generated with inside a comment: they are read, and page 1 is asked
    for again, since the answer may know newer ones. So ``next.page`` is 1 there.

    Odd: pages beyond the last one show another department's list, so the count is believed, not the answer. A hidden
    ``span.gjdi`` stands inside the rows' links. Some sites want a token that a script of the page makes: their interface's
    first answer has no list, and is unreadable. ``PubDate`` is the time at which the page was generated.

    Articles of several pages keep all of them in one file (``div#pagediv0`` …; ``article_document`` shows the hidden ones).

    Key: the 32 hexadecimal digits where the address ends in them (a random number cannot name two articles), else path.
    Evidence: A for the list page and the interface (recorded), B for the static pages.
    """

    name: ClassVar[str] = "ucap"
    hints: ClassVar[Hints] = Hints(title=("ucaptitle",), body=("ucapcontent", "#UCAP-CONTENT", "#zoomcon"))

    def recognises(self, page: ListPage) -> str | None:
        """The call, a tag or meta of its templates."""
        if call := first_match(page, _CALL):
            return f"script {call[0][0]})"
        if mark := _MARKS.search(page.text):
            return f"mark {mark[0]}"
        return "meta channelId" if _channel(page) else None

    def listing(self, page: ListPage) -> Listing:
        """Rows by structure or from the interface; the next page by the call's count or the interface's."""
        if "interface" in page.request.state:
            return self._answer(page)
        if "gjdi" in page.text:
            shown = _UNSEEN.sub("", page.text).encode()
            page = ListPage.of(shown, page.request, "text/html; charset=utf-8", page.retrieved_at)
        mark = self.recognises(page) or "asked as ucap"
        if count := _count(page):
            return counted_listing(page, count, self.name, mark)
        listing = general_listing(page, self.name, mark)
        if listing.next is None and (interface := _interface(page)) and not pager(page).items:
            return self._shell(page, listing, interface, mark)
        return listing

    def article_key(self, url: str) -> str | None:
        """The 32 hexadecimal digits of ``/gat/tzgg/202606/<digits>.shtml``."""
        match = _ARTICLE.search(urlsplit(url).path)
        return match[1] if match else None

    def article_pages(self, page: ListPage) -> tuple[str, ...]:  # noqa: ARG002 (one file holds all pages)
        """Always a single address."""
        return ()

    def _shell(self, page: ListPage, listing: Listing, interface: str, mark: str) -> Listing:
        """A page whose list a script fills: the interface is asked for page 1."""
        found, pages, total = _commented(page)
        headers = {"Referer": page.url, "X-Requested-With": "XMLHttpRequest"}
        following = ListRequest(interface, headers=headers, family=self.name, state={"interface": 1})
        return replace(
            listing,
            rows=listing.rows or found,
            next=following,
            pages=pages,
            total=total,
            evidence=f"{mark}; next: the list's interface",
        )

    def _answer(self, page: ListPage) -> Listing:
        answer = json_answer(page)
        data = member(answer, "data")
        if page.request.page == 1 and not isinstance(member(data, "results"), list):
            message = f"{page.url} answers without a list, as one does that wants a token: {page.text.strip()[:80]!r}"
            raise UnreadableListing(message)
        found = unique([_row(page, record) for record in records(data, "results")])
        here = number(member(data, "page")) or page.request.page
        total, size = number(member(data, "total")), number(member(data, "rows"))
        pages = -(-total // size) if total and size else None
        following = None
        if found and (pages is None or here < pages):
            stated = member(answer, "locationUrl")
            url = page.resolved(stated) if isinstance(stated, str) and _INTERFACE.fullmatch(f'"{stated}"') else None
            url = with_query(url or page.url, page=here + 1)
            following = replace(page.request, url=url, page=here + 1)
        source = "the answer's count" if following else "the answer says that this is the last page"
        evidence = f"answer of the list's interface; next: {source}"
        return Listing(self.name, found, following, here, pages, total, evidence)


def _row(page: ListPage, record: object) -> Row | None:
    if not isinstance(record, dict):
        return None
    printed = record.get("publishedTimeStr") or record.get("publishedTime")
    return answered_row(page, first_text(record, "url"), first_text(record, "title", "subTitle"), printed)


def _count(page: ListPage) -> Count | None:
    """What the page's call says, None where it has none."""
    call = first_match(page, _CALL)
    if call is None:
        return None
    match, element = call
    total = int(match[5]) if match[5] else None
    return Count(int(match[1]), max(int(match[2]), 1), match[3], match[4], 1, element, total)


def _channel(page: ListPage) -> str | None:
    """The channel's identifier in the page's meta."""
    for meta in page.root.iter("meta"):
        if (meta.get("name") or "").lower() == "channelid":
            match = _CHANNEL.fullmatch((meta.get("content") or "").strip())
            return match[0] if match else None
    return None


def _interface(page: ListPage) -> str | None:
    """The address that fills the list: as a script on the page prints it, else that of the meta's channel."""
    if printed := first_match(page, _INTERFACE):
        url = page.resolved(printed[0][1])
        return with_query(url, page=1) if url else None
    channel = _channel(page)
    return page.resolved(f"/common/search/{channel}?{_QUERY}") if channel else None


def _commented(page: ListPage) -> tuple[tuple[Row, ...], int | None, int | None]:
    """Rows, pages and total of the comment that holds the call: the list as the page was generated."""
    call = _CALL.search(page.text)
    start = page.text.rfind("<!--", 0, call.start()) if call else -1
    if call is None or start < 0 or page.text.find("-->", start, call.start()) >= 0:
        return (), None, None
    inside = ListPage.of(
        f"<ul>{page.text[start + 4 : call.start()]}</ul>".encode(),
        page.request,
        "text/html; charset=utf-8",
        page.retrieved_at,
    )
    found = rows(inside, Pager(container=inside.root))
    return found, int(call[1]), int(call[5]) if call[5] else None
