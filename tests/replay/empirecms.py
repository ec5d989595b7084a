# ruff: noqa: ARG002 - its links are absolute: they do not depend on the page they stand on
"""EmpireCMS: three static pages a listing, then the server's own, whose numbers count from 0.

=========  ==============================================================================================================
channel    its pages
=========  ==============================================================================================================
six sizes  ``/xwzx/gayw/``, ``index_2.html``, ``index_3.html``, then ``/e/action/ListInfo/?classid=2&page=3``; an
           ``index_4.html`` from before still lies there, out of date
基层风采   ``/e/action/ListInfo/?classid=8``, then ``/e/action/ListInfo/index.php?page=1&classid=8``; its articles are
           ``/e/action/ShowInfo.php?classid=8&id=203``, their second page ``&page=1``
=========  ==============================================================================================================

Rows come in lists of five. What does not exist, a page beyond the last one too, is a message with status 200. A static
article asked for at the dynamic address is a redirect.
"""

from __future__ import annotations

import re
from html import escape
from urllib.parse import parse_qsl

from tests.replay.exchange import Answer, Request
from tests.replay.families import Station, cut, documents, paragraphs
from tests.replay.sections import Section, described_site, rows_a_page, sections
from tests.replay.site import Channel, Story

_CLASSES = {"gayw": 2, "jwdt": 3, "tzgg": 4, "jfts": 5, "xwfb": 6, "mtjj": 7, "jcfc": 8}
_DYNAMIC = "jcfc"
#: How many pages of a listing are written to files (``repagenum``).
_STATIC_PAGES = 3
#: How many stories the left-over pages do not know yet.
_SINCE = 2
_ROWS_A_LIST = 5


def described(scale: int | None = None) -> EmpireCms:
    """The site with about so many articles."""
    rows = rows_a_page(scale)
    described = sections(rows, Section(_DYNAMIC, "基层风采", 2 * rows + 2, "police"))
    return EmpireCms(described_site("白沙洲公安网", described, rows, _href, long=("gayw", _DYNAMIC)), rows)


def _number(story: Story) -> int:
    return story.number % 10000


def _href(story: Story) -> str:
    if story.home == _DYNAMIC:
        return f"/e/action/ShowInfo.php?classid={_CLASSES[story.home]}&id={_number(story)}"
    return f"/xwzx/{story.home}/{story.timestamp:%Y-%m-%d}/{_number(story)}.html"


class EmpireCms(Station):
    """The site of a district's police, on the templates that EmpireCMS brings."""

    content_type = "text/html"

    def listing_path(self, channel: Channel) -> str:
        if channel.key == _DYNAMIC:
            return f"/e/action/ListInfo/?classid={_CLASSES[_DYNAMIC]}"
        return f"/xwzx/{channel.key}/"

    def listing(self, path: str) -> str | None:
        found = re.fullmatch(r"/xwzx/(\w+)/index(?:_([2-9]|\d\d))?\.html", path)
        channel = next((channel for channel in self.site.channels if found and channel.key == found[1]), None)
        if found is None or channel is None or channel.key == _DYNAMIC:
            return None
        page = int(found[2] or 1)
        if page > self.total(channel):
            return None
        return self._list(channel, page, stale=page > _STATIC_PAGES)

    def api(self, request: Request) -> Answer | None:
        asked = dict(parse_qsl(request.query))
        page = int(asked.get("page", "")) if asked.get("page", "").isdecimal() else 0
        match request.path:
            case "/e/action/ListInfo/" | "/e/action/ListInfo/index.php":
                for channel in self.site.channels:
                    if asked.get("classid") == str(_CLASSES[channel.key]) and page < self.total(channel):
                        return self._php(self._list(channel, page + 1))
                return self._php(_MESSAGE)
            case "/e/action/ShowInfo.php":
                for story in self.site.stories().values():
                    named = asked.get("classid") == str(_CLASSES[story.home]) and asked.get("id") == str(_number(story))
                    if not named or story.external or story.gone or page >= len(self.parts(story)):
                        continue
                    if story.home == _DYNAMIC:
                        return self._php(self.article(story, page + 1, request.path))
                    return Answer(302, {"Location": _href(story), "Content-Type": "text/html; charset=utf-8"})
                return self._php(_MESSAGE)
        return None

    def part_path(self, path: str, part: int) -> str:
        return f"{path}&page={part - 1}" if "?" in path else super().part_path(path, part)

    def document(self, path: str, title: str, content: str) -> str:
        return self._page("channle", title, f'<td class="news_list">{_position(self.navigation()[:2])}\n{content}</td>')

    def menu(self, path: str) -> str:
        links = "\n".join(
            f'<li><a href="{self.listing_path(channel)}">{channel.name}</a></li>' for channel in self.site.channels
        )
        return f'{_TABLE} class="box">\n<tr>\n<td><ul class="subnav">\n{links}\n</ul></td>\n</tr>\n</table>'

    def block(self, channel: Channel, path: str) -> str:
        rows = "\n\n".join(self._row(channel, story, 20) for story in channel.stories[:5])
        return f"""{_TABLE} class="title">
<tr>
<td><strong>{channel.name}</strong></td>
<td align="right"><a href="{self.listing_path(channel)}">更多&gt;&gt;</a></td>
</tr>
</table>
{_TABLE} class="box">
<tr>
<td><ul>

{rows}

</ul>
</td>
</tr>
</table>"""

    def article(self, story: Story, part: int, path: str) -> str:
        channel = self.site.channel(story.home)
        parts = self.parts(story)
        files = documents(story)
        attached = f"\n<p>　　附件：{files}</p>" if files and part == len(parts) else ""
        first = _href(story)
        names = [first if number == 0 else self.part_path(first, number + 1) for number in range(len(parts))]
        if story.home == _DYNAMIC:
            names[0] += "&page=0"
            label = f'<a title="总数">&nbsp;<b>{len(parts)}</b> </a>'
        else:
            label = f'<a title="Page">&nbsp;<b>{part}</b>/<b>{len(parts)}</b> </a>'
        pager = f'<p align="center" class="pageLink">{_pager(label, names, part)}</p>' if len(parts) > 1 else ""
        return self._page(
            "showpage news",
            story.title,
            f"""<td class="main">{_position(self.places(channel))}
{_TABLE} class="box">
<tr>
<td>{_TABLE} class="title_info">
<tr>
<td><h1>{escape(story.title)}</h1></td>
</tr>
<tr>
<td class="info_text">时间：{story.timestamp:%Y-%m-%d %H:%M:%S}&nbsp;&nbsp;来源：{story.source or ""}&nbsp;&nbsp;\
作者：{story.author or ""}&nbsp;&nbsp;编辑：{story.editor or ""}</td>
</tr>
</table>
{_TABLE}>
<tr>
<td id="text">{paragraphs(story, parts[part - 1])}{attached}{pager}</td>
</tr>
</table>
<table border="0" align="center" cellpadding="0" cellspacing="8">
<tr>
<td class="diggit"><a href="JavaScript:makeRequest('/e/public/digg/?classid={_CLASSES[story.home]}&id={_number(story)}');">来顶一下</a></td>
<td class="diggit"><a href="/">返回首页</a></td>
</tr>
</table>
</td>
</tr>
</table>
</td>
{self._sider(channel)}""",
        )

    # Templates

    def _list(self, channel: Channel, page: int, *, stale: bool = False) -> str:
        start = (page - 1) * self.rows + (_SINCE if stale else 0)
        rows = [self._row(channel, story) for story in channel.stories[start : start + self.rows]]
        lists = "\n".join(
            "<ul>\n" + "\n".join(rows[first : first + _ROWS_A_LIST]) + "</ul>"
            for first in range(0, len(rows), _ROWS_A_LIST)
        )
        return self._page(
            "listpage",
            channel.name,
            f"""<td class="news_list">{_position(self.places(channel))}
{_TABLE} class="box">
<tr>
<td>{lists}

{_TABLE}>
<tr>
                <td height="38"><div class="epages">{self._list_pager(channel, page, stale)}</div></td>
</tr>
</table>
</td>
</tr>
</table></td>
{self._sider(channel)}""",
        )

    def _list_pager(self, channel: Channel, page: int, stale: bool) -> str:
        total = self.total(channel)
        number = _CLASSES[channel.key]
        if total == 1:
            return ""
        if channel.key == _DYNAMIC:
            names = [f"/e/action/ListInfo/index.php?page={k}&amp;classid={number}" for k in range(total)]
        else:
            names = [f"/xwzx/{channel.key}/index_{k + 1}.html" for k in range(total)]
            names[0] = f"/xwzx/{channel.key}/index.html"
            if not stale:
                names[_STATIC_PAGES:] = [
                    f"/e/action/ListInfo/?classid={number}&page={k}" for k in range(_STATIC_PAGES, total)
                ]
        static = channel.key != _DYNAMIC and (page <= _STATIC_PAGES or stale)
        title = "Total record" if static else "总数"
        return _pager(f'<a title="{title}">&nbsp;<b>{len(channel.stories)}</b> </a>', names, page)

    def _row(self, channel: Channel, story: Story, length: int = 28) -> str:
        title = escape(story.title)
        text = escape(story.title[:length])
        if story.pinned:
            text = f"<strong><font color='#CC0000'>{text}</font></strong>"
        return (
            f'<li><a href="{escape(self.site.hrefs(channel, story))}" title="{title}">{text}</a> '
            f"<span>{story.timestamp:%Y-%m-%d}</span></li>"
        )

    def _sider(self, channel: Channel) -> str:
        stories = [story for story in channel.stories if not story.external]

        def rows(chosen: list[Story], length: int) -> str:
            return "".join(
                f'<li><a href="{escape(_href(story))}" title="{escape(story.title)}">{escape(cut(story.title, length))}</a></li>'
                for story in chosen
            )

        return f"""<td class="sider">{_TABLE} class="title margin_top">
<tr>
<td><strong>最后更新</strong></td>
</tr>
</table>
{_TABLE} class="box">
<tr>
<td><ul>
{rows(stories[:6], 23)}
</ul></td>
</tr>
</table>
{_TABLE} class="title margin_top">
<tr>
<td><strong>热门点击</strong></td>
</tr>
</table>
{_TABLE} class="box">
<tr>
<td><ol class="rank">
{rows(stories[4:10], 19)}
</ol></td>
</tr>
</table></td>"""

    def _page(self, kind: str, title: str, content: str) -> str:
        links = " ".join(
            f'<li id="tabnav_btn_{place}" onmouseover="tabit(this)"><a href="{path}">{name}</a></li>'
            for place, (name, path) in enumerate(self.navigation())
        )
        return f"""<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd">
<html xmlns="http://www.w3.org/1999/xhtml">
<head>
<meta http-equiv="Content-Type" content="text/html; charset=utf-8" />
<title>{escape(title)} - {self.site.name}</title>
<meta name="keywords" content="" />
<meta name="description" content="" />
<link href="/skin/default/css/style.css" rel="stylesheet" type="text/css" />
<script type="text/javascript" src="/skin/default/js/tabs.js"></script>
</head>
<body class="{kind}">
<!-- 页头 -->
{_TABLE} class="top">
<tr>
<td align="right"><a href="/e/member/cp/">会员中心</a> | <a href="/e/DoInfo/">我要投稿</a></td>
</tr>
</table>
<!-- 导航tab选项卡 -->
<table width="920" border="0" align="center" cellpadding="0" cellspacing="0" class="nav">
  <tr>
    <td class="nav_global"><ul>
        {links} </ul></td>
  </tr>
</table>
<table width="100%" border="0" cellspacing="10" cellpadding="0">
<tr valign="top">
{content}
</tr>
</table>
<!-- 页脚 -->
<table width="100%" border="0" cellpadding="0" cellspacing="4" class="copyright">
<tr>
<td align="center"><a href="/">网站首页</a> | <a href="#">关于我们</a> | <a href="#">免责声明</a></td>
</tr>
<tr>
<td align="center">Powered by <strong><a href="http://www.phome.net" target="_blank">EmpireCMS</a></strong>&nbsp; &copy; 2002-2022</td>
</tr>
</table>
</body>
</html>"""

    def _php(self, page: str) -> Answer:
        return Answer(200, {"Content-Type": "text/html; charset=utf-8"}, page.encode())


_TABLE = '<table width="100%" border="0" cellspacing="0" cellpadding="0"'


def _position(places: list[tuple[str, str]]) -> str:
    links = "&nbsp;>&nbsp;".join(f'<a href="{escape(path)}">{name}</a>' for name, path in places)
    return f'{_TABLE} class="position">\n<tr>\n<td>您当前的位置：{links}</td>\n</tr>\n</table>'


def _pager(label: str, names: list[str], page: int) -> str:
    """A pager's text; names: hrefs, page 1 first."""

    def link(text: str, number: int) -> str:
        return f'<a href="{names[number - 1]}">{text}</a>'

    shown = range(max(1, page - 2), min(len(names), max(1, page - 2) + 9) + 1)
    pages = [f"<b>{number}</b>" if number == page else link(str(number), number) for number in shown]
    before = [link("首页", 1), link("上一页", page - 1)] if page > 1 else []
    after = [link("下一页", page + 1), link("尾页", len(names))] if page < len(names) else []
    return f"{label}&nbsp;&nbsp;" + "&nbsp;".join([*before, *pages, *after])


_MESSAGE = """<!DOCTYPE HTML PUBLIC "-//W3C//DTD HTML 4.01 Transitional//EN">
<html>
<head>
<meta http-equiv="Content-Type" content="text/html; charset=utf-8">
<title>信息提示</title>
<SCRIPT language=javascript>
var secs=3;//3秒
for(i=1;i<=secs;i++)
{ window.setTimeout("update(" + i + ")", i * 1000);}
function update(num)
{ if(num == secs) { history.go(-1);; } }
</SCRIPT>
</head>
<body>
<table width="500" border="0" align="center" cellpadding="3" cellspacing="1" class="tableborder">
<tr class="header">
<td height="25"><div align="center">信息提示</div></td>
</tr>
<tr bgcolor="#FFFFFF">
<td height="80"><div align="center"><b>您来自的链接不存在</b>
<br><a href="javascript:history.go(-1)">如果您的浏览器没有自动跳转，请点击这里</a></div></td>
</tr>
</table>
</body>
</html>"""
