"""A crawl that is stopped from outside while its articles are watched: signals, kills, limits of its process."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from urllib.parse import urlsplit

from crawler.site_folder import SiteFolder
from crawler.upkeep import differences
from tests.crawling import PROJECT, Crawl, crawl, crawl_command
from tests.replay.server import Server

#: Seconds that any crawl of these tests may last.
PATIENCE = 120.0


@contextmanager
def crawling(
    site: str, data: Path, settings: dict[str, str], before: Callable[[], None] | None = None, **arguments: str
) -> Iterator[subprocess.Popen[str]]:
    """Start ``scrapy crawl`` and hand out its process, which does not outlive the block. before: runs in it before exec."""
    process = subprocess.Popen(
        crawl_command(site, data, settings, **arguments),
        cwd=PROJECT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=before,
        env={**os.environ, "PYTHONWARNINGS": "default"},
    )
    with process:
        try:
            yield process
        finally:
            process.kill()


def ended(process: subprocess.Popen[str], folder: Path) -> Crawl:
    """Wait for the end of the crawl. folder: the site's."""
    output, errors = process.communicate(timeout=PATIENCE)
    return Crawl(process.returncode, output, errors, folder)


def wait_for(what: Callable[[], object], seconds: float = 30.0) -> None:
    """Wait until it is true; TimeoutError after so many seconds."""
    end = time.monotonic() + seconds
    while not what():
        if time.monotonic() > end:
            raise TimeoutError(f"{seconds} s were not enough")
        time.sleep(0.002)


def staged_bytes(folder: Path) -> int:
    """How much stands in the staging files."""
    return sum(path.stat().st_size for path in folder.glob("staging/*.jsonl"))


def unsound(folder: Path) -> list[str]:
    """What ``scrapy verify`` names."""
    return list(differences(SiteFolder(folder)))


def assert_each_once(done: Crawl, server: Server) -> None:
    """Every article of the site is exactly one published line, with its whole body; no line is anything else."""
    published = server.published()
    articles = {_target(url): article for article in published for url in article.urls}
    found = [articles[_target(line["url"])] for line in done.lines]
    assert sorted(article.title for article in found) == sorted(article.title for article in published), str(done)
    for article, line in zip(found, done.lines, strict=True):
        assert (line["title"], line["body"]) == (article.title, article.body)


def _target(url: str) -> str:
    """Path and query: a server may come back on another port."""
    return urlsplit(url)._replace(scheme="", netloc="").geturl()


def assert_complete(done: Crawl, server: Server, exit_code: int = 0) -> None:
    """The run ended so, the site is complete, and segments, manifest, schema and ledger agree."""
    assert done.exit_code == exit_code, str(done)
    assert_each_once(done, server)
    assert unsound(done.data) == []
    assert not list(done.data.glob("staging/*.jsonl"))


class Watch:
    """Looks at ``articles/`` again and again, as a reader downstream would: each file there is whole and never changes.

    faults: a sentence about each that was not.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "articles"
        self.faults: list[str] = []
        self.looks = 0
        self._seen: dict[str, str] = {}
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)

    def __enter__(self) -> Watch:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._thread.join()
        self._look()

    def _watch(self) -> None:
        while not self._over.wait(0.005):
            self._look()

    def _look(self) -> None:
        self.looks += 1
        names = [path.name for path in self.folder.iterdir()] if self.folder.exists() else []
        self.faults += [f"{name} is gone" for name in self._seen if name not in names]
        for name in names:
            content = (self.folder / name).read_bytes()
            digest = sha256(content).hexdigest()
            if name not in self._seen:
                self._seen[name] = digest
                self.faults += _torn(name, content)
            elif self._seen[name] != digest:
                self.faults.append(f"{name} has changed")


def torn_lines(done: Crawl) -> list[str]:
    """What is not whole in the published segments."""
    return [fault for path in sorted(done.data.glob("articles/*")) for fault in _torn(path.name, path.read_bytes())]


def _torn(name: str, content: bytes) -> Iterator[str]:
    if not content.endswith(b"\n"):
        yield f"{name} is empty or has no end"
    for number, line in enumerate(content.splitlines(), 1):
        try:
            json.loads(line)
        except ValueError:
            yield f"{name}, line {number} is torn: {line[-80:]!r}"


def killed_until_done(
    data: Path, url: str, settings: dict[str, str], chance: random.Random, longest: float, most: int
) -> tuple[int, Crawl]:
    """Crawl jingshi, SIGKILL the crawl at a random moment, at most so often, then let it end; the kills and the last crawl.

    longest: seconds after which a crawl is killed at the latest, its start included.
    """
    for kills in range(most):
        with crawling("jingshi", data, settings, url=url) as process:
            try:
                process.wait(chance.uniform(0.3, longest))
            except subprocess.TimeoutExpired:
                process.send_signal(signal.SIGKILL)
            last = ended(process, data / "jingshi")
        if last.exit_code != -signal.SIGKILL:
            return kills, last
    return most, crawl("jingshi", data, settings, url=url)
