"""``python -m tests.benchmarks.fuzz [PAGES]``: mutated fixture pages; no exception but UnreadablePage, no page over its time.

A mutation cuts, doubles, swaps or overwrites stretches of a page's bytes, or puts in what breaks parsers. The seed is
fixed: the same number of pages is the same pages. Memory is compared between the first tenth and the end.
"""

from __future__ import annotations

import random
import resource
import sys
import time
from pathlib import Path

from crawler.cms import ListRequest, UnreadableListing, read_listing
from crawler.reading import UnreadablePage, read_article

PROJECT = Path(__file__).resolve().parents[2]
SECONDS = 2.0
HOSTILE = (
    b"<!--", b"-->", b"</html>", b"<html>", b"\x00" * 20, b"<div>" * 200, b"<script>", b"</script>", b"<td", b"\xff\xfe",
    b"\x80\xa1", "来源：".encode(), "作者：编辑：".encode(), b"2022-99-99 99:99", b"&#x110000;", b'"' * 50, b"<table><tr>",
)  # fmt: skip


def mutated(page: bytes, chance: random.Random) -> bytes:
    """The page after one to eight mutations."""
    for _ in range(chance.randint(1, 8)):
        start = chance.randrange(len(page) + 1)
        end = min(len(page), start + chance.choice((1, 10, 100, 2000)))
        piece = page[start:end]
        match chance.randrange(5):
            case 0:
                page = page[:start] + page[end:]
            case 1:
                page = page[:end] + piece * chance.choice((1, 5)) + page[end:]
            case 2:
                page = page[:start] + chance.choice(HOSTILE) + page[start:]
            case 3:
                page = page[:start] + chance.randbytes(len(piece)) + page[end:]
            case _:
                page = page[end:] + page[:start] + piece
    return page


def main() -> None:
    """Read so many mutated pages (default 5,000) as articles and as listings; exit 1 at the first that is not borne."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 5_000
    chance = random.Random(20220114)
    pages = [path.read_bytes() for path in sorted(PROJECT.glob("fixtures/*/*/page.html"))]
    slowest, refused, early = 0.0, 0, 0
    for number in range(count):
        page = mutated(chance.choice(pages), chance)
        began = time.process_time()
        try:
            read_article(page, "http://site.invalid/news/202201/t20220114_1.html")
            read_listing(page, ListRequest("http://site.invalid/news/"))
        except (UnreadablePage, UnreadableListing):
            refused += 1
        except Exception:
            Path("fuzz-failure.html").write_bytes(page)
            sys.stderr.write(f"page {number} was not borne; it is in fuzz-failure.html\n")
            raise
        slowest = max(slowest, time.process_time() - began)
        if slowest > SECONDS:
            Path("fuzz-failure.html").write_bytes(page)
            sys.exit(f"page {number} took {slowest:.1f} s; it is in fuzz-failure.html")
        if number == count // 10:
            early = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    late = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    sys.stdout.write(
        f"{count} mutated pages: no exception, {refused} refused, slowest {slowest:.2f} s, "
        f"peak memory {early // 1024} MB after a tenth, {late // 1024} MB at the end\n"
    )


if __name__ == "__main__":
    main()
