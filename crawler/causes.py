"""The name of what went wrong with a request: the causes that records and the ledger show."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadCancelledError,
    DownloadConnectionRefusedError,
    DownloadFailedError,
    DownloadTimeoutError,
    IgnoreRequest,
    ResponseDataLossError,
    UnsupportedURLSchemeError,
)
from scrapy.http import Response
from scrapy.spidermiddlewares.httperror import HttpError
from twisted.internet.error import ConnectError, ConnectionDone, ConnectionLost

from crawler.middlewares import CutOffError, RedirectRefused, RobotsForbidden
from crawler.walls import wall

#: First match wins. ``too large``: Scrapy cancels a download beyond DOWNLOAD_MAXSIZE; what grows beyond it when it is
#: decompressed is a bare IgnoreRequest, the only one that no class above it in this table names.
CAUSES: Mapping[str, tuple[type[BaseException], ...]] = {
    "dns": (CannotResolveHostError,),
    "refused": (DownloadConnectionRefusedError,),
    "timeout": (DownloadTimeoutError, TimeoutError),
    "incomplete download": (ResponseDataLossError, CutOffError),
    "robots": (RobotsForbidden,),
    "redirect": (RedirectRefused,),
    "scheme": (UnsupportedURLSchemeError,),
    "too large": (DownloadCancelledError, IgnoreRequest),
    "reset": (ConnectionDone, ConnectionLost, ConnectError),
}


def cause(error: BaseException | None) -> str:
    """The cause in one word or two; ``gone`` for 404 and 410, ``http 503``, ``wall: 瑞数``; ``download`` where none fits."""
    if isinstance(error, HttpError):
        response: Response = error.response
        found = wall_of(response)
        if found:
            return f"wall: {found}"
        return "gone" if response.status in (404, 410) else f"http {response.status}"
    for name, kinds in CAUSES.items():
        if isinstance(error, kinds):
            return name
    if isinstance(error, DownloadFailedError):
        said = str(error)
        if "TLS" in said or "SSL" in said:
            return "tls"
        return "incomplete download" if "IncompleteRead" in said or "PotentialDataLoss" in said else "reset"
    if "SSL" in type(error).__name__ or "SSL" in str(error):
        return "tls"
    return "download"


def wall_of(response: Response) -> str | None:
    """The kind of wall that the response is, None for a page."""
    headers: dict[str, Any] = {
        key.decode("latin-1").lower(): b"; ".join(values).decode("latin-1") for key, values in response.headers.items()
    }
    return wall(response.status, headers, response.body, response.url)
