"""``scrapy check_sites [FILE…]``: are all sites and fixtures as the project wants them?"""

from __future__ import annotations

import argparse
import ast
import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import msgspec
from scrapy.commands import ScrapyCommand
from scrapy.exceptions import UsageError

import crawler
from crawler.items import article_schema

PROJECT = Path(crawler.__file__).parent.parent
SCHEMA_FILE = PROJECT / "crawler" / "article.schema.json"

#: A site's name: pinyin, broad to narrow, joined by ``_``.
NAME = re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)*")
#: Facts that a site's docstring must name, so that a reader knows what is known.
FACTS = ("Domain:", "Publishes:", "Evidence:")
#: The class attributes of a site, in their order; each group stands under a comment with the class it configures.
ATTRIBUTES = ("name", "site_name", "news_centre", "news_centre_name", "family", "channels", "hints")
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
        sites = [path for path in sorted(PROJECT.glob("crawler/spiders/*.py")) if path.name != "__init__.py"]
        faults = [fault for path in sites if not chosen or path in chosen for fault in site_faults(path)]
        if not chosen:
            faults += [*fixture_faults(PROJECT / "fixtures", {path.stem for path in sites}), *schema_faults()]
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
    yield from (f"{told}: {fault}" for fault in _attribute_faults(site, path.stem))


def _attribute_faults(site: ast.ClassDef, stem: str) -> Iterator[str]:
    names = []
    for node in site.body[1:]:
        if isinstance(node, ast.Assign | ast.AnnAssign):
            target = node.targets[0] if isinstance(node, ast.Assign) else node.target
            names.append(ast.unparse(target))
            if names[-1] == "name" and not (isinstance(node.value, ast.Constant) and node.value.value == stem):
                yield f'name must be "{stem}", like the file'
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
    for needed in ("name", "site_name"):
        if needed not in names:
            yield f"has no {needed}"


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
