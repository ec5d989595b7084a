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
from crawler.reading.tables import Cell
from crawler.reading.trimming import trimmed

_SENTENCE = re.compile("[，。！？；,;!?]")
_LETTER = re.compile(r"[^\W\d_]")
# boxes of a fifth of the text that are looked at: more is a page that nests one in another without end
_MOST_LISTS = 50
# more than a tool, a share bar or a notice has to say
_LONG = 1000
_LEAST = 20
# a lead is a sentence or two; what parts it from the rest is a few links
_LEAD = 250
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
    removed: dict[int, str | None] = field(default_factory=dict)
    evidence: str = ""
    links_between: int = 0
    foreign: dict[int, str] = field(default_factory=dict)
    cells: dict[int, Cell] = field(default_factory=dict)


def body(page: Survey, title_block: int, title: str | None, hinted: int = -1) -> Body:
    """The body of an article page.

    title_block: number of the title's block, -1 if unknown. hinted: number of the box that a hint names, -1 if none.
    """
    weights, above, others = _weights(page, title_block)
    box = hinted if hinted >= 0 else _box(page, weights, above, title_block)
    found = Body(box=box, first=page.boxes[box].first, last=page.boxes[box].last)
    if 0 <= title_block < found.last:
        found.first = max(found.first, title_block + 1)
    if hinted < 0 and above[found.last] - above[found.first] < _LEAST:
        found.last = found.first  # headings and buttons, no text
    inside = trimmed(page, box, range(found.first, found.last), title, others)
    found.lines, found.removed = inside.lines, inside.removed
    found.foreign, found.cells, found.links_between = inside.foreign, inside.cells, inside.links_between
    tag, mark = page.boxes[box].tag, page.boxes[box].mark.strip()
    found.evidence = f"<{tag}{' ' + mark if mark else ''}>: {len(found.lines)} paragraphs"
    return found


def _weights(page: Survey, title_block: int) -> tuple[list[int], list[int], set[int]]:
    """How much running text each block holds, and how much stands above it; and the blocks of other articles or readers.

    A letter counts five in a sentence, and one elsewhere. It is 0 for those, for links, hidden text, foreign boxes and
    what stands before the title.
    """
    first = title_block + 1
    below = page.blocks[first:]
    weights = [0] * first + [0 if 2 * block.links > len(block.text) else _weight(block) for block in below]
    above = [0, *accumulate(weights)]
    others = {*teasers(page, weights, above), *comments(page, weights, above)}
    if others:
        for number in others:
            weights[number] = 0
        above = [0, *accumulate(weights)]
    for box in _foreign(page, title_block, above):
        weights[box.first : box.last] = [0] * (box.last - box.first)
    return weights, [0, *accumulate(weights)], others


def _weight(block: Block) -> int:
    text = block.text
    plain = len(text) - block.links
    if plain < 2 or block.hidden:
        return 0
    if plain >= 12 and ("，" in text or _SENTENCE.search(text)):
        note = plain < 700 and (reason_of(block) or ("。" not in text and is_footer(text)))
        return 0 if note else 5 * plain
    return plain if text[0].isalpha() or _LETTER.search(text) else 0  # a row's date


def _foreign(page: Survey, title_block: int, above: list[int]) -> list[Box]:
    """The boxes with running text that are no part of an article: by their names, or as lists of comments or articles.

    above: how much running text stands above each block. A box that holds half of the page's text, or the first long
    one, is none by its name; below a text the former is one where it is named for comments or other articles.
    """
    found: list[Box] = []
    end = lists = 0
    half, fifth = 0.5 * above[-1], 0.2 * above[-1]
    # the first long text is the article's, whatever its box is called
    short = LITTLE if above[-1] < LITTLE else min(half, _LONG)
    start = page.blocks[title_block].box + 1 if title_block >= 0 else 0
    for number, box in enumerate(page.boxes[start:], start):
        total = above[box.last] - above[box.first]
        if not total or box.first < end or box.tag in ("p", "html", "body"):
            continue
        below = above[box.first] >= LITTLE
        listed = False
        if below and total >= fifth and lists < _MOST_LISTS:
            lists += 1
            listed = is_list(page, number, above)
        if listed or (
            (total < short or (below and (total < half or _OTHERS.search(box.mark)))) and _is_named_foreign(box)
        ):
            found.append(box)
            end = box.last
    return found


def _is_named_foreign(box: Box) -> bool:
    mark = box.mark
    if box.tag in ("footer", "nav"):
        return not is_known(mark)
    return mark != "" and is_foreign(mark)


def _box(page: Survey, weights: list[int], above: list[int], title_block: int) -> int:
    """The number of the box that holds the running text."""
    boxes = page.boxes
    current = 0
    while best := _heaviest(page, above, current):
        box = boxes[best]
        total, own = above[boxes[current].last] - above[boxes[current].first], above[box.last] - above[box.first]
        if box.tag in PARAGRAPHS and box.last - box.first < 3 and (box.tag != "tr" or own < 0.8 * total):
            break
        if own < 0.8 * total:
            known = _known_box(page, above, current)
            if known >= 0:
                best = known
            elif own < 0.5 * total or not _stands_apart(page, weights, best, current):
                break
        current = best
    while boxes[current].tag in ("table", "tbody", "thead", "tr"):
        current = boxes[current].parent
    return _widened(page, current, weights, above, title_block)


def _heaviest(page: Survey, above: list[int], outer: int) -> int:
    """The number of the box directly inside another that holds the most running text, 0 if none holds any."""
    boxes = page.boxes
    found = most = 0
    half = (above[boxes[outer].last] - above[boxes[outer].first]) // 2
    for number in range(outer + 1, len(boxes)):
        box = boxes[number]
        if box.parent == outer:
            total = above[box.last] - above[box.first]
            if total > most:
                found, most = number, total
                if most > half:
                    break
        elif box.parent < outer:
            break
    return found


def _stands_apart(page: Survey, weights: list[int], inner: int, outer: int) -> bool:
    """Whether all running text of a box outside its inner box is parted from the inner's by lists of links or the like."""
    boxes = page.boxes
    inside = [number for number in range(boxes[inner].first, boxes[inner].last) if weights[number] >= SENTENCE_WEIGHT]
    if not inside:
        return False
    for numbers in (range(inside[0] - 1, boxes[outer].first - 1, -1), range(inside[-1] + 1, boxes[outer].last)):
        between = 0
        for number in numbers:
            if weights[number] >= SENTENCE_WEIGHT and not boxes[inner].first <= number < boxes[inner].last:
                if between < 3:
                    return False
                break
            between += not page.blocks[number].hidden
    return True


def _known_box(page: Survey, above: list[int], current: int) -> int:
    """The outermost box inside another that has a body's name and holds most of its text, -1 if there is none."""
    around = page.boxes[current]
    half = 0.5 * (above[around.last] - above[around.first])
    for number in range(current + 1, len(page.boxes)):
        box = page.boxes[number]
        if box.parent < current:
            break
        if above[box.last] - above[box.first] >= half and is_known(box.mark):
            return number
    return -1


def _widened(page: Survey, box: int, weights: list[int], above: list[int], title_block: int) -> int:
    """The box, or one around it whose further lines are paragraphs too and nothing else."""
    boxes = page.boxes
    result = box
    for outer in page.around(box)[1:]:
        around = boxes[outer]
        if around.first <= title_block < around.last and _is_in_parts(page, result, outer, above):
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
        links_left = _MOST_LINKS if above[inner.first] - above[around.first] >= _LEAD else 0
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


def _is_in_parts(page: Survey, box: int, outer: int, above: list[int]) -> bool:
    """Whether other boxes of the same name, but for a number, hold running text beside a box: div.con-1, div.con-2."""
    boxes = page.boxes
    inner, around = boxes[box], boxes[outer]
    beside = above[inner.first] - above[around.first] + above[around.last] - above[inner.last]
    if inner.parent != outer or beside < SENTENCE_WEIGHT:
        return False
    name = _NUMBER.sub("", inner.mark)
    return name.strip() != "" and any(
        other.parent == outer
        and other.mark != inner.mark
        and _NUMBER.sub("", other.mark) == name
        and above[other.last] - above[other.first] >= SENTENCE_WEIGHT
        for other in boxes[outer:]
    )
