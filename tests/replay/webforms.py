# ruff: noqa: ARG002 - its links are absolute: they do not depend on the page they stand on
"""ASP.NET WebForms in GB 2312: one page a channel, each with the pager that its programmer chose.

========  ===============================================================================================================
channel   its pager
========  ===============================================================================================================
公安要闻  GridView by postback, ten numbers at a time; an argument that the posted answer did not show is 500
警务动态  AspNetPager by postback with a go button, which outranks ``__EVENTTARGET``: posted with it, the answer is page 1
通知公告  AspNetPager with links and ``ReverseUrlPageIndex``: page 2 of 2 is ``&page=1``
警方提示  AspNetPager by postback, hidden: it has one page
新闻发布  GridView, without its pager's row
媒体聚焦  AspNetPager with links, empty
禁毒之窗  AspNetPager with links, ``&pageindex=2``, and a go box
交通安全  ``/news/morelist.aspx?moduleid=10101&page=1``: the hidden ``dd_currentPage`` tells the page served; 下一页 goes on for
          ever, and a page beyond the last one is the last one again
========  ===============================================================================================================

Pages beyond the last one have status 200 in each. Times are C#'s, ``2022/1/14 0:00:00``. IIS minds no case in paths.
"""

from __future__ import annotations

from html import escape
from urllib.parse import parse_qsl

from tests.replay.aspnet import ApplicationError, Event, RedirectError, State, fields, form, integer
from tests.replay.aspnet_pagers import AspNetPager, Controls, GridView, shown
from tests.replay.exchange import Answer, Request
from tests.replay.families import Station, cut, documents, paragraphs
from tests.replay.jingshi_article import clock, day
from tests.replay.sections import Section, described_site, rows_a_page, sections
from tests.replay.site import Channel, Story

_BOX, _SEARCH = "ctl00$txtKeyword", "ctl00$btnSearch"
_CONTROLS = Controls(boxes=(_BOX,), buttons={_SEARCH: "/search.aspx"})
_HOLDER = "ctl00$ContentPlaceHolder1$"
_PAGER, _GRID = _HOLDER + "AspNetPager1", _HOLDER + "gvNews"
#: A channel's page, its number there and its pager.
_PAGES: dict[str, tuple[str, int, AspNetPager | GridView]] = {
    "gayw": ("yaowen", 1, GridView(_GRID)),
    "jwdt": ("dongtai", 2, AspNetPager(_PAGER, box=True, buttons=5)),
    "tzgg": ("gonggao", 3, AspNetPager(_PAGER, parameter="page", reverse=True)),
    "jfts": ("dongtai", 4, AspNetPager(_PAGER, box=True, buttons=5)),
    "xwfb": ("yaowen", 5, GridView(_GRID)),
    "mtjj": ("meiti", 6, AspNetPager(_PAGER, parameter="page")),
    "jdzc": ("jindu", 7, AspNetPager(_PAGER, parameter="pageindex", box=True)),
}
#: The channel of another programmer.
_MORE, _MODULE = "jtaq", "10101"


def described(scale: int | None = None) -> WebForms:
    """The site with about so many articles."""
    rows = rows_a_page(scale)
    variants = (
        Section("jdzc", "禁毒之窗", 2 * rows + 2, "drugs"),
        Section(_MORE, "交通安全", 2 * rows + 2, "traffic"),
    )
    return WebForms(described_site("云栖市公安局", sections(rows, *variants), rows, _href), rows)


def _href(story: Story) -> str:
    return f"/news/show.aspx?id={story.number}"


class WebForms(Station):
    """The site of a city's police."""

    charset = "gb18030"
    content_type = "text/html; charset=gb2312"
    news_centre = "/news/index.aspx"
    index = "default.aspx"
    paragraphs_a_page = 0

    def listing_path(self, channel: Channel) -> str:
        if channel.key == _MORE:
            return f"/news/morelist.aspx?moduleid={_MODULE}&page=1"
        name, number, _ = _PAGES[channel.key]
        return f"/news/{name}.aspx?cid={number}"

    def listing(self, path: str) -> str | None:
        return None

    def api(self, request: Request) -> Answer | None:
        path = request.path.lower()
        query = fields(request.query, self.charset)
        try:
            if path == "/news/morelist.aspx" and query.get("moduleid") == _MODULE:
                return self.html(self._more_list(integer(query.get("page", ""), 1)))
            for channel in self.site.channels:
                name, number, pager = _PAGES.get(channel.key, ("", 0, GridView("")))
                if path == f"/news/{name}.aspx" and query.get("cid") == str(number):
                    return self.html(self._list(channel, f"{name}.aspx", pager, request))
        except ApplicationError as failure:
            return self.html(f"<html><body><h1>“/”应用程序中的服务器错误。</h1><h2>{failure}</h2></body></html>", 500)
        except RedirectError as left:
            return Answer(302, {"Location": left.location})
        if path == "/news/show.aspx":
            story = self.site.stories().get(integer(query.get("id", ""), 0))
            if story is None or story.external or story.gone:
                return self.missing(path)
            return self.html(self.article(story, 1, request.path))
        return None

    # Listings

    def _list(self, channel: Channel, name: str, pager: AspNetPager | GridView, request: Request) -> str:
        seen = shown(request, name, self.charset, pager, _CONTROLS, len(channel.stories), self.rows)
        stories = self.stories(channel, seen.page) if seen.page else []
        if isinstance(pager, GridView):
            rows = "\r\n".join(
                f'<tr>\r\n\t<td class="bt">{self._link(channel, story)}</td><td class="sj">{day(story.timestamp, "-")}</td>\r\n</tr>'
                for story in stories
            )
            if not rows:
                rows = '<tr>\r\n\t<td colspan="2">暂无信息</td>\r\n</tr>'
            below = pager.markup(seen.page, seen.total, 2) if seen.page else ""
            listing = f'<div>\r\n<table cellspacing="0" border="0" id="{_GRID.replace("$", "_")}">\r\n{rows}{below}\r\n</table>\r\n</div>'
        else:
            below = ""
            if seen.page and seen.count:
                pairs = parse_qsl(request.query, keep_blank_values=True)
                below = pager.markup(seen.page, seen.total, seen.count, name, pairs)
            rows = "\r\n".join(
                f"<li><span>[{story.timestamp:%Y-%m-%d}]</span>{self._link(channel, story)}</li>" for story in stories
            )
            listing = f'<ul class="list">\r\n{rows}\r\n</ul>\r\n{below}'
        events = pager.events(seen.page, seen.total) if seen.page else []
        state = State(page=seen.page or 1, count=seen.count, items=tuple(story.title for story in stories))
        script = seen.total > 1 and (isinstance(pager, GridView) or pager.parameter is None)
        content = self._framed(channel, listing)
        return self._page(channel.name, content, f"{name}?{request.query}", name, state, events, script)

    def _more_list(self, asked: int) -> str:
        channel = self.site.channel(_MORE)
        number = min(max(asked, 1), self.total(channel))
        rows = "\r\n".join(
            f'<div class="lb_right_bd">{self._link(channel, story)}</div>'
            f'<div class="lb_right_time">{story.timestamp:%Y-%m-%d}</div>'
            for story in self.stories(channel, number)
        )

        def link(text: str, page: int) -> str:
            return f'<a href="morelist.aspx?moduleid={_MODULE}&amp;page={page}">{text}</a>'

        pager = " ".join((link("首页", 1), link("上一页", max(1, number - 1)), link("下一页", number + 1)))
        listing = (
            f'<div class="lb_right">\r\n{rows}\r\n</div>\r\n<div class="lb_page">第{number}页 {pager}</div>\r\n'
            f'<input type="hidden" name="dd_currentPage" id="dd_currentPage" value="{number}" />'
        )
        action = f"morelist.aspx?moduleid={_MODULE}&page={asked}"
        return self._page(channel.name, self._framed(channel, listing), action)

    def _link(self, channel: Channel, story: Story) -> str:
        top = '<font color="red">[置顶]</font>' if story.pinned else ""
        href = escape(self.site.hrefs(channel, story))
        title = escape(story.title)
        return f'{top}<a href="{href}" title="{title}" target="_blank">{escape(cut(story.title, 22))}</a>'

    def _framed(self, channel: Channel, listing: str) -> str:
        return (
            f'{self.menu("")}\r\n<div class="right"><div class="wz">{self._position(channel)}</div>\r\n{listing}</div>'
        )

    def _position(self, channel: Channel) -> str:
        return "当前位置：" + " &gt; ".join(
            f'<a href="{escape(path)}">{name}</a>' for name, path in self.places(channel)
        )

    # Pages

    def page(self, path: str) -> str | None:
        return self.centre(path) if path.lower() == self.news_centre else super().page(path)

    def document(self, path: str, title: str, content: str) -> str:
        return self._page(title, content, path.rpartition("/")[2] or self.index)

    def menu(self, path: str) -> str:
        links = "\r\n".join(
            f'<li><a href="{escape(self.listing_path(channel))}">{channel.name}</a></li>'
            for channel in self.site.channels
        )
        return f'<div class="left"><h2>{self.site.centre}</h2>\r\n<ul>\r\n{links}\r\n</ul></div>'

    def block(self, channel: Channel, path: str) -> str:
        rows = "\r\n".join(
            f"<li><span>{story.timestamp:%m-%d}</span>{self._link(channel, story)}</li>"
            for story in channel.stories[:4]
        )
        more = f'<a class="more" href="{escape(self.listing_path(channel))}">更多&gt;&gt;</a>'
        return f'<div class="kuai"><div class="tt"><h3>{channel.name}</h3>{more}</div>\r\n<ul>\r\n{rows}\r\n</ul></div>'

    def article(self, story: Story, part: int, path: str) -> str:
        byline = (
            f"来源：{story.source or ''}　作者：{story.author or ''}　发布时间：{clock(story.timestamp)}　"
            '浏览次数：<span id="ctl00_lblHits">86</span>'
        )
        files = f'<div class="fj">附件：{documents(story)}</div>' if story.documents else ""
        editor = f'<div class="bj">责任编辑：{story.editor}</div>' if story.editor else ""
        content = f"""<div class="wz">{self._position(self.site.channel(story.home))} &gt; 正文</div>
<div class="nr"><div class="nr_title">{escape(story.title)}</div>
<div class="nr_ly">{byline}</div>
<div class="nr_nr">
{paragraphs(story, indent="&nbsp;&nbsp;&nbsp;&nbsp;")}
</div>
{files}{editor}
<div class="nr_gn">【<a href="javascript:window.print()">打印</a>】【<a href="javascript:window.close()">关闭</a>】</div></div>"""
        state = State(items=(story.title, story.source or ""))
        return self._page(story.title, content, f"show.aspx?id={story.number}", "show.aspx", state)

    def _page(
        self,
        title: str,
        content: str,
        action: str,
        name: str = "default.aspx",
        state: State | None = None,
        events: list[Event] | None = None,
        script: bool = False,
    ) -> str:
        """A page under the site's master page, in its form."""
        opening = form(action, name, state or State(), [*_CONTROLS.events(), *(events or [])], script)
        links = "".join(f'<li><a href="{path}">{text}</a></li>' for text, path in self.navigation())
        site = self.site.name
        return f"""<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd">
<html xmlns="http://www.w3.org/1999/xhtml">
<head><meta http-equiv="Content-Type" content="text/html; charset=gb2312" /><title>
	{escape(title if title == site else f"{title}-{site}")}
</title></head>
<body>
{opening}<div class="top"><img src="/images/logo.png" alt="{site}" /><ul class="nav">{links}</ul>
<div class="ss"><input name="{_BOX}" type="text" value="请输入关键字" id="ctl00_txtKeyword" />\
<input type="submit" name="{_SEARCH}" value="搜索" id="ctl00_btnSearch" /></div></div>
<div class="main">
{content}
</div>
<div class="foot">版权所有：{site}　今日访问：<span>1024</span></div>
</form>
</body>
</html>
"""
