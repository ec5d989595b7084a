"""ASP.NET WebForms: the form of a page, its hidden fields, and what a postback is worth.

Behaviour follows recordings of a real WebForms server; where that server (Mono) differs from .NET, Microsoft's reference
source of ``Page`` and ``ClientScriptManager`` decides: ``__EVENTVALIDATION`` is tied to the ``__VIEWSTATE`` it came with.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from urllib.parse import parse_qsl

import msgspec

from tests.replay.exchange import Request

_KEY = b"machine key of the replayed site"
#: How the serialised form of ``__VIEWSTATE`` (``/wEP…``) and ``__EVENTVALIDATION`` (``/wEd…``) begins in .NET.
_VIEW_STATE = b"\xff\x01\x0f"
_VALIDATION = b"\xff\x01\x1d"
#: Request validation refuses what looks like a tag or a character reference.
_DANGEROUS = re.compile(r"<[A-Za-z!/?]|&#")
_INTEGER = re.compile(r"\s{0,9}[+-]?[0-9]{1,10}\s{0,9}", re.ASCII)

Event = tuple[str, str]


class ApplicationError(Exception):
    """The application failed: status 500. The message is the exception's, as .NET words it."""


class RedirectError(Exception):
    """A button's click sent the browser elsewhere: status 302. location: where, from ``/``."""

    def __init__(self, location: str) -> None:
        super().__init__(location)
        self.location = location


class State(msgspec.Struct, kw_only=True):
    """What ``__VIEWSTATE`` carries. page: shown page; count: rows of the listing; items: texts of the controls."""

    page: int = 1
    count: int = 0
    items: tuple[str, ...] = ()


def integer(text: str, otherwise: int) -> int:
    """A number as ``int.TryParse`` reads it.

    >>> [integer(text, 1) for text in ("2", " 02", "-1", "1.5", "abc", "２", "2,3", "99999999999")]
    [2, 2, -1, 1, 1, 1, 1, 1]
    """
    if not _INTEGER.fullmatch(text):
        return otherwise
    number = int(text)
    return number if -(2**31) <= number < 2**31 else otherwise


def fields(encoded: str, charset: str) -> dict[str, str]:
    """Query or form fields as ASP.NET keeps them: names without case, a repeated field joined by commas.

    >>> fields("cid=1&Page=2&PAGE=3", "utf-8")
    {'cid': '1', 'page': '2,3'}
    """
    values: dict[str, list[str]] = {}
    for name, value in parse_qsl(encoded, keep_blank_values=True, encoding=charset, errors="replace"):
        values.setdefault(name.lower(), []).append(value)
    return {name: ",".join(several) for name, several in values.items()}


def check_request(values: Iterable[str]) -> None:
    """Request validation; ApplicationError where a value looks like markup."""
    for value in values:
        if _DANGEROUS.search(value):
            raise ApplicationError("从客户端中检测到有潜在危险的 Request 值。")


def _signed(start: bytes, payload: bytes, purpose: str) -> str:
    mac = hmac.digest(_KEY, purpose.encode() + start + payload, hashlib.sha256)
    return base64.b64encode(start + payload + mac).decode()


def _payload(start: bytes, token: str, purpose: str) -> bytes:
    try:
        raw = base64.b64decode(token, validate=True)
    except binascii.Error:
        raise ApplicationError("Base-64 字符数组或字符串的长度无效。") from None
    payload = raw[len(start) : -32]
    mac = hmac.digest(_KEY, purpose.encode() + start + payload, hashlib.sha256)
    if not raw.startswith(start) or not hmac.compare_digest(mac, raw[-32:]):
        raise ApplicationError("验证视图状态 MAC 失败。")
    return payload


def view_state(page: str, state: State) -> str:
    """The value of ``__VIEWSTATE``, signed for this page."""
    return _signed(_VIEW_STATE, msgspec.json.encode(state), page.lower())


def event_validation(page: str, token: str, events: Iterable[Event]) -> str:
    """The value of ``__EVENTVALIDATION``: what the answer with this ``__VIEWSTATE`` offers, and nothing else."""
    offered = [f"{target}|{argument}" for target, argument in events]
    return _signed(_VALIDATION, msgspec.json.encode([_digest(token), *offered]), page.lower())


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class Postback:
    """A request that a form of this page sent (or pretends to have sent).

    form: its fields, names in lower case. state: None where ``__VIEWSTATE`` is missing or empty.
    """

    page: str
    form: Mapping[str, str]
    state: State | None

    @property
    def target(self) -> str:
        """The control that was to be told."""
        return self.form.get("__eventtarget", "")

    @property
    def argument(self) -> str:
        """What it was to be told."""
        return self.form.get("__eventargument", "")

    def validate(self, target: str, argument: str = "") -> None:
        """Event validation of one control; ApplicationError unless the posted answer offered exactly this."""
        token = self.form.get("__eventvalidation", "")
        offered: list[str] = msgspec.json.decode(_payload(_VALIDATION, token, self.page.lower())) if token else []
        tied = offered[:1] == [_digest(self.form.get("__viewstate", ""))]
        if not tied or f"{target}|{argument}" not in offered[1:]:
            raise ApplicationError("回发或回调参数无效。在配置中使用 <pages enableEventValidation="
                          "&quot;true&quot;/> 启用了事件验证。")  # fmt: skip


def posted(request: Request, page: str, charset: str) -> Postback | None:
    """The postback that a request is, None for a plain one; ApplicationError where a token does not belong to this page.

    A GET whose query has ``__EVENTTARGET`` counts as one, too.
    """
    source = request.body.decode("latin-1") if request.method == "POST" else request.query
    form = fields(source, charset)
    if "__viewstate" not in form and "__eventtarget" not in form:
        return None
    check_request(value for name, value in form.items() if not name.startswith("__"))
    token = form.get("__viewstate", "")
    state = msgspec.json.decode(_payload(_VIEW_STATE, token, page.lower()), type=State) if token else None
    if form.get("__eventvalidation"):
        _payload(_VALIDATION, form["__eventvalidation"], page.lower())
    return Postback(page, form, state)


def form(action: str, page: str, state: State, events: Sequence[Event], script: bool) -> str:
    """The opening of a WebForms form with its hidden fields, as .NET 4 writes them.

    script: whether a control of the page posts back by ``__doPostBack``.
    """
    token = view_state(page, state)
    validation = event_validation(page, token, events)
    generator = hashlib.sha256(page.lower().encode()).hexdigest()[:8].upper()

    def hidden(name: str, value: str) -> str:
        return f'<input type="hidden" name="{name}" id="{name}" value="{value}" />\r\n'

    told = hidden("__EVENTTARGET", "") + hidden("__EVENTARGUMENT", "") if script else ""
    code = (
        "\r\n<script type=\"text/javascript\">\r\n//<![CDATA[\r\nvar theForm = document.forms['form1'];\r\n"
        "if (!theForm) {\r\n    theForm = document.form1;\r\n}\r\nfunction __doPostBack(eventTarget, eventArgument) {\r\n"
        "    if (!theForm.onsubmit || (theForm.onsubmit() != false)) {\r\n"
        "        theForm.__EVENTTARGET.value = eventTarget;\r\n        theForm.__EVENTARGUMENT.value = eventArgument;\r\n"
        "        theForm.submit();\r\n    }\r\n}\r\n//]]>\r\n</script>\r\n"
        if script
        else ""
    )
    return (
        f'<form method="post" action="./{escape(action)}" id="form1">\r\n<div class="aspNetHidden">\r\n'
        f"{told}{hidden('__VIEWSTATE', token)}</div>\r\n{code}\r\n"
        f'<div class="aspNetHidden">\r\n\r\n\t{hidden("__VIEWSTATEGENERATOR", generator)}'
        f"\t{hidden('__EVENTVALIDATION', validation)}</div>\r\n"
    )
