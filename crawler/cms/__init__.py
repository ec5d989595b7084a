"""A listing page's bytes to its rows and the next request."""

from crawler.cms.channels import read_breadcrumb, read_channels
from crawler.cms.families import article_key, read_listing
from crawler.cms.keys import canonical_url
from crawler.cms.listing import Channel, Listing, ListRequest, Row, UnreadableListing

__all__ = [
    "Channel",
    "ListRequest",
    "Listing",
    "Row",
    "UnreadableListing",
    "article_key",
    "canonical_url",
    "read_breadcrumb",
    "read_channels",
    "read_listing",
]
