"""``scrapy state``: what the ledger of a site knows, and how to change its mind."""

from __future__ import annotations

import argparse
import sys
from datetime import UTC, datetime

from rich.console import Console
from rich.table import Table
from scrapy.commands import ScrapyCommand
from scrapy.exceptions import UsageError

from crawler.ledger import Ledger
from crawler.ledger_file import LedgerError
from crawler.run import data_folder, utc
from crawler.site_folder import FolderError, SiteBusyError, SiteFolder, SiteLock, open_ledger
from crawler.upkeep import RefusedError, forget, publish_held, rebuild, retry

ACTIONS = ("show", "forget", "retry", "rebuild", "publish")


class Command(ScrapyCommand):
    """Show, forget, retry, rebuild, publish; whatever writes holds the site's lock while it does."""

    requires_project = True
    requires_crawler_process = False
    default_settings = {"LOG_ENABLED": False}

    def syntax(self) -> str:
        return "show SITE [--failed] [--url U] | forget SITE URL… | retry SITE | rebuild SITE | publish SITE"

    def short_desc(self) -> str:
        return "Show or mend what the ledger knows of a site's articles"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        parser.add_argument("--failed", action="store_true", help="show: each row that failed, with cause and tries")
        parser.add_argument("--url", help="show: what became of the article at this URL, or with this id")

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        assert self.settings is not None
        if len(args) < 2 or args[0] not in ACTIONS or (len(args) > 2) != (args[0] == "forget"):
            raise UsageError(f"say what to do with which site: scrapy state {self.syntax()}", print_help=False)
        action, site, *urls = args
        try:
            folder = SiteFolder.of(data_folder(self.settings["DATA_DIR"]), site)
            if not folder.path.is_dir():
                raise FolderError(f"there is no {folder.path}: {site} was not crawled with this DATA_DIR")
            if action == "show":
                with open_ledger(folder) as ledger:
                    self._show(ledger, opts)
            else:
                self._change(folder, action, urls)
        except (FolderError, SiteBusyError, LedgerError, RefusedError) as error:
            sys.stderr.write(f"scrapy state: {error}\n")
            self.exitcode = 8 if isinstance(error, SiteBusyError) else 1

    def _change(self, folder: SiteFolder, action: str, urls: list[str]) -> None:
        folder.check_writable()
        lock = SiteLock(folder, utc(datetime.now(UTC)))
        try:
            if action == "rebuild":
                known, aside = rebuild(folder)
                kept = f" The old ledger was set aside: {', '.join(aside)}." if aside else ""
                staged = len(list(folder.staging.glob("*.jsonl")))
                unread = f" The next run deletes the {staged} segments in staging/ and reads their articles again."
                sys.stdout.write(
                    f"{known} emitted articles were read from the segments.{kept} Rows that had failed, were skipped, copies "
                    "or external are lost; the next run meets them again, for it walks every listing to its end."
                    f"{unread if staged else ''}\n"
                )
                return
            with open_ledger(folder) as ledger:
                if action == "forget":
                    found = forget(ledger, urls)
                    sys.stdout.write("".join(f"due again: {identity}\n" for identity in found))
                    if len(found) < len(urls):
                        raise FolderError(f"{len(urls) - len(found)} of {len(urls)} URLs are not in the ledger")
                elif action == "retry":
                    sys.stdout.write(f"{retry(ledger)} failed rows are due again\n")
                else:
                    names = publish_held(folder, ledger)
                    sys.stdout.write("".join(f"published: {name}\n" for name in names) or "nothing was held back\n")
        finally:
            lock.release()

    def _show(self, ledger: Ledger, opts: argparse.Namespace) -> None:
        console = Console(markup=False)  # a title may say [/b]
        if opts.url:
            rows = ledger.all("SELECT id FROM rows WHERE id = ? OR url = ?", (opts.url, opts.url))
            if not rows:
                raise FolderError(f"{opts.url} is not in the ledger: no listing showed it")
            for (identity,) in rows:
                row = ledger.row(identity)
                assert row is not None
                for name in row.__dataclass_fields__:
                    value = getattr(row, name)
                    console.print(f"{name}: {value.hex() if isinstance(value, bytes) else value}", highlight=False)
                for channel, first, last in ledger.all(
                    "SELECT channel, first_run, last_run FROM listings WHERE id = ?", (identity,)
                ):
                    console.print(f"listed by {channel}: runs {first} to {last}", highlight=False)
            return
        if opts.failed:
            for values in ledger.each(
                "SELECT cause, tries, url, title FROM rows WHERE state = 'failed' ORDER BY cause, id"
            ):
                console.print("{}, {} tries: {} {}".format(*values), highlight=False, soft_wrap=True)
            return
        states = Table("state", "cause", "rows")
        for state, cause, number in ledger.each(
            "SELECT state, CASE WHEN state = 'external' THEN '' ELSE coalesce(cause, '') END, count(*) FROM rows "
            "GROUP BY 1, 2 ORDER BY 3 DESC"
        ):
            states.add_row(state, cause, str(number))
        runs = Table("run", "started", "ended", "verdict")
        for values in ledger.all("SELECT run, started, ended, verdict FROM runs ORDER BY run DESC LIMIT 10"):
            runs.add_row(*(str(value or "–") for value in values))
        console.print(states, runs)
        for segment in ledger.segments("held"):
            hint = f"scrapy state publish {ledger.path.parent.name}"
            console.print(f"held back: staging/{segment.name}, {segment.lines} lines: {hint}", soft_wrap=True)
