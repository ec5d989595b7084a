"""Where a page may print a byline: the lines around its title, and those after the text."""

from __future__ import annotations

import re
from dataclasses import dataclass

from crawler.reading.body import Body
from crawler.reading.labels import Credit, credits_of, rest_of
from crawler.reading.lines import ADDRESS, boilerplate, reason_of
from crawler.reading.survey import Block, Survey
from crawler.reading.timestamps import ANY_TIME, timestamp
from crawler.reading.title import Title
from crawler.reading.title_key import key, says

#: What stands in a byline beside names and dates: a counter of readers, an address.
COUNTER = re.compile(rf"(?:^|\s)\d{{1,9}}(?=\s|$)|{ADDRESS.pattern}")

_SENTENCE = re.compile("[。！？，；]")
# what only the site's own foot says; a note on the text speaks of reprints, a notice of where to call
_SITE = re.compile(
    r"icp备|公网安备|网站标识码|^[^，。]{0,16}版权所有(?!.{0,40}转载)|^\W{0,4}(?:copyright|©|(?:主办|承办)(?:单位)?[:：]|技术支持[:：])",
    re.IGNORECASE,
)
_SITE_UPDATED = re.compile("(?:网站|本站)(?:内容|信息)?(?:最后|最新)?更新")
_UPDATE = re.compile("更新|修改")
# a foot has no more lines than this
_FOOT = 40


@dataclass(slots=True)
class Line:
    """A line of the byline's zones. place: 0 between title and body, 1 above the title, 2 after the body.

    of_site: its time is that of the site, in the page's foot.
    """

    number: int
    place: int
    block: Block
    credits: list[Credit]
    rest: str
    of_site: bool = False


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
            # behind a text only labelled times are read
            if body.lines:
                of_site = place == 2 and bool(found) and _is_of_site(page, last, number, found)
            else:
                of_site = 0 <= title_block < number and _is_of_site(page, title_block, number, found)
            lines.append(Line(number, place, block, found, rest_of(block), of_site))
    return lines


def _is_of_site(page: Survey, last: int, number: int, found: list[Credit]) -> bool:
    """Whether the time in a line behind the text is the site's: 版权所有 青泽市公安局 更新时间：2026-11-24.

    last: number of the text's last block. What stands below the words of a page's foot, or in one box with them, belongs
    to the foot. An update that shares nothing but the page with the text does, unless the foot follows further below.
    """
    blocks, line = page.blocks, page.blocks[number]
    times = [credit for credit in found if credit.role == "time" and credit.value]
    if reason_of(line) == "copyright" or not times:
        return reason_of(line) == "copyright"
    if any(map(_says_site, blocks[last + 1 : number + 1])) or _SITE_UPDATED.search(line.text):
        return True
    inside = set(page.around(blocks[last].box))
    around = page.around(line.box)
    own = [box for box in around if box not in inside]
    end = page.boxes[own[-1]].last if own else number + 1
    if any(map(_says_site, blocks[number + 1 : min(end, number + _FOOT)])):
        return True
    shared = page.boxes[around[len(own)]]
    return (
        all(_UPDATE.search(credit.label) for credit in times)
        and (shared.first, shared.last) == (0, len(blocks))
        and not any(map(_says_site, blocks[end : end + _FOOT]))
    )


def _says_site(block: Block) -> bool:
    return len(block.text) <= 200 and _SITE.search(block.text) is not None


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
