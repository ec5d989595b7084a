"""What ``make demo`` runs: the real command against the replay site, from an empty data folder, over real HTTP."""

from __future__ import annotations

import argparse
import json
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from tests.replay.server import serving

_ROOT = Path(__file__).resolve().parents[2]
_SITE = "jingshi"


def crawl(news_centre: str, data: Path) -> int:
    """Run ``scrapy crawl jingshi`` as a user would, its output shown through; give its exit code.

    The delays are off, because the site is this machine's own.
    """
    scrapy = Path(sys.executable).parent / "scrapy"
    settings = {"DOWNLOAD_DELAY": 0, "CONCURRENT_REQUESTS": 8, "CONCURRENT_REQUESTS_PER_DOMAIN": 8, "DATA_DIR": data}
    command = [str(scrapy), "crawl", _SITE, "-a", f"url={news_centre}"]
    for name, value in settings.items():
        command += ["-s", f"{name}={value}"]
    return subprocess.run(command, cwd=_ROOT, check=False).returncode


def lines(data: Path) -> list[Mapping[str, Any]]:
    """The published articles of the data folder, in order."""
    segments = sorted((data / _SITE / "articles").glob("*.jsonl"))
    return [json.loads(line) for segment in segments for line in segment.read_text("utf-8").splitlines()]


def show(data: Path, console: Console) -> None:
    """Print where the articles are, how many each channel has, and the first one."""
    articles = lines(data)
    if not articles:
        console.print("no article was published")
        return
    console.print(f"\n{len(articles)} articles in {data / _SITE / 'articles'}", soft_wrap=True, highlight=False)
    channels = Table("channel", "articles")
    for channel, count in Counter(" > ".join(article["channel"]) for article in articles).most_common():
        channels.add_row(channel, str(count))
    console.print(channels)
    first = articles[0]
    text = Text()
    for name, value in first.items():
        if name not in ("title", "body"):
            text.append(f"{name}: ", "bold").append(f"{json.dumps(value, ensure_ascii=False)}\n")
    console.print(Panel(text.append("\n" + first["body"]), title=Text(first["title"])))


def main(arguments: Sequence[str] | None = None) -> int:
    """Crawl the replay site into an empty data folder and show what came out; the exit code is the crawl's."""
    parser = argparse.ArgumentParser(prog="python -m tests.replay.demo", description=main.__doc__)
    parser.add_argument("--data", type=Path, default=_ROOT / "data" / "demo", help="data folder; default: data/demo")
    parser.add_argument("--scale", type=int, help="how many articles the site has; default: 190")
    options = parser.parse_args(arguments)
    data = options.data.resolve()
    shutil.rmtree(data / _SITE, ignore_errors=True)
    with serving(_SITE, options.scale) as server:
        code = crawl(server.news_centre, data)
    show(data, Console())
    return code


if __name__ == "__main__":
    sys.exit(main())
