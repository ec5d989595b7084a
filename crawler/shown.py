"""What a page shows to a reader: enough of it to tell a challenge or an error message from a page."""

from __future__ import annotations

from dataclasses import dataclass

from crawler.reading import UnreadablePage
from crawler.reading.decoding import decode
from crawler.reading.page import parse
from crawler.reading.survey import survey


@dataclass(frozen=True, slots=True)
class Shown:
    """The visible parts of a page.

    source: its text, decoded. title: of ``<title>``. lines: visible lines of which less than half is a link, in order,
    white space folded. links: how many links it has. media: how many pictures, films and frames. ids: the ids of its
    block elements. password: whether it asks for a password.
    """

    source: str
    title: str = ""
    lines: tuple[str, ...] = ()
    links: int = 0
    media: int = 0
    ids: frozenset[str] = frozenset()
    password: bool = False

    @property
    def characters(self) -> int:
        """How much there is to read beside links."""
        return sum(map(len, self.lines))


def shown(body: bytes, content_type: str | None = None) -> Shown:
    """What the page shows; nothing where it has no element, or is too large or too deep to be parsed.

    body: as downloaded. content_type: the header's value.

    >>> shown(b"<title>404</title><p>not found <a href='/'>home</a></p><input type=password>").lines
    ('not found home',)
    """
    source = decode(body, content_type).text
    try:
        page = survey(parse(source))
    except UnreadablePage:
        return Shown(source)
    inputs = [medium.element for medium in page.media if medium.tag == "input"]
    return Shown(
        source,
        page.title,
        tuple(block.text for block in page.blocks if not block.hidden and block.links * 2 < len(block.text)),
        sum(1 for element, _, _, hidden in page.links if not hidden and element.get("href")),
        sum(1 for medium in page.media if medium.tag != "input" and not medium.hidden),
        frozenset(filter(None, (box.element.get("id") for box in page.boxes))),
        any((element.get("type") or "").lower() == "password" for element in inputs),
    )
