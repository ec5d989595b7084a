"""``python -m tests.benchmarks.reading``: our reader beside GNE, trafilatura, readability-lxml and newspaper4k.

Each library runs in an environment of its own (``.venv/benchmarks/<name>``) over the same pages in the same run: the
article pages of ``fixtures/``, and the corpus where it lies beside the checkout. Accuracy is a share of pages; speed is
pages per CPU second, the reading alone; each page is read once, for some libraries keep what they have read, after one
that is not counted. The last row is decoding plus one lxml parse, the floor of any reader.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import time
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from crawler.reading import Reading, read_article
from crawler.reading.decoding import decode
from crawler.reading.page import parse
from tests.benchmarks.foreign_reader import FIRST_PAGE

PROJECT = Path(__file__).resolve().parents[2]
CORPUS = PROJECT.parent / "shared" / "corpus"
LIBRARIES = {
    "gne": "gne",
    "trafilatura": "trafilatura",
    "readability": "readability-lxml",
    "newspaper4k": "newspaper4k[zh]",
}
FIELDS = ("title", "source", "author", "editor", "date", "minute", "body")

Fields = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Page:
    """A saved page; gold: the fields of its ``article.json``, empty for a corpus page (score.py has its own)."""

    id: str
    path: Path
    url: str | None
    content_type: str | None
    retrieved_at: datetime | None
    gold: Fields


def fixture_pages() -> list[Page]:
    """The article pages of ``fixtures/``."""
    pages = []
    for expected in sorted(PROJECT.glob("fixtures/*/*/article.json")):
        response = json.loads((expected.parent / "response.json").read_text(encoding="utf-8"))
        headers = {name.lower(): value for name, value in response.get("headers", {}).items()}
        moment = datetime.fromisoformat(response["retrieved_at"]) if "retrieved_at" in response else None
        gold = json.loads(expected.read_text(encoding="utf-8"))
        name = f"{expected.parent.parent.name}/{expected.parent.name}"
        pages.append(
            Page(name, expected.parent / "page.html", response["url"], headers.get("content-type"), moment, gold)
        )
    return pages


def corpus_pages() -> list[Page]:
    """The pages of the corpus, none where it is not there."""
    listing = CORPUS / "articles.jsonl"
    if not listing.exists():
        return []
    entries = [json.loads(line) for line in listing.read_text(encoding="utf-8").splitlines()]
    return [Page(entry["id"], CORPUS / entry["file"], entry.get("url"), None, None, {}) for entry in entries]


def ours(pages: list[Page]) -> tuple[dict[str, Fields], float]:
    """Our predictions and the CPU seconds they took."""
    read_article(FIRST_PAGE, retrieved_at=datetime.now(UTC))
    found = {}
    seconds = 0.0
    for page in pages:
        body = page.path.read_bytes()
        began = time.process_time()
        reading = read_article(body, page.url, page.content_type, page.retrieved_at)
        seconds += time.process_time() - began
        found[page.id] = fields(reading)
    return found, seconds


def fields(reading: Reading) -> Fields:
    """What is scored of a reading."""
    stamp = reading.timestamp.isoformat() if reading.timestamp else None
    names = ("title", "source", "author", "editor", "body")
    return {**{name: getattr(reading, name) for name in names}, "timestamp": stamp}


def parsing(pages: list[Page]) -> float:
    """CPU seconds of decoding and one parse alone."""
    bodies = [(page, page.path.read_bytes()) for page in pages]
    began = time.process_time()
    for page, body in bodies:
        parse(decode(body, page.content_type).text)
    return time.process_time() - began


def foreign(library: str, pages: list[Page]) -> tuple[dict[str, Fields], float]:
    """A library's predictions and CPU seconds; its environment is made at the first call."""
    environment = PROJECT / ".venv" / "benchmarks" / library
    python = environment / "bin" / "python"
    if not (environment / "installed").exists():
        subprocess.run([sys.executable, "-m", "venv", environment], check=True)
        # lxml no longer brings the cleaner that most of them import.
        wanted = [LIBRARIES[library], "lxml_html_clean"]
        install: list[str | Path] = [python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *wanted]
        subprocess.run(install, check=True)
        (environment / "installed").touch()
    asked = "".join(json.dumps({"id": page.id, "path": str(page.path), "url": page.url}) + "\n" for page in pages)
    done = subprocess.run(
        [python, Path(__file__).with_name("foreign_reader.py"), library],
        input=asked, capture_output=True, text=True, check=True,
    )  # fmt: skip
    *lines, last = done.stdout.splitlines()
    found = {entry.pop("id"): entry for entry in map(json.loads, lines)}
    return found, float(json.loads(last)["seconds"])


def folded(value: str | None) -> str:
    """Without white space, in compatibility form."""
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", value or ""))


def right(name: str, gold: Fields, found: Fields) -> bool | None:
    """Whether a field is right; None where the gold does not name it, or prints no clock time."""
    if name in ("date", "minute"):
        if "timestamp" not in gold:
            return None
        wanted = str(gold["timestamp"] or "")
        if name == "minute" and (not wanted or gold.get("timestamp_precision") in (None, "day")):
            return None
        length = 10 if name == "date" else 16
        stamp = re.sub(r"^(\d{4})\D(\d\d)\D(\d\d)[ T]?", r"\1-\2-\3T", str(found.get("timestamp") or ""))
        return stamp[:length] == wanted[:length]
    if name not in gold:
        return None
    wanted = "\n".join(gold["body"]) if name == "body" else gold[name]
    return folded(wanted) == folded(found.get(name))


def accuracy(pages: list[Page], found: Mapping[str, Fields]) -> list[str]:
    """The share of fixture pages on which each field is right."""
    shares = []
    for name in FIELDS:
        judged = [right(name, page.gold, found.get(page.id, {})) for page in pages]
        counted = [value for value in judged if value is not None]
        shares.append(f"{sum(counted) / len(counted):.3f}")
    return shares


def score(found: Mapping[str, Fields]) -> dict[str, Any]:
    """What the corpus' own score.py says."""
    predictions = PROJECT / ".venv" / "benchmarks" / "predictions.jsonl"
    predictions.parent.mkdir(exist_ok=True)
    predictions.write_text("".join(json.dumps({"id": key, **value}) + "\n" for key, value in found.items()))
    done = subprocess.run(
        [sys.executable, CORPUS / "score.py", CORPUS / "articles.gold.jsonl", predictions],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    scored: dict[str, Any] = json.loads(done.stdout)
    return scored


def main() -> None:
    """Print a table for the fixtures, and one for the corpus where it is there."""
    console = Console(width=150)
    for name, pages in (("fixtures", fixture_pages()), ("corpus", corpus_pages())):
        if not pages:
            continue
        runs = {"jingxun": ours(pages)}
        runs |= {library: foreign(library, pages) for library in LIBRARIES}
        floor = len(pages) / parsing(pages)
        speeds = {library: len(pages) / seconds for library, (_, seconds) in runs.items()}
        columns = (
            FIELDS
            if name == "fixtures"
            else ("title", "source", "author", "editor", "date", "minute", "body_f1", "body_exact", "leak_pages")
        )
        table = Table("reader", *columns, "pages/CPU s", "ours is × faster", title=f"{len(pages)} pages of {name}")
        for library, (found, _) in runs.items():
            scored = score(found) if name == "corpus" else {}
            shares = [str(scored[column]) for column in columns] if scored else accuracy(pages, found)
            table.add_row(library, *shares, f"{speeds[library]:.0f}", f"{speeds['jingxun'] / speeds[library]:.1f}")
        table.add_row("decode + parse", *[""] * len(columns), f"{floor:.0f}", f"{speeds['jingxun'] / floor:.2f}")
        console.print(table)


if __name__ == "__main__":
    main()
