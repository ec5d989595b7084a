"""The middlewares over real HTTP: what they refuse, follow and wait for."""

from __future__ import annotations

import importlib
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from itertools import pairwise
from pathlib import Path

import pytest
from scrapy.downloadermiddlewares import cookies

from crawler.middlewares import pause
from tests.crawling import IMPATIENT, QUICK, crawl
from tests.replay.server import Server, serving


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    with serving("jingshi") as server:
        yield server


@pytest.fixture(autouse=True)
def forgiven(server: Server) -> Iterator[None]:
    yield
    server.clear()


def intervals(server: Server) -> list[float]:
    """Seconds between the requests that the crawl sent, robots.txt left out."""
    times = [request["at"] for request in server.log() if not request["path"].startswith(("/__", "/robots"))]
    return [later - earlier for earlier, later in pairwise(times)]


def test_crawl_delay_is_applied(server: Server, tmp_path: Path) -> None:
    server.fault(path="/robots.txt", status=200, body="User-agent: *\nCrawl-delay: 1\nDisallow:\n")
    settings = {**QUICK, "CONCURRENT_REQUESTS_PER_DOMAIN": "1", "DOWNLOAD_DELAY_JITTER": "0"}
    crawl("jingshi", tmp_path, settings, url=server.news_centre, max_articles="2", channel="法治时空")
    assert len(intervals(server)) >= 3
    assert min(intervals(server)) > 0.9


def test_retry_after_is_honoured(server: Server, tmp_path: Path) -> None:
    server.fault(path=server.news_centre.removeprefix(server.base), status=503, headers={"Retry-After": "2"}, times=1)
    done = crawl("jingshi", tmp_path, IMPATIENT, url=server.news_centre, max_articles="1")
    assert done.exit_code == 7, str(done)
    assert intervals(server)[0] > 1.9


@pytest.mark.parametrize("asked", ["61", "Tue, 24 Nov 2099 10:00:00 GMT"])
def test_who_asks_for_more_patience_is_asked_no_more_in_this_run(server: Server, tmp_path: Path, asked: str) -> None:
    path = server.published()[0].urls[0].removeprefix(server.base)
    server.fault(path=path, status=503, headers={"Retry-After": asked})
    done = crawl("jingshi", tmp_path, QUICK, url=server.news_centre)
    assert done.record["causes"]["http 503"] == 1, str(done)
    assert len([request for request in server.log() if request["path"] == path]) == 1


def test_a_pause_until_a_moment() -> None:
    moment = datetime.now(UTC) + timedelta(hours=1)
    assert 3000 < pause(format_datetime(moment, usegmt=True).encode()) <= 3600


@pytest.mark.parametrize(
    ("location", "followed"),
    [
        ("/NewsCenter2.aspx", True),
        ("https://jingxun.invalid/", False),
        ("//jingxun.invalid/", False),
        ("http://127.0.0.1:1/", False),
        ("http://localhost/", False),
        ("http://10.0.0.1/", False),
        ("file:///etc/passwd", False),
        ("ftp://127.0.0.1/", False),
        ("javascript:alert(1)", False),
        ("", False),
    ],
)
def test_redirects(server: Server, tmp_path: Path, location: str, followed: bool) -> None:
    path = server.news_centre.removeprefix(server.base)
    target = "/__nothing__" if location != "/NewsCenter2.aspx" else path
    server.fault(path="/go", status=302, headers={"Location": target if followed else location})
    done = crawl("jingshi", tmp_path, IMPATIENT, url=server.base + "/go", dry="1")
    if followed:
        assert done.exit_code == 0, str(done)
    else:
        assert done.exit_code == 4, str(done)
        assert "redirect" in done.output


def test_a_redirect_loop_ends(server: Server, tmp_path: Path) -> None:
    server.fault(path="/loop*", status=302, headers={"Location": "/loop"})
    done = crawl("jingshi", tmp_path, IMPATIENT, url=server.base + "/loop", dry="1")
    assert done.exit_code == 4, str(done)
    assert "redirected more than" in done.output
    assert len([request for request in server.log() if request["path"] == "/loop"]) <= 6


def test_cookies_are_judged_without_a_list_from_the_network() -> None:
    importlib.import_module("crawler.middlewares")  # as every crawl does
    assert not cookies._split_domain.suffix_list_urls
    assert cookies._is_public_domain("gov.cn")
    assert not cookies._is_public_domain("ga.beijing.gov.cn")
