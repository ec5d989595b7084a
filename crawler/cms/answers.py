"""Answers of a listing's own interface: JSON, or JSON in a callback, in place of a page."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta, timezone
from html import unescape
from urllib.parse import parse_qsl, quote, urlencode, urlsplit, urlunsplit

from crawler.cms.listing import Row, UnreadableListing
from crawler.cms.page import ListPage, folded, own_host

_CALLBACK = re.compile(r"[\w$.]{1,100}\s{0,9}\(")
_TAG = re.compile(r"<[^<>]{0,500}>")
# titles of NFCMS's interface: %u516C%u5B89
_ESCAPED = re.compile(r"%u([0-9a-fA-F]{4})")
_DAY = re.compile(r"((?:19|20)\d\d)\s?[-/.年]\s?(\d{1,2})\s?[-/.月]\s?(\d{1,2})")
_BEIJING = timezone(timedelta(hours=8))
_MILLISECONDS = 100_000_000_000


def json_answer(page: ListPage) -> object:
    """The value that the answer holds; one wrapped in a callback, ``cb({…});``, is unwrapped.

    Raises ``UnreadableListing`` where the answer is no JSON: an error page, or a wall.
    """
    text = page.text.strip().removeprefix("\ufeff")
    if text[:1] not in ("{", "[") and (call := _CALLBACK.match(text)):
        text = text[call.end() :].rstrip(" \t\r\n;").removesuffix(")")
    try:
        value: object = json.loads(text, strict=False)
    except (ValueError, RecursionError) as error:
        message = f"{page.url} was asked for JSON and answered with something else: {text[:80]!r}"
        raise UnreadableListing(message) from error
    return value


def is_data(page: ListPage) -> bool:
    """Whether the answer is JSON, an object or a list, in place of a page."""
    text = page.text.strip().removeprefix("\ufeff")
    if text[:1] not in ("{", "["):
        return False
    try:
        json.loads(text, strict=False)
    except (ValueError, RecursionError):
        return False
    return True


def member(value: object, *names: str | int) -> object:
    """What stands at the end of this path of names and positions; None where the path breaks.

    >>> member({"data": {"results": [{"title": "警讯"}]}}, "data", "results", 0, "title")
    '警讯'
    """
    for name in names:
        if isinstance(value, Mapping):
            value = value.get(name)
        elif isinstance(value, list) and isinstance(name, int) and -len(value) <= name < len(value):
            value = value[name]
        else:
            return None
    return value


def records(value: object, *names: str | int) -> list[Mapping[str, object]]:
    """The objects of the list at the end of this path; empty where there is none."""
    found = member(value, *names)
    return [entry for entry in found if isinstance(entry, Mapping)] if isinstance(found, list) else []


def number(value: object) -> int | None:
    """A whole number, printed as one or as text; None for anything else.

    >>> number("146"), number(7), number(None)
    (146, 7, None)
    """
    if isinstance(value, bool):
        return None
    if isinstance(value, int):
        return value
    text = value.strip() if isinstance(value, str) else ""
    return int(text) if len(text) <= 15 and text.isascii() and text.isdecimal() else None


def first_text(record: Mapping[str, object], *names: str) -> str:
    """The first of these members that holds text or a number, as text; "" where none does."""
    for name in names:
        value = record.get(name)
        if isinstance(value, str | int) and not isinstance(value, bool) and str(value).strip():
            return str(value).strip()
    return ""


def plain_text(markup: str) -> str:
    """A title without the tags, entities and ``%u`` escapes that interfaces leave in it.

    >>> plain_text("%u516C%u5B89&ldquo;<em>净网</em>&rdquo;")
    '公安“净网”'
    """
    text = _ESCAPED.sub(lambda match: chr(int(match[1], 16)), markup[:2000])
    text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return folded(unescape(_TAG.sub("", text)))


def day(value: object) -> date | None:
    """The day in Beijing of ``2022-01-14 09:30:00``, of unix seconds or of unix milliseconds; None for anything else.

    >>> day("2022-01-14 09:30:00"), day(1642089600), day("1642176000000")
    (datetime.date(2022, 1, 14), datetime.date(2022, 1, 14), datetime.date(2022, 1, 15))
    """
    seconds = number(value)
    if seconds is not None:
        if seconds >= _MILLISECONDS:
            seconds //= 1000
        if 0 < seconds < _MILLISECONDS:
            return (datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=seconds)).astimezone(_BEIJING).date()
        return None
    match = _DAY.match(value.strip()[:40]) if isinstance(value, str) else None
    try:
        return date(int(match[1]), int(match[2]), int(match[3])) if match else None
    except ValueError:
        return None


def answered_row(page: ListPage, href: str, title: str, printed: object, pinned: bool = False) -> Row | None:
    """A row of an answer; None where it leads nowhere or has no title."""
    url, name = page.resolved(href), plain_text(title)
    if url is None or not name:
        return None
    return Row(url, name, day(printed), pinned, not own_host(url, page.url))


def unique(rows: list[Row | None]) -> tuple[Row, ...]:
    """The rows in their order, each URL once."""
    kept: dict[str, Row] = {}
    for row in rows:
        if row is not None:
            kept.setdefault(row.url, row)
    return tuple(kept.values())


def with_query(url: str, **values: str | int) -> str:
    """The URL with these parameters set, in their place where it has them; without its fragment.

    >>> with_query("http://ga.example.cn/common/search/1a?_pageSize=20&page=1", page=2)
    'http://ga.example.cn/common/search/1a?_pageSize=20&page=2'
    """
    parts = urlsplit(url)
    pairs = [
        (name, str(values.pop(name)) if name in values else value)
        for name, value in parse_qsl(parts.query, keep_blank_values=True)
    ]
    pairs += [(name, str(value)) for name, value in values.items()]
    return urlunsplit((parts.scheme, parts.netloc, parts.path, urlencode(pairs, quote_via=quote), ""))
