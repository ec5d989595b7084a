"""Ways to further rows of a listing that are no pager: a link 加载更多, a select of the pages, archives by year and month."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import islice
from urllib.parse import urlsplit

from crawler.cms.keys import canonical_url
from crawler.cms.listing import Row
from crawler.cms.page import Link, ListPage, folded, own_host, parent_of
from crawler.cms.pager import Item, Pager
from crawler.cms.rows import is_beside

# says that there is more; 更多 alone may be any block's
_LOADS = re.compile(r"(?:点击|继续)?加载更多(?:新闻|内容|信息)?")
# says so on a button with an address or a number of pages of its own: <button data-url="/yw/more" data-total="4">查看更多
_MORE = re.compile(r"(?:点击)?(?:加载|查看|阅读|浏览)更多(?:新闻|内容|信息)?")
_MORE_LENGTH = 12
_BUTTONS = frozenset({"a", "button", "input", "div", "span", "p", "li"})
_COUNTS = ("data-url", "data-page", "data-total", "data-href")
# 第2页 · 2 · 2/7
_PAGE_OPTION = re.compile(r"第?\s?(\d{1,6})\s?页?(?:\s?/\s?\d{1,6}\s?页?)?")
_MOST_OPTIONS = 2000
_ADDRESS = re.compile(r"[/.?]")
# 2024 · 2024年 · 2024年9月 · 2024-09
_ARCHIVE = re.compile(r"((?:19|20)\d\d)(?:年(?:[度份]|\s?(\d{1,2})\s?月份?)?|[-/.](\d{2}))?")
_CALLED = 60
_NUMBER = re.compile(r"\d{1,9}")


def more_url(page: ListPage) -> str | None:
    """Where the link 加载更多 leads, None where there is none, or where it leads is a script's business or this page."""
    own = canonical_url(page.url)
    for link in page.links:
        if link.url and not link.hidden and _LOADS.fullmatch(link.text) and not is_beside(link.element):
            url = link.url.partition("#")[0]
            if own_host(url, page.url) and canonical_url(url) != own:
                return url
    return None


def select_of_pages(page: ListPage, asked: int) -> tuple[int, int, str | None] | None:
    """The page's number, the number of pages and the next page's URL by ``<select><option value="index_2.html">第2页``.

    asked: the page's number where no option is selected. The URL is None where the options have no addresses.
    """
    for select in page.root.iter("select"):
        options = list(islice(select.iter("option"), _MOST_OPTIONS))
        texts = [folded(option.text or "")[:20] for option in options]
        numbers = [int(match[1]) for text in texts if (match := _PAGE_OPTION.fullmatch(text))]
        # 12 bare numbers may be months, unless choosing one leads there
        named = select.get("onchange") is not None or any("页" in text for text in texts)
        if page.is_hidden(parent_of(select)) or not named or len(numbers) < 2 or numbers != [*range(1, len(texts) + 1)]:
            continue
        chosen = (at for at, option in enumerate(options, 1) if option.get("selected") is not None)
        here = next(chosen, min(asked, len(options)))
        value = (options[here].get("value") or "") if here < len(options) else ""
        url = page.resolved(value) if _ADDRESS.search(value) else None
        return here, len(options), url if url and own_host(url, page.url) else None
    return None


def unfollowed(page: ListPage, reading: Pager, rows: Sequence[Row]) -> str:
    """What the page shows as a way to further rows that is not followed, as printed; "" for none.

    A call is believed where it names the next page: one without a number, and a dead link, stand on last pages too.
    """
    here = reading.page or page.request.page
    if reading.pages is not None and here >= reading.pages:
        return ""
    for item in (reading.next, reading.open):
        if item is not None and _calls_page(item, here + 1):
            return f"{item.text}: {item.script[:_CALLED]}"
    return _more_button(page) or ("" if reading.items else _archive(page, rows))


def _calls_page(item: Item, number: int) -> bool:
    if item.link is not None and item.link.url is not None:
        return False
    return item.kind in ("number", "more") or str(number) in _NUMBER.findall(item.script)


def _more_button(page: ListPage) -> str:
    """The button 加载更多 with what it says of its target."""
    links = {link.element: link for link in page.links if link.url}
    for element in page.elements():
        if element.tag not in _BUTTONS or element in links or page.is_hidden(element):
            continue
        if element.get("disabled") is not None or len(element) > 2:
            continue
        text = (
            folded(element.get("value") or "") if element.tag == "input" else page.visible_text(element, _MORE_LENGTH)
        )
        counts = [value for name in _COUNTS if (value := element.get(name))]
        if _LOADS.fullmatch(text) or (counts and _MORE.fullmatch(text)):
            called = next(iter(counts), None) or element.get("onclick") or ""
            return f"{text}: {called[:_CALLED]}" if called else text
    return ""


def _archive(page: ListPage, rows: Sequence[Row]) -> str:
    """An archive of a time that no row on the page is of: ``2024年9月: /jwyw/2024-09/``."""
    days = [row.date for row in rows if row.date is not None]
    years = {(day.year, None) for day in days} | {(day.year, day.month) for day in days}
    archives = [(link, match) for link in page.links if (match := _ARCHIVE.fullmatch(link.text))]
    for link, match in archives:
        month = match[2] or match[3]
        if len(archives) > 1 and _is_own(page, link) and (int(match[1]), int(month) if month else None) not in years:
            return f"{link.text}: {link.url}"
    return ""


def _is_own(page: ListPage, link: Link) -> bool:
    """Whether the link stands beside the list and leads to a part of it: below its folder, or to its own script."""
    if not link.url or link.hidden or is_beside(link.element) or not own_host(link.url, page.url):
        return False
    own, other = urlsplit(page.url).path, urlsplit(link.url).path
    folder = own.rpartition("/")[0]
    return own == other or (folder != "" and other.startswith(f"{folder}/"))
