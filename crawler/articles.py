"""From a response and its row to the Article that the pipelines get."""

from __future__ import annotations

import logging
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, TypeVar

from scrapy import Request
from scrapy.http import Response, TextResponse

from crawler.cms import article_document, hints, lasting_url, leads_on, own_host
from crawler.items import Article, Attachment, TimestampFrom, TimestampPrecision
from crawler.non_articles import elsewhere, non_article
from crawler.reading import READER, Hints, Reading, UnreadablePage, read_article
from crawler.responses import content_type_of
from crawler.run import utc

if TYPE_CHECKING:
    from crawler.news_spider import NewsSpider

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class ListedRow:
    """What an article request remembers of its row. family: that read its listing. yearless: as :class:`Row` has it."""

    id: str
    url: str
    title: str
    date: date | None
    channel: str
    family: str | None
    yearless: bool = False


T = TypeVar("T")

#: What a further page of an article gives: its reading.
Part = Reading


class NoArticle(Exception):  # noqa: N818 - named for what it says, as UnreadablePage is
    """A page that answers in place of an article.

    cause: as the row's end names it: ``parse`` for a page that cannot be read, else ``no article:`` and its kind.
    """

    def __init__(self, cause: str, sentence: str) -> None:
        super().__init__(sentence)
        self.cause = cause


def article_of(spider: NewsSpider, row: ListedRow, response: TextResponse) -> Article:
    """The article on an HTML page; the listing helps out where the page itself says nothing.

    Each help has its own counter (``jingxun/fallback/…``), as has what the bytes' charset was taken from.
    Raises :class:`NoArticle`.
    """
    fetched = datetime.now(UTC)
    reading = _reading(spider, row, response, fetched)
    stats = spider.crawler.stats
    stats.inc_value(f"jingxun/encoding/{reading.encoding} by {reading.encoding_from}")
    for field in reading.fallbacks:
        stats.inc_value(f"jingxun/fallback/{field}: hint did not match")
    if reading.title is None:
        stats.inc_value("jingxun/fallback/title: listing")
    timestamp, precision, origin = _timestamp(reading, row.date)
    if origin in ("listing", "url"):
        stats.inc_value(f"jingxun/fallback/timestamp: {origin}")
    return Article(
        id=row.id,
        url=lasting_url(response.url),
        site=spider.site,
        site_name=spider.site_name,
        channel=reading.channel or _listed_channel(spider, row),
        title=reading.title or row.title,
        source=reading.source,
        author=reading.author,
        author_from=reading.author_from,
        editor=reading.editor,
        timestamp=timestamp,
        timestamp_precision=precision,
        timestamp_from=origin,
        body=reading.body,
        body_kind=reading.body_kind,
        contributors=reading.contributors,
        images=reading.images,
        attachments=reading.attachments,
        crawled_at=utc(fetched),
        reader=READER,
    )


def led_on(spider: NewsSpider, row: ListedRow, response: TextResponse, error: NoArticle) -> Request | None:
    """The request for the article that an empty page in its place leads on to; without one the row ends here.

    A refresh or a script is followed once, and on the site; a row that it leads to another host ends ``external`` with
    the address as its cause, unless the argument ``external`` says to follow. Walls were told before.
    """
    target = None
    if error.cause == "no article: redirect by script" and "led_from" not in response.meta:
        target = leads_on(response.body, response.url, content_type_of(response))
    if target and (own_host(target, spider.url) or spider.options.external):
        return Request(
            target,
            spider.parse_article,
            errback=spider.fail_article,
            cb_kwargs={"row": row},
            meta={"led_from": response.url},
            dont_filter=True,
        )
    if target:
        logger.info("%s leads to %s", response.url, target)
        spider.run.end_row(row.id, "external", f"leads to {target}")
    else:
        logger.warning("%s: %s", response.url, error)
        spider.run.end_row(row.id, "failed", error.cause)
    return None


def part_of(spider: NewsSpider, row: ListedRow, response: TextResponse) -> Part | None:
    """A further page of an article; None for one without text and pictures. Raises :class:`NoArticle`."""
    reading = _reading(spider, row, response, datetime.now(UTC))
    return reading if reading.body or reading.images else None


def joined(article: Article, pages: tuple[str, ...], parts: tuple[Part, ...]) -> Article:
    """The article with its further pages' text, pictures and files; what the first page left open, the last ones say."""
    bodies = [article.body, *(part.body for part in parts)]
    return replace(
        article,
        body="\n".join(filter(None, bodies)),
        editor=article.editor or next((part.editor for part in parts if part.editor), None),
        images=_each_once(article.images, *(part.images for part in parts)),
        attachments=_each_once(article.attachments, *(part.attachments for part in parts)),
        contributors=_each_once(article.contributors, *(part.contributors for part in parts)),
        pages=[lasting_url(url) for url in pages],
    )


def _each_once(*lists: list[T]) -> list[T]:
    return list(dict.fromkeys(value for values in lists for value in values))


def _reading(spider: NewsSpider, row: ListedRow, response: TextResponse, fetched: datetime) -> Reading:
    """What the reader finds. Raises :class:`NoArticle` for a page that cannot be read, or answers in an article's place."""
    content_type = content_type_of(response)
    family, site = hints(spider.family or row.family), spider.hints or Hints()
    if not own_host(row.url, spider.url):
        family, site = Hints(), Hints()  # a page of another site is read by what it is
    both = Hints(**{name: getattr(site, name) or getattr(family, name) for name in Hints.__dataclass_fields__})
    try:
        page = article_document(response.body, content_type)
        reading = read_article(page, response.url, content_type, fetched, hints=both)
    except UnreadablePage as error:
        raise NoArticle("parse", str(error)) from error
    asked = response.meta.get("led_from") or response.meta.get("redirect_urls", [response.url])[0]
    listings = [channel.url for channel in spider.run.counts.channels.values()]
    kind = elsewhere(asked, response.url, listings) or non_article(
        response.body, response.url, content_type, reading, row.title
    )
    if kind:
        raise NoArticle(f"no article: {kind}", f"it answers with something else ({kind})")
    return reading


def attachment_of(spider: NewsSpider, row: ListedRow, response: Response) -> Article:
    """The article that is a file (a PDF behind the row's link): what its listing says, and the file's URL."""
    spider.crawler.stats.inc_value("jingxun/attachment rows")
    timestamp, precision, origin = _timestamp(Reading(), row.date)
    url = lasting_url(response.url)
    return Article(
        id=row.id,
        url=url,
        site=spider.site,
        site_name=spider.site_name,
        channel=_listed_channel(spider, row),
        title=row.title,
        source=None,
        author=None,
        author_from=None,
        editor=None,
        timestamp=timestamp,
        timestamp_precision=precision,
        timestamp_from=origin,
        body="",
        body_kind="attachment",
        attachments=[Attachment(url, row.title)],
        crawled_at=utc(datetime.now(UTC)),
        reader=READER,
    )


def _listed_channel(spider: NewsSpider, row: ListedRow) -> list[str]:
    return [*filter(None, [spider.news_centre_name]), row.channel]


def _timestamp(
    reading: Reading, listed: date | None
) -> tuple[str | None, TimestampPrecision | None, TimestampFrom | None]:
    """The page's own time, else the listing's day, else the URL's, which is that of creation."""
    if reading.timestamp is not None and not (reading.timestamp_from == "url" and listed):
        return reading.timestamp.isoformat(timespec="seconds"), reading.timestamp_precision, reading.timestamp_from
    if listed:
        return f"{listed.isoformat()}T00:00:00+08:00", "day", "listing"
    return None, None, None
