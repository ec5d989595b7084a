"""``python -m tests.benchmarks.kills``: a crawl of 600 articles, killed at 100 random moments, restarted each time.

When a crawl has come to its end by itself, the next one begins in an empty folder, until all the kills are done.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
import time
from pathlib import Path

from rich.console import Console
from rich.table import Table

from tests.crawling import QUICK
from tests.interrupting import Watch, assert_complete, killed_until_done
from tests.replay.server import serving


def main() -> int:
    """Print the table; an AssertionError says what was lost, doubled or torn."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("--kills", type=int, default=100)
    parser.add_argument("--seed", type=int, default=int(time.time()), help="of the moments; default: the clock")
    options = parser.parse_args()
    chance = random.Random(options.seed)
    done, looks, articles, crawls = 0, 0, 0, 0
    began = time.monotonic()
    with serving("jingshi", 600) as server:
        while done < options.kills:
            with tempfile.TemporaryDirectory() as data, Watch(Path(data) / "jingshi") as watch:
                kills, last = killed_until_done(
                    Path(data), server.news_centre, QUICK, chance, longest=2.5, most=options.kills - done
                )
                assert_complete(last, server)
                articles += len(last.lines)
            assert watch.faults == [], watch.faults
            done, looks, crawls = done + kills, looks + watch.looks, crawls + 1
    table = Table(
        "kills", "crawls to the end", "articles", "lost", "twice", "torn", "looks at articles/", "seed", "seconds"
    )
    seconds = f"{time.monotonic() - began:.0f}"
    table.add_row(str(done), str(crawls), str(articles), "0", "0", "0", str(looks), str(options.seed), seconds)
    Console().print(table)
    return 0


if __name__ == "__main__":
    sys.exit(main())
