"""NFCMS (南方) and gkmlpt: static pages counted from 1, and a directory that a script fetches as JSON.

=========  ====================================================================================================
channel    its pager
=========  ====================================================================================================
six sizes  ``index.html``, ``index_2.html`` … by links; beyond the last page 404
禁毒之窗   ``/gkmlpt/index#2001``: rows from ``/gkmlpt/api/all/2001?page=N&sid=SID``, both numbers from the page's
           ``window._CONFIG``; an article's text stands in the JSON of its page, too
=========  ====================================================================================================

On some pages the printed source is empty while the meta has it.
"""

from __future__ import annotations

import re
from html import escape
from urllib.parse import parse_qs

import msgspec

from tests.replay.exchange import Answer, Request
from tests.replay.families import Station, cut, documents, paragraphs
from tests.replay.sections import Section, described_site, rows_a_page, sections
from tests.replay.site import Channel, Story

_SID = "755001"
_CATEGORY = 2001
_DIRECTORY = "jdzc"


def described(scale: int | None = None) -> Nfcms:
    """The site with about so many articles."""
    rows = rows_a_page(scale)
    described = sections(rows, Section(_DIRECTORY, "禁毒之窗", 2 * rows + 2, "drugs"))
    return Nfcms(described_site("翠屏岗公安局", described, rows, _href, roles=("editor",)), rows)


def _href(story: Story) -> str:
    if story.home == _DIRECTORY:
        return f"/gkmlpt/content/{story.number // 1_000_000}/{story.number // 1000}/post_{story.number}.html"
    return f"/jwzx/{story.home}/content/post_{story.number}.html"


def _page_path(channel: Channel, page: int) -> str:
    if channel.key == _DIRECTORY:
        return ""
    return f"/jwzx/{channel.key}/index" + (f"_{page}" if page > 1 else "") + ".html"


class Nfcms(Station):
    """The site of a city's police."""

    news_centre = "/jwzx/"
    paragraphs_a_page = 0

    def listing_path(self, channel: Channel) -> str:
        return f"/gkmlpt/index#{_CATEGORY}" if channel.key == _DIRECTORY else f"/jwzx/{channel.key}/"

    def listing(self, path: str) -> str | None:
        if path == "/gkmlpt/index":
            return self._directory()
        found = self.numbered(path, _page_path)
        return None if found is None else self._list(*found, path)

    def api(self, request: Request) -> Answer | None:
        asked = re.fullmatch(r"/gkmlpt/api/all/(\d{1,9})", request.path)
        if asked is None:
            return None
        json = {"Content-Type": "application/json"}
        query = {name: values[-1] for name, values in parse_qs(request.query).items()}
        if int(asked[1]) != _CATEGORY or query.get("sid") != _SID:
            return Answer(404, json, b'{"message":"Not Found"}')
        channel = self.site.channel(_DIRECTORY)
        page = query.get("page", "1")
        number = int(page) if page.isdecimal() and page.isascii() else 1
        base = f"http://{request.headers.get('host', 'localhost')}"
        answer = {
            "classify": {"id": _CATEGORY, "name": channel.name, "post_count": len(channel.stories)},
            "total": len(channel.stories),
            "articles": [self._entry(story, base) for story in self.stories(channel, max(1, number))],
        }
        return Answer(headers=json, body=_ascii(answer))

    def _entry(self, story: Story, base: str) -> dict[str, object]:
        seconds = int(story.timestamp.timestamp())
        return {
            "id": story.number,
            "title": story.title,
            "publisher": self.site.name,
            "identifier": f"007{story.number}/2022-00001",
            "date": seconds,
            "first_publish_time": seconds,
            "display_publish_time": seconds,
            "created_at": f"{story.timestamp:%Y-%m-%d %H:%M:%S}",
            "url": base + _href(story),
            "post_url": base + _href(story),
        }

    # Pages

    def document(self, path: str, title: str, content: str) -> str:
        del path
        return self._page(f'<meta name="ColumnName" content="{title}">', content)

    def menu(self, path: str) -> str:
        del path
        links = "".join(
            f'<li><a href="{self.listing_path(channel)}">{channel.name}</a></li>' for channel in self.site.channels
        )
        return f'<div class="side"><h3>{self.site.centre}</h3><ul>{links}</ul></div>'

    def block(self, channel: Channel, path: str) -> str:
        del path
        more = f'<a href="{self.listing_path(channel)}" class="more" target="_blank">更多 &gt;</a>'
        rows = self._rows(channel, channel.stories[:4])
        return f'<div class="panel"><div class="tab"><span>{channel.name}</span>{more}</div><ul>\n{rows}\n</ul></div>'

    def _rows(self, channel: Channel, stories: list[Story]) -> str:
        return "\n".join(
            f"<li>{'<span class=top>置顶</span>' if story.pinned else ''}"
            f'<a href="{self.site.hrefs(channel, story)}" title="{escape(story.title)}" target="_blank">'
            f'{escape(cut(story.title, 22))}</a><span class="time">{story.timestamp:%Y-%m-%d}</span></li>'
            for story in stories
        )

    def _list(self, channel: Channel, number: int, path: str) -> str:
        total = self.total(channel)

        def link(kind: str, text: str, page: int) -> str:
            return f'<a class="{kind}" href="{_page_path(channel, page)}">{text}</a>' if page != number else ""

        numbers = [
            f'<span class="current">{page}</span>' if page == number else link("num", str(page), page)
            for page in range(max(1, number - 2), min(total, number + 2) + 1)
        ]
        back = [link("first", "首页", 1), link("prev", "上一页", max(1, number - 1))]
        on = [link("next", "下一页", min(total, number + 1)), link("last", "尾页", total)]
        pager = "".join([*back, *numbers, *on]) if total > 1 else ""
        return self._page(
            f'<meta name="ColumnName" content="{channel.name}">',
            f"""<script>window.NFCMS_SITE_ID={_SID};window.NFCMS_PUB_TYPE="cat";window.NFCMS_CAT_ID="{channel.key}";</script>
{self.menu(path)}
<div class="main2020 listBor"><div class="navigation">当前位置：{self.position(channel, path)}</div>
<ul class="list-con">
{self._rows(channel, self.stories(channel, number))}
</ul>
<div class="page">{pager}</div></div>""",
        )

    def _directory(self) -> str:
        tree = [
            {"id": 2000, "name": "政策法规", "jump_url": "/zwgk/", "children": []},
            {"id": _CATEGORY, "name": self.site.channel(_DIRECTORY).name, "jump_url": "", "children": []},
        ]
        return self._shell(
            "政府信息公开目录", f"TREE: {_ascii(tree).decode()},\n    SERVICE_AREA_ID: 0", '<div id="app"></div>'
        )

    def article(self, story: Story, part: int, path: str) -> str:
        del part
        channel = self.site.channel(story.home)
        shown = "" if story.number % 5 == 0 else story.source or ""
        time = f"{story.timestamp:%Y-%m-%d %H:%M:%S}".removesuffix(" 00:00:00")
        files = f'<div class="fj">附件：{documents(story)}</div>' if story.documents else ""
        editor = f'<p class="bj">责任编辑：{story.editor}</p>' if story.editor else ""
        if story.home == _DIRECTORY:
            return self._detail(story, time, files, editor)
        metas = "\n".join(
            f'<meta name="{name}" content="{escape(value)}">'
            for name, value in (
                ("ColumnName", channel.name),
                ("ColumnType", "要闻动态"),
                ("ArticleTitle", story.title),
                ("PubDate", time.rpartition(":")[0] or time),
                ("contentSource", story.source or ""),
                ("articleId", str(story.number)),
            )
        )
        return self._page(
            metas,
            f"""<script>window.NFCMS_SITE_ID={_SID};window.NFCMS_PUB_TYPE="post";window.NFCMS_POST_ID="{story.number}";\
window.NFCMS_CAT_ID="{channel.key}";</script>
<div class="main2020"><div class="navigation">当前位置：{self.position(channel, path)}</div>
<h3 class="conetent-title">{escape(story.title)}</h3>
<div class="news-mes2 clearfix"><span class="spanLeft">来源：{shown}</span>
<span class="spanLeft">发布时间：<em id="pubTime">{time}</em></span>
<span class="zh">字号：<a id="large">大</a><a id="normal" class="on">中</a><a id="small">小</a></span> <span class="fx">分享至：</span></div>
<div class="pd15"><div class="m-con"><div class=TRS_Editor>
{paragraphs(story)}
</div></div>
{files}{editor}</div></div>""",
        )

    def _detail(self, story: Story, time: str, files: str, editor: str) -> str:
        content = paragraphs(story, indent="&emsp;&emsp;")
        detail = {"id": story.number, "title": story.title, "publisher": self.site.name, "content": content}
        return self._shell(
            story.title,
            f"DETAIL: {_ascii(detail).decode()},\n    TREE: [],\n    SERVICE_AREA_ID: 0",
            f"""<div class="content"><h1 class="title">{escape(story.title)}</h1>
<div class="info">发布日期：{time}　来源：{story.source or ""}　【字体：<a>大</a> <a>中</a>】</div>
<div class="article-content" id="content"></div>
{files}{editor}</div>""",
        )

    def _shell(self, title: str, config: str, content: str) -> str:
        return f"""<!DOCTYPE html>
<html lang="zh">
<head>
<meta charset="utf-8">
<title>{escape(title)}</title>
<script>
window._CONFIG = {{
    SITE_NAME: '{self.site.name}',
    SID: '{_SID}',
    {config}
}};
</script>
</head>
<body>
<div class="header"><a href="/">{self.site.name}</a></div>
{content}
<script src="/gkmlpt/js/app.js"></script>
</body>
</html>
"""

    def _page(self, metas: str, content: str) -> str:
        links = "".join(f'<li><a href="{path}"><span>{name}</span></a></li>' for name, path in self.navigation())
        return f"""<!DOCTYPE html>
<html lang="zh">
<head>
<meta charset="UTF-8">
<meta name="SiteName" content="{self.site.name}">
<meta name="SiteDomain" content="ga.cuiping.invalid">
<meta name="SiteIDCode" content="9902000001">
{metas}
<title>{self.site.name}</title>
<link rel="stylesheet" href="/css/style.css">
</head>
<body>
<div class="head"><h1>{self.site.name}</h1><ul class="nav2020">{links}</ul></div>
{content}
<div class="bottom">主办：{self.site.name}　网站标识码：9902000001</div>
</body>
</html>
"""


def _ascii(value: object) -> bytes:
    r"""JSON as this CMS writes it: all but ASCII escaped, and ``/`` and ``<`` too.

    >>> _ascii({"title": "<p>警</p>"})
    b'{"title":"\\u003cp\\u003e\\u8b66\\u003c\\/p\\u003e"}'
    """
    text = msgspec.json.encode(value).decode().replace("/", r"\/").replace("<", r"\u003c").replace(">", r"\u003e")
    return "".join(char if char < "\x7f" else f"\\u{ord(char):04x}" for char in text).encode()
