"""The walk's decisions: a listing of so many rows, two a page, walked to its end while it moves."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

from crawler.cms import Channel, Listing, ListRequest, Row
from crawler.ledger import Standing
from crawler.walk import Step, Walk

SIZE = 2
FIRST = ListRequest("http://site/list?page=1")
NEWEST = date(2022, 1, 31)


class ListingServer:
    """A listing of rows by number, newest first; ``answer`` gives a page of what it holds now."""

    def __init__(
        self, rows: list[int], *, states: bool = True, changes: dict[int, Callable[[list[int]], None]] | None = None
    ) -> None:
        self.rows = rows
        self.states = states
        self.changes = changes or {}
        self.asked: list[int] = []

    def answer(self, page: int) -> Listing:
        self.asked.append(page)
        if change := self.changes.get(len(self.asked)):
            change(self.rows)
        shown = self.rows[(page - 1) * SIZE : page * SIZE]
        pages = max(1, -(-len(self.rows) // SIZE))
        following = ListRequest(f"http://site/list?page={page + 1}", page=page + 1) if page < pages else None
        return Listing(
            "plain",
            tuple(Row(f"http://site/{n}", "标题", NEWEST - timedelta(days=100 - n)) for n in shown),
            following,
            page if self.states else None,
            pages if self.states else None,
            len(self.rows) if self.states else None,
        )


def walked(server: ListingServer, settled: set[int] | None = None, **options: Any) -> tuple[set[str], Step]:
    """Walk to the end; the identities that were met, and the last step."""
    walk = Walk(Channel("禁毒之窗", FIRST.url), 1, FIRST, **options)
    met: set[str] = set()
    asked, step = FIRST, Step(FIRST)
    for _ in range(100):
        listing = server.answer(asked.page)
        identities = [row.url for row in listing.rows]
        standings = []
        for identity in identities:
            known = int(identity.rpartition("/")[2]) in (settled or set())
            standings.append(Standing(None, repeated=False, seen=identity in met, settled=known, due=True))
            met.add(identity)
        step = walk.step(listing, asked, identities, standings)
        if step.following is None:
            return met, step
        asked = step.following
    raise AssertionError("the walk does not end")


def rows(count: int) -> list[int]:
    return list(range(count, 0, -1))


@pytest.mark.parametrize("count", [1, 2, 3, 4, 14, 46])
@pytest.mark.parametrize("states", [True, False])
def test_every_row_of_a_listing_at_rest(count: int, states: bool) -> None:
    server = ListingServer(rows(count), states=states)
    met, step = walked(server)
    pages = -(-count // SIZE)
    assert len(met) == count
    assert step.closed
    assert len(server.asked) == pages + (pages > 1)  # a walk of several pages looks at the first one again


def test_an_unchanged_listing_costs_two_pages() -> None:
    server = ListingServer(rows(40))
    _, step = walked(server, settled=set(rows(40)))
    assert (server.asked, step.closed, step.stopped) == ([1, 2], True, "2 pages of known rows")


def test_a_row_of_an_open_walk_does_not_stop() -> None:
    server = ListingServer(rows(40))
    met, step = walked(server, settled=set(range(1, 30)))
    assert {f"http://site/{n}" for n in range(29, 41)} <= met
    assert step.closed


def test_a_full_walk_goes_to_the_end() -> None:
    met, step = walked(ListingServer(rows(20)), settled=set(rows(20)), full=True)
    assert (len(met), step.closed) == (20, True)


def test_since_stops_at_two_older_pages_and_leaves_the_walk_open() -> None:
    server = ListingServer(rows(40))
    met, step = walked(server, since=NEWEST - timedelta(days=100 - 35))
    assert len(met) < 15
    assert (step.closed, "older than" in step.stopped) == (False, True)


@pytest.mark.parametrize("states", [True, False])
@pytest.mark.parametrize("at", [2, 3, 5, 9])
def test_published_while_it_is_walked(states: bool, at: int) -> None:
    server = ListingServer(
        rows(20), states=states, changes={at: lambda held: held.__setitem__(slice(0, 0), [23, 22, 21])}
    )
    met, step = walked(server)
    assert (len(met), step.closed) == (23, True)


@pytest.mark.parametrize("states", [True, False])
@pytest.mark.parametrize("at", [3, 5, 9])
def test_moved_to_the_top_while_it_is_walked(states: bool, at: int) -> None:
    server = ListingServer(rows(20), states=states, changes={at: lambda held: held.insert(0, held.pop(held.index(3)))})
    met, step = walked(server)
    assert (len(met), step.closed) == (20, True)


@pytest.mark.parametrize(("states", "removed"), [(True, 20), (False, 20), (True, 19), (True, 17)])
@pytest.mark.parametrize("at", [3, 5, 9])
def test_removed_while_it_is_walked(states: bool, removed: int, at: int) -> None:
    server = ListingServer(rows(20), states=states, changes={at: lambda held: held.remove(removed)})
    met, step = walked(server)
    assert met >= {f"http://site/{n}" for n in rows(20) if n != removed}
    assert step.closed


@pytest.mark.parametrize(
    ("change", "failure"),
    [
        ({"rows": ()}, "no rows: the first page has none, though it states 20"),
        ({"rows": (), "total": None}, "no rows: the first page has none"),
        ({"rows": (), "total": 0, "pages": 1, "next": None}, None),
        ({"next": None}, "no next: page 1 of 10 leads to no further page"),
        ({"next": ListRequest("http://elsewhere/list?page=2", page=2)}, "redirect: the next page is on another host"),
        ({"next": ListRequest("http://site:8080/list?page=2", page=2)}, "redirect: the next page is on another host"),
    ],
)
def test_a_first_page_that_is_not_what_it_says(change: dict[str, Any], failure: str | None) -> None:
    listing = dataclasses.replace(ListingServer(rows(20)).answer(1), **change)
    standings = [Standing(None, repeated=False, seen=False, settled=False, due=True)] * len(listing.rows)
    step = Walk(Channel("禁毒之窗", FIRST.url), 1, FIRST).step(
        listing, FIRST, [row.url for row in listing.rows], standings
    )
    assert (step.failure or "").startswith(failure or "")
    assert step.closed == (failure is None)


@pytest.mark.parametrize("following", ["https://www.ga.example.cn/list?page=2", "http://ga.example.cn/list?page=2"])
def test_the_next_page_may_stand_under_the_host_s_other_name(following: str) -> None:
    first = ListRequest("http://www.ga.example.cn/list")
    listing = Listing("plain", (Row("http://www.ga.example.cn/1", "标题"),), ListRequest(following, page=2))
    standings = [Standing(None, repeated=False, seen=False, settled=False, due=True)]
    step = Walk(Channel("禁毒之窗", first.url), 1, first).step(listing, first, ["site:/1"], standings)
    assert step.following == listing.next


class EchoServer(ListingServer):
    """Whatever is asked, it answers with page 1: a pager whose go button was posted."""

    def answer(self, page: int) -> Listing:
        listing = super().answer(1)
        return dataclasses.replace(listing, next=ListRequest(f"http://site/list?page={page + 1}", page=page + 1))


@pytest.mark.parametrize("states", [True, False])
def test_the_first_page_for_ever(states: bool) -> None:
    server = EchoServer(rows(20), states=states)
    _, step = walked(server)
    assert len(server.asked) <= 4
    if states:
        assert (step.failure or "").startswith("stuck")


def test_a_listing_that_never_ends() -> None:
    _, step = walked(ListingServer(rows(190), states=False), max_pages=50)
    assert (step.failure or "").startswith("endless: 50 pages")


class ForgetfulServer(ListingServer):
    """Some pages state nothing: what they answer in place of what they would."""

    def __init__(self, rows: list[int], answers: dict[int, dict[str, Any]], **options: Any) -> None:
        super().__init__(rows, **options)
        self.answers = answers

    def answer(self, page: int) -> Listing:
        listing = super().answer(page)
        return dataclasses.replace(listing, **self.answers.get(page, {}))


SAYS_NOTHING: dict[str, Any] = {"page": None, "pages": None, "total": None}
SOFT_404: dict[str, Any] = {**SAYS_NOTHING, "rows": (), "next": None}


@pytest.mark.parametrize(
    ("answers", "failure", "met"),
    [
        ({4: SOFT_404}, "no rows: page 4 of 10 has none", 6),
        ({4: {**SAYS_NOTHING, "rows": ()}}, "no rows: page 4 of 10 has none", 6),
        ({4: {"rows": ()}}, "no rows: page 4 of 10 has none", 6),
        ({4: {**SAYS_NOTHING, "next": None}}, "no next: page 4 of 10 leads to no further page", 8),
        ({4: SAYS_NOTHING}, None, 20),
        ({10: SOFT_404}, None, 18),  # the last stated page may have gone with a row that was removed
        (dict.fromkeys(range(2, 11), SAYS_NOTHING), None, 20),
        ({page: {"pages": 4} for page in range(1, 4)} | {4: SOFT_404}, None, 6),  # it states less than there is
        ({1: {"pages": 10}, 2: {"pages": 5}, 3: {"pages": 5}, 5: SOFT_404}, "no rows: page 5 of 10 has none", 8),
        (
            {1: {"pages": 10}, 2: {"pages": 5}, 3: {"pages": 5}, 4: {"pages": 5}, 5: SOFT_404},
            None,
            8,
        ),  # the newest holds
    ],
)
def test_the_number_of_pages_that_an_earlier_page_stated(
    answers: dict[int, dict[str, Any]], failure: str | None, met: int
) -> None:
    found, step = walked(ForgetfulServer(rows(20), answers))
    assert (step.failure, step.closed, len(found)) == (failure, failure is None, met)


def test_a_page_that_goes_missing_while_all_is_read_again() -> None:
    # Something was published after page 10 was read, so that the second look goes over everything.
    server = ForgetfulServer(rows(20), {}, changes={11: lambda held: held.__setitem__(slice(0, 0), [23, 22, 21])})
    asked = server.asked

    def answer(page: int) -> Listing:
        listing = ForgetfulServer.answer(server, page)
        return dataclasses.replace(listing, **SOFT_404) if page == 5 and len(asked) > 11 else listing

    server.answer = answer  # type: ignore[method-assign]  # one answer of one server
    _, step = walked(server)
    assert (step.failure, step.closed) == ("no rows: page 5 of 12 has none", False)


def test_an_empty_page_is_no_page_of_known_rows() -> None:
    server = ForgetfulServer(rows(40), {2: SOFT_404})
    _, step = walked(server, settled=set(rows(40)))
    assert step.failure == "no rows: page 2 of 20 has none"


def test_rows_that_are_stated_and_not_listed_are_told() -> None:
    _, step = walked(ForgetfulServer(rows(20), {page: {"pages": None, "total": 25} for page in range(1, 11)}))
    assert (step.closed, step.stopped) == (True, "page 10 leads to no other, with 20 of 25 stated rows")


def test_a_list_that_a_script_fills_says_so() -> None:
    told = "a script fills its list (/api/list)"
    _, step = walked(ForgetfulServer(rows(2), {1: {"rows": (), "pages": None, "total": None, "unfollowed": told}}))
    assert (step.failure, step.closed) == (f"no rows: the first page has none: {told}", False)


def test_a_way_on_that_cannot_be_followed_is_no_end() -> None:
    server = ForgetfulServer(rows(2), {1: {"pages": None, "total": None, "unfollowed": "下一页: goPage(2)"}})
    _, step = walked(server)
    assert step.failure == "no next: a way on is shown and not followed: 下一页: goPage(2)"
    assert (step.closed, step.stopped) == (False, f"page 1 failed ({step.failure})")


@pytest.mark.parametrize(
    ("count", "stated", "told"),
    [
        (2, {}, "the last page"),
        (2, {"pages": None, "total": 2}, "the last page"),
        (
            2,
            {"pages": None, "total": None},
            "one page, which leads to no other, 2 rows with a day are too few to probe",
        ),
        (4, {"pages": None, "total": None}, "page 2 leads to no other"),
    ],
)
def test_the_last_page_is_one_that_says_so(count: int, stated: dict[str, None], told: str) -> None:
    _, step = walked(ForgetfulServer(rows(count), {1: stated, 2: stated}))
    assert (step.closed, step.stopped) == (True, told)
