"""The general walk: for a site whose content system is not known, or needs nothing of its own."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import islice
from typing import ClassVar
from urllib.parse import urlsplit

from crawler.cms.article_pages import numbered_pages
from crawler.cms.keys import canonical_url, path_key
from crawler.cms.listing import Listing, ListRequest
from crawler.cms.page import ListPage, own_host
from crawler.cms.pager import Item, Pager, pager
from crawler.cms.probes import following as probed_on
from crawler.cms.records import written
from crawler.cms.rows import rows, says_empty
from crawler.cms.ways_on import more_url, select_of_pages, unfollowed
from crawler.reading.reading import Hints

_MORE = re.compile(r"(?:点击)?(?:加载|查看|阅读|浏览)?更多(?:新闻|内容|信息)?")
# Pager({size:25, current:0, prefix:'index',suffix:'htm'}): pages of a static list, 0-based
_PAGER_CALL = re.compile(
    r"Pager\(\s{0,9}\{\s{0,9}size\s{0,9}:\s{0,9}(\d{1,5})\s{0,9},\s{0,9}current\s{0,9}:\s{0,9}(\d{1,5})\s{0,9},"
    r"\s{0,9}prefix\s{0,9}:\s{0,9}['\"]([\w-]{1,60})['\"]\s{0,9},\s{0,9}suffix\s{0,9}:\s{0,9}['\"](\w{1,10})['\"]"
)
# '/shizheng/list_{page}.html'.replace('{page}', …)
_TEMPLATE = re.compile(r"['\"]([^'\"\s{}]{1,200})\{page\}([^'\"\s{}]{0,60})['\"]")
# url: "https://www.example.cn?paged=" + pagenew, a whole page that a script takes the rows out of
_COUNTED = re.compile(
    r"['\"]([^'\"\s]{0,200}[?&](?:paged|page|pageno|pageindex|pagenum|currpage|cur_page|p|pn)=)['\"]\s{0,9}\+",
    re.IGNORECASE,
)
_LIMIT = re.compile(r"(?:pagenew|pageno|page|p)\s{0,9}>=?\s{0,9}(\d{1,6})\b", re.IGNORECASE)
# var totalPage = 7;
_SCRIPT_COUNT = re.compile(
    r"\b(?:totalPages?|pageTotal|pageCount|countPage)['\"]?\s{0,9}[=:]\s{0,9}['\"]?(\d{1,6})\b", re.IGNORECASE
)
# $.get("/api/article/list", … · fetch('/api/news/page' · url: "/api/list"
_ASKS = re.compile(
    r"(?:\.(?:get|post|getJSON|load)|\bfetch|\baxios)\s{0,9}\(\s{0,9}['\"]([^'\"\s]{1,200})['\"]"
    r"|\burl\s{0,9}:\s{0,9}['\"]([^'\"\s]{1,200})['\"]",
    re.IGNORECASE,
)
# where Vue and React put what a script makes of a page
_MOUNTS = frozenset({"app", "root"})
_LAST_NUMBER = re.compile(r"\d{1,9}")
#: Calls of one script that are looked at.
_MOST_CALLS = 50


class Plain:
    """The general walk.

    Recognised by: nothing; it is asked last. Pages follow each other by the link 下一页 (never a disabled one), by the
    number after the current one, or by the template that the pager's script names. Odd: 下一页 exists on last pages
    too, without a target. A page beyond the last one rarely answers 404, so the caller stops on "no new row". A
    newspaper's issue is a listing: its pages follow each other by 下一版, or a script writes its rows (人民公安报); the
    issues of other days are not followed, nor are archives of years and months beside a list: the listing names one.
    Evidence: A for the pagers of recorded DedeCMS, EmpireCMS, PHPCMS and WordPress pages, B for the rest.
    """

    name: ClassVar[str] = "plain"
    hints: ClassVar[Hints] = Hints()

    def recognises(self, page: ListPage) -> str | None:  # noqa: ARG002 (every page is taken)
        """Every page."""
        return "no family's mark"

    def listing(self, page: ListPage) -> Listing:
        """Rows by structure, the next page by the pager's link or by the template in its script."""
        reading = pager(page)
        following, source = next_link(page, reading, self.name)
        if following is None and not reading.ended:
            following, source, reading = _next_by_script(page, reading, self.name)
        if following is None and not reading.ended:
            following, source, reading = _next_beside_pager(page, reading, source, self.name)
        found = rows(page, reading)
        if not found and following is None and (script := written(page)):
            found = rows(script, Pager())
            source = f"{source}; rows: a script writes them" if found else source
        if following is None and found and not reading.ended and (probed := probed_on(page.request)):
            following = replace(request_for(page, probed, self.name, page.request.page), state=page.request.state)
            source = "the form of the page before"
        pages = reading.pages or (pages_by_last(reading, following.url) if following else None)
        if pages is None and reading.ended:
            pages = reading.page or page.request.page
        total = stated_total(page, reading, bool(found))
        shown = ""
        if following is None and found and not reading.ended:
            shown = unfollowed(page, reading, found)
        elif following is None and not found and total is None and page.request.page == 1:
            shown = filled_by_script(page)
        return Listing(
            family=self.name,
            rows=found,
            next=following,
            page=reading.page,
            pages=pages,
            total=total,
            evidence=f"{self.recognises(page)}; next: {source}",
            unfollowed=shown,
        )

    def article_pages(self, page: ListPage) -> tuple[str, ...]:
        """By the numbers of the pager below the text."""
        return numbered_pages(page)

    def article_key(self, url: str) -> str | None:
        """Path and identifying query: no scope of any number in them is proved."""
        return path_key(url)


def next_link(page: ListPage, reading: Pager, family: str) -> tuple[ListRequest | None, str]:
    """The request of the pager's next link, None where it leads nowhere or to this very page."""
    if reading.next is None:
        return None, "the pager says that this is the last page" if reading.ended else "no pager leads on"
    url = reading.next.link.url if reading.next.link else None
    if url is None or canonical_url(url) == canonical_url(page.url):
        return None, "the pager's link leads nowhere"
    return request_for(page, url, family, reading.page), f"link {reading.next.text}"


def request_for(page: ListPage, url: str, family: str, here: int | None) -> ListRequest:
    """A plain GET for the page that follows."""
    return ListRequest(url, headers={"Referer": page.url}, family=family, page=(here or page.request.page) + 1)


def stated_total(page: ListPage, reading: Pager, has_rows: bool) -> int | None:
    """The number of rows that the page states: the pager's, or 0 where it prints 暂无信息 in place of rows.

    An empty list says 0 too where a single page is stated, or where no script on the page could fill it.
    """
    if reading.total is not None or has_rows:
        return reading.total
    if says_empty(page):
        return 0
    alone = reading.pages == 1 or (reading.ended and reading.page == 1) or not _runs_scripts(page)
    return 0 if alone and page.request.page == 1 and has_empty_list(page) else None


def has_empty_list(page: ListPage) -> bool:
    """Whether the page has a list without anything in it."""
    return any(
        not page.is_hidden(element) and not page.visible_text(element) and next(element.iter("a", "img"), None) is None
        for element in page.root.iter("ul", "ol", "table", "dl")
    )


def filled_by_script(page: ListPage) -> str:
    """Whether a script fills the list after the page was sent, in words with the address that it asks; "" where not.

    The place that it fills is there and empty: a list, or the mount of a whole page.
    """
    mounts = (element for element in page.root.iter("div") if element.get("id") in _MOUNTS)
    if not _runs_scripts(page) or not (
        has_empty_list(page) or any(not page.visible_text(element) for element in mounts)
    ):
        return ""
    asked = (
        match[1] or match[2]
        for script in page.root.iter("script")
        for match in islice(_ASKS.finditer(script.text or ""), _MOST_CALLS)
    )
    address = next((one for one in asked if "/" in one and (url := page.resolved(one)) and own_host(url, page.url)), "")
    return f"a script fills its list ({address})" if address else "its list is empty, a script may fill it"


def _runs_scripts(page: ListPage) -> bool:
    """Whether a script could fill an empty list after the page was sent: a file of scripts, or a call."""
    return any(script.get("src") or "(" in (script.text or "") for script in page.root.iter("script"))


def _next_by_script(page: ListPage, reading: Pager, family: str) -> tuple[ListRequest | None, str, Pager]:
    """The next page where the pager is a script's work: a call, a template, or a link 加载更多 for small screens."""
    call = _PAGER_CALL.search(page.text)
    if call:
        size, current = int(call[1]), int(call[2])
        stated = replace(reading, page=current + 1, pages=size)
        if current + 1 >= size:
            return None, "Pager() says that this is the last page", stated
        url = page.resolved(f"{call[3]}_{current + 1}.{call[4]}")
        return (request_for(page, url, family, current + 1) if url else None), "Pager()", stated
    number = (reading.page or page.request.page) + 1
    opened = reading.open is not None or _runs_script(reading.next)
    if opened or (not reading.items and _more_button(page)):
        for template in (_TEMPLATE, _COUNTED):
            if match := template.search(page.text):
                pages = reading.pages or _script_pages(page, reading)
                reading = replace(reading, pages=pages)
                url = page.resolved(match[1] + str(number) + (match[2] if template is _TEMPLATE else ""))
                if url and (pages is None or number <= pages):
                    return request_for(page, url, family, number - 1), "the pager's script", reading
    return None, "no pager leads on", reading


def _next_beside_pager(
    page: ListPage, reading: Pager, source: str, family: str
) -> tuple[ListRequest | None, str, Pager]:
    """The next page where no pager leads on: by a select of the pages, or by the address of a link 加载更多."""
    if selected := select_of_pages(page, reading.page or page.request.page):
        here, pages, url = selected
        reading = replace(reading, page=here, pages=pages, ended=here >= pages)
        return (request_for(page, url, family, here) if url else None), "the select of the pages", reading
    if url := more_url(page):
        return request_for(page, url, family, reading.page), "link 加载更多", reading
    return None, source, reading


def _runs_script(item: Item | None) -> bool:
    """Whether a click on the item runs a script whose target is not in the call: ``javascript:goPage(curPage+1)``."""
    return item is not None and (item.link is None or item.link.url is None)


def _more_button(page: ListPage) -> bool:
    return any(_MORE.fullmatch(link.text) for link in page.links if link.url is None)


def _script_pages(page: ListPage, reading: Pager) -> int | None:
    last = next((item for item in reading.items if item.kind == "last"), None)
    if last is not None and (last.element.get("data-page") or "").isdecimal():
        return int(last.element.get("data-page") or "0")
    if counted := _SCRIPT_COUNT.search(page.text):
        return int(counted[1])
    limit = _LIMIT.search(page.text) if last is None else None
    return int(limit[1]) if limit else None


def pages_by_last(reading: Pager, next_url: str) -> int | None:
    """The number of pages by the number in the link 尾页, counted as the link 下一页 counts (from 1, or from 0)."""
    last: Item | None = next((item for item in reading.items if item.kind == "last" and item.link), None)
    here = reading.page
    if last is None or last.link is None or last.link.url is None or here is None:
        numbers = [int(item.text) for item in reading.items if item.kind == "number" and item.text.isdecimal()]
        more = any(item.kind == "more" for item in reading.items)
        return max(numbers) if numbers and not more and last is None else None
    one, other = urlsplit(next_url), urlsplit(last.link.url)
    ahead = _differing_numbers(f"{one.path}?{one.query}", f"{other.path}?{other.query}")
    if ahead is None:
        return here + 1 if next_url == last.link.url else None
    following, end = ahead
    if end < following:
        return None
    return end if following == here + 1 else end + 1 if following == here else None


def _differing_numbers(one: str, other: str) -> tuple[int, int] | None:
    ours, theirs = _LAST_NUMBER.findall(one), _LAST_NUMBER.findall(other)
    if _LAST_NUMBER.sub("#", one) != _LAST_NUMBER.sub("#", other):
        return None
    pairs = [(int(a), int(b)) for a, b in zip(ours, theirs, strict=True) if a != b]
    return pairs[0] if len(pairs) == 1 else None
