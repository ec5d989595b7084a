"""``scrapy list_page FILE_OR_URL``: what the listing reader sees on a page, for a person."""

from __future__ import annotations

import argparse
import sys
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl

from rich.console import Console
from rich.markup import escape
from rich.table import Table
from scrapy import Request, Spider
from scrapy.commands import ScrapyCommand
from scrapy.exceptions import UsageError
from scrapy.http import Response
from twisted.python.failure import Failure

from crawler.cms import (
    Channel,
    Listing,
    ListRequest,
    UnreadableListing,
    article_key,
    probes,
    read_breadcrumb,
    read_channels,
    read_listing,
)
from crawler.probing import may_go_on
from crawler.walls import wall

#: What relative links of a saved page resolve against where nobody said its address.
_UNKNOWN = "http://page.invalid/"
_ERRORS = range(400, 600)


class Command(ScrapyCommand):
    """Print the family and why, the rows, and the next request; exit 1 for a page that cannot be read or has no row."""

    requires_project = True
    default_settings = {"LOG_ENABLED": False}

    def syntax(self) -> str:
        return "[--url U] [--page N] FILE_OR_URL…"

    def short_desc(self) -> str:
        return "Show how a listing page or a news centre is read"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        parser.add_argument("--url", help="address of the saved page, for relative links")
        parser.add_argument("--page", type=int, default=1, metavar="N", help="number of the page that was asked for")

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        if not args:
            raise UsageError(
                "give the files or URLs to read: scrapy list_page page.html --url ADDRESS", print_help=False
            )
        if opts.page < 1:
            raise UsageError(f"--page is {opts.page}: pages count from 1", print_help=False)
        urls = [argument for argument in args if argument.startswith(("http://", "https://"))]
        files = [argument for argument in args if argument not in urls]
        if opts.url and (urls or len(files) != 1):
            raise UsageError("--url is the address of one saved page: give exactly one file with it", print_help=False)
        if opts.url and not opts.url.startswith(("http://", "https://")):
            raise UsageError(f"--url is {opts.url}: give an http(s) address", print_help=False)
        for name in files:
            try:
                body = Path(name).read_bytes()
            except OSError as error:
                self.refuse(name, f"it cannot be read: {error.strerror or error}")
                continue
            if not body.strip():
                self.refuse(name, "the file is empty")
                continue
            self.show(name, ListRequest(opts.url or _UNKNOWN, page=opts.page), 200, {}, body, None)
        if urls:
            assert self.crawler_process is not None
            self.crawler_process.crawl(_Fetch, urls=urls, page=opts.page, command=self)
            self.crawler_process.start()

    def show(
        self,
        name: str,
        request: ListRequest,
        status: int,
        headers: dict[str, str],
        body: bytes,
        retrieved_at: datetime | None,
    ) -> None:
        """Print one page; a wall, an error and an unreadable page go to stderr and make the exit code 1."""
        kind = wall(status, headers, body)
        if kind or status != 200:
            self.refuse(name, f"a wall ({kind}), no page" if kind else f"it answers {status}")
            return
        content_type = headers.get("content-type")
        try:
            listing = read_listing(body, request, content_type, retrieved_at)
            channels = read_channels(body, request.url, content_type)
            crumbs = read_breadcrumb(body, request.url, content_type)
        except UnreadableListing as error:
            self.refuse(name, str(error))
            return
        _print(name, request, listing, channels, crumbs)
        _print_following(listing, request)
        if not listing.rows and not channels and listing.total != 0:
            self.exitcode = 1

    def refuse(self, name: str, reason: str) -> None:
        """Say on stderr why a page is not shown."""
        self.exitcode = 1
        sys.stderr.write(f"{name}: {reason}\n")


class _Fetch(Spider):
    """Fetches each URL once and shows it."""

    name = "list_page"
    custom_settings = {"ITEM_PIPELINES": {}, "EXTENSIONS": {}}  # they belong to a run of a site

    def __init__(self, urls: list[str], page: int, command: Command) -> None:
        super().__init__()
        self.urls = urls
        self.page = page
        self.command = command

    async def start(self) -> AsyncIterator[Any]:
        for url in dict.fromkeys(self.urls):
            yield Request(
                url,
                callback=self.parse,
                errback=self.failed,
                dont_filter=True,
                cb_kwargs={"asked": url},
                meta={"handle_httpstatus_list": _ERRORS},
            )

    def parse(self, response: Response, asked: str) -> None:
        headers = {
            name.decode("latin-1").lower(): "; ".join(value.decode("latin-1") for value in values)
            for name, values in response.headers.items()
        }
        request = ListRequest(response.url, page=self.page)
        self.command.show(asked, request, response.status, headers, response.body, datetime.now(UTC))

    def failed(self, failure: Failure) -> None:
        asked = failure.request.cb_kwargs["asked"]  # type: ignore[attr-defined]  # Scrapy puts it there
        self.command.refuse(asked, f"it cannot be fetched: {failure.getErrorMessage() or failure.type}")


def _console() -> Console:
    return Console(highlight=False, width=None if sys.stdout.isatty() else 160)


def _print(
    name: str, request: ListRequest, listing: Listing, channels: tuple[Channel, ...], crumbs: tuple[str, ...]
) -> None:
    console = _console()
    console.print(f"[bold]{escape(name)}[/]")
    if request.url == _UNKNOWN:
        console.print(f"address     unknown (give --url): links of this site are shown under {_UNKNOWN}")
    console.print(f"family      {listing.family}: {escape(listing.evidence)}")
    if crumbs:
        console.print(f"breadcrumb  {escape(' > '.join(crumbs))}")
    numbers = {"page": listing.page, "of": listing.pages, "rows in all": listing.total}
    stated = ", ".join(f"{label} {number}" for label, number in numbers.items() if number is not None)
    console.print(f"stated      {stated or 'nothing'}")
    for channel in channels:
        console.print(f"channel     {escape(channel.name)}  {escape(channel.url)}")
    if listing.rows:
        console.print(_table(listing))
    else:
        console.print("rows        none" + (", and the page says that there are none" if listing.total == 0 else ""))


def _print_following(listing: Listing, request: ListRequest) -> None:
    """Print what a walk asks for next: the request that the page states, else the addresses that it would try."""
    console = _console()
    following = listing.next
    if following is not None:
        console.print(f"next        {following.method} {escape(following.url)}  (page {following.page})")
        for field, value in _fields(following.body):
            shown = value if len(value) <= 60 else f"{value[:40]}… ({len(value)} characters)"
            console.print(f"            {escape(field)} = {escape(shown)}")
    elif request.page > 1 or not may_go_on(listing):
        console.print("next        none")
    elif request.url == _UNKNOWN:
        console.print("next        none is stated; a walk would try a few addresses (give --url to see them)")
    else:
        console.print("next        none is stated; a walk would try")
        for probe in probes(request.url):
            console.print(f"            {escape(probe.url)}")


def _fields(body: bytes) -> list[tuple[str, str]]:
    text = body.decode("ascii", "replace")
    try:
        return parse_qsl(text, keep_blank_values=True, errors="strict")
    except UnicodeDecodeError:
        return parse_qsl(text, keep_blank_values=True, encoding="gb18030", errors="replace")


def _table(listing: Listing) -> Table:
    table = Table("", "date", "title", "key", "", title=f"{len(listing.rows)} rows", title_justify="left")
    for number, row in enumerate(listing.rows, 1):
        marks = " ".join(mark for mark, is_set in (("pinned", row.pinned), ("external", row.external)) if is_set)
        key = row.url if row.external else article_key(row.url, listing.family)
        table.add_row(str(number), row.date.isoformat() if row.date else "—", escape(row.title), escape(key), marks)
    return table
