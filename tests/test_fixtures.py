"""Every case of ``fixtures/``: the page is read and compared with what was read off it by eye, field by field."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl

import pytest

from crawler.cms import Listing, ListRequest, read_channels, read_listing
from crawler.reading import Reading, read_article

FIXTURES = Path(__file__).parent.parent / "fixtures"
ARTICLES = sorted(FIXTURES.glob("*/*/article.json"))
LISTINGS = sorted(FIXTURES.glob("*/*/links.json"))


def case_name(path: Path) -> str:
    return f"{path.parent.parent.name}/{path.parent.name}"


class Case:
    """A page as its server sent it, and what it is expected to give."""

    def __init__(self, expected: Path) -> None:
        self.expected: dict[str, Any] = json.loads(expected.read_text(encoding="utf-8"))
        self.body = (expected.parent / "page.html").read_bytes()
        response = json.loads((expected.parent / "response.json").read_text(encoding="utf-8"))
        headers = {name.lower(): value for name, value in response.get("headers", {}).items()}
        self.url: str = response["url"]
        self.content_type: str | None = headers.get("content-type")
        self.retrieved_at = datetime.fromisoformat(response["retrieved_at"]) if "retrieved_at" in response else None
        asked = dict(response.get("request", {}))
        if "body" in asked:
            asked["body"] = asked["body"].encode()
        self.request = ListRequest(**{"url": self.url, **asked})


@pytest.mark.parametrize("path", ARTICLES, ids=case_name)
def test_article(path: Path) -> None:
    case = Case(path)
    reading = read_article(case.body, case.url, case.content_type, case.retrieved_at)
    removed = case.expected.pop("removed", [])
    assert {name: article_field(reading, name) for name in case.expected} == case.expected
    for piece in removed:
        assert any(r.reason == piece["reason"] and r.text.startswith(piece["text"]) for r in reading.removed), (
            f"{piece} is not among what was removed: {[(r.reason, r.text[:40]) for r in reading.removed]}"
        )


def article_field(reading: Reading, name: str) -> Any:
    value = getattr(reading, name)
    if name == "body":
        return value.split("\n") if value else []
    if isinstance(value, datetime):
        return value.isoformat()
    if name in ("contributors", "images", "attachments"):
        return [asdict(part) for part in value]
    return value


@pytest.mark.parametrize("path", LISTINGS, ids=case_name)
def test_listing(path: Path) -> None:
    case = Case(path)
    if "channels" in case.expected:
        found = read_channels(case.body, case.url, case.content_type)
        assert [asdict(channel) for channel in found] == case.expected["channels"]
        return
    listing = read_listing(case.body, case.request, case.content_type, case.retrieved_at)
    assert {name: listing_field(listing, name, case.expected) for name in case.expected} == case.expected


def listing_field(listing: Listing, name: str, expected: dict[str, Any]) -> Any:
    if name == "rows":
        told = [{**asdict(row), "date": row.date.isoformat() if row.date else None} for row in listing.rows]
        return [{field: value for field, value in row.items() if field != "yearless"} for row in told]
    if name == "next" and listing.next is not None:
        asked = asdict(listing.next) | {
            "form": [list(pair) for pair in parse_qsl(listing.next.body.decode(), keep_blank_values=True)],
            "body": listing.next.body.decode(),
            "headers": dict(listing.next.headers),
        }
        wanted = expected["next"] or asked
        if "form" in wanted:
            asked["form"] = sorted(asked["form"])
            wanted["form"] = sorted(wanted["form"])
        return {field: asked[field] for field in wanted}
    return getattr(listing, name)


def test_there_are_cases() -> None:
    assert ARTICLES
    assert LISTINGS
