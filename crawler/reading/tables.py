"""Tables of data in a body, and its lines as paragraphs: a table row is one line, its cells joined by a tab.

Old pages lay out their columns with tables too; those stay lines of text.
"""

from __future__ import annotations

import re

from crawler.reading.survey import Block, Survey

_SPACES = re.compile("[ \u00a0\u2002\u2003\u2009]+")
#: With what no Chinese line begins, so that such a one goes on with the line before.
CONTINUATIONS = ("，", "。", "；", "、")
_LONGEST_CELL = 300
_MOST_LINES = 8


def printed(text: str) -> str:
    """A line as the body holds it: runs of spaces are one space."""
    return _SPACES.sub(" ", text) if "\u00a0" in text or "  " in text else text


def data_cells(page: Survey, outer: int, lines: list[int]) -> set[int]:
    """Which lines of a body stand in tables of data: several rows of short cells, few links, inside the body's box.

    outer: number of the body's box.
    """
    blocks, boxes = page.blocks, page.boxes
    around: dict[int, int] = {}  # of each row its table
    tables: dict[int, list[int]] = {}
    for number in lines:
        row = blocks[number].row
        if row <= outer:
            continue
        if row not in around:
            around[row] = next((box for box in page.around(row) if boxes[box].tag == "table"), -1)
        if around[row] > outer:
            tables.setdefault(around[row], []).append(number)
    found: set[int] = set()
    for numbers in tables.values():
        if _is_data([page.blocks[number] for number in numbers]):
            found.update(numbers)
    return found


def _is_data(blocks: list[Block]) -> bool:
    cells: dict[int, int] = {}
    lines: dict[int, int] = {}
    rows: dict[int, set[int]] = {}
    for block in blocks:
        cells[block.cell] = cells.get(block.cell, 0) + len(block.text)
        lines[block.cell] = lines.get(block.cell, 0) + 1
        rows.setdefault(block.row, set()).add(block.cell)
    wide = [row for row in rows.values() if len(row) > 1]
    if not wide or (len(rows) == 1 and len(wide[0]) < 3):
        return False
    length, links = sum(cells.values()), sum(block.links for block in blocks)
    return links < length * 0.5 and max(cells.values()) <= _LONGEST_CELL and max(lines.values()) <= _MOST_LINES


def paragraphs(page: Survey, lines: list[int], cells: set[int]) -> list[str]:
    """The paragraphs of a body. lines: the numbers of its blocks, in order; cells: those in tables of data."""
    result: list[str] = []
    row: list[Block] = []
    above = -1
    for number in lines:
        block = page.blocks[number]
        if number in cells:
            if row and block.row != row[0].row:
                result.append(_row(row))
                row = []
            row.append(block)
        else:
            if row:
                result.append(_row(row))
                row = []
            text = printed(block.text)
            if above + 1 < number and above >= 0 and above not in cells and text.startswith(CONTINUATIONS):
                result[-1] += text  # what broke the sentence in two was taken out
            else:
                result.append(text)
        above = number
    return [*result, _row(row)] if row else result


def _row(row: list[Block]) -> str:
    cells: dict[int, list[str]] = {}
    for block in row:
        cells.setdefault(block.cell, []).append(printed(block.text))
    return "\t".join(" ".join(lines) for lines in cells.values())
