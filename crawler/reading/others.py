"""Running text that is of other articles, or of readers: lists of teasers, comments below an article.

Such lists may be longer than the article; what they are is seen by how they repeat, not by what they are called.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from itertools import accumulate, islice

from crawler.reading.marks import is_known
from crawler.reading.survey import EDGE, Block, Survey
from crawler.reading.trimming import is_linked

#: Elements that hold a paragraph, an item or a row.
PARAGRAPHS = frozenset(
    ["p", "h1", "h2", "h3", "h4", "h5", "h6", "li", "dt", "dd", "tr", "pre", "span", "font", "figure", "figcaption"]
)
#: Less running text than a short notice has.
LITTLE = 300
#: The least running text of a sentence.
SENTENCE_WEIGHT = 60

# 热门评论, 网友跟帖(30), 评论 3, 评论区; 评论 alone may head a section of the article
_COMMENTS = re.compile(
    r"(?:热门|最新|全部|精彩|网友|用户)(?:评论|跟贴|跟帖)区?(?:\s?[（(]?\d{1,7}[)）]?条?)?"
    r"|(?:评论|跟贴|跟帖)(?:区|区?\s?[（(]?\d{1,7}[)）]?条?)|热评"
)
_LONGEST_HEADING = 16
_MOST_HEADINGS = 8
_LONGEST_TEASER = 150
_FEWEST_TEASERS = 4
# a date or a byline may stand between a link and its text
_NEAR = 4
# the list stands at most so far above the text of an item: ul, li, div, p
_LIST_DEPTH = 4
# how far around an item the article's own box is looked for
_DEEPEST = 30
_FEWEST_ITEMS = 6
_LONG_ITEM = 500
_SHORTEST_LINE = 12
_SHORTEST_LINK = 4
_LONGEST_BULLET = 4


def teasers(page: Survey, weights: list[int], above: list[int]) -> set[int]:
    """The numbers of the blocks that are first sentences of other articles, each below or beside its link.

    weights: how much running text each block holds. above: how much stands above it.
    """
    blocks = page.blocks
    sentences = [number for number, weight in enumerate(weights) if weight >= SENTENCE_WEIGHT]
    candidates: list[int] = []
    last = -1
    for number in sentences:
        if last < number - 1 and len(blocks[number].text) <= _LONGEST_TEASER:
            for other in range(number - 1, max(last, number - _NEAR), -1):
                if is_linked(blocks[other]):
                    if _are_near(page, other, number):
                        candidates.append(number)
                    break
        last = number
    if len(candidates) < _FEWEST_TEASERS:
        return set()
    items = set(candidates)
    texts, lists = _by_box(page, sentences), _by_box(page, candidates)
    rest = [0, *accumulate(weight >= SENTENCE_WEIGHT and number not in items for number, weight in enumerate(weights))]
    found: set[int] = set()
    # a box stands behind the one around it: the innermost lists first
    for box in sorted(lists, reverse=True):
        new = [number for number in lists[box] if number not in found]
        if (
            len(new) >= _FEWEST_TEASERS
            and len(lists[box]) >= 0.8 * len(texts[box])
            and not _is_text(page, box, new[0], above, rest)
        ):
            found.update(new)
    return found


def _is_text(page: Survey, box: int, item: int, above: list[int], rest: list[int]) -> bool:
    """Whether a list stands where an article has its text, as a digest of headings that are links does.

    That is a box with such a name, with little above the list or other sentences below it.
    rest: of each block, how many sentences that are no teasers stand above it.
    """
    around = page.around(page.blocks[item].box, _DEEPEST)
    known = next((outer for outer in around if is_known(page.boxes[outer].mark)), -1)
    if known < 0:
        return False
    text, own = page.boxes[known], page.boxes[box]
    return known >= box or above[own.first] - above[text.first] < LITTLE or rest[text.last] > rest[own.last]


def _by_box(page: Survey, numbers: list[int]) -> dict[int, list[int]]:
    """Blocks by each of the boxes around them that may be the list of which they are items."""
    found: dict[int, list[int]] = {}
    for number in numbers:
        for box in page.around(page.blocks[number].box, _LIST_DEPTH + 1)[1:]:
            found.setdefault(box, []).append(number)
    return found


def _are_near(page: Survey, one: int, other: int) -> bool:
    """Whether two blocks stand in one item, or in items beside one another."""
    return not set(page.around(page.blocks[one].box, 3)).isdisjoint(page.around(page.blocks[other].box, 3))


def comments(page: Survey, weights: list[int], above: list[int]) -> range:
    """The numbers of the blocks from a heading like 热门评论 below a text to the end of the box around it.

    weights: how much running text each block holds. above: how much stands above it.
    """
    start = bisect_left(above, LITTLE)
    headings = (
        number
        for number, block in enumerate(page.blocks[start:], start)
        if len(text := block.text) <= _LONGEST_HEADING and ("评" in text or "跟" in text) and _COMMENTS.fullmatch(text)
    )
    for number in islice(headings, _MOST_HEADINGS):
        box = page.blocks[number].box
        outer = page.boxes[max(page.boxes[box].parent, 0)]
        found = range(number, outer.last)
        # a heading inside the article, or above it
        own = is_known(outer.mark) or any(
            is_known(inner.mark) for inner in page.boxes[box:] if found.start <= inner.first < inner.last <= found.stop
        )
        texts = [weight for weight in weights[found.start : found.stop] if weight >= SENTENCE_WEIGHT]
        if not own and sum(texts) <= _LONG_ITEM * len(texts):
            return found
    return range(0)


def is_list(page: Survey, box: int, above: list[int]) -> bool:
    """Whether a box holds many items of several lines each, or many lines that begin with a link.

    box: its number. above: how much running text stands above each block.
    """
    boxes, blocks = page.boxes, page.blocks
    outer = boxes[box]
    if outer.last - outer.first < _FEWEST_ITEMS:
        return False
    inner = [other for other in boxes[box + 1 :] if other.parent == box and above[other.first] < above[other.last]]
    items = [item for item in inner if item.tag not in PARAGRAPHS and item.last - item.first > 1]
    # cases, questions and answers have more to say
    if (
        len(items) >= _FEWEST_ITEMS
        and len(items) >= 0.8 * len(inner)
        and above[outer.last] - above[outer.first] <= _LONG_ITEM * len(items)
        and (
            any(block.links for block in blocks[outer.first : outer.last])
            or all(item.last - item.first > 2 for item in items)
        )
    ):
        return True
    texts = [block for block in blocks[outer.first : outer.last] if len(block.text) >= _SHORTEST_LINE]
    return len(texts) >= _FEWEST_ITEMS and sum(map(_begins_with_link, texts)) >= 0.8 * len(texts)


def _begins_with_link(block: Block) -> bool:
    """Whether a line is a link, with a number or a bullet before it, and a text behind it."""
    before, *pieces = block.parts.split(EDGE)
    first = next(filter(None, map(str.strip, pieces)), "")
    return (
        block.links >= _SHORTEST_LINK and len(before.strip()) <= _LONGEST_BULLET and abs(len(first) - block.links) <= 1
    )
