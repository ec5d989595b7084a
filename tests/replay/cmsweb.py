# ruff: noqa: ARG002 - its links are absolute: they do not depend on the page they stand on
"""The platform of 淮安 (cmsweb): static pages counted from 1, and a directory that a script fetches as JSON.

=========  ==============================================================================================================
channel    its pages
=========  ==============================================================================================================
six sizes  ``/col/9099_355585/index.html``, then ``index_2.html``; the pager is a call, ``nsetpage(page, rows in all, rows a
           page, …)``, without links; beyond the last page the listing answers as the news centre does
警情通报   ``/cmsweb/zwgk/sj/indexdept.html?…&orgId=<bureau>&topic=<number>``: rows from POST
           ``/articleCommonController/lists.do`` with the form fields ``page`` (from 1), ``pagesize``, ``topic``, ``deptid``
=========  ==============================================================================================================

An article's path has the number of its folder. The directory's answer states the rows in all; beyond the last page, and for a
wrong number, its list is empty.
"""

from __future__ import annotations

import re
from html import escape
from urllib.parse import parse_qsl, quote

import msgspec

from tests.replay.exchange import Answer, Request
from tests.replay.families import Station, cut, documents, metas, paragraphs
from tests.replay.sections import Section, described_site, rows_a_page, sections
from tests.replay.site import Channel, Story

_DIRECTORY = "jqtb"
_KEYS = ("gayw", "jwdt", "tzgg", "jfts", "xwfb", "mtjj", _DIRECTORY)
_COLUMNS = {key: f"9099_{355585 + n}" for n, key in enumerate(_KEYS)}
_TOPIC, _BUREAU = "240", "2c949392749975740174ce97c1fc4448"


def described(scale: int | None = None) -> CmsWeb:
    """The site with about so many articles."""
    rows = rows_a_page(scale)
    described = sections(rows, Section(_DIRECTORY, "警情通报", 2 * rows + 2, "police"))
    return CmsWeb(described_site("清泉岗市公安局", described, rows, _href, clock="minute"), rows)


def _href(story: Story) -> str:
    return f"/col/{_COLUMNS[story.home]}/art/{story.timestamp:%Y%m}/{story.number}.html"


class CmsWeb(Station):
    """The site of a city's police."""

    news_centre = "/col/9098_355580/"
    paragraphs_a_page = 0

    def listing_path(self, channel: Channel) -> str:
        if channel.key == _DIRECTORY:
            bureau = f"orgId={_BUREAU}&orgName={quote(self.site.name)}"
            return f"/cmsweb/zwgk/sj/indexdept.html?r=0000000064a8f16d0164ad1d9d730006&{bureau}&topic={_TOPIC}"
        return f"/col/{_COLUMNS[channel.key]}/"

    def api(self, request: Request) -> Answer | None:
        if request.path != "/articleCommonController/lists.do":
            return None
        form = dict(parse_qsl(request.body.decode(), keep_blank_values=True))
        stories = self.site.channel(_DIRECTORY).stories
        if form.get("topic") != _TOPIC or form.get("deptid") != _BUREAU:
            stories = []
        page, size = (
            int(value) if value.isdecimal() else 0 for value in (form.get("page", ""), form.get("pagesize", ""))
        )
        rows = stories[(page - 1) * size : page * size] if page else []
        answer = {"success": True, "value": {"total": len(stories), "list": [self._record(story) for story in rows]}}
        headers = {"Content-Type": "application/json;charset=UTF-8"}
        return Answer(headers=headers, body=msgspec.json.encode(answer))

    def _record(self, story: Story) -> dict[str, object]:
        return {
            "id": str(story.number),
            "title": story.title,
            "link": story.external or "",
            "path": "" if story.external else _href(story),
            "domain": "",
            "releaseTime": f"{story.timestamp:%Y-%m-%d %H:%M:%S}",
        }

    def listing(self, path: str) -> str | None:
        if path == "/cmsweb/zwgk/sj/indexdept.html":
            return self._directory()
        found = re.fullmatch(r"/col/(\d+_\d+)/index(?:_(\d{1,4}))?\.html", path)
        for channel in self.site.channels:
            if found and found[1] == _COLUMNS[channel.key] and channel.key != _DIRECTORY:
                page = int(found[2] or 1)
                return self._list(channel, page) if 1 <= page <= self.total(channel) else self.centre(path)
        return None

    def document(self, path: str, title: str, content: str) -> str:
        return self._page(title, metas(("ColumnName", title)), content)

    def menu(self, path: str) -> str:
        links = "\n".join(
            f'<li><a href="{escape(self.listing_path(channel))}">{channel.name}</a></li>'
            for channel in self.site.channels
        )
        return f'<div class="nav-left"><h2>{self.site.centre}</h2><ul>\n{links}\n</ul></div>'

    def block(self, channel: Channel, path: str) -> str:
        rows = "\n".join(self._row(channel, story) for story in channel.stories[:4])
        more = f'<a class="more" href="{escape(self.listing_path(channel))}">更多</a>'
        return f'<div class="modbox"><h3>{channel.name}</h3>{more}\n<ul>\n{rows}\n</ul></div>'

    def article(self, story: Story, part: int, path: str) -> str:
        channel = self.site.channel(story.home)
        printed = f"{story.timestamp:%Y-%m-%d %H:%M}"
        files = documents(story)
        attached = f"<p>附件：{files}</p>\n" if files else ""
        editor = f'<div class="nr-bj">编辑：{story.editor}</div>' if story.editor else ""
        head = metas(
            ("ColumnName", channel.name),
            ("ArticleTitle", story.title),
            ("PubDate", printed),
            ("ContentSource", story.source or ""),
        )
        return self._page(
            story.title,
            head,
            f"""{self._position(channel)}
<div class="nr"><h1 class="nr-tt">{escape(story.title)}</h1>
<div class="nr-xx">发布时间：{printed} | 来源：{story.source or ""} | 作者：{story.author or ""} | 浏览次数：<span id="count">0</span></div>
<div id="zoom" class="nr-zw">
{paragraphs(story)}
{attached}</div>
{editor}
<div class="nr-gn">【<a href="javascript:window.print()">打印</a>】【<a href="javascript:window.close()">关闭</a>】</div></div>""",
        )

    # Templates

    def _list(self, channel: Channel, page: int) -> str:
        rows = "\n".join(self._row(channel, story) for story in self.stories(channel, page))
        content = f"""{self.menu("")}
<div class="list-right">{self._position(channel)}
<ul class="list-nr">
{rows}
</ul>
<div id="pagelist"></div>
<script type="text/javascript">nsetpage({page},{len(channel.stories)},{self.rows},'index','html');</script></div>"""
        return self._page(channel.name, metas(("ColumnName", channel.name)), content)

    def _directory(self) -> str:
        """The shell that ``list.js`` fills with what its own address asks for."""
        return self._page(
            "政府信息公开",
            '<script type="text/javascript" src="/cmsweb/zwgk/js/list.js"></script>',
            """<div class="xxgk"><div class="xxgk-tt">政府信息公开目录</div>
<table class="xxgk-lb" id="lists"><tbody></tbody></table><div id="pages"></div></div>""",
        )

    def _row(self, channel: Channel, story: Story) -> str:
        top = '<em class="top">置顶</em>' if story.pinned else ""
        title = escape(story.title)
        return (
            f'<li>{top}<a href="{self.site.hrefs(channel, story)}" title="{title}" target="_blank">'
            f"{escape(cut(story.title, 24))}</a><span>{story.timestamp:%Y-%m-%d}</span></li>"
        )

    def _position(self, channel: Channel) -> str:
        links = " > ".join(f'<a href="{escape(path)}">{name}</a>' for name, path in self.places(channel))
        return f'<div class="dqwz">当前位置：{links}</div>'

    def _page(self, title: str, head: str, content: str) -> str:
        links = "".join(f'<li><a href="{path}">{name}</a></li>' for name, path in self.navigation())
        site = self.site.name
        return f"""<!DOCTYPE html>
<html>
<head>
<meta charset="utf-8" />
<title>{escape(title if title == site else f"{title}-{site}")}</title>
{metas(("SiteName", site), ("SiteIDCode", "9905000014"))}
{head}
<script type="text/javascript" src="/cmsweb/js/nsetpage.js"></script>
</head>
<body>
<div class="head"><img src="/images/logo.png" alt="{site}" /><ul class="nav">{links}</ul></div>
<div class="main">
{content}
</div>
<div class="foot"><p>版权所有：{site}　网站标识码：9905000014</p></div>
</body>
</html>
"""
