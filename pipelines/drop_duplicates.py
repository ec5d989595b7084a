"""DropDuplicates: was the article emitted before, did the site change it, or is it an exact copy of another?"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from typing import Self
from urllib.parse import urlsplit

from scrapy.crawler import Crawler
from scrapy.exceptions import DropItem

from crawler.items import Article
from crawler.run import Run

#: A shorter body (a picture's caption, 详见附件) says too little to call two articles one.
COPY_LENGTH = 100

_ZERO_WIDTH = re.compile("[\u200b-\u200f\u2060\ufeff\u00ad]")
_SPACE = re.compile(r"\s+")


class DropDuplicates:
    """Drop what adds nothing, and say of which id it is a copy.

    - The same id with the same content: ``known``. Changed content: a new revision, unless another version of the
      reading rules read it before, whose difference is ours and not the site's; later changes are told from this reading.
    - The same content at another id: ``copy``, if the body has at least ``COPY_LENGTH`` characters and the day agrees;
      else both are kept.
    """

    def __init__(self, run: Run) -> None:
        self.run = run

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Made by Scrapy."""
        return cls(Run.of(crawler))

    def process_item(self, item: Article) -> Article:
        """Hand on an article that adds something, with its revision and content_hash. Raises DropItem."""
        item.content_hash = content_hash(item)
        digest = bytes.fromhex(item.content_hash)
        before = self.run.ledger.row(item.id)
        if before is not None and before.revision:
            if before.content_hash is not None and (before.content_hash == digest or before.reader != item.reader):
                self.run.end_row(item.id, "known")
                if before.reader != item.reader:
                    day = item.timestamp[:10] if item.timestamp else None
                    self.run.ledger.read_anew(item.id, digest, day, item.reader)
                raise DropItem(f"{item.id} was emitted before, unchanged", log_level="DEBUG")
            item.revision = before.revision + 1
            return item
        if len(item.body) >= COPY_LENGTH and item.timestamp:
            original = self.run.ledger.id_of_content(digest, item.timestamp[:10], self.run.staging.name)
            if original is not None and original != item.id:
                self.run.end_row(item.id, "copy", copy_of=original)
                raise DropItem(f"{item.id} is an exact copy of {original}", log_level="INFO")
        return item


def content_hash(article: Article) -> str:
    """SHA-256 (hex) of title, body and the names of images and attachments; the same however they are spaced."""
    urls = [image.url for image in article.images] + [attachment.url for attachment in article.attachments]
    names = [urlsplit(url).path.rpartition("/")[2] for url in urls]
    parts = [folded(article.title), folded(article.body), *names]
    return hashlib.sha256("\x00".join(parts).encode()).hexdigest()


def folded(text: str) -> str:
    """The text in NFC, without zero-width characters, each white space one blank.

    >>> folded("禁毒\u3000\u3000 宣传\u200b")
    '禁毒 宣传'
    """
    return _SPACE.sub(" ", _ZERO_WIDTH.sub("", unicodedata.normalize("NFC", text))).strip()
