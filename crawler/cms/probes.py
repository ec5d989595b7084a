"""Where the second page may lie of a listing that says nothing about its pages."""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from crawler.cms.listing import ListRequest

_DYNAMIC = (".php", ".asp", ".aspx", ".jsp", ".do", ".action")
# a first page may have its number in its name (list_1.html, index_0.html); any other number names the column (list_23.html)
_STEM = re.compile(r"(?:([_-])[01])?(\.[a-zA-Z]{2,6})$")
_PAGE_NAMES = ("page", "pageindex", "pageno", "pagenum", "currpage", "cur_page", "pn", "p")


def probes(url: str) -> tuple[ListRequest, ...]:
    """Requests of which one may be the second page, the likeliest first; the one that shows new rows is it.

    The forms of static sites (TRS counts from 0, most others from 1) and of scripts. Nothing is guessed by
    ``read_listing`` itself: the caller tries these where it has reason to believe in more pages, takes the first answer
    with new rows of the same column, and the general walk goes on in the same form until a page brings nothing new.

    >>> [request.url for request in probes("http://www.ga.example.cn/jwyw/")][:2]
    ['http://www.ga.example.cn/jwyw/index_1.html', 'http://www.ga.example.cn/jwyw/index_2.html']
    """
    found: dict[str, ListRequest] = {}
    for template, offset in _templates(url):
        address = template.replace("{}", str(2 + offset))
        if address != url:
            state: dict[str, str | int] = {"template": template, "offset": offset}
            request = ListRequest(address, headers={"Referer": url}, family="plain", page=2, state=state)
            found.setdefault(address, request)
    return tuple(found.values())


def is_guess(request: ListRequest) -> bool:
    """Whether the request is a probe, or goes on in the form of one: what it asks for no page has named."""
    return following(request) is not None


def following(request: ListRequest) -> str | None:
    """The URL of the page after one that was reached by a probe, None for other requests."""
    template, offset = request.state.get("template"), request.state.get("offset")
    if not isinstance(template, str) or not isinstance(offset, int):
        return None
    return template.replace("{}", str(request.page + 1 + offset))


def _templates(url: str) -> list[tuple[str, int]]:
    parts = urlsplit(url)
    folder, _, name = parts.path.rpartition("/")
    if parts.query or name.lower().endswith(_DYNAMIC):
        pairs = parse_qsl(parts.query, keep_blank_values=True)
        named, first = next(((key, value) for key, value in pairs if key.lower() in _PAGE_NAMES), ("page", "1"))
        others = urlencode([(key, value) for key, value in pairs if key != named])
        query = f"{others}&{named}={{}}" if others else f"{named}={{}}"
        # a first page that calls itself page=0 is followed by page=1
        return [(urlunsplit((parts.scheme, parts.netloc, parts.path, query, "")), -1 if first == "0" else 0)]
    stem = _STEM.sub(lambda end: f"{end[1] or '_'}{{}}{end[2]}", name) if name else "index_{}.html"
    below = "{}" if not name or name == "1" or name.startswith("index.") else f"{name}/{{}}" if "." not in name else ""
    forms = [(stem, -1), (stem, 0), (below, 0)]
    return [
        (urlunsplit((parts.scheme, parts.netloc, f"{folder}/{form}", "", "")), offset)
        for form, offset in forms
        if "{}" in form
    ]
