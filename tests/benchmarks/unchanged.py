"""``python -m tests.benchmarks.unchanged``: what a run over an unchanged site of 10,000 articles in 5 channels asks for."""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from rich.console import Console
from rich.table import Table

from tests.crawling import QUICK, crawl
from tests.replay.server import serving

#: Requests of such a run, retries not counted.
MOST_REQUESTS = 15


def main() -> int:
    """Print the table; 1 where there are too many requests."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("--scale", type=int, default=10_000, help="articles of the site")
    options = parser.parse_args()
    table = Table("run", "verdict", "rows read", "new", "requests", "retries", "seconds", title="An unchanged site")
    with serving("synthetic", options.scale) as server, tempfile.TemporaryDirectory() as data:
        for name in ("first", "second", "third"):
            record = crawl("jingshi", Path(data), QUICK, url=server.news_centre).record
            asked = record["requests"] - record["retries"]
            numbers = (record["listed"], record["ends"]["emitted"], asked, record["retries"], record["seconds"])
            table.add_row(name, record["verdict"], *(f"{number:,}" for number in numbers))
    console = Console()
    console.print(table)
    console.print(f"{asked} requests over the unchanged site (at most {MOST_REQUESTS})")
    return int(asked > MOST_REQUESTS or record["ends"]["emitted"] > 0)


if __name__ == "__main__":
    sys.exit(main())
