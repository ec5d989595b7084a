"""One run over one site: its lock, ledger and segment while it lasts; its counts, verdict, record and log at the end."""

from __future__ import annotations

import contextlib
import logging
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Self

import msgspec
from scrapy import signals
from scrapy.crawler import Crawler
from scrapy.exceptions import NotConfigured
from scrapy.utils.conf import closest_scrapy_cfg

from crawler.cms import Row
from crawler.items import SCHEMA, Article
from crawler.ledger import Ledger, LedgerRow, Standing
from crawler.ledger_file import LedgerError
from crawler.reading import READER
from crawler.site_folder import SiteFolder, SiteLock, Staging, open_ledger, publish, repair, write_whole
from crawler.verdict import ChannelCount, Counts, End, Verdict, counts_record, verdict

logger = logging.getLogger(__name__)

#: Scrapy's own reasons for the end of a crawl that need no word from us.
ENDED_BY_ITSELF = frozenset({"finished", "bounded"})


def utc(moment: datetime) -> str:
    """The moment in ISO form, seconds, with Z: ``2022-01-14T00:30:00Z``."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def data_folder(setting: str) -> Path:
    """The folder that DATA_DIR names; a relative one starts where scrapy.cfg lies, not at the current folder."""
    project = closest_scrapy_cfg()
    return Path(project).parent.joinpath(setting) if project else Path(setting).absolute()


class RunLog(logging.FileHandler):
    """The run's log file. A disk that takes no line of it is told once, by the verdict, and keeps nothing else from its end."""

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802  # the name is logging's
        """Say nothing: logging would print a traceback for each line."""

    def close(self) -> None:
        """Close the file, whose last lines may find no room."""
        with contextlib.suppress(OSError):
            super().close()


class Run:
    """The extension that knows this run: spider and pipelines tell it what happens to each row.

    ``dry`` runs (``-a dry=1``) write nothing: their ledger lives in memory.

    Settings: DATA_DIR, the folder that holds a folder a site.
    """

    def __init__(self, crawler: Crawler, site: str, *, dry: bool = False) -> None:
        self.crawler = crawler
        self.site = site
        self.dry = dry
        self.started = datetime.now(UTC)
        self.counts = Counts(dry=dry)
        self.verdict: Verdict | None = None
        self.why = ""
        self.repaired: list[str] = []
        self._clock = time.monotonic()
        self._channel_of: dict[str, str] = {}
        self.folder = SiteFolder.of(data_folder(crawler.settings["DATA_DIR"]), site)
        with contextlib.ExitStack() as undo:
            if dry:
                self.ledger = undo.enter_context(Ledger(Path(":memory:")))
            else:
                self.folder.make()
                self._lock = SiteLock(self.folder, utc(self.started))
                undo.callback(self._lock.release)
                self.ledger = undo.enter_context(open_ledger(self.folder, new=True))
                for _, done in repair(self.folder, self.ledger, self._say_repair):
                    logger.debug("repair: %s", done)
            self.number = self.ledger.begin_run(utc(self.started))
            self.name = f"{self.number:06d}-{self.started:%Y%m%dT%H%M%SZ}"
            self.staging = Staging(self.folder, self.ledger, f"{self.name}.jsonl", READER)
            self._log = None if dry else self._opened_log()
            undo.pop_all()

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Take the site from the spider; a spider that is no NewsSpider has no run."""
        site = getattr(crawler.spider, "site", None)
        if site is None:
            raise NotConfigured("the spider has no site: only a NewsSpider has a run")
        run = cls(crawler, site, dry=getattr(crawler.spider, "dry", False))
        crawler.signals.connect(run.spider_error, signals.spider_error)
        crawler.signals.connect(run.item_error, signals.item_error)
        crawler.signals.connect(run.spider_closed, signals.spider_closed)
        return run

    @classmethod
    def of(cls, crawler: Crawler) -> Self:
        """The crawler's run. Raises RuntimeError where the project's EXTENSIONS do not hold it."""
        run = crawler.get_extension(cls)
        if run is None:
            raise RuntimeError("crawler.run.Run is missing from EXTENSIONS: pipelines and spiders report to it")
        return run

    def _opened_log(self) -> logging.Handler:
        handler = RunLog(self.folder.runs / f"{self.name}.log", encoding="utf-8")
        handler.setLevel(logging.INFO)
        handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
        logging.getLogger().addHandler(handler)
        return handler

    def _say_repair(self, sentence: str) -> None:
        self.repaired.append(sentence)
        logger.warning(sentence)

    # What happens to rows

    def channel(self, name: str) -> ChannelCount:
        """The counts of this channel."""
        return self.counts.channels.setdefault(name, ChannelCount(name))

    def list_row(
        self, identity: str, row: Row, channel: str, walk: int, *, full: bool, external: bool = False
    ) -> Standing:
        """Count a row that a listing page shows, and end it at once where nothing is to be requested."""
        standing = self.ledger.list_row(
            identity, row.url, row.title, row.date, channel, walk, full=full, external=external
        )
        count = self.channel(channel)
        count.rows += 1
        if standing.repeated:
            count.repeated += 1
        elif standing.due:
            self._channel_of[identity] = channel
        elif standing.state == "external":
            count.ends["external"] += 1
        elif standing.state == "failed":
            count.ends["failed"] += 1
            self.counts.causes["gone"] += 1
            self.counts.retried["failed"] += 1
            self.counts.retried_causes["gone"] += 1
        else:
            count.ends["known"] += 1
        return standing

    def due_rows(self, limit: int) -> list[LedgerRow]:
        """Rows that earlier runs left without an end, or failed; each counts as listed in this run."""
        rows = self.ledger.due_rows(limit)
        for row in rows:
            self.channel(row.channel).rows += 1
            self._channel_of[row.id] = row.channel
        return rows

    def end_row(
        self, identity: str, end: End, cause: str | None = None, *, copy_of: str | None = None, due: bool = False
    ) -> None:
        """Count the end of a row and write it down. A row whose end was counted keeps it.

        cause: why it failed or was skipped; of an external one, where it leads. due: the row is to be requested by the next run (a skipped one).
        """
        channel = self._channel_of.pop(identity, None)
        if channel is None:
            return
        self.channel(channel).ends[end] += 1
        if cause and end != "external":
            self.counts.causes[cause] += 1
        if self.ledger.failed_before(identity):
            self.counts.retried[end] += 1
            if cause:
                self.counts.retried_causes[cause] += 1
        if end == "known":
            self.ledger.end_row(identity, "emitted")
        elif end != "emitted":
            self.ledger.end_row(identity, "listed" if due else end, cause, copy_of)

    def stage(self, article: Article, content_hash: bytes, line: bytes) -> None:
        """Append the article's line to the segment; its row ends emitted. Raises OSError where the disk is full."""
        self.staging.append(line)
        day = article.timestamp[:10] if article.timestamp else None
        self.ledger.stage(self.staging.name, article.id, article.revision, content_hash, day, article.reader)
        self.end_row(article.id, "emitted")

    # What happens to the run

    def bound(self, reason: str) -> None:
        """The run is cut short by an argument, a signal or a wall."""
        if reason not in self.counts.bounds:
            self.counts.bounds.append(reason)

    @property
    def bounded(self) -> bool:
        """Whether the run was cut short: no listing page is asked for any more."""
        return bool(self.counts.bounds) or self.counts.crash is not None

    def crash(self, sentence: str) -> None:
        """Something broke inside this program or its machine; the first sentence is the verdict's."""
        self.counts.crash = self.counts.crash or sentence
        logger.error(sentence)

    def spider_error(self, failure: Any, response: Any) -> None:
        """An exception that no one expected came out of a callback: the row fails, or the channel's walk.

        One page that the program cannot bear must not keep the site's other pages from being crawled; what is neither a
        row's nor a channel's fault, a disk or ledger that fails among them, ends the run.
        """
        request = getattr(response, "request", None)
        belongs = request.cb_kwargs if request is not None else {}
        why = f"error: {type(failure.value).__name__}"
        if isinstance(failure.value, (OSError, LedgerError)) or not ("row" in belongs or "walk" in belongs):
            self.crash(f"{why} in a callback ({failure.getErrorMessage()}): see {self.name}.log")
        elif "row" in belongs:
            self.end_row(belongs["row"].id, "failed", why)
        else:
            count = self.channel(belongs["walk"].channel.name)
            count.failure, count.stopped = why, f"page {belongs['asked'].page} failed ({why})"

    def item_error(self, failure: Any, item: Article) -> None:
        """An exception that no one expected came out of a pipeline: the article's row fails."""
        if isinstance(failure.value, (OSError, LedgerError)):
            self.crash(
                f"{type(failure.value).__name__} in a pipeline ({failure.getErrorMessage()}): see {self.name}.log"
            )
        self.end_row(item.id, "failed", f"error: {type(failure.value).__name__}")

    def spider_closed(self, reason: str) -> None:
        """End every row, decide, publish or hold back, and write the record."""
        if reason == "shutdown":
            self.bound("interrupted")
        elif reason not in ENDED_BY_ITSELF:
            self.crash(f"the crawl ended with the reason {reason!r}")
        try:
            self._end_open_rows()
            self.verdict, self.why = verdict(self.counts)
            self._close_segment()
            self.ledger.end_run(utc(datetime.now(UTC)), self.verdict.word)
            self.ledger.commit()
            if not self.dry:
                self._write_listings()
        except OSError as error:
            self.crash(f"the disk did not take the end of the run: {error}")
            self.verdict, self.why = verdict(self.counts)
        finally:
            self._write_record()
            self._close()

    def _end_open_rows(self) -> None:
        for row in self.ledger.open_rows():
            self._channel_of.setdefault(row.id, row.channel)
            if self.bounded:
                self.end_row(row.id, "skipped", self.counts.bounds[0] if self.counts.bounds else "crash", due=True)
            elif self.dry:
                self.end_row(row.id, "skipped", "dry")
            else:
                # Scrapy drops some requests without telling anyone, offsite redirects for one.
                self.end_row(row.id, "failed", "lost")
        for channel in self.counts.channels.values():
            if channel.url and not channel.stopped and not self.bounded:
                channel.failure, channel.stopped = "lost", "its last request was answered by nothing"

    def _close_segment(self) -> None:
        assert self.verdict is not None
        if self.verdict is Verdict.CRASH:
            # As after a kill: lines beyond the last commit will be cut off, so the ledger must not know of them.
            self.staging.close()
            self.ledger.rollback()
            return
        self.staging.commit()
        self.staging.close()
        for segment in self.ledger.segments("staging"):
            if self.verdict.publishes:
                publish(self.folder, self.ledger, segment)
            else:
                self.ledger.withdraw_segment(segment.name, "held")

    def _write_listings(self) -> None:
        lines = (msgspec.json.encode(membership) + b"\n" for membership in self.ledger.memberships())
        write_whole(self.folder.listings, lines)

    def _write_record(self) -> None:
        if self.dry:
            return
        try:
            record = msgspec.json.format(msgspec.json.encode(self.record()))
            write_whole(self.folder.runs / f"{self.name}.json", [record])
        except OSError as error:
            self.crash(f"the record of the run could not be written: {error}")
            self.verdict = Verdict.CRASH

    def _close(self) -> None:
        self.ledger.close()
        if self._log:
            logging.getLogger().removeHandler(self._log)
            self._log.close()
        if not self.dry:
            self._lock.release()

    # What the run says of itself

    @property
    def seconds(self) -> float:
        """How long the run has lasted."""
        return time.monotonic() - self._clock

    def record(self) -> dict[str, Any]:
        """What ``runs/<run>.json`` holds."""
        assert self.verdict is not None
        stats = self.crawler.stats.get_stats()
        emitted = self.counts.ends("emitted")
        segment = f"articles/{self.name}.jsonl"
        return {
            "site": self.site,
            "run": self.number,
            "verdict": self.verdict.word,
            "exit_code": self.verdict.value,
            "why": self.why,
            "started": utc(self.started),
            "seconds": round(self.seconds, 1),
            "arguments": getattr(self.crawler.spider, "arguments", {}),
            "requests": stats.get("downloader/request_count", 0),
            "pages": stats.get("response_received_count", 0),
            "retries": stats.get("retry/count", 0),
            **counts_record(self.counts),
            # Looked for, not inferred: a disk may fail between its publication and the end of the run.
            "segment": segment if (self.folder.path / segment).exists() else None,
            "held_back": f"staging/{self.name}.jsonl" if emitted and self.verdict is Verdict.BROKEN else None,
            "repaired": self.repaired,
            "notes": {key: value for key, value in sorted(stats.items()) if key.startswith("jingxun/")},
            "reader": READER,
            "schema": SCHEMA,
        }

    def summary(self) -> str:
        """The record for a person at a terminal."""
        record = self.record()
        lines = [f"{self.site} run {self.number}: {record['verdict']} (exit {record['exit_code']}): {self.why}"]
        lines += [f"  {sentence}" for sentence in self.repaired]
        ends = ", ".join(f"{end} {number}" for end, number in record["ends"].items() if number)
        lines.append(f"  rows: {record['listed']} listed = {ends or 'none'}")
        if record["causes"]:
            lines.append("  causes: " + ", ".join(f"{cause} {number}" for cause, number in record["causes"].items()))
        for channel in record["channels"]:
            ends = ", ".join(f"{end} {number}" for end, number in channel["ends"].items() if number)
            repeated = f", repeated {channel['repeated']}" if channel["repeated"] else ""
            walked = f"{channel['pages']} pages" + (f", {channel['stopped']}" if channel["stopped"] else "")
            lines.append(f"  {channel['name']}: {channel['rows']} rows = {ends or 'none'}{repeated}; {walked}")
        lines.append(
            f"  {record['requests']} requests ({record['retries']} retries), {record['pages']} pages fetched, "
            f"{record['seconds']} s"
        )
        for name in ("segment", "held_back"):
            if record[name]:
                lines.append(f"  {name.replace('_', ' ')}: {self.folder.path / record[name]}")
        return "\n".join(lines)
