"""``python -m tests.benchmarks.families``: every CMS family's replay site by channel size, at rest and while it moves."""

from __future__ import annotations

import tempfile
from pathlib import Path

from rich.console import Console
from rich.table import Table

from tests.family_walks import walked
from tests.replay.sections import SIZES
from tests.replay.test_families import FAMILIES


def main() -> None:
    """Print the table: articles/listing pages for each size; requests against those that a perfect crawl sends."""
    sizes = list(SIZES.values())
    table = Table(
        "family", *sizes, "articles", "requests", "needed", "missing", "twice", "wrong", "moving: missing/twice"
    )
    with tempfile.TemporaryDirectory() as data:
        for family in FAMILIES:
            walk = walked(family, Path(data) / family, moving=False)
            moved = walked(family, Path(data) / f"{family}-moving", moving=True)
            cells = [f"{articles}/{pages}" for _, articles, pages, _, _ in (walk.row(size) for size in sizes)]
            table.add_row(
                family, *cells, str(len(walk.crawled.lines)), str(walk.requests), str(walk.needed), str(len(walk.missing)),
                str(len(walk.twice)), str(len(walk.wrong)), f"{len(moved.missing)}/{len(moved.twice)}",
            )  # fmt: skip
    Console(width=170).print(table)


if __name__ == "__main__":
    main()
