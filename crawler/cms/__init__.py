"""A listing page's bytes to its rows and the next request."""

from crawler.cms.channels import read_breadcrumb, read_channels
from crawler.cms.families import article_key, article_pages, hints, read_listing
from crawler.cms.keys import canonical_url
from crawler.cms.listing import Channel, Listing, ListRequest, Row, UnreadableListing
from crawler.cms.probes import probes

__all__ = [
    "Channel",
    "ListRequest",
    "Listing",
    "Row",
    "UnreadableListing",
    "article_key",
    "article_pages",
    "canonical_url",
    "hints",
    "probes",
    "read_breadcrumb",
    "read_channels",
    "read_listing",
]
