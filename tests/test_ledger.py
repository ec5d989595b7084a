"""The ledger: what a listing's row becomes, over several runs."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from crawler.ledger import GONE_TRIES, Ledger, Standing, State
from crawler.ledger_file import MIGRATIONS, LedgerError

DAY = date(2022, 1, 14)
HASH = bytes(32)


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with Ledger(tmp_path / "ledger.sqlite") as ledger:
        ledger.begin_run("2026-11-24T00:00:00Z")
        yield ledger


def listed(
    ledger: Ledger, identity: str = "site:1", channel: str = "禁毒之窗", *, walk: int = 1, full: bool = False
) -> Standing:
    return ledger.list_row(identity, f"http://site/{identity}", "标题", DAY, channel, walk, full=full)


def emit(ledger: Ledger, identity: str, segment: str = "000001.jsonl") -> None:
    ledger.begin_segment(segment, "1")
    ledger.stage(segment, identity, 1, HASH, "2022-01-14", "1")
    ledger.publish_segment(segment)


@pytest.mark.parametrize(
    ("end", "cause", "due"),
    [
        (None, None, True),  # killed before the row had an end
        ("failed", "http 500", True),
        ("failed", "gone", True),
        ("listed", "max_articles", True),
        ("skipped", "since", False),  # its listing brings it back, the ledger does not
        ("copy", None, False),
        ("external", None, False),
    ],
)
def test_what_the_next_run_requests_first(ledger: Ledger, end: State | None, cause: str | None, due: bool) -> None:
    ledger.begin_walk("禁毒之窗")
    listed(ledger)
    if end:
        ledger.end_row("site:1", end, cause)
    ledger.begin_run("2026-11-25T00:00:00Z")
    assert [row.id for row in ledger.due_rows(10)] == (["site:1"] if due else [])
    assert ledger.due_rows(10) == []  # each is given once a run


@pytest.mark.parametrize(
    ("end", "full", "due"),
    [
        ("failed", False, True),
        ("skipped", False, True),
        ("copy", False, False),
        ("external", False, False),
        ("external", True, False),
        ("emitted", False, False),
        ("emitted", True, True),
    ],
)
def test_what_a_later_listing_requests(ledger: Ledger, end: State, full: bool, due: bool) -> None:
    ledger.begin_walk("禁毒之窗")
    listed(ledger)
    if end == "emitted":
        emit(ledger, "site:1")
    else:
        ledger.end_row("site:1", end)
    ledger.begin_run("2026-11-25T00:00:00Z")
    standing = listed(ledger, full=full)
    assert (standing.state, standing.due, standing.repeated) == (end, due, False)
    assert listed(ledger, full=full).repeated


def test_an_emitted_row_that_a_full_run_skips_stays_emitted(ledger: Ledger) -> None:
    ledger.begin_walk("禁毒之窗")
    listed(ledger)
    emit(ledger, "site:1")
    ledger.begin_run("2026-11-25T00:00:00Z")
    assert listed(ledger, full=True).due
    ledger.end_row("site:1", "skipped", "since")
    ledger.begin_run("2026-11-26T00:00:00Z")
    assert listed(ledger) == Standing("emitted", repeated=False, seen=True, settled=False, due=False)


def test_a_page_that_is_gone_is_tried_once_a_run_for_three_runs(ledger: Ledger) -> None:
    ledger.begin_walk("禁毒之窗")
    listed(ledger)
    for _ in range(GONE_TRIES):
        ledger.end_row("site:1", "failed", "gone")
        ledger.begin_run("2026-11-25T00:00:00Z")
        due = ledger.due_rows(10)
    assert due == []
    assert not listed(ledger).due


def test_a_row_ends_a_walk_only_if_a_closed_walk_listed_it(ledger: Ledger) -> None:
    first = ledger.begin_walk("禁毒之窗")
    assert not listed(ledger, "site:1", walk=first).settled
    ledger.begin_run("2026-11-25T00:00:00Z")
    # The first walk was cut: its row must not stop the second.
    second = ledger.begin_walk("禁毒之窗")
    assert not listed(ledger, "site:1", walk=second).settled
    listed(ledger, "site:2", walk=second)
    ledger.close_walk("禁毒之窗")
    ledger.begin_run("2026-11-26T00:00:00Z")
    third = ledger.begin_walk("禁毒之窗")
    assert listed(ledger, "site:1", walk=third).settled
    assert not listed(ledger, "site:3", walk=third).settled
    # Settled in one channel says nothing about another.
    other = ledger.begin_walk("警方动态")
    assert not listed(ledger, "site:1", "警方动态", walk=other).settled


def test_a_walk_of_another_listing_by_the_same_name_settles_nothing(ledger: Ledger) -> None:
    here, there = "http://site/xwzx/gg/", "http://site/jj/gg/"
    cut = ledger.begin_walk("通知公告", here)
    listed(ledger, "site:1", "通知公告", walk=cut)
    closed = ledger.begin_walk("通知公告", there)
    listed(ledger, "site:2", "通知公告", walk=closed)
    ledger.close_walk("通知公告")
    assert listed(ledger, "site:2", "通知公告", walk=ledger.begin_walk("通知公告", there)).settled
    assert listed(ledger, "site:2", "通知公告", walk=ledger.begin_walk("通知公告")).settled
    again = ledger.begin_walk("通知公告", here)
    assert not listed(ledger, "site:1", "通知公告", walk=again).settled


def test_a_walk_sees_a_row_once(ledger: Ledger) -> None:
    walk = ledger.begin_walk("禁毒之窗")
    assert [listed(ledger, walk=walk).seen for _ in range(3)] == [False, True, True]


def test_a_segment_held_back_makes_its_rows_due_again(ledger: Ledger) -> None:
    ledger.begin_walk("禁毒之窗")
    listed(ledger)
    ledger.begin_segment("000001.jsonl", "1")
    ledger.stage("000001.jsonl", "site:1", 1, HASH, "2022-01-14", "1")
    assert ledger.open_rows() == []
    ledger.withdraw_segment("000001.jsonl", "held")
    assert [segment.name for segment in ledger.segments("held")] == ["000001.jsonl"]
    ledger.begin_run("2026-11-25T00:00:00Z")
    row = ledger.due_rows(10)[0]
    assert (row.id, row.revision, row.content_hash) == ("site:1", 0, None)


def test_a_copy_is_found_in_this_run_and_in_earlier_ones(ledger: Ledger) -> None:
    ledger.begin_walk("禁毒之窗")
    listed(ledger)
    ledger.begin_segment("000001.jsonl", "1")
    ledger.stage("000001.jsonl", "site:1", 1, HASH, "2022-01-14", "1")
    assert ledger.id_of_content(HASH, "2022-01-14", "000001.jsonl") == "site:1"
    assert ledger.id_of_content(HASH, "2022-01-15", "000001.jsonl") is None
    assert ledger.id_of_content(HASH, "2022-01-14", "000002.jsonl") is None  # not published: nobody can read it
    ledger.publish_segment("000001.jsonl")
    assert ledger.id_of_content(HASH, "2022-01-14", "000002.jsonl") == "site:1"


def test_what_is_not_committed_is_undone(tmp_path: Path) -> None:
    path = tmp_path / "ledger.sqlite"
    with Ledger(path) as ledger:
        ledger.begin_run("2026-11-24T00:00:00Z")
        ledger.begin_walk("禁毒之窗")
        listed(ledger, "site:1")
        ledger.commit()
        listed(ledger, "site:2")
    with Ledger(path) as ledger:
        assert ledger.row("site:1") is not None
        assert ledger.row("site:2") is None


def test_a_ledger_of_version_2_says_which_rows_failed_before(tmp_path: Path) -> None:
    path = tmp_path / "ledger.sqlite"
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript("".join(MIGRATIONS[:2]) + "PRAGMA user_version = 2;")
        connection.executescript(
            "INSERT INTO segments VALUES ('1.jsonl', 1, '1', 'published', 1, 1, ''), ('2.jsonl', 2, '1', 'held', 1, 1, '');"
            "INSERT INTO rows (id, url, title, channel, run, state) VALUES "
            "('site:1', '', '', '', 1, 'failed'), ('site:2', '', '', '', 2, 'failed'), ('site:3', '', '', '', 1, 'emitted');"
        )
    with Ledger(path) as ledger:
        assert [ledger.failed_before(f"site:{number}") for number in (1, 2, 3)] == [True, False, False]


def test_a_newer_ledger_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "ledger.sqlite"
    with sqlite3.connect(path) as connection:
        connection.execute(f"PRAGMA user_version = {len(MIGRATIONS) + 1}")
    connection.close()
    with pytest.raises(
        LedgerError, match=rf"version {len(MIGRATIONS) + 1}, this program knows versions up to {len(MIGRATIONS)}"
    ):
        Ledger(path)


def test_a_damaged_ledger_is_told_with_what_to_do(tmp_path: Path) -> None:
    path = tmp_path / "ledger.sqlite"
    path.write_bytes("这不是数据库".encode() * 500)
    with pytest.raises(LedgerError, match=r"is damaged .* scrapy state rebuild"):
        Ledger(path)
