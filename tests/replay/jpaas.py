# ruff: noqa: ARG002 - its links are absolute: they do not depend on the page they stand on
"""Hanweb jpaas: the first page of a listing stands in the page, the others come from a service that minds ``paramJson`` alone.

=========  ==============================================================================================================
channel    its first page
=========  ==============================================================================================================
six sizes  in a ``<div parseType="bulidstatic" url=… queryData=…>`` (the misspelling is the platform's), ready
基层风采   only the ``<script>`` of the same name (``unitUrl``, ``querydata``): its rows come from the service from page 1 on
=========  ==============================================================================================================

The service wants a Referer (else 403) and each item of queryData (else ``success`` is false); a bare ``pageNo`` gives page 1;
``pageSize`` over 20 is 20; beyond the last page its list is empty. The metas' PubDate is the time when the page was built.
"""

from __future__ import annotations

import hashlib
import json
from html import escape
from urllib.parse import parse_qsl

from tests.replay.exchange import Answer, Request
from tests.replay.families import Station, cut, documents, metas, paragraphs
from tests.replay.sections import Section, described_site, rows_a_page, sections
from tests.replay.site import Channel, Story

_SERVICE = "/api-gateway/jpaas-publish-server/front/page/build/unit"
_SCRIPT = "jcfc"
_LARGEST_PAGE = 20


def described(scale: int | None = None) -> Jpaas:
    """The site with about so many articles."""
    rows = rows_a_page(scale)
    described = sections(rows, Section(_SCRIPT, "基层风采", 2 * rows + 2, "police"))
    return Jpaas(described_site("鹤鸣市公安局", described, rows, _href, clock="minute", roles=("editor",)), rows)


def _key(text: str) -> str:
    return hashlib.md5(text.encode(), usedforsecurity=False).hexdigest()


def _href(story: Story) -> str:
    return f"/art/{story.timestamp.year}/art_{_key(str(story.number))}.html"


class Jpaas(Station):
    """The site of a city's police."""

    news_centre = "/xwzx/index.html"
    paragraphs_a_page = 0

    def listing_path(self, channel: Channel) -> str:
        return f"/xwzx/{channel.key}/index.html"

    def listing(self, path: str) -> str | None:
        return next((self._list(channel) for channel in self.site.channels if path == self.listing_path(channel)), None)

    def api(self, request: Request) -> Answer | None:
        if request.path != _SERVICE:
            return None
        if not request.headers.get("referer"):
            return self.html("<html><head><title>403 Forbidden</title></head><body>403 Forbidden</body></html>", 403)
        asked = dict(parse_qsl(request.query, keep_blank_values=True))
        for channel in self.site.channels:
            if self._query(channel).items() <= asked.items():
                page, size = _wanted(asked.get("paramJson", ""), self.rows)
                answer = {
                    "success": True,
                    "code": "200",
                    "message": "",
                    "data": {"html": self._unit(channel, page, size)},
                }
                return _json(answer)
        return _json({"success": False, "code": "500", "message": "参数错误", "data": None})

    def document(self, path: str, title: str, content: str) -> str:
        return self._page(title, metas(("ColumnName", title)), content)

    def menu(self, path: str) -> str:
        links = "\n".join(
            f'<li><a href="{self.listing_path(channel)}">{channel.name}</a></li>' for channel in self.site.channels
        )
        return f'<div class="left-nav"><h2>{self.site.centre}</h2><ul>\n{links}\n</ul></div>'

    def block(self, channel: Channel, path: str) -> str:
        rows = "\n".join(self._row(channel, story) for story in channel.stories[:5])
        more = f'<a class="xxgk_more" href="{self.listing_path(channel)}">更多</a>'
        return f'<div class="xxgk-zcnr"><h3>{channel.name}</h3>{more}\n<ul>\n{rows}\n</ul></div>'

    def article(self, story: Story, part: int, path: str) -> str:
        channel = self.site.channel(story.home)
        built = "2022-02-08 03:10"
        files = documents(story)
        attached = f"<p>附件：{files}</p>\n" if files else ""
        editor = f'<p class="zrbj">责任编辑：{story.editor}</p>' if story.editor else ""
        head = metas(
            ("ColumnName", channel.name),
            ("ArticleTitle", story.title),
            ("PubDate", built),
            ("ContentSource", story.source or ""),
            ("Author", "系统管理员"),
            ("Maketime", built),
        )
        return self._page(
            story.title,
            head,
            f"""{self._position(channel, "正文")}
<div class="con"><h1 id="con_title">{escape(story.title)}</h1>
<div class="cinfo"><span>发布时间：{story.timestamp:%Y-%m-%d %H:%M}</span> <span>来源：{story.source or ""}</span> \
<span>浏览次数：<b id="hits">-</b></span></div>
<div id="con_con" class="bt-content zoom jpaas-ai-content">
{paragraphs(story)}
{attached}</div>
{editor}
<div class="share">分享到： <a href="javascript:;">微信</a> <a href="javascript:;">微博</a></div></div>""",
        )

    # Templates

    def _query(self, channel: Channel) -> dict[str, str]:
        return {
            "webId": "3185",
            "pageId": _key(channel.key + "page"),
            "parseType": "bulidstatic",
            "pageType": "column",
            "tagId": "信息列表",
            "tplSetId": _key("template"),
        }

    def _list(self, channel: Channel) -> str:
        query = "{" + ",".join(f"'{name}':'{value}'" for name, value in self._query(channel).items()) + "}"
        if channel.key == _SCRIPT:
            listed = (
                f'<script parseType="bulidstatic" unitUrl="{_SERVICE}" querydata="{query}" '
                'src="/jpaas-publish-server/front/js/unitbuild.js"></script>'
            )
        else:
            listed = (
                f'<div parseType="bulidstatic" url="{_SERVICE}" queryData="{query}">\n'
                f"{self._unit(channel, 1, self.rows)}\n</div>"
            )
        content = f'{self.menu("")}\n<div class="right-list">{self._position(channel)}\n{listed}</div>'
        return self._page(channel.name, metas(("ColumnName", channel.name)), content)

    def _unit(self, channel: Channel, page: int, size: int) -> str:
        stories = channel.stories[(page - 1) * size : page * size]
        rows = "\n".join(self._row(channel, story) for story in stories)
        return (
            f'<div class="page-content">\n<ul>\n{rows}\n</ul>\n</div>\n'
            f'<div class="pagination" rows="{size}" count="{len(channel.stories)}" pageNo={page}></div>'
        )

    def _row(self, channel: Channel, story: Story) -> str:
        top = '<i class="zd">置顶</i>' if story.pinned else ""
        title = escape(story.title)
        return (
            f'<li class="clearfix">{top}<a href="{self.site.hrefs(channel, story)}" title="{title}" target="_blank">'
            f'{escape(cut(story.title, 24))}</a><span class="bt-right">{story.timestamp:%Y-%m-%d}</span></li>'
        )

    def _position(self, channel: Channel, *end: str) -> str:
        links = [f'<a href="{path}">{name}</a>' for name, path in self.places(channel)]
        return f'<div class="current-path">当前位置：{" &gt; ".join([*links, *end])}</div>'

    def _page(self, title: str, head: str, content: str) -> str:
        links = "".join(f'<li><a href="{path}">{name}</a></li>' for name, path in self.navigation())
        site = self.site.name
        return f"""<!DOCTYPE html>
<html lang="zh-CN">
<head>
<meta charset="utf-8" />
<title>{escape(title if title == site else f"{title}-{site}")}</title>
{metas(("SiteName", site), ("SiteDomain", "gaj.heming.invalid"), ("SiteIDCode", "9902000014"))}
{head}
<link rel="stylesheet" href="/jpaas-publish-server/front/css/base.css" />
</head>
<body>
<div class="header"><img src="/images/logo.png" alt="{site}" /><ul class="nav">{links}</ul></div>
<div class="wrap">
{content}
</div>
<div class="footer"><p>主办：{site}　网站标识码：9902000014</p></div>
</body>
</html>
"""


def _json(answer: object) -> Answer:
    body = json.dumps(answer, ensure_ascii=False).encode()
    return Answer(headers={"Content-Type": "application/json;charset=UTF-8"}, body=body)


def _wanted(text: str, usual: int) -> tuple[int, int]:
    """Page and page size that ``paramJson`` asks for; the first page of the usual size where it says nothing."""
    try:
        given = json.loads(text)
        return max(1, int(given["pageNo"])), min(max(1, int(given.get("pageSize", usual))), _LARGEST_PAGE)
    except (ValueError, KeyError, TypeError, AttributeError):
        return 1, usual
