"""What a response says beside its body, and a failure beside its kind."""

from __future__ import annotations

from scrapy.http import Response
from twisted.python.failure import Failure


def content_type_of(response: Response) -> str | None:
    """The value of the header Content-Type, None where it was not sent."""
    header = response.headers.get("Content-Type")
    return header.decode("latin-1") if header else None


def said(failure: Failure) -> str:
    """The failure's own words, or the name of its kind where it has none; at most 200 characters."""
    return failure.getErrorMessage()[:200] or type(failure.value).__name__
