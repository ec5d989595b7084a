# ruff: noqa: ARG002 - its links are absolute: they do not depend on the page they stand on
"""Hanweb JCMS: listings in a ``<datastore>`` inside a script, gone on with from ``dataproxy.jsp``, three pages at a time.

=========  ==============================================================================================================
channel    how its listing goes on
=========  ==============================================================================================================
six sizes  POST ``/module/web/jpage/dataproxy.jsp?startrecord=S&endrecord=E&perpage=P`` with the page's ``param_<unit>``; a
           window that does not begin the listing repeats the record before it. By GET the server minds ``page`` and
           ``perpage`` (at most 300) alone
交通安全   GET the ``<nextgroup>`` link: column and unit are encrypted there, and stand nowhere else
警情通报   the module of open government: POST ``/module/xxgk/search.jsp`` with the bureau's ``area`` and ``currpage``; it
           lists the articles of all columns; beyond the last page the last one again
=========  ==============================================================================================================

Wrong parameters give an empty store. Article pages have a hidden second source, and ``<meta>`` inside the body.
"""

from __future__ import annotations

import re
from html import escape
from urllib.parse import parse_qsl, quote

from tests.replay.exchange import Answer, Request
from tests.replay.families import Station, cut, documents, metas, paragraphs
from tests.replay.sections import Section, described_site, rows_a_page, sections
from tests.replay.site import Channel, Story

_COLUMNS = {key: 59261 + n for n, key in enumerate(("gayw", "jwdt", "tzgg", "jfts", "xwfb", "mtjj", "jtaq", "jqtb"))}
_NEXT_GROUP, _OPEN = "jtaq", "jqtb"
_PROXY = "/module/web/jpage/dataproxy.jsp"
_AREA = "11990100014244"
_LARGEST_PAGE = 300
#: What the bureau publishes in columns that are no news.
_RULES = ("户口登记管理办法", "养犬管理规定", "烟花爆竹安全管理规定", "旅馆业治安管理实施细则", "行政处罚裁量基准")
_RULES_COLUMN = 59299


def described(scale: int | None = None) -> Hanweb:
    """The site with about so many articles."""
    rows = rows_a_page(scale)
    variants = (
        Section(_NEXT_GROUP, "交通安全", 7 * rows + 2, "traffic"),
        Section(_OPEN, "警情通报", 2 * rows + 2, "police"),
    )
    site = described_site("临渡市公安局", sections(rows, *variants), rows, _href, clock="minute", roles=("editor",))
    return Hanweb(site, rows)


def _href(story: Story) -> str:
    day = story.timestamp
    return f"/art/{day.year}/{day.month}/{day.day}/art_{_COLUMNS[story.home]}_{story.number}.html"


class Hanweb(Station):
    """The site of a city's police."""

    news_centre = "/col/col59260/index.html"
    paragraphs_a_page = 0

    def listing_path(self, channel: Channel) -> str:
        return f"/col/col{_COLUMNS[channel.key]}/index.html"

    def listing(self, path: str) -> str | None:
        return next((self._list(channel) for channel in self.site.channels if path == self.listing_path(channel)), None)

    def other_page(self, path: str) -> str | None:
        if rule := re.fullmatch(rf"/art/2021/6/1/art_{_RULES_COLUMN}_(\d)\.html", path):
            return self.document(path, _RULES[int(rule[1]) % len(_RULES)], "<p>第一条　为规范管理，制定本规定。</p>")
        return super().other_page(path)

    def api(self, request: Request) -> Answer | None:
        asked = dict(parse_qsl(request.query, keep_blank_values=True))
        form = dict(parse_qsl(request.body.decode(), keep_blank_values=True))
        match request.path:
            case "/module/web/jpage/dataproxy.jsp":
                return self._store(request.method, asked, form)
            case "/module/xxgk/search.jsp":
                return self.html(self._search(asked | form))
        return None

    # The data store

    def _store(self, method: str, asked: dict[str, str], form: dict[str, str]) -> Answer:
        named = asked | form
        channel = next((channel for channel in self.site.channels if self._names(channel, named)), None)
        records: list[Story] = []
        group = None
        if channel is not None:
            stories = channel.stories
            if channel.key == _NEXT_GROUP:
                group = _whole(asked.get("page"))
                start = (group - 1) * 3 * self.rows
                records = stories[max(0, start - 1) : start + 3 * self.rows]
            elif method == "POST":
                start, end = _whole(asked.get("startrecord")), _whole(asked.get("endrecord"))
                records = stories[max(0, start - 2) : end] if start <= len(stories) else []
            else:
                size = min(_whole(asked.get("perpage"), self.rows), _LARGEST_PAGE)
                start = (_whole(asked.get("page")) - 1) * size
                records = stories[start : start + size]
        total = len(channel.stories) if channel else 0
        return Answer(
            headers={"Content-Type": "text/xml; charset=UTF-8"},
            body=(
                f"<?xml version='1.0' encoding='UTF-8'?>\n<datastore>\n<totalrecord>{total}</totalrecord>"
                f"<totalpage>{-(-total // self.rows)}</totalpage>\n"
                f"{self._next_group(channel, group) if channel and group else ''}"
                f"{self._record_set(channel, records) if channel else '<recordset></recordset>'}</datastore>"
            ).encode(),
        )

    def _names(self, channel: Channel, named: dict[str, str]) -> bool:
        """Whether a request's parameters are this column's own."""
        if channel.key == _NEXT_GROUP:
            return all(named.get(name) == value for name, value in self._encrypted().items())
        right = self._parameters(channel)
        return channel.key != _OPEN and all(
            named.get(name) == right[name].strip("'") for name in ("columnid", "unitid", "webid")
        )

    def _parameters(self, channel: Channel) -> dict[str, str]:
        return {
            "col": "1",
            "appid": "1",
            "webid": "35",
            "path": "'/'",
            "columnid": str(_COLUMNS[channel.key]),
            "sourceContentType": "1",
            "unitid": f"'{_unit(channel)}'",
            "webname": f"'{self.site.name}'",
            "permissiontype": "0",
        }

    def _encrypted(self) -> dict[str, str]:
        return {"columnid": "8F2C61D0A7E94B53", "unitid": "C01B77E25D3A4F96"}

    def _next_group(self, channel: Channel, group: int) -> str:
        if channel.key != _NEXT_GROUP or group * 3 * self.rows >= len(channel.stories):
            return "<nextgroup></nextgroup>"
        secret = self._encrypted()
        href = (
            f"{_PROXY}?page={group + 1}&appid=1&webid=35&path=%2F&columnid={secret['columnid']}&unitid={secret['unitid']}"
            f"&webname={quote(self.site.name)}&permissiontype=0"
        )
        return f'<nextgroup><![CDATA[<a href="{href}"></a>]]></nextgroup>\n'

    def _record_set(self, channel: Channel, stories: list[Story]) -> str:
        records = "\n".join(f"<record><![CDATA[\n{self._row(channel, story)}]]></record>" for story in stories)
        return f"<recordset>\n{records}\n</recordset>"

    def _row(self, channel: Channel, story: Story) -> str:
        top = '<img src="/picture/0/top.gif" alt="置顶" />' if story.pinned else ""
        title = escape(story.title)
        return (
            f'<li>{top}<a href="{self.site.hrefs(channel, story)}" title="{title}" target="_blank">'
            f"{escape(cut(story.title, 22))}</a><span>{story.timestamp:%Y-%m-%d}</span></li>"
        )

    # Open government

    def _search(self, asked: dict[str, str]) -> str:
        if asked.get("area") != _AREA:
            return '<div class="tc_null">没有符合条件的信息！</div>'
        channel = self.site.channel(_OPEN)
        entries: list[tuple[str, str, str]] = []
        for place, story in enumerate(channel.stories):
            entries.append((self.site.hrefs(channel, story), story.title, f"{story.timestamp:%Y-%m-%d}"))
            if place % 3 == 1:
                rule = place // 3 % len(_RULES)
                entries.append(
                    (f"/art/2021/6/1/art_{_RULES_COLUMN}_{rule}.html", f"临渡市{_RULES[rule]}", "2021-06-01")
                )
        total = max(1, -(-len(entries) // self.rows))
        page = min(_whole(asked.get("currpage")), total)
        rows = "\n".join(
            f'<tr><td align="center">{_AREA}/{2021000 + place}</td><td><a href="{href}" title="{escape(title)}" '
            f'target="_blank">{escape(cut(title, 24))}</a></td><td align="center">{day}</td></tr>'
            for place, (href, title, day) in list(enumerate(entries))[(page - 1) * self.rows : page * self.rows]
        )
        following = (
            f'<a href="javascript:void(0)" onclick="gotopage({page + 1})">下一页</a>' if page < total else "下一页"
        )
        return f"""<table width="100%" class="xxgk_table">
<tr class="tr_title"><th>索引号</th><th>标题</th><th>发布日期</th></tr>
{rows}
</table>
<div class="page">共&nbsp;{len(entries)}&nbsp;条记录&nbsp;&nbsp;第&nbsp;{page}/{total}&nbsp;页&nbsp;&nbsp;{following}</div>"""

    # Templates

    def _list(self, channel: Channel) -> str:
        unit = _unit(channel)
        first = self._record_set(channel, channel.stories[: 3 * self.rows])
        store = f'<script type="text/xml"><datastore>\n{self._next_group(channel, 1)}{first}</datastore></script>'
        if channel.key == _OPEN:
            listed = (
                '<div id="divlist"></div>\n<script type="text/javascript">\n'
                f"loadDynamic('/module/xxgk/search.jsp?infotypeId=&vc_title=&vc_number=&area={_AREA}','divlist');\n</script>"
            )
        elif channel.key == _NEXT_GROUP:
            listed = f'<div id="{unit}">{store}</div>\n<script src="/script/jpage.js" type="text/javascript"></script>'
        else:
            given = ",".join(f"{name}:{value}" for name, value in self._parameters(channel).items())
            listed = f"""<div id="{unit}">{store}</div>
<script type="text/javascript">
<!--
    var param_{unit} = {{{given}}};
    $(function(){{
    $('#{unit}').jpage({{
    themeName:'default',
    openCookies:false,
    showMode:'full',
    groupSize:3,
    totalRecord:{len(channel.stories)},
    dataBefore:'<ul class="bt-list">',
    dataAfter:'</ul>',
    perPage:{self.rows},
    barPosition:'bottom',
    proxyUrl:'{_PROXY}',
    ajaxParam:param_{unit}
    }});
    }});
-->
</script>"""
        content = f'{self.menu("")}\n<div class="bt-right">{self._position(channel)}\n{listed}</div>'
        return self._page(channel.name, metas(("ColumnName", channel.name), ("ColumnType", "工作动态")), content)

    def document(self, path: str, title: str, content: str) -> str:
        return self._page(title, metas(("ColumnName", title)), content)

    def menu(self, path: str) -> str:
        links = "\n".join(
            f'<li><a href="{self.listing_path(channel)}">{channel.name}</a></li>' for channel in self.site.channels
        )
        return f'<div class="bt-left"><h2>{self.site.centre}</h2><ul>\n{links}\n</ul></div>'

    def block(self, channel: Channel, path: str) -> str:
        rows = "\n".join(self._row(channel, story) for story in channel.stories[:4])
        more = f'<a class="bt-more" href="{self.listing_path(channel)}" target="_blank">更多&gt;&gt;</a>'
        return f'<div class="bt-box"><div class="bt-box-tit">{channel.name}{more}</div>\n<ul>\n{rows}\n</ul></div>'

    def article(self, story: Story, part: int, path: str) -> str:
        channel = self.site.channel(story.home)
        printed = f"{story.timestamp:%Y-%m-%d %H:%M}"
        files = documents(story)
        attached = f"<p>附件：{files}</p>\n" if files else ""
        editor = f'<p style="text-align: right;">编辑：{story.editor}</p>\n' if story.editor else ""
        head = metas(
            ("ColumnName", channel.name),
            ("ColumnType", "工作动态"),
            ("ArticleTitle", story.title),
            ("PubDate", printed),
            ("ContentSource", story.source or ""),
            ("Author", story.editor or ""),
            ("Maketime", "2022-02-08 03:10:22"),
            ("ColId", str(_COLUMNS[story.home])),
        )
        return self._page(
            f"{story.title}",
            head,
            f"""{self._position(channel)}
<div class="main-fl bt-left"><div class="sp_title"><!--<$[标题]>begin-->{escape(story.title)}<!--<$[标题]>end--></div>
<div class="sp_time"><span>发布日期：<!--<$[信息发布日期]>begin-->{printed}<!--<$[信息发布日期]>end--></span>
<div style="display:none">信息来源：临渡市政府门户网站</div>
<span>信息来源：<!--<$[信息来源]>begin-->{story.source or ""}<!--<$[信息来源]>end--></span>
<span>浏览次数：<script language="javascript" src="/vc/vc/interface/visit.jsp?type=3&i_webid=35&i_articleid={story.number}"></script></span>
<span>字体：[ <a href="javascript:doZoom(18)">大</a> <a href="javascript:doZoom(16)">中</a> <a href="javascript:doZoom(14)">小</a> ]</span></div>
<div class="bt-content bt-article-02" id="zoom"><!--ZJEG_RSS.content.begin--><meta name="ContentStart">
{paragraphs(story, indent="")}
{attached}{editor}<meta name="ContentEnd"><!--ZJEG_RSS.content.end--></div>
<div class="ewm">扫一扫在手机打开当前页</div>
<div class="bt-gn"><a href="javascript:window.print()">打印本页</a> <a href="javascript:window.close()">关闭窗口</a></div></div>""",
        )

    def _position(self, channel: Channel) -> str:
        links = " &gt; ".join(f'<a href="{path}">{name}</a>' for name, path in self.places(channel))
        return f'<div class="bt-position">您当前的位置：{links}</div>'

    def _page(self, title: str, head: str, content: str) -> str:
        links = "".join(f'<li><a href="{path}">{name}</a></li>' for name, path in self.navigation())
        site = self.site.name
        return f"""<!DOCTYPE html>
<html>
<head>
<meta http-equiv="Content-Type" content="text/html; charset=utf-8" />
<title>{escape(title if title == site else f"{site} {title}")}</title>
{metas(("SiteName", site), ("SiteDomain", "gaj.lindu.invalid"), ("SiteIDCode", "9901000014"))}
{head}
<link href="/images/33/hanweb.css" type="text/css" rel="stylesheet" />
<script type="text/javascript" src="/script/0/jquery.js"></script>
</head>
<body>
<div class="bt-head"><img src="/picture/0/logo.png" alt="{site}" /><ul class="nav">{links}</ul></div>
<div class="bt-main">
{content}
</div>
<div class="bt-foot"><p>主办：{site}　网站标识码：9901000014</p></div>
<!-- Produced By 大汉网络 大汉版通发布系统 -->
</body>
</html>
"""


def _unit(channel: Channel) -> str:
    return str(417911 + _COLUMNS[channel.key] - 59260)


def _whole(text: str | None, otherwise: int = 1) -> int:
    return max(1, int(text)) if text and text.isdecimal() and len(text) < 9 else otherwise
