"""UCAP (开普): static pages counted from 1, ``common_list_2.shtml``, and lists that a script fetches as JSON.

=========  ====================================================================================================
channel    its pager
=========  ====================================================================================================
six sizes  ``createPageHTML('page_div', pages, page from 1, 'common_list', 'shtml', rows)``; beyond the last page the
           listing of another department
禁毒之窗   rows from ``/common/search/<channelId>``, whose address the page's script spells out
交通安全   the same; the page has the first rows in a comment, and the id in ``<meta name="channelId">``
=========  ====================================================================================================

The metas tell the build time as ``PubDate``. An article of several pages is one page with ``page_content(n)``.
"""

from __future__ import annotations

import hashlib
import re
from datetime import datetime
from html import escape
from urllib.parse import parse_qsl

import msgspec

from tests.replay.exchange import Answer, Request
from tests.replay.families import Station, cut, documents, paragraphs
from tests.replay.sections import LONGEST_PAGE, Section, described_site, rows_a_page, sections
from tests.replay.site import Channel, Story

_BUILT = "2022-10-14 10:16:14"
#: Channels whose rows come from the API, with the stem of their page.
_FETCHED = {"jdzc": "list", "jtaq": "nav_list"}
_QUERY = "_isAgg=true&_isJson=true&_pageSize={rows}&_template=index&_rangeTimeGte=&_channelName=&page="
_PAGES = """<script>
function page_content(n){
  for(var i=0;i<document.getElementsByName("pagediv").length;i++){ document.getElementById("pagediv"+i).style.display="none"; }
  document.getElementById("pagediv"+n).style.display="block";
}
</script>"""


def described(scale: int | None = None) -> Ucap:
    """The site with about so many articles."""
    rows = rows_a_page(scale)
    variants = (
        Section("jdzc", "禁毒之窗", 2 * rows + 2, "drugs"),
        Section("jtaq", "交通安全", 2 * rows + 2, "traffic"),
    )
    return Ucap(
        described_site("临渡市公安局", sections(rows, *variants), rows, _href, clock="minute", roles=("editor",)), rows
    )


def _href(story: Story) -> str:
    day, name = story.timestamp, hashlib.md5(str(story.number).encode()).hexdigest()
    match story.home:
        case "tzgg":
            return f"/gaj/c103388/{day.year}/{day.month}/{day.day}/{name}.shtml"
        case "jtaq":
            return f"/gaj/c109217/{day:%Y%m}/{story.number}.shtml"
        case "jfts":
            return f"/gaj/c100007/{day:%Y-%m/%d}/content_{story.number}.shtml"
    return f"/gaj/{story.home}/{day:%Y%m}/{name}.shtml"


def channel_id(key: str) -> str:
    """The id by which the API knows a channel."""
    return hashlib.md5(key.encode()).hexdigest()


def _page_path(channel: Channel, page: int) -> str:
    stem = _FETCHED.get(channel.key, "common_list")
    return f"/gaj/{channel.key}/{stem}" + (f"_{page}" if page > 1 else "") + ".shtml"


class Ucap(Station):
    """The site of a city's police."""

    news_centre = "/gaj/xwzx/index.shtml"
    index = "index.shtml"
    #: Its pages are parts of one page.
    paragraphs_a_page = 0

    def listing_path(self, channel: Channel) -> str:
        return _page_path(channel, 1)

    def listing(self, path: str) -> str | None:
        found = self.numbered(path, _page_path)
        if found is not None and (found[0].key not in _FETCHED or found[1] == 1):
            return self._fetched(found[0], path) if found[0].key in _FETCHED else self._list(*found, path)
        if beyond := re.fullmatch(r"/gaj/(\w{1,20})/common_list_(\d{1,9})\.shtml", path):
            totals = {channel.key: self.total(channel) for channel in self.site.channels if channel.key not in _FETCHED}
            if int(beyond[2]) > totals.get(beyond[1], int(beyond[2])):
                return self._other_department(path)
        return None

    def api(self, request: Request) -> Answer | None:
        found = re.fullmatch(r"/common/search/([0-9a-f]{32})", request.path)
        channels = [channel for channel in self.site.channels if found and channel_id(channel.key) == found[1]]
        if not channels or request.method != "GET":
            return None
        query = dict(parse_qsl(request.query, keep_blank_values=True))
        size, page = (
            int(text) if text.isdecimal() and text.isascii() and int(text) else usual
            for text, usual in ((query.get("_pageSize", ""), self.rows), (query.get("page", ""), 1))
        )
        (channel,) = channels
        rows = channel.stories[(page - 1) * size : page * size]
        if query.get("_isJson") != "true":
            return self.html(f"<ul>\n{self._rows(channel, rows)}\n</ul>")
        answer = {
            "data": {
                "page": page,
                "rows": size,
                "channelId": channel_id(channel.key),
                "total": len(channel.stories),
                "relateSubChannels": "true",
                "results": [self._result(channel, story) for story in rows],
            },
            "locationUrl": f"{request.path}?{_QUERY.format(rows=size)}",
            "channelName": channel.name,
        }
        return Answer(headers={"Content-Type": "application/json;charset=UTF-8"}, body=msgspec.json.encode(answer))

    def _result(self, channel: Channel, story: Story) -> dict[str, str]:
        return {
            "title": story.title,
            "subTitle": story.title,
            "content": "",
            "memo": "",
            "url": self.site.hrefs(channel, story),
            "manuscriptId": str(story.number),
            "publishedTime": str(int(story.timestamp.timestamp()) * 1000),
            "publishedTimeStr": f"{story.timestamp:%Y-%m-%d %H:%M:%S}",
            "channelName": channel.name,
            "channelCodeName": channel.key,
            "channelId": channel_id(channel.key),
        }

    # Pages

    def document(self, path: str, title: str, content: str) -> str:
        del path
        return self._page(f"{title}-{self.site.name}", f'<meta name="ColumnName" content="{title}"/>', content)

    def menu(self, path: str) -> str:
        del path
        links = "".join(
            f'<dd><a href="{self.listing_path(channel)}">{channel.name}</a></dd>' for channel in self.site.channels
        )
        return f'<dl class="left_nav"><dt>{self.site.centre}</dt>{links}</dl>'

    def block(self, channel: Channel, path: str) -> str:
        del path
        more = f'<a class="more fr" href="{self.listing_path(channel)}">更多</a>'
        rows = self._rows(channel, channel.stories[:4])
        return f'<div class="mod"><h2 class="fl">{channel.name}</h2>{more}<ul class="item lh jt_dott">\n{rows}\n</ul></div>'

    def _rows(self, channel: Channel, stories: list[Story]) -> str:
        return "\n".join(
            f"<li>{'<i class=zhiding>置顶</i>' if story.pinned else ''}"
            f'<a href="{self.site.hrefs(channel, story)}" target="_blank" title="{escape(story.title)}">'
            f'<span class="gjdi" style="display:none">[{channel.name}]</span>{escape(cut(story.title, 24))}</a>'
            f'<span class="youce">{story.timestamp:%Y-%m-%d}</span></li>'
            for story in stories
        )

    def _list(self, channel: Channel, number: int, path: str) -> str:
        total, rows = self.total(channel), len(channel.stories)
        return self._list_page(
            channel,
            path,
            f"""<ul class="item lh jt_dott" style="min-height:400px">
{self._rows(channel, self.stories(channel, number))}
</ul>
<div id="page_div" class="page"></div>
<script type="text/javascript" src="/xhtml/js/page.js"></script>
<script>createPageHTML('page_div',{total}, {number},'common_list','shtml',{rows});</script>""",
        )

    def _fetched(self, channel: Channel, path: str) -> str:
        if channel.key == "jdzc":
            address = f"/common/search/{channel_id(channel.key)}?{_QUERY.format(rows=self.rows)}"
            return self._list_page(
                channel,
                path,
                f"""<ul class="item lh jt_dott" id="list"></ul><div id="page_div"></div>
<script>
var url = "{address}";
function show(page){{ $.getJSON(url + page, function(answer){{ fill(answer.data.results, answer.data.total); }}); }}
show(1);
</script>""",
            )
        total, rows = self.total(channel), len(channel.stories)
        return self._list_page(
            channel,
            path,
            f"""<ul class="pagelist"><!--
{self._rows(channel, self.stories(channel, 1))}
<script type="text/javascript" src="/xhtml/js/page.js"></script>\
<script>createPageHTML('page_div',{total}, 1,'{_FETCHED[channel.key]}','shtml',{rows});</script>-->
</ul>
<div id="page_div"> </div>
<script type="text/javascript" src="/xhtml/js/page_list.js"></script>""",
        )

    def _list_page(self, channel: Channel, path: str, rows: str) -> str:
        identity = f"""<meta name="channelId" content="{channel_id(channel.key)}">
<meta name="code" content="{channel.key}">
<meta name="ColumnName" content="{channel.name}"/>"""
        return self._page(
            f"{self.site.name}-{self.site.centre}-{channel.name}",
            identity,
            f"""{self.menu(path)}
<div class="right"><div class="weizhi">您现在的位置：{self.position(channel, path, " > ")}</div>
{rows}
</div>""",
        )

    def _other_department(self, path: str) -> str:
        del path
        rows = "\n".join(
            f'<li><a href="/sjj/zwgk/202001/{hashlib.md5(title.encode()).hexdigest()}.shtml" title="{title}">{title}</a>'
            f'<span class="youce">2020-01-0{day}</span></li>'
            for day, title in (
                (8, "临渡市审计局2019年度工作总结"),
                (6, "关于公布审计项目计划的公告"),
                (3, "审计干部培训班开班"),
            )
        )
        return self._page(
            "临渡市审计局-政务公开",
            '<meta name="ColumnName" content="政务公开"/>',
            f"""<div class="right"><ul class="item lh jt_dott" style="min-height:400px">
{rows}
</ul>
<div id="page_div" class="page"></div>
<script>createPageHTML('page_div',1, 1,'common_list','shtml',3);</script></div>""",
        )

    def article(self, story: Story, part: int, path: str) -> str:
        del part
        channel = self.site.channel(story.home)
        metas = "\n".join(
            f'<meta name="{name}" content="{escape(value)}"/>'
            for name, value in (
                ("ColumnName", channel.name),
                ("ColumnType", "警务资讯"),
                ("ArticleTitle", story.title),
                ("PubDate", _BUILT),
                ("ContentSource", story.source or ""),
                ("Author", story.editor or ""),
                ("template,templategroup,version", "56e13a7de5c1448db74b2743da3aaf7a,default,9.9"),
            )
        )
        files = documents(story)
        attached = f'<div class="fujian">附件：{files}</div>\n' if files else ""
        editor = f'<div class="zrbj">责任编辑：\n{story.editor}\n</div>' if story.editor else ""
        return self._page(
            f"{story.title}-{self.site.name}",
            metas,
            f"""<div class="weizhi">您现在的位置：{self.position(channel, path, " > ")} > 正文</div>
<div id="articlecontent"><h2><UCAPTITLE>
{escape(story.title)}
</UCAPTITLE></h2>
<ul id="articleattribute"><li>{printed(story.timestamp)}</li><li>来源：<span>{story.source or ""}</span></li>
<li>浏览次数：<span id="hits"></span></li><li>【字体：<a href="javascript:;">大</a> <a href="javascript:;">中</a>】</li></ul>
<div id="cmsArticleContent"><UCAPCONTENT>
{self._body(story)}
</UCAPCONTENT></div>
{attached}{editor}
<div class="share">分享到：<a href="javascript:;">微信</a></div></div>""",
        )

    def _body(self, story: Story) -> str:
        if len(story.body) <= LONGEST_PAGE:
            return paragraphs(story, indent="&emsp;&emsp;")
        starts = range(0, len(story.body), 3)
        pages = "\n".join(
            f'<div id="pagediv{number}" name="pagediv"{" style=display:none" if number else ""}>\n'
            f"{paragraphs(story, range(start, min(start + 3, len(story.body))))}\n</div>"
            for number, start in enumerate(starts)
        )
        links = " ".join(
            f'<a href="javascript:page_content({number})">{number + 1}</a>' for number in range(len(starts))
        )
        return f'{pages}\n<div class="pagination">{links}</div>\n{_PAGES}'

    def _page(self, title: str, metas: str, content: str) -> str:
        links = "".join(f'<li><a href="{path}">{name}</a></li>' for name, path in self.navigation())
        return f"""<!DOCTYPE html>
<html>
<head>
<meta charset="UTF-8">
<meta name="SiteName" content="{self.site.name}"/>
<meta name="SiteDomain" content="gaj.lindu.invalid"/>
<meta name="SiteIDCode" content="9901000001"/>
{metas}
<meta name="others" content="页面生成时间 {_BUILT}" />
<title>{escape(title)}</title>
<link rel="stylesheet" type="text/css" href="/xhtml/css/base.css" />
</head>
<body>
<div class="header"><h1 class="logo">{self.site.name}</h1><ul class="nav">{links}</ul></div>
<div class="container">
{content}
</div>
<div class="footer">主办单位：{self.site.name}　青公网安备00000000000001号　网站标识码：9901000001</div>
</body>
</html>
"""


def printed(moment: datetime) -> str:
    """The time as the pages print it; the day alone where only that was entered.

    >>> printed(datetime(2022, 1, 14)), printed(datetime(2022, 1, 14, 9, 5, 7))
    ('2022年01月14日', '2022年01月14日 09时05分')
    """
    return f"{moment:%Y年%m月%d日 %H时%M分}".removesuffix(" 00时00分")
