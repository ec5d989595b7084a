"""The article's text: which box holds it, and which of its lines belong to it.

The box is found by how much running text it holds; what surrounds the text inside the box is then taken off by what
each line is, and every line that is taken off is kept with its reason.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from crawler.reading.labels import credits_of
from crawler.reading.lines import byline_of, is_footer, reason_of
from crawler.reading.survey import Block, Survey
from crawler.reading.tables import data_cells
from crawler.reading.timestamps import timestamp
from crawler.reading.title import key

_PARAGRAPHS = frozenset(
    ["p", "h1", "h2", "h3", "h4", "h5", "h6", "li", "dt", "dd", "tr", "pre", "span", "font", "figure", "figcaption"]
)
_SENTENCE = re.compile("[，。！？；,;!?]")
_KNOWN = re.compile(
    r"trs_editor|trs_ueditor|trs_paper|trs_view|custom_unionstyle|ucap-?content|vsb_content|v_news_content|(?:^|\s)(?:js_)?zoom(?:con|$|\s)|"
    r"(?:^|\s)(?:article|art|news|detail|doc|text|main|page|wz)[_-]?(?:content|text|body|con|article|nr|cont)(?:$|[\s_\d-])|articlebody|"
    r"(?:^|\s)(?:content|zhengwen|fontzoom|endtext|artibody|contenttxt|txtcontent|newscontent|ozoom|pages_content|easysitetext|rich_media_content|detailcontent)(?:$|\s)"
)
_FOREIGN = re.compile(
    r"(?:^|\s)(?:right|side|bottom|top)(?:$|\s)|(?:^|[\s_-])(?:comments?|pinglun|bdshare|bshare|share|sharebox|social|related|relate|relative|xgyd|xglj|xgwz|recommend|recom|tuijian|hot|hots|rank|ranking|paihang|sidebar|aside|"
    r"rightbar|footer|foot|copyright|copy|nav|menu|header|crumbs?|breadcrumb|friend|friendlinks?|links|yqlj|banner|ads?|advert\w{0,12}|gg|guanggao|popup|dialog|modal|layer|"
    r"login|search|toolbar|tools?|pager|pages|pagination|prevnext|prenext|preandnext|qrcode|ewm|erweima|tags?|statement|mzsm|shengming|reply|replies|"
    r"download-?app|openapp|app-?download|disclaimer|robot|topnav|weixin|wx)(?:$|[\s_\d-])|footer|copyright|comment|related|recommend|breadcrumb|bshare|bdshare|share[_-]"
)
_LETTER = re.compile("[^\\W\\d_]")
_LITTLE = 60.0  # less running text than a short notice has
_LEAST = 4.0
_CLOSING = frozenset(("editor", "copyright", "related", "navigation"))
_REASONS = (
    (re.compile(r"share|social"), "share"),
    (re.compile(r"relat|xg|recom|tuijian|hot|rank|paihang"), "related"),
    (re.compile(r"copy|statement|disclaimer|mzsm|shengming"), "copyright"),
    (re.compile(r"pag"), "pager"),
    (re.compile(r"ad|gg|guanggao|app"), "advertisement"),
    (re.compile(r"nav|menu|crumb|header|prev|pre|foot|links"), "navigation"),
)


@dataclass(slots=True)
class Body:
    """The article's text.

    lines: numbers of the blocks that are its paragraphs. first, last: the range of blocks that was looked at.
    links_between: how many lines that are links stood between the paragraphs.
    box: number of the box that holds it, -1 if none. removed: the blocks that were taken off, with the reason. foreign: numbers of the boxes
    in it that by their names are no text of it, with the reason. cells: the lines that stand in tables of data.
    """

    lines: list[int] = field(default_factory=list)
    first: int = 0
    last: int = 0
    box: int = -1
    removed: dict[int, str] = field(default_factory=dict)
    evidence: str = ""
    links_between: int = 0
    foreign: dict[int, str] = field(default_factory=dict)
    cells: set[int] = field(default_factory=set)


def body(page: Survey, title_block: int, title: str | None, hinted: int = -1) -> Body:
    """The body of an article page.

    title_block: number of the title's block, -1 if unknown. hinted: number of the box that a hint names, -1 if none.
    """
    weights = _weights(page, title_block)
    box = hinted if hinted >= 0 else _box(page, weights, title_block)
    found = Body(box=box, first=page.boxes[box].first, last=page.boxes[box].last)
    if 0 <= title_block < found.last:
        found.first = max(found.first, title_block + 1)
    if hinted < 0 and sum(weights[found.first : found.last]) < _LEAST:
        found.last = found.first  # headings and buttons, no text
    found.lines, found.removed = _lines(page, found, title)
    if found.lines:
        between = range(found.lines[0], found.lines[-1])
        found.links_between = sum(_is_linked(page.blocks[number]) for number in between if number in found.removed)
    tag, mark = page.boxes[box].tag, page.boxes[box].mark.strip()
    found.evidence = f"<{tag}{' ' + mark if mark else ''}>: {len(found.lines)} paragraphs"
    return found


def _weights(page: Survey, title_block: int) -> list[float]:
    """How much running text each block holds; 0 for links, hidden text, foreign boxes and what stands before the title."""
    weights = [_weight(block) if index > title_block else 0.0 for index, block in enumerate(page.blocks)]
    foreign = _foreign(page, title_block, weights)
    return [0.0 if foreign[block.box] else weight for block, weight in zip(page.blocks, weights, strict=True)]


def _weight(block: Block) -> float:
    plain = len(block.text) - block.links
    if block.hidden or plain < 2 or block.links > plain:
        return 0.0
    if plain >= 12 and _SENTENCE.search(block.text):
        note = plain < 700 and (reason_of(block) or is_footer(block.text))
        return 0.0 if note else float(plain)
    return plain * 0.2


def _foreign(page: Survey, title_block: int, weights: list[float]) -> list[bool]:
    """Which boxes are by their names no part of an article. A box that holds half of the page's text is never one."""
    totals = _totals(page, weights)
    found: list[bool] = []
    for number, box in enumerate(page.boxes):
        foreign = box.parent >= 0 and found[box.parent]
        if (
            not foreign
            and totals[number]
            and (box.tag in ("footer", "nav") or (box.mark and _FOREIGN.search(box.mark) is not None))
        ):
            foreign = (
                not box.first <= title_block < box.last
                and box.tag not in ("html", "body")
                and not _KNOWN.search(box.mark)
                and (totals[0] < _LITTLE or totals[number] < 0.5 * totals[0])
            )
        found.append(foreign)
    return found


def _totals(page: Survey, weights: list[float]) -> list[float]:
    """How much running text each box holds."""
    totals = [0.0] * len(page.boxes)
    for block, weight in zip(page.blocks, weights, strict=True):
        totals[block.box] += weight
    for number in range(len(totals) - 1, 0, -1):
        totals[page.boxes[number].parent] += totals[number]
    return totals


def _box(page: Survey, weights: list[float], title_block: int) -> int:
    """The number of the box that holds the running text."""
    boxes = page.boxes
    totals = _totals(page, weights)
    children: dict[int, list[int]] = {}
    for number in range(1, len(boxes)):
        if totals[number]:
            children.setdefault(boxes[number].parent, []).append(number)
    current = 0
    while inner := children.get(current):
        best = max(inner, key=totals.__getitem__)
        box = boxes[best]
        if box.tag in _PARAGRAPHS and box.last - box.first < 3:
            break
        if totals[best] < 0.8 * totals[current]:
            known = _known_box(page, totals, current)
            if known >= 0:
                best = known
            elif totals[best] < 0.5 * totals[current] or not _stands_apart(page, weights, best, current):
                break
        current = best
    while boxes[current].tag in ("table", "tbody", "thead", "tr"):
        current = boxes[current].parent
    return _widened(page, current, weights, title_block)


def _stands_apart(page: Survey, weights: list[float], inner: int, outer: int) -> bool:
    """Whether all running text of a box outside its inner box is parted from the inner's by lists of links or the like."""
    boxes = page.boxes
    inside = [number for number in range(boxes[inner].first, boxes[inner].last) if weights[number] >= 12]
    if not inside:
        return False
    for numbers in (range(inside[0] - 1, boxes[outer].first - 1, -1), range(inside[-1] + 1, boxes[outer].last)):
        between = 0
        for number in numbers:
            if weights[number] >= 12 and not boxes[inner].first <= number < boxes[inner].last:
                if between < 3:
                    return False
                break
            between += not page.blocks[number].hidden
    return True


def _known_box(page: Survey, totals: list[float], current: int) -> int:
    """The outermost box inside another that has a body's name and holds most of its text, -1 if there is none."""
    for number in range(current + 1, len(page.boxes)):
        box = page.boxes[number]
        if box.first >= page.boxes[current].last and box.parent < current:
            break
        if totals[number] >= 0.5 * totals[current] and _KNOWN.search(box.mark):
            return number
    return -1


def _widened(page: Survey, box: int, weights: list[float], title_block: int) -> int:
    """The box, or one around it whose further lines are paragraphs too and nothing else."""
    boxes = page.boxes
    result = box
    for outer in page.around(box)[1:]:
        around = boxes[outer]
        if (
            around.first <= title_block < around.last
            or around.tag in ("body", "html")
            or around.last - around.first > boxes[result].last - boxes[result].first + 30
        ):
            break
        inner = boxes[result]
        extra = [
            number
            for number in (*range(around.first, inner.first), *range(inner.last, around.last))
            if not page.blocks[number].hidden
        ]
        strange = [
            number
            for number in extra
            if weights[number] == 0 and not reason_of(page.blocks[number]) and not byline_of(page.blocks[number])
        ]
        if strange:
            break
        if any(weights[number] for number in extra) or _KNOWN.search(around.mark):
            result = outer
    return result


def _lines(page: Survey, found: Body, title: str | None) -> tuple[list[int], dict[int, str]]:
    """The numbers of the paragraphs in the range, and what was taken off."""
    blocks = page.blocks
    title_key = key(title) if title else ""
    found.foreign = foreign = _foreign_reasons(page, found)
    reasons: dict[int, str] = {}
    kept: list[int] = []
    for number in range(found.first, found.last):
        block = blocks[number]
        if block.hidden:
            reasons[number] = "hidden"
        elif foreign.get(block.box):
            reasons[number] = foreign[block.box]
        else:
            kept.append(number)
    kept = _without_edges(blocks, kept, reasons, title_key)
    kept = _without_tail(blocks, kept, reasons)
    found.cells = data_cells(page, found.box, kept)
    kept = _without_middle(blocks, kept, reasons, found.cells)
    kept = _without_edges(blocks, kept, reasons, title_key)
    kept = _once(blocks, kept, reasons)
    return kept, reasons


def _foreign_reasons(page: Survey, found: Body) -> dict[int, str]:
    """Boxes inside the body's box that by their names are no text of it, unless they hold most of it."""
    reasons: dict[int, str] = {}
    size = sum(len(page.blocks[number].text) for number in range(found.first, found.last)) or 1
    for number in range(found.box + 1, len(page.boxes)):
        box = page.boxes[number]
        if box.first >= found.last and box.parent < found.box:
            break
        if box.parent in reasons:
            reasons[number] = reasons[box.parent]
        elif box.mark and box.first < box.last and _FOREIGN.search(box.mark) and not _KNOWN.search(box.mark):
            own = sum(len(page.blocks[index].text) for index in range(box.first, box.last))
            if own < size * 0.3:
                reasons[number] = next((reason for pattern, reason in _REASONS if pattern.search(box.mark)), "tool")
    return reasons


def _without_edges(blocks: list[Block], kept: list[int], reasons: dict[int, str], title_key: str) -> list[int]:
    start, end = 0, len(kept)
    for position in range(min(4, end) - 1, -1, -1):
        # the title's copy, and a kicker above it
        above = kept[: position + 1]
        if (
            title_key
            and key(blocks[above[-1]].text) == title_key
            and all(len(blocks[number].text) < 60 and "。" not in blocks[number].text for number in above[:-1])
        ):
            reasons.update(dict.fromkeys(above, "title"))
            start = position + 1
            break
    while start < end:
        reason = _leading_reason(blocks[kept[start]], title_key)
        if reason is None:
            break
        reasons[kept[start]] = reason
        start += 1
    while end > start:
        reason = _trailing_reason(blocks[kept[end - 1]])
        if reason is None:
            break
        reasons[kept[end - 1]] = reason
        end -= 1
    return kept[start:end]


def _leading_reason(block: Block, title_key: str) -> str | None:
    text = block.text
    if title_key and len(text) < 200:
        own = key(text)
        if own == title_key or (block.heading and len(own) >= 4 and own in title_key):
            return "title"
    labelled = byline_of(block)
    if labelled:
        return labelled[0]
    reason = reason_of(block)
    if reason:
        return reason
    if len(text) < 120 and "。" not in text:
        date = timestamp(text)
        if date and (
            len(text) - (date.end - date.start) <= 20
            or any(credit.role in ("time", "source") for credit in credits_of(block))
        ):
            return "byline"
    if block.links and block.links >= len(text) * 0.7 and len(text) < 40:
        return "navigation"
    return None


def _trailing_reason(block: Block) -> str | None:
    labelled = byline_of(block)
    if labelled:
        return labelled[0]
    reason = reason_of(block)
    if reason:
        return reason
    if is_footer(block.text):
        return "navigation"
    if _is_linked(block):
        return "related"
    if not re.search(r"[\w]", block.text):
        return "tool"
    return None


def _without_tail(blocks: list[Block], kept: list[int], reasons: dict[int, str]) -> list[int]:
    """The lines up to the first that closes an article (editor, copyright, related links) with no paragraph behind it."""
    paragraph = max((place for place, number in enumerate(kept) if _is_paragraph(blocks[number])), default=0)
    for place in range(paragraph + 1, len(kept)):
        block = blocks[kept[place]]
        labelled = byline_of(block)
        reason = labelled[0] if labelled else reason_of(block)
        if reason in _CLOSING or (labelled and labelled[0] == "byline" and labelled[1][0].role == "source"):
            for number in kept[place:]:
                own = byline_of(blocks[number])
                reasons[number] = own[0] if own else reason_of(blocks[number]) or "related"
            return kept[:place]
    return kept


def _is_paragraph(block: Block) -> bool:
    """Whether a line is surely text: a sentence that is no link, no credit and no note."""
    return (
        len(block.text) >= 30
        and "。" in block.text
        and block.links < len(block.text) * 0.5
        and not byline_of(block)
        and not reason_of(block)
    )


def _without_middle(blocks: list[Block], kept: list[int], reasons: dict[int, str], cells: set[int]) -> list[int]:
    """Inserted boxes of links to other articles, tools and advertisements between the paragraphs."""
    position = 0
    while position < len(kept):
        number = kept[position]
        block = blocks[number]
        if number in cells:
            position += 1
            continue
        reason = reason_of(block)
        end = position + 1
        if reason in (None, "related") and (reason or _is_linked(block) or len(block.text) < 3):
            linked = int(_is_linked(block))
            while end < len(kept) and (_is_linked(blocks[kept[end]]) or len(blocks[kept[end]].text) < 3):
                linked += _is_linked(blocks[kept[end]])
                end += 1
            # a heading like 新闻链接 may stand over text too
            if linked > 1 or (reason and (linked or block.links)):
                reasons.update(dict.fromkeys(kept[position:end], "related"))
                if position and _heads_links(blocks[kept[position - 1]]):
                    reasons.setdefault(kept[position - 1], "related")
        elif reason:
            reasons[number] = reason
        position = end
    return [number for number in kept if number not in reasons]


def _is_linked(block: Block) -> bool:
    """Whether a line is a link and little else: a bullet, a date."""
    if block.links < 4 or "。" in block.text:
        return False
    return block.links >= len(block.text) * 0.6 or block.links >= len(_LETTER.findall(block.text)) * 0.9


def _heads_links(block: Block) -> bool:
    return len(block.text) <= 10 and block.text.endswith(("：", ":"))


def _once(blocks: list[Block], kept: list[int], reasons: dict[int, str]) -> list[int]:
    """Each line once, where a page holds its text twice (for desktop and for phone)."""
    seen: set[str] = set()
    repeated = []
    for number in kept:
        text = blocks[number].text
        if text in seen:
            repeated.append(number)
        seen.add(text)
    long = [number for number in repeated if len(blocks[number].text) >= 15]
    if not long or len(repeated) < 0.6 * len(seen):
        return kept
    for number in repeated:
        reasons[number] = "duplicate"
    return [number for number in kept if number not in reasons]
