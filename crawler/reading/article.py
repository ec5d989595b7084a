"""An article page's bytes to its fields."""

from __future__ import annotations

from datetime import datetime
from urllib.parse import urljoin

from lxml import html
from lxml.cssselect import CSSSelector

from crawler.items import Image
from crawler.reading.body import Body
from crawler.reading.body import body as body_of
from crawler.reading.byline import Byline, byline, editor_name
from crawler.reading.captions import captions
from crawler.reading.channel import channel
from crawler.reading.credit_text import bracketed_editor, editor_ending, is_credit_line, text_credit
from crawler.reading.decoding import decode
from crawler.reading.lines import boilerplate, byline_reason
from crawler.reading.media import attachments, has_film, images, media_reach
from crawler.reading.page import parse
from crawler.reading.reading import Hints, Reading, Removed
from crawler.reading.survey import Survey, survey
from crawler.reading.tables import paragraphs, printed
from crawler.reading.title import Title, title

_SHORTEST = 8


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
    decoded = decode(body, content_type)
    root = parse(decoded.text)
    page = survey(root)
    reading = Reading(encoding=decoded.encoding, encoding_from=decoded.encoding_from)
    named = hints or Hints()
    base = urljoin(url or "", page.base) if page.base else url

    heading = _title(page, root, named, reading)
    text = body_of(page, heading.block, heading.text, _hinted_box(page, root, named.body, "body", reading))
    _read_body(page, text, base, heading, reading)
    found = byline(page, heading, text, url, retrieved_at)
    _read_byline(found, reading)
    reading.channel, evidence = channel(page, reading.title, heading.block)
    if evidence:
        reading.evidence["channel"] = evidence
    return reading


def objection(reading: Reading) -> str | None:
    """Why a reading is that of no article page (a listing, an error page, a wall), in a sentence; None for an article."""
    if not reading.title:
        return "no article: the page has no title"
    if reading.body_kind == "text" and len(reading.body) < _SHORTEST:
        return "no article: the page has no running text, no picture, no film and no file of its own"
    if reading.timestamp is None and reading.source is None and len(reading.body) < 200 and "。" not in reading.body:
        return "no article: the page has neither a byline nor sentences"
    return None


def _title(page: Survey, root: html.HtmlElement, hints: Hints, reading: Reading) -> Title:
    found = title(page)
    box = _hinted_box(page, root, hints.title, "title", reading)
    if box >= 0 and page.boxes[box].first < page.boxes[box].last:
        number = page.boxes[box].first
        found = Title(page.blocks[number].text.replace("\u00a0", " "), number, "hint of the site")
    reading.title = found.text
    if found.text:
        reading.evidence["title"] = found.evidence
    return found


def _hinted_box(page: Survey, root: html.HtmlElement, selectors: tuple[str, ...], name: str, reading: Reading) -> int:
    """The number of the box that the first matching selector names, -1 if none does or none is given."""
    for selector in selectors:
        for element in CSSSelector(selector, translator="html")(root):
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
    found.lines = [number for number in found.lines if number not in captioned]
    reading.images = [image for image, _ in pictures]
    reading.attachments = attachments(page, reach, base)
    lines = paragraphs(page, found.lines, found.cells)
    pieces: list[Removed] = []
    if lines:
        pieces = _read_text_credits(lines, page, found, heading, reading)
        reading.evidence["body"] = found.evidence
    reading.body = "\n".join(lines)
    if not reading.body:
        if has_film(page, reach):
            reading.body_kind = "video"
        elif reading.images:
            reading.body_kind = "image"
        elif reading.attachments:
            reading.body_kind = "attachment"
    reading.removed = [*_removed(page, found, heading), *pieces]


def _removed(page: Survey, found: Body, heading: Title) -> list[Removed]:
    """What was taken off the body, and what stands between it and the title and behind it, each with its reason."""
    reasons = dict(found.removed)
    first = found.lines[0] if found.lines else found.last
    last = found.lines[-1] if found.lines else found.first
    for number in (*range(heading.block + 1, first), *range(last + 1, min(last + 15, len(page.blocks)))):
        block = page.blocks[number]
        if number not in reasons and number not in found.lines:
            labelled = byline_reason(block.parts)
            reason = "hidden" if block.hidden else labelled[0] if labelled else boilerplate(block.text, block.links)
            if reason:
                reasons[number] = reason
    return [Removed(printed(page.blocks[number].text), reasons[number]) for number in sorted(reasons)]


def _read_text_credits(lines: list[str], page: Survey, found: Body, heading: Title, reading: Reading) -> list[Removed]:
    """The editor at the end of the last paragraph, and the authors that the text names.

    Credit lines are taken off ``lines``; the answer is what was taken off.
    """
    pieces = []
    ending = editor_ending(lines[-1])
    if ending and (name := editor_name(ending[2])):
        reading.editor = name
        reading.evidence["editor"] = f"at the end of the last paragraph: {ending[1]}：{ending[2]}"
        pieces.append(Removed(lines[-1][len(ending[0]) :].strip(), "editor"))
        lines[-1] = ending[0]
    for line in lines[:-5:-1]:
        bracketed = None if reading.editor else bracketed_editor(line)
        if bracketed and (name := editor_name(bracketed[1])):
            reading.editor = name
            reading.evidence["editor"] = f"in brackets behind the text: {bracketed[0]}：{bracketed[1]}"
    between = range(max(heading.block + 1, found.lines[0] - 6), found.lines[0])
    above = [printed(page.blocks[number].text) for number in between if not page.blocks[number].hidden]
    credit = next((text_credit([text]) for text in above if is_credit_line(text)), None) or text_credit(lines)
    if credit.author:
        reading.author, reading.author_from = credit.author, credit.author_from
        reading.evidence["author"] = credit.evidence
    reading.contributors = credit.contributors
    if 0 <= credit.line < len(lines) and len(lines) > 1 and is_credit_line(lines[credit.line]):
        pieces.append(Removed(lines.pop(credit.line), "byline"))
    return pieces


def _read_byline(found: Byline, reading: Reading) -> None:
    reading.source = found.source
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
    reading.evidence |= found.evidence
