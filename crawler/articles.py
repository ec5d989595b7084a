"""From a response and its row to the Article that the pipelines get."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Protocol

from scrapy.http import Response, TextResponse

from crawler.cms import canonical_url
from crawler.items import Article, Attachment, TimestampFrom, TimestampPrecision
from crawler.reading import READER, Reading, read_article
from crawler.run import utc

if TYPE_CHECKING:
    from crawler.news_spider import NewsSpider


class ArticleRow(Protocol):
    """What is known of an article from its listing."""

    @property
    def id(self) -> str: ...
    @property
    def title(self) -> str: ...
    @property
    def date(self) -> date | None: ...
    @property
    def channel(self) -> str: ...


def article_of(spider: NewsSpider, row: ArticleRow, response: TextResponse) -> Article:
    """The article on an HTML page; the listing helps out where the page itself says nothing.

    Each help has its own counter (``jingxun/fallback/…``), as has what the bytes' charset was taken from.
    Raises :class:`crawler.reading.UnreadablePage`.
    """
    fetched = datetime.now(UTC)
    header = response.headers.get("Content-Type")
    reading = read_article(
        response.body, response.url, header.decode("latin-1") if header else None, fetched, hints=spider.hints
    )
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
        url=canonical_url(response.url),
        site=spider.site,
        site_name=spider.site_name,
        channel=reading.channel or [spider.news_centre_name, row.channel],
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


def attachment_of(spider: NewsSpider, row: ArticleRow, response: Response) -> Article:
    """The article that is a file (a PDF behind the row's link): what its listing says, and the file's URL."""
    spider.crawler.stats.inc_value("jingxun/attachment rows")
    timestamp, precision, origin = _timestamp(Reading(), row.date)
    url = canonical_url(response.url)
    return Article(
        id=row.id,
        url=url,
        site=spider.site,
        site_name=spider.site_name,
        channel=[spider.news_centre_name, row.channel],
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


def _timestamp(
    reading: Reading, listed: date | None
) -> tuple[str | None, TimestampPrecision | None, TimestampFrom | None]:
    """The page's own time, else the listing's day, else the URL's, which is that of creation."""
    if reading.timestamp is not None and not (reading.timestamp_from == "url" and listed):
        return reading.timestamp.isoformat(timespec="seconds"), reading.timestamp_precision, reading.timestamp_from
    if listed:
        return f"{listed.isoformat()}T00:00:00+08:00", "day", "listing"
    return None, None, None
