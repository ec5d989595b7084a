"""``python -m tests.benchmarks.memory``: what a walk over a very long listing holds in memory.

A synthetic listing of 200,000 rows, 50 a page; ``until`` ends each row without a request for its article, so that the walk
itself is measured: spider, ledger, counts. The process's resident memory is looked at while the ledger fills.
"""

from __future__ import annotations

import argparse
import os
import sqlite3
import sys
import tempfile
import time
from contextlib import closing
from pathlib import Path

from rich.console import Console
from rich.table import Table

from tests.crawling import QUICK
from tests.interrupting import crawling, ended
from tests.replay.server import serving

#: From this many rows on memory may grow by at most this share.
FROM_ROWS, MOST_GROWTH = 20_000, 0.15
_PAGE = os.sysconf("SC_PAGE_SIZE")


def resident(process: int) -> int:
    """Bytes of memory that the process holds."""
    return int(Path(f"/proc/{process}/statm").read_text().split()[1]) * _PAGE


def rows(ledger: Path) -> int:
    """How many rows the ledger has committed."""
    with closing(sqlite3.connect(f"file:{ledger}?mode=ro", uri=True)) as connection:
        return int(connection.execute("SELECT count(*) FROM listings").fetchone()[0])


def main() -> int:
    """Print the table; 1 where memory grows too much."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("--rows", type=int, default=200_000)
    options = parser.parse_args()
    seen: list[tuple[int, int]] = []
    began = time.monotonic()
    with serving("synthetic", options.rows) as server, tempfile.TemporaryDirectory() as data:
        folder = Path(data) / "jingshi"
        with crawling("jingshi", Path(data), QUICK, url=server.news_centre, until="2000-01-01") as process:
            while process.poll() is None:
                time.sleep(0.5)
                if list(folder.glob("runs/*.log")) and process.poll() is None:
                    seen.append((rows(folder / "ledger.sqlite"), resident(process.pid)))
            done = ended(process, folder)
        assert done.exit_code == 0, str(done)
        assert done.record["ends"]["skipped"] == options.rows, str(done)
    seconds = time.monotonic() - began
    table = Table("rows", "resident, MiB", title=f"Memory over a walk of {options.rows:,} rows, {seconds:.0f} s")
    marks = sorted({FROM_ROWS, *(options.rows * part // 10 for part in range(1, 11))})
    for mark in marks:
        reached = next((look for look in seen if look[0] >= mark), seen[-1])
        table.add_row(f"{reached[0]:,}", f"{reached[1] / 2**20:.1f}")
    start = next(size for count, size in seen if count >= FROM_ROWS)
    growth = max(size for count, size in seen if count >= FROM_ROWS) / start - 1
    console = Console()
    console.print(table)
    console.print(f"growth from {FROM_ROWS:,} rows on: {growth:.1%} (at most {MOST_GROWTH:.0%})")
    return int(growth > MOST_GROWTH)


if __name__ == "__main__":
    sys.exit(main())
