"""A listing page's bytes to its rows and the next request."""

from crawler.cms.article_document import article_document
from crawler.cms.channels import read_breadcrumb, read_channels
from crawler.cms.discovery import Decision, chosen_together, decide
from crawler.cms.families import article_key, article_pages, hints, read_listing
from crawler.cms.keys import canonical_url, lasting_url
from crawler.cms.listing import Channel, Listing, ListRequest, Row, UnreadableListing
from crawler.cms.page import own_host
from crawler.cms.probes import is_guess, probes
from crawler.cms.shells import leads_on

__all__ = [
    "Channel",
    "Decision",
    "ListRequest",
    "Listing",
    "Row",
    "UnreadableListing",
    "article_document",
    "article_key",
    "article_pages",
    "canonical_url",
    "chosen_together",
    "decide",
    "hints",
    "is_guess",
    "lasting_url",
    "leads_on",
    "own_host",
    "probes",
    "read_breadcrumb",
    "read_channels",
    "read_listing",
]
