"""An article page's bytes to its fields: pure functions, no network, no clock, safe in threads."""

from crawler.items import Contributor
from crawler.reading.article import objection, read_article
from crawler.reading.page import UnreadablePage
from crawler.reading.reading import READER, Hints, Reading, Removed

__all__ = ["READER", "Contributor", "Hints", "Reading", "Removed", "UnreadablePage", "objection", "read_article"]
