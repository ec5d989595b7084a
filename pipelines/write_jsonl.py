"""WriteJsonl: one line an article, safely. What is committed survives a kill at any moment."""

from __future__ import annotations

import asyncio
import contextlib
from typing import Self

from scrapy import signals
from scrapy.crawler import Crawler
from scrapy.exceptions import DropItem

from crawler.items import Article, json_line
from crawler.run import Run

#: Lines are made durable in groups: an fsync a line would cost more than the crawl.
GROUP_LINES = 64
GROUP_SECONDS = 1.0


class WriteJsonl:
    """Append each article to the run's segment; commit lines and ledger together, in groups.

    The segment is published, or held back, when the run's verdict is known: :meth:`crawler.run.Run.spider_closed`.
    A disk that does not take a line ends the run as a crash; what was committed before is published by the next start.
    """

    def __init__(self, crawler: Crawler, run: Run) -> None:
        self.crawler = crawler
        self.run = run
        self._timer: asyncio.Task[None] | None = None
        crawler.signals.connect(self.spider_opened, signals.spider_opened)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Made by Scrapy."""
        return cls(crawler, Run.of(crawler))

    def spider_opened(self) -> None:
        """Begin to commit by the clock: listed rows too are durable after ``GROUP_SECONDS``."""
        self._timer = asyncio.ensure_future(self._commit_by_the_clock())

    async def _commit_by_the_clock(self) -> None:
        while self.run.counts.crash is None:
            await asyncio.sleep(GROUP_SECONDS)
            self._commit()

    def process_item(self, item: Article) -> Article:
        """Write the article's line. Raises DropItem once the disk has failed: nothing more is taken."""
        if self.run.counts.crash is not None:
            raise DropItem(f"{item.id} was not written: {self.run.counts.crash}")
        try:
            self.run.stage(item, bytes.fromhex(item.content_hash), json_line(item))
            if self.run.staging.uncommitted >= GROUP_LINES:
                self.run.staging.commit()
        except OSError as error:
            self._stop(error)
            raise DropItem(f"{item.id} was not written: {error}") from error
        return item

    def _commit(self) -> None:
        try:
            self.run.staging.commit()
        except OSError as error:
            self._stop(error)

    def _stop(self, error: OSError) -> None:
        self.run.crash(f"the disk did not take a line: {error}")
        self._closing = asyncio.ensure_future(self.crawler.engine.close_spider_async(reason="crash"))

    async def close_spider(self) -> None:
        """Stop the clock."""
        if self._timer is not None:
            self._timer.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._timer
