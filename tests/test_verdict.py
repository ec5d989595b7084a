"""The verdict on a run: a table of counts and what follows."""

from __future__ import annotations

from collections import Counter

import pytest

from crawler.verdict import ChannelCount, Counts, Verdict, verdict


def counts(
    *,
    emitted: int = 0,
    known: int = 0,
    failed: dict[str, int] | None = None,
    failures: tuple[str | None, ...] = (None,),
    bounds: tuple[str, ...] = (),
    start_failure: tuple[str, str] | None = None,
    crash: str | None = None,
    wrong_use: str | None = None,
    retried: dict[str, int] | None = None,
) -> Counts:
    """retried: causes of rows that failed again, on top of ``failed``."""
    again = Counter(retried or {})
    causes = Counter(failed or {}) + again
    channels = {}
    for number, failure in enumerate(failures):
        channels[f"频道{number}"] = ChannelCount(f"频道{number}", url="http://site/", failure=failure)
    if channels:
        first = channels["频道0"]
        first.ends = Counter({"emitted": emitted, "known": known, "failed": causes.total()})
        first.rows = first.ends.total()
    return Counts(
        channels, causes, wrong_use, start_failure, Counter(), list(bounds), crash,
        retried=Counter(failed=again.total()), retried_causes=again,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("expected", "given"),
    [
        (Verdict.OK, counts(emitted=10)),
        (Verdict.OK, counts(known=10)),
        (Verdict.OK, counts(emitted=100, failed={"http 500": 2})),
        (Verdict.OK, counts(emitted=10, failed={"gone": 5})),  # 404 does not degrade a run
        (Verdict.DEGRADED, counts(emitted=97, failed={"http 500": 3})),
        (Verdict.DEGRADED, counts(emitted=10, failures=(None, "timeout"))),
        (Verdict.DEGRADED, counts(emitted=2, failed={"incomplete: body": 4})),  # too few to blame the layout
        (Verdict.PARTIAL, counts(emitted=10, bounds=("max_articles",))),
        (Verdict.PARTIAL, counts(emitted=10, failed={"http 500": 5}, bounds=("interrupted",))),
        (Verdict.BROKEN, counts(emitted=4, failed={"incomplete: body": 5})),
        (Verdict.BROKEN, counts(emitted=4, failed={"incomplete: body": 5}, retried={"incomplete: body": 9})),
        (Verdict.DEGRADED, counts(emitted=4, failed={"incomplete: body": 4}, retried={"incomplete: body": 9})),
        (Verdict.DEGRADED, counts(failed={"http 500": 1}, retried={"http 500": 99})),
        (Verdict.OK, counts(emitted=1, retried={"no article: login": 6})),
        (Verdict.OK, counts(known=10, retried={"redirect": 1})),
        (Verdict.BROKEN, counts(failures=("no rows: the first page has none",))),
        (Verdict.BROKEN, counts(failures=(), start_failure=("no channel", "no news centre"))),
        (Verdict.BROKEN, counts(failures=(), start_failure=("gone", "404"))),
        (Verdict.BLOCKED, counts(failures=(), start_failure=("wall: 瑞数", "wall"))),
        (Verdict.BLOCKED, counts(failures=(), start_failure=("robots", "forbidden"))),
        (Verdict.BLOCKED, counts(emitted=10, failures=(None, "wall: 加速乐"))),
        (Verdict.BLOCKED, counts(emitted=10, bounds=("wall",))),
        (Verdict.UNREACHABLE, counts(failures=(), start_failure=("refused", "refused"))),
        (Verdict.UNREACHABLE, counts(failures=(), start_failure=("http 503", "503"))),
        (Verdict.UNREACHABLE, counts(failures=("timeout", "dns"))),
        (Verdict.UNREACHABLE, counts(emitted=10, bounds=("unreachable",))),
        (Verdict.CRASH, counts(emitted=10, crash="the disk did not take a line")),
        (Verdict.WRONG_USE, counts(wrong_use="there is no channel 禁毒")),
    ],
)
def test_verdict(expected: Verdict, given: Counts) -> None:
    found, why = verdict(given)
    assert (found, bool(why)) == (expected, True)


def test_a_row_without_an_end_is_never_ok() -> None:
    given = counts(emitted=10)
    given.channels["频道0"].rows += 1
    assert verdict(given)[0] is Verdict.CRASH


def test_nothing_new_and_nothing_read_never_look_alike() -> None:
    nothing_new = verdict(counts(known=10))
    nothing_read = verdict(counts(failures=("no rows: the first page has none",)))
    assert nothing_new[0] is not nothing_read[0]
    assert "10 rows" in nothing_new[1]


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        (counts(emitted=3), "3 articles are new"),
        (
            counts(emitted=3, retried={"redirect": 2, "gone": 1}),
            "3 articles are new; 2 rows of earlier runs failed again",
        ),
        (
            counts(emitted=3, failed={"redirect": 1}, retried={"redirect": 2}),
            "1 of 4 new rows failed; 2 rows of earlier runs failed again",
        ),
    ],
)
def test_new_rows_and_retried_ones_are_told_apart(given: Counts, sentence: str) -> None:
    assert verdict(given)[1] == sentence
