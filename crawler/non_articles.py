"""Pages that are no article though they come with status 200: soft 404s, error pages, logins, shells, other pages.

They are told by where the answer came from and by what it shows, and never by a word alone: a page with a byline, or with
the listing's title outside its links, is an article, however short. A row whose page is none fails with the kind as its
cause and is requested again; what was removed is tried like a 404 (:data:`crawler.verdict.GONE_CAUSES`). Where a redirect
by script leads to, :func:`crawler.articles.led_on` asks.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from datetime import UTC, datetime
from typing import Literal, Protocol
from urllib.parse import parse_qsl, urlsplit

from crawler.cms import ListRequest, UnreadableListing, canonical_url, decide, read_listing
from crawler.shown import Shown, shown

Kind = Literal["gone", "removed", "error page", "login", "home page", "listing", "redirect by script", "needs-js"]

#: Kinds that answer where there is nothing: beyond the last page of a listing, too.
ABSENT: frozenset[Kind] = frozenset({"gone", "removed", "home page"})

#: A message is a short line, and the page has not so much prose beside it.
_MESSAGE_LENGTH = 60
_PROSE = 120
#: So many dated rows make a page that does not show the article's title a listing.
_ROWS = 5
#: A text of so many sentences is an article's, whatever list stands beside it.
_SENTENCES = 3
#: A title of so few characters may be any link's: 查看详情.
_LINK_WORD = 5
#: So many characters and links are nothing: 正在加载, 点击这里.
_NOTHING = (30, 2)
_SHELL_SIZE = 20_000
#: A page with a password field and more links than this has its login in a corner.
_LOGIN_LINKS = 20

_BYLINED = frozenset({"byline", "byline+meta", "meta"})

_HOME_PATH = re.compile(r"/?(?:(?:index|default|home|main)\.[a-z]{2,5})?", re.IGNORECASE)
_LOGIN_PATH = re.compile(r"/(?:user)?(?:login|signin|passport|sso|cas)(?:[/._-]|$)", re.IGNORECASE)
_GONE_PATH = re.compile(r"(?:^|/)(?:404|not-?found|page-?not-?found)(?:[/._-]|$)", re.IGNORECASE)
_ERROR_PATH = re.compile(r"(?:^|/)(?:[45]\d\d|error|err|generic-?error)(?:[/._-]|$)", re.IGNORECASE)

# the mount points of Vue, React, Next and Nuxt
_MOUNTS = frozenset({"app", "root", "__next", "__nuxt", "main-app", "app-root"})
_MOUNT_TAG = re.compile(r"<app-root\b", re.IGNORECASE)
_GOES_AWAY = re.compile(
    r"\blocation(?:\.href)?\s{0,9}=(?!=)|\blocation\.(?:replace|assign)\s{0,9}\(|\bhistory\.(?:go|back)\s{0,9}\("
    r"|http-equiv\s{0,9}=\s{0,9}['\"]?refresh",
    re.IGNORECASE,
)
_ALERT = re.compile(r"\balert\s{0,9}\(\s{0,9}['\"]([^'\"\n]{1,200})")

# PHPCMS's showMsg page, EmpireCMS's message page, and DedeCMS's, whose text a script writes
_MESSAGE_TITLE = re.compile(r"(?:DedeCMS|系统|操作)?\s?(?:提示信息|信息提示|提示|错误提示)")
_WRITTEN = re.compile(r"\bdocument\.write\s{0,9}\(\s{0,9}['\"]([^'\"<\n]{2,200})")

_WHAT = r"(?:页面|网页|内容|信息|文章|新闻|文件|资源|栏目|链接|地址|记录|资讯|稿件|图文|视频|网址)"
_ABSENT = r"(?:不存在|不見|找不到|未找到|没有找到|没找到|走丢了|丢失|已失效|已过期|已下线|已被移除|已移除|被移走)"
_REMOVED_WORDS = rf"(?:该|此|本|您访问的|您查看的)(?:{_WHAT})?(?:已|己)经?被?(?:发布者|作者|管理员|用户|原作者|系统|网站)?(?:自行)?(?:删除|下架|撤回|撤稿)"
_GONE_WORDS = (
    rf"(?:您|你)?(?:所|要|想|正在)?(?:要)?(?:访问|浏览|查看|请求|查找|寻找|打开|输入|来自)的?{_WHAT}.{{0,12}}(?:{_ABSENT}|(?:已|己)?被?删除)"
    rf"|(?:该|此){_WHAT}.{{0,4}}{_ABSENT}|{_WHAT}(?:{_ABSENT})|(?:找不到|未找到|无法找到|没有找到|没找到).{{0,10}}{_WHAT}"
    r"|无法找到该页|未通过审[批核]|参数(?:有误|错误|不正确)|404\s{0,3}(?:-|–|:|：)?\s{0,3}(?:not found|错误|页面|error)"
    r"|page (?:not found|cannot be found|does not exist)|^(?:error\s)?404(?:\s?not found)?$"
)
_ERROR_WORDS = (
    r"应用程序中的服务器错误|Server Error in|Runtime Error|服务器(?:内部)?(?:出错|错误|异常|繁忙)|系统(?:发生)?(?:出错|错误|异常|繁忙)|页面出错"
    r"|程序(?:发生)?(?:错误|异常)|数据库(?:连接)?(?:错误|失败|出错)|Internal Server Error|Bad Gateway|Service (?:Temporarily )?Unavailable"
    r"|Whitelabel Error Page|^(?:HTTP )?(?:Status |Error |错误 ?)5\d\d|(?:网站|系统)(?:正在(?:维护|升级)|(?:维护|升级)中)"
    r"|Fatal error:|Microsoft OLE DB|ADODB\.|SQL syntax|^\d{1,9}\|error\|5\d\d\|"
)
_LOGIN_WORDS = (
    r"^请(?:您)?先?登[录陆](?:系统|后(?:再)?访问|[!！。]|$)|(?:您|你)(?:还没有|尚未|没有|还未|未)登[录陆]"
    r"|登[录陆]后(?:才能|方可|即可)?(?:查看|访问|浏览|阅读)|没有(?:访问|浏览|查看|阅读)的?权限|无权(?:访问|查看|浏览)"
)

#: What a message says, the first that fits.
_MESSAGES: tuple[tuple[Kind, re.Pattern[str]], ...] = (
    ("removed", re.compile(_REMOVED_WORDS)),
    ("gone", re.compile(_GONE_WORDS, re.IGNORECASE)),
    ("login", re.compile(_LOGIN_WORDS)),
    ("error page", re.compile(_ERROR_WORDS, re.IGNORECASE)),
)
_SENTENCE = re.compile(r"[。！？；]")
_SEPARATOR = re.compile(r"[_|—–-]")
_PLAIN = re.compile(r"[^\w]+")
_WINDOW = 8


class Found(Protocol):
    """What the reader found on the page: a ``Reading`` or an ``Article``."""

    @property
    def title(self) -> str | None: ...
    @property
    def body(self) -> str: ...
    @property
    def source(self) -> str | None: ...
    @property
    def timestamp_from(self) -> str | None: ...


def elsewhere(asked: str, url: str, listings: Collection[str] = ()) -> Kind | None:
    """The kind of page that a redirect within the host led to, None where it may be what was asked for.

    asked, url: the address that was asked for and the one that answered. listings: addresses of the site's listings.
    ASP.NET's customErrors answers 200 at ``/Error.aspx?aspxerrorpath=…``, and a template sends an unknown id home.

    >>> elsewhere("http://ga.example.cn/NewsShow.aspx?id=9", "http://ga.example.cn/404.html?aspxerrorpath=/NewsShow.aspx")
    'gone'
    >>> elsewhere("http://ga.example.cn/NewsShow.aspx?id=9", "http://ga.example.cn/Default.aspx")
    'home page'
    """
    start, end = urlsplit(asked), urlsplit(url)
    if (start.path, start.query) == (end.path, end.query):
        return None
    names = {name.lower() for name, _ in parse_qsl(end.query, keep_blank_values=True)}
    if _GONE_PATH.search(end.path) and not _GONE_PATH.search(start.path):
        return "gone"
    if "aspxerrorpath" in names or (_ERROR_PATH.search(end.path) and not _ERROR_PATH.search(start.path)):
        return "error page"
    if _LOGIN_PATH.search(end.path) and not _LOGIN_PATH.search(start.path):
        return "login"
    if canonical_url(url) in {canonical_url(listing) for listing in listings} - {canonical_url(asked)}:
        return "listing"
    if not end.query and _HOME_PATH.fullmatch(end.path) and not (_HOME_PATH.fullmatch(start.path) and not start.query):
        return "home page"
    return None


def non_article(body: bytes, url: str, content_type: str | None, found: Found, title: str | None = None) -> Kind | None:
    """The kind of page that answers in place of an article, None for one that may be an article.

    body, content_type: as they were sent. url: that answered. found: what the reader found on it. title: as the listing
    shows it, None where no listing is known.
    """
    if kind := _whole_message(found.body):
        return kind
    if title is None and found.body.count("。") < _SENTENCES and decide(body, url, content_type).kind == "channel":
        return "listing"
    bylined = bool(found.source) or found.timestamp_from in _BYLINED
    if bylined and len(found.body) >= _PROSE:
        return None
    page = shown(body, content_type)
    if title and _shows(page, title):
        return None
    if not bylined and (kind := _message_page(page)):
        return kind
    telling = title is not None and len(title) > _LINK_WORD and not _alike(title, f"{page.title}_{found.title or ''}")
    return "listing" if telling and page.links > _ROWS and _rows(body, url, content_type) >= _ROWS else None


def non_listing(body: bytes, content_type: str | None = None) -> Kind | None:
    """The kind of page that answers in place of a listing, None for one that may be a listing, an empty one among them.

    Only to be asked of a page without rows.
    """
    return _message_page(shown(body, content_type))


def _message_page(page: Shown) -> Kind | None:
    """The kind of a page that shows a message, a login or nothing, and no prose."""
    lines = [line for line in (page.title, *page.lines) if line]
    kind: Kind | None = next(filter(None, map(_message, lines)), None)
    prose = sum(len(line) for line in page.lines if _SENTENCE.search(line) and not _message(line))
    if prose >= _PROSE and not (kind == "error page" and _message(page.title) == kind):
        return None
    if kind:
        return kind
    if page.password and page.links <= _LOGIN_LINKS:
        return "login"
    characters, links = _NOTHING
    if page.characters <= characters and page.links <= links and not page.media and (kind := _unseen_page(page)):
        return kind
    return "error page" if _MESSAGE_TITLE.fullmatch(page.title.strip()) and page.characters < _PROSE else None


def _unseen_page(page: Shown) -> Kind | None:
    """The kind of a page that shows nothing: what its script writes or says, where it goes, or that it waits for one."""
    said = " ".join(_WRITTEN.findall(page.source)[:9] + _ALERT.findall(page.source)[:3])
    if said and (_MESSAGE_TITLE.fullmatch(page.title.strip()) or _GOES_AWAY.search(page.source)):
        return next((kind for kind, words in _MESSAGES if words.search(said)), "error page")
    if len(page.source) > _SHELL_SIZE:
        return None
    if page.ids & _MOUNTS or _MOUNT_TAG.search(page.source):
        return "needs-js"
    return "redirect by script" if _GOES_AWAY.search(page.source) else None


def _message(text: str) -> Kind | None:
    """The kind of message that a line is, None for one that is none.

    >>> _message("抱歉，您访问的页面不存在或已被删除！"), _message("该内容已被发布者删除"), _message("民警找到走失老人")
    ('gone', 'removed', None)
    """
    if not text or len(text) > _MESSAGE_LENGTH:
        return None
    return next((kind for kind, words in _MESSAGES if words.search(text)), None)


def _whole_message(body: str) -> Kind | None:
    """The kind where an article's own template has a message in place of the text.

    >>> _whole_message("该内容已被发布者删除"), _whole_message("市局网站找不到页面的，请拨打电话咨询；办公地址见下表。")
    ('removed', None)
    """
    if len(body) > _MESSAGE_LENGTH:
        return None
    for kind, words in _MESSAGES:
        match = words.search(body) if kind in ABSENT else None
        if match and 2 * (match.end() - match.start()) >= len(body):
            return kind
    return None


def _alike(title: str, headings: str) -> bool:
    """Whether a title shares three characters in a row with a heading that is more than a name in it, the bureau's.

    >>> _alike("临渡县公安局夜间巡逻", "民警夜间巡逻忙_临渡县公安局"), _alike("临渡县公安局夜间巡逻", "临渡县公安局_公安要闻")
    (True, False)
    """
    name = _PLAIN.sub("", title)
    parts = [_PLAIN.sub("", part) for part in _SEPARATOR.split(headings)]
    known = [part for part in parts if part not in name or 5 * len(part) > 3 * len(name)]
    return any(name[start : start + 3] in part for start in range(max(1, len(name) - 2)) for part in known)


def _shows(page: Shown, title: str) -> bool:
    """Whether some part of the listing's title stands on the page outside its links, in its ``<title>`` or in a meta."""
    name = _PLAIN.sub("", title)
    head = page.source[: page.source.lower().find("<body") + 1] or page.source[:5000]
    text = _PLAIN.sub("", " ".join((page.title, head, *page.lines)))
    parts = [name[start : start + _WINDOW] for start in range(0, max(1, len(name) - _WINDOW + 1), _WINDOW // 2)]
    return any(part in text for part in parts if part)


def _rows(body: bytes, url: str, content_type: str | None) -> int:
    """How many dated rows the page has when it is read as a listing."""
    try:
        listing = read_listing(body, ListRequest(url), content_type, datetime.now(UTC))
    except UnreadableListing:
        return 0
    return sum(row.date is not None for row in listing.rows)
