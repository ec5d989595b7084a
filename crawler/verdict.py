"""How a run ended: its counts, the verdict that follows from them, and the exit code."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from enum import Enum
from typing import Any, Literal

from crawler.cms import Channel

#: How a row can end in a run. ``known``: it was emitted by an earlier run and needed no request.
End = Literal["emitted", "known", "copy", "external", "skipped", "failed"]
ENDS: tuple[End, ...] = ("emitted", "known", "copy", "external", "skipped", "failed")

#: A run is degraded when more than this share of its new rows failed.
DEGRADED_SHARE = 0.02
#: A run is broken when more than this share of its new article pages could not be read as articles …
BROKEN_SHARE = 0.5
#: … unless they are fewer than this: a few bad pages are the pages' fault, not the layout's.
BROKEN_PAGES = 5

#: Causes that say that no server answered, or none that works.
UNREACHABLE = frozenset({"dns", "refused", "timeout", "reset", "tls", "incomplete download"})
#: Causes that say that the host does not want the crawler.
REFUSED = frozenset({"wall", "robots", "http 401", "http 403", "http 429"})
#: Causes that say that a page came but is not what the reader can read.
UNREAD = frozenset({"incomplete", "parse", "decode", "error", "no article"})
#: Causes that say that the article is no longer there: 404, 410, and pages with status 200 that say so. No fault of the run.
GONE_CAUSES = ("gone", "no article: gone", "no article: removed")


class Verdict(Enum):
    """The verdict on a run; its value is the exit code of ``scrapy crawl``."""

    OK = 0
    CRASH = 1
    WRONG_USE = 2
    DEGRADED = 3
    BROKEN = 4
    BLOCKED = 5
    UNREACHABLE = 6
    PARTIAL = 7
    BUSY = 8

    @property
    def word(self) -> str:
        """As it stands in records and on the terminal: ``ok``, ``wrong use`` …"""
        return self.name.lower().replace("_", " ")

    @property
    def publishes(self) -> bool:
        """Whether the run's lines are published: a broken run's are held back, a crashed one's wait for the repair."""
        return self not in (Verdict.BROKEN, Verdict.CRASH)


@dataclass(slots=True)
class ChannelCount:
    """One channel's walk. ``rows`` = ``repeated`` + the sum of ``ends``, once every row has ended.

    rows: rows read on its pages, those requested from the ledger included. repeated: rows that another page or channel
    of this run had listed already. stopped: why the walk ended, in words. closed: whether it covered what it had to.
    failure: cause and page of a listing page that could not be had.
    """

    name: str
    url: str = ""
    family: str | None = None
    pages: int = 0
    rows: int = 0
    repeated: int = 0
    ends: Counter[str] = field(default_factory=Counter)
    stopped: str = ""
    closed: bool = False
    failure: str | None = None


@dataclass(slots=True)
class Counts:
    """What a run counted.

    wrong_use: what the user asked for and the site does not have. start_failure: cause why the news centre could not be had or read. walls: kinds of walls met.
    bounds: arguments or signals that cut the run short (``max_articles``, ``interrupted`` …).
    crash: what broke inside this program or its machine. dry: only first pages of listings were asked for.
    retried: ends of the rows that had failed in an earlier run whose lines were published; retried_causes: of ``causes``,
    theirs. Such a failure is that page's own: it says nothing of what the site is like now, so the row is no new one.
    not_taken: links of a home page that look like its channels' and are not walked.
    """

    channels: dict[str, ChannelCount] = field(default_factory=dict)
    causes: Counter[str] = field(default_factory=Counter)
    wrong_use: str | None = None
    start_failure: tuple[str, str] | None = None
    walls: Counter[str] = field(default_factory=Counter)
    bounds: list[str] = field(default_factory=list)
    crash: str | None = None
    undated: int = 0
    dry: bool = False
    retried: Counter[str] = field(default_factory=Counter)
    retried_causes: Counter[str] = field(default_factory=Counter)
    not_taken: list[Channel] = field(default_factory=list)

    def ends(self, end: End) -> int:
        """How many rows ended so, over all channels."""
        return sum(channel.ends[end] for channel in self.channels.values())

    def new(self, *ends: End) -> int:
        """How many new rows ended in one of these ways."""
        return sum(self.ends(end) - self.retried[end] for end in ends)

    @property
    def listed(self) -> int:
        """Rows that this run had to account for, each once."""
        return sum(channel.rows - channel.repeated for channel in self.channels.values())

    @property
    def unaccounted(self) -> int:
        """Rows without an end; anything but 0 after the run is a fault of this program."""
        return self.listed - sum(self.ends(end) for end in ENDS)


def verdict(counts: Counts) -> tuple[Verdict, str]:
    """The verdict on a run and the sentence that says why; the first that fits, in the order of the exit codes' table."""
    if counts.wrong_use:
        return Verdict.WRONG_USE, counts.wrong_use
    if counts.crash:
        return Verdict.CRASH, counts.crash
    if counts.unaccounted:
        return Verdict.CRASH, f"{counts.unaccounted} rows have no end: the counts of this run cannot be trusted"
    listing_failures = {name: channel.failure for name, channel in counts.channels.items() if channel.failure}
    causes = [
        cause.split(":")[0]
        for cause in [counts.start_failure[0] if counts.start_failure else "", *listing_failures.values()]
        if cause
    ]
    walked = [channel for channel in counts.channels.values() if channel.url]
    all_failed = bool(walked) and all(channel.failure and not channel.pages for channel in walked)
    told = counts.start_failure[1] if counts.start_failure else _told(listing_failures)
    if (counts.start_failure or all_failed) and causes and all(_unreachable(cause) for cause in causes):
        return Verdict.UNREACHABLE, told
    if any(cause in REFUSED for cause in causes):
        return Verdict.BLOCKED, told
    if "unreachable" in counts.bounds:
        return Verdict.UNREACHABLE, f"the site stopped answering ({_most(counts.causes)})"
    if "wall" in counts.bounds:
        return Verdict.BLOCKED, f"the site answered with walls: {', '.join(counts.walls)}"
    if counts.start_failure or all_failed:
        return Verdict.BROKEN, told
    causes_of_new = counts.causes - counts.retried_causes
    unread = sum(
        number for cause, number in causes_of_new.items() if cause.split(":")[0] in UNREAD and cause not in GONE_CAUSES
    )
    tried = counts.new("emitted", "copy") + unread
    if unread >= BROKEN_PAGES and unread > BROKEN_SHARE * tried:
        return (
            Verdict.BROKEN,
            f"{unread} of {tried} new article pages could not be read as articles; nothing was published",
        )
    if counts.bounds:
        return Verdict.PARTIAL, f"cut short by {', '.join(counts.bounds)}; the rest is due in the next run"
    if listing_failures:
        return Verdict.DEGRADED, told
    failed = counts.new("failed") - sum(causes_of_new[cause] for cause in GONE_CAUSES)
    new = counts.new("emitted", "copy", "skipped", "failed")
    again = counts.retried["failed"] - sum(counts.retried_causes[cause] for cause in GONE_CAUSES)
    failed_again = f"; {again} rows of earlier runs failed again" if again else ""
    if failed > DEGRADED_SHARE * new:
        return Verdict.DEGRADED, f"{failed} of {new} new rows failed{failed_again}"
    if counts.ends("emitted"):
        return Verdict.OK, f"{counts.ends('emitted')} articles are new{failed_again}"
    if counts.dry:
        return Verdict.OK, f"a dry run: {counts.listed} rows of first pages were seen; no article was asked for"
    return Verdict.OK, f"nothing is new: {_proof(counts)}{failed_again}"


def _most(causes: Counter[str]) -> str:
    return ", ".join(f"{cause} {number}" for cause, number in causes.most_common(3))


def _unreachable(cause: str) -> bool:
    return cause in UNREACHABLE or cause.startswith("http 5")


def _told(listing_failures: dict[str, str]) -> str:
    return "; ".join(f"the listing of {name} failed ({failure})" for name, failure in listing_failures.items())


def _proof(counts: Counts) -> str:
    pages = sum(channel.pages for channel in counts.channels.values())
    return (
        f"{counts.listed} rows on {pages} listing pages of {len(counts.channels)} channels were read, all accounted for"
    )


def counts_record(counts: Counts) -> dict[str, Any]:
    """The counts as they stand in ``runs/<run>.json``."""
    return {
        "listed": counts.listed,
        "ends": {end: counts.ends(end) for end in ENDS},
        "causes": dict(counts.causes.most_common()),
        "retried": {end: counts.retried[end] for end in ENDS},
        "walls": dict(counts.walls),
        "bounds": counts.bounds,
        "undated": counts.undated,
        "not_taken": [{"name": link.name, "url": link.url} for link in counts.not_taken],
        "channels": [
            {
                "name": channel.name,
                "url": channel.url,
                "family": channel.family,
                "pages": channel.pages,
                "rows": channel.rows,
                "repeated": channel.repeated,
                "ends": {end: channel.ends[end] for end in ENDS},
                "stopped": channel.stopped,
                "closed": channel.closed,
                "failure": channel.failure,
            }
            for channel in counts.channels.values()
        ],
    }
