"""``python -m tests.benchmarks.throughput``: articles per second of the whole project against a bare Scrapy spider.

The project walks, reads, checks, deduplicates, commits and publishes; the bare spider (:mod:`tests.benchmarks.bare`) selects
six fields and writes FEEDS. Both crawl the same replay site, which serves from a process of its own, in turns; the medians
count. Seconds are those of the crawl, CPU seconds those of the process, its start included.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from rich.console import Console
from rich.table import Table

from tests.crawling import PROJECT, QUICK, SCRAPY, crawl
from tests.replay.server import serving

#: The project reaches at least this share of the bare spider's articles per second.
LEAST_RATIO = 0.75


@dataclass(frozen=True, slots=True)
class Crawled:
    """One crawl: articles, seconds, CPU seconds."""

    articles: int
    seconds: float
    cpu: float

    @property
    def rate(self) -> float:
        """Articles per second."""
        return self.articles / self.seconds


def project(url: str) -> tuple[int, float]:
    with tempfile.TemporaryDirectory() as data:
        done = crawl("jingshi", Path(data), QUICK, url=url)
        assert done.exit_code == 0, str(done)
        return done.record["ends"]["emitted"], done.record["seconds"]


def bare(url: str) -> tuple[int, float]:
    with tempfile.TemporaryDirectory() as folder:
        spider = str(PROJECT / "tests/benchmarks/bare.py")
        command = [str(SCRAPY), "runspider", spider, "-a", f"url={url}", "-O", "articles.jsonl"]
        for name, value in QUICK.items():
            command += ["-s", f"{name}={value}"]
        done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=True)
        told = json.loads(done.stdout)
        return told["items"], told["seconds"]


def measured(kind: Callable[[str], tuple[int, float]], url: str) -> Crawled:
    before = _cpu()
    articles, seconds = kind(url)
    return Crawled(articles, seconds, _cpu() - before)


def _cpu() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def main() -> int:
    """Print the table; 1 where the ratio is too small."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("--scale", type=int, default=1_000, help="articles of the site")
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    kinds: dict[str, Callable[[str], tuple[int, float]]] = {"bare spider, six fields, FEEDS": bare, "jingxun": project}
    rounds: dict[str, list[Crawled]] = {name: [] for name in kinds}
    with serving("jingshi", options.scale) as server:
        for _ in range(options.rounds):
            for name, kind in kinds.items():
                rounds[name].append(measured(kind, server.news_centre))
    table = Table("", "articles", "articles/s (median)", "lowest", "highest", "CPU ms an article", title="Throughput")
    for name, crawls in rounds.items():
        rates = [crawled.rate for crawled in crawls]
        cpu = median(crawled.cpu / crawled.articles for crawled in crawls)
        table.add_row(
            name,
            str(crawls[0].articles),
            *(f"{rate:.0f}" for rate in (median(rates), min(rates), max(rates))),
            f"{cpu * 1000:.1f}",
        )
    medians = [median(crawled.rate for crawled in crawls) for crawls in rounds.values()]
    ratio = medians[1] / medians[0]
    console = Console()
    console.print(table)
    console.print(f"ratio {ratio:.2f} (at least {LEAST_RATIO})")
    return int(ratio < LEAST_RATIO)


if __name__ == "__main__":
    sys.exit(main())
