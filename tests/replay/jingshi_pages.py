"""The pages of 警视在线, as its WebForms application writes them."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape
from urllib.parse import parse_qsl

from tests.replay.aspnet import ApplicationError, Event, RedirectError, State, check_request, fields, form
from tests.replay.aspnet_pagers import AspNetPager, Controls, GridView, Shown, shown
from tests.replay.exchange import Answer, Request
from tests.replay.faults import Fault
from tests.replay.jingshi_article import article_body, below, byline, clock, day, png, title_and_byline
from tests.replay.site import Channel, Site, Story

_BOX = "ctl00$txtKey"
_SEARCH = "ctl00$btnSearch"
_CONTROLS = Controls(boxes=(_BOX,), buttons={_SEARCH: "/Search.aspx?key="})
_ROWS = 10
#: A listing cuts a title after so many characters.
_CUT = 22
_CENTRE = "NewsCenter.aspx"
#: IIS 404.15: a longer query is refused.
_LONGEST_QUERY = 2048
_NAVIGATION = (
    ("首页", "/Default.aspx"),
    ("新闻中心", "/NewsCenter.aspx"),
    ("在线视频", "/VideoList.aspx"),
    ("警视栏目", "/Program.aspx"),
    ("互动交流", "/Guestbook.aspx"),
    ("关于我们", "/About.aspx"),
    ("联系我们", "/Contact.aspx"),
)
_PLAIN_PAGES = {
    "program.aspx": ("警视栏目", "《警视在线》栏目每周六播出，讲述公安民警的故事。"),
    "guestbook.aspx": ("互动交流", "留言请注明姓名和联系方式，我们将在五个工作日内答复。"),
    "about.aspx": ("关于我们", "警视在线是面向公众的法治新闻网站。"),
    "contact.aspx": ("联系我们", "通信地址：青岚县建设路1号，邮政编码：000000。"),
    "search.aspx": ("站内搜索", "没有找到符合条件的记录。"),
    "admin/login.aspx": ("管理登录", "请输入用户名和密码。"),
}
_VIDEOS = tuple(
    (301 + number, title)
    for number, title in enumerate(
        (
            "警视在线第188期：守护万家灯火",
            "警视在线第187期：风雪巡边路",
            "反诈微电影《回拨》",
            "一分钟学会安全过马路",
            "警营晨光",
        )
    )
)
_ROBOTS = "User-agent: *\r\nAllow: /\r\nDisallow: /Admin/\r\n"


@dataclass(frozen=True, slots=True)
class ListPage:
    """One ``.aspx`` page that lists: its name, the channel it shows without ``cid``, its pager, its charset."""

    name: str
    key: str
    pager: AspNetPager | GridView
    charset: str = "utf-8"


@dataclass(slots=True)
class JingshiPages:
    """The application: its site, its listing pages (in the order of the channels), what is wrong with it."""

    site: Site
    list_pages: tuple[ListPage, ...]
    faults: tuple[Fault, ...] = ()
    news_centre: str = f"/{_CENTRE}"
    sessions: int = 0

    def answer(self, request: Request) -> Answer:
        """What IIS answers; paths and parameter names have no case."""
        if len(request.query) > _LONGEST_QUERY:
            return _error(404, "HTTP 错误 404.15 - Not Found")
        try:
            return self._answer(request, request.path.lower().lstrip("/") or "default.aspx")
        except ApplicationError as failure:
            return _error(500, str(failure))
        except RedirectError as left:
            return Answer(302, {"Location": left.location, "Content-Type": "text/html; charset=utf-8"})

    def _answer(self, request: Request, name: str) -> Answer:
        for page in self.list_pages:
            if name == page.name.lower():
                return self._listing(page, request)
        match name:
            case "default.aspx" | "newscenter.aspx":
                return self._centre(request, name)
            case "newsshow.aspx" | "lawshow.aspx" | "m/newsshow.aspx":
                return self._article(request, name)
            case "videolist.aspx" | "videoshow.aspx":
                return self._page(request, "VideoList.aspx", "在线视频", _side_box("在线视频", _video_links()))
            case "robots.txt":
                return Answer(headers={"Content-Type": "text/plain"}, body=_ROBOTS.encode())
            case "css/style.css":
                return Answer(headers={"Content-Type": "text/css"}, body=b"body{font-size:14px}")
        if name in _PLAIN_PAGES:
            title, text = _PLAIN_PAGES[name]
            return self._page(request, name, title, f'<div class="text"><h2>{title}</h2><p>{text}</p></div>')
        if name.startswith("upload/image/") and name.endswith(".png"):
            return Answer(headers={"Content-Type": "image/png"}, body=png(zlib.crc32(name.encode())))
        if name.startswith("upload/file/") and name.endswith(".doc"):
            return Answer(headers={"Content-Type": "application/msword"}, body=b"{\\rtf1 demo}")
        return _error(404, "HTTP 错误 404.0 - Not Found")

    # Listings

    def _listing(self, page: ListPage, request: Request) -> Answer:
        query = fields(request.query, page.charset)
        channel = self._asked_channel(page, query.get("cid", ""))
        stories = channel.stories if channel else []
        seen = shown(request, page.name, page.charset, page.pager, _CONTROLS, len(stories), _ROWS)
        rows = stories[(seen.page - 1) * _ROWS : seen.page * _ROWS] if seen.page else []
        if isinstance(page.pager, GridView):
            listing = self._grid(page.pager, channel, rows, seen)
        else:
            pager = ""
            if seen.page and seen.count:
                pairs = parse_qsl(request.query, keep_blank_values=True)
                pager = page.pager.markup(seen.page, seen.total, seen.count, page.name, pairs)
            items = "\r\n".join(self._row(page, channel, story) for story in rows) if channel else ""
            listing = f'<ul class="newslist">\r\n{items}\r\n</ul>\r\n{pager}'
        name = channel.name if channel else ""
        content = (
            f'<div class="left">{self._menu(channel)}{_side_box("热点排行", self._hot_links())}</div>\r\n'
            f'<div class="right">{self._position(channel)}\r\n<div class="list_title">{name}</div>\r\n{listing}</div>'
        )
        events = page.pager.events(seen.page, seen.total) if seen.page else []
        state = State(page=seen.page or 1, count=seen.count, items=tuple(story.title for story in rows))
        script = isinstance(page.pager, GridView) or page.pager.parameter is None
        return self._page(request, page.name, name, content, page.charset, state, events, script and seen.total > 1)

    def _asked_channel(self, page: ListPage, asked: str) -> Channel | None:
        """By ``cid``, counted from 1: an unknown number has no rows, no number means the page's own channel."""
        if not asked.isdecimal():
            return self.site.channel(page.key)
        number = int(asked)
        return self.site.channels[number - 1] if 1 <= number <= len(self.site.channels) else None

    def _row(self, page: ListPage, channel: Channel, story: Story) -> str:
        link = self._link(channel, story, _CUT)
        top = '<span class="top">[置顶]</span>' if story.pinned else ""
        match page.key:
            case "jindu":
                return f'<li><span class="date">{clock(story.timestamp)}</span>{top}{link}</li>'
            case "dongtai":
                return f"<li>{top}{link}<em>{day(story.timestamp, '-')}</em></li>"
            case "yaowen":
                return f'<li>·{top}{link}<span class="date">[{story.timestamp:%Y-%m-%d}]</span></li>'
        return f'<li><span class="date">{day(story.timestamp, "-")}</span>{top}{link}</li>'

    def _link(self, channel: Channel, story: Story, cut: int) -> str:
        href = self.site.hrefs(channel, story)
        if not story.external:
            href = href if href.startswith("/m/") else href.removeprefix("/")
        text = story.title if len(story.title) <= cut else story.title[:cut] + "…"
        return f'<a href="{escape(href)}" title="{escape(story.title)}" target="_blank">{escape(text)}</a>'

    def _grid(self, pager: GridView, channel: Channel | None, rows: Sequence[Story], seen: Shown) -> str:
        identity = pager.target.replace("$", "_")
        cells = []
        for story in rows:
            assert channel is not None
            top = '<img src="images/top.gif" alt="置顶" />' if story.pinned else ""
            cells.append(
                f"<tr>\r\n\t\t\t<td>{top}{self._link(channel, story, _CUT)}</td>"
                f"<td>{day(story.timestamp, '/')}</td>\r\n\t\t</tr>"
            )
        if rows:
            cells.append(pager.markup(seen.page, seen.total, 2))
        else:
            cells.append('<tr>\r\n\t\t\t<td colspan="2">暂无信息</td>\r\n\t\t</tr>')
        return (
            f'<div>\r\n\t<table cellspacing="0" border="0" id="{identity}" style="width:100%;border-collapse:collapse;">\r\n'
            f"\t\t{''.join(cells)}\r\n\t</table>\r\n</div>"
        )

    # The news centre and what stands around every page

    def _centre(self, request: Request, name: str) -> Answer:
        blocks = []
        for page, channel in zip(self.list_pages, self.site.channels, strict=True):
            rows = "".join(
                f'<li><span class="date">{day(story.timestamp, "-")}</span>{self._link(channel, story, 16)}</li>\r\n'
                for story in channel.stories[:6]
            )
            url = self._list_url(page)
            blocks.append(
                f'<div class="block"><div class="block_head"><h3>{channel.name}</h3>'
                f'<a class="more" href="{url}">更多&gt;&gt;</a></div>\r\n<ul>\r\n{rows}</ul></div>\r\n'
            )
        side = _side_box("热点排行", self._hot_links()) + _side_box("在线视频", _video_links())
        if name == "default.aspx":
            lead = f'<div class="focus"><a href="{_CENTRE}">进入新闻中心</a></div>'
            content = f'{lead}<div class="middle">{"".join(blocks[:2])}</div>\r\n<div class="side">{side}</div>'
            return self._page(request, "Default.aspx", "首页", content)
        content = (
            f'<div class="left">{self._menu(None)}</div>\r\n<div class="middle">{self._position(None)}\r\n'
            f'{"".join(blocks)}</div>\r\n<div class="side">{side}</div>'
        )
        return self._page(request, _CENTRE, self.site.centre, content)

    def _list_url(self, page: ListPage) -> str:
        number = next(place for place, channel in enumerate(self.site.channels, 1) if channel.key == page.key)
        return f"{page.name}?cid={number}"

    def _menu(self, current: Channel | None) -> str:
        items = "".join(
            f'<li class="{"current" if channel is current else "channel"}"><a href="{self._list_url(page)}">{channel.name}</a></li>\r\n'
            for page, channel in zip(self.list_pages, self.site.channels, strict=True)
        )
        return f'<div class="submenu"><h2>{self.site.centre}</h2>\r\n<ul>\r\n{items}</ul></div>\r\n'

    def _position(self, channel: Channel | None, up: str = "") -> str:
        here = f'当前位置:<a href="{up}Default.aspx">首页</a>&gt; <a href="{up}{_CENTRE}">{self.site.centre}</a>'
        if channel:
            page = next(page for page in self.list_pages if page.key == channel.key)
            here += f' &nbsp;&gt;&nbsp;<a href="{up}{self._list_url(page)}">{channel.name}</a>'
        return f'<div class="position">{here}</div>'

    def _hot_links(self) -> Iterable[str]:
        channel = self.site.channels[1]
        return (self._link(channel, story, 14) for story in channel.stories[1:6])

    def _page(
        self,
        request: Request,
        name: str,
        title: str,
        content: str,
        charset: str = "utf-8",
        state: State | None = None,
        events: Sequence[Event] = (),
        script: bool = False,
    ) -> Answer:
        """A page under the site's master page."""
        action = f"{name.rpartition('/')[2]}?{request.query}" if request.query else name.rpartition("/")[2]
        opening = form(action, name, state or State(items=(title,)), [*_CONTROLS.events(), *events], script)
        navigation = "".join(f'<li><a href="{href}">{text}</a></li>' for text, href in _NAVIGATION)
        html = (
            '<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" '
            '"http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd">\r\n'
            '<html xmlns="http://www.w3.org/1999/xhtml">\r\n'
            f'<head><meta http-equiv="Content-Type" content="text/html; charset={charset}" /><title>\r\n'
            f"\t{escape(title)}-{self.site.name}\r\n</title>"
            '<link href="/css/style.css" rel="stylesheet" type="text/css" /></head>\r\n<body>\r\n'
            f'{opening}<div class="header"><div class="logo">{self.site.name}</div>\r\n'
            f'<div class="search"><input name="{_BOX}" type="text" id="ctl00_txtKey" />'
            f'<input type="submit" name="{_SEARCH}" value="搜索" id="ctl00_btnSearch" /></div></div>\r\n'
            f'<div class="nav"><ul>{navigation}</ul></div>\r\n<div class="main">\r\n{content}\r\n</div>\r\n'
            '<div class="links">友情链接：<a href="http://external.invalid/">青岚县人民政府</a> '
            '<a href="http://external.invalid/gaj/">临渡市公安局</a></div>\r\n'
            f'<div class="footer"><p>版权所有：{self.site.name}　<a href="/Admin/Login.aspx">管理登录</a></p>'
            "<p>青ICP备00000000号-1　本站访问量：<span>1086523</span></p></div>\r\n</form>\r\n</body>\r\n</html>\r\n"
        )
        return self._answer_html(request, html, charset)

    def _answer_html(self, request: Request, html: str, charset: str) -> Answer:
        headers = {
            "Cache-Control": "private",
            "Content-Type": f"text/html; charset={charset}",
            "Server": "Microsoft-IIS/8.5",
            "X-AspNet-Version": "4.0.30319",
            "X-Powered-By": "ASP.NET",
        }
        if "ASP.NET_SessionId=" not in request.headers.get("cookie", ""):
            self.sessions += 1
            headers["Set-Cookie"] = f"ASP.NET_SessionId={self.sessions:024d}; path=/; HttpOnly"
        encoded = html.encode("gb18030" if charset == "gb2312" else charset, "replace")
        return Answer(200, headers, encoded)

    # Articles

    def _article(self, request: Request, name: str) -> Answer:
        query = fields(request.query, "utf-8")
        check_request(query.values())
        if "id" not in query:
            alert = "<script>alert('参数错误！');window.location.href='Default.aspx';</script>"
            return self._answer_html(request, alert, "utf-8")
        if not query["id"].isdecimal():
            raise ApplicationError("输入字符串的格式不正确。")
        story = self.site.stories().get(int(query["id"]))
        if story is None or story.gone or story.external:
            return _error(404, "HTTP 错误 404.0 - Not Found")
        if name == "m/newsshow.aspx":
            return self._answer_html(request, self._mobile(story), "utf-8")
        home = self.site.channel(story.home)
        place = next((place for place, other in enumerate(home.stories) if other is story), None)
        beside = [] if place is None else [
            ("上一篇", home.stories[place - 1] if place else None),
            ("下一篇", home.stories[place + 1] if place + 1 < len(home.stories) else None),
        ]  # fmt: skip
        around = "<br />".join(
            f"{label}：{self._link(home, other, 30) if other else '没有了'}" for label, other in beside
        )
        content = (
            f'<div class="right">{self._position(home)}\r\n<div class="article">\r\n'
            f"{title_and_byline(story)}\r\n"
            f'<div class="content" id="content">\r\n{article_body(story)}\r\n</div>\r\n{below(story)}'
            f'<div class="beside">{around}</div>\r\n</div></div>\r\n'
            f'<div class="side">{_side_box("热点排行", self._hot_links())}</div>'
        )
        law = name == "lawshow.aspx"
        page, charset = ("LawShow.aspx", "gb2312") if law else ("NewsShow.aspx", "utf-8")
        state = State(items=(story.title, story.source or "", *story.body[:2]))
        return self._page(request, page, story.title, content, charset, state)

    def _mobile(self, story: Story) -> str:
        return (
            '<!DOCTYPE html>\r\n<html><head><meta charset="utf-8" /><meta name="viewport" content="width=device-width" />\r\n'
            f"<title>{escape(story.title)}</title></head><body>\r\n"
            f"{self._position(self.site.channel(story.home), '../')}\r\n"
            f'<h1>{escape(story.title)}</h1>\r\n<div class="meta">{byline(story)}</div>\r\n'
            f'<div class="content">\r\n{article_body(story)}\r\n</div>\r\n{below(story)}'
            '<div class="foot"><a href="../Default.aspx">电脑版</a></div>\r\n</body></html>\r\n'
        )


def _side_box(head: str, links: Iterable[str]) -> str:
    items = "".join(f"<li>{link}</li>\r\n" for link in links)
    return f'<div class="box"><h4>{head}</h4>\r\n<ul>\r\n{items}</ul></div>\r\n'


def _video_links() -> Iterable[str]:
    return (f'<a href="/VideoShow.aspx?vid={number}">{title}</a>' for number, title in _VIDEOS)


def _error(status: int, message: str) -> Answer:
    head = "“/”应用程序中的服务器错误。" if status == 500 else "服务器错误"
    html = (
        f'<!DOCTYPE html>\r\n<html><head><title>{message}</title><meta charset="utf-8" /></head>\r\n'
        f"<body><h1>{head}</h1><h2><i>{message}</i></h2></body></html>\r\n"
    )
    headers = {"Content-Type": "text/html; charset=utf-8", "Server": "Microsoft-IIS/8.5", "X-Powered-By": "ASP.NET"}
    return Answer(status, headers, html.encode())
