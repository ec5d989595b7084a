"""Founder (方正翔宇): ``node_81120.htm``, then ``node_81120_2.htm``; GBK bytes under a ``gb2312`` that only the meta names."""

from __future__ import annotations

from html import escape

from tests.replay.families import Station, cut, documents, paragraphs
from tests.replay.sections import described_site, rows_a_page, sections
from tests.replay.site import Channel, Story

_NODES = ("gayw", "jwdt", "tzgg", "jfts", "xwfb", "mtjj")


def described(scale: int | None = None) -> Founder:
    """The site with about so many articles."""
    rows = rows_a_page(scale)
    return Founder(described_site("青岚法治网", sections(rows), rows, _href), rows)


def _href(story: Story) -> str:
    return f"/{story.home}/content/{story.timestamp:%Y-%m/%d}/content_{story.number}.html"


def _page_path(channel: Channel, page: int) -> str:
    return f"/node_{81120 + _NODES.index(channel.key)}" + (f"_{page}" if page > 1 else "") + ".htm"


class Founder(Station):
    """A news site of a province's law authorities."""

    charset = "gb18030"
    content_type = "text/html"
    news_centre = "/node_81000.htm"
    paragraphs_a_page = 0

    def listing_path(self, channel: Channel) -> str:
        return _page_path(channel, 1)

    def listing(self, path: str) -> str | None:
        found = self.numbered(path, _page_path)
        return None if found is None else self._list(*found, path)

    def document(self, path: str, title: str, content: str) -> str:
        del path
        return self._page(title if title == self.site.name else f"{title}-{self.site.name}", content)

    def menu(self, path: str) -> str:
        del path
        links = " | ".join(
            f'<a href="{self.listing_path(channel)}">{channel.name}</a>' for channel in self.site.channels
        )
        return f'<div class="subnav"><b>{self.site.centre}</b> {links}</div>'

    def block(self, channel: Channel, path: str) -> str:
        del path
        head = f'<dt><b>{channel.name}</b><a href="{self.listing_path(channel)}">更多>></a></dt>'
        return f'<dl class="dl{channel.key}">{head}\n{self._rows(channel, channel.stories[:4])}\n</dl>'

    def _rows(self, channel: Channel, stories: list[Story]) -> str:
        return "\n".join(
            f'<dd class="dd6401">·<a href="{self.site.hrefs(channel, story)}" title="{escape(story.title)}" target="_blank">'
            f"{escape(cut(story.title, 22))}</a>{'<font color=red>[顶]</font>' if story.pinned else ''}"
            f"<span>{story.timestamp:%Y-%m-%d}</span></dd>"
            for story in stories
        )

    def _list(self, channel: Channel, number: int, path: str) -> str:
        total = self.total(channel)
        steps = [("首页", 1), ("上一页", number - 1), ("下一页", number + 1), ("尾页", total)]
        links = " ".join(
            f'<a href="{_page_path(channel, page)[1:]}">{text}</a>'
            for text, page in steps
            if 1 <= page <= total and page != number
        )
        return self._page(
            f"{channel.name}-{self.site.name}",
            f"""<div class="weizhi">您的位置：{self.position(channel, path)}</div>
{self.menu(path)}
<dl class="list">
{self._rows(channel, self.stories(channel, number))}
</dl>
<div id="displaypagenum"><center>第{number}页 共{total}页 {links}</center></div>""",
        )

    def article(self, story: Story, part: int, path: str) -> str:
        del part
        channel = self.site.channel(story.home)
        time = f"{story.timestamp:%Y-%m-%d %H:%M:%S}".removesuffix(" 00:00:00")
        attached = f"<p>附件：{documents(story)}</p>\n" if story.documents else ""
        editor = f'<div id="CONTENT-EDITOR">责任编辑：{story.editor}</div>' if story.editor else ""
        return self._page(
            f"{story.title}-{channel.name}-{self.site.name}",
            f"""<div class="weizhi">您的位置：{self.position(channel, path)} &gt; 正文</div>
<div id="CONTENT"><h1>{escape(story.title)}</h1>
<div id="CONTENT-INFO"><span>来源：{story.source or ""}</span> <span>作者：{story.author or ""}</span> <span>发布时间：{time}</span></div>
<div id="CONTENT-MAIN"><!--enpcontent--><founder-content>
{paragraphs(story)}
{attached}</founder-content><!--/enpcontent--></div>
{editor}
<div class="fx">分享到：<a href="javascript:;">微博</a> <a href="javascript:;">微信</a></div></div>""",
        )

    def _page(self, title: str, content: str) -> str:
        links = " ".join(f'<a href="{path}">{name}</a>' for name, path in self.navigation())
        return f"""<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd">
<html>
<head>
<meta http-equiv="Content-Type" content="text/html; charset=gb2312" />
<title>{escape(title)}</title>
<link href="/css/style.css" rel="stylesheet" type="text/css" />
</head>
<body>
<div class="dh">{links}</div>
{content}
<div class="copyright">版权所有 {self.site.name} 未经授权不得转载 青ICP备00000003号</div>
</body>
</html>
"""
