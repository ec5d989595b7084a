"""A listing page, decoded and parsed once, with its links in document order."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from urllib.parse import urljoin, urlsplit

from lxml import etree
from lxml.etree import _Element
from w3lib.url import safe_url_string

from crawler.cms.listing import ListRequest, UnreadableListing
from crawler.cms.onclick import Clicks
from crawler.reading.decoding import decode
from crawler.reading.page import UnreadablePage, check_size, parse

#: Most links of one page that are looked at; a page with more is no listing.
MAX_LINKS = 5000
_MOST_STEPS = 2000

_UNSEEN_TAGS = frozenset({"head", "script", "style", "noscript", "template", "textarea", "select", "option", "iframe"})
_DISPLAY_NONE = re.compile(r"display\s{0,9}:\s{0,9}none", re.IGNORECASE)
# control and direction characters too: a name or a title may end up on a terminal
_WHITE = re.compile(r"[\s\x00-\x1f\x7f-\x9f\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\u3000]+")

# what neither a path of a link nor a class says about the kind of a row
_ROW_TAGS = frozenset({"a", "li", "tr", "td", "th", "dd", "dt", "article"})
_INLINE_TAGS = frozenset({"b", "strong", "font", "em", "i", "u", "span", "big", "nobr"})
_STATES = frozenset(
    {
        "odd",
        "even",
        "first",
        "last",
        "active",
        "cur",
        "current",
        "on",
        "hover",
        "alt",
        "clearfix",
        "clear",
        "fl",
        "fr",
        "cl",
        "new",
        "top",
        "istop",
        "selected",
    }
)
_DIGITS = re.compile(r"[\d_-]+$|\d+")
# what may be a row by itself: <li onclick="openNews('1001')">
_CLICKED_TAGS = frozenset({"li", "tr", "td", "dd", "div", "p", "span", "h3", "h4", "h5", "button", "input"})


def folded(text: str) -> str:
    """The text with white space (full-width, zero-width and control characters too) folded to single spaces."""
    return _WHITE.sub(" ", text).strip()


@dataclass(frozen=True, slots=True, eq=False)
class Link:
    """One ``<a>`` of the page, or another element that a click on it leads from and that holds no ``<a>`` of its own.

    url: absolute http(s) URL, None for ``javascript:`` and the like. text: visible, white space folded.
    order: position among the page's elements. path: number of the chain of containers that the link stands in; rows
    of one list share it. hidden: inside ``display:none``.
    """

    element: _Element
    url: str | None
    text: str
    order: int
    path: int
    hidden: bool


@dataclass(slots=True)
class ListPage:
    """A page that answered a ``ListRequest``.

    text: the decoded source (for marks in scripts and comments). encoding: the codec it was decoded with; forms and
    queries go back in it. base: what relative links resolve against.
    """

    request: ListRequest
    text: str
    encoding: str
    root: _Element
    base: str
    retrieved_at: datetime | None = None
    links: list[Link] = field(default_factory=list)
    _order: dict[_Element, int] = field(default_factory=dict)
    _depth: dict[_Element, int] = field(default_factory=dict)
    _hidden: set[_Element] = field(default_factory=set)

    @classmethod
    def of(
        cls,
        body: bytes,
        request: ListRequest,
        content_type: str | None = None,
        retrieved_at: datetime | None = None,
    ) -> ListPage:
        """The page of these bytes. Raises ``UnreadableListing`` where no tree can be made of them."""
        if not body.strip():
            message = f"{request.url} answered with an empty body"
            raise UnreadableListing(message)
        try:
            check_size(body)
            decoded = decode(body, content_type)
            root = parse(decoded.text)
        except UnreadablePage as error:
            message = f"{request.url}: {error}"
            raise UnreadableListing(message) from error
        page = cls(request, decoded.text, decoded.encoding, root, _base(root, request.url), retrieved_at)
        page._walk()
        return page

    @property
    def url(self) -> str:
        """The URL that was asked for."""
        return self.request.url

    def resolved(self, href: str) -> str | None:
        """The absolute URL of an ``href`` as printed, None where it leads to no page."""
        href = href.strip()
        if not href or href.startswith("#") or len(href) > 2000:
            return None
        try:
            url = urljoin(self.base, href)
            parts = urlsplit(url)
            if parts.scheme not in ("http", "https") or not parts.hostname:
                return None
            _ = parts.port
            # a host that no name service can hold (//news.鱐…/) fails here
            return url if url.isascii() and " " not in url else safe_url_string(url, encoding=self.encoding)
        except ValueError:
            return None

    def depth(self, element: _Element) -> int:
        """How many containers the element stands in."""
        return self._depth[element]

    def order(self, element: _Element) -> int:
        """The element's position in document order."""
        return self._order[element]

    def is_hidden(self, element: _Element) -> bool:
        """Whether the element is not shown: ``display:none``, a script, the head."""
        return element in self._hidden

    def elements(self) -> Iterator[_Element]:
        """All elements in document order."""
        return iter(self._order)

    def visible_text(self, element: _Element, limit: int = 1000) -> str:
        """The element's text as a reader sees it, white space folded; of a long one at least ``limit`` characters."""
        parts: list[str] = []
        length = 0
        for text, _ in self.pieces(element):
            parts.append(text)
            length += len(text.strip())
            if length > limit:
                break
        return folded("".join(parts))

    def pieces(self, element: _Element) -> Iterator[tuple[str, _Element]]:
        """The visible pieces of text inside the element in order, each with the element that directly holds it.

        Of an element with very many nodes, which is no part of a listing, only the first ones.
        """
        walk = etree.iterwalk(element, events=("start", "end"))
        for step, (event, node) in enumerate(walk):
            if step > _MOST_STEPS:
                return
            if event == "start":
                if node in self._hidden and node is not element:
                    walk.skip_subtree()
                elif node.text:
                    yield node.text, node
            elif node is not element and node.tail:
                yield node.tail, node.getparent()

    def common(self, one: _Element, other: _Element) -> _Element:
        """The innermost element that holds both."""
        while self._depth[one] > self._depth[other]:
            one = parent_of(one)
        while self._depth[other] > self._depth[one]:
            other = parent_of(other)
        while one is not other:
            one, other = parent_of(one), parent_of(other)
        return one

    def child_towards(self, ancestor: _Element, element: _Element) -> _Element:
        """The child of ``ancestor`` that is or holds ``element``."""
        while self._depth[element] > self._depth[ancestor] + 1:
            element = parent_of(element)
        return element

    def _walk(self) -> None:
        paths: dict[tuple[int, str], int] = {}
        path_of: dict[_Element, int] = {}
        anchors: list[_Element] = []
        for order, element in enumerate(self.root.iter(etree.Element)):
            parent = element.getparent()
            self._order[element] = order
            self._depth[element] = 0 if parent is None else self._depth[parent] + 1
            if (parent is not None and parent in self._hidden) or _is_unseen(element):
                self._hidden.add(element)
            above = 0 if parent is None else path_of[parent]
            token = _token(element)
            path_of[element] = paths.setdefault((above, token), len(paths) + 1) if token else above
            if (element.tag == "a" or _is_clicked(element)) and len(anchors) < MAX_LINKS:
                anchors.append(element)
        clicks = Clicks(self.text)
        for element in anchors:
            url = self._target(element, clicks)
            if element.tag != "a" and url is None:
                continue
            self.links.append(
                Link(
                    element,
                    url,
                    self.visible_text(element),
                    self._order[element],
                    path_of[element],
                    element in self._hidden,
                )
            )

    def _target(self, element: _Element, clicks: Clicks) -> str | None:
        href = (element.get("href") or "").strip()
        if not href or href.startswith(("#", "javascript:")):
            href = clicks.target(element.get("onclick") or "") or clicks.target(href) or ""
        return self.resolved(href)


def parent_of(element: _Element) -> _Element:
    """The element's container; the caller knows that there is one."""
    parent = element.getparent()
    assert parent is not None
    return parent


def classes(element: _Element) -> set[str]:
    """The element's class names in lower case."""
    return set((element.get("class") or "").lower().split())


def own_host(url: str, site_url: str) -> bool:
    """Whether a link stays on the site: the same host, with or without www, or a host below it.

    >>> own_host("http://news.ga.example.cn/a.html", "http://www.ga.example.cn/")
    True
    >>> own_host("https://mp.weixin.qq.com/s/abc", "http://www.ga.example.cn/")
    False
    """
    host, site = _host(url), _host(site_url)
    return host == site or host.endswith("." + site)


def _host(url: str) -> str:
    parts = urlsplit(url)
    host = (parts.hostname or "").rstrip(".")
    for prefix in ("www.", "wap.", "m."):
        if host.startswith(prefix) and host.count(".") > 1:
            host = host.removeprefix(prefix)
            break
    port = parts.port
    return host if port in (None, 80, 443) else f"{host}:{port}"


def _base(root: _Element, url: str) -> str:
    for element in root.iter("base"):
        href = (element.get("href") or "").strip()
        if href:
            try:
                base = urljoin(url, href)
                return base if urlsplit(base).scheme in ("http", "https") else url
            except ValueError:
                return url
    return url


def _is_clicked(element: _Element) -> bool:
    """Whether the element is no link, but something happens when it is clicked, and it holds no link."""
    return element.tag in _CLICKED_TAGS and element.get("onclick") is not None and next(element.iter("a"), None) is None


def _is_unseen(element: _Element) -> bool:
    if element.tag in _UNSEEN_TAGS:
        return True
    style = element.get("style")
    return (style is not None and _DISPLAY_NONE.search(style[:500]) is not None) or element.get("hidden") is not None


def _token(element: _Element) -> str:
    """What the element adds to the path of the links in it; nothing for inline markup, only the tag for rows."""
    tag = str(element.tag)
    if tag in _INLINE_TAGS:
        return ""
    if tag in _ROW_TAGS:
        return tag
    names = sorted({_DIGITS.sub("", name) for name in classes(element)} - _STATES - {""})
    return ".".join([tag, *names[:6]])
