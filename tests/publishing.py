"""What a replay site published, against the lines that a crawl of it wrote."""

from __future__ import annotations

from typing import Any

from tests.replay.site import Published


def published_fields(published: Published) -> dict[str, Any]:
    return {
        "channel": list(published.channel),
        "title": published.title,
        "source": published.source,
        "author": published.author,
        "editor": published.editor,
        "timestamp": published.timestamp,
        "timestamp_precision": published.timestamp_precision,
        "body": published.body,
        "images": list(published.images),
        "attachments": list(published.attachments),
    }


def line_fields(line: dict[str, Any]) -> dict[str, Any]:
    return {
        **{name: line[name] for name in ("channel", "title", "source", "author", "editor", "timestamp")},
        "timestamp_precision": line["timestamp_precision"],
        "body": line["body"],
        "images": [image["url"] for image in line["images"]],
        "attachments": [attachment["url"] for attachment in line["attachments"]],
    }
