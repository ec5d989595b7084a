"""The ledger's file: SQLite in WAL mode, its versions, and its faults in the user's words."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Self

#: The SQL that makes each version of the file out of the one before it; a ledger of version n has run the first n.
MIGRATIONS = (
    """
    CREATE TABLE runs (run INTEGER PRIMARY KEY, started TEXT NOT NULL, ended TEXT, verdict TEXT);
    CREATE TABLE rows (
        id TEXT PRIMARY KEY, url TEXT NOT NULL, title TEXT NOT NULL, date TEXT, channel TEXT NOT NULL,
        run INTEGER NOT NULL, state TEXT NOT NULL, cause TEXT, tries INTEGER NOT NULL DEFAULT 0, copy_of TEXT,
        segment TEXT, revision INTEGER NOT NULL DEFAULT 0, content_hash BLOB, day TEXT, reader TEXT
    ) WITHOUT ROWID;
    CREATE INDEX rows_due ON rows (run) WHERE state IN ('listed', 'failed');
    CREATE INDEX rows_content ON rows (content_hash) WHERE content_hash IS NOT NULL;
    CREATE TABLE channels (
        channel TEXT PRIMARY KEY, walk INTEGER NOT NULL, closed_walk INTEGER NOT NULL, family TEXT
    ) WITHOUT ROWID;
    CREATE TABLE listings (
        channel TEXT NOT NULL, id TEXT NOT NULL, first_walk INTEGER NOT NULL, last_walk INTEGER NOT NULL,
        first_run INTEGER NOT NULL, last_run INTEGER NOT NULL, PRIMARY KEY (channel, id)
    ) WITHOUT ROWID;
    CREATE TABLE segments (
        name TEXT PRIMARY KEY, run INTEGER NOT NULL, reader TEXT NOT NULL, state TEXT NOT NULL,
        lines INTEGER NOT NULL, bytes INTEGER NOT NULL, sha256 TEXT NOT NULL
    ) WITHOUT ROWID;
    CREATE TABLE staged (
        segment TEXT NOT NULL, id TEXT NOT NULL, revision INTEGER NOT NULL, content_hash BLOB NOT NULL, day TEXT,
        reader TEXT NOT NULL, PRIMARY KEY (segment, id)
    ) WITHOUT ROWID;
    CREATE INDEX staged_content ON staged (content_hash);
    """,
    "ALTER TABLE channels ADD COLUMN url TEXT;",
    """
    ALTER TABLE rows ADD COLUMN failed_before INTEGER NOT NULL DEFAULT 0;
    UPDATE rows SET failed_before = 1
        WHERE state = 'failed' AND run IN (SELECT run FROM segments WHERE state = 'published');
    """,
)


class LedgerError(Exception):
    """The ledger cannot be used as it is: its file is damaged, or of a newer version than this program knows."""


class LedgerFile:
    """An open ledger file, with one transaction from commit to commit.

    path: the SQLite file; made when it is missing. Raises :class:`LedgerError` where it is damaged or too new, OSError
    where the disk is full.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        with self._told():
            self._connection = sqlite3.connect(path, isolation_level="IMMEDIATE", timeout=30)
            try:
                self._connection.execute("PRAGMA journal_mode = WAL")
                self._connection.execute("PRAGMA synchronous = FULL")
                self._migrate()
            except BaseException:
                self._connection.close()
                raise

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the file; what was not committed is undone."""
        self._connection.close()

    def commit(self) -> None:
        """Make durable what was said since the last commit."""
        with self._told():
            self._connection.commit()

    def rollback(self) -> None:
        """Undo what was said since the last commit."""
        with self._told():
            self._connection.rollback()

    def execute(self, sql: str, values: Iterable[Any] = ()) -> int:
        """Carry out a statement and return how many rows it changed."""
        with self._told():
            return self._connection.execute(sql, tuple(values)).rowcount

    def executemany(self, sql: str, rows: Iterable[tuple[Any, ...]]) -> None:
        """Carry out a statement once for each tuple of values."""
        with self._told():
            self._connection.executemany(sql, rows)

    def one(self, sql: str, values: Iterable[Any] = ()) -> Any:
        """The first row that a query finds, None where it finds none."""
        with self._told():
            return self._connection.execute(sql, tuple(values)).fetchone()

    def value(self, sql: str, values: Iterable[Any] = ()) -> Any:
        """The first column of the first row that a query finds; for a query that always finds one."""
        return self.one(sql, values)[0]

    def all(self, sql: str, values: Iterable[Any] = ()) -> list[Any]:
        """The rows that a query finds."""
        with self._told():
            return self._connection.execute(sql, tuple(values)).fetchall()

    def each(self, sql: str, values: Iterable[Any] = ()) -> Iterator[Any]:
        """The rows that a query finds, one by one, for what may not fit into memory."""
        with self._told():
            yield from self._connection.execute(sql, tuple(values))

    @contextmanager
    def _told(self) -> Iterator[None]:
        """Tell SQLite's words for a damaged file in the user's; a full disk stays what it is, an OSError."""
        try:
            yield
        except sqlite3.OperationalError as error:
            if "full" in str(error) or "disk I/O" in str(error):
                raise OSError(f"{self.path}: {error}") from error
            raise LedgerError(f"{self.path}: {error}") from error
        except sqlite3.DatabaseError as error:
            raise LedgerError(
                f"{self.path} is damaged ({error}). Make a new one from the published segments, which sets this one aside: "
                "scrapy state rebuild SITE"
            ) from error

    def _migrate(self) -> None:
        version = int(self._connection.execute("PRAGMA user_version").fetchone()[0])
        if version > len(MIGRATIONS):
            raise LedgerError(
                f"{self.path} has version {version}, this program knows versions up to {len(MIGRATIONS)}: "
                "run the newer program that wrote it, or give another DATA_DIR."
            )
        for number, script in enumerate(MIGRATIONS[version:], version + 1):
            self._connection.executescript(f"BEGIN; {script} PRAGMA user_version = {number}; COMMIT;")
