"""CheckArticle: is the article whole? Else its row ends with a counted reason."""

from __future__ import annotations

from typing import Self

from scrapy.crawler import Crawler
from scrapy.exceptions import DropItem

from crawler.items import Article
from crawler.run import Run


class CheckArticle:
    """Drop an article without a title, or without anything to read in it; its row ends ``failed: incomplete``.

    A text needs a body; an image, video or attachment notice needs no text, an image or attachment one its files.
    """

    def __init__(self, run: Run) -> None:
        self.run = run

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Made by Scrapy."""
        return cls(Run.of(crawler))

    def process_item(self, item: Article) -> Article:
        """Hand on a whole article. Raises DropItem."""
        missing = missing_field(item)
        if missing:
            self.run.end_row(item.id, "failed", f"incomplete: {missing}")
            raise DropItem(f"{item.url} is incomplete: no {missing} was found (id {item.id!r})")
        return item


def missing_field(article: Article) -> str | None:
    """The field without which the article is none, None for a whole one."""
    if not article.title.strip():
        return "title"
    if article.body_kind == "text" and not article.body.strip():
        return "body"
    if article.body_kind == "image" and not (article.images or article.body):
        return "images"
    if article.body_kind == "attachment" and not (article.attachments or article.body):
        return "attachments"
    return None
