"""Pages that hold nothing but the way to another page of the site: a refresh, a script, a frame."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from lxml.etree import _Element

from crawler.cms.listing import ListRequest
from crawler.cms.page import ListPage, own_host
from crawler.reading.media import shown_file

_REFRESH = re.compile(
    r"^\s{0,9}\d{1,3}(?:\.\d)?\s{0,9}[;,]\s{0,9}url\s{0,9}=\s{0,9}['\"]?([^'\"\s]{1,500})", re.IGNORECASE
)
_GOES = re.compile(
    r"(?:location(?:\.href)?\s{0,9}=|location\.(?:replace|assign)\s{0,9}\()\s{0,9}['\"]([^'\"]{1,500})['\"](?!\s{0,9}\+)"
)
#: A page with more text or links than this is a page by itself.
_FEW_WORDS = 120
_FEW_LINKS = 5


def leads_to(page: ListPage) -> str | None:
    """Where an empty page of the site leads, on the same host; None for a page that holds something.

    The forms: ``<meta http-equiv=refresh>``, ``location.href = '…'`` in a script, a single frame.
    """
    if len(page.links) > _FEW_LINKS or len(page.visible_text(page.root, _FEW_WORDS)) > _FEW_WORDS:
        return None
    for href in _onward(page):
        if url := _on_site(page, href):
            return url
    # a page with links around its frame is the place that the frame's list belongs to
    tags = ("frame",) if page.links else ("frame", "iframe")
    named = {
        url
        for frame in page.root.iter(*tags)
        if _holds_page(page, frame) and (url := _on_site(page, frame.get("src") or ""))
    }
    return named.pop() if len(named) == 1 else None


def leads_on(body: bytes, url: str, content_type: str | None = None) -> str | None:
    """Where a page that shows nothing leads on to by a refresh or a script, on this host or another; None for nowhere.

    body: as served. url: its address. content_type: the header's value. A script that sets a cookie first is a
    challenge's, and leads nowhere. Raises :class:`UnreadableListing`.

    >>> leads_on(b"<script>location.href = '/new/7.html'</script>", "http://ga.example.cn/7.html")
    'http://ga.example.cn/new/7.html'
    """
    page = ListPage.of(body, ListRequest(url), content_type)
    if any("cookie" in (script.text or "").lower() for script in page.root.iter("script")):
        return None
    return next((target for href in _onward(page) if (target := page.resolved(href)) and target != page.url), None)


def _onward(page: ListPage) -> Iterator[str]:
    """The addresses that the page's refreshes name, and its scripts."""
    for meta in page.root.iter("meta"):
        if (meta.get("http-equiv") or "").lower() == "refresh" and (
            found := _REFRESH.search(meta.get("content") or "")
        ):
            yield found[1]
    for script in page.root.iter("script"):
        if found := _GOES.search((script.text or "")[:5000]):
            yield found[1]


def leads_below(page: ListPage) -> str | None:
    """Where an empty page at a folder's address leads inside that folder; None for one that leads anywhere else.

    ``/szb/jtaqzk/2022/2022_06_14/`` holds ``<script>window.location.href='./16479_2022_06_14_30772/'</script>``. A login
    or the home page, where a script sends visitors too, lies elsewhere.
    """
    own, target = urlsplit(page.url), leads_to(page)
    if target is None or own.path in ("", "/") or not own.path.endswith("/"):
        return None
    inside = urlsplit(target).netloc == own.netloc and urlsplit(target).path.startswith(own.path)
    return target if inside else None


def frame_of(page: ListPage) -> str | None:
    """The page of the same site in the one frame that is shown; None where there is no such frame, or several."""
    host = urlsplit(page.url).netloc
    named = {
        url
        for frame in page.root.iter("iframe")
        if _holds_page(page, frame) and (url := _on_site(page, frame.get("src") or "")) and urlsplit(url).netloc == host
    }
    return named.pop() if len(named) == 1 else None


def _holds_page(page: ListPage, frame: _Element) -> bool:
    """Whether a frame is shown and holds a page: a file in it is the matter of the page around it."""
    if shown_file(frame, page.url):
        return False
    style = (frame.get("style") or "").replace(" ", "").lower()
    sizes = (frame.get("width") or "", frame.get("height") or "")
    return "display:none" not in style and not any(size in ("0", "1", "0px", "1px") for size in sizes)


def _on_site(page: ListPage, href: str) -> str | None:
    url = page.resolved(href)
    return url if url and url != page.url and own_host(url, page.url) else None
