"""Downloader middlewares: where Scrapy's own fail open, follow to other hosts, or ignore what a server asks for."""

from __future__ import annotations

import asyncio
import logging
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Self
from urllib.parse import SplitResult, urlsplit

from scrapy import Request, signals
from scrapy.crawler import Crawler
from scrapy.downloadermiddlewares import cookies
from scrapy.downloadermiddlewares.redirect import RedirectMiddleware
from scrapy.downloadermiddlewares.retry import RetryMiddleware
from scrapy.downloadermiddlewares.robotstxt import RobotsTxtMiddleware
from scrapy.exceptions import CannotResolveHostError, DownloadConnectionRefusedError, DownloadFailedError, IgnoreRequest
from scrapy.http import HtmlResponse, Response
from scrapy.robotstxt import RobotParser
from tldextract import TLDExtract

# Scrapy's own asks publicsuffix.org for its list at a machine's first cookie; no crawl asks another host than its site's,
# and the package brings a list with it.
cookies._split_domain = TLDExtract(suffix_list_urls=(), cache_dir=None, include_psl_private_domains=True)

logger = logging.getLogger(__name__)

#: A server that asks for more patience than this gets its row in a later run.
RETRY_AFTER_MAX = 60


#: Errors of a host that was not reached: they speak for themselves. A time-out may be robots.txt's alone.
UNREACHED = (CannotResolveHostError, DownloadConnectionRefusedError, DownloadFailedError)


class RobotsForbidden(IgnoreRequest):
    """robots.txt forbids the page, or could not be had, which forbids everything (RFC 9309, 2.3.1.4)."""


class RedirectRefused(IgnoreRequest):
    """A redirect leads to another host, to a scheme that is not the web's, or in circles."""


class RobotsTxt(RobotsTxtMiddleware):
    """robots.txt by RFC 9309: 4xx allows, 5xx, time-outs and broken answers forbid; Crawl-delay is applied.

    One that redirects to another host or in circles allows: it is not available, and no other host is asked.
    Scrapy's own fetches the page when robots.txt answers 500 or not at all, and does not apply Crawl-delay.
    Where no server is reached at all, that is the cause of the refusal, and not robots.txt.
    """

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self._errors: dict[str, Exception] = {}

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Made by Scrapy."""
        # Scrapy's logs a traceback for a robots.txt that could not be had; ours says it in a sentence.
        logging.getLogger(RobotsTxtMiddleware.__module__).setLevel(logging.CRITICAL)
        middleware = super().from_crawler(crawler)
        crawler.signals.connect(middleware.apply_crawl_delay, signals.robots_parsed)
        return middleware

    async def _parse_robots(self, response: Response, netloc: str, request: Request) -> None:
        if response.status >= 500:
            raise RobotsForbidden(f"robots.txt answers {response.status}, which forbids everything")
        if response.status >= 300:
            # RFC 9309, 2.3.1.3: unavailable (4xx) means that anything may be fetched.
            response = response.replace(body=b"")
        await super()._parse_robots(response, netloc, request)

    def process_request_2(self, rp: RobotParser | None, request: Request) -> None:
        """Refuse the request where robots.txt forbids it, or could not be had."""
        if rp is None:
            error = self._errors.get(urlsplit(request.url).netloc)
            if isinstance(error, UNREACHED):
                raise error
            if isinstance(error, RedirectRefused):
                return  # RFC 9309, 2.3.1.2: unavailable too; what stands on another host is not asked for
            raise RobotsForbidden(f"robots.txt could not be had, which forbids everything: {error}") from error
        try:
            super().process_request_2(rp, request)
        except IgnoreRequest as refusal:
            raise RobotsForbidden(f"robots.txt forbids {urlsplit(request.url).path}") from refusal

    def _robots_error(self, exc: Exception, netloc: str) -> None:
        logger.warning("robots.txt of %s: %s", netloc, exc or type(exc).__name__)
        self._errors[netloc] = exc
        super()._robots_error(exc, netloc)

    def apply_crawl_delay(self, robotparser: RobotParser, request: Request) -> None:
        """Wait between requests as long as robots.txt asks for, at most ``RETRY_AFTER_MAX`` seconds."""
        agent = self.crawler.settings["USER_AGENT"]
        delay = robotparser.crawl_delay(agent)
        host = urlsplit(request.url).hostname
        if not delay or not host:
            return
        slot = self.crawler.engine.downloader.slots.get(host)
        if slot is not None and slot.delay < delay:
            slot.delay = min(float(delay), RETRY_AFTER_MAX)
            logger.info("%s asks for %s s between requests (Crawl-delay)", host, delay)


class SameHostRedirect(RedirectMiddleware):
    """Redirects within the host are followed; one to another host is refused aloud: Scrapy drops it without a word.

    ``http`` → ``https`` and a ``www.`` more or less are the same host.
    """

    def _redirect(self, redirected: Request, request: Request, reason: object) -> Request:
        origin, target = urlsplit(request.url), urlsplit(redirected.url)
        if _bare_host(origin.hostname) != _bare_host(target.hostname) or _other_service(origin, target):
            raise RedirectRefused(f"{reason} leads to another host: {redirected.url[:200]}")
        try:
            followed = super()._redirect(redirected, request, reason)
        except IgnoreRequest as refusal:
            raise RedirectRefused(f"redirected more than {self.max_redirect_times} times") from refusal
        assert isinstance(followed, Request)
        return followed

    def process_response(self, request: Request, response: Response) -> Request | Response:  # type: ignore[override]  # Scrapy's has a deprecated argument
        """Follow, refuse, or hand on."""
        try:
            result: Request | Response = super().process_response(request, response)
        except ValueError:
            # No address at all: `Location: javascript:…`.
            result = response
        if isinstance(result, Response) and result.status in (301, 302, 303, 307, 308):
            location = (result.headers.get("Location") or b"").decode("latin-1")
            raise RedirectRefused(f"{result.status} leads nowhere that can be followed: {location[:200]!r}")
        return result


def _bare_host(host: str | None) -> str:
    return (host or "").lower().removeprefix("www.")


def _other_service(origin: SplitResult, target: SplitResult) -> bool:
    """Whether another port is meant; http → https changes the port by rule, and only between the default ones."""
    return origin.port != target.port and not (origin.port in (None, 80) and target.port in (None, 443))


class CutOffError(Exception):
    """A page came in part, without an error of the connection: its announced length was too short."""


class PatientRetry(RetryMiddleware):
    """Retries wait as long as the server asks for (Retry-After, up to a minute); Scrapy's ignore it. Beyond that there is none.

    A page that ends before its end is asked for again, and refused in the end: half an article looks like a whole one, and
    half a listing like the last page.
    """

    async def process_response(self, request: Request, response: Response) -> Request | Response:  # type: ignore[override]  # awaited by Scrapy
        """Retry a server error, after the pause the server asks for."""
        asked = pause(response.headers.get("Retry-After"))
        if response.status in self.retry_http_codes and asked > RETRY_AFTER_MAX:
            logger.info("%s asks to wait %.0f s (Retry-After), which is left to a later run", request.url, asked)
            return response
        result: Request | Response = super().process_response(request, response)
        if isinstance(result, HtmlResponse) and result.status == 200 and cut_off(result.body):
            again = self._retry(request, "the page is cut off")
            if again is None:
                raise CutOffError(f"{len(result.body)} bytes without </html> or </body>")
            return again
        if isinstance(result, Request) and asked > 0:
            logger.info("%s asks to wait %.0f s (Retry-After)", request.url, asked)
            await asyncio.sleep(asked)
        return result


def pause(retry_after: bytes | None) -> float:
    """The seconds that Retry-After asks to wait, given in seconds or as a date (RFC 9110, 10.2.3); 0 where it says nothing.

    >>> pause(b"120"), pause(b"Sat, 24 Nov 2018 10:00:00 GMT"), pause(b"soon"), pause(None)
    (120.0, 0.0, 0.0, 0.0)
    """
    value = retry_after or b""
    if value.isdigit():
        return float(value)
    try:
        until = parsedate_to_datetime(value.decode("latin-1"))
    except ValueError:
        return 0.0
    return max(0.0, (until.replace(tzinfo=UTC) - datetime.now(UTC)).total_seconds())  # an HTTP date is always in GMT


def cut_off(page: bytes) -> bool:
    """Whether a page opens ``<html`` and closes neither that nor ``<body>``.

    HTML allows it to leave both out; of 870 recorded pages of these sites none does.

    >>> cut_off(b"<html><body><p>one"), cut_off(b"<HTML><p>one</HTML>"), cut_off(b"<p>a fragment")
    (True, False, False)
    """
    lower = page.lower()
    return b"<html" in lower and b"</html" not in lower and b"</body" not in lower
