# ruff: noqa: ARG002 - its links are absolute: they do not depend on the page they stand on
"""SiteServer SSCMS: ``/channels/209.html``, then ``209_2.html``; ``/contents/209/4281001.html``, then ``4281001_2.html``.

Page 1 has no number; beyond the last page 404. The pages print days alone. Listing pages repeat the newest rows of another
channel in a side box.
"""

from __future__ import annotations

import posixpath
from html import escape

from tests.replay.families import Station, cut, documents, paragraphs
from tests.replay.sections import described_site, rows_a_page, sections
from tests.replay.site import Channel, Story

_CHANNELS = {key: 209 + n for n, key in enumerate(("gayw", "jwdt", "tzgg", "jfts", "xwfb", "mtjj"))}


def described(scale: int | None = None) -> SiteServer:
    """The site with about so many articles."""
    rows = rows_a_page(scale)
    return SiteServer(described_site("澜岸市公安局", sections(rows), rows, _href, clock="day"), rows)


def _href(story: Story) -> str:
    return f"/contents/{_CHANNELS[story.home]}/{story.number}.html"


class SiteServer(Station):
    """The site of a city's police."""

    news_centre = "/channels/200.html"

    def listing_path(self, channel: Channel) -> str:
        return _page_path(channel, 1)

    def listing(self, path: str) -> str | None:
        found = self.numbered(path, _page_path)
        return self._list(*found) if found else None

    def document(self, path: str, title: str, content: str) -> str:
        return self._page(title, content)

    def menu(self, path: str) -> str:
        links = "\n".join(
            f'<li><a href="{self.listing_path(channel)}">{channel.name}</a></li>' for channel in self.site.channels
        )
        return f'<div id="menu"><h2>{self.site.centre}</h2><ul>\n{links}\n</ul></div>'

    def block(self, channel: Channel, path: str) -> str:
        rows = "\n".join(self._row(channel, story) for story in channel.stories[:4])
        more = f'<a class="more" href="{self.listing_path(channel)}">更多...</a>'
        return f'<div class="box"><h3>{channel.name}</h3>{more}\n<ul>\n{rows}\n</ul></div>'

    def article(self, story: Story, part: int, path: str) -> str:
        channel = self.site.channel(story.home)
        parts = self.parts(story)
        files = documents(story)
        attached = f"<p>附件下载：{files}</p>\n" if files and part == len(parts) else ""
        first = posixpath.basename(_href(story))
        names = [first if number == 1 else self.part_path(first, number) for number in range(1, len(parts) + 1)]
        pager = f'<div class="pages">{_pager(names, part)}</div>' if len(parts) > 1 else ""
        editor = f'<div class="editor">责任编辑：{story.editor}</div>' if story.editor else ""
        return self._page(
            story.title,
            f"""{self._position(channel, "正文")}
<div id="content-title"><h3>{escape(story.title)}</h3>
<p>发布日期：{story.timestamp.year}年{story.timestamp.month}月{story.timestamp.day}日　来源：{story.source or ""}　\
作者：{story.author or ""}　点击数：<span class="hits">0</span></p></div>
<div id="content">
{paragraphs(story, parts[part - 1])}
{attached}</div>
{pager}
{editor}
<div class="tools"><a href="javascript:window.print()">打印</a> <a href="javascript:window.close()">关闭</a></div>""",
        )

    # Templates

    def _list(self, channel: Channel, page: int) -> str:
        rows = "\n".join(self._row(channel, story) for story in self.stories(channel, page))
        other = self.site.channels[1 if channel is self.site.channels[0] else 0]
        box = "\n".join(
            f'<li><a href="{self.site.hrefs(other, story)}">{escape(cut(story.title, 14))}</a></li>'
            for story in other.stories[:3]
        )
        names = [posixpath.basename(_page_path(channel, number)) for number in range(1, self.total(channel) + 1)]
        return self._page(
            channel.name,
            f"""{self._position(channel)}
<div id="left"><h2>{channel.name}</h2>
<ul>
{rows}
</ul>
<div class="pages">{_pager(names, page)}</div></div>
<div id="right">{self.menu("")}<div class="box"><h3>{other.name}</h3><ul>
{box}
</ul></div></div>""",
        )

    def _row(self, channel: Channel, story: Story) -> str:
        title = escape(story.title)
        text = escape(cut(story.title, 26))
        shown = f'<b style="color:#f00">{text}</b><img src="/sitefiles/top.png" alt="置顶">' if story.pinned else text
        return (
            f'<li><span class="date">{story.timestamp:%Y-%m-%d}</span>'
            f'<a href="{self.site.hrefs(channel, story)}" title="{title}">{shown}</a></li>'
        )

    def _position(self, channel: Channel, *end: str) -> str:
        links = [f'<a href="{path}">{name}</a>' for name, path in self.places(channel)]
        return f'<div class="path">当前位置：{" - ".join([*links, *end])}</div>'

    def _page(self, title: str, content: str) -> str:
        links = "".join(f'<li><a href="{path}">{name}</a></li>' for name, path in self.navigation())
        site = self.site.name
        return f"""<!DOCTYPE html>
<html>
<head>
<meta charset="utf-8">
<title>{escape(title if title == site else f"{title} - {site}")}</title>
<link rel="stylesheet" href="/sitefiles/assets/base.css">
</head>
<body>
<div id="top"><img src="/images/logo.png" alt="{site}"><ul id="nav">{links}</ul></div>
<div id="main">
{content}
</div>
<div id="footer">版权所有：{site}　青ICP备00000006号</div>
</body>
</html>
"""


def _page_path(channel: Channel, page: int) -> str:
    return f"/channels/{_CHANNELS[channel.key]}{f'_{page}' if page > 1 else ''}.html"


def _pager(names: list[str], page: int) -> str:
    """The pager; names: hrefs, page 1 first."""
    total = len(names)

    def link(text: str, number: int) -> str:
        alive = 1 <= number <= total and number != page
        return f'<a href="{names[number - 1]}">{text}</a>' if alive else f'<span class="disabled">{text}</span>'

    numbers = " ".join(link(str(number), number) for number in range(max(1, page - 3), min(total, page + 3) + 1))
    return f"{link('首页', 1)} {link('上一页', page - 1)} {numbers} {link('下一页', page + 1)} {link('末页', total)} {page}/{total}"
