"""Which lines of the body's box are the article: what surrounds the text is taken off by what each line is.

Every line that is taken off is kept with its reason. No word list cuts inside a paragraph here.
"""

from __future__ import annotations

import re
from collections.abc import Container
from dataclasses import dataclass, field

from crawler.reading.labels import credits_of
from crawler.reading.lines import ADDRESS, byline_of, is_footer, reason_of
from crawler.reading.marks import is_foreign
from crawler.reading.survey import EDGE, Block, Survey
from crawler.reading.tables import CONTINUATIONS, Cell, data_cells
from crawler.reading.timestamps import ANY_TIME, timestamp
from crawler.reading.title_key import key, may_begin, says

_SENTENCE = re.compile("[。！？；，]")
_LONG_TITLE = 12
_CLAUSE = re.compile("[，。：:；]")
_AGO = re.compile(r"(?:秒钟?|分钟|小时|天)\s?[之以]?前")
_INVITATION = re.compile("欢迎|敬请|了解更多|更多详情|关注我们|请关注|报名|订阅|下载")
_LONGEST_APPENDIX = 3
_FEW = 2
_FEW_CHARACTERS = 1
_MOST_BESIDE_DATE = 20
_LONGEST_NAME = 20
_LONGEST_LINKS_HEADING = 10
_ANNOUNCEMENT = re.compile("以下|如下|下列")
_MOST_TAGS = 20
_LONGEST_TAG = 10
_SHORTEST_LINK = 4
_SHORTEST_LINE = 3
_SHORTEST_SUMMARY = 20
_SUMMARISED = 8
_LETTER = re.compile("[^\\W\\d_]")
_WORD = re.compile(r"\w")
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
class Trimmed:
    """The lines of a box that are the article.

    lines: numbers of the blocks that are its paragraphs. removed: those that were taken off, with the reason,
    None behind the line that closes the article, where each line's own tells, or it is of related ones.
    foreign: numbers of the boxes in it that by their names are no text of it, with the reason. cells: the lines that
    stand in tables of data. links_between: how many lines that are links stood between the paragraphs.
    """

    lines: list[int] = field(default_factory=list)
    removed: dict[int, str | None] = field(default_factory=dict)
    foreign: dict[int, str] = field(default_factory=dict)
    cells: dict[int, Cell] = field(default_factory=dict)
    links_between: int = 0


def trimmed(page: Survey, box: int, inside: range, title: str | None, others: Container[int]) -> Trimmed:
    """The article's lines among the blocks of a range inside a box.

    title: the article's, whose copies are taken off. others: numbers of the blocks that are of other articles.
    """
    blocks = page.blocks
    title_key = key(title) if title else ""
    foreign = _foreign_reasons(page, box, inside)
    found = Trimmed(foreign=foreign)
    reasons = found.removed
    kept: list[int] = []
    for number in inside:
        block = blocks[number]
        if block.hidden:
            reasons[number] = "hidden"
        elif block.box in foreign:
            reasons[number] = foreign[block.box]
        elif number in others:
            reasons[number] = "related"
        else:
            kept.append(number)
    found.cells = data_cells(page, box, kept)
    first = kept[:1]
    kept = _without_edges(blocks, kept, reasons, title_key, found.cells)
    before = len(kept)
    kept = _without_tail(blocks, kept, reasons)
    kept = _without_appendix(page, kept, reasons)
    kept = _without_middle(page, kept, reasons, found.cells)
    if len(kept) != before or kept[:1] != first:
        kept = _without_edges(blocks, kept, reasons, title_key, found.cells)
    kept = _without_summary(page, kept, reasons)
    found.lines = _once(blocks, kept, reasons)
    if kept:
        between = (number for number in reasons if kept[0] < number < kept[-1])
        found.links_between = sum(is_linked(blocks[number]) for number in between)
    return found


def _foreign_reasons(page: Survey, outer: int, inside: range) -> dict[int, str]:
    """Boxes inside the body's box that by their names are no text of it, unless they hold most of it."""
    reasons: dict[int, str] = {}
    size = 0
    for number, box in enumerate(page.boxes[outer + 1 :], outer + 1):
        if box.first >= inside.stop and box.parent < outer:
            break
        if box.parent in reasons:
            reasons[number] = reasons[box.parent]
        elif box.first < box.last and (mark := box.mark) and is_foreign(mark):
            size = size or sum(len(page.blocks[index].text) for index in inside)
            own = sum(len(page.blocks[index].text) for index in range(box.first, box.last))
            if own < size * 0.3:
                reasons[number] = next((reason for pattern, reason in _REASONS if pattern.search(mark)), "tool")
    return reasons


def _without_edges(
    blocks: list[Block], kept: list[int], reasons: dict[int, str | None], title_key: str, cells: dict[int, Cell]
) -> list[int]:
    start, end = 0, len(kept)
    together = ""
    for position, number in enumerate(kept[:4] if title_key else ()):
        # the title's copy, and a kicker above it; or the title, broken into several lines
        text = blocks[number].text
        together += text
        if says(text, title_key) or (len(together) <= 2 * len(title_key) and says(together, title_key)):
            start = position + 1
        if len(text) >= 60 or "。" in text:
            break
    if start:
        reasons.update(dict.fromkeys(kept[:start], "title"))
    while start < end:
        block = blocks[kept[start]]
        reason = _leading_reason(block, title_key)
        if reason is None and start == 0 and end > 1 and _is_name_alone(block) and _is_byline(blocks[kept[1]]):
            reason = "byline"  # an account's name above 2小时前
        if reason is None:
            break
        reasons[kept[start]] = reason
        start += 1
    while end > start and kept[end - 1] not in cells:
        reason = _trailing_reason(blocks[kept[end - 1]])
        if reason is None:
            break
        reasons[kept[end - 1]] = reason
        end -= 1
    return kept[start:end]


def _is_name_alone(block: Block) -> bool:
    return len(block.text) <= _LONGEST_NAME and not _SENTENCE.search(block.text)


def _is_byline(block: Block) -> bool:
    """Whether a line is labelled values, or says how long ago it was posted and little else."""
    if byline_of(block):
        return True
    date = timestamp(block.text, ANY_TIME)
    return date is not None and _AGO.search(block.text) is not None and date.beside(block.text) <= _MOST_BESIDE_DATE


def leading_credits(blocks: list[Block], lines: list[int]) -> dict[int, str]:
    """The lines at a text's beginning that are nothing but credits, each with its reason."""
    found: dict[int, str] = {}
    for number in lines:
        labelled = byline_of(blocks[number])
        if not labelled:
            break
        found[number] = labelled[0]
    return found


def _leading_reason(block: Block, title_key: str) -> str | None:
    text = block.text
    if title_key and len(text) < 200 and (block.heading or may_begin(text, title_key)):
        own = key(text)
        if own == title_key or (block.heading and len(own) >= 4 and own in title_key):
            return "title"
        # a notice's full heading: the title, then what it is about (江苏省…工程（项目名称）…施工)
        if len(title_key) >= _LONG_TITLE and own.startswith(title_key) and not _SENTENCE.search(text):
            return "title"
    labelled = byline_of(block)
    if labelled:
        return labelled[0]
    reason = reason_of(block)
    if reason:
        return reason
    if len(text) < 120 and "。" not in text:
        if ("www." in text or "http" in text) and (moment := timestamp(text)) and moment.precision != "day":
            text = ADDRESS.sub("", text)  # 青泽在线 www.qingze.example 2022-01-14 08:30
        date = timestamp(text, ANY_TIME)
        if date and _CLAUSE.search(text, date.end):
            date = None
        # 2小时前 and 07-22 09:35 are a byline, 1月19日深夜 is a heading
        if date and not _AGO.search(text) and (date.precision == "day" or date.beside(text) > _FEW_CHARACTERS):
            date = timestamp(text)
        if date and (
            date.beside(text) <= _MOST_BESIDE_DATE
            or any(credit.role in ("time", "source") for credit in credits_of(block))
        ):
            return "byline"
    if block.links and not block.heading and block.links >= len(text) * 0.7 and len(text) < 40:
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
    if is_linked(block):
        return "related"
    if block.links and _is_tags(block):
        return "related"
    if not _WORD.search(block.text):
        return "tool"
    return None


def _is_tags(block: Block) -> bool:
    """Whether a line is keywords, each in an element of its own: 广州地铁 开学 早高峰."""
    if EDGE not in block.parts or len(block.text) > _MOST_TAGS * _LONGEST_TAG:
        return False
    tags = [piece.lstrip("#") for piece in map(str.strip, block.parts.split(EDGE)) if piece]
    return (
        1 < len(tags) <= _MOST_TAGS
        and block.parts.count(EDGE) >= 2 * len(tags)
        and all(1 < len(tag) <= _LONGEST_TAG and tag.isalnum() for tag in tags)
    )


def _without_tail(blocks: list[Block], kept: list[int], reasons: dict[int, str | None]) -> list[int]:
    """The lines up to the first that closes an article (editor, copyright, related links) with no paragraph behind it."""
    others = _others_place(blocks, kept)
    places = range(min(others, len(kept) - 1), 0, -1)
    paragraph = next((place for place in places if _is_paragraph(blocks[kept[place]])), 0)
    for place in range(paragraph + 1, len(kept)):
        block = blocks[kept[place]]
        labelled = byline_of(block)
        reason = labelled[0] if labelled else reason_of(block)
        if reason == "related" and block.links and not any(blocks[number].links for number in kept[place + 1 :]):
            # 相关阅读 with its link, above the notice's signature
            reasons[kept[place]] = reason
            continue
        if reason in _CLOSING or (labelled and labelled[0] == "byline" and labelled[1][0].role == "source"):
            reasons.update(dict.fromkeys(kept[place:]))
            return [number for number in kept[:place] if number not in reasons]
    return [number for number in kept if number not in reasons]


def _others_place(blocks: list[Block], kept: list[int]) -> int:
    """The place of a heading like 相关文章 behind which every line is a link with or without its first sentences."""
    for place in range(len(kept) - 1, 0, -1):
        block = blocks[kept[place]]
        if reason_of(block) == "related" and not block.links and len(kept) - place > _FEW:
            return place
        if block.links < 4 or _LETTER.search(block.parts.partition(EDGE)[0]):
            break
    return len(kept)


def _without_appendix(page: Survey, kept: list[int], reasons: dict[int, str | None]) -> list[int]:
    """The lines up to the last ``<hr>``, where it parts the text from a few lines that invite the reader elsewhere."""
    if len(kept) <= _LONGEST_APPENDIX:
        return kept
    if not any(_INVITATION.search(page.blocks[number].text) for number in kept[-_LONGEST_APPENDIX:]):
        return kept
    rule = next((box.first for box in reversed(page.boxes) if box.tag == "hr"), len(page.blocks))
    behind = [number for number in kept if number >= rule]
    if 0 < len(behind) <= _LONGEST_APPENDIX and any(_INVITATION.search(page.blocks[number].text) for number in behind):
        reasons.update(dict.fromkeys(behind, "advertisement"))
        return kept[: -len(behind)]
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


def _without_middle(page: Survey, kept: list[int], reasons: dict[int, str | None], cells: dict[int, Cell]) -> list[int]:
    """The lines without inserted boxes of links to other articles, tools and advertisements between the paragraphs."""
    blocks = page.blocks
    lines = [blocks[number] for number in kept]
    if not any(line.links >= _SHORTEST_LINK or len(line.text) < _SHORTEST_LINE or reason_of(line) for line in lines):
        return kept
    position = 0
    above = -1  # the place of the last line that stays
    while position < len(kept):
        if position and kept[position - 1] not in reasons:
            above = position - 1
        number = kept[position]
        block = blocks[number]
        if number in cells:
            position += 1
            continue
        reason = reason_of(block)
        end = position + 1
        if reason in (None, "related") and (reason or is_linked(block) or len(block.text) < _SHORTEST_LINE):
            linked = int(is_linked(block))
            while end < len(kept) and (is_linked(blocks[kept[end]]) or len(blocks[kept[end]].text) < _SHORTEST_LINE):
                linked += is_linked(blocks[kept[end]])
                end += 1
            # a heading like 新闻链接 may stand over text too
            listed = (
                linked > 1
                or (reason and (linked or block.links))
                or (linked and _is_inserted(page, kept, above, position, end))
            )
            if listed and not (position and not reason and _announces(blocks[kept[position - 1]])):
                reasons.update(dict.fromkeys(kept[position:end], "related"))
                if position and _heads_links(blocks[kept[position - 1]]):
                    reasons.setdefault(kept[position - 1], "related")
        elif reason:
            reasons[number] = reason
        position = end
    return [number for number in kept if number not in reasons]


def _is_inserted(page: Survey, kept: list[int], above: int, position: int, end: int) -> bool:
    """Whether lines stand in a box unlike those of the paragraphs before and behind them."""
    if above < 0 or end >= len(kept):
        return False
    if page.blocks[kept[end]].text.startswith(CONTINUATIONS):
        return "《" not in page.blocks[kept[position]].text  # in the middle of a sentence, and not a part of it
    if page.blocks[kept[position]].heading or page.boxes[page.blocks[kept[position]].box].tag == "li":
        return False
    before, own, behind = (page.boxes[page.blocks[kept[place]].box] for place in (above, position, end))
    shape = (before.tag, before.parent)
    return shape == (behind.tag, behind.parent) and shape != (own.tag, own.parent)


def is_linked(block: Block) -> bool:
    """Whether a line is a link and little else: a bullet, a date."""
    if block.links < _SHORTEST_LINK or "。" in block.text:
        return False
    return block.links >= len(block.text) * 0.6 or block.links >= len(_LETTER.findall(block.text)) * 0.9


def _announces(block: Block) -> bool:
    """Whether a sentence says that what follows is the article's matter: 本周发布以下内容："""
    return block.text.endswith(("：", ":")) and _ANNOUNCEMENT.search(block.text) is not None


def _heads_links(block: Block) -> bool:
    return len(block.text) <= _LONGEST_LINKS_HEADING and block.text.endswith(("：", ":"))


def _without_summary(page: Survey, kept: list[int], reasons: dict[int, str | None]) -> list[int]:
    """The lines without a first one that repeats how the text begins, as DedeCMS prints its ``description`` above it."""
    blocks, boxes = page.blocks, page.boxes
    if len(kept) < 2 or len(blocks[kept[0]].text) < _SHORTEST_SUMMARY:
        return kept
    if boxes[blocks[kept[0]].box].parent == boxes[blocks[kept[1]].box].parent:
        return kept  # a paragraph beside others
    summary, *lines = ("".join(blocks[number].text.split()) for number in kept[:_SUMMARISED])
    if not "".join(lines).startswith(summary.rstrip(".…")):
        return kept
    reasons[kept[0]] = "duplicate"
    return kept[1:]


def _once(blocks: list[Block], kept: list[int], reasons: dict[int, str | None]) -> list[int]:
    """Each line once, where a page holds its text twice (for desktop and for phone)."""
    seen: set[str] = set()
    repeated = []
    if len({blocks[number].text for number in kept}) == len(kept):
        return kept
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
