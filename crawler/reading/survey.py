"""One pass over a page's tree: its lines of text in order, and the boxes in which they stand.

Title, byline, body and leftovers are all decided on this survey; nothing walks the tree a second time.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from lxml import html

#: Stands in ``Block.parts`` where an inline element begins or ends; pages cannot hold it (``page.parse`` removes it).
EDGE = "\x1f"

_TEXT, _BLOCK, _SKIPPED, _BREAK, _MEDIUM, _HEAD, _DECLARATION = range(7)
_KINDS = {
    **dict.fromkeys(
        [
            "a",
            "abbr",
            "acronym",
            "b",
            "bdi",
            "bdo",
            "big",
            "cite",
            "code",
            "del",
            "dfn",
            "em",
            "font",
            "i",
            "ins",
            "kbd",
            "label",
            "mark",
            "nobr",
            "o:p",
            "output",
            "q",
            "rp",
            "rt",
            "ruby",
            "s",
            "samp",
            "small",
            "span",
            "strike",
            "strong",
            "sub",
            "sup",
            "time",
            "tt",
            "u",
            "var",
            "wbr",
            "data",
            "st1:chsdate",
            "st1:personname",
        ],
        _TEXT,
    ),
    **dict.fromkeys(
        [
            "script",
            "style",
            "noscript",
            "template",
            "select",
            "option",
            "textarea",
            "button",
            "svg",
            "canvas",
            "applet",
            "map",
            "math",
            "datalist",
            "optgroup",
            "param",
            "track",
        ],
        _SKIPPED,
    ),
    **dict.fromkeys(["img", "video", "embed", "iframe", "audio", "source", "input", "object"], _MEDIUM),
    **dict.fromkeys(["meta", "title", "link", "base"], _DECLARATION),
    "br": _BREAK,
    "head": _HEAD,
}
_HEADINGS = {"h1": 1, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6}

_HIDDEN = re.compile(r"display\s{0,3}:\s{0,3}none", re.IGNORECASE)
# words that spoil a copy: font-size:0 and the like in the middle of a sentence. A block that is only invisible is shown
# by a script once it is loaded, as WeChat does with its articles.
_HIDDEN_WORDS = re.compile(
    r"(?:display\s{0,3}:\s{0,3}none|visibility\s{0,3}:\s{0,3}hidden|font-size\s{0,3}:\s{0,3}0(?:px|pt|em|rem)?\s{0,3}(?:;|!|$))",
    re.IGNORECASE,
)
# the further parts of an article that a script shows one at a time: page_content(n) over div#pagediv0, div#pagediv1 …
_PART = re.compile(
    r"^(?:pagediv|page[_-]?content|contentpage|article[_-]?page|content[_-]?page)[_-]?\d{1,3}$", re.IGNORECASE
)
_SPACES = re.compile(r"[ \t\r\n\f\v]+")
_ZERO_WIDTH = re.compile("[\u200b-\u200f\u2028-\u202e\u2060\ufeff\u00ad]")
_CHINESE = "[\u2014\u2018\u2019\u201c\u201d\u2026\u2e80-\u9fff\uac00-\ud7ff\uf900-\ufaff\uff00-\uffef]"
# a line break of the source between two Chinese characters is no space
_SOURCE_BREAK = re.compile(rf"(?<={_CHINESE})[ \t\r]{{0,99}}\n\s{{0,999}}(?={_CHINESE})")
_INDENTS = " \t\r\n\f\v\u00a0\u3000\u2002\u2003\u2009"


@dataclass(slots=True)
class Box:
    """A block element. mark: its id and class names, lower case; first, last: the range of its blocks."""

    element: html.HtmlElement
    tag: str
    mark: str
    parent: int
    first: int
    hidden: bool
    last: int = 0


@dataclass(slots=True)
class Block:
    """One line of text as a reader sees it.

    text: white space folded, without indents; non-breaking and ideographic spaces are kept inside the line.
    parts: the text with ``EDGE`` where inline elements begin and end, for bylines.
    box: number of the innermost box. links: how many characters stand in links. strong: how many in bold type.
    heading: 1 to 6 in ``<h1>`` to ``<h6>``, else 0. row, cell: numbers of the table row and cell, else -1.
    broken: ended by ``<br>``.
    """

    text: str
    parts: str
    box: int
    links: int
    strong: int
    heading: int
    hidden: bool
    row: int
    cell: int
    broken: bool


@dataclass(slots=True)
class Medium:
    """A picture, film, frame or link. block: the number of the block that follows it."""

    element: html.HtmlElement
    tag: str
    block: int
    box: int
    hidden: bool


@dataclass(slots=True)
class Survey:
    """What one pass over the tree found.

    metas: first non-empty content by lower-case name, property or itemprop. data: the page's JSON-LD scripts.
    """

    blocks: list[Block] = field(default_factory=list)
    boxes: list[Box] = field(default_factory=list)
    media: list[Medium] = field(default_factory=list)
    links: list[Medium] = field(default_factory=list)
    metas: dict[str, str] = field(default_factory=dict)
    title: str = ""
    base: str | None = None
    data: list[str] = field(default_factory=list)

    def around(self, box: int) -> list[int]:
        """The box and those around it, from the inside to the outside."""
        found = []
        while box >= 0:
            found.append(box)
            box = self.boxes[box].parent
        return found


def folded(raw: str) -> str:
    """The raw text of a line with its white space folded.

    >>> folded("　　民警\\n 巡逻 \\xa0")
    '民警巡逻'
    """
    if "\n" in raw:
        raw = _SOURCE_BREAK.sub("", raw)
    if not raw.isascii():
        raw = _ZERO_WIDTH.sub("", raw)
    return _SPACES.sub(" ", raw).strip(_INDENTS)


def survey(root: html.HtmlElement) -> Survey:
    """The survey of a parsed page."""
    found = Survey()
    blocks, boxes = found.blocks, found.boxes
    line: list[str] = []
    box = row = cell = -1
    links = strong = heading = hidden = 0  # how deep the pass stands in each
    link_characters = strong_characters = 0
    rows: list[int] = []
    cells: list[int] = []
    counter = 0
    suspended: list[tuple[list[str], int, int]] = []  # lines inside which hidden words stand

    def flush(broken: bool = False) -> None:
        nonlocal link_characters, strong_characters
        if line:
            raw = "".join(line)
            line.clear()
            text = folded(raw.replace(EDGE, "")) if EDGE in raw else folded(raw)
            if text:
                parts = raw if EDGE in raw and len(raw) < 3000 else text
                blocks.append(
                    Block(text, parts, box, link_characters, strong_characters, heading, hidden > 0, row, cell, broken)
                )
        link_characters = strong_characters = 0

    def opened_box(element: html.HtmlElement, tag: str) -> int:
        name, names = element.get("id"), element.get("class")
        mark = f"{name or ''} {names or ''}".lower() if name or names else ""
        boxes.append(Box(element, tag, mark[:300], box, len(blocks), hidden > 0))
        return len(boxes) - 1

    box = opened_box(root, "html")
    if root.text:
        line.append(root.text)
    iterators = [iter(root)]
    opened: list[tuple[html.HtmlElement, str, bool, bool]] = [(root, "html", True, False)]
    while iterators:
        child = next(iterators[-1], None)
        if child is None:
            iterators.pop()
            child, tag, is_block, is_hidden = opened.pop()
            if is_block:
                flush()
                boxes[box].last = len(blocks)
                box = boxes[box].parent
                if tag in _HEADINGS:
                    heading = 0
                elif tag == "tr":
                    row = rows.pop()
                elif tag in ("td", "th"):
                    cell = cells.pop()
            else:
                if is_hidden:
                    flush()
                    outside, link_characters, strong_characters = suspended.pop()
                    line.extend(outside)
                line.append(EDGE)
                if tag == "a":
                    links -= 1
                elif tag in ("strong", "b"):
                    strong -= 1
            hidden -= is_hidden
            tail = child.tail if iterators else None
        else:
            tag = child.tag
            kind = _KINDS.get(tag, _BLOCK) if isinstance(tag, str) else _SKIPPED
            if kind <= _BLOCK:
                style = child.get("style")
                is_block = kind == _BLOCK or (tag in ("span", "font") and _holds_lines(child))
                is_hidden = style is not None and _hides(style, is_block, child)
                if is_block:
                    flush()
                elif is_hidden:
                    suspended.append((line.copy(), link_characters, strong_characters))
                    line.clear()
                    link_characters = strong_characters = 0
                hidden += is_hidden
                if is_block:
                    box = opened_box(child, tag)
                    if tag in _HEADINGS:
                        heading = _HEADINGS[tag]
                    elif tag == "tr":
                        counter += 1
                        rows.append(row)
                        row = counter
                    elif tag in ("td", "th"):
                        counter += 1
                        cells.append(cell)
                        cell = counter
                else:
                    line.append(EDGE)
                    if tag == "a":
                        links += 1
                        found.links.append(Medium(child, tag, len(blocks), box, hidden > 0))
                    elif tag in ("strong", "b"):
                        strong += 1
                iterators.append(iter(child))
                opened.append((child, tag, is_block, is_hidden))
                tail = child.text
            else:
                if kind == _BREAK:
                    flush(broken=True)
                elif kind == _MEDIUM:
                    found.media.append(Medium(child, tag, len(blocks) + bool(line), box, hidden > 0))
                elif kind == _HEAD:
                    _read_head(child, found)
                elif kind == _DECLARATION:
                    _read_declaration(child, tag, found)
                elif tag == "script" and child.text and "ld+json" in (child.get("type") or ""):
                    found.data.append(child.text)
                tail = child.tail
        if tail:
            line.append(tail)
            if links:
                link_characters += len(tail.strip())
            if strong:
                strong_characters += len(tail.strip())
    flush()
    return found


def _hides(style: str, is_block: bool, element: html.HtmlElement) -> bool:
    if is_block:
        return _HIDDEN.search(style, 0, 2000) is not None and not _PART.match(element.get("id") or "")
    return _HIDDEN_WORDS.search(style, 0, 2000) is not None


def _holds_lines(element: html.HtmlElement) -> bool:
    """Whether an inline element with a name of its own is used as a block: old pages put whole bodies into one."""
    if element.get("id") is None and element.get("class") is None:
        return False
    return any(child.tag == "br" or _KINDS.get(child.tag, _BLOCK) == _BLOCK for child in element)


def _read_head(head: html.HtmlElement, found: Survey) -> None:
    for element in head.iter("meta", "title", "base", "script"):
        if element.tag == "script":
            if element.text and "ld+json" in (element.get("type") or ""):
                found.data.append(element.text)
        else:
            _read_declaration(element, element.tag, found)


def _read_declaration(element: html.HtmlElement, tag: str, found: Survey) -> None:
    if tag == "title":
        found.title = found.title or folded(element.text or "")
    elif tag == "base":
        found.base = found.base or element.get("href")
    elif tag == "meta":
        name = element.get("name") or element.get("property") or element.get("itemprop")
        content = element.get("content")
        if name and content and (value := folded(content)):
            found.metas.setdefault(name.strip().lower(), value)
