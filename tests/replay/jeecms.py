# ruff: noqa: ARG002 - its links are absolute: they do not depend on the page they stand on
"""JEECMS: ``/xwzx/gayw/index.jhtml``, then ``index_2.jhtml``, by buttons whose ``href`` is ``#``.

The pager's links carry their target in ``onclick="location.href=encodeURI('index_2.jhtml');"``, its select in script. Beyond
the last page the listing shows the last one again. An author or an origin that nobody entered is printed as 本站编辑 and
本站原创. Pages of an article are ``[1] [2]``, ``4281001_2.jhtml``.
"""

from __future__ import annotations

import posixpath
import re
from html import escape

from tests.replay.families import Station, cut, documents, paragraphs
from tests.replay.sections import described_site, rows_a_page, sections
from tests.replay.site import Channel, Story


def described(scale: int | None = None) -> JeeCms:
    """The site with about so many articles."""
    rows = rows_a_page(scale)
    return JeeCms(described_site("翠屏岗区公安分局", sections(rows), rows, _href, roles=("author",)), rows)


def _href(story: Story) -> str:
    return f"/xwzx/{story.home}/{story.number}.jhtml"


class JeeCms(Station):
    """The site of a district's police."""

    news_centre = "/xwzx/index.jhtml"
    index = "index.jhtml"

    def listing_path(self, channel: Channel) -> str:
        return f"/xwzx/{channel.key}/index.jhtml"

    def listing(self, path: str) -> str | None:
        found = re.fullmatch(r"/xwzx/(\w+)/index(?:_(\d{1,4}))?\.jhtml", path)
        for channel in self.site.channels:
            if found and found[1] == channel.key:
                return self._list(channel, min(max(1, int(found[2] or 1)), self.total(channel)))
        return None

    def document(self, path: str, title: str, content: str) -> str:
        return self._page(title, content)

    def menu(self, path: str) -> str:
        links = "\n".join(
            f'<li><a href="{self.listing_path(channel)}">{channel.name}</a></li>' for channel in self.site.channels
        )
        return f'<div class="sidebar"><h2>{self.site.centre}</h2><ul>\n{links}\n</ul></div>'

    def block(self, channel: Channel, path: str) -> str:
        rows = "\n".join(self._row(channel, story) for story in channel.stories[:4])
        more = f'<a class="more" href="{self.listing_path(channel)}">更多&gt;&gt;</a>'
        return f'<div class="mod"><h3>{channel.name}</h3>{more}\n<ul>\n{rows}\n</ul></div>'

    def article(self, story: Story, part: int, path: str) -> str:
        channel = self.site.channel(story.home)
        parts = self.parts(story)
        files = documents(story)
        attached = f"<p>附件：{files}</p>\n" if files and part == len(parts) else ""
        first = posixpath.basename(_href(story))
        numbers = " ".join(
            f"[{number}]"
            if number == part
            else f'<a href="{first if number == 1 else self.part_path(first, number)}">[{number}]</a>'
            for number in range(1, len(parts) + 1)
        )
        pager = f'<div class="content-pages">{numbers}</div>' if len(parts) > 1 else ""
        return self._page(
            f"{story.title} - {channel.name}",
            f"""{self._position(channel, "正文")}
<div class="content"><h1>{escape(story.title)}</h1>
<div class="content-inf">发布时间：{story.timestamp:%Y-%m-%d %H:%M:%S}&nbsp;&nbsp;作者：{story.author or "本站编辑"}&nbsp;&nbsp;\
来源：{story.source or "本站原创"}&nbsp;&nbsp;浏览次数：<span id="views"></span></div>
<div class="content-txt">
{paragraphs(story, parts[part - 1])}
{attached}</div>
{pager}
<div class="content-tool"><a href="javascript:window.print()">打印</a> <a href="javascript:window.close()">关闭</a></div></div>""",
        )

    # Templates

    def _list(self, channel: Channel, page: int) -> str:
        rows = "\n".join(self._row(channel, story) for story in self.stories(channel, page))
        total = self.total(channel)

        def button(text: str, number: int, alive: bool) -> str:
            if not alive:
                return f'<a disabled="disabled">{text}</a>'
            name = f"index_{number}.jhtml" if number > 1 else "index.jhtml"
            return f'<a href="#" onclick="location.href=encodeURI(\'{name}\');">{text}</a>'

        buttons = "\n".join(
            (
                button("首页", 1, page > 1),
                button("上一页", page - 1, page > 1),
                button("下一页", page + 1, page < total),
                button("尾页", total, page < total),
            )
        )
        options = "".join(
            f'<option value="{number}"{" selected" if number == page else ""}>{number}</option>'
            for number in range(1, total + 1)
        )
        pager = f"""<div class="pagebar">共{len(channel.stories)}条记录 {page}/{total}页
{buttons}
第<select onchange="if(this.value==1){{location.href=encodeURI('index.jhtml');}}\
else{{location.href=encodeURI('index_'+this.value+'.jhtml');}}">{options}</select>页</div>"""
        return self._page(
            channel.name,
            f"""{self.menu("")}
<div class="list">{self._position(channel, "列表")}
<ul class="list-ul">
{rows}
</ul>
{pager}</div>""",
        )

    def _row(self, channel: Channel, story: Story) -> str:
        top = "<em>[顶]</em>" if story.pinned else ""
        title = escape(story.title)
        return (
            f'<li><span>[{story.timestamp:%Y-%m-%d}]</span>{top}<a href="{self.site.hrefs(channel, story)}" title="{title}" '
            f'target="_blank">{escape(cut(story.title, 24))}</a></li>'
        )

    def _position(self, channel: Channel, *end: str) -> str:
        links = [f'<a href="{path}">{name}</a>' for name, path in self.places(channel)]
        return f'<div class="position">当前位置：{" &gt; ".join([*links, *end])}</div>'

    def _page(self, title: str, content: str) -> str:
        links = "".join(f'<li><a href="{path}">{name}</a></li>' for name, path in self.navigation())
        site = self.site.name
        return f"""<!DOCTYPE html>
<html>
<head>
<meta http-equiv="Content-Type" content="text/html; charset=utf-8" />
<title>{escape(title if title == site else f"{title} - {site}")}</title>
<script src="/r/cms/jquery.js" type="text/javascript"></script>
<script src="/r/cms/front.js" type="text/javascript"></script>
<link href="/r/cms/www/default/css/style.css" rel="stylesheet" type="text/css" />
</head>
<body>
<div class="header"><img src="/r/cms/www/default/images/logo.png" alt="{site}" /><ul class="nav">{links}</ul></div>
<div class="wrapper">
{content}
</div>
<div class="footer">版权所有：{site}　青ICP备00000007号</div>
</body>
</html>
"""
