"""Listings that say nothing about their pages: whether there are more is found out by a few probes, and said in the record."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

import pytest

from crawler.cms import Listing, ListRequest, Row
from crawler.probing import Place, Probing, may_go_on
from crawler.spiders.any import host_name
from tests.crawling import IMPATIENT, Crawl, crawl
from tests.replay.server import Server, serving

HTML = {"Content-Type": "text/html; charset=utf-8"}
#: The rows of a full page; the articles are those of 禁毒之窗 in tests/replay/small.py, newest first.
FULL = 10
ALL = 24
COLUMN, OTHER_COLUMN = "警务要闻", "通知公告"
FIRST = range(FULL)
SECOND, THIRD = range(FULL, 2 * FULL), range(2 * FULL, ALL)
GONE = "<html><head><title>提示</title></head><body><p>抱歉，您访问的页面不存在或已被删除！</p></body></html>"


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    with serving("small") as server:
        yield server


@pytest.fixture(autouse=True)
def forgiven(server: Server) -> Iterator[None]:
    yield
    server.clear()


@dataclass(frozen=True, slots=True)
class Case:
    """A listing at ``/jwyw/``. pages: by address below it, of which rows; anything else answers 404.

    faults: what else an address answers, as a fault of the replay server. asked: the guesses that are made, in order.
    shown: what stands below the rows.
    """

    name: str
    pages: Mapping[str, range]
    asked: tuple[str, ...]
    stopped: str
    faults: Mapping[str, dict[str, object]] = field(default_factory=dict)
    exit_code: int = 0
    closed: bool = True
    emitted: int = ALL
    shown: str = ""


ALONE = "the last page: it has no pager, 3 probes found no other"
CALL = '<a href="javascript:goPage(2)">下一页</a>'
STATIC = ("index_1.html", "index_2.html", "2")
CASES = (
    Case(
        "counted from 0",
        {"": FIRST, "index_1.html": SECOND, "index_2.html": THIRD},
        ("index_1.html", "index_2.html", "index_3.html"),
        "the last page (no pager: page 2 was found by probe 1)",
    ),
    Case(
        "counted from 1, where _1 is the first page again",
        {"": FIRST, "index_1.html": FIRST, "index_2.html": SECOND, "index_3.html": THIRD},
        ("index_1.html", "index_2.html", "index_3.html", "index_4.html"),
        "the last page (no pager: page 2 was found by probe 2)",
    ),
    Case(
        "by a folder",
        {"": FIRST, "2": SECOND, "3": THIRD},
        (*STATIC, "3", "4"),
        "the last page (no pager: page 2 was found by probe 3)",
    ),
    Case(
        "the last page for ever",
        {"": FIRST, "index_1.html": SECOND, "index_2.html": THIRD, "index_3.html": THIRD, "index_4.html": THIRD},
        ("index_1.html", "index_2.html", "index_3.html", "index_4.html"),
        "a page without a new row (no pager: page 2 was found by probe 1)",
    ),
    Case("no other page", {"": FIRST}, STATIC, ALONE, emitted=FULL),
    Case(
        "a way on without an address, and no other page",
        {"": FIRST},
        STATIC,
        "page 1 failed (no next: a way on is shown and not followed: 下一页: javascript:goPage(2))",
        exit_code=3,
        closed=False,
        emitted=FULL,
        shown=CALL,
    ),
    Case(
        "a way on without an address, and pages where they are guessed",
        {"": FIRST, "index_1.html": SECOND, "index_2.html": THIRD},
        ("index_1.html", "index_2.html", "index_3.html"),
        "the last page (no pager: page 2 was found by probe 1)",
        shown=CALL,
    ),
    Case(
        "a page that is not full",
        {"": range(FULL - 1)},
        (),
        "one page, which leads to no other, 9 rows with a day are too few to probe",
        emitted=FULL - 1,
    ),
    Case(
        "what is no page of it",
        {"": FIRST, "index_1.html": FIRST},
        STATIC,
        ALONE,
        {"index_2.html": {"status": 200, "body": GONE, "headers": HTML}, "2": {"status": 500}},
        emitted=FULL,
    ),
    Case(
        "a redirect home, and one to another host",
        {"": FIRST},
        STATIC,
        ALONE,
        {
            "index_1.html": {"status": 302, "headers": {"Location": "/"}},
            "index_2.html": {"status": 302, "headers": {"Location": "http://jingxun.invalid/404"}},
            "2": {"status": 403},
        },
        emitted=FULL,
    ),
    Case(
        "news of the site in place of an older page",
        {"": range(FULL, 2 * FULL), "index_1.html": FIRST},
        STATIC,
        ALONE,
        emitted=FULL,
    ),
    Case(
        "trouble of the server",
        {"": FIRST, "index_1.html": SECOND, "index_2.html": THIRD},
        ("index_1.html",),
        "page 2 failed (http 503)",
        {"index_1.html": {"status": 503}},
        exit_code=3,
        closed=False,
        emitted=FULL,
    ),
    Case(
        "no answer",
        {"": FIRST, "index_1.html": SECOND, "index_2.html": THIRD},
        ("index_1.html",),
        "page 2 failed (timeout)",
        {"index_1.html": {"connection": "hang"}},
        exit_code=3,
        closed=False,
        emitted=FULL,
    ),
    Case(
        "a wall",
        {"": FIRST, "index_1.html": SECOND, "index_2.html": THIRD},
        ("index_1.html",),
        "page 2 failed (wall: 瑞数)",
        {"index_1.html": {"wall": "ruishu"}},
        exit_code=5,
        closed=False,
        emitted=FULL,
    ),
    Case(
        "trouble in the middle of what a probe found",
        {"": FIRST, "index_1.html": SECOND, "index_2.html": THIRD},
        ("index_1.html", "index_2.html"),
        "page 3 failed (http 500)",
        {"index_2.html": {"status": 500}},
        exit_code=3,
        closed=False,
        emitted=2 * FULL,
    ),
)


def put(server: Server, pages: Mapping[str, range], below: str = "") -> None:
    """Serve a listing of these rows, and what stands below them, at each address below ``/jwyw/``."""
    articles = [article for article in server.published() if article.channel[-1] == "禁毒之窗"]
    for address, rows in pages.items():
        shown = "".join(
            f'<li><a href="{articles[row].urls[0]}">{articles[row].title}</a><span>{articles[row].timestamp[:10]}</span></li>'
            for row in rows
        )
        page = f"<html><body><p>当前位置：<a href='/'>首页</a> &gt; {COLUMN}</p><h1>{COLUMN}</h1><ul>{shown}</ul>{below}</body></html>"
        server.fault(path=f"/jwyw/{address}", status=200, body=page, headers=HTML)


def crawled(server: Server, data: Path, **arguments: str) -> tuple[Crawl, list[str]]:
    """A crawl of the listing, and which addresses beyond its first page it asked for, each once."""
    server.clear("log")
    url = f"{server.base}/jwyw/"
    done = crawl("any", data, IMPATIENT, url=url, **arguments)
    paths = [entry["path"].removeprefix("/jwyw/") for entry in server.log() if entry["path"].startswith("/jwyw/")]
    guessed = list(dict.fromkeys(path for path in paths if path))
    return Crawl(done.exit_code, done.output, done.errors, data / host_name(url)), guessed


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_listing_without_a_pager(server: Server, tmp_path: Path, case: Case) -> None:
    put(server, case.pages, case.shown)
    for address, fault in case.faults.items():
        server.fault(path=f"/jwyw/{address}", **fault)
    done, guessed = crawled(server, tmp_path)
    (channel,) = done.record["channels"]
    assert (done.exit_code, len(done.lines)) == (case.exit_code, case.emitted), str(done)
    assert (guessed, channel["stopped"], channel["closed"]) == (list(case.asked), case.stopped, case.closed), str(done)
    assert (channel["failure"] is None) == case.closed
    assert case.stopped in done.output


def test_what_a_probe_met_trouble_with_is_found_by_the_next_run(server: Server, tmp_path: Path) -> None:
    put(server, {"": FIRST, "index_1.html": SECOND, "index_2.html": THIRD})
    server.fault(path="/jwyw/index_1.html", status=503)
    first, _ = crawled(server, tmp_path)
    assert (first.exit_code, len(first.lines)) == (3, FULL), str(first)
    server.clear("faults")
    put(server, {"": FIRST, "index_1.html": SECOND, "index_2.html": THIRD})
    second, _ = crawled(server, tmp_path)
    assert (second.exit_code, len(second.lines)) == (0, ALL), str(second)


def test_an_unchanged_listing_is_not_probed_again_unless_all_of_it_is_asked_for(server: Server, tmp_path: Path) -> None:
    put(server, {"": FIRST})
    assert crawled(server, tmp_path)[1] == list(STATIC)
    again, guessed = crawled(server, tmp_path)
    assert (again.exit_code, guessed) == (0, []), str(again)
    assert crawled(server, tmp_path, full="1")[1] == list(STATIC)
    assert crawled(server, tmp_path, dry="1")[1] == []


def test_a_new_row_is_reason_to_look_for_more(server: Server, tmp_path: Path) -> None:
    put(server, {"": range(2, FULL + 2), "index_1.html": range(FULL + 2, ALL)})
    crawled(server, tmp_path)
    put(server, {"": FIRST, "index_1.html": SECOND, "index_2.html": THIRD})
    done, _ = crawled(server, tmp_path)
    assert (done.exit_code, len(done.lines)) == (0, ALL), str(done)


# What is a page of the column

SITE = "http://www.ga.example.cn"
PLACE = Place(f"{SITE}/jwyw/", ("新闻中心", "警务要闻"))


def listing(folder: str, start: int, *, days: bool = True, count: int = 12) -> tuple[Listing, list[str]]:
    rows = tuple(
        Row(f"{SITE}{folder}{number}.html", f"标题{number}", date(2022, 3, 31 - number) if days else None)
        for number in range(start, start + count)
    )
    return Listing("plain", rows), [row.url for row in rows]


@pytest.mark.parametrize(
    ("answer", "place", "accepted"),
    [
        (listing("/jwyw/202203/", 12), PLACE, True),
        (listing("/jwyw/202112/", 12), PLACE, True),  # the folder of another month
        (listing("/jwyw/202203/", 12), Place(PLACE.url, (*PLACE.breadcrumb, "第2页")), True),
        (listing("/jwyw/202203/", 11, count=2), PLACE, True),  # one row slipped over the border
        (listing("/jwyw/202203/", 0), PLACE, False),  # the first page again
        (listing("/jwyw/202203/", 0, count=0), PLACE, False),
        (listing("/tzgg/202203/", 12), PLACE, False),  # another column
        (listing("/jwyw/202203/", 12, days=False), PLACE, False),  # links of some box
        (listing("/jwyw/202112/", 1), PLACE, False),  # newer than the first page's last row: the home page's news
        (listing("/jwyw/202203/", 12), Place(f"{SITE}/", ()), False),
        (listing("/jwyw/202203/", 12), Place(PLACE.url, ("新闻中心", OTHER_COLUMN)), False),
    ],
)
def test_whether_an_answer_is_a_page_of_the_column(
    answer: tuple[Listing, list[str]], place: Place, accepted: bool
) -> None:
    first, identities = listing("/jwyw/202203/", 0)
    assert may_go_on(first)
    probing = Probing.of(first, identities, PLACE)
    asked = probing.following()
    assert asked is not None
    assert probing.accepts(answer[0], asked, answer[1], place) == accepted
    assert (probing.found == asked) == accepted


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({}, True),
        ({"family": "trs"}, False),
        ({"pages": 1}, False),
        ({"total": 12}, False),
        ({"next": ListRequest(f"{SITE}/jwyw/2.html", page=2)}, False),
    ],
)
def test_where_there_is_reason_to_look_for_more(change: dict[str, object], expected: bool) -> None:
    first, _ = listing("/jwyw/202203/", 0)
    assert may_go_on(replace(first, **change)) == expected  # type: ignore[arg-type]  # fields by name
    assert not may_go_on(listing("/jwyw/202203/", 0, days=False)[0])
