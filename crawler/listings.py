"""From a response to the Listing that the walk takes in."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from urllib.parse import urljoin, urlsplit

from scrapy.http import Response

from crawler.cms import (
    Listing,
    ListRequest,
    Row,
    UnreadableListing,
    article_key,
    canonical_url,
    is_guess,
    read_breadcrumb,
    read_listing,
)
from crawler.non_articles import ABSENT, elsewhere, non_listing
from crawler.probing import Place, may_go_on
from crawler.responses import content_type_of


class NoListing(Exception):  # noqa: N818 - named for what it says, as UnreadableListing is
    """A page that answers in place of a listing.

    cause: as the channel's failure names it: ``parse`` for one that cannot be read, else ``no rows:`` and its kind.
    """

    def __init__(self, cause: str, sentence: str) -> None:
        super().__init__(sentence)
        self.cause = cause


def listing_of(response: Response, asked: ListRequest) -> Listing:
    """The listing that a response holds.

    Beyond the last page many a site answers with a message that there is nothing, or sends the visitor home: such a page
    is an empty one. Raises :class:`NoListing` where it stands in the place of the first page, and for every other page
    that is none: it would end the walk as if the listing ended there.
    """
    content_type = content_type_of(response)
    kind = elsewhere(asked.url, response.url)
    if asked.method == "GET":
        # relative links start where a redirect within the site led; a fragment may name the list, and is not sent
        asked = replace(asked, url=urljoin(response.url, f"#{urlsplit(asked.url).fragment}"))
    try:
        listing = read_listing(response.body, asked, content_type, datetime.now(UTC))
    except UnreadableListing as error:
        kind = kind or non_listing(response.body, content_type)
        raise NoListing(f"no rows: {kind}" if kind else "parse", str(error)) from error
    if not kind and not listing.rows and listing.next is None and listing.total != 0:
        kind = non_listing(response.body, content_type)
    if kind and (asked.page == 1 or kind not in ABSENT):
        raise NoListing(f"no rows: {kind}", f"it answers with something else ({kind})")
    return Listing(listing.family, ()) if kind else listing


def place_of(response: Response, listing: Listing, asked: ListRequest) -> Place | None:
    """Where a page stands that was asked for by a guess, or may be followed by one; None for every other page."""
    if not is_guess(asked) and not may_go_on(listing):
        return None
    return Place(response.url, read_breadcrumb(response.body, response.url, content_type_of(response)))


def identity_of(site: str, row: Row, family: str) -> str:
    """The id of a row's article: the site and the article's key, of one that leads elsewhere its address."""
    return external_identity(site, row.url) if row.external else f"{site}:{article_key(row.url, family)}"


def external_identity(site: str, url: str) -> str:
    """The id of a row that leads to another host."""
    return f"{site}:{canonical_url(url)}"
