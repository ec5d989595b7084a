"""Where a site's data lies, who may write there, and how a segment of lines is staged, published and repaired.

A segment is one run's lines. It grows in ``staging/``; the ledger's commits say how much of it is safe. Publishing is one
rename into ``articles/``, after which the file is never written again; the manifest gets a line about it. What a crash
leaves behind is put right by :func:`repair` at the start of the next run.
"""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, Self

import msgspec

from crawler.items import SCHEMA
from crawler.ledger import Ledger, SegmentEntry
from crawler.ledger_file import LedgerError

#: What a site's name may be: a spider's name or a host (with a port); it becomes the name of a folder.
SITE_NAME = re.compile(r"[a-z0-9][a-z0-9._-]{0,99}")
#: A segment's name: the run's number and start.
SEGMENT_NAME = re.compile(r"[0-9]{6,}-[0-9]{8}T[0-9]{6}Z\.jsonl")


class FolderError(Exception):
    """The data folder cannot be used: not writable, or not a folder. Its message says which and what to do."""


class SiteBusyError(Exception):
    """Another run holds the site; the message says which process, since when."""


def sync_folder(folder: Path) -> None:
    """Make the folder's entries durable: a rename is on disk only after its folder is."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def write_whole(path: Path, content: Iterable[bytes]) -> None:
    """Write a file, piece by piece, so that a reader sees the old content or the new one, never a part."""
    draft = path.with_name(path.name + ".part")
    with draft.open("wb") as file:
        file.writelines(content)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)
    sync_folder(path.parent)


@dataclass(frozen=True, slots=True)
class SiteFolder:
    """The folder ``<DATA_DIR>/<site>`` and the places in it."""

    path: Path

    @classmethod
    def of(cls, data: Path, site: str) -> Self:
        """The folder of this site under DATA_DIR. Raises :class:`FolderError` for a name that is no site's."""
        if not SITE_NAME.fullmatch(site):
            raise FolderError(f"{site!r} cannot be the name of a site's folder: lower-case letters, digits, . _ -")
        return cls(data / site)

    @property
    def articles(self) -> Path:
        """Published segments: complete, never rewritten, never empty."""
        return self.path / "articles"

    @property
    def staging(self) -> Path:
        """The segment being written, or held back."""
        return self.path / "staging"

    @property
    def runs(self) -> Path:
        """A record and a log of each run."""
        return self.path / "runs"

    @property
    def manifest(self) -> Path:
        """One line a published segment."""
        return self.path / "manifest.jsonl"

    @property
    def listings(self) -> Path:
        """Which channel listed which id."""
        return self.path / "listings.jsonl"

    @property
    def ledger(self) -> Path:
        """The SQLite file of :mod:`crawler.ledger`."""
        return self.path / "ledger.sqlite"

    @property
    def lock(self) -> Path:
        """The file that the running process holds with flock."""
        return self.path / "lock"

    def make(self) -> None:
        """Make the folder and its parts. Raises :class:`FolderError` where that is not possible."""
        try:
            for folder in (self.articles, self.staging, self.runs):
                folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise FolderError(
                f"The data folder {self.path} cannot be written ({error.strerror}). "
                "Make it writable, or give another one: -s DATA_DIR=…"
            ) from error
        self.check_writable()

    def check_writable(self) -> None:
        """Raise :class:`FolderError` where a folder or file that a run writes exists and cannot be written."""
        wal = self.ledger.with_name(self.ledger.name + "-wal")
        for place in (self.path, self.articles, self.staging, self.runs, self.lock, self.ledger, wal, self.manifest):
            # Asked, not tried: a probe would stand among the articles, for ever after a kill.
            if place.exists() and not os.access(place, os.W_OK):
                raise FolderError(
                    f"{place} cannot be written: its disk is read-only, or it is another user's (after a run as root?). "
                    "Make it writable, or give another data folder: -s DATA_DIR=…"
                )


class SiteLock:
    """One run a site: flock on ``<site>/lock``, so that the kernel releases it however the process ends."""

    def __init__(self, folder: SiteFolder, started: str) -> None:
        self._file = folder.lock.open("a+", encoding="utf-8")
        try:
            fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            self._file.seek(0)
            holder = self._file.read().strip() or "a process that has not said its name yet"
            self._file.close()
            raise SiteBusyError(
                f"{folder.path.name} is being crawled already, by {holder}. "
                f"Wait for it to end, or crawl into another folder: -s DATA_DIR=…"
            ) from None
        self._file.truncate(0)
        self._file.write(f"process {os.getpid()} since {started}\n")
        self._file.flush()

    def release(self) -> None:
        """Let the next run have the site."""
        self._file.truncate(0)
        self._file.close()


def open_ledger(folder: SiteFolder, *, new: bool = False) -> Ledger:
    """Open the site's ledger, which must know every published segment: articles of any other would be written again.

    new: make one where there is none and nothing was published (a site's first crawl). Raises :class:`LedgerError` where
    the ledger is missing, empty, or older than the segments (a copy that was put back).
    """
    published = sorted(folder.articles.glob("*.jsonl"))
    if not folder.ledger.exists() and (published or not new):
        raise _old_ledger(folder, "is missing")
    ledger = Ledger(folder.ledger)
    # A held-back segment that stands in articles/ was published after this ledger, or its rows would not be due.
    known = {segment.name: segment for segment in ledger.segments("staging", "published")}
    for path in filter(lambda path: SEGMENT_NAME.fullmatch(path.name), published):
        segment = known.get(path.name)
        # Whole in articles/ and still growing in the ledger: a copy that was made during that run.
        if segment is None or (segment.state == "staging" and segment.bytes != path.stat().st_size):
            ledger.close()
            raise _old_ledger(folder, f"does not know all of articles/{path.name}")
    return ledger


def _old_ledger(folder: SiteFolder, why: str) -> LedgerError:
    return LedgerError(
        f"{folder.ledger} {why}: published articles would be written again. "
        f"Make a new one from the segments: scrapy state rebuild {folder.path.name}"
    )


class Staging:
    """The segment that this run writes.

    Lines are appended to the file by :meth:`append`; :meth:`commit` makes them durable, then lets the ledger say so.
    """

    def __init__(self, folder: SiteFolder, ledger: Ledger, name: str, reader: str) -> None:
        self.folder = folder
        self.ledger = ledger
        self.name = name
        self.reader = reader
        self.path = folder.staging / name
        self.lines = 0
        self.bytes = 0
        self._digest = hashlib.sha256()
        self._uncommitted = 0
        self._descriptor: int | None = None

    def append(self, line: bytes) -> None:
        """Append one line, newline included. Raises OSError where the disk does not take it whole."""
        if self._descriptor is None:
            self.ledger.begin_segment(self.name, self.reader)
            self._descriptor = os.open(self.path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o644)
        written = os.write(self._descriptor, line)
        if written != len(line):
            raise OSError(f"{self.path}: only {written} of {len(line)} bytes of a line were written (disk full?)")
        self._digest.update(line)
        self.lines += 1
        self.bytes += len(line)
        self._uncommitted += 1

    @property
    def uncommitted(self) -> int:
        """How many lines were appended since the last commit."""
        return self._uncommitted

    def commit(self) -> None:
        """Lines to disk first, then the ledger's transaction: never the other way round."""
        if self._uncommitted and self._descriptor is not None:
            os.fsync(self._descriptor)
            self.ledger.grow_segment(self.name, self.lines, self.bytes, self._digest.hexdigest())
            self._uncommitted = 0
        self.ledger.commit()

    def close(self) -> None:
        """Close the file; what was not committed is cut off at the next start."""
        if self._descriptor is not None:
            os.close(self._descriptor)
            self._descriptor = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def publish(folder: SiteFolder, ledger: Ledger, segment: SegmentEntry) -> None:
    """Publish a staged segment whose committed lines are on disk: rename, manifest line, ledger.

    It may be called again after a crash between any two of its steps.
    """
    final = folder.articles / segment.name
    if not final.exists():
        (folder.staging / segment.name).replace(final)
        sync_folder(folder.articles)
        sync_folder(folder.staging)
    complete_manifest(folder, segment)
    ledger.publish_segment(segment.name)


def complete_manifest(folder: SiteFolder, segment: SegmentEntry) -> None:
    """Append the segment's line to the manifest unless it stands there; a torn last line is cut off first."""
    lines = folder.manifest.read_bytes().splitlines(keepends=True) if folder.manifest.exists() else []
    whole = [line for line in lines if line.endswith(b"\n")]
    if any(json.loads(line)["file"] == f"articles/{segment.name}" for line in whole):
        return
    entry = {
        "file": f"articles/{segment.name}",
        "run": segment.run,
        "lines": segment.lines,
        "bytes": segment.bytes,
        "sha256": segment.sha256,
        "schema": SCHEMA,
        "reader": segment.reader,
    }
    with folder.manifest.open("ab") as file:
        if len(whole) != len(lines):
            file.truncate(sum(map(len, whole)))
        file.write(msgspec.json.encode(entry) + b"\n")
        file.flush()
        os.fsync(file.fileno())
    sync_folder(folder.path)


Repair = Literal["published", "emptied", "lost"]


def repair(folder: SiteFolder, ledger: Ledger, say: Callable[[str], None]) -> list[tuple[str, Repair]]:
    """Put right what dead runs left in ``staging/``; the caller holds the site's lock.

    The staging file is cut to the committed offset, which takes away torn and unacknowledged lines; then it is published.
    A file that is shorter than what was committed, or whose SHA-256 differs, is set aside as ``<name>.damaged`` and its rows
    become due again. ``say`` gets a sentence about each. Returns what was done, by segment.
    """
    done: list[tuple[str, Repair]] = []
    known = {segment.name for segment in ledger.segments("staging", "held", "published")}
    for orphan in folder.staging.glob("*.jsonl"):
        if orphan.name not in known:
            # Begun, and killed before the first commit: the ledger knows nothing of its lines, their rows are due.
            orphan.unlink()
    for segment in ledger.segments("staging"):
        staged, final = folder.staging / segment.name, folder.articles / segment.name
        if final.exists():
            publish(folder, ledger, segment)
            done.append((segment.name, "published"))
            say(f"{segment.name}: completed the publication that a crash had cut off ({segment.lines} lines)")
        elif not segment.lines:
            staged.unlink(missing_ok=True)
            ledger.withdraw_segment(segment.name)
            done.append((segment.name, "emptied"))
        elif _cut_to_commit(staged, segment):
            publish(folder, ledger, segment)
            done.append((segment.name, "published"))
            say(f"{segment.name}: published {segment.lines} lines of run {segment.run}, which had not ended by itself")
        else:
            if staged.exists():
                staged.replace(staged.with_name(segment.name + ".damaged"))
            ledger.withdraw_segment(segment.name)
            done.append((segment.name, "lost"))
            say(
                f"{segment.name}: the staging file does not hold the {segment.lines} lines that were committed to it; set aside "
                f"as staging/{segment.name}.damaged, its articles are due again"
            )
    return done


def _cut_to_commit(path: Path, segment: SegmentEntry) -> bool:
    """Cut the staging file to what was committed; False where it does not hold that."""
    if not path.exists():
        return False
    with path.open("r+b") as file:
        if file.seek(0, os.SEEK_END) < segment.bytes:
            return False
        file.truncate(segment.bytes)
        file.flush()
        os.fsync(file.fileno())
        file.seek(0)
        return hashlib.file_digest(file, "sha256").hexdigest() == segment.sha256
