# ruff: noqa: ARG002 - its links are absolute: they do not depend on the page they stand on
"""Epoint EWB: listing pages without a row, filled from a JSON service that counts pages from 0.

``/dynamic/zwgk/govInfoPub.html?categorynum=003001`` loads ``/js/webBuilderCommon.js``, which knows the site's key; the rows
come from POST ``/EWB-FRONT/rest/lightfrontaction/getgovinfolist`` with a JSON body, bare or inside ``params``. A body that is
not announced as JSON is 415; a wrong key or column, and a page beyond the last one, give no row. Titles are cut in ``title``,
whole in ``realtitle``; the day is ``infodate``.
"""

from __future__ import annotations

import json
import uuid
from html import escape
from urllib.parse import parse_qsl

from tests.replay.exchange import Answer, Request
from tests.replay.families import Station, cut, documents, metas, paragraphs
from tests.replay.sections import described_site, rows_a_page, sections
from tests.replay.site import Channel, Story

_LIST = "/dynamic/zwgk/govInfoPub.html"
_SERVICE = "/EWB-FRONT/rest/lightfrontaction/getgovinfolist"
_SITE_KEY = "7eb5f7f1-9041-43ad-8e13-8fcb82ea831a"
_COLUMNS = {key: f"00300{n}" for n, key in enumerate(("gayw", "jwdt", "tzgg", "jfts", "xwfb", "mtjj"), 1)}
_LARGEST_PAGE = 50


def described(scale: int | None = None) -> Epoint:
    """The site with about so many articles."""
    rows = rows_a_page(scale)
    return Epoint(described_site("古渡口县公安局", sections(rows), rows, _href, clock="minute", roles=()), rows)


def _href(story: Story) -> str:
    key = uuid.uuid5(uuid.NAMESPACE_URL, str(story.number))
    return f"/003/{_COLUMNS[story.home]}/{story.timestamp:%Y%m%d}/{key}.html"


class Epoint(Station):
    """The site of a county's police."""

    news_centre = "/003/newscenter.html"
    paragraphs_a_page = 0

    def listing_path(self, channel: Channel) -> str:
        return f"{_LIST}?categorynum={_COLUMNS[channel.key]}"

    def listing(self, path: str) -> str | None:
        return None  # told apart by their query: see api

    def api(self, request: Request) -> Answer | None:
        if request.path == "/js/webBuilderCommon.js":
            script = f'var siteInfo = {{"siteGuid":"{_SITE_KEY}","projectName":"/EWB-FRONT"}};\nvar _CTX = "";\n'
            return Answer(headers={"Content-Type": "application/javascript"}, body=script.encode())
        if request.path == _LIST:
            asked = dict(parse_qsl(request.query))
            for channel in self.site.channels:
                if asked.get("categorynum") == _COLUMNS[channel.key]:
                    return self.html(self._list(channel))
            return self.html(self._list(None))
        return self._rows(request) if request.path == _SERVICE else None

    def document(self, path: str, title: str, content: str) -> str:
        return self._page(title, metas(("ColumnName", title)), content)

    def menu(self, path: str) -> str:
        links = "\n".join(
            f'<li><a href="{self.listing_path(channel)}">{channel.name}</a></li>' for channel in self.site.channels
        )
        return f'<div class="ewb-left"><h2>{self.site.centre}</h2><ul>\n{links}\n</ul></div>'

    def block(self, channel: Channel, path: str) -> str:
        rows = "\n".join(
            f'<li class="ewb-list-node"><a href="{self.site.hrefs(channel, story)}" title="{escape(story.title)}">'
            f'{escape(cut(story.title, 20))}</a><span class="ewb-date">{story.timestamp:%Y-%m-%d}</span></li>'
            for story in channel.stories[:4]
        )
        more = f'<a class="ewb-more" href="{self.listing_path(channel)}">更多&gt;&gt;</a>'
        return f'<div class="ewb-block"><h3>{channel.name}</h3>{more}\n<ul>\n{rows}\n</ul></div>'

    def article(self, story: Story, part: int, path: str) -> str:
        channel = self.site.channel(story.home)
        printed = f"{story.timestamp:%Y-%m-%d %H:%M}"
        files = documents(story)
        attached = f"<p>附件：{files}</p>\n" if files else ""
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
<div class="mian-cont"><h2 id="ivs_title">{escape(story.title)}</h2>
<div class="ewb-info"><span id="ivs_date">发布日期：{printed}</span>　<span>信息来源：{story.source or ""}</span>　\
<span>阅读次数：<span id="infoview"></span></span></div>
<div id="ivs_content" class="Article_content">
{paragraphs(story)}
{attached}</div>
<div class="ewb-share">分享到：<a href="javascript:;">微信</a>　<a href="javascript:window.print()">打印</a>　\
<a href="javascript:window.close()">关闭</a></div></div>""",
        )

    def _rows(self, request: Request) -> Answer:
        if not request.headers.get("content-type", "").startswith("application/json"):
            return self.html("<html><body>HTTP Status 415 – Unsupported Media Type</body></html>", 415)
        try:
            given = json.loads(request.body)
            given = given.get("params", given)
            page, size = int(given["pageIndex"]), min(max(1, int(given["pageSize"])), _LARGEST_PAGE)
        except (ValueError, KeyError, TypeError, AttributeError):
            return _json({"custom": None, "status": {"code": "500", "text": "参数错误"}})
        stories: list[Story] = []
        chosen = None
        for channel in self.site.channels:
            if given.get("siteGuid") == _SITE_KEY and given.get("categorynum") == _COLUMNS[channel.key] and page >= 0:
                chosen, stories = channel, channel.stories
        data = [
            {
                "infoid": str(story.number),
                "title": cut(story.title, 22),
                "realtitle": story.title,
                "infourl": self.site.hrefs(chosen, story),
                "infodate": f"{story.timestamp:%Y-%m-%d}",
                "categorynum": _COLUMNS[chosen.key],
                "istop": "1" if story.pinned else "0",
            }
            for story in stories[page * size : (page + 1) * size]
            if chosen
        ]
        return _json(
            {
                "custom": {"code": 1, "text": "", "total": len(stories), "data": data},
                "status": {"code": "200", "text": ""},
            }
        )

    # Templates

    def _list(self, channel: Channel | None) -> str:
        name = channel.name if channel else ""
        position = self._position(channel) if channel else ""
        listed = """<div class="ewb-list"><ul id="record"></ul></div>
<div id="page" class="ewb-page"></div>
<script type="text/template" id="recordTpl">{{#data}}<li><a href="{{infourl}}">{{title}}</a><span>{{infodate}}</span></li>{{/data}}</script>
<script type="text/javascript" src="/js/webBuilderCommon.js"></script>
<script type="text/javascript" src="/js/govInfoPub.js"></script>"""
        return self._page(
            name, metas(("ColumnName", name)), f'{self.menu("")}\n<div class="ewb-right">{position}\n{listed}</div>'
        )

    def _position(self, channel: Channel) -> str:
        links = " &gt; ".join(f'<a href="{path}">{name}</a>' for name, path in self.places(channel))
        return f'<div class="ewb-location">当前位置：{links}</div>'

    def _page(self, title: str, head: str, content: str) -> str:
        links = "".join(f'<li><a href="{path}">{name}</a></li>' for name, path in self.navigation())
        site = self.site.name
        return f"""<!DOCTYPE html>
<html>
<head>
<meta charset="utf-8" />
<title>{escape(title if title == site else f"{title} - {site}")}</title>
{metas(("SiteName", site), ("SiteIDCode", "9904000014"))}
{head}
<link rel="stylesheet" href="/css/ewb.css" />
</head>
<body>
<div class="ewb-top"><img src="/images/logo.png" alt="{site}" /><ul class="ewb-nav">{links}</ul></div>
<div class="ewb-main">
{content}
</div>
<div class="ewb-footer"><p>主办单位：{site}　网站标识码：9904000014</p></div>
</body>
</html>
"""


def _json(answer: object) -> Answer:
    body = json.dumps(answer, ensure_ascii=False).encode()
    return Answer(headers={"Content-Type": "application/json;charset=UTF-8"}, body=body)
