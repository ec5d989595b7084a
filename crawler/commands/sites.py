"""``scrapy sites``: the catalogue of the sites that are described, and of those that are only known."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import get_args
from urllib.parse import urljoin

import msgspec
from rich.console import Console
from rich.markup import escape
from rich.table import Column, Table
from scrapy.commands import ScrapyCommand
from scrapy.exceptions import UsageError
from scrapy.spiderloader import get_spider_loader

import crawler
from crawler.news_spider import Level, NewsSpider
from crawler.run import data_folder
from crawler.site_folder import SiteFolder

UNVERIFIED_FILE = Path(crawler.__file__).with_name("unverified_sites.json")
LEVELS: tuple[Level, ...] = get_args(Level)


@dataclass(frozen=True, slots=True)
class DescribedSite:
    """A site with a spider.

    channels: names and whole URLs. verdict, last_run: its last run's, and when that began (UTC); None before the first.
    """

    name: str
    site_name: str
    level: Level
    province: str | None
    family: str | None
    evidence: str | None
    news_centre: str | None
    channels: Mapping[str, str]
    verdict: str | None
    last_run: str | None


@dataclass(frozen=True, slots=True)
class UnverifiedSite:
    """A site whose news listing nobody has shown: ``scrapy crawl any -a url=…`` serves it.

    name: what its spider would be called. site_name: its name, or what it is. host: None where none is known.
    evidence: as of :class:`crawler.news_spider.NewsSpider`, None where there is none. known: what is known, in a sentence.
    """

    name: str
    site_name: str
    level: Level
    province: str | None
    host: str | None
    evidence: str | None
    known: str


def unverified_sites(file: Path = UNVERIFIED_FILE) -> list[UnverifiedSite]:
    """The sites of the data file, in its order. Raises ``ValueError`` where it is not of the form it must have."""
    return msgspec.json.decode(file.read_bytes(), type=list[UnverifiedSite])


def described_sites(spiders: Iterable[type[NewsSpider]], data: Path) -> list[DescribedSite]:
    """The sites of these spiders, national ones first, then by name, with what their folders in DATA_DIR tell."""
    sites = [_described(spider, data) for spider in spiders if spider.site_name and spider.level]
    return sorted(sites, key=lambda site: (LEVELS.index(site.level), site.name))


def _described(spider: type[NewsSpider], data: Path) -> DescribedSite:
    assert spider.site_name is not None
    assert spider.level is not None
    verdict, last_run = _last_run(SiteFolder.of(data, spider.name))
    return DescribedSite(
        name=spider.name,
        site_name=spider.site_name,
        level=spider.level,
        province=spider.province,
        family=spider.family,
        evidence=spider.evidence,
        news_centre=spider.news_centre,
        channels={name: urljoin(spider.news_centre or "", url) for name, url in spider.channels.items()},
        verdict=verdict,
        last_run=last_run,
    )


def _last_run(folder: SiteFolder) -> tuple[str | None, str | None]:
    """Verdict and beginning of the newest record; its name begins with the run's number."""
    record = max(folder.runs.glob("*.json"), default=None)
    if record is None:
        return None, None
    try:
        told = json.loads(record.read_bytes())
        return told["verdict"], told["started"]
    except (OSError, ValueError, KeyError, TypeError):
        return f"unreadable: {record.name}", None


class Command(ScrapyCommand):
    """Print the sites as a table, or as JSON for a program."""

    requires_project = True
    requires_crawler_process = False
    default_settings = {"LOG_ENABLED": False}

    def syntax(self) -> str:
        return "[--province P] [--level L] [--family F] [--unverified] [--json]"

    def short_desc(self) -> str:
        return "Show the sites: what is described, and what is only known"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        parser.add_argument("--province", metavar="P", help="only this province's: 广东")
        parser.add_argument("--level", choices=LEVELS, help="only sites of this level")
        parser.add_argument("--family", metavar="F", help="only sites of this CMS family; `none`: of no proved one")
        parser.add_argument("--unverified", action="store_true", help="the sites that have no spider yet")
        parser.add_argument("--json", action="store_true", help="print JSON")

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        assert self.settings is not None
        if args:
            raise UsageError(f"scrapy sites takes options only, not {' '.join(args)}", print_help=False)
        sites: Sequence[DescribedSite | UnverifiedSite]
        if opts.unverified:
            if opts.family:
                raise UsageError("the family of unverified sites is not known: leave out --family", print_help=False)
            sites = unverified_sites()
        else:
            loader = get_spider_loader(self.settings)
            spiders = [spider for spider in map(loader.load, loader.list()) if issubclass(spider, NewsSpider)]
            sites = described_sites(spiders, data_folder(self.settings["DATA_DIR"]))
        _check_choice("province", opts.province, {site.province for site in sites if site.province})
        chosen = [site for site in sites if opts.level in (None, site.level) and opts.province in (None, site.province)]
        if opts.family:
            described = [site for site in sites if isinstance(site, DescribedSite)]
            _check_choice("family", opts.family, {site.family or "none" for site in described})
            chosen = [
                site for site in chosen if isinstance(site, DescribedSite) and opts.family == (site.family or "none")
            ]
        if opts.json:
            text = json.dumps([asdict(site) for site in chosen], ensure_ascii=False, indent=2)
            sys.stdout.write(text + "\n")
            return
        Console(highlight=False, width=None if sys.stdout.isatty() else 160).print(_table(chosen, opts.unverified))


def _check_choice(option: str, given: str | None, known: set[str]) -> None:
    if given is not None and given not in known:
        raise UsageError(f"--{option}={given}: no site has it; known are {', '.join(sorted(known))}", print_help=False)


def _table(sites: Sequence[DescribedSite | UnverifiedSite], unverified: bool) -> Table:
    last = ("host", "evidence", "what is known") if unverified else ("family", "evidence", "channels", "last verdict")
    columns = [Column(header, overflow="fold") for header in ("name", "中文名", "level", "province", *last)]
    table = Table(*columns, title=f"{len(sites)} sites", title_justify="left")
    for site in sites:
        cells = [site.name, site.site_name, site.level, site.province or ""]
        if isinstance(site, UnverifiedSite):
            cells += [site.host or "", site.evidence or "", site.known]
        else:
            cells += [site.family or "", site.evidence or "", _channels(site), _verdict(site)]
        table.add_row(*map(escape, cells))
    return table


def _channels(site: DescribedSite) -> str:
    if site.channels:
        return ", ".join(site.channels)
    return f"those of {site.news_centre}" if site.news_centre else "those of -a url=…"


def _verdict(site: DescribedSite) -> str:
    return f"{site.verdict} {(site.last_run or '')[:10]}".strip() if site.verdict else ""
