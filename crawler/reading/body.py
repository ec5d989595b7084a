"""The article's text: which box holds it.

The box is found by how much running text it holds; names of boxes only help where the text alone does not decide.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import accumulate

from crawler.reading.lines import byline_of, is_footer, reason_of
from crawler.reading.marks import is_foreign, is_known
from crawler.reading.others import LITTLE, PARAGRAPHS, SENTENCE_WEIGHT, comments, is_list, teasers
from crawler.reading.survey import Block, Box, Survey
from crawler.reading.trimming import trimmed

_SENTENCE = re.compile("[，。！？；,;!?]")
_LETTER = re.compile(r"[^\W\d_]")
# boxes of a fifth of the text that are looked at: more is a page that nests one in another without end
_MOST_LISTS = 50
# more than a tool, a share bar or a notice has to say
_LONG = 200.0
_LEAST = 4.0
# a lead is a sentence or two; what parts it from the rest is a few links
_LEAD = 50.0
_MOST_LINKS = 3
# of the foreign names those of readers and of other articles
_OTHERS = re.compile("comment|pinglun|relat|recom|tuijian|repl|rank|paihang|hots?(?:$|\\s)")
# what tells the parts of an article apart: con-1, con-2
_NUMBER = re.compile(r"(?<=[a-z_-])\d{1,2}(?=\s|$)")


@dataclass(slots=True)
class Body:
    """The article's text.

    lines: numbers of the blocks that are its paragraphs. first, last: the range of blocks that was looked at.
    box: number of the box that holds it, -1 if none. The others are those of ``trimming.Trimmed``.
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
    weights, totals, others = _weights(page, title_block)
    box = hinted if hinted >= 0 else _box(page, weights, totals, title_block)
    found = Body(box=box, first=page.boxes[box].first, last=page.boxes[box].last)
    if 0 <= title_block < found.last:
        found.first = max(found.first, title_block + 1)
    if hinted < 0 and sum(weights[found.first : found.last]) < _LEAST:
        found.last = found.first  # headings and buttons, no text
    inside = trimmed(page, box, range(found.first, found.last), title, others)
    found.lines, found.removed = inside.lines, inside.removed
    found.foreign, found.cells, found.links_between = inside.foreign, inside.cells, inside.links_between
    tag, mark = page.boxes[box].tag, page.boxes[box].mark.strip()
    found.evidence = f"<{tag}{' ' + mark if mark else ''}>: {len(found.lines)} paragraphs"
    return found


def _weights(page: Survey, title_block: int) -> tuple[list[float], list[float], set[int]]:
    """How much running text each block holds, and each box; and the blocks that are of other articles or of readers.

    It is 0 for those, for links, hidden text, foreign boxes and what stands before the title.
    """
    first = title_block + 1
    weights = [0.0] * first + [_weight(block) for block in page.blocks[first:]]
    above = [0.0, *accumulate(weights)]
    others = {*teasers(page, weights, above), *comments(page, weights, above)}
    if others:
        for number in others:
            weights[number] = 0.0
        above = [0.0, *accumulate(weights)]
    totals = _totals(page, weights)
    foreign = _foreign(page, title_block, totals, above)
    if foreign:
        for number in range(first, len(weights)):
            if page.blocks[number].box in foreign:
                weights[number] = 0.0
        totals = _totals(page, weights)
    return weights, totals, others


def _weight(block: Block) -> float:
    text, links = block.text, block.links
    plain = len(text) - links
    if plain < 2 or links > plain or block.hidden:
        return 0.0
    if plain >= 12 and ("，" in text or _SENTENCE.search(text)):
        note = plain < 700 and (reason_of(block) or is_footer(text))
        return 0.0 if note else float(plain)
    return plain * 0.2 if text[0].isalpha() or _LETTER.search(text) else 0.0  # a row's date


def _foreign(page: Survey, title_block: int, totals: list[float], above: list[float]) -> set[int]:
    """Which boxes with running text are no part of an article: by their names, or as lists of comments or articles.

    above: how much running text stands above each block. A box that holds half of the page's text, or the first long
    one, is none by its name; below a text the former is one where it is named for comments or other articles.
    """
    boxes = page.boxes
    found: set[int] = set()
    lists = 0
    half, fifth = 0.5 * totals[0], 0.2 * totals[0]
    # the first long text is the article's, whatever its box is called
    short = LITTLE if totals[0] < LITTLE else min(half, _LONG)
    for number, total in enumerate(totals):
        if not total:
            continue
        box = boxes[number]
        if box.parent in found:
            found.add(number)
            continue
        if box.tag in ("p", "html", "body") or box.first <= title_block < box.last:
            continue
        below = above[box.first] >= LITTLE
        if below and total >= fifth and lists < _MOST_LISTS:
            lists += 1
            if is_list(page, number, totals):
                found.add(number)
                continue
        if (total < short or (below and (total < half or _OTHERS.search(box.mark)))) and _is_named_foreign(box):
            found.add(number)
    return found


def _is_named_foreign(box: Box) -> bool:
    mark = box.mark
    return (box.tag in ("footer", "nav") or (mark != "" and is_foreign(mark))) and not is_known(mark)


def _totals(page: Survey, weights: list[float]) -> list[float]:
    """How much running text each box holds."""
    boxes = page.boxes
    totals = [0.0] * len(boxes)
    for block, weight in zip(page.blocks, weights, strict=True):
        if weight:
            totals[block.box] += weight
    for number in range(len(totals) - 1, 0, -1):
        if total := totals[number]:
            totals[boxes[number].parent] += total
    return totals


def _box(page: Survey, weights: list[float], totals: list[float], title_block: int) -> int:
    """The number of the box that holds the running text."""
    boxes = page.boxes
    heaviest: dict[int, int] = {}  # of each box the box inside it that holds the most
    for number, total in enumerate(totals):
        if total and number:
            outer = boxes[number].parent
            if outer not in heaviest or total > totals[heaviest[outer]]:
                heaviest[outer] = number
    current = 0
    while best := heaviest.get(current):
        box = boxes[best]
        if (
            box.tag in PARAGRAPHS
            and box.last - box.first < 3
            and (box.tag != "tr" or totals[best] < 0.8 * totals[current])
        ):
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
        if totals[number] >= 0.5 * totals[current] and is_known(box.mark):
            return number
    return -1


def _widened(page: Survey, box: int, weights: list[float], title_block: int) -> int:
    """The box, or one around it whose further lines are paragraphs too and nothing else."""
    boxes = page.boxes
    result = box
    for outer in page.around(box)[1:]:
        around = boxes[outer]
        if around.first <= title_block < around.last and _is_in_parts(page, result, outer, weights):
            return outer
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
        # an advertisement's link or two stand between a lead and the rest
        links_left = _MOST_LINKS if sum(weights[around.first : inner.first]) >= _LEAD else 0
        for number in extra:
            block = page.blocks[number]
            if weights[number] or reason_of(block) or byline_of(block):
                continue
            if not links_left or not block.links or number >= inner.first:
                return result
            links_left -= 1
        if any(weights[number] for number in extra) or is_known(around.mark):
            result = outer
    return result


def _is_in_parts(page: Survey, box: int, outer: int, weights: list[float]) -> bool:
    """Whether other boxes of the same name, but for a number, hold running text beside a box: div.con-1, div.con-2."""
    boxes = page.boxes
    inner, around = boxes[box], boxes[outer]
    beside = sum(weights[around.first : inner.first]) + sum(weights[inner.last : around.last])
    if inner.parent != outer or beside < SENTENCE_WEIGHT:
        return False
    name = _NUMBER.sub("", inner.mark)
    return name.strip() != "" and any(
        other.parent == outer
        and other.first < other.last
        and other.mark != inner.mark
        and _NUMBER.sub("", other.mark) == name
        and sum(weights[other.first : other.last]) >= SENTENCE_WEIGHT
        for other in boxes[outer:]
    )
