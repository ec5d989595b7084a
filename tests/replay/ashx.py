# ruff: noqa: ARG002 - its links are absolute: they do not depend on the page they stand on
"""The portal of 湛江 (``PostHandler.ashx``): listing pages without a row, filled by a handler that is asked by POST.

=========  ==============================================================================================================
channel    how its page asks
=========  ==============================================================================================================
six sizes  ``/Default.aspx?key=list/list&Id=<centre>&CurrentId=<column>&title=<name>``: the script takes the column from the
           page's own address, and the handler's from ``/js/common.js``
交通安全   ``/Default.aspx?key=area_list/list&id=<column>``: the script spells out the handler's address, column and page size
=========  ==============================================================================================================

Both POST ``/Ashx/PostHandler.ashx?action=News-GetPublishNewsList`` with one form field, ``args``: a JSON object with
``PageNo`` (from 1), ``PageSize`` and ``ClassifyID``. The answer, JSON under ``text/plain``, has the rows in ``data`` and states
no number of them; beyond the last page, and for a wrong column, ``data`` is an empty list; without ``args`` null. A row has
``NewsID``, its page is ``/Info.aspx?Id=<NewsID>&c=<column that lists it>``; where the news is another site's, that page is a
redirect. IIS minds no case in paths and in the names of parameters.
"""

from __future__ import annotations

from html import escape
from urllib.parse import parse_qsl, quote

import msgspec

from tests.replay.exchange import Answer, Request
from tests.replay.families import Station, documents, metas, paragraphs
from tests.replay.sections import Section, described_site, rows_a_page, sections
from tests.replay.site import Channel, Story

#: What crawlers of two such sites asked for.
_ROWS = 15
_SPELT = "jtaq"
_KEYS = ("gayw", "jwdt", "tzgg", "jfts", "xwfb", "mtjj", _SPELT)
#: The columns' identifiers.
_COLUMNS = {key: f"cb3cd21e-06ff-4380-81b4-2d7ff10e6b{n:02x}" for n, key in enumerate(_KEYS, 0x36)}
_CENTRE = "1a8b4c2b-909b-426c-87bf-14240e564044"
_HANDLER = "/Ashx/PostHandler.ashx"
_ACTION = "News-GetPublishNewsList"
_SCRIPT = """var ip = "http://" + window.location.host,
    ajaxUrl = "/Ashx/PostHandler.ashx?action=",
    msgIp = ip + ajaxUrl;
function doPost(url, data, callback) {
    $.post(url, data, function (answer) { callback(answer.data, answer); }, "json");
}
function getQueryString(name) {
    var found = window.location.search.substr(1).match(new RegExp("(^|&)" + name + "=([^&]*)(&|$)"));
    return found ? decodeURIComponent(found[2]) : null;
}
"""


class _Asked(msgspec.Struct, rename="pascal"):
    """What ``args`` says; the scripts send numbers, or numbers as text."""

    page_no: int | str = 1
    page_size: int | str = 15
    classify_id: str = msgspec.field(default="", name="ClassifyID")


def described(scale: int | None = None) -> Ashx:
    """The site with about so many articles."""
    rows = rows_a_page(scale, _ROWS)
    described = sections(rows, Section(_SPELT, "交通安全", 2 * rows + 2, "traffic"))
    site = described_site("港湾市公安局", described, rows, lambda story: f"/Info.aspx?Id={_identifier(story)}")
    site.hrefs = lambda channel, story: f"/Info.aspx?Id={_identifier(story)}&c={_COLUMNS[channel.key]}"
    return Ashx(site, rows)


def _identifier(story: Story) -> str:
    return f"{story.number:08x}-5d1e-4c2a-9b7f-{story.number * 7919:012x}"


class Ashx(Station):
    """The site of a city's police."""

    news_centre = f"/Default.aspx?key=news/index&Id={_CENTRE}"
    index = "Default.aspx"
    paragraphs_a_page = 0

    def listing_path(self, channel: Channel) -> str:
        column = _COLUMNS[channel.key]
        if channel.key == _SPELT:
            return f"/Default.aspx?key=area_list/list&id={column}"
        return f"/Default.aspx?key=list/list&Id={_CENTRE}&CurrentId={column}&title={quote(channel.name)}"

    def listing(self, path: str) -> str | None:
        return None

    def api(self, request: Request) -> Answer | None:
        query = {name.lower(): value for name, value in parse_qsl(request.query, keep_blank_values=True)}
        match request.path.lower():
            case "/ashx/posthandler.ashx":
                return self._handler(request, query.get("action", ""))
            case "/js/common.js":
                return Answer(headers={"Content-Type": "application/javascript"}, body=_SCRIPT.encode())
            case "/info.aspx":
                for story in self.site.stories().values():
                    if query.get("id") == _identifier(story) and not story.gone:
                        if story.external:
                            return Answer(302, {"Location": story.external})
                        return self.html(self.article(story, 1, request.path))
                return self.html("<script>alert('该信息不存在！');history.back();</script>")
            case "/default.aspx" if query:
                return self.html(self._default(request.path, query))
        return None

    def _default(self, path: str, query: dict[str, str]) -> str:
        """The page that a template's name and a column ask for; an unknown one is the home page."""
        template, column = query.get("key"), query.get("currentid" if "currentid" in query else "id")
        if template == "news/index":
            return self.centre(path)
        channel = next((channel for channel in self.site.channels if _COLUMNS[channel.key] == column), None)
        return self.home(path) if channel is None else self._shell(channel)

    def _handler(self, request: Request, action: str) -> Answer:
        """What the handler answers: JSON under the type that ``.ashx`` files begin with."""
        form = dict(parse_qsl(request.body.decode(), keep_blank_values=True)) if request.method == "POST" else {}
        answer: dict[str, object] = {"success": False, "msg": "参数错误", "data": None}
        if action == _ACTION and "args" in form:
            try:
                asked = msgspec.json.decode(form["args"], type=_Asked)
                page, size = int(asked.page_no), int(asked.page_size)
            except (msgspec.DecodeError, ValueError):
                page, size, asked = 0, 0, _Asked()
            column = next((c for c in self.site.channels if _COLUMNS[c.key] == asked.classify_id), None)
            stories = column.stories[(page - 1) * size : page * size] if column and page > 0 and size > 0 else []
            answer = {"success": True, "msg": "", "data": [self._record(story) for story in stories]}
        return Answer(headers={"Content-Type": "text/plain; charset=utf-8"}, body=msgspec.json.encode(answer))

    def _record(self, story: Story) -> dict[str, object]:
        return {
            "NewsID": _identifier(story),
            "Title": story.title,
            "IsTop": story.pinned,
            "Source": story.source,
            "LastUpdatedDate": f"{story.timestamp:%Y-%m-%d %H:%M:%S}",
        }

    # Pages

    def document(self, path: str, title: str, content: str) -> str:
        return self._page(title, content)

    def menu(self, path: str) -> str:
        links = "\n".join(
            f'<li><a href="{escape(self.listing_path(channel))}">{channel.name}</a></li>'
            for channel in self.site.channels
        )
        return f'<div class="left_menu"><h2>{self.site.centre}</h2><ul>\n{links}\n</ul></div>'

    def block(self, channel: Channel, path: str) -> str:
        more = f'<a class="more" href="{escape(self.listing_path(channel))}">更多&gt;&gt;</a>'
        return (
            f'<div class="news_box"><div class="box_title"><span>{channel.name}</span>{more}</div>\n'
            f'<ul id="box_{channel.key}"></ul></div>\n<script>\n'
            f'doPost(msgIp + "{_ACTION}", {{args: JSON.stringify({{"PageNo": 1, "PageSize": 4, '
            f'"ClassifyID": "{_COLUMNS[channel.key]}"}})}}, function (data) {{ fillBox("#box_{channel.key}", data); }});\n'
            "</script>"
        )

    def article(self, story: Story, part: int, path: str) -> str:
        channel = self.site.channel(story.home)
        printed = f"{story.timestamp:%Y-%m-%d %H:%M:%S}".removesuffix(" 00:00:00")
        files = f'<div class="fujian">附件：{documents(story)}</div>' if story.documents else ""
        editor = f'<div class="bianji">责任编辑：{story.editor}</div>' if story.editor else ""
        return self._page(
            story.title,
            f"""<div class="position">您现在的位置：{self._position(channel)} &gt; 正文</div>
<div class="info"><h1 class="info_title">{escape(story.title)}</h1>
<div class="time">发布时间：{printed}　来源：{story.source or ""}　作者：{story.author or ""}　点击数：<span id="hits"></span></div>
<div class="info_content" id="print">
{paragraphs(story)}
</div>
{files}{editor}
<div class="tools"><a href="javascript:window.print()">打印本页</a> <a href="javascript:window.close()">关闭窗口</a></div></div>""",
        )

    # Templates

    def _shell(self, channel: Channel) -> str:
        if channel.key == _SPELT:
            ask = (
                f'$.post("{_HANDLER}?action={_ACTION}", {{args: JSON.stringify({{"PageNo": pageNo, "PageSize": {self.rows}, '
                f'"ClassifyID": "{_COLUMNS[channel.key]}"}})}}, function (answer) {{ fill(answer.data); }}, "json");'
            )
            column = f'"{_COLUMNS[channel.key]}"'
        else:
            ask = (
                f'doPost(msgIp + "{_ACTION}", {{args: JSON.stringify({{"PageNo": pageNo, "PageSize": pageSize, '
                '"ClassifyID": getQueryString("CurrentId")})}, fill);'
            )
            column = 'getQueryString("CurrentId")'
        return self._page(
            channel.name,
            f"""{self.menu("")}
<div class="right_list"><div class="position">您现在的位置：{self._position(channel)}</div>
<ul class="news_list" id="newsList"></ul>
<div class="pagination" id="pagination"></div></div>
<script>
var pageSize = {self.rows}, pageNo = 1;
function fill(data) {{
    var html = "";
    $.each(data, function (i, item) {{
        var href = "Info.aspx?Id=" + item.NewsID + "&c=" + {column};
        html += '<li><a target="_blank" href="' + href + '">' + item.Title + '</a><span>' + formatDate(item.LastUpdatedDate) + '</span></li>';
    }});
    $("#newsList").html(html);
}}
function getList() {{
    {ask}
}}
getList();
</script>""",
        )

    def _position(self, channel: Channel) -> str:
        return " &gt; ".join(f'<a href="{escape(path)}">{name}</a>' for name, path in self.places(channel))

    def _page(self, title: str, content: str) -> str:
        links = "".join(f'<li><a href="{escape(path)}">{name}</a></li>' for name, path in self.navigation())
        site = self.site.name
        return f"""<!DOCTYPE html>
<html>
<head>
<meta charset="utf-8" />
<title>{escape(title if title == site else f"{title} - {site}")}</title>
{metas(("SiteName", site), ("SiteIDCode", "9908000021"))}
<script src="/js/jquery.min.js"></script>
<script src="/js/common.js"></script>
</head>
<body>
<div class="header"><img src="/images/logo.png" alt="{site}" /></div>
<div class="navbar navbar-default"><ul class="nav navbar-nav">{links}</ul></div>
<div class="content">
{content}
</div>
<div class="footer"><p>版权所有：{site}　网站标识码：9908000021</p></div>
</body>
</html>
"""
