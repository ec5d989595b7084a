"""The channels of a news centre, and the breadcrumb that says where a page stands."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import parse_qsl, urlsplit

from lxml.html import HtmlElement

from crawler.cms.keys import canonical_url
from crawler.cms.listing import Channel, ListRequest
from crawler.cms.page import Link, ListPage, classes, folded, own_host

_CENTRE = re.compile(
    r"新闻中心|新闻资讯|资讯中心|新闻频道|新闻动态|新闻速递|警务资讯|公安新闻|警方新闻|新闻发布中心|信息中心|新闻|警务新闻|资讯|News",
    re.IGNORECASE,
)
# what a site has besides news; 通知公告, 警方提示 and 视频新闻 are news
_NO_NEWS = re.compile(
    r"^(?:网站)?首\s?页$|^返回|办事|服务|互动|交流|下载|政务公开|信息公开|公开(?:指南|目录|年报|制度)|政策|法规|法律|联系|登录|注册"
    r"|搜索|检索|信箱|咨询|投诉|举报|留言|监督|地图|导航|简介|概况|机构|领导|职能|关于|帮助|声明|收藏|设为|更多|English|繁体|无障碍|客户端"
    r"|RSS|订阅|微博|微信|预约|查询|招聘|友情链接",
    re.IGNORECASE,
)
_HERE = re.compile(
    r"(?:您|你)?(?:当前|现在|目前)?的?(?:所在)?(?:的)?(?:位置|栏目)\s{0,3}(?:是)?\s{0,3}[:：]|当前位置|您的位置|所在位置"
)
_SEPARATOR = re.compile(r"\s{0,3}(?:>{1,2}|＞|»|›|→|/|\\|\||－|—|-{1,2}|&gt;|»)\s{0,3}")
_CRUMB_CLASSES = re.compile(r"crumb|position|location|curr?pos|dqwz|weizhi|address|path|place", re.IGNORECASE)
_NO_CRUMBS = frozenset(
    {"首页", "网站首页", "首頁", "主页", "正文", "正文内容", "列表", "内容", "详细内容", "文章内容", "信息内容", ""}
)
_MORE = re.compile(r"[\[【(（]?\s?(?:查看)?(?:更多|more|\+)[\s.…>＞»›+]{0,6}[\]】)）]?", re.IGNORECASE)
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "dt", "strong", "b", "span", "p", "div", "a", "em", "td", "th", "li")
_NAME = re.compile(r"[^\s]{2,14}")
_DIGITS = re.compile(r"\d+")


def read_channels(body: bytes, url: str, content_type: str | None = None) -> tuple[Channel, ...]:
    """The channels of a news centre's page, in page order; empty where the page is none.

    They stand in the sub-menu of the entry 新闻中心 or below a heading of that name, and as the heads of blocks with a
    link 更多. Their URLs stay on the site and share one shape; services, interaction, downloads and archives do not count.
    """
    page = ListPage.of(body, ListRequest(url), content_type)
    if not _is_centre(page):
        return ()
    heads = list(_block_heads(page))
    menu = _menu(page, heads)
    return _channels(page, menu, heads)


def read_breadcrumb(body: bytes, url: str, content_type: str | None = None) -> tuple[str, ...]:
    """Where a page says that it stands, without 首页 and 正文: ``("新闻中心", "禁毒之窗")``; empty where it says nothing."""
    return breadcrumb(ListPage.of(body, ListRequest(url), content_type))


def breadcrumb(page: ListPage) -> tuple[str, ...]:
    """The names in the line 当前位置：首页 > 新闻中心 > 禁毒之窗."""
    for element in page.elements():
        if page.is_hidden(element):
            continue
        own = element.text or ""
        marked = _HERE.search(own[:60]) is not None
        if not marked and not any(_CRUMB_CLASSES.search(name) for name in (*classes(element), element.get("id") or "")):
            continue
        for holder in (element, element.getparent()) if marked else (element,):
            if holder is None:
                continue
            names = _crumbs(page.visible_text(holder), marked)
            if names:
                return names
    return ()


def _crumbs(text: str, marked: bool) -> tuple[str, ...]:
    if len(text) > 150:
        return ()
    here = _HERE.search(text)
    parts = [folded(part) for part in _SEPARATOR.split(text[here.end() :].lstrip(" :：") if here else text)]
    if len(parts) < 2 or (not marked and parts[0] not in _NO_CRUMBS):
        return ()
    return tuple(part for part in parts if part not in _NO_CRUMBS and len(part) <= 30)


def _is_centre(page: ListPage) -> bool:
    """Whether the page is a news centre: its breadcrumb ends there, else its own entry in the menu says so."""
    crumbs = breadcrumb(page)
    if crumbs:
        return _CENTRE.fullmatch(crumbs[-1]) is not None
    own = canonical_url(page.url)
    if any(link.url and canonical_url(link.url) == own and _CENTRE.fullmatch(link.text) for link in page.links):
        return True
    title = folded(page.root.findtext(".//title") or "")
    return any(_CENTRE.fullmatch(part) for part in re.split(r"[\s_|—–-]{1,5}", title))


def _menu(page: ListPage, heads: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """The links below the entry 新闻中心: its nested list, the list after it, or the list under a heading of that name."""
    found: list[list[tuple[str, str]]] = []
    for element in page.elements():
        if element.tag not in _HEADINGS or not _CENTRE.fullmatch(_short_text(page, element)):
            continue
        links = _links_below(page, element)
        if links:
            found.append(links)
    shape = {_shape(url) for _, url in heads}
    # a menu whose links look like the blocks' 更多 is the right one, and a longer one is the fuller one
    return max(found, key=lambda links: (any(_shape(url) in shape for _, url in links), len(links)), default=[])


def _links_below(page: ListPage, entry: HtmlElement) -> list[tuple[str, str]]:
    element = entry
    for _ in range(3):
        following = element.getnext()
        if following is not None and following.tag in ("ul", "ol", "div", "dl", "dd", "table", "p"):
            links = _listed(page, following)
            if links:
                return links
        parent = element.getparent()
        if parent is None or parent.tag in ("body", "form", "nav"):
            return []
        if len([child for child in parent if child is not element and _holds_link(child)]) > 6:
            # the bar of main entries itself
            return []
        element = parent
    return []


def _holds_link(element: HtmlElement) -> bool:
    return element.tag == "a" or next(element.iter("a"), None) is not None


def _listed(page: ListPage, container: HtmlElement) -> list[tuple[str, str]]:
    """The channels among the links of a menu; empty where it holds other things (articles with dates, long titles)."""
    inside = [link for link in page.links if _is_inside(page, container, link)]
    if not 2 <= len(inside) <= 40:
        return []
    names = [(_name(link), link.url) for link in inside if link.url]
    short = [(name, url) for name, url in names if _NAME.fullmatch(name)]
    return short if len(short) >= 0.8 * len(names) else []


def _is_inside(page: ListPage, container: HtmlElement, link: Link) -> bool:
    depth = page.depth(container)
    element: HtmlElement | None = link.element
    while element is not None and page.depth(element) > depth:
        element = element.getparent()
    return element is container


def _block_heads(page: ListPage) -> Iterator[tuple[str, str]]:
    """Name and URL of each block with a link 更多: the heading's own text or link."""
    for link in page.links:
        shown = link.text or folded(link.element.get("title") or "")
        if link.url is None or not (_MORE.fullmatch(shown) or classes(link.element) & {"more"}):
            continue
        name = _head_name(page, link)
        if name:
            yield name, link.url


def _head_name(page: ListPage, more: Link) -> str | None:
    """The short text that stands beside a 更多 link, in its heading."""
    element: HtmlElement = more.element
    for _ in range(4):
        parent = element.getparent()
        if parent is None:
            return None
        text = page.visible_text(parent)
        rest = folded(text.replace(more.text, " ", 1)) if more.text else text
        if rest:
            title = rest.strip("[]【】:：·>|｜ ")
            return title if len(title) <= 14 and _NAME.fullmatch(title) else _first_heading(page, parent, more)
        element = parent
    return None


def _first_heading(page: ListPage, container: HtmlElement, more: Link) -> str | None:
    """The heading in front of the link inside one block: ``<h3>禁毒之窗</h3><a>更多</a><ul>…``."""
    best = None
    for text, holder in page.pieces(container):
        if page.order(holder) >= more.order:
            break
        name = folded(text).strip("[]【】:：·>|｜ ")
        if name:
            best = name
    return best if best and _NAME.fullmatch(best) else None


def _channels(page: ListPage, menu: list[tuple[str, str]], heads: list[tuple[str, str]]) -> tuple[Channel, ...]:
    own = canonical_url(page.url)
    shapes = [_shape(url) for _, url in (*menu, *heads)]
    chosen: dict[str, Channel] = {}
    names: set[str] = set()
    for name, url in (*menu, *heads):
        key = canonical_url(url)
        if key == own or _NO_NEWS.search(name) or _CENTRE.fullmatch(name) or not own_host(url, page.url):
            continue
        if (name, url) not in menu and len(shapes) > 2 and shapes.count(_shape(url)) < 2:
            continue
        if key not in chosen and name not in names:
            chosen[key] = Channel(name, url)
            names.add(name)
    return tuple(chosen.values())


def _shape(url: str) -> str:
    """The URL with what differs between siblings left out: the last directory, numbers and values."""
    parts = urlsplit(url)
    segments = [segment for segment in parts.path.split("/") if segment]
    page = _DIGITS.sub("#", segments.pop()) if segments and "." in segments[-1] else ""
    if segments and not parts.query:
        segments[-1] = "*"
    query = "&".join(sorted(name.lower() for name, _ in parse_qsl(parts.query, keep_blank_values=True)))
    return f"{_DIGITS.sub('#', '/'.join(segments))}/{page}?{query}".lower()


def _short_text(page: ListPage, element: HtmlElement) -> str:
    return page.visible_text(element) if len(element) <= 2 and len(element.text or "") <= 12 else ""


def _name(link: Link) -> str:
    text = link.text or folded(link.element.get("title") or "")
    return text.strip("[]【】:：·>|｜ ")
