"""``scrapy check_sites [FILE…]``: are all sites and fixtures as the project wants them?"""

from __future__ import annotations

import argparse
import ast
import contextlib
import json
import re
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urljoin, urlsplit

import msgspec
from scrapy.commands import ScrapyCommand
from scrapy.exceptions import UsageError

import crawler
from crawler.cms.families import FAMILIES
from crawler.commands.sites import LEVELS, UNVERIFIED_FILE, unverified_sites
from crawler.items import article_schema

PROJECT = Path(crawler.__file__).parent.parent
SCHEMA_FILE = PROJECT / "crawler" / "article.schema.json"

#: A site's name: pinyin, broad to narrow, joined by ``_``.
NAME = re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)*")
#: Facts that a site's docstring must name, so that a reader knows what is known.
FACTS = ("Domain:", "Publishes:", "Evidence:", "seen live")
#: The class attributes of a site, in their order.
ATTRIBUTES = (
    "name",
    "site_name",
    "level",
    "province",
    "evidence",
    "news_centre",
    "news_centre_name",
    "family",
    "channels",
    "hints",
)
NEEDED = ("name", "site_name", "level", "evidence")
#: How good the evidence of a site is, and from when: ``B 2026``.
EVIDENCE = re.compile(r"[A-D] ((?:19|20)\d\d)")
#: The grades that show a listing; a host is named only where something shows that it was there since the year.
PROVED = ("A", "B")
HOST_SINCE = 2019
#: A file of more lines wants a rule, which belongs in its family.
SITE_LINES = 15
#: Files in ``crawler/spiders`` that describe no site: ``any`` walks a site that nobody described.
NO_SITES = ("__init__", "any")
#: A fixture page larger than this slows every checkout and shows nothing more.
PAGE_SIZE = 200 * 1024


class Command(ScrapyCommand):
    """Print ``file: what is wrong`` for every fault, then exit 1; file arguments limit the check, for a hook."""

    requires_project = True
    requires_crawler_process = False
    default_settings = {"LOG_ENABLED": False}

    def syntax(self) -> str:
        return "[FILE …]"

    def short_desc(self) -> str:
        return "Check the sites' names, docstrings and fixtures"

    def run(self, args: list[str], opts: argparse.Namespace) -> None:  # noqa: ARG002  # Scrapy's signature
        missing = [name for name in args if not Path(name).exists()]
        if missing:
            raise UsageError(f"there is no file {', '.join(missing)}", print_help=False)
        chosen = {Path(name).resolve() for name in args}
        sites = [path for path in sorted(PROJECT.glob("crawler/spiders/*.py")) if path.stem not in NO_SITES]
        faults = [fault for path in sites if not chosen or path in chosen for fault in site_faults(path)]
        if not chosen:
            names = {path.stem for path in sites}
            faults += [*fixture_faults(PROJECT / "fixtures", names), *unverified_faults(names), *schema_faults()]
        for fault in faults:
            sys.stdout.write(fault + "\n")
        sys.stdout.write(
            f"{len(sites)} sites, {len(cases(PROJECT / 'fixtures'))} fixture cases, {len(faults)} faults\n"
        )
        self.exitcode = 1 if faults else 0


def site_faults(path: Path) -> Iterator[str]:
    """What is wrong with a site's file: read as source, so that a site that cannot be imported is told too."""
    told = f"{path.relative_to(PROJECT)}" if path.is_relative_to(PROJECT) else path.name
    try:
        module = ast.parse(path.read_text(encoding="utf-8"))
    except SyntaxError as error:
        yield f"{told}: cannot be read as Python: {error.msg}, line {error.lineno}"
        return
    classes = [node for node in module.body if isinstance(node, ast.ClassDef)]
    if len(classes) != 1:
        yield f"{told}: has {len(classes)} classes; a site is one class"
        return
    site = classes[0]
    expected = "".join(part.capitalize() for part in path.stem.split("_"))
    if not NAME.fullmatch(path.stem):
        yield f"{told}: the name of a site is pinyin in lower case, broad to narrow: guangdong_shenzhen"
    if site.name != expected:
        yield f"{told}: the class is called {site.name}; by the file's name it must be {expected}"
    docstring = ast.get_docstring(site) or ""
    for fact in FACTS:
        if fact not in docstring:
            yield f"{told}: the docstring of {site.name} does not say {fact!r}"
    if (lines := len(path.read_text(encoding="utf-8").splitlines())) > SITE_LINES:
        yield f"{told}: {lines} lines; a site has at most {SITE_LINES}"
    yield from (f"{told}: {fault}" for fault in _attribute_faults(site, path.stem, docstring))


def _attribute_faults(site: ast.ClassDef, stem: str, docstring: str) -> Iterator[str]:
    names = []
    values = {}
    for node in site.body[1:]:
        if isinstance(node, ast.Assign | ast.AnnAssign):
            target = node.targets[0] if isinstance(node, ast.Assign) else node.target
            names.append(ast.unparse(target))
            with contextlib.suppress(ValueError):  # hints are a call, and nothing else needs to be
                values[names[-1]] = ast.literal_eval(node.value or ast.Constant(None))
        elif isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            reason = (
                " (Scrapy 2.16 and later ignore start_requests without a word)" if node.name == "start_requests" else ""
            )
            yield f"defines {node.name}(){reason}; a site has class attributes only, a rule belongs in its CMS's family"
    unknown = [name for name in names if name not in ATTRIBUTES]
    if unknown:
        yield f"unknown attributes {', '.join(unknown)}; a site's are: {', '.join(ATTRIBUTES)}"
    elif names != [name for name in ATTRIBUTES if name in names]:
        yield f"the attributes stand in the order {', '.join(names)}; their order is: {', '.join(ATTRIBUTES)}"
    for needed in NEEDED:
        if needed not in names:
            yield f"has no {needed}"
    yield from _value_faults(values, stem)
    yield from _evidence_faults(values, docstring)


def _value_faults(values: Mapping[str, Any], stem: str) -> Iterator[str]:
    if values.get("name", stem) != stem:
        yield f'name must be "{stem}", like the file'
    level = values.get("level", LEVELS[0])
    if level not in LEVELS:
        yield f"level is {level!r}; it is one of {', '.join(LEVELS)}"
    elif (level == "national") == bool(values.get("province")) and "level" in values:
        yield "a national site has no province" if level == "national" else f"a site of level {level} has a province"
    family = values.get("family")
    if family is not None and family not in (families := [family.name for family in FAMILIES]):
        yield f"there is no family {family!r} in crawler/cms; known are {', '.join(families)}"
    for url in _addresses(values):
        if not re.match(r"https?://[^/\s]+/", url):
            yield f"{url} is no whole address: http://host/path"


def _addresses(values: Mapping[str, Any]) -> list[str]:
    """The news centre's, and those of the channels, which are relative to it."""
    centre = values.get("news_centre") or ""
    return [*filter(None, [centre]), *(urljoin(centre, url) for url in (values.get("channels") or {}).values())]


def _evidence_faults(values: Mapping[str, Any], docstring: str) -> Iterator[str]:
    """A site with an address has a listing that was shown, on a host that was there of late, and says so."""
    if (found := EVIDENCE.fullmatch(str(values.get("evidence", "A 2026")))) is None:
        yield f"evidence is {values['evidence']!r}; it is a grade from A to D and a year: B 2026"
        return
    years = re.findall(r"\b(?:19|20)\d\d\b", docstring.partition("Evidence:")[2])
    if found[1] not in years and "evidence" in values:
        yield f"evidence is {found[0]}, and the docstring tells nothing of {found[1]}"
    addresses = _addresses(values)
    if addresses and found[0][0] not in PROVED:
        yield f"evidence is {found[0]}: a listing that nobody has shown belongs in {UNVERIFIED_FILE.name}"
    if addresses and not any(int(year) >= HOST_SINCE for year in years):
        yield f"the docstring tells no evidence of the host since {HOST_SINCE}"
    for host in sorted({urlsplit(url).hostname or "" for url in addresses}):
        if host not in docstring:
            yield f"the docstring does not name the domain {host}"


def unverified_faults(sites: set[str]) -> Iterator[str]:
    """What is wrong with the list of the sites that have no spider."""
    told = UNVERIFIED_FILE.relative_to(PROJECT)
    try:
        unverified = unverified_sites()
    except ValueError as error:
        yield f"{told}: {error}"
        return
    names = [site.name for site in unverified]
    for site in unverified:
        if not NAME.fullmatch(site.name):
            yield f"{told}: {site.name} is no pinyin in lower case, broad to narrow"
        if names.count(site.name) > 1:
            yield f"{told}: {site.name} stands there {names.count(site.name)} times"
        if site.name in sites:
            yield f"{told}: {site.name} has a spider: take it out"
        if (site.level == "national") == bool(site.province):
            yield f"{told}: {site.name}: level {site.level} and province {site.province} do not go together"


def cases(fixtures: Path) -> list[Path]:
    """The folders of all fixture cases: ``fixtures/<family or site>/<case>``."""
    return sorted(path for path in fixtures.glob("*/*") if path.is_dir())


def fixture_faults(fixtures: Path, sites: set[str]) -> Iterator[str]:
    """What is wrong with the fixture cases."""
    families = {path.stem for path in (PROJECT / "crawler" / "cms").glob("*.py")}
    for case in cases(fixtures):
        told = case.relative_to(fixtures.parent)
        if case.parent.name not in sites | families | {"reading"}:
            yield f"{told}: {case.parent.name} is no site, no family of crawler/cms and not `reading`"
        present = {path.name for path in case.iterdir()}
        yield from (
            f"{told}/{name}: a draft that nobody has read; read the page, then rename it"
            for name in sorted(present)
            if "draft" in name
        )
        if missing := {"page.html", "response.json"} - present:
            yield f"{told}: {', '.join(sorted(missing))} is missing"
            continue
        if len(present & {"article.json", "links.json"}) != 1:
            yield f"{told}: needs either article.json or links.json, what the page is expected to give"
        if (case / "page.html").stat().st_size > PAGE_SIZE:
            yield f"{told}/page.html: larger than {PAGE_SIZE // 1024} KiB"
        for name in sorted(present & {"response.json", "article.json", "links.json"}):
            try:
                json.loads((case / name).read_text(encoding="utf-8"))
            except ValueError as error:
                yield f"{told}/{name}: no JSON: {error}"


def schema_faults() -> Iterator[str]:
    """Whether the committed JSON Schema is that of the class."""
    wanted = msgspec.json.format(msgspec.json.encode(article_schema())) + b"\n"
    if not SCHEMA_FILE.exists() or SCHEMA_FILE.read_bytes() != wanted:
        yield (
            f"{SCHEMA_FILE.relative_to(PROJECT)}: is not the schema of crawler.items.Article; if the change is meant, raise "
            "SCHEMA in crawler/items.py, say it in the changelog there, and write the file: scrapy schema --write"
        )
