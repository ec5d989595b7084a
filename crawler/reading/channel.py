"""The breadcrumb: where the site itself files the article."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from crawler.reading.survey import EDGE, Survey
from crawler.reading.title_key import key

_LABEL = re.compile(
    r"^[^\w]{0,3}(?:(?:您|你)?(?:现在|当前|目前)?(?:的|所在的?|所处的?)?(?:当前|所在|浏览)?(?:的)?(?:位置|路径)(?:是|为|在)?\s{0,3}[:：]?"
    r"|(?:当前|所在)栏目\s{0,3}[:：]?|导航\s{0,3}[:：])\s{0,3}"
)
_MARK = re.compile(
    r"crumb|bread|position|location|weizhi|(?:^|[\s_-])(?:path|place|wz|dqwz|where|current|local|loc|nav_?path|site_?path|sitenav|mbx)(?:$|[\s_\d-])"
)
_SEPARATOR = re.compile(rf"[>＞»›→≫▶/／\\|｜]|&gt;|--|::|(?<=[\s{EDGE}])[-—·](?=[\s{EDGE}])")
_HINT = re.compile("位置|路径|栏目|导航")
_ARROW = re.compile("[>＞»›→]")
_HOME = re.compile(
    r"^(?:(?:返回|回到|本站|网站|网|官网|.{0,14}网站?|政府)?(?:首页|主页)|home|网站|.{0,16}(?:门户网站|政府网|公安网))$",
    re.IGNORECASE,
)
_LEAF = re.compile(
    r"^(?:正文|内容|详情|详细|详细信息|详细内容|信息内容|内容页|文章内容|文章正文|文章详情|新闻详情|新闻内容|新闻正文|浏览文章|查看|阅读|内容详情|正文页|详情页|浏览|信息详情|文章)$"
)


def channel(page: Survey, title: str | None, title_block: int) -> tuple[list[str], str]:
    """The names of the columns from the broadest to the narrowest, without the home page and the article itself.

    Second value: evidence for a person. An empty list where the page prints no breadcrumb.
    """
    title_key = key(title) if title else ""
    last = (title_block if title_block >= 0 else len(page.blocks)) + 40
    for index in _candidates(page, last):
        if names := _names(_parts(page, index), title_key, page):
            return names, f"breadcrumb: {page.blocks[index].text[:60]}"
    return [], ""


def hinted_channel(page: Survey, box: int, title: str | None) -> list[str]:
    """The names that a box holds which a hint says is the breadcrumb."""
    blocks = page.blocks[page.boxes[box].first : page.boxes[box].last]
    parts = " > ".join(
        _LABEL.sub("", block.parts.lstrip(f"{EDGE} \t\r\n\u00a0\u3000")) for block in blocks if not block.hidden
    )
    return _names(parts, key(title) if title else "", page)


def _candidates(page: Survey, last: int) -> Iterator[int]:
    """The numbers of the blocks before the last that may be the breadcrumb.

    Those with a label come first, then those with links in a box that is named for it or directly inside such a one,
    then those that begin with the home page.
    """
    boxes = page.boxes
    shown = [(index, block) for index, block in enumerate(page.blocks[:last]) if not block.hidden]
    for index, block in shown:
        if _HINT.search(block.text, 0, 16) and _LABEL.match(block.text):
            yield index
    for index, block in shown:
        if block.links:
            own = boxes[block.box]
            around = boxes[max(own.parent, 0)]
            if ((mark := own.mark) and _is_mark(mark)) or ((mark := around.mark) and _is_mark(mark)):
                yield index
    for index, block in shown:
        if "首页" in block.text[:12] and len(block.text) < 80 and _ARROW.search(block.text):
            yield index


@lru_cache(maxsize=1024)
def _is_mark(mark: str) -> bool:
    return _MARK.search(mark) is not None


def _parts(page: Survey, index: int) -> str:
    """The breadcrumb's text: its block, and the blocks beside it where each name is an element of its own."""
    block = page.blocks[index]
    parts = _LABEL.sub("", block.parts.lstrip(f"{EDGE} \t\r\n\u00a0\u3000"))
    pieces = [parts] if parts.strip(f"{EDGE} \t\r\n\u00a0\u3000") else []
    following = index + 1
    outer = page.boxes[block.box].parent
    for _ in range(3):
        if outer > 0 and page.boxes[outer].last - page.boxes[outer].first <= 1:
            outer = page.boxes[outer].parent
    last = min(page.boxes[outer].last if outer >= 0 else following, index + 9)
    while following < last:
        other = page.blocks[following]
        if (
            len(other.text) > 24
            or other.heading
            or not (other.links or _SEPARATOR.match(other.text) or _LEAF.match(other.text))
        ):
            break
        pieces.append(other.parts)
        following += 1
    return " > ".join(pieces)


def _names(parts: str, title_key: str, page: Survey) -> list[str]:
    pieces = [" ".join(piece.replace(EDGE, "").split()).strip(" :：>") for piece in _SEPARATOR.split(parts)]
    names = [piece for piece in pieces if piece]
    if len(names) == 1 and EDGE in parts:
        # links with nothing but spaces between them
        names = [name for piece in parts.split(EDGE) if (name := piece.strip(" \t\r\n\u00a0\u3000"))]
    if not names or (len(names) == 1 and not _HOME.match(names[0]) and len(names[0]) > 12):
        return []
    site = key(page.metas.get("sitename", ""))
    if _HOME.match(names[0]) or key(names[0]) == site or (len(names) > 1 and re.search(r"(?:网|网站|在线)$", names[0])):
        names.pop(0)
    while names and (
        _LEAF.match(names[-1])
        or (
            title_key
            and len(key(names[-1])) >= 4
            and title_key.startswith(key(names[-1])[:12])
            and len(key(names[-1])) > 8
        )
    ):
        names.pop()
    if any(len(name) > 30 for name in names):
        return []
    return names
