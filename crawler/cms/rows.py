"""The rows of a listing page, told from its navigation by structure.

Links whose containers form the same chain are one cluster; a cluster falls into blocks where headings part it. A block
of rows has dates beside its links, article-like URLs and whole titles, and stands near the pager; navigation, sidebars
and 热点 boxes do not.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from math import log2
from urllib.parse import parse_qsl, urlsplit

from lxml.etree import _Element

from crawler.cms.listing import Row
from crawler.cms.page import Link, ListPage, classes, folded, own_host, parent_of
from crawler.cms.pager import Pager
from crawler.cms.row import in_their_years, is_pinned, row_date, row_title

_GENERIC = re.compile(
    r"[\[【(（<《]?(?:查看|阅读|浏览|点击)?(?:更多|详细|详情|详细内容|全文|原文|阅读|查看|more|read more|加载更多|查看更多)"
    r"[.…>＞»+]{0,4}[\]】)）>》]?"
    r"|[上下]一[版期]|第\s?\d{1,3}\s?版(?:[：:\s].{0,20})?",  # pages of a newspaper: 第02版：要闻
    re.IGNORECASE,
)
# words in the class, the id or the tag of a container that holds no rows
_NAVIGATION = frozenset(
    {"nav", "navbar", "navigation", "menu", "submenu", "mainmenu", "topmenu", "header", "footer", "foot", "breadcrumb"}
    | {"breadcrumbs", "crumb", "crumbs", "friendlink", "friendlinks", "copyright", "toolbar"}
)
# the same, where they are the last word: search_main holds the rows of a search
_NAVIGATION_ENDS = frozenset({"search", "share", "login", "links", "tabs", "position"})
_ASIDE = frozenset(
    {"sidebar", "aside", "hot", "rank", "ranking", "related", "recommend", "tuijian", "remen", "paihang", "focus"}
    | {"slider", "swiper", "slide", "carousel"}
)
_ASIDE_HEADING = re.compile(
    r"热点|热门|排行|推荐|相关|点击|最新更新|最新文章|友情链接|猜你喜欢|图片新闻|快速通道|专题专栏"
)
_EMPTY = re.compile(
    r"(?:对不起|抱歉)?[，,]?(?:暂时?没有|暂无|没有|未|无)(?:找到|查到)?(?:任何)?(?:相关|符合条件)?的?"
    r"(?:信息|数据|内容|记录|文章|新闻|资料)[!！。.]?|共\s?0\s?[条篇个项](?:记录|信息|数据)?"
)
_NAME_PARTS = re.compile(r"[a-z]+")
_LIST_TAGS = frozenset({"ul", "ol", "dl", "table"})
_ROW_TAGS = frozenset({"li", "tr", "dl", "dd", "article"})
_CATEGORY_LENGTH = 10
#: A single row's container with more text is the layout's, not the row's.
_LONGEST_ROW = 400
#: A row has fewer pieces of text.
_MOST_PIECES = 60
_DIGIT_RUN = re.compile(r"\d+")


@dataclass(slots=True)
class _Block:
    """Links that may be the rows of the listing: the first link of each URL, with what belongs to it."""

    links: list[Link]
    holder: _Element
    rows: list[Row]
    dated: float
    score: float = 0.0


def rows(page: ListPage, pager: Pager) -> tuple[Row, ...]:
    """The rows in page order, each URL once; empty where the page has no block that reads like a listing."""
    if empty_list_beside(page, pager):
        return ()
    blocks = [_block(page, links) for links in _clusters(page, pager)]
    if not blocks:
        return ()
    near = _nearness(page, pager, blocks)
    for block, affinity in zip(blocks, near, strict=True):
        block.score = _score(page, block, affinity)
    accepted = [block for block in blocks if block.score > 0]
    if not accepted:
        return ()
    best = max(accepted, key=lambda block: block.score)
    if _is_aside(page, best) and says_empty(page):
        return ()
    found = _with_siblings(page, best, blocks)
    return in_their_years(_without_strangers(page, found))


def empty_list_beside(page: ListPage, pager: Pager) -> bool:
    """Whether a pager of one page follows a list without anything in it: what else is on the page is none of the list."""
    element = pager.container
    if element is None or not pager.ended or (pager.page or 1) > 1:
        return False
    for _ in range(3):
        previous = element.getprevious()
        if previous is not None:
            empty = not page.visible_text(previous) and next(previous.iter("a", "img"), None) is None
            return previous.tag in _LIST_TAGS and empty and not page.is_hidden(previous)
        parent = element.getparent()
        if parent is None or parent.tag == "body":
            return False
        element = parent
    return False


def _clusters(page: ListPage, pager: Pager) -> Iterator[list[Link]]:
    paging = {item.element for item in pager.items}
    labels = _category_labels(page)
    by_path: dict[int, list[Link]] = {}
    for link in page.links:
        if link.hidden or link.url is None or link.element in paging or _GENERIC.fullmatch(link.text):
            continue
        if (link.url, link.text) in labels or _in_brackets(link):
            continue
        by_path.setdefault(link.path, []).append(link)
    for cluster in by_path.values():
        yield from _parted(page, cluster)


def _category_labels(page: ListPage) -> set[tuple[str, str]]:
    """Short links that many rows carry alike: the channel's name before each title, the author after it."""
    seen = Counter((link.url, link.text) for link in page.links if link.url and 0 < len(link.text) <= _CATEGORY_LENGTH)
    return {key for key, count in seen.items() if count >= 3}


def _in_brackets(link: Link) -> bool:
    """Whether the link is a label in brackets before a title: ``[<a>禁毒之窗</a>] <a>…</a>``."""
    if len(link.text) > _CATEGORY_LENGTH:
        return False
    previous = link.element.getprevious()
    before = (previous.tail if previous is not None else parent_of(link.element).text) or ""
    after = link.element.tail or ""
    if before.rstrip()[-1:] in ("[", "【") and after.lstrip()[:1] in ("]", "】"):
        return True
    return link.text[:1] in "[【" and link.text[-1:] in "]】" and link.element.getnext() is not None


def _parted(page: ListPage, cluster: list[Link]) -> Iterator[list[Link]]:
    """The cluster's blocks: it is parted where one of its containers begins with a heading of its own."""
    waiting = [cluster]
    while waiting:
        links = waiting.pop()
        if len({link.url for link in links}) < 2:
            yield links
            continue
        holder = page.common(links[0].element, links[-1].element)
        groups: list[list[Link]] = []
        previous: _Element | None = None
        parted = False
        for link in links:
            child = page.child_towards(holder, link.element)
            if child is previous and groups:
                groups[-1].append(link)
                continue
            groups.append([link])
            previous = child
        for group in groups:
            if len({link.url for link in group}) > 1 and len(groups) > 1:
                child = page.child_towards(holder, group[0].element)
                parted = parted or _has_heading(page, child, group)
        if parted:
            waiting.extend(reversed(groups))
        else:
            yield links


def _has_heading(page: ListPage, container: _Element, links: list[Link]) -> bool:
    """Whether text of its own stands in the container before its first row."""
    first = links[0].element
    second = next((link.element for link in links if link.url != links[0].url), first)
    record = page.child_towards(page.common(first, second), first)
    if record is container:
        return False
    for text, holder in page.pieces(container):
        if page.order(holder) >= page.order(record):
            return False
        if text.strip(" \t\r\n\u3000\xa0·|>"):
            return True
    return False


def _block(page: ListPage, links: list[Link]) -> _Block:
    unique: dict[str, Link] = {}
    for link in links:
        assert link.url is not None
        kept = unique.get(link.url)
        if kept is None or (not kept.text and link.text):
            unique[link.url] = link
    firsts = sorted(unique.values(), key=lambda link: link.order)
    holder = page.common(firsts[0].element, firsts[-1].element)
    if len(firsts) == 1:
        record = _record(page, firsts[0], None, None)
        holder = record if record.getparent() is None else parent_of(record)
    found: list[Row] = []
    kept_links: list[Link] = []
    dated = 0
    for index, link in enumerate(firsts):
        assert link.url is not None
        title = row_title(page, link.element)
        if not title:
            continue
        before = firsts[index - 1] if index else None
        after = firsts[index + 1] if index + 1 < len(firsts) else None
        record = _record(page, link, before, after)
        day, printed, yearless = row_date(page, _pieces(page, record, link, after), link.url)
        dated += printed
        pinned = is_pinned(page, record, link.element)
        found.append(Row(link.url, title, day, pinned, not own_host(link.url, page.url), yearless))
        kept_links.append(link)
    return _Block(kept_links, holder, found, dated / len(found) if found else 0.0)


def _record(page: ListPage, link: Link, before: Link | None, after: Link | None) -> _Element:
    """The largest container that holds this row and no other."""
    if before is None and after is None:
        row = next((one for one in islice(link.element.iterancestors(), 8) if one.tag in _ROW_TAGS), None)
        if row is not None and (row.tag == "article" or len(page.visible_text(row, _LONGEST_ROW)) <= _LONGEST_ROW):
            return row
        element = link.element
        for _ in range(4):
            parent = element.getparent()
            if (
                parent is None
                or parent.tag == "body"
                or len(page.visible_text(parent, 200)) > min(len(link.text), 120) + 60
            ):
                break
            element = parent
        return element
    shared = max(
        (page.common(link.element, other.element) for other in (before, after) if other is not None), key=page.depth
    )
    return page.child_towards(shared, link.element) if shared is not link.element else link.element


def _pieces(page: ListPage, record: _Element, link: Link, after: Link | None) -> Iterator[str]:
    """The texts of a row: those of its container, then those that follow it up to the next row."""
    for text, holder in islice(page.pieces(record), _MOST_PIECES):
        if holder is not link.element:
            yield text
    for clock in record.iter("time"):
        yield clock.get("datetime") or ""
    if record.tail:
        yield record.tail
    limit = page.order(after.element) if after else None
    sibling = record.getnext()
    for _ in range(0 if record.tag in _ROW_TAGS and after is None else 5):
        if sibling is None or (limit is not None and _holds(page, sibling, limit)):
            return
        if limit is None and next(sibling.iter("a", "input"), None) is not None:
            return
        if not page.is_hidden(sibling):
            for text, _ in islice(page.pieces(sibling), _MOST_PIECES):
                yield text
        if sibling.tail:
            yield sibling.tail
        sibling = sibling.getnext()


def _holds(page: ListPage, element: _Element, order: int) -> bool:
    following = element.getnext()
    return page.order(element) >= order or following is None or page.order(following) > order


def _nearness(page: ListPage, pager: Pager, blocks: list[_Block]) -> list[bool]:
    """For each block, whether it is among those that share the innermost container with the pager."""
    if pager.container is None:
        return [False] * len(blocks)
    depths = [
        page.depth(page.common(block.holder, pager.container))
        if block.rows and not is_beside(block.holder) and not _below_aside_heading(page, block)
        else -1
        for block in blocks
    ]
    deepest = max(depths, default=-1)
    return [depth == deepest and depth >= 0 for depth in depths]


def _score(page: ListPage, block: _Block, near: bool) -> float:
    """How much the block reads like the listing; 0 where it does not."""
    count = len(block.rows)
    if not count:
        return 0.0
    length = sum(min(len(row.title), 20) for row in block.rows) / count
    article = sum(_is_article(row.url, page.url) for row in block.rows) / count
    navigation = _in(block.holder, _NAVIGATION, _NAVIGATION_ENDS)
    aside = _is_aside(page, block)
    if block.dated >= 0.5:
        acceptable = not (count < 3 and navigation)
    else:
        acceptable = (
            article >= 0.6 and not navigation and not aside and length >= (5 if near else 8) and (near or count >= 3)
        )
    if not acceptable:
        return 0.0
    score = (
        4 * block.dated + 2 * article + length / 10 + min(log2(1 + count), 5) + 4 * near - 4 * navigation - 3 * aside
    )
    return max(score, 0.1)


def _is_article(url: str, page_url: str) -> bool:
    """Whether the URL can be an article's: it has a number or a hash, and is not the listing's own with other values."""
    parts, own = urlsplit(url), urlsplit(page_url)
    names = sorted(name.lower() for name, _ in parse_qsl(parts.query))
    if parts.path.lower() == own.path.lower() and names == sorted(name.lower() for name, _ in parse_qsl(own.query)):
        return False
    if parts.path.endswith("/") and not names:
        return False
    return bool(_DIGIT_RUN.search(parts.path.rpartition("/")[2] + parts.query)) or bool(_DIGIT_RUN.search(parts.path))


def is_beside(element: _Element) -> bool:
    """Whether the element stands in navigation, a footer, a search box, or a box 热点, 推荐 beside the listing."""
    return _in(element, _NAVIGATION, _NAVIGATION_ENDS) or _in(element, _ASIDE)


def _in(element: _Element | None, words: frozenset[str], ends: frozenset[str] = frozenset()) -> bool:
    """Whether the element is or stands in a container whose tag, class or id has one of the words (or ends in one)."""
    for _ in range(40):
        if element is None or element.tag in ("body", "form", "html"):
            return False
        for name in (str(element.tag), *classes(element), (element.get("id") or "").lower()):
            parts = _NAME_PARTS.findall(name)
            if parts and (parts[-1] in ends or not words.isdisjoint(parts)):
                return True
        element = element.getparent()
    return False


def _is_aside(page: ListPage, block: _Block) -> bool:
    return _in(block.holder, _ASIDE) or _below_aside_heading(page, block)


def says_empty(page: ListPage) -> bool:
    """Whether the page prints 暂无信息 or the like in the place of rows."""
    for element in page.elements():
        own = folded(element.text or "")
        if 3 <= len(own) <= 20 and _EMPTY.fullmatch(own) and not page.is_hidden(element) and not is_beside(element):
            return True
    return False


def _below_aside_heading(page: ListPage, block: _Block) -> bool:
    """Whether the text right above the block calls it 热点, 推荐 or the like."""
    element = block.holder
    for _ in range(3):
        previous = element.getprevious()
        if previous is not None:
            text = page.visible_text(previous) if not page.is_hidden(previous) else ""
            if text:
                return len(text) <= 16 and _ASIDE_HEADING.search(text) is not None
        parent = element.getparent()
        if parent is None or parent.tag == "body":
            return False
        element = parent
    return False


def _with_siblings(page: ListPage, best: _Block, blocks: list[_Block]) -> list[tuple[Link, Row]]:
    """The block's rows, and those of another shape that stand among them (a pinned row, one with a bold title)."""
    holder, depth = best.holder, page.depth(best.holder)
    found = list(zip(best.links, best.rows, strict=True))
    if len(best.links) < 2:
        return found
    children = {page.child_towards(holder, link.element) for link in best.links}
    tags = {child.tag for child in children}
    known = {row.url for row in best.rows}
    for block in blocks:
        if block is best:
            continue
        for link, row in zip(block.links, block.rows, strict=True):
            if page.depth(link.element) <= depth or page.common(holder, link.element) is not holder:
                continue
            child = page.child_towards(holder, link.element)
            if child in children or child.tag not in tags or row.url in known:
                continue
            if row.date is not None or best.dated < 0.5 or row.pinned:
                found.append((link, row))
                known.add(row.url)
                children.add(child)
    return sorted(found, key=lambda entry: entry[0].order)


def _without_strangers(page: ListPage, found: list[tuple[Link, Row]]) -> tuple[Row, ...]:
    """The rows without the boxes between them that lead to the listing's own script (相关图片, 相关视频)."""
    listed = [row for _, row in found]
    own = [row for row in listed if _same_script(row.url, page.url)]
    return tuple(row for row in listed if row not in own or len(own) > len(listed) / 2)


def _same_script(url: str, page_url: str) -> bool:
    parts, own = urlsplit(url), urlsplit(page_url)
    return parts.netloc == own.netloc and parts.path == own.path
