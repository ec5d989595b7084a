"""One pass over a page's tree: its lines of text in order, and the boxes in which they stand.

Title, byline, body and leftovers are all decided on this survey; nothing walks the tree a second time.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, cast

from lxml.etree import _Element

from crawler.reading.page import UnreadablePage

if TYPE_CHECKING:
    from crawler.reading.labels import Credit

#: Stands in ``Block.parts`` where an inline element begins or ends; pages cannot hold it (``page.parse`` removes it).
EDGE = "\x1f"
#: Most lines of text that a page may have; real ones stay under five thousand.
MAX_LINES = 25_000
#: Most links, and most pictures, films, frames and fields, that a page may have.
MAX_LINKS = 100_000
MAX_MEDIA = 50_000
#: What nobody has asked about a line yet.
UNKNOWN = "?"

_INLINE = (
    "a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark nobr o:p output q rp rt ruby s samp "
    "small span strike strong sub sup time tt u var wbr st1:chsdate st1:personname"
)
_UNREAD = (
    "script style noscript template select option textarea button svg canvas applet map math datalist optgroup param "
    "track head"
)
# boxes, inline elements, and what is neither
_BLOCK, _HEADING = range(2)
_TEXT, _LINK, _STRONG, _SPAN, _TIME = range(2, 7)
_SKIPPED, _BREAK, _MEDIUM, _DECLARATION = range(7, 11)
_LAST_BOX = _HEADING
_LAST_INLINE = _TIME
_KINDS = {
    **dict.fromkeys(_INLINE.split(), _TEXT),
    "a": _LINK,
    **dict.fromkeys(("strong", "b"), _STRONG),
    **dict.fromkeys(("span", "font"), _SPAN),
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), _HEADING),
    "time": _TIME,
    **dict.fromkeys(_UNREAD.split(), _SKIPPED),
    **dict.fromkeys(("img", "video", "embed", "iframe", "audio", "source", "input", "object"), _MEDIUM),
    **dict.fromkeys(("meta", "title", "link", "base"), _DECLARATION),
    "br": _BREAK,
}

_HIDDEN = re.compile(r"display\s{0,3}:\s{0,3}none")
# words that spoil a copy: font-size:0 and the like in the middle of a sentence. A block that is only invisible is shown
# by a script once it is loaded, as WeChat does with its articles.
_HIDDEN_WORDS = re.compile(
    r"display\s{0,3}:\s{0,3}none|visibility\s{0,3}:\s{0,3}hidden|font-size\s{0,3}:\s{0,3}0(?:px|pt|em|rem)?\s{0,3}(?:;|!|$)"
)
# the further parts of an article that a script shows one at a time: page_content(n) over div#pagediv0, div#pagediv1 …
_PART = re.compile(
    r"^(?:pagediv|page[_-]?content|contentpage|article[_-]?page|content[_-]?page)[_-]?\d{1,3}$", re.IGNORECASE
)
# not [ …]+: a repeat at the beginning is searched for more slowly than one of a set
_SPACES = re.compile(r"[ \t\r\n\f\v][ \t\r\n\f\v]*")
_ZERO_WIDTH = re.compile("[\u200b-\u200f\u2028-\u202e\u2060\ufeff\u00ad]")
_CHINESE = "[\u2014\u2018\u2019\u201c\u201d\u2026\u2e80-\u9fff\uac00-\ud7ff\uf900-\ufaff\uff00-\uffef]"
# a line break of the source between two Chinese characters is no space
_SOURCE_BREAK = re.compile(rf"(?<={_CHINESE})[ \t\r]{{0,99}}\n\s{{0,999}}(?={_CHINESE})")
# in <pre>, whose line breaks are shown; code ends no line with a sentence, and lines that are cut begin without an indent
_PARAGRAPH_END = re.compile(r"(?:(?<=[。！？：；])|(?<=[。！？…][”）]))[ \t\r\u3000]{0,9}\n")
_PARAGRAPH = re.compile(rf"{_PARAGRAPH_END.pattern}|\n(?=[\u3000\n]|[ \t]{{2}})")
_LONGEST_PARTS = 3000


# survey fills boxes and blocks field by field: an __init__ takes longer than the rest of their making
@dataclass(slots=True, init=False, eq=False)
class Box:
    """A block element. parent: number of the box around it, -1 for the root; first, last: the range of its blocks."""

    element: _Element
    tag: str
    parent: int
    first: int
    last: int
    _mark: str | None

    @property
    def mark(self) -> str:
        """Its id and class names, lower case."""
        if self._mark is None:
            name, names = self.element.get(b"id"), self.element.get(b"class")
            self._mark = f"{name or ''} {names or ''}".lower()[:300] if name or names else ""
        return self._mark


@dataclass(slots=True, init=False)
class Block:
    """One line of text as a reader sees it.

    text: white space folded, without indents; non-breaking and ideographic spaces are kept inside the line.
    parts: the text with ``EDGE`` where inline elements begin and end, for bylines.
    box: number of the innermost box. links: how many characters stand in links. strong: how many in bold type.
    heading: 1 to 6 in ``<h1>`` to ``<h6>``, else 0.
    The last three are what ``labels`` and ``lines`` found out about the line, kept so that each is found out once.
    """

    text: str
    parts: str
    box: int
    links: int
    strong: int
    heading: int
    hidden: bool
    credits: tuple[list[Credit], str] | None
    reason: str | None
    byline: tuple[str, list[Credit]] | str | None


@dataclass(slots=True)
class Medium:
    """A picture, film, frame or link. block: the number of the block that follows it."""

    element: _Element
    tag: str
    block: int
    box: int
    hidden: bool


@dataclass(slots=True)
class Survey:
    """What one pass over the tree found.

    links: each element, the number of the block that follows its beginning, its box, whether it is hidden.
    times: of each ``<time datetime=…>`` the stated time, the names of its classes, the number of its block.
    metas: first non-empty content by lower-case name, property or itemprop. data: the page's JSON-LD scripts.
    """

    blocks: list[Block] = field(default_factory=list)
    boxes: list[Box] = field(default_factory=list)
    media: list[Medium] = field(default_factory=list)
    links: list[tuple[_Element, int, int, bool]] = field(default_factory=list)
    times: list[tuple[str, str, int]] = field(default_factory=list)
    metas: dict[str, str] = field(default_factory=dict)
    title: str = ""
    base: str | None = None
    data: list[str] = field(default_factory=list)

    def around(self, box: int, most: int = 10_000) -> list[int]:
        """The box and those around it, from the inside to the outside. most: how many at most."""
        found: list[int] = []
        while box >= 0 and len(found) < most:
            found.append(box)
            box = self.boxes[box].parent
        return found


def folded(raw: str) -> str:
    r"""The raw text of a line with its white space folded, without ``EDGE``.

    >>> folded("　　民警\n 巡逻 \xa0")
    '民警巡逻'
    """
    bare = raw.strip()  # EDGE is white space too
    if EDGE in bare:
        bare = bare.replace(EDGE, "")
    if bare.isprintable():  # neither a break, nor a tab, nor a character without width
        return _SPACES.sub(" ", bare) if "  " in bare else bare
    if "\n" in bare:
        bare = _SOURCE_BREAK.sub("", bare)
        if bare.isprintable() and "  " not in bare:
            return bare
    return _SPACES.sub(" ", _ZERO_WIDTH.sub("", bare).strip())


def text_in(element: _Element) -> str:
    """All text inside an element, as the page has it."""
    return "".join(cast("Iterator[str]", element.itertext()))


def survey(root: _Element) -> Survey:
    """The survey of a parsed page. Raises ``UnreadablePage`` for one of more than ``MAX_LINES`` lines."""
    found = Survey()
    blocks, boxes, media, anchors = found.blocks, found.boxes, found.media, found.links
    line: list[str] = []
    box = -1
    links = strong = heading = hidden = 0  # how deep the pass stands in each
    link_characters = strong_characters = 0
    opened: list[tuple[_Element, int, bool]] = []  # the elements around: is it hidden
    suspended: list[tuple[list[str], int, int]] = []  # lines inside which hidden words stand
    kinds = _KINDS

    def flush() -> None:
        nonlocal link_characters, strong_characters
        raw = "".join(line)
        line.clear()
        if "\n" in raw and boxes[box].tag == "pre" and _PARAGRAPH_END.search(raw):
            paragraphs = tuple(_PARAGRAPH.split(raw))
            link_characters //= len(paragraphs)
            strong_characters //= len(paragraphs)
        else:
            paragraphs = (raw,)  # most
        for paragraph in paragraphs:
            text = folded(paragraph)
            if text:
                if len(blocks) >= MAX_LINES:
                    raise _too_many("lines of text", MAX_LINES)
                block = Block()
                block.text = text
                edged = EDGE in paragraph or "\n" in paragraph
                block.parts = paragraph if edged and len(paragraph) < _LONGEST_PARTS else text
                block.box = box
                block.links = link_characters
                block.strong = strong_characters
                block.heading = heading
                block.hidden = hidden > 0
                block.credits = None
                block.reason = block.byline = UNKNOWN
                blocks.append(block)
        link_characters = strong_characters = 0

    following: _Element | None = root
    while True:
        if following is not None:
            element = following
            tag = element.tag
            kind = kinds.get(tag, _BLOCK)
            if kind == _SPAN and len(element) and _holds_lines(element):
                kind = _BLOCK
            if kind <= _LAST_BOX:
                if line:
                    flush()  # what stands before is shown
                style = element.get(b"style")  # in bytes, which lxml need not encode first
                is_hidden = (
                    style is not None
                    and "none" in style.lower()
                    and _hides_box(style)
                    and not _PART.match(element.get("id") or "")
                )
                if is_hidden or element.get(b"hidden") is not None:
                    hidden += 1
                    is_hidden = True
                opening = Box()
                opening.element = element
                opening.tag = tag
                opening.parent = box
                opening.first = len(blocks)
                opening._mark = None
                box = len(boxes)
                boxes.append(opening)
                if kind == _HEADING:
                    heading = int(tag[1])
                text = element.text
                if text and text.isspace():
                    text = None
            elif kind <= _LAST_INLINE:
                style = element.get(b"style")
                is_hidden = style is not None and _hides_words(style)
                if is_hidden:
                    hidden += 1
                    suspended.append((line, link_characters, strong_characters))
                    line = []
                    link_characters = strong_characters = 0
                line.append(EDGE)
                if kind == _LINK:
                    links += 1
                    if len(anchors) >= MAX_LINKS:
                        raise _too_many("links", MAX_LINKS)
                    anchors.append((element, len(blocks), box, hidden > 0))
                elif kind == _STRONG:
                    strong += 1
                elif kind == _TIME and (stated := element.get("datetime")):
                    found.times.append((stated, f"{element.get('class') or ''} {boxes[box].mark}", len(blocks)))
                text = element.text
            else:
                text = None
                if kind == _BREAK:
                    if line:
                        flush()
                elif kind == _MEDIUM:
                    if len(media) >= MAX_MEDIA:
                        raise _too_many("pictures", MAX_MEDIA)
                    media.append(Medium(element, tag, len(blocks) + bool(line), box, hidden > 0))
                elif kind == _DECLARATION:
                    _read_declaration(element, tag, found)
                elif tag == "head":
                    _read_head(element, found)
                elif tag == "script" and "ld+json" in (element.get("type") or ""):
                    found.data.append(element.text or "")
            if text:
                line.append(text)
                if links:
                    link_characters += len(text.strip())
                if strong:
                    strong_characters += len(text.strip())
            if kind <= _LAST_INLINE and len(element):
                opened.append((element, kind, is_hidden))
                following = element[0]
                continue
        elif opened:
            element, kind, is_hidden = opened.pop()
        else:
            return found
        if kind <= _LAST_BOX:
            if line:
                flush()
            closed = boxes[box]
            closed.last = len(blocks)
            box = closed.parent
            if kind == _HEADING:
                heading = 0
            if is_hidden:
                hidden -= 1
        elif kind <= _LAST_INLINE:
            if is_hidden:
                if line:
                    flush()
                line, link_characters, strong_characters = suspended.pop()
                hidden -= 1
            line.append(EDGE)
            if kind == _LINK:
                links -= 1
            elif kind == _STRONG:
                strong -= 1
        text = element.tail
        if text and (line or not text.isspace()):
            line.append(text)
            if links:
                link_characters += len(text.strip())
            if strong:
                strong_characters += len(text.strip())
        following = element.getnext()


def _too_many(what: str, limit: int) -> UnreadablePage:
    return UnreadablePage(f"the page has more than {limit:,} {what}")


@lru_cache(maxsize=512)
def _hides_box(style: str) -> bool:
    return _HIDDEN.search(style[:2000].lower()) is not None


@lru_cache(maxsize=512)
def _hides_words(style: str) -> bool:
    return _HIDDEN_WORDS.search(style[:2000].lower()) is not None


def _holds_lines(element: _Element) -> bool:
    """Whether an inline element with a name of its own is used as a block: old pages put whole bodies into one."""
    if element.get("id") is None and element.get("class") is None:
        return False
    return any(child.tag == "br" or _KINDS.get(child.tag, _BLOCK) <= _LAST_BOX for child in element)


def _read_head(head: _Element, found: Survey) -> None:
    for element in head.iter("meta", "title", "base", "script"):
        if element.tag == "script":
            if "ld+json" in (element.get("type") or ""):
                found.data.append(element.text or "")
        else:
            _read_declaration(element, element.tag, found)


def _read_declaration(element: _Element, tag: str, found: Survey) -> None:
    if tag == "title":
        found.title = found.title or folded(element.text or "")
    elif tag == "base":
        found.base = found.base or element.get("href")
    elif tag == "meta":
        name = element.get(b"name") or element.get(b"property") or element.get(b"itemprop")
        # name="PubDate"&nbsp;content="…": the space belongs to the attribute's name
        content = element.get(b"content") or element.get("\u00a0content")
        if name and content and (value := folded(content)):
            found.metas.setdefault(name.strip().lower(), value)
