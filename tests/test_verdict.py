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
) -> Counts:
    causes = Counter(failed or {})
    channels = {}
    for number, failure in enumerate(failures):
        channels[f"频道{number}"] = ChannelCount(f"频道{number}", url="http://site/", failure=failure)
    if channels:
        first = channels["频道0"]
        first.ends = Counter({"emitted": emitted, "known": known, "failed": causes.total()})
        first.rows = first.ends.total()
    return Counts(channels, causes, wrong_use, start_failure, Counter(), list(bounds), crash)


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
