"""``scrapy extract FILE_OR_URL…``: what the reader finds in saved pages or in pages of the web."""

from __future__ import annotations

import argparse
import json
import sys
import unicodedata
from collections.abc import AsyncIterator, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict
from datetime import UTC, datetime
from itertools import repeat
from pathlib import Path
from typing import Any

from scrapy import Request, Spider
from scrapy.commands import ScrapyCommand
from scrapy.exceptions import UsageError
from scrapy.http import Response
from twisted.python.failure import Failure

from crawler.non_articles import elsewhere, non_article
from crawler.reading import READER, Reading, UnreadablePage, objection, read_article
from crawler.walls import wall

# an address of its own for a file of which none is known: a page at a root would be a home page
_UNKNOWN = "http://page.invalid/a/page.html"
_FIELDS = (
    "title", "source", "author", "author_from", "editor", "timestamp", "timestamp_precision", "timestamp_from", "body",
    "body_kind", "channel", "contributors", "images", "attachments", "encoding",
)  # fmt: skip

_ERRORS = range(400, 600)


class Command(ScrapyCommand):
    """Read article pages, one JSON line each; exit 1 where one is missing, empty or no article.

    Files are read first, in ``--jobs`` processes; then the URLs, through Scrapy's downloader with the project's
    settings (robots.txt, size limit, retries).
    """

    requires_project = True
    default_settings = {"LOG_LEVEL": "ERROR"}

    def syntax(self) -> str:
        return "[--url U] [--json | --explain] [--jobs N] FILE_OR_URL…"

    def short_desc(self) -> str:
        return "Read the article of saved pages or URLs, one JSON line each"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        parser.add_argument("--url", help="address of the saved page, for relative links and the day in it")
        form = parser.add_mutually_exclusive_group()
        form.add_argument("--json", action="store_true", help="one JSON line a page (the default)")
        form.add_argument("--explain", action="store_true", help="say where each field came from and what was removed")
        parser.add_argument("--jobs", type=int, default=1, metavar="N", help="processes for reading files (default 1)")

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        if not args:
            raise UsageError("give the files or URLs to read: scrapy extract page.html", print_help=False)
        if opts.jobs < 1:
            raise UsageError(f"--jobs is {opts.jobs}: give 1 or more", print_help=False)
        urls = [argument for argument in args if argument.startswith(("http://", "https://"))]
        files = [argument for argument in args if argument not in urls]
        if opts.url and (urls or len(files) != 1):
            raise UsageError("--url is the address of one saved page: give exactly one file with it", print_help=False)
        if opts.url and not opts.url.startswith(("http://", "https://")):
            raise UsageError(f"--url is {opts.url}: give an http(s) address", print_help=False)
        for name, outcome in zip(files, _outcomes(files, opts.url, opts.jobs), strict=True):
            self.show(name, opts.url, outcome, opts.explain)
        if urls:
            self.fetch(urls, opts.explain)

    def show(self, name: str, url: str | None, outcome: Reading | str, explain: bool) -> None:
        """Print a reading; a sentence in its place goes to stderr and makes the exit code 1."""
        if isinstance(outcome, Reading):
            text = explanation(name, outcome) if explain else _line(name, url, outcome)
            sys.stdout.write(text + "\n")
            sys.stdout.flush()
        else:
            self.exitcode = 1
            sys.stderr.write(f"{name}: {outcome}\n")

    def fetch(self, urls: list[str], explain: bool) -> None:
        """Read pages of the web."""
        assert self.crawler_process is not None
        outcomes: dict[str, Reading | str] = {}
        self.crawler_process.crawl(_Fetch, urls=urls, outcomes=outcomes)
        self.crawler_process.start()
        for url in urls:
            self.show(url, url, outcomes.get(url, "it was not answered"), explain)


class _Fetch(Spider):
    """Fetches each URL once and reads what it answers."""

    name = "extract"
    custom_settings = {"ITEM_PIPELINES": {}, "EXTENSIONS": {}}  # they belong to a run of a site

    def __init__(self, urls: list[str], outcomes: dict[str, Reading | str]) -> None:
        super().__init__()
        self.urls = urls
        self.outcomes = outcomes

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
        kind = wall(response.status, headers, response.body, response.url)
        if kind:
            self.outcomes[asked] = f"a wall ({kind}), no page"
        elif response.status != 200:
            self.outcomes[asked] = f"it answers {response.status}"
        elif other := elsewhere(asked, response.url):
            self.outcomes[asked] = f"no article: {other} ({response.url})"
        else:
            retrieved_at = datetime.now(UTC)
            self.outcomes[asked] = _outcome(response.body, response.url, headers.get("content-type"), retrieved_at)

    def failed(self, failure: Failure) -> None:
        asked = failure.request.cb_kwargs["asked"]  # type: ignore[attr-defined]  # Scrapy puts it there
        self.outcomes[asked] = f"it cannot be fetched: {failure.getErrorMessage() or type(failure.value).__name__}"


def _outcomes(files: list[str], url: str | None, jobs: int) -> Iterator[Reading | str]:
    if jobs == 1 or len(files) < 2:
        yield from map(_read_file, files, repeat(url))
        return
    with ProcessPoolExecutor(min(jobs, len(files))) as pool:
        yield from pool.map(_read_file, files, repeat(url), chunksize=max(1, min(16, len(files) // jobs)))


def _read_file(name: str, url: str | None) -> Reading | str:
    """The reading of a saved page, or a sentence that says why there is none."""
    try:
        content = Path(name).read_bytes()
    except OSError as error:
        return f"it cannot be read: {error.strerror or error}"
    if not content.strip():
        return "the file is empty"
    kind = wall(200, {}, content)
    return f"a wall ({kind}), no page" if kind else _outcome(content, url, None, None)


def _outcome(content: bytes, url: str | None, content_type: str | None, retrieved_at: datetime | None) -> Reading | str:
    try:
        reading = read_article(content, url, content_type, retrieved_at)
    except UnreadablePage as error:
        return str(error)
    if kind := non_article(content, url or _UNKNOWN, content_type, reading):
        return f"no article: {kind}"
    return objection(reading) or reading


def _line(name: str, url: str | None, reading: Reading) -> str:
    values: dict[str, Any] = {"file": name, "url": url}
    values.update((field, getattr(reading, field)) for field in _FIELDS)
    values["timestamp"] = reading.timestamp.isoformat() if reading.timestamp else None
    for field in ("contributors", "images", "attachments"):
        values[field] = [asdict(part) for part in values[field]]
    return json.dumps({**values, "reader": READER}, ensure_ascii=False)


def explanation(name: str, reading: Reading) -> str:
    """A reading for a person: each field, where it came from, and what was left out."""
    lines = [name, f"  {'encoding':<13}{reading.encoding}, from {reading.encoding_from}"]
    for field in ("title", "channel", "source", "author", "editor", "timestamp", "body"):
        value = getattr(reading, field)
        if field == "timestamp" and value:
            shown = f"{value.isoformat()} ({reading.timestamp_precision}, from {reading.timestamp_from})"
        elif field == "author" and value:
            shown = f"{value} (from {reading.author_from})"
        elif field == "channel":
            shown = " > ".join(value)
        elif field == "body":
            shown = f"{len(value)} characters, {reading.body_kind}" + (f": {_cut(value, 40)}" if value else "")
        else:
            shown = value or ""
        lines.append(f"  {field:<13}{shown or '—'}")
        if field in reading.evidence:
            lines.append(f"  {'':<13}  ← {reading.evidence[field]}")
    lines += [f"  {'contributor':<13}{person.role}：{person.name}" for person in reading.contributors]
    lines += [f"  {'image':<13}{image.url}" for image in reading.images]
    lines += [f"  {'attachment':<13}{file.url} {file.name or ''}" for file in reading.attachments]
    if reading.fallbacks:
        lines.append(f"  {'fallbacks':<13}no hint matched for {', '.join(reading.fallbacks)}")
    lines += [f"  {'removed':<13}{piece.reason:<14}{_cut(piece.text, 70)}" for piece in reading.removed]
    return "\n".join(lines)


def _cut(text: str, width: int) -> str:
    """The beginning of a text that fits into so many columns; a Chinese character takes two."""
    shown = ""
    for character in text.replace("\n", " "):
        width -= 2 if unicodedata.east_asian_width(character) in "WF" else 1
        if width < 0:
            return shown + "…"
        shown += character
    return shown
