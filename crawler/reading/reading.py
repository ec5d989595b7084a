"""What an article page says, field by field, and how each was found."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from crawler.items import Attachment, AuthorFrom, BodyKind, Contributor, Image, TimestampFrom, TimestampPrecision

#: Version of the reading rules; raise it whenever a rule changes what any page gives.
READER = "4"


@dataclass(frozen=True, slots=True)
class Removed:
    """A piece of text near the body that was left out.

    text: as on the page, white space folded.
    reason: a word from the reader's own list, such as ``copyright``, ``editor``, ``byline``, ``share``, ``related``.
    """

    text: str
    reason: str


@dataclass(frozen=True, slots=True)
class Hints:
    """CSS selectors by which a family or a site says where a field stands; they win over the general rules.

    Each is tried in turn; where none matches, the general rule decides and the field's name is put into
    ``Reading.fallbacks``. An empty tuple means: no hint, use the general rule.
    """

    title: tuple[str, ...] = ()
    byline: tuple[str, ...] = ()
    body: tuple[str, ...] = ()
    channel: tuple[str, ...] = ()


@dataclass(slots=True)
class Reading:
    """The fields of ``crawler.items.Article`` that a page itself says; absent is None (``body``: "").

    timestamp: aware, +08:00; what was not printed is zero.
    encoding: the encoding that the bytes were decoded with (``utf-8``, ``gb18030`` …).
    encoding_from: ``bom``, ``header``, ``meta`` or ``bytes`` (what was declared does not fit the bytes).
    fallbacks: names of fields for which a hint was given and did not match.
    title_printed: whether a line of the page prints the title; else it comes from a meta or ``<title>``.
    links_between: how many lines that are links stood between the paragraphs; a listing has many.
    evidence: for each field that was found, one line a person can check: the label, the element, what else was seen.
    left_out: answers with what ``removed`` says.
    """

    title: str | None = None
    source: str | None = None
    author: str | None = None
    author_from: AuthorFrom | None = None
    editor: str | None = None
    timestamp: datetime | None = None
    timestamp_precision: TimestampPrecision | None = None
    timestamp_from: TimestampFrom | None = None
    body: str = ""
    body_kind: BodyKind = "text"
    channel: list[str] = field(default_factory=list)
    contributors: list[Contributor] = field(default_factory=list)
    images: list[Image] = field(default_factory=list)
    attachments: list[Attachment] = field(default_factory=list)
    encoding: str = "utf-8"
    encoding_from: str = "bytes"
    fallbacks: list[str] = field(default_factory=list)
    title_printed: bool = False
    links_between: int = 0
    evidence: dict[str, str] = field(default_factory=dict)
    left_out: Callable[[], list[Removed]] = field(default=list, repr=False, compare=False)

    @property
    def removed(self) -> list[Removed]:
        """Each piece of text near the body that was left out, in the page's order, with its reason.

        It is worked out when it is asked for: a person asks, a crawl does not.
        """
        return self.left_out()
