"""What a keeper does with a site's state between runs: forget, retry, rebuild, publish what was held back, verify."""

from __future__ import annotations

import contextlib
import hashlib
import json
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

import msgspec

from crawler.items import Article
from crawler.ledger import Ledger, SegmentEntry
from crawler.ledger_file import LedgerError
from crawler.site_folder import SEGMENT_NAME, SiteFolder, complete_manifest, open_ledger, publish, sync_folder

#: One version of an article is one line; the same id may have several revisions.
Version = tuple[str, int]
#: SQLite's own files beside a ledger.
_ENDINGS = ("", "-wal", "-shm")


class RefusedError(Exception):
    """What was asked for would break a promise of the output; the message says which."""


def forget(ledger: Ledger, urls: Sequence[str]) -> list[str]:
    """Make the articles at these URLs (or with these ids) due again, whatever became of them, and return their ids.

    The next run reads each anew and emits what it finds, as a further revision where there was one.
    """
    found = [
        str(identity)
        for url in urls
        for (identity,) in ledger.all("SELECT id FROM rows WHERE id = ? OR url = ?", (url, url))
    ]
    ledger.executemany(
        "UPDATE rows SET state = 'listed', cause = 'forgotten', tries = 0, failed_before = 0, copy_of = NULL, "
        "content_hash = NULL, reader = NULL WHERE id = ?",
        ((identity,) for identity in found),
    )
    ledger.commit()
    return found


def retry(ledger: Ledger) -> int:
    """Make every failed row due again, those too that had been tried often enough, and return their number."""
    changed = ledger.execute(
        "UPDATE rows SET state = 'listed', cause = 'retry', tries = 0, failed_before = 0 WHERE state = 'failed'"
    )
    ledger.commit()
    return changed


def publish_held(folder: SiteFolder, ledger: Ledger) -> list[str]:
    """Publish the segments that broken runs held back, and return their names.

    Raises :class:`RefusedError`, once all were tried, where a later segment has emitted one of their articles: it would stand
    there twice.
    """
    names, refused = [], []
    for segment in ledger.segments("held"):
        again = ledger.value(
            "SELECT count(*) FROM staged JOIN rows USING (id) WHERE staged.segment = ? AND rows.revision >= staged.revision",
            (segment.name,),
        )
        if again:
            refused.append(
                f"{segment.name}: {again} of its articles stand in another segment by now; it stays held back"
            )
            continue
        publish(folder, ledger, segment)
        names.append(segment.name)
    if refused:
        raise RefusedError(
            f"{'; '.join([f'{name} was published' for name in names] + refused)}. What is held back does no harm; "
            f"to drop it, make a ledger that does not know it: scrapy state rebuild {folder.path.name}"
        )
    return names


def rebuild(folder: SiteFolder) -> tuple[int, list[str]]:
    """Make a new ledger from the published segments; return how many articles it knows and the old one's files, set aside.

    Rows that were listed, failed, skipped, copies or external are not in the segments: they are lost, and are met again
    on the listings. No walk is closed, so the next run walks every listing to its end. The manifest is completed.

    Raises :class:`RefusedError` where a segment is damaged or a file is none; the old ledger then stays where it is.
    """
    draft = folder.path / "ledger.sqlite.part"
    _remove(draft)
    try:
        with Ledger(draft) as ledger:
            entries = [_learn_segment(ledger, path) for path in sorted(folder.articles.glob("*.jsonl"))]
            ledger.commit()
            known = int(ledger.value("SELECT count(*) FROM rows"))
    except RefusedError:
        _remove(draft)
        raise
    aside = []
    name = f"{folder.ledger.name}.{datetime.now(UTC):%Y%m%dT%H%M%SZ}"
    for ending in _ENDINGS:
        # A -wal whose ledger is lost as well: SQLite would play it into the new one.
        with contextlib.suppress(FileNotFoundError):
            folder.ledger.with_name(folder.ledger.name + ending).replace(folder.path / (name + ending))
            aside.append(name + ending)
    draft.replace(folder.ledger)
    sync_folder(folder.path)
    for entry in entries:
        complete_manifest(folder, entry)
    return known, aside


def _learn_segment(ledger: Ledger, path: Path) -> SegmentEntry:
    """Write down what the segment holds."""
    if not SEGMENT_NAME.fullmatch(path.name):
        raise RefusedError(f"articles/{path.name} has no segment's name: take it out of articles/, and rebuild.")
    content = path.read_bytes()
    articles = []
    for number, line in enumerate(content.splitlines(keepends=True), 1):
        try:
            articles.append(msgspec.json.decode(line, type=Article))
        except msgspec.DecodeError as error:
            raise RefusedError(
                f"articles/{path.name}, line {number} does not keep the schema ({error}). Take the segment out of articles/ "
                "(its articles are then crawled again), or put a sound copy in its place, and rebuild."
            ) from error
    name, run, started = path.name, int(path.name.partition("-")[0]), path.stem.partition("-")[2]
    reader = articles[0].reader if articles else ""
    entry = SegmentEntry(
        name, run, reader, "published", len(articles), len(content), hashlib.sha256(content).hexdigest()
    )
    ledger.execute("INSERT OR IGNORE INTO runs VALUES (?, ?, NULL, 'rebuilt')", (run, started))
    ledger.execute(
        "INSERT INTO segments VALUES (?, ?, ?, 'published', ?, ?, ?)",
        (name, run, reader, entry.lines, entry.bytes, entry.sha256),
    )
    ledger.executemany(
        "INSERT OR REPLACE INTO rows (id, url, title, channel, run, state, segment, revision, content_hash, day, reader)"
        " VALUES (?, ?, ?, ?, ?, 'emitted', ?, ?, ?, ?, ?)",
        (
            (
                article.id, article.url, article.title, article.channel[-1] if article.channel else "", run,
                name, article.revision, bytes.fromhex(article.content_hash),
                article.timestamp[:10] if article.timestamp else None, article.reader,
            )
            for article in articles
        ),
    )  # fmt: skip
    return entry


def _remove(ledger: Path) -> None:
    for ending in _ENDINGS:
        ledger.with_name(ledger.name + ending).unlink(missing_ok=True)


def differences(folder: SiteFolder) -> Iterator[str]:
    """Where segments, manifest, schema and ledger disagree, a sentence each; nothing where the site's data is sound."""
    manifest: dict[str, dict[str, object]] = {}
    if folder.manifest.exists():
        for number, line in enumerate(folder.manifest.read_bytes().splitlines(keepends=True), 1):
            try:
                entry = json.loads(line)
                manifest[str(entry["file"])] = entry
            except (ValueError, KeyError, TypeError):
                yield f"manifest.jsonl, line {number}: no entry: {line[:80]!r}"
    seen: dict[Version, str] = {}
    for path in sorted(folder.articles.glob("*")):
        yield from _segment_differences(
            f"articles/{path.name}", path.read_bytes(), manifest.pop(f"articles/{path.name}", None), seen
        )
    for name in manifest:
        yield f"{name}: stands in the manifest, but the file is missing"
    if not seen and not folder.ledger.exists():
        return  # nothing was ever crawled into this folder
    try:
        with open_ledger(folder) as ledger:
            yield from _ledger_differences(ledger, seen)
    except LedgerError as error:
        yield str(error)


def _segment_differences(
    name: str, content: bytes, entry: dict[str, object] | None, seen: dict[Version, str]
) -> Iterator[str]:
    lines = content.splitlines(keepends=True)
    found = {"lines": len(lines), "bytes": len(content), "sha256": hashlib.sha256(content).hexdigest()}
    if entry is None:
        yield f"{name}: stands in no line of the manifest"
    for field, value in found.items():
        if entry is not None and entry.get(field) != value:
            yield f"{name}: {field} is {value}, the manifest says {entry.get(field)}"
    if not content:
        yield f"{name}: is empty"
    for number, line in enumerate(lines, 1):
        if not line.endswith(b"\n"):
            yield f"{name}, line {number}: has no end"
        try:
            article = msgspec.json.decode(line, type=Article)
        except msgspec.DecodeError as error:
            yield f"{name}, line {number}: does not keep the schema: {error}"
            continue
        version = (article.id, article.revision)
        if version in seen:
            yield f"{name}, line {number}: {article.id} revision {article.revision} stands in {seen[version]} too"
        seen[version] = name


def _ledger_differences(ledger: Ledger, seen: dict[Version, str]) -> Iterator[str]:
    latest: dict[str, int] = {}
    for identity, revision in seen:
        latest[identity] = max(revision, latest.get(identity, 0))
    for identity, revision, segment in ledger.each("SELECT id, revision, segment FROM rows WHERE revision > 0"):
        emitted = latest.pop(identity, None)
        if emitted is None:
            yield f"ledger: {identity} is emitted in {segment}, but stands in no segment"
        elif emitted != revision:
            yield f"ledger: {identity} has revision {revision}, the segments have {emitted}"
    for identity in latest:
        yield f"ledger: does not know {identity}, which stands in {seen[identity, latest[identity]]}"
