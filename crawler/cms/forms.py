"""Forms as a browser sends them."""

from __future__ import annotations

from urllib.parse import urlencode

from lxml.etree import _Element

from crawler.cms.listing import ListRequest
from crawler.cms.page import ListPage

#: Types of inputs that are sent only when they are clicked, or never.
_UNSENT = frozenset({"submit", "button", "image", "reset", "file"})


def form_of(page: ListPage, element: _Element) -> _Element | None:
    """The form that the element stands in, else the page's first one."""
    around = next(element.iterancestors("form"), None)
    return around if around is not None else next(page.root.iter("form"), None)


def form_fields(scope: _Element) -> list[tuple[str, str]]:
    """Names and values that a browser sends for a form that a script submits: no button, no unticked box.

    The values are those of the page, in document order (HTML 5, "constructing the entry list").
    """
    fields: list[tuple[str, str]] = []
    for control in scope.iter("input", "select", "textarea"):
        name = control.get("name")
        if not name or control.get("disabled") is not None:
            continue
        if control.tag == "select":
            fields.extend((name, value) for value in _chosen(control))
        elif control.tag == "textarea":
            fields.append((name, control.text or ""))
        else:
            kind = (control.get("type") or "text").lower()
            if kind in _UNSENT or (kind in ("checkbox", "radio") and control.get("checked") is None):
                continue
            fields.append((name, control.get("value") or ("on" if kind in ("checkbox", "radio") else "")))
    return fields


def _chosen(select: _Element) -> list[str]:
    options = [option for option in select.iter("option") if option.get("disabled") is None]
    chosen = [option for option in options if option.get("selected") is not None]
    if not chosen and select.get("multiple") is None:
        chosen = options[:1]
    if select.get("multiple") is None:
        chosen = chosen[-1:]
    return [value if (value := option.get("value")) is not None else (option.text or "").strip() for option in chosen]


def form_request(
    page: ListPage, form: _Element | None, fields: list[tuple[str, str]], family: str, number: int
) -> ListRequest:
    """The POST of these fields to the form's action, encoded in the form's charset, else the page's."""
    action = page.resolved((form.get("action") or "") if form is not None else "") or page.url.split("#")[0]
    charset = (form.get("accept-charset") or "").split() if form is not None else []
    encoding = "utf-8" if charset and charset[0].lower() == "utf-8" else page.encoding
    # https://encoding.spec.whatwg.org/#output-encodings; a gb2312 page's form has no four-byte characters
    encoding = "gbk" if encoding == "gb18030" else "utf-8" if encoding.startswith(("utf-16", "utf-32")) else encoding
    body = urlencode(fields, encoding=encoding, errors="xmlcharrefreplace").encode("ascii")
    headers = {"Content-Type": "application/x-www-form-urlencoded", "Referer": page.url}
    return ListRequest(action, "POST", headers, body, family, number)
