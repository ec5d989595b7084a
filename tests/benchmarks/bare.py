"""The spider that anybody would write in ten minutes for 警视在线: six fields by selectors, into FEEDS. What others are measured by.

``scrapy runspider tests/benchmarks/bare.py -a url=… -O file.jsonl``; it prints its items and seconds as JSON.
"""

from __future__ import annotations

import json
import re
import time
from collections.abc import AsyncIterator, Iterator
from typing import Any

from scrapy import FormRequest, Request, Spider

_POSTBACK = re.compile(r"__doPostBack\('([^']+)','([^']*)'\)")


class Bare(Spider):
    """No ledger, no pipelines, no verdict. Its responses are HTML pages, which Scrapy does not promise a callback: Any."""

    name = "bare"
    custom_settings = {"LOG_LEVEL": "ERROR", "TELNETCONSOLE_ENABLED": False, "REMOTE_CONTROL_ENABLED": False}

    def __init__(self, url: str) -> None:
        super().__init__()
        self.url = url
        self.began = time.monotonic()

    async def start(self) -> AsyncIterator[Request]:
        yield Request(self.url, self.parse_centre)

    def parse_centre(self, response: Any) -> Iterator[Request]:
        yield from response.follow_all(css=".block_head a.more", callback=self.parse_listing)

    def parse_listing(self, response: Any) -> Iterator[Request]:
        yield from response.follow_all(
            css=".newslist li a, table tr td a[href*=Show]", callback=self.parse_article, priority=1
        )
        following = response.xpath("//a[contains(., '下一页') or normalize-space()='>']/@href").get()
        if not following and (current := response.xpath("//td/span[number(.) = number(.)]/text()").get()):
            following = response.xpath(f"//a[contains(@href, 'Page${int(current) + 1}')]/@href").get()
        if following and (event := _POSTBACK.search(following)):
            fields = {"__EVENTTARGET": event[1], "__EVENTARGUMENT": event[2]}
            yield FormRequest.from_response(response, formdata=fields, dont_click=True, callback=self.parse_listing)
        elif following and not following.startswith("javascript"):
            yield response.follow(following, self.parse_listing)

    def parse_article(self, response: Any) -> Iterator[dict[str, Any]]:
        info = response.css(".info")[-1:]
        yield {
            "url": response.url,
            "title": response.css("h1::text").get(),
            "source": info.css("span:nth-of-type(1)::text").get(),
            "author": info.css("span:nth-of-type(2)::text").get(),
            "timestamp": info.css("span:nth-of-type(3)::text").get(),
            "editor": response.css(".editor::text").get(),
            "body": "\n".join(response.css("#content p").xpath("string()").getall()),
        }

    def closed(self, reason: str) -> None:  # noqa: ARG002  # Scrapy's signature
        assert self.crawler.stats is not None
        items = self.crawler.stats.get_value("item_scraped_count", 0)
        print(json.dumps({"items": items, "seconds": time.monotonic() - self.began}))
