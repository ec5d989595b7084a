"""The ledger: what became of every row that a listing ever showed. One SQLite file a site, keyed by the article's id.

A row is *listed* when a listing shows it, and then ends in one state: ``emitted`` (its line is in a published segment),
``copy`` (of another id), ``external``, ``skipped`` (by an argument) or ``failed`` (cause, tries); between its line's being
on disk and its segment's being published it is ``staged``. A row that is emitted, a copy or external is not requested
again; a listed or failed one is *due*: the next run requests it first.

Nothing is durable before :meth:`Ledger.commit`, which ``pipelines.write_jsonl`` calls after the lines are on disk.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from crawler.ledger_file import LedgerFile
from crawler.verdict import GONE_CAUSES

State = Literal["listed", "staged", "emitted", "copy", "external", "skipped", "failed"]
SegmentState = Literal["staging", "published", "held"]

#: A page that is gone (:data:`crawler.verdict.GONE_CAUSES`) is tried once a run for so many runs.
GONE_TRIES = 3


@dataclass(frozen=True, slots=True)
class Standing:
    """How a row stood when a listing showed it.

    state: before this listing; None for a row that was never listed.
    repeated: an earlier page of this run listed it already.
    seen: an earlier page of this walk of the channel listed it already.
    settled: first listed by the channel in, or before, its last closed walk; only such a row may end a walk.
    due: to be requested now.
    """

    state: State | None
    repeated: bool
    seen: bool
    settled: bool
    due: bool


@dataclass(frozen=True, slots=True)
class LedgerRow:
    """A row as it stands in the ledger. date: the listing's day; day, content_hash: of the emitted article as ``reader`` reads it."""

    id: str
    url: str
    title: str
    date: date | None
    channel: str
    run: int
    state: State
    cause: str | None
    tries: int
    copy_of: str | None
    segment: str | None
    revision: int
    content_hash: bytes | None
    day: str | None
    reader: str | None


@dataclass(frozen=True, slots=True)
class SegmentEntry:
    """What the ledger has committed of a segment: so many lines and bytes of it are safe, with this SHA-256."""

    name: str
    run: int
    reader: str
    state: SegmentState
    lines: int
    bytes: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Membership:
    """That a channel listed an article: when it did so first and last (the runs' starts, UTC)."""

    channel: str
    id: str
    first_seen: str
    last_seen: str


_ROW_COLUMNS = (
    "id, url, title, date, channel, run, state, cause, tries, copy_of, segment, revision, content_hash, day, reader"
)


def _row(values: tuple[str, str, str, str | None, str, int, State, str | None, int, *tuple[object, ...]]) -> LedgerRow:
    identity, url, title, day, *rest = values
    return LedgerRow(identity, url, title, date.fromisoformat(day) if day else None, *rest)  # type: ignore[arg-type]  # SQLite's values have the column types


class Ledger(LedgerFile):
    """One site's ledger; see :class:`crawler.ledger_file.LedgerFile` for its file.

    ``run`` is the number of the run that :meth:`begin_run` began.
    """

    run = 0

    # Runs and walks

    def begin_run(self, started: str) -> int:
        """Begin a run at ``started`` (ISO, UTC), durably, and return its number."""
        self.run = int(self.value("SELECT coalesce(max(run), 0) + 1 FROM runs"))
        self.execute("INSERT INTO runs (run, started) VALUES (?, ?)", (self.run, started))
        self.commit()
        return self.run

    def end_run(self, ended: str, verdict: str) -> None:
        """Write down how the run ended."""
        self.execute("UPDATE runs SET ended = ?, verdict = ? WHERE run = ?", (ended, verdict, self.run))

    def begin_walk(self, channel: str, url: str | None = None) -> int:
        """Begin a walk of the channel's listing and return its number.

        url: where the listing begins, None where none is walked. Under another address than before it may be another
        listing of the same name: what was closed there says nothing of this one, so its rows end no walk.
        """
        self.execute(
            "INSERT INTO channels (channel, walk, closed_walk, url) VALUES (?, 1, 0, ?) ON CONFLICT (channel) DO UPDATE "
            "SET walk = walk + 1, closed_walk = iif(channels.url <> excluded.url, 0, closed_walk), "
            "url = coalesce(excluded.url, channels.url)",
            (channel, url),
        )
        return int(self.value("SELECT walk FROM channels WHERE channel = ?", (channel,)))

    def name_family(self, channel: str, family: str) -> None:
        """Write down which CMS family reads the channel's listing, for articles that a later run requests."""
        self.execute("UPDATE channels SET family = ? WHERE channel = ? AND family IS NOT ?", (family, channel, family))

    def family(self, channel: str) -> str | None:
        """The CMS family that read the channel's listing, None for one that was never read."""
        found = self.one("SELECT family FROM channels WHERE channel = ?", (channel,))
        return found[0] if found else None

    def close_walk(self, channel: str) -> None:
        """Close the channel's current walk: it reached the end, or a valid stop, with no failed listing page."""
        self.execute("UPDATE channels SET closed_walk = walk WHERE channel = ?", (channel,))

    # Rows

    def list_row(
        self,
        identity: str,
        url: str,
        title: str,
        day: date | None,
        channel: str,
        walk: int,
        *,
        full: bool = False,
        external: bool = False,
    ) -> Standing:
        """Write down that a page of this walk lists the row, and say how it stood.

        full: request it again even where it was emitted; it stays ``listed`` until its new end. external: a row that ended
        so is due, since rows that lead elsewhere are to be followed now.
        """
        known = self.one("SELECT state, run, cause, tries FROM rows WHERE id = ?", (identity,))
        listed = self.one(
            "SELECT first_walk, last_walk, closed_walk FROM listings JOIN channels USING (channel) "
            "WHERE channel = ? AND id = ?",
            (channel, identity),
        )
        self.execute(
            "INSERT INTO listings VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (channel, id) "
            "DO UPDATE SET last_walk = excluded.last_walk, last_run = excluded.last_run",
            (channel, identity, walk, walk, self.run, self.run),
        )
        seen = listed is not None and listed[1] == walk
        settled = listed is not None and listed[0] <= listed[2]
        if known is None:
            self.execute(
                "INSERT INTO rows (id, url, title, date, channel, run, state) VALUES (?, ?, ?, ?, ?, ?, 'listed')",
                (identity, url, title, day and day.isoformat(), channel, self.run),
            )
            return Standing(None, repeated=False, seen=seen, settled=False, due=True)
        state, run, cause, tries = known
        if run == self.run:
            return Standing(state, repeated=True, seen=seen, settled=settled, due=False)
        due = (
            state in ("listed", "skipped")
            or (state == "failed" and not (cause in GONE_CAUSES and tries >= GONE_TRIES))
            or (full and state != "external")
            or (external and state == "external")
        )
        if due:
            self.execute(
                "UPDATE rows SET url = ?, title = ?, date = coalesce(?, date), run = ?, state = 'listed', "
                "cause = NULL WHERE id = ?",
                (url, title, day and day.isoformat(), self.run, identity),
            )
        else:
            self.execute("UPDATE rows SET run = ? WHERE id = ?", (self.run, identity))
        return Standing(state, repeated=False, seen=seen, settled=settled, due=due)

    def due_rows(self, limit: int) -> list[LedgerRow]:
        """Up to ``limit`` due rows of earlier runs; each is listed in this run by being returned."""
        found = self.all(
            f"SELECT {_ROW_COLUMNS} FROM rows WHERE state IN ('listed', 'failed') AND run < ? "  # noqa: S608  # column names only
            f"AND NOT (coalesce(cause, '') IN ({', '.join('?' * len(GONE_CAUSES))}) AND tries >= ?) LIMIT ?",
            (self.run, *GONE_CAUSES, GONE_TRIES, limit),
        )
        self.executemany(
            "UPDATE rows SET run = ?, state = 'listed', cause = NULL WHERE id = ?",
            ((self.run, values[0]) for values in found),
        )
        return [_row(values) for values in found]

    def end_row(self, identity: str, state: State, cause: str | None = None, copy_of: str | None = None) -> None:
        """Write down how a row ended in this run. A row that ends ``listed`` (with a cause) stays due.

        One that ends ``skipped`` and was emitted before is ``emitted``: a later run needs no request for it.
        """
        self.execute(
            "UPDATE rows SET state = ?, cause = ?, copy_of = ?, tries = tries + (? = 'failed') WHERE id = ?",
            (state, cause, copy_of, state, identity),
        )
        if state == "skipped":
            self.execute(
                "UPDATE rows SET state = 'emitted', cause = NULL WHERE id = ? AND content_hash IS NOT NULL", (identity,)
            )

    def read_anew(self, identity: str, content_hash: bytes, day: str | None, reader: str) -> None:
        """Compare the emitted article from now on with what this version of the reading rules makes of it."""
        self.execute(
            "UPDATE rows SET content_hash = ?, day = ?, reader = ? WHERE id = ?", (content_hash, day, reader, identity)
        )

    def failed_before(self, identity: str) -> bool:
        """Whether the row failed in an earlier run whose lines were published: that run could read the site's other pages."""
        found = self.one("SELECT failed_before FROM rows WHERE id = ?", (identity,))
        return bool(found and found[0])

    def open_rows(self) -> list[LedgerRow]:
        """The rows that this run listed and that have no end yet."""
        found = self.all(
            f"SELECT {_ROW_COLUMNS} FROM rows WHERE state IN ('listed', 'failed') AND state = 'listed' AND run = ? "  # noqa: S608  # column names only
            "AND cause IS NULL",
            (self.run,),
        )
        return [_row(values) for values in found]

    def row(self, identity: str) -> LedgerRow | None:
        """The row of this id, if it was ever listed."""
        values = self.one(
            f"SELECT {_ROW_COLUMNS} FROM rows WHERE id = ?",  # noqa: S608  # column names only
            (identity,),
        )
        return _row(values) if values else None

    def id_of_content(self, content_hash: bytes, day: str, segment: str) -> str | None:
        """The id of an article with this content and day, emitted before or staged in this segment."""
        found = self.one(
            "SELECT id FROM rows WHERE content_hash = ? AND day = ? UNION ALL "
            "SELECT id FROM staged WHERE content_hash = ? AND day = ? AND segment = ? LIMIT 1",
            (content_hash, day, content_hash, day, segment),
        )
        return str(found[0]) if found else None

    def memberships(self) -> Iterator[Membership]:
        """Which channel listed which article, by channel and id."""
        yield from (
            Membership(*values)
            for values in self.each(
                "SELECT channel, id, first.started, last.started FROM listings "
                "JOIN runs AS first ON first.run = first_run JOIN runs AS last ON last.run = last_run "
                "ORDER BY channel, id"
            )
        )

    # Segments

    def begin_segment(self, name: str, reader: str) -> None:
        """Begin this run's segment, whose lines are read by this version of the rules; nothing is committed yet."""
        self.execute("INSERT INTO segments VALUES (?, ?, ?, 'staging', 0, 0, '')", (name, self.run, reader))

    def stage(
        self, segment: str, identity: str, revision: int, content_hash: bytes, day: str | None, reader: str
    ) -> None:
        """Write down that the article's line stands in the segment's staging file."""
        self.execute(
            "INSERT INTO staged VALUES (?, ?, ?, ?, ?, ?)",
            (segment, identity, revision, content_hash, day, reader),
        )
        self.execute("UPDATE rows SET state = 'staged', cause = NULL, copy_of = NULL WHERE id = ?", (identity,))

    def grow_segment(self, name: str, lines: int, size: int, sha256: str) -> None:
        """Write down how much of the staging file is on disk: lines, bytes and their SHA-256."""
        self.execute("UPDATE segments SET lines = ?, bytes = ?, sha256 = ? WHERE name = ?", (lines, size, sha256, name))

    def segments(self, *states: SegmentState) -> list[SegmentEntry]:
        """The segments in one of these states, oldest first."""
        marks = ", ".join("?" * len(states))
        found = self.all(
            f"SELECT name, run, reader, state, lines, bytes, sha256 FROM segments WHERE state IN ({marks}) ORDER BY run",  # noqa: S608  # question marks only
            states,
        )
        return [SegmentEntry(*values) for values in found]

    def publish_segment(self, name: str) -> None:
        """Write down, durably, that the segment is published: its rows are emitted, its run's failed ones ``failed_before``."""
        self.execute(
            "UPDATE rows SET failed_before = 1 WHERE state = 'failed' AND run = (SELECT run FROM segments WHERE name = ?)",
            (name,),
        )
        self.execute(
            "UPDATE rows SET state = 'emitted', cause = NULL, tries = 0, failed_before = 0, segment = ?, revision = staged.revision, "
            "content_hash = staged.content_hash, day = staged.day, reader = staged.reader "
            "FROM staged WHERE staged.segment = ? AND staged.id = rows.id",
            (name, name),
        )
        self.execute("DELETE FROM staged WHERE segment = ?", (name,))
        self.execute("UPDATE segments SET state = 'published' WHERE name = ?", (name,))
        self.commit()

    def withdraw_segment(self, name: str, state: Literal["held"] | None = None) -> None:
        """Make the segment's staged rows due again, durably; ``held`` keeps it for a later ``publish``, None forgets it."""
        self.execute(
            "UPDATE rows SET state = 'listed', cause = 'held back' WHERE state = 'staged' "
            "AND id IN (SELECT id FROM staged WHERE segment = ?)",
            (name,),
        )
        if state:
            self.execute("UPDATE segments SET state = ? WHERE name = ?", (state, name))
        else:
            self.execute("DELETE FROM staged WHERE segment = ?", (name,))
            self.execute("DELETE FROM segments WHERE name = ?", (name,))
        self.commit()
