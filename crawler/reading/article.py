"""An article page's bytes to its fields."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from typing import cast

from lxml.cssselect import CSSSelector
from lxml.etree import _Element

from crawler.items import Image
from crawler.reading.body import Body
from crawler.reading.body import body as body_of
from crawler.reading.byline import Byline, byline, editor_name, foot_editor
from crawler.reading.captions import captions
from crawler.reading.channel import channel, hinted_channel
from crawler.reading.credit_text import (
    bracketed_editor,
    bracketed_source,
    editor_ending,
    is_credit_line,
    noted,
    text_credit,
    without_issue,
)
from crawler.reading.decoding import decode
from crawler.reading.lines import byline_of, reason_of, way_back
from crawler.reading.media import address, attachments, has_film, images, media_reach
from crawler.reading.page import check_size, parse
from crawler.reading.reading import Hints, Reading, Removed
from crawler.reading.source import named_source
from crawler.reading.survey import Block, Survey, survey
from crawler.reading.tables import paragraphs, printed
from crawler.reading.title import Title, title
from crawler.reading.trimming import leading_credits

_SHORTEST = 8
_CREDIT_LINES = 15


def read_article(
    body: bytes,
    url: str | None = None,
    content_type: str | None = None,
    retrieved_at: datetime | None = None,
    hints: Hints | None = None,
) -> Reading:
    """The fields of an article page.

    body: as it was sent, uncompressed. url: its address, for relative links and, as the last resort, the day.
    content_type: the value of the ``Content-Type`` header. retrieved_at: aware; relative and yearless times count from
    it, and are None without it. hints: selectors of a family or site that win over the general rules.

    Raises ``UnreadablePage`` where the bytes are no page that can be read (empty, too large, nested too deeply). A page
    that is no article gives a Reading without title or body; the caller decides.
    """
    check_size(body)
    decoded = decode(body, content_type)
    root = parse(decoded.text, decoded.utf_8)
    page = survey(root)
    reading = Reading(encoding=decoded.encoding, encoding_from=decoded.encoding_from)
    named = hints or Hints()
    base = (address(url, page.base) if page.base else None) or url

    heading = _title(page, root, named, reading)
    text = body_of(page, heading.block, heading.text, _hinted_box(page, root, named.body, "body", reading))
    _read_body(page, text, base, heading, reading)
    byline_box = _hinted_box(page, root, named.byline, "byline", reading)
    _read_byline(byline(page, heading, text, url, retrieved_at, byline_box), reading)
    if reading.editor is None and (editor := foot_editor(page, text)):
        reading.editor, reading.evidence["editor"] = editor
    _read_channel(page, root, named, heading, reading)
    return reading


def objection(reading: Reading) -> str | None:
    """Why a reading is that of no article page (a listing, an error page, a wall), in a sentence; None for an article."""
    if not reading.title:
        return "no article: the page has no title"
    if reading.body_kind == "text" and len(reading.body) < _SHORTEST:
        return "no article: the page has no running text, no picture, no film and no file of its own"
    if not reading.title_printed and (reading.links_between > 2 or not reading.body):
        return "no article: the page prints no title of its own, and links where an article has its text"
    if reading.timestamp is None and reading.source is None and len(reading.body) < 200 and "。" not in reading.body:
        return "no article: the page has neither a byline nor sentences"
    return None


def _title(page: Survey, root: _Element, hints: Hints, reading: Reading) -> Title:
    found = title(page)
    box = _hinted_box(page, root, hints.title, "title", reading)
    if box >= 0 and page.boxes[box].first < page.boxes[box].last:
        number = page.boxes[box].first
        found = Title(page.blocks[number].text.replace("\u00a0", " "), number, "hint of the site")
    reading.title, reading.title_printed = found.text, found.block >= 0
    if found.text:
        reading.evidence["title"] = found.evidence
    return found


def _read_channel(page: Survey, root: _Element, hints: Hints, heading: Title, reading: Reading) -> None:
    box = _hinted_box(page, root, hints.channel, "channel", reading)
    evidence = "hint of the site"
    if box >= 0:
        reading.channel = hinted_channel(page, box, reading.title)
    if not reading.channel:
        reading.channel, evidence = channel(page, reading.title, heading.block)
    if reading.channel:
        reading.evidence["channel"] = evidence


def _hinted_box(page: Survey, root: _Element, selectors: tuple[str, ...], name: str, reading: Reading) -> int:
    """The number of the box that the first matching selector names, -1 if none does or none is given."""
    for selector in selectors:
        for element in cast("list[_Element]", CSSSelector(selector, translator="html")(root)):
            number = next((index for index, box in enumerate(page.boxes) if box.element is element), -1)
            if number >= 0:
                return number
    if selectors:
        reading.fallbacks.append(name)
    return -1


def _read_body(page: Survey, found: Body, base: str | None, heading: Title, reading: Reading) -> None:
    """The text, its pictures and files, and the credits that the text itself holds."""
    reach = media_reach(page, found, heading.block)
    pictures = images(page, reach, base)
    captioned = captions(page, found.lines, [number for _, number in pictures])
    for number, place in captioned.items():
        pictures[place] = (Image(pictures[place][0].url, printed(page.blocks[number].text)), pictures[place][1])
        found.removed[number] = "caption"
    if captioned:
        found.lines = [number for number in found.lines if number not in captioned]
        above = leading_credits(page.blocks, found.lines)
        found.removed |= above
        found.lines = found.lines[len(above) :]
    # some editors put the article's title into every alt
    reading.images = [
        Image(image.url) if image.caption and image.caption == heading.text else image for image, _ in pictures
    ]
    reading.attachments = attachments(page, reach, base)
    lines = paragraphs(page, found.lines, found.cells)
    pieces: list[Removed] = []
    if lines:
        pieces = _read_text_credits(lines, page, found, heading, reading)
        reading.evidence["body"] = found.evidence
    reading.body = "\n".join(lines)
    reading.links_between = found.links_between
    if not reading.body:
        if has_film(page, reach):
            reading.body_kind = "video"
        elif reading.images:
            reading.body_kind = "image"
        elif reading.attachments:
            reading.body_kind = "attachment"
    reading.left_out = partial(_removed, page.blocks, found, heading.block, pieces)


def _removed(blocks: list[Block], found: Body, title_block: int, pieces: list[Removed]) -> list[Removed]:
    """What was taken off the body, and what stands between it and the title and behind it, each with its reason.

    Lines that have none are no leftovers of the article. pieces: what was taken off the paragraphs.
    """
    first = found.lines[0] if found.lines else found.last
    last = found.lines[-1] if found.lines else found.first
    beside = (*range(title_block + 1, first), *range(last + 1, min(last + 15, len(blocks))))
    left_out = []
    for number in sorted({*found.removed, *beside}):
        reason = found.removed.get(number) or _reason(blocks[number])
        if reason or number in found.removed:
            left_out.append(Removed(printed(blocks[number].text), reason or "related"))
    return [*left_out, *pieces]


def _reason(block: Block) -> str | None:
    labelled = byline_of(block)
    return "hidden" if block.hidden else labelled[0] if labelled else reason_of(block)


def _read_text_credits(lines: list[str], page: Survey, found: Body, heading: Title, reading: Reading) -> list[Removed]:
    """The editor at the end of the last paragraph, and the authors that the text names.

    Credit lines are taken off ``lines``; the answer is what was taken off.
    """
    pieces = []
    if back := way_back(lines[-1]):
        pieces.append(Removed(back, "related"))
        lines[-1] = lines[-1].removesuffix(back).rstrip()
    ending = editor_ending(lines[-1])
    if ending and (name := editor_name(ending[2])):
        reading.editor = name
        reading.evidence["editor"] = f"at the end of the last paragraph: {ending[1]}：{ending[2]}"
        pieces.append(Removed(lines[-1][len(ending[0]) :].strip(), "editor"))
        lines[-1] = ending[0]
    last = found.lines[-1]
    behind = [block.text for block in page.blocks[last + 1 : last + 3] if not block.hidden]
    for line in (*lines[:-5:-1], *behind):
        bracketed = None if reading.editor else bracketed_editor(line)
        if bracketed and (name := editor_name(bracketed[1])):
            reading.editor = name
            reading.evidence["editor"] = f"in brackets behind the text: {bracketed[0]}：{bracketed[1]}"
    for label, name in (*noted(lines[0]).items(), *noted(lines[-1]).items()):
        if label != "作者" and reading.editor is None:
            reading.editor, reading.evidence["editor"] = name, f"in a note on the text: {label}：{name}"
    for line in lines[:-3:-1]:
        source = None if reading.source else bracketed_source(line)
        if source and named_source(source):
            reading.source = source
            reading.evidence["source"] = f"in brackets behind the text: {source}"
    between = range(max(heading.block + 1, found.lines[0] - _CREDIT_LINES), found.lines[0])
    above = [without_issue(printed(page.blocks[number].text)) for number in between if not page.blocks[number].hidden]
    names = (text for text in above if is_credit_line(text))
    credit = next((text_credit([text]) for text in names), None) or text_credit(lines)
    if credit.author:
        reading.author, reading.author_from = credit.author, credit.author_from
        reading.evidence["author"] = credit.evidence
    if credit.editor and reading.editor is None:
        reading.editor, reading.evidence["editor"] = credit.editor, credit.evidence
    reading.contributors = credit.contributors
    if credit.medium and credit.line == 0 and reading.source is None:
        reading.source, reading.evidence["source"] = credit.medium, f"in the credit: {credit.evidence}"
    if 0 <= credit.line < len(lines) and len(lines) > 1 and is_credit_line(lines[credit.line]):
        pieces.append(Removed(lines.pop(credit.line), "byline"))
    return pieces


def _read_byline(found: Byline, reading: Reading) -> None:
    # a source behind the text beats the meta, and the byline beats both
    if found.source and (reading.source is None or not found.evidence["source"].startswith("meta")):
        reading.source, reading.evidence["source"] = found.source, found.evidence["source"]
    reading.timestamp = found.timestamp
    reading.timestamp_precision = found.timestamp_precision
    reading.timestamp_from = found.timestamp_from
    if found.author:
        reading.author, reading.author_from = found.author, found.author_from
    if found.editor:
        reading.editor = found.editor
    known = {(other.role, other.name) for other in reading.contributors}
    reading.contributors = [
        *(other for other in found.contributors if (other.role, other.name) not in known),
        *reading.contributors,
    ]
    for name, line in found.evidence.items():
        if getattr(found, name) is None:
            reading.evidence.setdefault(name, line)  # why the byline gives none; the text may
        elif name != "source":
            reading.evidence[name] = line
