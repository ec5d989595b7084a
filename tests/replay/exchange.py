"""One HTTP exchange as the replayed sites see it, and what a site must offer to be served."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Protocol

from tests.replay.faults import Fault
from tests.replay.site import Site


@dataclass(frozen=True, slots=True)
class Request:
    """A request. path: undecoded, without query; query: undecoded, what follows ``?``; headers: names in lower case."""

    method: str
    path: str
    query: str = ""
    headers: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    body: bytes = b""

    @property
    def target(self) -> str:
        """Path and query as they stood in the request line."""
        return f"{self.path}?{self.query}" if self.query else self.path


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer. headers: beyond Content-Length, which the server adds."""

    status: int = 200
    headers: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    body: bytes = b""


class Front(Protocol):
    """A described site behind the CMS that serves it; one module of this package builds one.

    A module ``tests/replay/<name>.py`` offers ``described(scale: int | None) -> Front``; ``--site <name>`` serves it.
    """

    @property
    def site(self) -> Site:
        """What is published."""

    @property
    def news_centre(self) -> str:
        """Where a crawl starts, from ``/``."""

    @property
    def faults(self) -> tuple[Fault, ...]:
        """What is wrong with this site from the start."""

    def answer(self, request: Request) -> Answer:
        """What the CMS answers; never raises."""
