"""What a server does wrong: the verdict, the cause in the record, how many articles come out, and that nothing else is lost.

Each is crawled twice: while the fault lasts, and after it is gone, when the site must be complete, each article once.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from crawler.ledger import Ledger
from tests.crawling import IMPATIENT, Crawl, crawl
from tests.interrupting import assert_complete, unsound
from tests.replay.server import Server, serving

SETTINGS = IMPATIENT
#: Articles of tests/replay/small.py, and those of 禁毒之窗 on its first page, on its second and third.
ALL, FIRST_PAGE, OTHER_PAGES = 52, 10, 14
#: Stands in a Location for a second server, which no request may reach.
ELSEWHERE = "ELSEWHERE"

OK, CRASH, DEGRADED, BROKEN, BLOCKED, UNREACHABLE = 0, 1, 3, 4, 5, 6


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the table. cause: None where the row does not fail; for ``path`` the whole run is one row's."""

    name: str
    cause: str | None
    fault: dict[str, Any]
    path: str = ""
    exit_code: int = DEGRADED
    emitted: int = 0


def article(name: str, cause: str | None, **fault: Any) -> Row:
    """One article's fault; all of them are met in one crawl, each by an article of its own."""
    return Row(name, cause, fault)


def first_page(name: str, cause: str, **fault: Any) -> Row:
    """The first page of one channel of three."""
    return Row(f"listing: {name}", cause, fault, "/NewsList.aspx?cid=1", DEGRADED, ALL - FIRST_PAGE - OTHER_PAGES)


def second_page(name: str, cause: str, **fault: Any) -> Row:
    """A page in the middle of it."""
    return Row(f"second page: {name}", cause, fault, "/NewsList.aspx*page=2*", DEGRADED, ALL - OTHER_PAGES)


def centre(name: str, cause: str, exit_code: int, **fault: Any) -> Row:
    return Row(f"centre: {name}", cause, fault, "/NewsCenter.aspx", exit_code)


def robots(name: str, cause: str | None, exit_code: int, emitted: int, **fault: Any) -> Row:
    return Row(f"robots.txt: {name}", cause, fault, "/robots.txt", exit_code, emitted)


def redirect(location: str) -> dict[str, Any]:
    return {"status": 302, "headers": {"Location": location}}


ARTICLES = (
    article("reset", "reset", connection="drop"),
    article("no answer", "timeout", connection="hang"),
    article("endless slow body", "timeout", drip=0.02),
    article("shorter than its Content-Length", "incomplete download", truncate=2_000),
    article("longer than its Content-Length", "incomplete download", announced=3_000),
    article("gzip bomb", "too large", size=50_000_000, gzip=True),
    article("50 MB", "too large", size=50_000_000),
    article("500", "http 500", status=500),
    article("503, asking for a second", "http 503", status=503, headers={"Retry-After": "1"}),
    article("503 once, asking for a second", None, status=503, headers={"Retry-After": "1"}, times=1),
    article("redirect to itself", "redirect", **redirect("")),
    article("redirect in circles", "redirect", **redirect("/NewsShow.aspx?id=1011")),
    article("redirect to another host", "redirect", **redirect("http://jingxun.invalid/")),
    article("redirect to another port", "redirect", **redirect(ELSEWHERE)),
    article("redirect to a private address", "redirect", **redirect("http://10.255.255.1/")),
    article("redirect to a file", "redirect", **redirect("file:///etc/hostname")),
    article("404", "gone", status=404),
    article("wall", "wall: 瑞数", wall="ruishu"),
    article("an empty page", "incomplete: body", body="<html><body></body></html>"),
    article("no answer once", None, connection="hang", times=1),
)
PAGES = (
    first_page("no answer", "timeout", connection="hang"),
    first_page("500", "http 500", status=500),
    first_page("404", "gone", status=404),
    first_page("cut off", "incomplete download", announced=4_000),
    first_page("no rows", "no rows", body="<html><body><p>系统维护中</p></body></html>"),
    first_page("redirect to another port", "redirect", **redirect(ELSEWHERE)),
    second_page("404", "gone", status=404),
    second_page("reset", "reset", connection="drop"),
    second_page("cut off", "incomplete download", announced=4_000),
    second_page("wall", "wall: 瑞数", wall="ruishu"),
    centre("no answer", "timeout", UNREACHABLE, connection="hang"),
    centre("cut off", "incomplete download", UNREACHABLE, announced=3_000),
    centre("50 MB", "too large", BROKEN, size=50_000_000),
    centre("redirect to another port", "redirect", BROKEN, **redirect(ELSEWHERE)),
    robots("no answer", "robots", BLOCKED, 0, connection="hang"),
    robots("500", "robots", BLOCKED, 0, status=500),
    robots("redirect to another port", None, OK, ALL, **redirect(ELSEWHERE)),
    robots("redirect in circles", None, OK, ALL, **redirect("/robots.txt")),
    robots("a page", None, OK, ALL, body="<html><body><p>User-agent: *</p><p>Disallow: /</p></body></html>"),
)


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    with serving("small") as server:
        yield server


@pytest.fixture(scope="module")
def elsewhere() -> Iterator[Server]:
    with serving("small") as server:
        yield server


@pytest.fixture(autouse=True)
def forgiven(server: Server) -> Iterator[None]:
    yield
    server.clear()


def causes(done: Crawl) -> str:
    """All that the record says of what went wrong."""
    failures = [channel["failure"] for channel in done.record["channels"] if channel["failure"]]
    return f"{[*done.record['causes'], *failures]} {done.record['why']}"


def put(server: Server, elsewhere: Server, path: str, row: Row) -> None:
    fault = dict(row.fault)
    if fault.get("headers", {}).get("Location") == ELSEWHERE:
        fault["headers"] = {"Location": elsewhere.news_centre}
    server.fault(path=path, **fault)


def test_articles_with_faults(server: Server, elsewhere: Server, tmp_path: Path) -> None:
    for number, row in enumerate(ARTICLES, 1001):
        put(server, elsewhere, f"/NewsShow.aspx?id={number}", row)
    met = crawl("jingshi", tmp_path, SETTINGS, url=server.news_centre)
    failing = [row for row in ARTICLES if row.cause]
    assert (met.exit_code, met.record["exit_code"]) == (DEGRADED, DEGRADED), str(met)
    assert len(met.lines) == met.record["ends"]["emitted"] == ALL - len(failing), str(met)
    with Ledger(met.data / "ledger.sqlite") as ledger:
        for number, row in enumerate(ARTICLES, 1001):
            known = ledger.row(f"jingshi:/newsshow.aspx?id={number}")
            assert known is not None
            assert (known.state, known.cause) == ("failed" if row.cause else "emitted", row.cause), row.name
    assert sum(met.record["causes"].values()) == len(failing)
    assert_sound(met, elsewhere)
    server.clear()
    assert_complete(crawl("jingshi", tmp_path, SETTINGS, url=server.news_centre), server)


def assert_sound(met: Crawl, elsewhere: Server) -> None:
    assert met.record["listed"] == sum(met.record["ends"].values())
    assert "Traceback" not in met.errors
    assert unsound(met.data) == []
    assert elsewhere.log() == []


@pytest.mark.parametrize("row", PAGES, ids=lambda row: row.name)
def test_a_fault_of_a_page_that_leads_to_articles(server: Server, elsewhere: Server, tmp_path: Path, row: Row) -> None:
    put(server, elsewhere, row.path, row)
    met = crawl("jingshi", tmp_path, SETTINGS, url=server.news_centre)
    # A wall on a listing page tells that the site blocks, whatever else was read.
    exit_code = BLOCKED if row.fault.get("wall") else row.exit_code
    assert (met.exit_code, met.record["exit_code"]) == (exit_code, exit_code), str(met)
    assert len(met.lines) == met.record["ends"]["emitted"] == row.emitted, str(met)
    assert (row.cause or "") in causes(met)
    assert_sound(met, elsewhere)
    server.clear()
    assert_complete(crawl("jingshi", tmp_path, SETTINGS, url=server.news_centre), server)


def test_a_few_pages_that_stay_unreadable_hold_back_no_news(tmp_path: Path) -> None:
    with serving("small") as server:
        server.fault(path="/NewsShow.aspx?id=100[1-6]", body="<html><body></body></html>")
        met = crawl("jingshi", tmp_path, SETTINGS, url=server.news_centre)
        assert met.exit_code == DEGRADED, str(met)
        for night in (1, 2):
            server.change(do="publish", channel="dongtai")
            met = crawl("jingshi", tmp_path, SETTINGS, url=server.news_centre)
            assert met.exit_code == OK, str(met)
            assert met.record["why"] == "1 articles are new; 6 rows of earlier runs failed again"
            assert met.record["causes"] == {"incomplete: body": 6}
            assert len(met.lines) == ALL - 6 + night
        server.clear("faults")
        assert_complete(crawl("jingshi", tmp_path, SETTINGS, url=server.news_centre), server)


@pytest.mark.parametrize(
    ("fault", "exit_code"),
    [({"body": "<html><body></body></html>"}, BROKEN), (redirect("http://jingxun.invalid/"), DEGRADED)],
)
def test_a_site_whose_articles_all_fail_does_so_each_night(
    server: Server, tmp_path: Path, fault: dict[str, Any], exit_code: int
) -> None:
    server.fault(path="/NewsShow*", **fault)
    for _ in range(2):
        met = crawl("jingshi", tmp_path, SETTINGS, url=server.news_centre)
        assert met.exit_code == exit_code, str(met)
        assert f"{ALL} of {ALL} new" in met.record["why"]
        assert met.lines == []
    server.clear()
    assert_complete(crawl("jingshi", tmp_path, SETTINGS, url=server.news_centre), server)


def test_a_wall_after_fifty_pages(server: Server, tmp_path: Path) -> None:
    server.fault(after=50, wall="ruishu")
    met = crawl("jingshi", tmp_path, SETTINGS, url=server.news_centre)
    assert met.exit_code == BLOCKED, str(met)
    assert "瑞数" in met.record["why"]
    assert met.record["walls"]["瑞数"] <= 3 + 8  # the third in a row ends the run; eight requests are under way at once
    assert 20 < len(met.lines) == met.record["ends"]["emitted"] < 50
    assert unsound(met.data) == []
    server.clear()
    assert_complete(crawl("jingshi", tmp_path, SETTINGS, url=server.news_centre), server)


def test_a_server_that_dies_and_comes_back(tmp_path: Path) -> None:
    with serving("small") as server:
        server.fault(path="/NewsShow*", after=20, connection="drop")
        port = int(server.base.rpartition(":")[2])
        met = crawl("jingshi", tmp_path, SETTINGS, url=server.news_centre)
        assert met.exit_code == UNREACHABLE, str(met)
        assert "stopped answering" in met.record["why"]
        assert len(met.lines) == 20
    dead = crawl("jingshi", tmp_path, SETTINGS, url=server.news_centre)
    assert dead.exit_code == UNREACHABLE, str(dead)
    assert "refused" in causes(dead)
    with serving("small", port=port) as server:
        assert_complete(crawl("jingshi", tmp_path, SETTINGS, url=server.news_centre), server)


def test_listings_without_an_end(tmp_path: Path) -> None:
    with serving("synthetic") as server:
        settings = {**SETTINGS, "LISTING_MAX_PAGES": "6"}
        met = crawl("jingshi", tmp_path, settings, url=server.news_centre)
        failures = {channel["name"]: channel["failure"] for channel in met.record["channels"]}
        assert met.exit_code == DEGRADED, str(met)
        assert "endless" in failures["警方动态"]
        assert "endless" in failures["交通安全"]
        assert failures["公安要闻"] is None
        assert {line["title"] for line in met.lines} == {
            f"临渡警方通报第{number}号警情处置情况" for number in range(1, 301)
        }
        assert len(met.lines) == 300
        assert unsound(met.data) == []


class TestAPageThatTheProgramCannotBear:
    """A fault of our own on one page: its row fails, the others are crawled, in this run and in the next ones."""

    SETTINGS = {**SETTINGS, "SPIDER_MIDDLEWARES": '{"tests.failing.FailingCallbacks": 1}'}

    def test_an_article(self, server: Server, tmp_path: Path) -> None:
        for _ in range(2):
            met = crawl("jingshi", tmp_path, {**self.SETTINGS, "FAILING": "id=1005$"}, url=server.news_centre)
            assert met.record["causes"] == {"error: KeyError": 1}
            assert len(met.lines) == ALL - 1
        assert_complete(crawl("jingshi", tmp_path, SETTINGS, url=server.news_centre), server)

    def test_a_listing(self, server: Server, tmp_path: Path) -> None:
        met = crawl("jingshi", tmp_path, {**self.SETTINGS, "FAILING": "NewsList.aspx"}, url=server.news_centre)
        assert met.exit_code == DEGRADED, str(met)
        assert "error: KeyError" in causes(met)
        assert len(met.lines) == ALL - FIRST_PAGE - OTHER_PAGES
        assert_complete(crawl("jingshi", tmp_path, SETTINGS, url=server.news_centre), server)

    def test_the_news_centre(self, server: Server, tmp_path: Path) -> None:
        met = crawl("jingshi", tmp_path, {**self.SETTINGS, "FAILING": "NewsCenter.aspx"}, url=server.news_centre)
        assert met.exit_code == CRASH, str(met)
        assert_complete(crawl("jingshi", tmp_path, SETTINGS, url=server.news_centre), server)
