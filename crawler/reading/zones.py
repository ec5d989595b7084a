"""Where a page may print a byline: the lines around its title, and those after the text."""

from __future__ import annotations

import re
from dataclasses import dataclass

from crawler.reading.body import Body
from crawler.reading.labels import Credit, credits_of, rest_of
from crawler.reading.lines import ADDRESS, boilerplate
from crawler.reading.survey import Block, Survey
from crawler.reading.timestamps import ANY_TIME, timestamp
from crawler.reading.title import Title
from crawler.reading.title_key import key, says

#: What stands in a byline beside names and dates: a counter of readers, an address.
COUNTER = re.compile(rf"(?:^|\s)\d{{1,9}}(?=\s|$)|{ADDRESS.pattern}")

_SENTENCE = re.compile("[。！？，；]")


@dataclass(slots=True)
class Line:
    """A line of the byline's zones. place: 0 between title and body, 1 above the title, 2 after the body."""

    number: int
    place: int
    block: Block
    credits: list[Credit]
    rest: str


def zones(page: Survey, title: Title, body: Body) -> list[Line]:
    """The lines around the title, and those after the last paragraph."""
    blocks = page.blocks
    title_block, title_key = title.block, key(title.text or "")
    first = body.lines[0] if body.lines else body.last
    last = body.lines[-1] if body.lines else max(title_block, body.first - 1)
    if not body.lines and title_block >= 0:
        first = last = min(title_block + 12, len(blocks))
    top = title_block if title_block >= 0 else max(first - 12, 0)
    lines = []
    for place, numbers, limit in (
        (0, range(max(top, 0), min(first, top + 60)), first),
        (1, range(top - 1, max(top - 5, -1), -1), top),
        (2, range(last + 1, min(last + 25, len(blocks))), len(blocks)),
    ):
        for number in numbers:
            block = blocks[number]
            length = len(block.text)
            if block.hidden or length > 400:
                continue
            # a date in the title is none of publication
            if place == 0 and length <= 2 * len(title.text or "") and says(block.text, title_key):
                continue
            if place == 2 and block.links > length * 0.8 and length > 12:
                continue
            found = credits_of(block)
            if found:
                found = completed(page, number, found, limit)
            lines.append(Line(number, place, block, found, rest_of(block)))
    return lines


def completed(page: Survey, number: int, found: list[Credit], limit: int) -> list[Credit]:
    """The credits of a line; the value of a label that ends the line may be the next line: 发布时间： / 2022-05-09 06:20."""
    if not found or found[-1].value or found[-1].role in ("noise", "document"):
        return found
    last = found[-1]
    for following in range(number + 1, min(number + 3, limit)):
        block = page.blocks[following]
        if block.hidden:
            continue
        if (
            block.heading
            or len(block.text) > 30
            or credits_of(block)
            or _SENTENCE.search(block.text)
            or (timestamp(block.text, ANY_TIME) is None) == (last.role == "time")
            or (last.role != "time" and boilerplate(block.text))
        ):
            return found
        return [*found[:-1], Credit(last.role, last.label, block.text.replace("\u00a0", " "), last.start, last.end)]
    return found
