"""``scrapy schema``: the JSON Schema of one line of the output."""

from __future__ import annotations

import argparse
import sys

import msgspec
from scrapy.commands import ScrapyCommand

from crawler.commands.check_sites import SCHEMA_FILE
from crawler.items import article_schema


class Command(ScrapyCommand):
    """Print the JSON Schema of :class:`crawler.items.Article`, or write it where it is committed."""

    requires_project = True
    requires_crawler_process = False
    default_settings = {"LOG_ENABLED": False}

    def short_desc(self) -> str:
        return "Print the JSON Schema of the output's lines"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        parser.add_argument("--write", action="store_true", help=f"write it to {SCHEMA_FILE.name}, for a commit")

    def run(self, args: list[str], opts: argparse.Namespace) -> None:  # noqa: ARG002  # Scrapy's signature
        schema = msgspec.json.format(msgspec.json.encode(article_schema())) + b"\n"
        if opts.write:
            SCHEMA_FILE.write_bytes(schema)
        else:
            sys.stdout.write(schema.decode())
