"""The arguments of a crawl: ``scrapy crawl SITE -a name=value``."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import date
from typing import Self
from urllib.parse import urlsplit

from crawler.cms import Channel


class WrongUse(Exception):  # noqa: N818  # it names who must act, as UsageError does not
    """The user gave an argument that does not fit; the message says what was found and what to give."""


@dataclass(frozen=True, slots=True)
class Arguments:
    """What the user asked for.

    url: the page of the 新闻中心; without it the site's own. since, until: inclusive days in Asia/Shanghai, ``2022-01-14``.
    channel: names by commas. max_articles, max_minutes: stop there, the rest is due in the next run.
    full: walk every listing page and read every article again; changed ones are emitted as a new revision.
    dry: say what would be walked, fetch no article.
    external: follow rows that lead to another host too, and read what is there by what the page is.
    """

    url: str
    since: date | None = None
    until: date | None = None
    channel: tuple[str, ...] = ()
    max_articles: int | None = None
    max_minutes: float | None = None
    full: bool = False
    dry: bool = False
    external: bool = False

    @classmethod
    def read(cls, site: str, given: dict[str, str], default_url: str | None) -> Self:
        """Read what stood on the command line. Raises :class:`WrongUse`.

        >>> Arguments.read("jingshi", {"url": "http://127.0.0.1/News.aspx", "since": "2022-01-14"}, None).since
        datetime.date(2022, 1, 14)
        >>> Arguments.read("jingshi", {"sinse": "2022-01-14"}, "http://127.0.0.1/")
        Traceback (most recent call last):
        crawler.arguments.WrongUse: unknown argument sinse; the arguments are: url, since, until, channel, max_articles, max_minutes, full, dry, external
        """
        known = [field.name for field in fields(cls)]
        if unknown := [name for name in given if name not in known]:
            raise WrongUse(f"unknown argument {', '.join(unknown)}; the arguments are: {', '.join(known)}")
        url = given.get("url", default_url)
        if not url:
            raise WrongUse(
                f"the address of {site} is not known; give the page of its 新闻中心: "
                f"scrapy crawl {site} -a url=http://…/"
            )
        try:
            parts = urlsplit(url)
            is_web = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
        except ValueError as error:  # a port beyond 65535, a broken IPv6 address
            raise WrongUse(f"url={url} is no web address: {error}") from None
        if not is_web:
            raise WrongUse(f"url={url} is no web address; give one that begins with http:// or https://")
        read = cls(
            url=url,
            since=_day("since", given),
            until=_day("until", given),
            channel=tuple(
                name.strip() for name in given.get("channel", "").replace("，", ",").split(",") if name.strip()
            ),
            max_articles=int(_number("max_articles", given)) if "max_articles" in given else None,
            max_minutes=_number("max_minutes", given) if "max_minutes" in given else None,
            full=_flag("full", given),
            dry=_flag("dry", given),
            external=_flag("external", given),
        )
        if read.since and read.until and read.since > read.until:
            raise WrongUse(f"since={read.since} is later than until={read.until}")
        return read

    def chosen(self, found: Iterable[Channel]) -> list[Channel]:
        """The channels that ``channel`` names; all without it. Raises :class:`WrongUse` for a name that none has."""
        channels = list(found)
        names = [channel.name for channel in channels]
        if missing := [name for name in self.channel if name not in names]:
            raise WrongUse(f"there is no channel {', '.join(missing)}; the channels are: {', '.join(names)}")
        return [channel for channel in channels if not self.channel or channel.name in self.channel]

    def outside(self, timestamp: str | None) -> str | None:
        """The argument that leaves out an article of this time (ISO), None where it is asked for or undated."""
        if timestamp is None:
            return None
        day = date.fromisoformat(timestamp[:10])
        if self.since and day < self.since:
            return "since"
        return "until" if self.until and day > self.until else None


def _day(name: str, given: dict[str, str]) -> date | None:
    if name not in given:
        return None
    try:
        return date.fromisoformat(given[name])
    except ValueError:
        raise WrongUse(f"{name}={given[name]} is no day; give it like {name}=2022-01-14") from None


def _number(name: str, given: dict[str, str]) -> float:
    try:
        number = float(given[name]) if name == "max_minutes" else int(given[name])
    except ValueError:
        number = 0
    if not 0 < number < 10**9:
        raise WrongUse(f"{name}={given[name]} is no number above 0")
    return number


def _flag(name: str, given: dict[str, str]) -> bool:
    if given.get(name, "0") not in ("0", "1"):
        raise WrongUse(f"{name}={given[name]}: give {name}=1 or leave it out")
    return given.get(name) == "1"
