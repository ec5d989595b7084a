"""``scrapy crawl SITE``: Scrapy's command with an arguments check and exit codes that tell how the run ended."""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import io
import os
import sys
from pathlib import Path
from typing import TextIO

from scrapy.commands.crawl import Command as ScrapyCrawl
from scrapy.crawler import Crawler
from scrapy.exceptions import UsageError

from crawler.arguments import WrongUse
from crawler.ledger_file import LedgerError
from crawler.run import Run
from crawler.site_folder import FolderError, SiteBusyError
from crawler.verdict import Verdict

#: What may go wrong before a run has begun, and the exit code that says so.
REFUSALS: dict[type[Exception], Verdict] = {
    WrongUse: Verdict.WRONG_USE,
    FolderError: Verdict.WRONG_USE,
    SiteBusyError: Verdict.BUSY,
    LedgerError: Verdict.CRASH,
}

#: Settings that are numbers; who reads them does so when the run has begun.
NUMBERS: dict[str, type[float]] = {
    "LISTING_MAX_PAGES": int,
    "DOWNLOAD_DELAY": float,
    "DOWNLOAD_TIMEOUT": float,
    "RETRY_TIMES": int,
    "CONCURRENT_REQUESTS": int,
    "CONCURRENT_REQUESTS_PER_DOMAIN": int,
}


class Output(io.TextIOWrapper):
    """Standard output or error of a run: what it cannot take (a full disk, ``| head``, an ASCII locale) ends no crawl."""

    @classmethod
    def over(cls, stream: TextIO | None) -> TextIO:
        """The stream, made so; None is one that whoever started the program has closed (``>&-``)."""
        if stream is None:
            return Path(os.devnull).open("w", encoding="utf-8")
        return cls(stream.buffer, stream.encoding, "backslashreplace", line_buffering=True)

    def write(self, text: str) -> int:
        with contextlib.suppress(OSError):
            super().write(text)
        return len(text)

    def flush(self) -> None:
        with contextlib.suppress(OSError):
            super().flush()


class Command(ScrapyCrawl):
    """Scrapy's ends 0 on a dead site, on failing callbacks and on a full disk; this one's exit code is the verdict's."""

    def short_desc(self) -> str:
        """One line of ``scrapy``'s list of commands."""
        return "Walk a site's news centre and write its new articles (exit codes: see README)"

    def process_options(self, args: list[str], opts: argparse.Namespace) -> None:
        """Read the options; the log that Scrapy opens next takes hold of standard error, which has to be one by then."""
        sys.stdout, sys.stderr = Output.over(sys.stdout), Output.over(sys.stderr)
        super().process_options(args, opts)

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Run the crawl, print the summary, set the exit code."""
        assert self.crawler_process is not None
        if len(args) != 1:
            raise UsageError(f"give the name of one site, not {len(args)}: scrapy crawl SITE -a name=value")
        for name, number in NUMBERS.items():
            given = self.crawler_process.settings[name]
            try:
                number(given)
            except ValueError:
                raise UsageError(f"{name}={given} is no {'whole ' * (number is int)}number", print_help=False) from None
        loader = self.crawler_process.spider_loader
        if args[0] not in loader.list():
            raise UsageError(f"there is no site {args[0]}; the sites are: {', '.join(loader.list())}", print_help=False)
        crawler = self.crawler_process.create_crawler(args[0])
        contact = crawler.settings["CONTACT"]
        if contact:
            crawler.settings.set("USER_AGENT", f"{crawler.settings['USER_AGENT']} +{contact}", priority="cmdline")
        ended = self.crawler_process.crawl(crawler, **opts.spargs)
        assert isinstance(ended, asyncio.Future)
        self.crawler_process.start()
        error = None
        if ended.done():
            error = ended.exception()
        elif crawler.engine.running:
            # A signal before the engine ran: Scrapy stops its loop at once, and tells no one.
            Run.of(crawler).spider_closed("shutdown")
        else:
            # A second signal: Scrapy stops its loop at once, before the crawl has ended.
            sys.stderr.write("scrapy crawl: stopped at once; the next start repairs and publishes what was committed\n")
            self.exitcode = Verdict.CRASH.value
            return
        self.exitcode = self._tell(crawler, error).value

    def _tell(self, crawler: Crawler, error: BaseException | None) -> Verdict:
        for kind, verdict in REFUSALS.items():
            if isinstance(error, kind):
                sys.stderr.write(f"scrapy crawl: {error}\n")
                return verdict
        if error is not None:
            sys.stderr.write(f"scrapy crawl: {type(error).__name__}: {error}\n")
            return Verdict.CRASH
        run = Run.of(crawler)
        if run.verdict is None:
            sys.stderr.write("scrapy crawl: the run ended before it had a verdict; see the log\n")
            return Verdict.CRASH
        sys.stdout.write(run.summary() + "\n")
        return run.verdict
