"""A program that is at fault, on order."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from typing import Any, Self

from scrapy.crawler import Crawler
from scrapy.http import Response


class FailingCallbacks:
    """Spider middleware: what a callback yields for a URL that the setting FAILING finds ends in a KeyError."""

    def __init__(self, failing: str) -> None:
        self.failing = re.compile(failing)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(crawler.settings["FAILING"])

    async def process_spider_output(self, response: Response, result: AsyncIterator[Any]) -> AsyncIterator[Any]:
        if self.failing.search(response.url):
            raise KeyError("title")
        async for output in result:
            yield output
