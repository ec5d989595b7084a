"""The real command against a replay site: run it, and read what it wrote."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

PROJECT = Path(__file__).resolve().parents[1]
SCRAPY = Path(sys.executable).with_name("scrapy")
#: What the demo sets too: no delay against a server of our own on this machine.
QUICK = {"DOWNLOAD_DELAY": "0", "CONCURRENT_REQUESTS": "8", "CONCURRENT_REQUESTS_PER_DOMAIN": "8"}
#: Fewer and shorter attempts, for tests of what goes wrong.
IMPATIENT = {**QUICK, "RETRY_TIMES": "1", "DOWNLOAD_TIMEOUT": "2"}


def crawl_command(site: str, data: Path, settings: dict[str, str] | None = None, **arguments: str) -> list[str]:
    """The words of ``scrapy crawl``."""
    command = [str(SCRAPY), "crawl", site, "-s", f"DATA_DIR={data}"]
    for name, value in (settings or QUICK).items():
        command += ["-s", f"{name}={value}"]
    for name, value in arguments.items():
        command += ["-a", f"{name}={value}"]
    return command


@dataclass(frozen=True, slots=True)
class Crawl:
    """A crawl that has ended. data: the site's folder."""

    exit_code: int
    output: str
    errors: str
    data: Path

    @property
    def lines(self) -> list[dict[str, Any]]:
        """The published lines of all runs, oldest segment first."""
        return [
            json.loads(line)
            for segment in sorted(self.data.glob("articles/*.jsonl"))
            for line in segment.read_bytes().splitlines()
        ]

    @property
    def record(self) -> dict[str, Any]:
        """The record of the last run."""
        record: dict[str, Any] = json.loads(max(self.data.glob("runs/*.json")).read_bytes())
        return record

    def __str__(self) -> str:
        return f"exit {self.exit_code}\n{self.output}\n{self.errors[-4000:]}"


def crawl(site: str, data: Path, settings: dict[str, str] | None = None, **arguments: str) -> Crawl:
    """Run the command to its end."""
    done = subprocess.run(
        crawl_command(site, data, settings, **arguments),
        cwd=PROJECT,
        capture_output=True,
        text=True,
        timeout=300,
        env={**os.environ, "PYTHONWARNINGS": "default"},
        check=False,
    )
    return Crawl(done.returncode, done.stdout, done.stderr, data / site)
