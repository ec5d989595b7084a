"""Xinhua's system: ``gayw.htm``, then ``gayw_2.htm``; an article's time stands in pieces, and once more in one piece.

Articles of 禁毒之窗 have the newer address, ``/20220118/<32 hex>/c.html``, those of the others ``/2022-01/18/c_<id>.htm``.
"""

from __future__ import annotations

import hashlib
from html import escape

from tests.replay.families import Station, cut, documents, paragraphs
from tests.replay.sections import Section, described_site, rows_a_page, sections
from tests.replay.site import Channel, Story


def described(scale: int | None = None) -> Xinhua:
    """The site with about so many articles."""
    rows = rows_a_page(scale)
    described = sections(rows, Section("jdzc", "禁毒之窗", 2 * rows + 2, "drugs"))
    return Xinhua(described_site("青岚禁毒网", described, rows, _href, roles=("editor",)), rows)


def _href(story: Story) -> str:
    if story.home == "jdzc":
        return f"/{story.timestamp:%Y%m%d}/{hashlib.md5(str(story.number).encode()).hexdigest()}/c.html"
    return f"/{story.timestamp:%Y-%m/%d}/c_{story.number}.htm"


def _page_path(channel: Channel, page: int) -> str:
    return f"/xwzx/{channel.key}" + (f"_{page}" if page > 1 else "") + ".htm"


class Xinhua(Station):
    """A site that Xinhua builds for an authority."""

    news_centre = "/xwzx.htm"
    index = "index.htm"
    paragraphs_a_page = 0

    def listing_path(self, channel: Channel) -> str:
        return _page_path(channel, 1)

    def listing(self, path: str) -> str | None:
        found = self.numbered(path, _page_path)
        return None if found is None else self._list(*found, path)

    def document(self, path: str, title: str, content: str) -> str:
        del path
        return self._page(title if title == self.site.name else f"{title}-{self.site.name}", "1.0.0", content)

    def menu(self, path: str) -> str:
        del path
        links = "".join(
            f'<li><a href="{self.listing_path(channel)}" target="_blank">{channel.name}</a></li>'
            for channel in self.site.channels
        )
        return f'<div class="columnNav"><span>{self.site.centre}</span><ul>{links}</ul></div>'

    def block(self, channel: Channel, path: str) -> str:
        del path
        head = f'<h2><a href="{self.listing_path(channel)}">{channel.name}</a></h2>'
        more = f'<a class="more" href="{self.listing_path(channel)}">更多</a>'
        return f'<div class="box">{head}{more}\n<ul>\n{self._rows(channel, channel.stories[:4])}\n</ul></div>'

    def _rows(self, channel: Channel, stories: list[Story]) -> str:
        return "\n".join(
            f'<li class="clearfix"><h3>{"<i>置顶</i>" if story.pinned else ""}'
            f'<a href="{self.site.hrefs(channel, story)}" title="{escape(story.title)}" target="_blank">'
            f"{escape(cut(story.title, 24))}</a></h3>"
            f'<p class="bt"><span class="time">{story.timestamp:%Y-%m-%d}</span></p></li>'
            for story in stories
        )

    def _list(self, channel: Channel, number: int, path: str) -> str:
        total = self.total(channel)
        pages = [
            f"<span>{page}</span>" if page == number else f'<a href="{_page_path(channel, page)}">{page}</a>'
            for page in range(1, total + 1)
        ]
        following = [f'<a href="{_page_path(channel, number + 1)}">下一页</a>'] if number < total else []
        return self._page(
            f"{channel.name}-{self.site.name}",
            f"2.{channel.key}.0",
            f"""{self.menu(path)}
<div class="domPC"><div class="pos">{self.position(channel, path)}</div>
<ul class="dataList">
{self._rows(channel, self.stories(channel, number))}
</ul>
<div class="pagination">{" ".join([*pages, *following]) if total > 1 else ""}</div></div>""",
        )

    def article(self, story: Story, part: int, path: str) -> str:
        del part
        channel = self.site.channel(story.home)
        moment = story.timestamp
        clock = "" if f"{moment:%H%M%S}" == "000000" else f"{moment:%H:%M:%S}"
        attached = f"<p>附件：{documents(story)}</p>" if story.documents else ""
        editor = f'<span class="editor">【责任编辑:{story.editor}】</span>' if story.editor else ""
        return self._page(
            f"{story.title}-{self.site.name}",
            f"{story.number}.1.0",
            f"""<div class="header domPC">
<div class="header-time left"><span class="year"><em>{moment:%Y}</em></span><span class="day"><em>{moment:%m}</em>/<em>{moment:%d}</em></span>\
<span class="time">{clock}</span></div>
<div class="source">来源：{story.source or ""}</div>
<div class="head-line clearfix"><h1><span class="title">{escape(story.title)}</span></h1></div></div>
<div class="mheader domMobile"><h1>{escape(story.title)}</h1>
<div class="info">{moment:%Y-%m-%d} {clock} <span>来源：{story.source or ""}</span></div></div>
<div class="pos">{self.position(channel, path)} &gt; 正文</div>
<div class="main"><div class="main-left"><div id="detail"><span id="detailContent">
{paragraphs(story)}
</span>{attached}</div>
<div id="articleEdit"><span class="tiyi1 domPC"><a href="javascript:void(0);">【纠错】</a></span>{editor}</div></div></div>""",
        )

    def _page(self, title: str, identity: str, content: str) -> str:
        links = "".join(f'<li><a href="{path}">{name}</a></li>' for name, path in self.navigation())
        return f"""<!DOCTYPE HTML>
<html>
<head>
<meta http-equiv="Content-Type" content="text/html; charset=utf-8" /><meta name="publishid" content="{identity}"/>
<meta name="apple-mobile-web-app-capable" content="yes" />
<title>
{escape(title)}
</title>
<link rel="stylesheet" href="/global/public/css/common.css" />
</head>
<body>
<div class="topAd"></div>
<div class="nav"><ul>{links}</ul></div>
{content}
<div class="foot"><p>本站所刊登的来源为“{self.site.name}”的文字、图片版权均归{self.site.name}所有，未经协议授权禁止下载使用。</p></div>
</body>
</html>
"""
