"""The search for more pages of a listing that says nothing about its pages: addresses are guessed, answers are doubted."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise, takewhile
from urllib.parse import urlsplit

from crawler.cms import Listing, ListRequest, Row, probes

#: A first page with fewer dated rows is the whole listing. The systems of these sites list 15 to 25 rows a page, and
#: AspNetPager 10, the least, unless it is told otherwise.
FULL_PAGE = 10

# a folder of a year, a month or a day: it differs between the pages of one column
_OF_A_DAY = re.compile(r"(?:19|20)\d\d(?:[-_]?[01]\d(?:[-_]?[0-3]\d)?)?|[0-3]?\d|[01]\d[-_]?[0-3]\d")
# what is answered for an address that the server does not have, or that robots.txt forbids to ask; to 500 see `missed`
_MISSED = re.compile(r"gone|http (?:4(?!01|08|25|29)\d\d|50[01])|robots|redirect|scheme|too large|parse|no rows\b.*")


@dataclass(frozen=True, slots=True)
class Place:
    """Where a listing page stands. url: that answered, after redirects. breadcrumb: as the page prints it, () for none."""

    url: str
    breadcrumb: tuple[str, ...] = ()


def may_go_on(listing: Listing) -> bool:
    """Whether a first page may have a second one though nothing on it says so.

    The general family read it, it states neither a next page nor numbers of pages or rows, and it is full.
    """
    silent = listing.family == "plain" and listing.next is None and listing.pages is None and listing.total is None
    return silent and sum(row.date is not None for row in listing.rows) >= FULL_PAGE


def missed(cause: str) -> bool:
    """Whether the failure of a probe says that there is no page at the guessed address, rather than that the site is in trouble.

    A program that is asked for what it does not know may break (500); a gateway's 502 to 504, a time-out or a reset says
    nothing about the address, and neither does a page behind a login (401) or a limit (429). A wall is a wall.

    >>> [cause for cause in ("gone", "http 403", "http 500", "http 503", "timeout", "http 429", "wall: 瑞数") if missed(cause)]
    ['gone', 'http 403', 'http 500']
    """
    return _MISSED.fullmatch(cause) is not None


@dataclass(slots=True)
class Probing:
    """The search: begun on a first page, over when a probe shows a second page or none is left.

    found: the probe that did; the general family goes on in its form.
    """

    left: list[ListRequest]
    breadcrumb: tuple[str, ...]
    folder: str
    oldest: date | None
    identities: frozenset[str]
    tried: int = 0
    found: ListRequest | None = None

    @classmethod
    def of(cls, listing: Listing, identities: Sequence[str], place: Place) -> Probing:
        """Begin a search with what its first page tells of the column."""
        own = [row for row in listing.rows if not row.pinned]
        return cls(
            left=list(probes(place.url)),
            breadcrumb=place.breadcrumb,
            folder=_common_folder(own),
            oldest=_oldest(own),
            identities=frozenset(identities),
        )

    def following(self) -> ListRequest | None:
        """The next probe, None where all were tried."""
        self.tried += bool(self.left)
        return self.left.pop(0) if self.left else None

    def accepts(self, listing: Listing, asked: ListRequest, identities: Sequence[str], place: Place) -> bool:
        """Whether the answer to a guessed address is a page of the column; a second page that is one ends the search.

        Sites answer an address that they do not have with the first page again, with the home page, with another
        column's list. Each new row of a page of this column is no newer than the first page's last one, has a day too,
        and lies below the folder of the first page's rows; most rows must, since a listing may have an odd one.
        """
        new = [
            row
            for identity, row in zip(identities, listing.rows, strict=True)
            if identity not in self.identities and not row.pinned
        ]
        if place.breadcrumb[: len(self.breadcrumb)] != self.breadcrumb:
            return False
        if not new:
            # Beyond a second page the walk itself sees that a page brings nothing new.
            return self.found is not None
        if 2 * sum(map(self._fits, new)) <= len(new):
            return False
        self.found = self.found or asked
        return True

    def _fits(self, row: Row) -> bool:
        older = row.date is not None and (self.oldest is None or row.date <= self.oldest)
        return older and (row.external or urlsplit(row.url).path.startswith(self.folder))


def _oldest(rows: Sequence[Row]) -> date | None:
    """The last day of rows that stand newest first, None where they do not."""
    days = [row.date for row in rows if row.date is not None]
    return days[-1] if days and all(one >= other for one, other in pairwise(days)) else None


def _common_folder(rows: Sequence[Row]) -> str:
    """The folder that all rows of the site's own lie below, up to the first one that is named for a time.

    >>> _common_folder([Row("http://a/jwyw/jqtb/202201/t1.html", ""), Row("http://a/jwyw/jqtb/202201/t2.html", "")])
    '/jwyw/jqtb/'
    """
    folders = [urlsplit(row.url).path.split("/")[1:-1] for row in rows if not row.external]
    shared = takewhile(
        lambda names: len(set(names)) == 1 and not _OF_A_DAY.fullmatch(names[0]), zip(*folders, strict=False)
    )
    return "".join(f"/{names[0]}" for names in shared) + "/"
