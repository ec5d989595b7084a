"""Tables of data in a body, and its lines as paragraphs: a table row is one line, its cells joined by a tab.

Old pages lay out their columns with tables too; those stay lines of text.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import NamedTuple

from crawler.reading.survey import Block, Survey

_SPACES = re.compile("[ \u00a0\u2002\u2003\u2009]+")
#: With what no Chinese line begins, so that such a one goes on with the line before.
CONTINUATIONS = ("，", "。", "；", "、")
_LONGEST_CELL = 300
_MOST_LINES = 8
# boxes around a line among which its table is looked for
_DEEPEST = 50


class Cell(NamedTuple):
    """Where a line stands in a table: the numbers of the boxes that are its row and its cell, -1 for no cell."""

    row: int
    cell: int


def printed(text: str) -> str:
    """A line as the body holds it: runs of spaces are one space."""
    return _SPACES.sub(" ", text) if "\u00a0" in text or "  " in text else text


def data_cells(page: Survey, outer: int, lines: list[int]) -> dict[int, Cell]:
    """Which lines of a body stand in tables of data, each with its cell: several rows of short cells, few links.

    outer: number of the body's box; a table around it is none of data.
    """
    blocks = page.blocks
    last = max([blocks[number].box for number in lines], default=outer)
    if not any(box.tag == "table" for box in page.boxes[outer + 1 : last]):
        return {}  # most pages
    tables: dict[int, dict[int, Cell]] = {}
    for number in lines:
        box = blocks[number].box
        if box > outer and (place := _place(page, box, outer)):
            table, cell = place
            tables.setdefault(table, {})[number] = cell
    found: dict[int, Cell] = {}
    for cells in tables.values():
        if _is_data(blocks, cells):
            found |= cells
    return found


def _place(page: Survey, box: int, outer: int) -> tuple[int, Cell] | None:
    """The table inside the outer box in which a box stands, and its cell."""
    row = cell = -1
    for _ in range(_DEEPEST):
        if box <= outer:
            break
        around = page.boxes[box]
        if around.tag == "tr" and row < 0:
            row = box
        elif around.tag in ("td", "th") and cell < 0:
            cell = box
        elif around.tag == "table" and row >= 0:
            return box, Cell(row, cell)
        box = around.parent
    return None


def _is_data(blocks: list[Block], cells: dict[int, Cell]) -> bool:
    lengths = Counter[int]()
    for number, (_, cell) in cells.items():
        lengths[cell] += len(blocks[number].text)
    lines = Counter(cell for _, cell in cells.values())
    rows = Counter(row for row, _ in set(cells.values()))
    if max(rows.values()) < (3 if len(rows) == 1 else 2):
        return False
    links = sum(blocks[number].links for number in cells)
    return (
        links < lengths.total() * 0.5 and max(lengths.values()) <= _LONGEST_CELL and max(lines.values()) <= _MOST_LINES
    )


def paragraphs(page: Survey, lines: list[int], cells: dict[int, Cell]) -> list[str]:
    """The paragraphs of a body. lines: the numbers of its blocks, in order; cells: of those in tables of data."""
    result: list[str] = []
    row: list[tuple[Cell, str]] = []
    above = -1
    for number in lines:
        text = printed(page.blocks[number].text)
        cell = cells.get(number)
        if row and (cell is None or cell.row != row[0][0].row):
            result.append(_row(row))
            row = []
        if cell:
            row.append((cell, text))
        elif above + 1 < number and above >= 0 and above not in cells and text.startswith(CONTINUATIONS):
            result[-1] += text  # what broke the sentence in two was taken out
        else:
            result.append(text)
        above = number
    return [*result, _row(row)] if row else result


def _row(row: list[tuple[Cell, str]]) -> str:
    cells: dict[Cell, list[str]] = {}
    for cell, text in row:
        cells.setdefault(cell, []).append(text)
    return "\t".join(" ".join(lines) for lines in cells.values())
