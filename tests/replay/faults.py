"""What goes wrong on purpose, and what changes while a crawl is under way: ordered by a POST to ``/__control__``."""

from __future__ import annotations

from collections.abc import Iterable
from fnmatch import fnmatchcase
from typing import Literal

import msgspec

from tests.replay.site import Site


class Trigger(msgspec.Struct, kw_only=True, forbid_unknown_fields=True):
    """Which requests are meant.

    path: shell pattern over path and query (``/NewsShow.aspx?id=1003``, ``/News*``); method: None for each. after: so
    many matching requests pass before the first one is hit; times: so many are hit then, None for all that follow.
    """

    path: str = "*"
    method: str | None = None
    after: int = 0
    times: int | None = None

    def matches(self, method: str, target: str) -> bool:
        """Whether a request is one of those meant, the counts aside."""
        return self.method in (None, method) and fnmatchcase(target, self.path)


class Fault(Trigger, kw_only=True):
    """One fault of the server; what is not named stays as the site answers it.

    delay: seconds before anything is sent. status, headers (added to the site's), body: of the answer. wall: answer as
    this wall does (``ruishu``: status 412 and a page that is nothing but a script). size: the body is filled up with
    spaces to so many bytes; gzip: it is sent compressed. announced: the Content-Length, where it is not the body's.
    truncate: so many bytes of the body are sent under the full Content-Length, then the connection is closed. drip:
    seconds between two bytes of the body. connection: ``drop`` resets it before anything is sent, ``hang`` keeps it open
    and sends nothing.
    """

    delay: float = 0.0
    status: int | None = None
    headers: dict[str, str] = {}
    body: str | None = None
    wall: Literal["ruishu"] | None = None
    size: int = 0
    gzip: bool = False
    announced: int | None = None
    truncate: int | None = None
    drip: float = 0.0
    connection: Literal["drop", "hang"] | None = None


class Change(Trigger, kw_only=True):
    """One change of the site, done once, just before the first request that is hit is answered.

    do: ``publish`` (count new stories in channel), ``remove``, ``top`` (make it the first row), ``revise`` (add a
    paragraph); the last three need the story's number.
    """

    do: Literal["publish", "remove", "top", "revise"]
    channel: str = ""
    count: int = 1
    number: int = 0
    paragraph: str = "本网将继续关注。"
    times: int | None = 1

    def apply(self, site: Site) -> None:
        """Change the site."""
        match self.do:
            case "publish":
                site.publish(self.channel, self.count)
            case "remove":
                site.remove(self.number)
            case "top":
                site.move_to_top(self.number)
            case "revise":
                site.revise(self.number, self.paragraph)


class Order(msgspec.Struct, kw_only=True, forbid_unknown_fields=True):
    """The JSON body of a POST to ``/__control__``.

    faults: added to those in force, the newest asked first. now: changes done at once; later: changes that wait for
    their request. clear: what is forgotten before anything is added.
    """

    faults: list[Fault] = []
    now: list[Change] = []
    later: list[Change] = []
    clear: list[Literal["faults", "changes", "log"]] = []


class Mischief:
    """The faults and changes in force, with their counts."""

    def __init__(self, faults: Iterable[Fault] = ()) -> None:
        self._faults: list[tuple[Fault, list[int]]] = [(fault, [0]) for fault in faults]
        self._changes: list[tuple[Change, list[int]]] = []

    def obey(self, order: Order, site: Site) -> None:
        """Take an order; KeyError or ValueError where the site cannot do it."""
        if "faults" in order.clear:
            self._faults.clear()
        if "changes" in order.clear:
            self._changes.clear()
        self._faults[:0] = [(fault, [0]) for fault in order.faults]
        for change in order.now:
            change.apply(site)
        self._changes += [(change, [0]) for change in order.later]

    def change(self, method: str, target: str, site: Site) -> None:
        """Do the changes that this request sets off."""
        for change, seen in self._changes:
            if hit(change, seen, method, target):
                change.apply(site)

    def fault(self, method: str, target: str) -> Fault | None:
        """What goes wrong with this request, if anything; counts it for every fault that it matches."""
        hits = [fault for fault, seen in self._faults if hit(fault, seen, method, target)]
        return hits[0] if hits else None


def hit(trigger: Trigger, seen: list[int], method: str, target: str) -> bool:
    """Whether the trigger goes off for this request; counts the request in ``seen``.

    >>> seen = [0]
    >>> [hit(Trigger(path="/a", after=1, times=2), seen, "GET", "/a") for _ in range(4)]
    [False, True, True, False]
    """
    if not trigger.matches(method, target):
        return False
    seen[0] += 1
    first = trigger.after + 1
    return seen[0] >= first and (trigger.times is None or seen[0] < first + trigger.times)


def ruishu_page(number: int) -> str:
    """A page of the wall 瑞数 as it meets a client without JavaScript: a script with its cipher, no text (status 412)."""
    letters = "".join(
        "ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz._"[(number * 31 + i * i) % 51] for i in range(900)
    )
    return (
        '<!DOCTYPE html><html><head><meta http-equiv="Content-Type" content="text/html; charset=utf-8">'
        f'<meta content="{letters[:64]}" r="m">'
        "<script type=\"text/javascript\" r='m'>$_ts=window['$_ts'];if(!$_ts)$_ts={};"
        f'$_ts.nsd={10000 + number};$_ts.cd="{letters}";</script>'
        '<script type="text/javascript" charset="utf-8" src="/4QbVtADbnLVIc/c.FxJzG50F.dfe1675.js" r=\'m\'></script>'
        "</head><body></body></html>"
    )
