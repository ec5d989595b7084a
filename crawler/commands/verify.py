"""``scrapy verify [SITE]``: do segments, manifest, schema and ledger agree?"""

from __future__ import annotations

import argparse
import sys

from scrapy.commands import ScrapyCommand
from scrapy.exceptions import UsageError

from crawler.run import data_folder
from crawler.site_folder import SITE_NAME, SiteFolder
from crawler.upkeep import differences


class Command(ScrapyCommand):
    """Name each difference; exit 0 where there is none, else 1."""

    requires_project = True
    requires_crawler_process = False
    default_settings = {"LOG_ENABLED": False}

    def syntax(self) -> str:
        return "[SITE]"

    def short_desc(self) -> str:
        return "Check a site's published segments against manifest, schema and ledger"

    def run(self, args: list[str], opts: argparse.Namespace) -> None:  # noqa: ARG002  # Scrapy's signature
        assert self.settings is not None
        data = data_folder(self.settings["DATA_DIR"])
        sites = args or sorted(path.name for path in data.glob("*") if SITE_NAME.fullmatch(path.name) and path.is_dir())
        missing = [site for site in sites if not (data / site).is_dir()]
        if missing or not sites:
            raise UsageError(
                f"there is nothing to verify for {', '.join(missing) or 'any site'} in {data}", print_help=False
            )
        for site in sites:
            folder = SiteFolder.of(data, site)
            found = list(differences(folder))
            sys.stdout.write("".join(f"{site}: {sentence}\n" for sentence in found))
            sys.stdout.write(f"{site}: {len(found)} differences in {len(list(folder.articles.glob('*')))} segments\n")
            self.exitcode = self.exitcode or int(bool(found))
