"""The pager of a listing page: which link leads on, and what it says about page numbers.

One reading serves links and postbacks: an item's action is a URL (``Link.url``) or the script in its ``href`` or
``onclick``; which of the two counts is the family's business.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from lxml.etree import _Element

from crawler.cms.page import Link, ListPage, classes, folded, parent_of

Kind = Literal["number", "next", "previous", "first", "last", "more", "symbol"]

_ITEM_TAGS = frozenset({"a", "span", "strong", "b", "em", "i", "li", "button", "font", "label", "input"})
_ARROWS = re.compile(r"^[\s\[\]【】<>＜＞«»‹›←→▶◀]+|[\s\[\]【】<>＜＞«»‹›←→▶◀]+$")
_WORDS: dict[str, Kind] = {
    **dict.fromkeys(
        ("下一页", "下页", "下一頁", "下頁", "下一版", "后一页", "后页", "next", "next page", "nextpage"), "next"
    ),
    **dict.fromkeys(("上一页", "上页", "上一頁", "上一版", "前一页", "前页", "prev", "previous", "pre"), "previous"),
    **dict.fromkeys(("首页", "第一页", "首頁", "最前页", "first"), "first"),
    **dict.fromkeys(("尾页", "末页", "最后一页", "最末页", "尾頁", "last"), "last"),
    **dict.fromkeys(("...", "…", "……", "....", "..", "更多页"), "more"),
}
_SYMBOLS = frozenset({">", "›", "＞", "→"})
_NUMBER = re.compile(r"\d{1,6}")
_DISABLED = frozenset(
    {
        "disabled",
        "disable",
        "layui-disabled",
        "layui-laypage-disabled",
        "aspnetdisabled",
        "nolink",
        "no-link",
        "page-disabled",
        "p_no_d",
    }
)
_CURRENT = frozenset(
    {
        "current",
        "cur",
        "active",
        "on",
        "cpb",
        "thisclass",
        "now",
        "selected",
        "pageon",
        "page-on",
        "this",
        "layui-laypage-curr",
        "p_no_d",
        "currentpage",
    }
)
_NEXT_CLASSES = frozenset({"next", "nextpage", "next-page", "page-next", "next_page", "pagenext"})
_NO_ACTION = re.compile(r"(?:javascript\s*:\s*(?:void\s*\(?\s*0?\s*\)?)?\s*;?\s*|#[\w-]*)?", re.IGNORECASE)

_PAGE_OF = re.compile(
    r"(?<![\d./-])第?\s{0,3}(\d{1,6})\s{0,3}页?\s{0,3}[/／]\s{0,3}[共总]?\s{0,3}(\d{1,6})(?![\d./-])\s{0,3}页?"
)
# 共5页 · 总页数：5 · 共96条 5页
_PAGES = re.compile(
    r"[共总]\s{0,3}有?\s{0,3}(\d{1,6})\s{0,3}页|总?页数\s{0,3}[:：]\s{0,3}(\d{1,6})"
    r"|[共总]\s{0,3}\d{1,9}\s{0,3}条(?:记录)?[，,]?\s{0,3}(\d{1,6})\s{0,3}页"
)
_PAGE = re.compile(r"(?<!到)(?<!到 )第\s{0,3}(\d{1,6})\s{0,3}页|当前页?\s{0,3}[:：]\s{0,3}(\d{1,6})")
_TOTAL = re.compile(
    r"(?:[共总]计?有?|找到)\s{0,3}(\d{1,9})\s{0,3}[条篇个项则]|总(?:数|记录数?|条数)\s{0,3}[:：]?\s{0,3}(\d{1,9})"
)

#: A pager has fewer items.
_MOST_ITEMS = 60
_VISITS = re.compile("访问|浏览|点击|访客|您是第|人次|在线")
_VISITS_REACH = 60
# <b>14</b><i>2022-01</i> · <i>1月</i><b>14</b>
_DAY_BOX = re.compile(
    r"\d{1,2}日?[\s/|]{0,3}(?:(?:19|20)\d\d\s?[-/.年]\s?\d{1,2}月?|\d{1,2}月)"
    r"|(?:(?:19|20)\d\d\s?[-/.年]\s?\d{1,2}月?|\d{1,2}月)[\s/|]{0,3}\d{1,2}日?"
)
_DAY_BOX_LENGTH = 16
#: A pager's text is short; a container with more holds other things too.
_TEXT_LIMIT = 300
#: Most steps from one item of a pager up to the container that it shares with the next item.
_REACH = 4
#: Most other links between two items of one pager (跳转, 全部); rows between them mean that they are two blocks.
_MOST_OTHERS = 2


@dataclass(frozen=True, slots=True, eq=False)
class Item:
    """One part of a pager. script: its ``href`` or ``onclick`` as printed; enabled: it can be used."""

    kind: Kind
    text: str
    element: _Element
    link: Link | None
    script: str
    enabled: bool
    current: bool


@dataclass(frozen=True, slots=True)
class Pager:
    """What the page says about the pages of its listing; None and empty where it says nothing.

    next: the usable item that leads on. ended: the page says that it is the last one. open: there is an item 下一页,
    neither usable by itself nor disabled (its script is elsewhere). page, pages, total: stated numbers.
    """

    next: Item | None = None
    ended: bool = False
    open: Item | None = None
    page: int | None = None
    pages: int | None = None
    total: int | None = None
    items: tuple[Item, ...] = ()
    container: _Element | None = None
    text: str = ""


def pager(page: ListPage) -> Pager:
    """The pager of a page. With two of them (above and below the list) the first one that leads on counts."""
    found = [_read(page, block) for block in _blocks(page, _items(page))]
    usable = [one for one in found if one.next] or [one for one in found if one.ended or one.open] or found
    if usable:
        return usable[0]
    return _stated(page)


def _items(page: ListPage) -> list[Item]:
    links = {link.element: link for link in page.links}
    items: list[Item] = []
    for element in page.elements():
        if element.tag not in _ITEM_TAGS or page.is_hidden(element):
            continue
        link = links.get(element)
        text = _button_text(element) if element.tag == "input" else link.text if link else _own_text(element)
        if element.tag == "a" and not text:
            pictures = (image.get("alt") or "" for image in element.iter("img"))
            text = folded(element.get("title") or next(pictures, ""))
        kind = _kind(text) or _kind_by_class(element, link)
        if kind is None or (kind == "number" and link is None and _counts_other_things(page, element)):
            continue
        if items and items[-1].kind == kind and page.depth(items[-1].element) < page.depth(element):
            last = items[-1].element
            # <li class="active"><span>2</span></li>: one item, its innermost element
            if page.common(last, element) is last:
                items.pop()
        items.append(_item(kind, text, element, link))
    return items


def _button_text(element: _Element) -> str:
    """What a button shows: ``<input type="button" value="下一页">``; "" for a field, whose number is where one may go."""
    return folded(element.get("value") or "") if (element.get("type") or "").lower() == "button" else ""


def _counts_other_things(page: ListPage, element: _Element) -> bool:
    """Whether a number tells of visits (今日访问：<span>1024</span>) or is the day in a box of its own."""
    parent = element.getparent()
    text = page.visible_text(parent) if parent is not None else ""
    is_day = len(text) <= _DAY_BOX_LENGTH and _DAY_BOX.fullmatch(text) is not None
    return is_day or _VISITS.search(text[:_VISITS_REACH]) is not None


def _kind_by_class(element: _Element, link: Link | None) -> Kind | None:
    """下一页 as a picture or in other words, known by its mark: ``<a class="next page-numbers">Older posts</a>``."""
    if link is None or link.url is None:
        return None
    names = classes(element)
    if "next" in (element.get("rel") or "").lower().split():
        return "next"
    return "next" if names & _NEXT_CLASSES and any("page" in name for name in names) else None


def _own_text(element: _Element) -> str:
    """The text of an element that holds nothing else or one child, "" for others."""
    if len(element) > 1:
        return ""
    text = folded(element.text or "")
    if len(element) == 1 and element[0].tag != "a" and not text:
        return folded(element[0].text or "") if len(element[0]) == 0 else ""
    return text if len(element) == 0 else ""


def _kind(text: str) -> Kind | None:
    if not text or len(text) > 12:
        return None
    if text in _SYMBOLS:
        return "symbol"
    word = _ARROWS.sub("", text).lower()
    if _NUMBER.fullmatch(word):
        return "number"
    return _WORDS.get(word)


def _item(kind: Kind, text: str, element: _Element, link: Link | None) -> Item:
    names = classes(element)
    parent = element.getparent()
    if parent is not None and parent.tag == "li":
        names |= classes(parent)
    href, onclick = (element.get("href") or "").strip(), (element.get("onclick") or "").strip()
    script = onclick if _NO_ACTION.fullmatch(href) and onclick else href
    disabled = element.get("disabled") is not None or bool(names & _DISABLED)
    acts = (link is not None and link.url is not None) or not _NO_ACTION.fullmatch(script)
    void = element.tag != "a" or not href or (not acts and kind == "number")
    return Item(
        kind,
        text,
        element,
        link,
        script[:4000],
        acts and not disabled,
        kind == "number" and (void or _is_current(names)),
    )


def _is_current(names: set[str]) -> bool:
    return bool(names & _CURRENT)


def _blocks(page: ListPage, items: list[Item]) -> list[list[Item]]:
    """Runs of items that stand close to each other and look like a pager."""
    blocks: list[list[Item]] = []
    paging = {item.element for item in items}
    others = [link.order for link in page.links if link.element not in paging and link.text]
    for item in items:
        if (
            blocks
            and _near(page, blocks[-1][-1].element, item.element)
            and _between(page, others, blocks[-1][-1].element, item.element) <= _most_others(blocks[-1][-1])
            and not _begins_again(blocks[-1], item)
        ):
            blocks[-1].append(item)
        else:
            blocks.append([item])
    return [block for block in blocks if _is_pager(block)]


def _most_others(item: Item) -> int:
    """Most other links behind an item; behind a number that is no link they are rows, and it is a day in its box."""
    return 0 if item.kind == "number" and item.link is None else _MOST_OTHERS


def _begins_again(block: list[Item], item: Item) -> bool:
    """Whether the item opens a second pager (one above a short list, one below): its numbers or words begin again."""
    if len(block) >= _MOST_ITEMS:
        return True
    if item.kind in ("first", "previous"):
        return any(earlier.kind == item.kind for earlier in block)
    if item.kind != "number":
        return False
    numbers = [int(_ARROWS.sub("", earlier.text)) for earlier in block if earlier.kind == "number"]
    return bool(numbers) and int(_ARROWS.sub("", item.text)) <= numbers[-1]


def _between(page: ListPage, orders: list[int], one: _Element, other: _Element) -> int:
    """How many of these (ascending) positions lie between the two elements."""
    return bisect_left(orders, page.order(other)) - bisect_right(orders, page.order(one))


def _near(page: ListPage, one: _Element, other: _Element) -> bool:
    common = page.depth(page.common(one, other))
    if max(page.depth(one), page.depth(other)) - common > _REACH:
        return False
    return page.order(other) - page.order(one) < 40


def _is_pager(block: list[Item]) -> bool:
    kinds = {item.kind for item in block}
    if "next" in kinds or ("previous" in kinds and len(block) > 1):
        return True
    numbers = [int(_ARROWS.sub("", item.text)) for item in block if item.kind == "number"]
    # 31 numbers without a word are a calendar
    consecutive = any(after == before + 1 for before, after in pairwise(numbers))
    return consecutive and len(numbers) <= 22 and any(item.enabled for item in block)


def _read(page: ListPage, block: list[Item]) -> Pager:
    container = page.common(block[0].element, block[-1].element)
    text = _text_around(page, container)
    page_number, pages, total = _numbers(text[:_TEXT_LIMIT])
    marked = [item for item in block if item.current]
    if page_number is None and len(marked) == 1:
        page_number = int(_ARROWS.sub("", marked[0].text))
    here = page_number or page.request.page
    words = [item for item in block if item.kind == "next"]
    following = next((item for item in words if item.enabled), None)
    waiting = None
    ended = bool(pages and page_number and page_number >= pages)
    if following is None and words:
        waiting = next((item for item in words if item.script and not _disabled(item)), None)
        ended = ended or waiting is None
    if following is None and not words:
        following = _by_number(block, here, marked[0] if len(marked) == 1 else None)
        # 1 2 [3]: nothing follows the current number
        ended = ended or (len(marked) == 1 and not any(item.enabled for item in block[block.index(marked[0]) :]))
    if ended:
        following = waiting = None
    return Pager(following, ended, waiting, page_number, pages, total, tuple(block), container, text[:_TEXT_LIMIT])


def _text_around(page: ListPage, container: _Element) -> str:
    """The pager's text; where it states no number of pages, together with what stands beside it."""
    text = page.visible_text(container)
    for _ in range(3):
        parent = container.getparent()
        if parent is None or _PAGES.search(text) or _PAGE_OF.search(text):
            break
        wider = page.visible_text(parent)
        if len(wider) > _TEXT_LIMIT:
            break
        container, text = parent, wider
    return text


def _disabled(item: Item) -> bool:
    names = classes(item.element) | classes(parent_of(item.element))
    return item.element.get("disabled") is not None or bool(names & _DISABLED)


def _by_number(block: list[Item], here: int, current: Item | None) -> Item | None:
    """The item that leads on in a pager without the words 下一页: the number that follows, or ``...`` after this one."""
    if current is not None:
        for item in block[block.index(current) + 1 :]:
            if item.enabled:
                if item.kind in ("more", "symbol") or _ARROWS.sub("", item.text) == str(here + 1):
                    return item
                return None
        return None
    symbol = next((item for item in block if item.kind == "symbol" and item.enabled), None)
    numbered = (item for item in block if item.enabled and _ARROWS.sub("", item.text) == str(here + 1))
    return symbol or next(numbered, None)


def _numbers(text: str) -> tuple[int | None, int | None, int | None]:
    """The numbers a pager states: page, pages, total."""
    page_number = pages = None
    both = _PAGE_OF.search(text)
    if both and int(both[1]) <= int(both[2]):
        page_number, pages = int(both[1]), int(both[2])
    if pages is None and (stated := _PAGES.search(text)):
        pages = int(stated[1] or stated[2] or stated[3])
    if page_number is None and (stated := _PAGE.search(text)):
        page_number = int(stated[1] or stated[2])
    stated = _TOTAL.search(text)
    total = int(stated[1] or stated[2]) if stated else None
    return page_number, pages, total


def _stated(page: ListPage) -> Pager:
    """The numbers on a page without a pager: 共1页, 共0条."""
    for element in page.elements():
        own, behind = element.text or "", element.tail or ""
        if "共" in own + behind and not page.is_hidden(element):
            # <div><a>上一页</a>第3页/共3页</div>: the text behind an element is its container's
            text = page.visible_text(element if "共" in own and len(own) > 8 else parent_of(element))[:_TEXT_LIMIT]
            page_number, pages, total = _numbers(text)
            if pages is not None:
                ended = page_number is not None and page_number >= pages
                return Pager(ended=ended, page=page_number, pages=pages, total=total, container=element, text=text)
    return Pager()
