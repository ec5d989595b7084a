r"""Article: the contract with everyone downstream.

One line of ``data/<site>/articles/*.jsonl`` is one :class:`Article`, its fields in the order of the class, UTF-8 without
``\u`` escapes. ``crawler/article.schema.json`` is the JSON Schema of this class; ``scrapy check_sites`` fails where the
two differ.

Changes of the contract (a change that breaks readers raises the first number):

- 1.0.0: the first contract.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Annotated, Any, Literal

import msgspec
from msgspec import Meta

#: The version of this contract, semantic; it stands in every line and in every manifest.
SCHEMA = "1.0.0"

AuthorFrom = Literal["byline", "line", "text"]
TimestampPrecision = Literal["day", "minute", "second"]
TimestampFrom = Literal["byline", "byline+meta", "meta", "listing", "url"]
BodyKind = Literal["text", "image", "video", "attachment", "external"]

Text = Annotated[str, Meta(min_length=1)]
Url = Annotated[str, Meta(pattern=r"^https?://")]


@dataclass(frozen=True, slots=True)
class Contributor:
    """A printed role other than source, author and editor.

    role: the label as printed, without its colon: 通讯员, 摄影, 审核, 校对 …
    name: the name as printed.
    """

    role: Text
    name: Text


@dataclass(frozen=True, slots=True)
class Image:
    """A picture of the body. url: absolute; caption: as printed below or beside it, else its ``alt``, else null."""

    url: Url
    caption: str | None = None


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that the page offers with the article. url: absolute; name: the link's text, else null."""

    url: Url
    name: str | None = None


@dataclass(slots=True)
class Article:
    """One article of one site, as printed, without boilerplate. Absent is null, never a guess."""

    id: Annotated[str, Meta(pattern=r"^[^:]+:.+$")]
    """Stable: the site and the site's own article key, ``jingshi:/newsshow.aspx?id=1001``."""

    url: Url
    """Canonical URL: the one that was fetched, without fragment and tracking parameters."""

    site: Text
    """The spider's name; for ``any`` the host."""

    site_name: str | None
    """The site's name in Chinese: 广东省公安厅."""

    channel: list[str]
    """The page's breadcrumb, else the listing's: ``["新闻中心", "禁毒之窗"]``."""

    title: Text
    """As printed, without site and column suffixes."""

    source: str | None
    """Who the site says published it first, without the label: 中国警察网."""

    author: str | None
    """Who wrote it; several names as printed. An editor or a department is none."""

    author_from: AuthorFrom | None
    """Where the author stood: ``byline``, ``line`` (a credit line of its own) or ``text`` (dateline, brackets)."""

    editor: str | None
    """Who edited the page: the value of 编辑, 责任编辑, 责编."""

    timestamp: Annotated[str, Meta(pattern=r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+08:00$")] | None
    """Time of publication, ISO 8601 with +08:00; null where the page and its listing print none."""

    timestamp_precision: TimestampPrecision | None
    """How much of the timestamp was printed; the rest of it is zeros."""

    timestamp_from: TimestampFrom | None
    """Where the timestamp stood."""

    body: str
    """Paragraphs joined by ``\\n``, no indents; "" only where ``body_kind`` is not ``text``."""

    body_kind: BodyKind
    """What the article consists of."""

    contributors: list[Contributor] = field(default_factory=list)
    """Other printed roles, in their order."""

    images: list[Image] = field(default_factory=list)
    """Pictures of the body, in their order."""

    attachments: list[Attachment] = field(default_factory=list)
    """Files offered with the article, in their order."""

    pages: list[Url] = field(default_factory=list)
    """The URLs of a multi-page article, in order; empty for the usual article of one page."""

    revision: Annotated[int, Meta(ge=1)] = 1
    """1 for the first line of an id; one more each time the site changed the article."""

    content_hash: str = ""
    """SHA-256 of title, body and the names of images and attachments, see ``pipelines.drop_duplicates``."""

    crawled_at: Annotated[str, Meta(pattern=r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$")] = ""
    """When the page was fetched, UTC."""

    reader: str = ""
    """Version of the reading rules: a hash that changed under another reader is no revision."""

    schema: str = SCHEMA
    """Version of this contract."""


def json_line(article: Article) -> bytes:
    """The article as one line of JSON in UTF-8, its newline included."""
    return msgspec.json.encode(article) + b"\n"


def article_schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) of one line, made from the class."""
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **msgspec.json.schema(Article)}
