"""The HTTP side of the replay server: sockets, the request log, faults on the wire."""

from __future__ import annotations

import gzip
import os
import threading
import time
from typing import Any

import msgspec
from twisted.web.resource import Resource
from twisted.web.server import NOT_DONE_YET
from twisted.web.server import Site as WireSite

from tests.replay.exchange import Answer, Front, Request
from tests.replay.faults import Fault, Mischief, Order, ruishu_page


class Entry(msgspec.Struct, frozen=True):
    """A line of the request log.

    path: with its query. status: of the answer, 0 where none was sent. at: seconds since the server's start. agent: the
    User-Agent.
    """

    method: str
    path: str
    status: int
    at: float
    agent: str


class Listener(Resource):
    """Serves one front; ``/__log__``, ``/__published__`` and ``/__control__`` are the test's own and never logged.

    Twisted annotates by zope interfaces, which mypy cannot follow: its own objects are Any here.
    """

    isLeaf = True  # noqa: N815 - Twisted's name

    def __init__(self, front: Front, reactor: Any) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self._front = front
        self._reactor = reactor
        self._mischief = Mischief(front.faults)
        self._log: list[Entry] = []
        self._start = time.monotonic()
        self.base = ""

    def render(self, request: Any) -> int:
        """Answer one request, now or later."""
        path, _, query = request.uri.decode("latin-1").partition("?")
        asked = Request(
            method=request.method.decode("latin-1"),
            path=path,
            query=query,
            headers={
                name.decode("latin-1").lower(): values[-1].decode("latin-1")
                for name, values in request.requestHeaders.getAllRawHeaders()
            },
            body=request.content.read() if request.content else b"",
        )
        if path.startswith("/__"):
            self._send(request, self._own_answer(asked), Fault())
            return NOT_DONE_YET
        self._mischief.change(asked.method, asked.target, self._front.site)
        fault = self._mischief.fault(asked.method, asked.target) or Fault()
        answer = self._spoilt(self._front.answer(asked), fault)
        self._log.append(
            Entry(
                method=asked.method,
                path=asked.target,
                status=0 if fault.connection else answer.status,
                at=round(time.monotonic() - self._start, 3),
                agent=asked.headers.get("user-agent", ""),
            )
        )
        if fault.connection == "drop":
            request.transport.abortConnection()
        elif fault.connection != "hang":
            self._reactor.callLater(fault.delay, self._send, request, answer, fault)
        return NOT_DONE_YET

    def _own_answer(self, asked: Request) -> Answer:
        json = {"Content-Type": "application/json; charset=utf-8"}
        match asked.path:
            case "/__log__":
                return Answer(headers=json, body=msgspec.json.encode(self._log))
            case "/__published__":
                return Answer(headers=json, body=msgspec.json.encode(self._front.site.published(self.base)))
            case "/__control__":
                try:
                    order = msgspec.json.decode(asked.body, type=Order)
                    self._mischief.obey(order, self._front.site)
                except (msgspec.DecodeError, KeyError, ValueError) as error:
                    return Answer(400, json, msgspec.json.encode({"error": str(error)}))
                if "log" in order.clear:
                    self._log.clear()
                return Answer(headers=json, body=b"{}")
        return Answer(404, json, b"{}")

    def _spoilt(self, answer: Answer, fault: Fault) -> Answer:
        if fault.wall == "ruishu":
            page = ruishu_page(len(self._log)).encode()
            cookie = {"Set-Cookie": "enable_4QbVtADbnLVI=true; path=/", "Content-Type": "text/html; charset=utf-8"}
            return Answer(412, cookie | fault.headers, page)
        body = (answer.body if fault.body is None else fault.body.encode()).ljust(fault.size)
        headers = dict(answer.headers) | fault.headers
        if fault.gzip:
            body = gzip.compress(body)
            headers["Content-Encoding"] = "gzip"
        return Answer(fault.status or answer.status, headers, body)

    def _send(self, request: Any, answer: Answer, fault: Fault) -> None:
        if request.channel is None:  # the client went away while the answer was delayed
            return
        request.setResponseCode(answer.status)
        for name, value in answer.headers.items():
            request.setHeader(name.encode("latin-1"), value.encode("latin-1"))
        announced = len(answer.body) if fault.announced is None else fault.announced
        request.setHeader(b"content-length", str(announced).encode())
        if request.method == b"HEAD":
            request.finish()
        elif fault.drip:
            self._drip(request, answer.body, fault.drip)
        elif fault.truncate is None:
            request.write(answer.body)
            request.finish()
        else:
            request.write(answer.body[: fault.truncate])
            request.transport.loseConnection()

    def _drip(self, request: Any, rest: bytes, pause: float) -> None:
        if request.channel is None:
            return
        if not rest:
            request.finish()
            return
        request.write(rest[:1])
        self._reactor.callLater(pause, self._drip, request, rest[1:], pause)


def listen(front: Front, port: int) -> None:
    """Serve a front on 127.0.0.1 until SIGTERM or the end of standard input; print the news centre's URL when it listens."""
    # Imported here: whoever only collects this module's doctests must not get a reactor.
    from twisted.internet import reactor as installed

    reactor: Any = installed
    listener = Listener(front, reactor)
    wire: Any = WireSite(listener)  # type: ignore[no-untyped-call]
    wire.displayTracebacks = False
    listener.base = f"http://127.0.0.1:{reactor.listenTCP(port, wire, interface='127.0.0.1').getHost().port}"
    print(listener.base + front.news_centre, flush=True)
    threading.Thread(target=_stop_at_end_of_input, args=(reactor,), daemon=True).start()
    reactor.run()


def _stop_at_end_of_input(reactor: Any) -> None:
    # os.read holds no lock of sys.stdin, which a daemon thread must not hold when the interpreter ends.
    while os.read(0, 4096):
        pass
    reactor.callFromThread(reactor.stop)
