"""The server serves, logs, fails and changes as it is told, and ends with its caller."""

from __future__ import annotations

import gzip
import http.client
import os
import signal
import socket
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from typing import Any

import pytest

from tests.replay.server import Server, serving


@pytest.fixture(scope="module")
def running() -> Iterator[Server]:
    with serving() as server:
        yield server


@pytest.fixture
def server(running: Server) -> Server:
    running.clear()
    return running


def status(server: Server, path: str) -> int:
    try:
        with urllib.request.urlopen(server.base + path, timeout=10) as response:
            response.read()
            return int(response.status)
    except urllib.error.HTTPError as error:
        error.close()
        return error.code


def test_it_says_where_the_news_centre_is_and_logs_who_asked(server: Server) -> None:
    assert server.news_centre == server.base + "/NewsCenter.aspx"
    assert status(server, "/NewsCenter.aspx?a=1") == 200
    assert status(server, "/nosuch") == 404
    log = server.log()
    assert [(line["method"], line["path"], line["status"]) for line in log] == [
        ("GET", "/NewsCenter.aspx?a=1", 200),
        ("GET", "/nosuch", 404),
    ]
    assert log[0]["agent"].startswith("Python-urllib")
    assert log[0]["at"] <= log[1]["at"]


def test_published_urls_are_absolute_and_answered(server: Server) -> None:
    published = server.published()
    assert len(published) == 185
    assert all(url.startswith(server.base + "/") for record in published for url in record.urls)


def test_one_article_fails_twice_and_one_is_gone() -> None:
    with serving() as fresh:
        codes = {
            url: [status(fresh, url.removeprefix(fresh.base)) for _ in range(3)]
            for record in fresh.published()
            for url in record.urls
        }
    assert sorted(code for code in codes.values() if code != [200, 200, 200]) == [[500, 500, 200]]


def test_a_fault_counts_its_requests(server: Server) -> None:
    server.fault(path="/NewsList*", status=503, headers={"Retry-After": "1"}, after=1, times=2)
    assert [status(server, "/NewsList.aspx?cid=1") for _ in range(4)] == [200, 503, 503, 200]
    assert status(server, "/NewsFocus.aspx") == 200
    server.fault(status=500)
    server.clear("faults")
    assert status(server, "/NewsFocus.aspx") == 200


def test_a_wall_stands_from_the_request_on_that_it_is_ordered_for(server: Server) -> None:
    server.fault(wall="ruishu", after=2)
    assert [status(server, "/NewsCenter.aspx") for _ in range(4)] == [200, 200, 412, 412]
    with pytest.raises(urllib.error.HTTPError) as wall:
        urllib.request.urlopen(server.news_centre, timeout=10)
    with wall.value:
        page = wall.value.read().decode()
    assert "$_ts" in page
    assert "新闻" not in page


def test_a_connection_can_be_dropped_or_left_hanging(server: Server) -> None:
    server.fault(path="/drop", connection="drop")
    server.fault(path="/hang", connection="hang")
    with pytest.raises((ConnectionError, http.client.RemoteDisconnected, urllib.error.URLError)):
        urllib.request.urlopen(server.base + "/drop", timeout=10)
    with pytest.raises(TimeoutError):
        urllib.request.urlopen(server.base + "/hang", timeout=0.3)
    assert [(line["path"], line["status"]) for line in server.log()] == [("/drop", 0), ("/hang", 0)]


def test_a_body_can_end_early_drip_or_come_late(server: Server) -> None:
    server.fault(path="/robots.txt", truncate=10, times=1)
    with (
        urllib.request.urlopen(server.base + "/robots.txt", timeout=10) as response,
        pytest.raises(http.client.IncompleteRead) as early,
    ):
        response.read()
    assert early.value.partial == b"User-agent"
    server.fault(path="/robots.txt", delay=0.3, times=1)
    start = time.monotonic()
    assert status(server, "/robots.txt") == 200
    assert time.monotonic() - start >= 0.3
    server.fault(path="/robots.txt", drip=0.5, times=1)
    with urllib.request.urlopen(server.base + "/robots.txt", timeout=10) as response:
        assert response.read(1) == b"U"


def test_a_body_can_be_huge_compressed_or_announced_wrongly(server: Server) -> None:
    server.fault(path="/robots.txt", size=1_000_000, gzip=True, times=1)
    with urllib.request.urlopen(server.base + "/robots.txt", timeout=10) as response:
        assert response.headers["Content-Encoding"] == "gzip"
        packed = response.read()
    assert len(packed) < 10_000
    assert len(gzip.decompress(packed)) == 1_000_000
    server.fault(path="/robots.txt", announced=5, times=1)
    with urllib.request.urlopen(server.base + "/robots.txt", timeout=10) as response:
        assert response.read() == b"User-"


def test_a_client_that_leaves_early_does_no_harm(server: Server) -> None:
    server.fault(path="/robots.txt", delay=0.2, times=1)
    host, port = server.base.removeprefix("http://").split(":")
    with socket.create_connection((host, int(port))) as client:
        client.sendall(b"GET /robots.txt HTTP/1.1\r\nHost: x\r\n\r\n")
    time.sleep(0.3)
    assert status(server, "/robots.txt") == 200


def test_the_site_changes_at_once_or_before_a_request() -> None:
    with serving() as server:
        count = len(server.published())
        server.change(do="publish", channel="jindu", count=2)
        assert len(server.published()) == count + 2
        (number,) = server.published()[0].numbers
        server.change(at_once=False, do="remove", number=number, path="/NewsList*", after=1)
        assert status(server, "/NewsList.aspx?cid=1") == 200
        assert len(server.published()) == count + 2
        assert status(server, "/NewsList.aspx?cid=1") == 200
        assert len(server.published()) == count + 1


@pytest.mark.parametrize(
    "change", [{"do": "publish", "channel": "nosuch"}, {"do": "revise", "number": 5}, {"do": "explode"}, {"why": 1}]
)
def test_an_order_that_means_nothing_is_refused(server: Server, change: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="/__control__"):
        server.change(**change)
    with pytest.raises(ValueError, match="/__control__"):
        server.fault(statsu=500)


def ask_for_ever(server: Server) -> None:
    while True:
        server.log()
        time.sleep(0.05)


def test_it_ends_with_its_caller_and_on_sigterm() -> None:
    with serving() as server:
        os.kill(server.pid, signal.SIGTERM)
        with pytest.raises((ConnectionError, urllib.error.URLError)):
            ask_for_ever(server)
    with serving() as server:
        base = server.base
    with pytest.raises(urllib.error.URLError):
        urllib.request.urlopen(base, timeout=5)


def test_an_unknown_site_is_an_error_at_once() -> None:
    with pytest.raises(RuntimeError, match="ended at once"), serving("nosuch"):
        pass
