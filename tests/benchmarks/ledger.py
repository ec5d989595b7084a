"""``python -m tests.benchmarks.ledger``: a ledger of 10,000,000 emitted rows: opening, look-ups, memory, size.

Made in a temporary folder (``--folder``), a few minutes and 3 GB of disk; the measures are taken in a process of its own.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from crawler.ledger import Ledger

#: Seconds to open, to look a row up; bytes of memory.
MOST = {"opening": 1.0, "look-up": 50e-6, "look-up by content": 50e-6, "memory": 1e9}
LOOK_UPS = 20_000


def identity(number: int) -> str:
    return f"jingshi:/newsshow.aspx?id={number}"


def digest(number: int) -> bytes:
    return hashlib.sha256(str(number).encode()).digest()


def fill(path: Path, rows: int) -> None:
    """Write a ledger of so many emitted rows of one channel, with one closed walk."""
    numbers = sorted(range(rows), key=identity)  # in the order of the key, as a table without row ids wants it
    with Ledger(path) as ledger:
        ledger.execute("PRAGMA synchronous = OFF")
        run = ledger.begin_run("2026-11-24T00:00:00Z")
        walk = ledger.begin_walk("禁毒之窗")

        def emitted() -> Iterator[tuple[Any, ...]]:
            for number in numbers:
                url = f"http://www.example.invalid/NewsShow.aspx?id={number}"
                yield (
                    identity(number), url, f"第{number}号通报", "2022-01-14", "禁毒之窗", run, "emitted", "000001.jsonl", 1,
                    digest(number), "2022-01-14", "1",
                )  # fmt: skip

        ledger.executemany(
            "INSERT INTO rows (id, url, title, date, channel, run, state, segment, revision, content_hash, day, reader) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            emitted(),
        )
        ledger.executemany(
            "INSERT INTO listings VALUES (?, ?, ?, ?, ?, ?)",
            (("禁毒之窗", identity(number), walk, walk, run, run) for number in numbers),
        )
        ledger.close_walk("禁毒之窗")
        ledger.commit()
        ledger.begin_run("2026-11-25T00:00:00Z")


def measure(path: Path, rows: int) -> dict[str, float]:
    """What it costs to work with the ledger."""
    chance = random.Random(7)
    found = {}
    began = time.perf_counter()
    with Ledger(path) as ledger:
        ledger.begin_run("2026-11-26T00:00:00Z")
        assert ledger.due_rows(100) == []
        found["opening"] = time.perf_counter() - began
        numbers = [chance.randrange(rows) for _ in range(LOOK_UPS)]
        began = time.perf_counter()
        assert all(ledger.row(identity(number)) is not None for number in numbers)
        found["look-up"] = (time.perf_counter() - began) / LOOK_UPS
        digests = [digest(number) for number in numbers]
        began = time.perf_counter()
        assert all(ledger.id_of_content(each, "2022-01-14", "000002.jsonl") is not None for each in digests)
        found["look-up by content"] = (time.perf_counter() - began) / LOOK_UPS
        walk = ledger.begin_walk("禁毒之窗")
        began = time.perf_counter()
        for number in numbers:
            url = f"http://www.example.invalid/NewsShow.aspx?id={number}"
            assert not ledger.list_row(identity(number), url, "通报", None, "禁毒之窗", walk).due
        found["listing a known row"] = (time.perf_counter() - began) / LOOK_UPS
    # ru_maxrss would count the memory of the process that started this one.
    most = next(line for line in Path("/proc/self/status").read_text().splitlines() if line.startswith("VmHWM:"))
    found["memory"] = int(most.split()[1]) * 1024.0
    return found


def main() -> int:
    """Print the table; 1 where a limit is passed."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("--rows", type=int, default=10_000_000)
    parser.add_argument("--folder", type=Path, help="where the ledger is made; default: the system's temporary folder")
    parser.add_argument("--measure", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.measure:
        print(json.dumps(measure(options.measure, options.rows)))
        return 0
    with tempfile.TemporaryDirectory(dir=options.folder) as folder:
        path = Path(folder) / "ledger.sqlite"
        began = time.monotonic()
        fill(path, options.rows)
        filled, size = time.monotonic() - began, path.stat().st_size
        command = [sys.executable, "-m", "tests.benchmarks.ledger", "--rows", str(options.rows), "--measure", str(path)]
        found = json.loads(subprocess.run(command, capture_output=True, check=True).stdout)
    table = Table(
        "",
        "measured",
        "at most",
        title=f"A ledger of {options.rows:,} rows: {size / 1e9:.2f} GB, made in {filled:.0f} s",
    )
    for name, value in found.items():
        table.add_row(name, _shown(name, value), _shown(name, MOST[name]) if name in MOST else "")
    Console().print(table)
    return int(any(found[name] > most for name, most in MOST.items()))


def _shown(name: str, value: float) -> str:
    if name == "memory":
        return f"{value / 1e6:.0f} MB"
    return f"{value:.2f} s" if name == "opening" else f"{value * 1e6:.1f} µs"


if __name__ == "__main__":
    sys.exit(main())
