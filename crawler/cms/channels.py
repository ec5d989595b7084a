"""The channels of a news centre, and the breadcrumb that says where a page stands."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import takewhile
from urllib.parse import parse_qsl, urlsplit, urlunsplit

from lxml.etree import _Element

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
# what a channel of news is called; only for links whose place on the page says too little
_NEWS = re.compile(
    r"要闻|新闻|动态|快讯|资讯|警讯|警情|警务|警方|公安|警营|警界|警视|通知|公告|通告|公示|提示|预警|防范|反诈|禁毒|交警|交通|平安"
    r"|法治|法制|案|媒体|发布|聚焦|关注|风采|基层|队伍|一线|时政|头条|简报|扫黑|巡特警|刑侦"
)
# … and, of a link in a bar of links, its whole text
_NEWS_NAME = re.compile(
    r"[\u4e00-\u9fff]{0,4}(?:要闻|新闻|动态|快讯|资讯|警讯|通知公告|公告公示|公示公告|公告|通告|警方提示|安全提示|温馨提示|预警|警情通报|媒体聚焦"
    r"|媒体关注|新闻发布|风采|之窗|时空|平安建设|平安创建|禁毒|反诈|安全防范)|公告栏|新闻发布会?|交警在线"
)
_SITE = re.compile(r"(?:网|网站|在线|门户|公安|局|厅|警方|总队|支队|大队|政法委)$")
_CATEGORIES = re.compile(
    r"categories|(?:文章|新闻|栏目|信息)?分类(?:目录|列表)?|栏目(?:导航|列表)|分类栏目", re.IGNORECASE
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
#: A link in a bar of links is no longer than this.
_LONGEST_NAME = 8
_DIGITS = re.compile(r"\d+")
# the page that a folder's address shows
_INDEX = re.compile(r"/(?:index|default)\.\w{2,6}$", re.IGNORECASE)


def read_channels(body: bytes, url: str, content_type: str | None = None) -> tuple[Channel, ...]:
    """The channels of a news centre's page, in page order; empty where the page is none.

    They stand in the sub-menu of the entry 新闻中心 or below a heading of that name, and as the heads of blocks with a
    link 更多; a bar of links that leads to several of those blocks' pages is a sub-menu too. Their URLs stay on the site and
    share one shape; services, interaction, downloads and archives do not count. Only where there is nothing of this kind,
    a box of categories (WordPress's widget) names the channels.
    """
    page = ListPage.of(body, ListRequest(url), content_type)
    return centre_channels(page) if is_centre(page) else ()


def centre_channels(page: ListPage) -> tuple[Channel, ...]:
    """The channels of a page that is a news centre."""
    heads = list(block_heads(page))
    menu = _menu(page, heads)
    return _channels(page, menu, _bar(page, heads), heads) or category_channels(page)


def home_channels(page: ListPage) -> tuple[Channel, ...]:
    """The news channels that a home page leads to by itself: by its blocks, the menu below 新闻中心, links by their names.

    What is no news is told by its name, since a home page has blocks and links of everything.
    """
    heads = [(name, url) for name, url in block_heads(page) if _NEWS.search(name)]
    named = [
        (_name(link), link.url)
        for link in page.links
        if link.url and len(link.text) <= _LONGEST_NAME and _NEWS_NAME.fullmatch(_name(link))
    ]
    menu = _menu(page, heads)
    found = _channels(page, menu, [], [*heads, *named], by_name=True)
    return found if menu or heads else category_channels(page) or found


def channels_beside(page: ListPage, taken: Iterable[str]) -> tuple[Channel, ...]:
    """The further links whose names are short and whose URLs are like those taken: a person may want them walked."""
    known = {address(url): _shape(url) for url in taken}
    shapes = set(known.values())
    found: dict[str, Channel] = {}
    for link in page.links:
        name = _name(link)
        if link.url and 2 <= len(name) <= _LONGEST_NAME and not _MORE.fullmatch(name) and own_host(link.url, page.url):
            key = address(link.url)
            if key not in known and key != address(page.url) and _shape(link.url) in shapes:
                found.setdefault(key, Channel(name, link.url))
    return tuple(found.values())


def portal_channels(page: ListPage) -> tuple[Channel, ...]:
    """The news channels whose blocks, each with a link 更多, stand on a page."""
    return _channels(page, [], [], [(name, url) for name, url in block_heads(page) if _NEWS.search(name)], by_name=True)


def category_channels(page: ListPage) -> tuple[Channel, ...]:
    """The channels in a box of categories, as WordPress's and other blogs' side columns have it."""
    for element in page.elements():
        if element.tag in _HEADINGS and _CATEGORIES.fullmatch(_short_text(page, element)):
            links = _links_below(page, element)
            if links:
                return _channels(page, links, [], [])
    return ()


def centre_links(page: ListPage) -> tuple[str, ...]:
    """The URLs of the news centre that a page links to, 新闻中心 by that name first; empty where it links to none."""
    own = canonical_url(page.url)
    found: dict[str, bool] = {}
    for link in page.links:
        name = _name(link).removeprefix("进入")
        if link.url and _CENTRE.fullmatch(name) and own_host(link.url, page.url):
            key = link.url.partition("#")[0]
            if canonical_url(key) != own:
                found[key] = found.get(key, False) or name == "新闻中心"
    found.update((url, True) for name, url in block_heads(page) if name == "新闻中心" and url in found)
    return tuple(sorted(found, key=lambda url: not found[url]))


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


def is_centre(page: ListPage) -> bool:
    """Whether the page is a news centre: its breadcrumb ends there, else its own entry in the menu says so."""
    crumbs = breadcrumb(page)
    if crumbs:
        return _CENTRE.fullmatch(crumbs[-1]) is not None
    own = canonical_url(page.url)
    if any(link.url and canonical_url(link.url) == own and _CENTRE.fullmatch(link.text) for link in page.links):
        return True
    parts = [part for part in re.split(r"[\s_|—–-]{1,5}", folded(page.root.findtext(".//title") or "")) if part]
    # 新闻中心 - 青岚公安网, or the other way round; an article's title ends in the channel's and the site's names
    return any(_CENTRE.fullmatch(part) for part in parts[:1]) or (
        len(parts) == 2 and _CENTRE.fullmatch(parts[1]) is not None and _SITE.search(parts[0]) is not None
    )


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


def _bar(page: ListPage, heads: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """The bar of links that leads to most of the blocks' pages, without a heading of its own (PHPCMS's ``.subnav``)."""
    urls = {url for _, url in heads}
    bars: dict[_Element, list[Link]] = {}
    for link in page.links:
        if link.url and _NAME.fullmatch(_name(link)):
            holder = link.element.getparent()
            if holder is not None and holder.tag in ("li", "td", "dd", "span"):
                holder = holder.getparent()
            if holder is not None:
                bars.setdefault(holder, []).append(link)
    best = max(bars.values(), key=lambda links: len({link.url for link in links} & urls), default=[])
    if len({link.url for link in best} & urls) < 2:
        return []
    return [(_name(link), link.url) for link in best if link.url]


def _links_below(page: ListPage, entry: _Element) -> list[tuple[str, str]]:
    if entry.tag == "dt":
        # <dl><dt>新闻中心</dt><dd><a>…</a></dd><dd><a>…</a></dd></dl>
        links = _listed(page, *takewhile(lambda node: node.tag == "dd", entry.itersiblings()))
        if links:
            return links
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


def _holds_link(element: _Element) -> bool:
    return element.tag == "a" or next(element.iter("a"), None) is not None


def _listed(page: ListPage, *containers: _Element) -> list[tuple[str, str]]:
    """The channels among the links of a menu; empty where it holds other things (articles with dates, long titles)."""
    inside = [link for link in page.links if any(_is_inside(page, container, link) for container in containers)]
    if not 2 <= len(inside) <= 40:
        return []
    if any(_MORE.fullmatch(link.text) for link in inside):
        # a menu has no 更多: these are blocks
        return []
    names = [(_name(link), link.url) for link in inside if link.url]
    short = [(name, url) for name, url in names if _NAME.fullmatch(name)]
    return short if len(short) >= 0.8 * len(names) else []


def _is_inside(page: ListPage, container: _Element, link: Link) -> bool:
    depth = page.depth(container)
    element: _Element | None = link.element
    while element is not None and page.depth(element) > depth:
        element = element.getparent()
    return element is container


def block_heads(page: ListPage) -> Iterator[tuple[str, str]]:
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
    element: _Element = more.element
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


def _first_heading(page: ListPage, container: _Element, more: Link) -> str | None:
    """The heading in front of the link inside one block: ``<h3>禁毒之窗</h3><a>更多</a><ul>…``."""
    best = None
    for text, holder in page.pieces(container):
        if page.order(holder) >= more.order:
            break
        name = folded(text).strip("[]【】:：·>|｜ ")
        if name:
            best = name
    return best if best and _NAME.fullmatch(best) else None


def _channels(
    page: ListPage,
    menu: list[tuple[str, str]],
    bar: list[tuple[str, str]],
    heads: list[tuple[str, str]],
    by_name: bool = False,
) -> tuple[Channel, ...]:
    own = address(page.url)
    shapes = [_shape(url) for url in dict.fromkeys(url for _, url in (*menu, *bar, *heads))]
    sure = {url for _, url in menu} | ({url for _, url in bar} & {url for _, url in heads})
    chosen: dict[str, Channel] = {}
    for name, url in (*menu, *bar, *heads):
        # the list of a single-page application is named by its fragment: /gkmlpt/index#2001
        key = address(url) + url[url.find("#") :] * ("#" in url)
        if key == own or _NO_NEWS.search(name) or _CENTRE.fullmatch(name) or not own_host(url, page.url):
            continue
        alone = len(shapes) > 2 and shapes.count(_shape(url)) < 2
        if url not in sure and not by_name and alone and not _NEWS.search(name):
            continue
        chosen.setdefault(key, Channel(name, url))
    return named_apart(chosen.values())


def address(url: str) -> str:
    """What is the same in all ways to write a listing's URL: scheme, www and the name of a folder's page left out.

    >>> address("https://www.ga.example.cn/xwzx/tzgg/index.html"), address("http://ga.example.cn/xwzx/tzgg")
    ('ga.example.cn/xwzx/tzgg', 'ga.example.cn/xwzx/tzgg')
    """
    return _INDEX.sub("", canonical_url(url)).partition("://")[2].removeprefix("www.").removesuffix("/")


def named_apart(channels: Iterable[Channel]) -> tuple[Channel, ...]:
    """The channels, each under a name of its own, since a walk goes by the channel's name.

    Those that share one (通知公告 of the bureau and of its traffic police) are told apart by their addresses, whatever
    their order and number.

    >>> [c.name for c in named_apart([Channel("公告", "http://a/x/gg/"), Channel("公告", "http://a/l.asp?id=7"), Channel("要闻", "http://a/y/")])]
    ['公告 (x/gg)', '公告 (l.asp?id=7)', '要闻']
    """
    found = list(channels)
    names = Counter(channel.name for channel in found)
    apart = [_with_address(channel) if names[channel.name] > 1 else channel for channel in found]
    hosts = Counter(channel.name for channel in apart)
    return tuple(
        Channel(f"{channel.name} {urlsplit(channel.url).netloc}", channel.url) if hosts[channel.name] > 1 else channel
        for channel in apart
    )


def _with_address(channel: Channel) -> Channel:
    parts = urlsplit(channel.url)
    place = urlunsplit(("", "", _INDEX.sub("", parts.path).strip("/"), parts.query, parts.fragment))
    # a comma separates the names in the argument `channel`
    return Channel(f"{channel.name} ({place.replace(',', '%2C')})", channel.url)


def _shape(url: str) -> str:
    """The URL with what differs between siblings left out: the last directory, numbers and values."""
    parts = urlsplit(url)
    segments = [segment for segment in parts.path.split("/") if segment]
    page = _DIGITS.sub("#", segments.pop()) if segments and "." in segments[-1] else ""
    if segments and not parts.query:
        segments[-1] = "*"
    query = "&".join(sorted(name.lower() for name, _ in parse_qsl(parts.query, keep_blank_values=True)))
    return f"{_DIGITS.sub('#', '/'.join(segments))}/{page}?{query}".lower()


def _short_text(page: ListPage, element: _Element) -> str:
    return page.visible_text(element) if len(element) <= 2 and len(element.text or "") <= 12 else ""


def _name(link: Link) -> str:
    text = link.text or folded(link.element.get("title") or "")
    return text.strip("[]【】:：·>|｜ ")
