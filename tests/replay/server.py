"""A described site on a free loopback port, in a process of its own.

``python -m tests.replay.server --site jingshi`` prints one line, the URL of the news centre, when it listens; it ends on
SIGTERM or when its standard input closes. Tests use :func:`serving`.
"""

from __future__ import annotations

import argparse
import importlib
import json
import select
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast
from urllib.parse import urlsplit

import msgspec

from tests.replay.exchange import Front
from tests.replay.site import Published

_ROOT = Path(__file__).resolve().parents[2]
#: Seconds that a start may take on a busy machine.
_PATIENCE = 60.0


@dataclass(frozen=True, slots=True)
class Server:
    """A running replay server. news_centre: its URL; pid: its process."""

    news_centre: str
    pid: int

    @property
    def base(self) -> str:
        """``http://127.0.0.1:port``."""
        parts = urlsplit(self.news_centre)
        return f"{parts.scheme}://{parts.netloc}"

    def log(self) -> list[dict[str, Any]]:
        """Every request so far, in order: method, path (with query), status (0: nothing sent), at (seconds), agent."""
        return cast(list[dict[str, Any]], json.loads(self._call("/__log__")))

    def published(self) -> list[Published]:
        """What a perfect crawl emits of the site as it is now."""
        return msgspec.json.decode(self._call("/__published__"), type=list[Published])

    def fault(self, **fields: Any) -> None:
        """Put a fault in force; fields: those of :class:`tests.replay.faults.Fault`."""
        self._order(faults=[fields])

    def change(self, *, at_once: bool = True, **fields: Any) -> None:
        """Change the site now, or when a request sets it off; fields: those of :class:`tests.replay.faults.Change`."""
        self._order(**{"now" if at_once else "later": [fields]})

    def clear(self, *what: str) -> None:
        """Forget ``faults`` (the site's own included), ``changes``, ``log``; without an argument all three."""
        self._order(clear=list(what) or ["faults", "changes", "log"])

    def _order(self, **order: Any) -> None:
        self._call("/__control__", json.dumps(order).encode())

    def _call(self, path: str, body: bytes | None = None) -> bytes:
        try:
            with urllib.request.urlopen(self.base + path, data=body, timeout=_PATIENCE) as response:
                return cast(bytes, response.read())
        except urllib.error.HTTPError as error:
            with error:
                raise ValueError(f"{path}: {error.read().decode()}") from None


@contextmanager
def serving(site: str = "jingshi", scale: int | None = None, port: int = 0) -> Iterator[Server]:
    """Serve a described site while the block runs.

    site: a module of this package with ``described``; scale: how many articles, None for the site's own number; port:
    0 for a free one. TimeoutError, RuntimeError where the server does not start.
    """
    command = [sys.executable, "-m", "tests.replay.server", "--site", site, "--port", str(port)]
    if scale is not None:
        command += ["--scale", str(scale)]
    with subprocess.Popen(command, cwd=_ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        try:
            if not select.select([process.stdout], [], [], _PATIENCE)[0]:
                raise TimeoutError(f"the replay server said nothing for {_PATIENCE:.0f} s")
            line = process.stdout.readline().decode().strip()
            if not line:
                raise RuntimeError(f"the replay server ended at once, exit code {process.wait()}")
            yield Server(line, process.pid)
        finally:
            process.stdin.close()
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                process.kill()


def described(site: str, scale: int | None = None) -> Front:
    """The front that ``tests/replay/<site>.py`` describes."""
    return cast(Front, importlib.import_module(f"tests.replay.{site}").described(scale))


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the server."""
    parser = argparse.ArgumentParser(prog="python -m tests.replay.server", description=main.__doc__)
    parser.add_argument("--site", default="jingshi", help="module of tests/replay that describes the site")
    parser.add_argument("--port", type=int, default=0, help="0 for a free one")
    parser.add_argument("--scale", type=int, help="how many articles; default: as the site describes itself")
    options = parser.parse_args(arguments)
    try:
        front = described(options.site, options.scale)
    except (ModuleNotFoundError, ValueError) as error:
        parser.error(str(error))

    # Imported here, because it brings the reactor of this process, which a test that imports `serving` must not get.
    from tests.replay.listener import listen

    listen(front, options.port)


if __name__ == "__main__":
    main()
