"""``scrapy extract``: one line a page, explanations for a person, and exit 1 for what is no article."""

from __future__ import annotations

import http.server
import json
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SEED = ROOT / "fixtures/jingshi/seed_article/page.html"
OTHER = ROOT / "fixtures/jingshi/gb2312_rare_character/page.html"


def extract(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "scrapy", "extract", *arguments],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def test_one_line_a_page() -> None:
    done = extract(str(SEED), str(OTHER), "--jobs", "2")
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    assert done.returncode == 0, done.stderr
    assert [line["file"] for line in lines] == [str(SEED), str(OTHER)]
    assert lines[0]["timestamp"] == "2022-01-14T00:00:00+08:00"
    assert lines[0]["editor"] == "石敏"
    assert lines[1]["encoding"] == "gb18030"


def test_explained_for_a_person() -> None:
    done = extract("--explain", str(SEED), "--url", "http://www.jingshi.example/newsshow.aspx?id=1001")
    assert done.returncode == 0, done.stderr
    assert "来源：中国警察网" in done.stdout
    assert "removed      editor" in done.stdout
    assert "removed      copyright" in done.stdout


def test_what_is_no_article_is_said_and_the_others_are_read(tmp_path: Path) -> None:
    empty, listing = tmp_path / "empty.html", tmp_path / "listing.html"
    empty.write_bytes(b"")
    listing.write_text(
        "<title>要闻</title><ul>" + "<li><a href='/a'>警方发布治安提示</a></li>" * 20 + "</ul>", encoding="utf-8"
    )
    done = extract(str(tmp_path / "missing.html"), str(empty), str(listing), str(SEED))
    assert done.returncode == 1
    assert [json.loads(line)["file"] for line in done.stdout.splitlines()] == [str(SEED)]
    sentences = done.stderr.splitlines()
    assert "missing.html: it cannot be read: No such file or directory" in sentences[0]
    assert "empty.html: the file is empty" in sentences[1]
    assert "listing.html: no article" in sentences[2]


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["--jobs", "0", "x"],
        ["--url", "http://a.example/", "x", "y"],
        ["--url", "a.example", "x"],
        ["--json", "--explain", "x"],
    ],
)
def test_wrong_use(arguments: list[str]) -> None:
    assert extract(*arguments).returncode == 2


class Pages(http.server.SimpleHTTPRequestHandler):
    """Serves the fixtures, silently; robots.txt forbids /private/."""

    def do_GET(self) -> None:  # the library's name
        if self.path == "/robots.txt":
            self.answer(200, b"User-agent: *\nDisallow: /private/")
        elif self.path == "/page.html":
            self.answer(200, SEED.read_bytes())
        else:
            self.answer(404, b"no")

    def answer(self, status: int, body: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Type", "text/html")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def site() -> Iterator[str]:
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Pages) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def test_urls_go_through_the_downloader(site: str) -> None:
    done = extract(f"{site}/page.html", f"{site}/missing", f"{site}/private/x", "-s", "DOWNLOAD_DELAY=0")
    assert done.returncode == 1
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    assert [(line["file"], line["editor"]) for line in lines] == [(f"{site}/page.html", "石敏")]
    assert f"{site}/missing: it answers 404" in done.stderr
    assert f"{site}/private/x: it cannot be fetched" in done.stderr


LISTINGS = [
    path.parent / "page.html"
    for path in sorted(ROOT.glob("fixtures/*/*/links.json"))
    if len(json.loads(path.read_text(encoding="utf-8")).get("rows", ())) > 5
]


def test_a_listing_is_no_article() -> None:
    done = extract(*map(str, LISTINGS), "--jobs", "2")
    assert done.returncode == 1
    assert [json.loads(line)["file"] for line in done.stdout.splitlines()] == []
