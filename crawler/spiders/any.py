"""Any address: a site that nobody described is walked from its news centre, a channel, an article or its home page."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from urllib.parse import urlsplit

from scrapy import Request
from scrapy.http import Response
from twisted.python.failure import Failure

from crawler.arguments import WrongUse
from crawler.articles import ListedRow
from crawler.causes import cause, wall_of
from crawler.cms import Channel, Decision, article_key, chosen_together, decide, own_host
from crawler.news_spider import NewsSpider
from crawler.responses import content_type_of

#: From the address that was given to the page with the channels: a shell, the home page, two of its candidates.
HOPS = 4


class Any(NewsSpider):
    """What a page is, it says by what it holds; a home page is left for its news centre, on the same host only.

    Domain: the one of the address that ``-a url=…`` gives; its host is the site's name, of folder and ids.
    Publishes: what the address leads to: a news centre's channels, one channel, one article.
    Evidence: none; what is decided, and why, is printed before the walk, and ``-a dry=1`` stops there.
    """

    # Spider
    name = "any"
    news_centre_name = None  # until one is found

    def __init__(self, name: str | None = None, **arguments: str) -> None:
        super().__init__(name, **arguments)
        self._by_home: tuple[Channel, ...] = ()
        self._beside: tuple[Channel, ...] = ()
        self._to_look_at: list[str] = []
        self._looked_at = [self.url]
        self._alone = False

    @property
    def site(self) -> str:
        """The address's host, with the port where it is not the scheme's own: ``www.ga.example.cn``, ``127.0.0.1_8080``."""
        return host_name(self.url)

    def parse_news_centre(self, response: Response) -> Iterable[Request]:
        """Say what the page is; walk what it leads to, or look at the page that leads further."""
        if kind := wall_of(response):
            self.fail_start(f"wall: {kind}", f"{response.url} answered with a wall ({kind}) instead of a page")
            return
        decision = decide(response.body, response.url, content_type_of(response), datetime.now(UTC))
        tell(response.url, decision)
        self.site_name = self.site_name or decision.site_name
        first = len(self._looked_at) == 1
        match decision.kind:
            case "article" if first or not (self._by_home or self._to_look_at):
                yield from self._only(decision)
            case "news centre" | "channel":
                if decision.kind == "news centre":
                    self.news_centre_name = NewsSpider.news_centre_name
                else:
                    self._tell_beside()
                self.walk_channels(chosen_together(decision.channels, self._by_home))
            case "home page" if not self._by_home and not self._to_look_at:
                self._by_home, self._to_look_at = decision.channels, list(decision.next)
                self._beside = decision.beside
                yield from self._look_on(response.url, decision)
            case "shell":
                self._to_look_at = [*decision.next, *self._to_look_at]
                yield from self._look_on(response.url, decision)
            case _:
                yield from self._look_on(response.url, decision)

    def fail_news_centre(self, failure: Failure) -> Iterable[Request]:
        """The address cannot be had: the end; a page that it led to cannot: on to the next one."""
        if self._by_home or self._to_look_at:
            request: Request = failure.request  # type: ignore[attr-defined]  # set by Scrapy
            why = cause(failure.value)
            sys.stdout.write(f"{request.url}: could not be had ({why})\n")
            yield from self._look_on(request.url, Decision("nothing", f"it could not be had ({why})"))
        else:
            yield from super().fail_news_centre(failure)

    def _look_on(self, url: str, decision: Decision) -> Iterator[Request]:
        """The request for the next page to look at; where none is left, the channels that the home page named itself."""
        while self._to_look_at and len(self._looked_at) <= HOPS:
            following = self._to_look_at.pop(0)
            if following not in self._looked_at and own_host(following, self.url):
                self._looked_at.append(following)
                yield Request(following, self.parse_news_centre, errback=self.fail_news_centre, dont_filter=True)
                return
        if self._by_home:
            sys.stdout.write("  no news centre was found; the channels are those of the home page:\n")
            tell_channels(self._by_home)
            self._tell_beside()
            self.walk_channels(self._by_home)
            return
        instead = f" It links to {', '.join(decision.next)}: try that." if decision.next else ""
        sent = "that is sent with its rows, " if decision.scripted else ""
        self.fail_start(
            "no channel",
            f"{url} was taken for {decision.kind}: {decision.why}.{instead} "
            f"Give the address of a news centre, of a channel's listing {sent}or of an article: -a url=…",
        )

    def _tell_beside(self) -> None:
        """Say which links of the home page are like those that are walked in place of a news centre's."""
        if self._beside:
            sys.stdout.write("  not taken, though linked like them; give one by -a url=:\n")
            tell_channels(self._beside)
            self.run.counts.not_taken = [*self._beside]

    def _only(self, decision: Decision) -> Iterator[Request]:
        """The request for the one article that was asked for, unless an earlier run emitted it."""
        assert decision.row is not None
        row, channel = decision.row, decision.channels[0].name
        identity = f"{self.site}:{article_key(row.url, decision.family)}"
        self._alone = True
        count = self.run.channel(channel)
        count.family, count.stopped = decision.family, "one article, no listing"
        walk = self.run.ledger.begin_walk(channel)
        if not self.run.list_row(identity, row, channel, walk, full=self.options.full).due:
            return
        if self.dry:
            self.run.end_row(identity, "skipped", "dry")
        elif request := self._article_request(
            ListedRow(identity, row.url, row.title, row.date, channel, decision.family)
        ):
            yield request

    def _next_requests(self) -> Iterator[Request]:
        """Nothing more beside one article: what earlier runs left is due when the site is walked."""
        return iter(()) if self._alone else super()._next_requests()


def tell(url: str, decision: Decision) -> None:
    """Print a decision: the page, what it was taken for, by which family's marks, and why; then its channels."""
    sys.stdout.write(f"{url}: {decision.kind} ({decision.family}): {decision.why}\n")
    if decision.kind != "article":
        tell_channels(decision.channels)
    sys.stdout.flush()


def tell_channels(channels: Iterable[Channel]) -> None:
    """Print a line a channel."""
    for channel in channels:
        sys.stdout.write(f"  {channel.name} {channel.url}\n")


def host_name(url: str) -> str:
    """The host of a URL as a name of a folder, with the port where it is not the scheme's own.

    Raises :class:`crawler.arguments.WrongUse` for what can be no host's name.

    >>> host_name("http://WWW.ga.example.cn/xwzx/"), host_name("http://127.0.0.1:8080/")
    ('www.ga.example.cn', '127.0.0.1_8080')
    """
    try:
        parts = urlsplit(url)
        host = (parts.hostname or "").encode("idna").decode("ascii").lower()
        port = "" if parts.port in (None, {"http": 80, "https": 443}.get(parts.scheme)) else f"_{parts.port}"
    except ValueError as error:
        raise WrongUse(f"url={url} is no address of a host: {error}") from None
    return re.sub(r"[^a-z0-9._-]", "-", host).strip("-._") + port
