"""How far the run is: a bar on a terminal, plain lines otherwise. On standard error, so that the summary stands alone."""

from __future__ import annotations

import asyncio
import contextlib
import sys
from typing import Self

import rich.progress
from rich.console import Console
from scrapy import signals
from scrapy.crawler import Crawler
from scrapy.exceptions import NotConfigured

from crawler.run import Run

#: Seconds between two looks at the counts, and between two plain lines.
BAR_SECONDS = 0.2
LINE_SECONDS = 30.0


class Progress:
    """Shows rows listed and ended. It ends with the run and is not shown for spiders without one."""

    def __init__(self, crawler: Crawler) -> None:
        if getattr(crawler.spider, "site", None) is None:
            raise NotConfigured("the spider has no run to show")
        self.crawler = crawler
        self._bar = rich.progress.Progress(
            rich.progress.TextColumn("{task.description}"),
            rich.progress.BarColumn(),
            rich.progress.MofNCompleteColumn(),
            rich.progress.TimeElapsedColumn(),
            console=Console(stderr=True),
            transient=True,
            disable=not sys.stderr.isatty(),
        )
        self._task: asyncio.Task[None] | None = None
        crawler.signals.connect(self.spider_opened, signals.spider_opened)
        crawler.signals.connect(self.spider_closed, signals.spider_closed)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Made by Scrapy."""
        return cls(crawler)

    def spider_opened(self) -> None:
        """Begin to show."""
        self._bar.start()
        self._task = asyncio.ensure_future(self._show())

    async def _show(self) -> None:
        counts = Run.of(self.crawler).counts
        bar = self._bar.add_task("articles", total=None)
        seconds = BAR_SECONDS if sys.stderr.isatty() else LINE_SECONDS
        while True:
            await asyncio.sleep(seconds)
            ended = counts.listed - counts.unaccounted
            pages = sum(channel.pages for channel in counts.channels.values())
            self._bar.update(bar, total=counts.listed, completed=ended, description=f"{pages} listing pages, rows")
            if not sys.stderr.isatty():
                sys.stderr.write(f"{pages} listing pages, {ended} of {counts.listed} rows ended\n")

    async def spider_closed(self) -> None:
        """Leave the terminal as it was."""
        if self._task is not None:
            self._task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._task
        self._bar.stop()
