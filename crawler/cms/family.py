"""What a CMS family can do for the crawler."""

from __future__ import annotations

from typing import ClassVar, Protocol

from crawler.cms.listing import Listing
from crawler.cms.page import ListPage
from crawler.reading.reading import Hints


class Family(Protocol):
    """A content system whose listing pages follow one another in one way.

    The class docstring says how to recognise the family, how its pages follow each other, what is odd about it, and how
    good the evidence is (A: the system's own code or recorded pages, B: a working crawler, C: notes, D: a URL only).

    name: the module's name in ``crawler.cms``; it stands in ``ListRequest.family``.
    hints: where the family's article templates keep their fields; empty where they have no habit.
    """

    name: ClassVar[str]
    hints: ClassVar[Hints]

    def recognises(self, page: ListPage) -> str | None:
        """The mark by which the page is known to be the family's, None where it has none."""

    def listing(self, page: ListPage) -> Listing:
        """The page's rows and the request for the page that follows."""

    def article_key(self, url: str) -> str | None:
        """The site's own key in an article's URL, None where the family knows none for this URL."""

    def article_pages(self, page: ListPage) -> tuple[str, ...]:
        """The URLs of a multi-page article in order, the page given included; () for an article of one page."""
