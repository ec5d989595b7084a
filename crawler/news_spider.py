"""NewsSpider: the walk from a news centre over its channels and their listing pages to the articles."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Iterable, Iterator, Mapping
from typing import Any, ClassVar, Literal, Self
from urllib.parse import urljoin

from scrapy import Request, Spider, signals
from scrapy.crawler import Crawler
from scrapy.exceptions import DontCloseSpider
from scrapy.http import Response, TextResponse
from twisted.python.failure import Failure

from crawler.arguments import Arguments, WrongUse
from crawler.articles import ListedRow, NoArticle, Part, article_of, attachment_of, joined, led_on, part_of
from crawler.causes import cause, wall_of
from crawler.cms import Channel, ListRequest, Row, article_pages, own_host, read_channels
from crawler.items import Article
from crawler.ledger import LedgerRow
from crawler.ledger_file import LedgerError
from crawler.listings import NoListing, external_identity, identity_of, listing_of, place_of
from crawler.reading import Hints
from crawler.responses import content_type_of, said
from crawler.run import Run
from crawler.verdict import UNREACHABLE
from crawler.walk import Step, Walk

logger = logging.getLogger(__name__)

#: Articles before the listing's next page: a long walk then holds one page's rows in memory, not all of them.
LISTING_PRIORITY = -10
#: Rows of earlier runs are asked for in portions, so that a long list of them does not fill the memory.
DUE_PORTION = 100
#: So many walls, or so many answers that never came, in a row end the run: the host does not want or cannot.
WALLS_IN_A_ROW = 3
UNREACHABLE_IN_A_ROW = 6

#: Whose news a site publishes.
Level = Literal["national", "province", "city"]


class NewsSpider(Spider):
    """The base of every site's spider. A site is a file in ``crawler/spiders/`` with class attributes only:

    1. ``name``: pinyin, broad to narrow (``guangdong_shenzhen``); also the file's name and the site's data folder.
    2. ``site_name``: in Chinese, as the site calls itself.
    3. ``level``: ``national``, ``province`` or ``city``; ``province``: the short name (``广东``), None for a national site.
    4. ``evidence``: the grade of the best evidence of its listings (A: the system's own pages, B: a working crawler, C: notes
       of one, D: a URL only) and the year of the latest (``B 2026``).
    5. ``news_centre``: the page that leads to its channels; None where ``channels`` say enough, or ``-a url=…`` must give it.
    6. ``family``: its CMS's module in ``crawler.cms``; None lets each page say what it is.
    7. ``channels``: names and URLs (relative to the news centre) of the listings, only where that does not link to them.
    8. ``hints``: selectors for fields that the general reading rules miss on this site.

    Arguments (``-a name=value``): see :class:`crawler.arguments.Arguments`.
    """

    site_name: str | None = None
    level: ClassVar[Level | None] = None
    province: ClassVar[str | None] = None
    evidence: ClassVar[str | None] = None
    news_centre: ClassVar[str | None] = None
    news_centre_name: str | None = "新闻中心"
    family: ClassVar[str | None] = None
    channels: ClassVar[Mapping[str, str]] = {}
    hints: ClassVar[Hints | None] = None

    def __init__(self, name: str | None = None, **arguments: str) -> None:
        super().__init__(name)
        self.options = Arguments.read(
            self.name, arguments, default_url=self.news_centre or next(iter(self.channels.values()), None)
        )
        self.arguments = arguments
        self.url = self.options.url
        self.dry = self.options.dry
        self.requested = 0
        self._channels: list[Channel] = []
        self._walls_in_a_row = 0
        self._unreachable_in_a_row = 0

    @property
    def site(self) -> str:
        """The name of the site's data folder and the head of its articles' ids."""
        return self.name

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> Self:
        """Made by Scrapy."""
        spider = super().from_crawler(crawler, *args, **kwargs)
        crawler.signals.connect(spider.spider_idle, signals.spider_idle)
        return spider

    @property
    def run(self) -> Run:
        """The run that is under way, which is told what happens to each row."""
        return Run.of(self.crawler)

    async def start(self) -> AsyncIterator[Request]:
        """Ask for the news centre, unless the site's channels are known."""
        if self.options.max_minutes:
            asyncio.get_running_loop().call_later(self.options.max_minutes * 60, self._close, "max_minutes")
        if self.channels and self.url == (self.news_centre or next(iter(self.channels.values()))):
            self._channels = self._chosen(Channel(name, urljoin(self.url, url)) for name, url in self.channels.items())
            return
        yield Request(self.url, self.parse_news_centre, errback=self.fail_news_centre, dont_filter=True)

    def parse_news_centre(self, response: Response) -> Iterable[Request]:
        """Find the channels; the walk over them begins when the rows due from earlier runs are done."""
        if kind := wall_of(response):
            self.fail_start(f"wall: {kind}", f"{response.url} answered with a wall ({kind}) instead of the news centre")
            return ()
        found = read_channels(response.body, response.url, content_type_of(response))
        if found:
            self.walk_channels(found)
        else:
            self.fail_start(
                "no channel",
                f"{response.url} is no news centre: no channel with a listing was found on it. "
                "Give the address of the page that leads to the channels: -a url=…",
            )
        return ()

    def fail_news_centre(self, failure: Failure) -> Iterable[Request]:
        """Say why there is nothing to walk."""
        why = cause(failure.value)
        if why.startswith("wall"):
            self.run.counts.walls[why.partition(": ")[2]] += 1
        url = failure.request.url  # type: ignore[attr-defined]  # set by Scrapy
        self.fail_start(why, f"{url} could not be had ({why}: {said(failure)})")
        return ()

    def walk_channels(self, found: Iterable[Channel]) -> None:
        """Walk these channels next, or those of them that the argument ``channel`` names."""
        self._channels = self._chosen(found)
        logger.info("channels: %s", ", ".join(f"{channel.name} {channel.url}" for channel in self._channels))

    def fail_start(self, why: str, sentence: str) -> None:
        self.run.counts.start_failure = (why, sentence)
        logger.error(sentence)

    def _chosen(self, found: Iterable[Channel]) -> list[Channel]:
        """The channels that the argument ``channel`` names; all without it."""
        try:
            return self.options.chosen(found)
        except WrongUse as error:
            self.run.counts.wrong_use = str(error)
            return []

    def spider_idle(self) -> None:
        """Rows of earlier runs first, then the channels' listings; nothing more lets the crawl end."""
        try:
            requests = [] if self.run.bounded or self.run.counts.start_failure else list(self._next_requests())
        except (OSError, LedgerError) as error:
            # Scrapy only logs what a signal's receiver raises, and would end the crawl as finished.
            self.run.crash(str(error))
            return
        for request in requests:
            self.crawler.engine.crawl(request)
        if requests:
            raise DontCloseSpider

    def _next_requests(self) -> Iterator[Request]:
        if self.run.counts.wrong_use:
            return
        while not self.dry and (due := self.run.due_rows(DUE_PORTION)):
            requests = list(filter(None, map(self._due_request, due)))
            if requests or self.run.bounded:
                yield from requests
                return
        channels, self._channels = self._channels, []
        for channel in channels:
            self.run.channel(channel.name).url = channel.url
            walk = Walk(
                channel,
                self.run.ledger.begin_walk(channel.name, channel.url),
                ListRequest(channel.url, family=self.family),
                full=self.options.full,
                since=self.options.since,
                max_pages=self.crawler.settings.getint("LISTING_MAX_PAGES"),
            )
            yield self._listing_request(walk.first, walk)

    # Listings

    def _listing_request(self, asked: ListRequest, walk: Walk) -> Request:
        return Request(
            asked.url,
            self.parse_listing,
            errback=self.fail_listing,
            method=asked.method,
            headers=dict(asked.headers),
            body=asked.body,
            cb_kwargs={"asked": asked, "walk": walk},
            priority=LISTING_PRIORITY,
            dont_filter=True,
        )

    def parse_listing(self, response: Response, asked: ListRequest, walk: Walk) -> Iterator[Request]:
        """Write down each row, ask for the articles that are due, then for the next page unless the walk ends here."""
        if kind := wall_of(response):
            self._meet_wall(kind, asked.url)
            yield from self._fail_page(walk, f"wall: {kind}", asked, f"{response.url}: wall: {kind}")
            return
        self._walls_in_a_row = 0
        try:
            listing = listing_of(response, asked)
        except NoListing as error:
            yield from self._fail_page(walk, error.cause, asked, f"{response.url}: {error}")
            return
        identities = [identity_of(self.site, row, self.family or listing.family) for row in listing.rows]
        place = place_of(response, listing, asked)
        if place and not walk.accepts(listing, asked, identities, place):
            yield from self._follow(walk, walk.no_page())
            return
        count = self.run.channel(walk.channel.name)
        count.pages += bool(listing.rows) or listing.total == 0
        count.family = listing.family
        self.run.ledger.name_family(walk.channel.name, listing.family)
        standings = []
        for identity, row in zip(identities, listing.rows, strict=True):
            standing = self.run.list_row(
                identity, row, walk.channel.name, walk.number, full=self.options.full, external=self.options.external
            )
            standings.append(standing)
            if standing.due and (request := self._row_request(identity, row, walk)):
                yield request
        step = walk.step(listing, asked, identities, standings, place)
        if self.dry:
            stated = f"{listing.pages or 'unknown'} pages and {listing.total or 'unknown'} rows stated"
            shell = step.following is not None and step.following.page == asked.page
            seen = "its rows come by a further request" if shell else f"{len(listing.rows)} rows on its first page"
            count.stopped = f"dry: {seen}, {stated}"
        else:
            yield from self._follow(walk, step)

    def _follow(self, walk: Walk, step: Step) -> Iterator[Request]:
        """The request for the listing's next page, unless the walk or the run ends here."""
        if step.failure is None and self.run.bounded:
            self.run.channel(walk.channel.name).stopped = f"cut short: {', '.join(self.run.counts.bounds)}"
        elif step.following is not None:
            yield self._listing_request(step.following, walk)
        else:
            self._end_walk(walk, step)

    def _row_request(self, identity: str, row: Row, walk: Walk) -> Request | None:
        """The request for a row's article; None where the row ends without one."""
        if row.external and not self.options.external:
            self.run.end_row(identity, "external")
        elif self.dry:
            self.run.end_row(identity, "skipped", "dry")
        elif row.date and self.options.since and row.date < self.options.since:
            self.run.end_row(identity, "skipped", "since")
        elif row.date and self.options.until and row.date > self.options.until and not row.yearless:
            self.run.end_row(identity, "skipped", "until")
        else:
            if row.date is None:
                self.run.counts.undated += 1
            family = self.run.channel(walk.channel.name).family
            listed = ListedRow(identity, row.url, row.title, row.date, walk.channel.name, family, row.yearless)
            return self._article_request(listed)
        return None

    def _end_walk(self, walk: Walk, step: Step) -> None:
        count = self.run.channel(walk.channel.name)
        count.stopped, count.failure = step.stopped, step.failure
        if step.failure:
            logger.error("%s: %s", walk.channel.name, step.stopped)
        elif step.closed and not self.options.until:
            count.closed = True
            self.run.ledger.close_walk(walk.channel.name)

    def fail_listing(self, failure: Failure) -> Iterator[Request]:
        """A listing page could not be had."""
        request: Request = failure.request  # type: ignore[attr-defined]  # set by Scrapy
        why = cause(failure.value)
        if why.startswith("wall: "):
            self._meet_wall(why.removeprefix("wall: "), request.url)
        sentence = f"{request.url}: {why}: {said(failure)}"
        yield from self._fail_page(request.cb_kwargs["walk"], why, request.cb_kwargs["asked"], sentence)

    def _fail_page(self, walk: Walk, why: str, asked: ListRequest, sentence: str) -> Iterator[Request]:
        """The walk stays open, so that the next one does not stop at its rows; only a guessed page may be missing."""
        if walk.lacks(asked, why):
            logger.info("%s", sentence)
            yield from self._follow(walk, walk.no_page())
            return
        logger.error("%s", sentence)
        self._end_walk(walk, Step(stopped=f"page {asked.page} failed ({why})", failure=why))

    # Articles

    def _due_request(self, row: LedgerRow) -> Request | None:
        """The request for a row of an earlier run; one to another host, which that run followed, may not be followed now."""
        if not self.options.external and row.id == external_identity(self.site, row.url):
            self.run.end_row(row.id, "external")
            return None
        return self._article_request(row)

    def _article_request(self, row: ListedRow | LedgerRow) -> Request | None:
        """The request for an article; None where ``max_articles`` leaves the row to the next run."""
        if self.options.max_articles and self.requested >= self.options.max_articles:
            self.run.bound("max_articles")
            self.run.end_row(row.id, "skipped", "max_articles", due=True)
            return None
        self.requested += 1
        if not isinstance(row, ListedRow):
            row = ListedRow(row.id, row.url, row.title, row.date, row.channel, self.run.ledger.family(row.channel))
        return Request(row.url, self.parse_article, errback=self.fail_article, cb_kwargs={"row": row}, dont_filter=True)

    def parse_article(self, response: Response, row: ListedRow) -> Iterator[Article | Request]:
        """Read the article; what is none ends its row with the cause. One of several pages goes on to its second."""
        self._unreachable_in_a_row = 0
        if kind := wall_of(response):
            self._end_at_wall(row, kind)
            return
        self._walls_in_a_row = 0
        if not isinstance(response, TextResponse):
            yield attachment_of(self, row, response)
            return
        try:
            article = article_of(self, row, response)
        except NoArticle as error:
            if following := led_on(self, row, response, error):
                yield following
            return
        counted = row.yearless and article.timestamp_from == "listing"
        if skipped := self.options.outside(None if counted else article.timestamp):
            self.run.end_row(row.id, "skipped", skipped)
            return
        family = self.family or row.family if own_host(row.url, self.url) else None
        pages = article_pages(response.body, response.url, content_type_of(response), family)
        if len(pages) > 1:
            yield self._page_request(row, article, pages, ())
        else:
            yield article

    def _page_request(
        self, row: ListedRow, article: Article, pages: tuple[str, ...], parts: tuple[Part, ...]
    ) -> Request:
        return Request(
            pages[len(parts) + 1],
            self.parse_article_page,
            errback=self.fail_article,
            cb_kwargs={"row": row, "article": article, "pages": pages, "parts": parts},
            dont_filter=True,
        )

    def parse_article_page(
        self, response: Response, row: ListedRow, article: Article, pages: tuple[str, ...], parts: tuple[Part, ...]
    ) -> Iterator[Article | Request]:
        """Read a further page of an article; with the last one it is whole. A missing page fails all of it."""
        if kind := wall_of(response):
            self._end_at_wall(row, kind)
            return
        try:
            part = part_of(self, row, response) if isinstance(response, TextResponse) else None
        except NoArticle as error:
            logger.warning("%s: %s", response.url, error)
            part = None
        if part is None:
            self.run.end_row(row.id, "failed", f"incomplete: page {len(parts) + 2} of {len(pages)}")
        elif len(parts) + 2 < len(pages):
            yield self._page_request(row, article, pages, (*parts, part))
        else:
            yield joined(article, pages, (*parts, part))

    def fail_article(self, failure: Failure) -> None:
        """The page could not be had: its row fails with the cause, and is due in the next run."""
        row: ListedRow = failure.request.cb_kwargs["row"]  # type: ignore[attr-defined]  # set by Scrapy
        why = cause(failure.value)
        if why.startswith("wall: "):
            self._end_at_wall(row, why.removeprefix("wall: "))
            return
        logger.info("%s: %s: %s", row.url, why, said(failure))
        self.run.end_row(row.id, "failed", why)
        if not own_host(row.url, self.url):
            return
        self._unreachable_in_a_row = self._unreachable_in_a_row + 1 if why in UNREACHABLE else 0
        if self._unreachable_in_a_row >= UNREACHABLE_IN_A_ROW:
            self._close("unreachable")

    def _end_at_wall(self, row: ListedRow, kind: str) -> None:
        logger.info("%s: wall: %s", row.url, kind)
        self.run.end_row(row.id, "failed", f"wall: {kind}")
        self._meet_wall(kind, row.url)

    def _meet_wall(self, kind: str, url: str) -> None:
        """Count a wall; the third in a row on the site's own host ends the run."""
        self.run.counts.walls[kind] += 1
        self._walls_in_a_row += own_host(url, self.url)
        if self._walls_in_a_row >= WALLS_IN_A_ROW:
            self._close("wall")

    def _close(self, bound: str) -> None:
        """End the run in order: what is under way is finished, the rest is due in the next run."""
        self.run.bound(bound)
        self._closing = asyncio.ensure_future(self.crawler.engine.close_spider_async(reason="bounded"))
