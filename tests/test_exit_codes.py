"""Bad use and bad servers: a table of what the user does or meets, the exit code, and the sentence that says what to do."""

from __future__ import annotations

import os
import socket
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.crawling import IMPATIENT, PROJECT, SCRAPY, Crawl, crawl, crawl_command
from tests.replay.server import Server, serving


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    with serving("jingshi") as server:
        yield server


@pytest.fixture(autouse=True)
def forgiven(server: Server) -> Iterator[None]:
    yield
    server.clear()


def refused_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["crawl"], "give the name of one site"),
        (["crawl", "jingshi", "extra"], "give the name of one site, not 2"),
        (["crawl", "nowhere"], "there is no site nowhere; the sites are: "),
        (["crawl", "jingshi"], "scrapy crawl jingshi -a url="),
        (
            ["crawl", "jingshi", "-a", "url=http://127.0.0.1/", "-a", "sinse=2022-01-01"],
            "unknown argument sinse; the arguments are",
        ),
        (["crawl", "jingshi", "-a", "url"], "Invalid -a value"),
        (["crawl", "jingshi", "-s", "LISTING_MAX_PAGES=x"], "LISTING_MAX_PAGES=x is no whole number"),
        (["crawl", "jingshi", "-s", "DOWNLOAD_DELAY=abc"], "DOWNLOAD_DELAY=abc is no number"),
    ],
)
def test_wrong_use(words: list[str], sentence: str, tmp_path: Path) -> None:
    done = subprocess.run(
        [SCRAPY, *words, "-s", f"DATA_DIR={tmp_path}"],
        cwd=PROJECT,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 2, done
    assert sentence in done.stderr
    assert "Traceback" not in done.stderr


def test_a_channel_that_is_not_there(server: Server, tmp_path: Path) -> None:
    done = crawl("jingshi", tmp_path, IMPATIENT, url=server.news_centre, channel="禁毒之门")
    assert done.exit_code == 2, str(done)
    assert "there is no channel 禁毒之门; the channels are: " in done.output
    assert "禁毒之窗" in done.output


@pytest.mark.parametrize("kind", ["a file in its place", "a name that is no path"])
def test_an_unwritable_data_folder(server: Server, tmp_path: Path, kind: str) -> None:
    data = tmp_path / "data"
    if kind == "a file in its place":
        data.write_text("")
    else:
        data = Path("/proc/jingxun")
    done = crawl("jingshi", data, IMPATIENT, url=server.news_centre)
    assert done.exit_code == 2, str(done)
    assert "cannot be written" in done.errors
    assert "-s DATA_DIR=" in done.errors
    assert "Traceback" not in done.errors


Meet = Callable[[Server], str]


def dead(_: Server) -> str:
    return f"http://127.0.0.1:{refused_port()}/"


def unknown_host(_: Server) -> str:
    return "http://jingxun.invalid/"


def article_page(server: Server) -> str:
    return server.published()[0].urls[0]


def missing_page(server: Server) -> str:
    return server.base + "/Nowhere.aspx"


def centre_with(**fault: object) -> Meet:
    def meet(server: Server) -> str:
        path = server.news_centre.removeprefix(server.base)
        server.fault(path=path, **fault)
        return server.news_centre

    return meet


def listings_with(**fault: object) -> Meet:
    def meet(server: Server) -> str:
        for path in ("/NewsList*", "/News?ist*", "/*.aspx?*"):
            server.fault(path=path, **fault)
        return server.news_centre

    return meet


def robots_with(**fault: object) -> Meet:
    def meet(server: Server) -> str:
        server.fault(path="/robots.txt", **fault)
        return server.news_centre

    return meet


@pytest.mark.parametrize(
    ("meet", "exit_code", "sentence"),
    [
        (dead, 6, "refused"),
        (unknown_host, 6, "dns"),
        (missing_page, 4, "gone"),
        (article_page, 4, "is no news centre"),
        (centre_with(status=500), 6, "http 500"),
        (centre_with(connection="drop"), 6, "could not be had"),
        (centre_with(wall="ruishu"), 5, "wall: 瑞数"),
        (listings_with(wall="ruishu"), 5, "wall: 瑞数"),
        (robots_with(status=503), 5, "robots"),
        (robots_with(body="User-agent: *\nDisallow: /\n", status=200), 5, "robots"),
    ],
)
def test_what_a_run_meets(server: Server, tmp_path: Path, meet: Meet, exit_code: int, sentence: str) -> None:
    done = crawl("jingshi", tmp_path, IMPATIENT, url=meet(server))
    assert (done.exit_code, done.record["exit_code"]) == (exit_code, exit_code), str(done)
    assert sentence in done.output
    assert done.lines == []
    assert "Traceback" not in done.errors


def test_robots_that_is_not_there_allows(server: Server, tmp_path: Path) -> None:
    server.fault(path="/robots.txt", status=404)
    done = crawl("jingshi", tmp_path, IMPATIENT, url=server.news_centre, max_articles="3")
    assert done.exit_code == 7, str(done)
    assert len(done.lines) == 3


def test_a_redirect_to_another_host_is_counted(server: Server, tmp_path: Path) -> None:
    server.fault(path="/*how.aspx*", status=302, headers={"Location": "http://jingxun.invalid/"}, times=30)
    done = crawl("jingshi", tmp_path, IMPATIENT, url=server.news_centre, max_articles="20")
    assert done.record["causes"]["redirect"] == 20, str(done)
    assert done.lines == []


def test_a_busy_site(server: Server, tmp_path: Path) -> None:
    from crawler.site_folder import SiteFolder, SiteLock

    folder = SiteFolder.of(tmp_path, "jingshi")
    folder.make()
    lock = SiteLock(folder, "2026-11-24T00:00:00Z")
    done = crawl("jingshi", tmp_path, IMPATIENT, url=server.news_centre)
    lock.release()
    assert done.exit_code == 8, str(done)
    assert "since 2026-11-24T00:00:00Z" in done.errors


@pytest.mark.parametrize(
    "words",
    [
        '"$@"',
        '"$@" >/dev/full',
        '"$@" >&-',
        '"$@" 2>/dev/full',
        '"$@" 2>&-',
        'PYTHONIOENCODING=ascii "$@"',
    ],
)
def test_output_that_nobody_takes(server: Server, tmp_path: Path, words: str) -> None:
    """By a shell, as a scheduler does; where it does not send it elsewhere, the output goes to a pipe without a reader."""
    command = crawl_command("any", tmp_path, IMPATIENT, url=server.news_centre, max_articles="3")
    reader, writer = os.pipe()
    os.close(reader)
    done = subprocess.run(
        ["sh", "-c", words, "sh", *command],
        cwd=PROJECT, stdout=writer, stderr=subprocess.PIPE, text=True, timeout=60, check=False,
    )  # fmt: skip
    os.close(writer)
    (data,) = tmp_path.iterdir()
    met = Crawl(done.returncode, "", done.stderr, data)
    assert (met.exit_code, met.record["exit_code"], len(met.lines)) == (7, 7, 3), str(met)
    assert "Traceback" not in met.errors
