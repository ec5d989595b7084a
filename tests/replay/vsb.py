"""VSB (博达 Visual SiteBuilder 9): page 2 of N is ``gayw/<N-1>.htm``, the last one ``gayw/1.htm``.

The answers name the server ``VWebServer``; the byline's source is often empty; its time is a day.
"""

from __future__ import annotations

import posixpath
from dataclasses import replace
from html import escape

from tests.replay.exchange import Answer
from tests.replay.families import Station, cut, documents, paragraphs, relative
from tests.replay.sections import described_site, rows_a_page, sections
from tests.replay.site import Channel, Story

_COLUMNS = ("gayw", "jwdt", "tzgg", "jfts", "xwfb", "mtjj")


def described(scale: int | None = None) -> Vsb:
    """The site with about so many articles."""
    rows = rows_a_page(scale)
    return Vsb(described_site("白沙洲区公安分局", sections(rows), rows, _href, clock="day"), rows)


def _href(story: Story) -> str:
    return f"/info/{1012 + _COLUMNS.index(story.home)}/{story.number}.htm"


class Vsb(Station):
    """The site of a district's police."""

    news_centre = "/xwzx.htm"
    index = "index.htm"
    paragraphs_a_page = 0

    def listing_path(self, channel: Channel) -> str:
        return f"/xwzx/{channel.key}.htm"

    def _page_path(self, channel: Channel, page: int) -> str:
        return f"/xwzx/{channel.key}" + (f"/{self.total(channel) - page + 1}" if page > 1 else "") + ".htm"

    def listing(self, path: str) -> str | None:
        found = self.numbered(path, self._page_path)
        return None if found is None else self._list(*found, path)

    def html(self, page: str, status: int = 200) -> Answer:
        answer = super().html(page, status)
        return replace(answer, headers={**answer.headers, "Server": "VWebServer"})

    def link(self, target: str, path: str) -> str:
        target = posixpath.join(target, self.index) if target.endswith("/") else target
        return relative(target, path).removeprefix("./")

    def document(self, path: str, title: str, content: str) -> str:
        return self._page(path, title if title == self.site.name else f"{title}-{self.site.name}", "", content)

    def menu(self, path: str) -> str:
        links = "".join(
            f'<li><a href="{self.link(self.listing_path(channel), path)}" title="{channel.name}">{channel.name}</a></li>'
            for channel in self.site.channels
        )
        return f'<div class="lmmc"><h3>{self.site.centre}</h3><ul>{links}</ul></div>'

    def block(self, channel: Channel, path: str) -> str:
        more = f'<a href="{self.link(self.listing_path(channel), path)}" class="more">MORE+</a>'
        rows = self._rows(channel, channel.stories[:4], path, 3 + _COLUMNS.index(channel.key))
        return f'<div class="zt"><h2>{channel.name}</h2>{more}<ul>\n{rows}\n</ul></div>'

    def _rows(self, channel: Channel, stories: list[Story], path: str, unit: int) -> str:
        return "\n".join(
            f'<li id="line_u{unit}_{place}">{"<em>置顶</em>" if story.pinned else ""}'
            f'<a href="{self.link(self.site.hrefs(channel, story), path)}" target="_blank" title="{escape(story.title)}">'
            f"{escape(cut(story.title))}</a><span>{story.timestamp:%Y-%m-%d}</span></li>"
            for place, story in enumerate(stories)
        )

    def _list(self, channel: Channel, number: int, path: str) -> str:
        return self._page(
            path,
            f"{channel.name}-{self.site.name}",
            "",
            f"""{self.menu(path)}
<div class="list"><div class="dqwz">当前位置: {self.position(channel, path, "&gt;&gt;")}</div>
<ul>
{self._rows(channel, self.stories(channel, number), path, 9)}
</ul>
<div class="pb_sys_common pb_sys_normal pb_sys_style1">{self._pager(channel, number, path)}</div></div>""",
        )

    def _pager(self, channel: Channel, number: int, path: str) -> str:
        total = self.total(channel)

        def link(page: int) -> str:
            return self.link(self._page_path(channel, page), path)

        def step(kind: str, text: str, page: int) -> str:
            if 1 <= page <= total and page != number:
                return f'<span class="{kind} p_fun"><a href="{link(page)}">{text}</a></span>'
            return f'<span class="{kind}_d p_fun_d">{text}</span>'

        shown = sorted({1, *range(max(1, number - 2), min(total, number + 3) + 1), total})
        numbers: list[str] = []
        for before, page in zip([0, *shown], shown, strict=False):
            dots = ['<span class="p_dot">...</span>'] if page > before + 1 else []
            current = page == number
            numbers += [
                *dots,
                f'<span class="p_no_d">{page}</span>'
                if current
                else f'<span class="p_no"><a href="{link(page)}">{page}</a></span>',
            ]
        pages = "".join(
            [
                step("p_first", "首页", 1),
                step("p_prev", "上页", number - 1),
                *numbers,
                step("p_next", "下页", number + 1),
                step("p_last", "尾页", total),
            ]
        )
        return (
            f'<span class="p_t">共{len(channel.stories)}条</span> <span class="p_pages">{pages}</span> '
            f'<span class="p_t">{number}/{total}</span>'
        )

    def article(self, story: Story, part: int, path: str) -> str:
        del part
        channel = self.site.channel(story.home)
        metas = f"""<META Name="SiteName" Content="{self.site.name}" />
<META Name="ColumnName" Content="{channel.name}" />
<META Name="ArticleTitle" Content="{escape(story.title)}" />
<META Name="PubDate" Content="{story.timestamp:%Y-%m-%d}" />
<META Name="ContentSource" Content="{story.source or ""}" />
"""
        attached = f"<p>附件【{documents(story)}】</p>" if story.documents else ""
        editor = f'<div class="zrbj">责任编辑：{story.editor}</div>' if story.editor else ""
        column = 1012 + _COLUMNS.index(story.home)
        return self._page(
            path,
            f"{story.title}-{self.site.name}",
            metas,
            f"""<div class="dqwz">当前位置: {self.position(channel, path, "&gt;&gt;")}&gt;&gt;正文</div>
<form name="_newscontent_fromname"><div class="content">
<h2>{escape(story.title)}</h2>
<div class="xx">来源: {story.source or ""} | 作者: {story.author or ""} | 发布时间: {story.timestamp:%Y-%m-%d} | \
浏览次数: <script>_showDynClicks("wbnews", 1632666717, {story.number})</script></div>
<div id="vsb_content_{column}"><div class="v_news_content">
{paragraphs(story, indent="&nbsp;&nbsp;&nbsp;&nbsp;")}
{attached}
</div></div>
{editor}
{self._neighbours(channel, story, path)}</div></form>""",
        )

    def _neighbours(self, channel: Channel, story: Story, path: str) -> str:
        place = channel.stories.index(story)
        beside = [("上一条", place - 1), ("下一条", place + 1)]
        return "".join(
            f'<p>{label}：<a href="{self.link(_href(other), path)}">{escape(other.title)}</a></p>'
            for label, at in beside
            if 0 <= at < len(channel.stories) and not (other := channel.stories[at]).external
        )

    def _page(self, path: str, title: str, metas: str, content: str) -> str:
        links = "".join(f'<li><a href="{self.link(to, path)}">{name}</a></li>' for name, to in self.navigation())
        return f"""<!DOCTYPE html>
<HTML><HEAD><TITLE>{escape(title)}</TITLE>
<META charset="UTF-8">
{metas}<!--Announced by Visual SiteBuilder 9-->
<LINK rel="stylesheet" type="text/css" href="/_sitegray/_sitegray_d.css">
<SCRIPT language="javascript" src="/_sitegray/_sitegray.js"></SCRIPT>
</HEAD>
<BODY>
<div class="top"><img src="/images/logo.png" alt="{self.site.name}"></div>
<div class="menu"><ul>{links}</ul></div>
<div class="ny">
{content}
</div>
<div class="foot">Copyright © {self.site.name} 版权所有</div>
</BODY></HTML>
"""
