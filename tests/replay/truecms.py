# ruff: noqa: ARG002 - its links are absolute: they do not depend on the page they stand on
"""TrueCMS: the first rows of a listing lie in a hidden ``#initData``, the others come by JSONP, three pages at a time.

=========  ==============================================================================================================
channel    its rows
=========  ==============================================================================================================
six sizes  six pages of them in ``#initData``, then ``getMessage.do?startrecord=S&endrecord=E&…`` (records from 1, the ends
           included; a window that does not begin the listing repeats the record before it)
交通安全   the same, without ``href``: ``onclick="name2('/…/content/….htm')"``
=========  ==============================================================================================================

``getMessage.do`` wants a Referer (else 404); more than five pages of records at once, a wrong column, or a start beyond the
end give an empty result.
"""

from __future__ import annotations

import json
import uuid
from html import escape
from urllib.parse import parse_qsl

from tests.replay.exchange import Answer, Request
from tests.replay.families import Station, cut, documents, metas, paragraphs
from tests.replay.sections import Section, described_site, rows_a_page, sections
from tests.replay.site import Channel, Story

_SERVICE = "/truecms/messageController/getMessage.do"
_NO_HREF = "jtaq"
_FOLDER = "/ldsgaj"
#: In pages of rows: what the page brings along, what a request may ask for at once.
_AT_FIRST, _AT_ONCE = 6, 5


def described(scale: int | None = None) -> TrueCms:
    """The site with about so many articles."""
    rows = rows_a_page(scale)
    described = sections(rows, Section(_NO_HREF, "交通安全", 9 * rows + 2, "traffic"))
    return TrueCms(described_site("柳林渡市公安局", described, rows, _href, roles=()), rows)


def _href(story: Story) -> str:
    return f"{_FOLDER}/{story.home}/content/{_key(str(story.number))}.htm"


def _key(text: str) -> str:
    return str(uuid.uuid5(uuid.NAMESPACE_URL, text))


class TrueCms(Station):
    """The site of a city's police."""

    news_centre = f"{_FOLDER}/xwzx/xwzx.html"
    paragraphs_a_page = 0

    def listing_path(self, channel: Channel) -> str:
        return f"{_FOLDER}/{channel.key}/{channel.key}.html"

    def listing(self, path: str) -> str | None:
        return next((self._list(channel) for channel in self.site.channels if path == self.listing_path(channel)), None)

    def api(self, request: Request) -> Answer | None:
        if request.path != _SERVICE:
            return None
        if not request.headers.get("referer"):
            return self.missing(request.path)
        asked = dict(parse_qsl(request.query, keep_blank_values=True))
        start, end = (
            int(text) if (text := asked.get(name, "")).isdecimal() else 0 for name in ("startrecord", "endrecord")
        )
        result = ""
        for channel in self.site.channels:
            allowed = 0 < start <= min(end, len(channel.stories)) and end - start < _AT_ONCE * self.rows
            if asked.get("columnId") == _key(channel.key) and allowed:
                records = "".join(
                    f"<record><![CDATA[{self._row(channel, story)}]]></record>"
                    for story in channel.stories[max(0, start - 2) : end]
                )
                total = len(channel.stories)
                result = f"<datastore><totalrecord>{total}</totalrecord><recordset>{records}</recordset></datastore>"
        body = json.dumps({"result": result}, ensure_ascii=False)
        if asked.get("callback"):
            body = f"{asked['callback']}({body})"
        return Answer(headers={"Content-Type": "text/javascript;charset=UTF-8"}, body=body.encode())

    def document(self, path: str, title: str, content: str) -> str:
        return self._page(title, metas(("ColumnName", title)), content)

    def menu(self, path: str) -> str:
        links = "\n".join(
            f'<li><a href="{self.listing_path(channel)}">{channel.name}</a></li>' for channel in self.site.channels
        )
        return f'<div class="leftmenu"><h2>{self.site.centre}</h2><ul>\n{links}\n</ul></div>'

    def block(self, channel: Channel, path: str) -> str:
        rows = "\n".join(self._row(channel, story) for story in channel.stories[:4])
        more = f'<a class="more" href="{self.listing_path(channel)}">更多&gt;&gt;</a>'
        return f'<div class="index_box"><h3>{channel.name}</h3>{more}\n<ul>\n{rows}\n</ul></div>'

    def article(self, story: Story, part: int, path: str) -> str:
        channel = self.site.channel(story.home)
        printed = f"{story.timestamp:%Y-%m-%d %H:%M:%S}"
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
            f"""{self._position(channel, "正文")}
<div class="article"><h1>{escape(story.title)}</h1>
<div class="info">来源: {story.source or ""}&nbsp;&nbsp;发布时间：{printed}&nbsp;&nbsp;浏览次数：<span id="clicks"></span>\
&nbsp;&nbsp;字体：[ <a href="javascript:doZoom(16)">大</a> <a href="javascript:doZoom(14)">中</a> ]</div>
<div id="zoom">
{paragraphs(story)}
{attached}</div>
<div class="bottom"><a href="javascript:window.print()">打印本页</a> | <a href="javascript:window.close()">关闭窗口</a></div></div>""",
        )

    # Templates

    def _list(self, channel: Channel) -> str:
        rows = "\n".join(self._row(channel, story) for story in channel.stories[: _AT_FIRST * self.rows])
        listed = f"""<div id="initData" style="display:none"><ul>
{rows}
</ul></div>
<div id="listContent"></div>
<div id="pagination"></div>
<script type="text/javascript">
var pageData = '<datastore><totalrecord>{len(channel.stories)}</totalrecord></datastore>';
$("#pagination").truepage({{
    columnId:'{_key(channel.key)}',
    contentTemplate:'',
    perPage:{self.rows},
    groupSize:3,
    initData:$("#initData").html(),
    proxyUrl:'{_SERVICE}'
}});
function name2(url){{ window.open(url); }}
</script>"""
        content = f'{self.menu("")}\n<div class="rightlist">{self._position(channel)}\n{listed}</div>'
        return self._page(channel.name, metas(("ColumnName", channel.name)), content)

    def _row(self, channel: Channel, story: Story) -> str:
        top = '<font color="red">[置顶]</font>' if story.pinned else ""
        title = escape(story.title)
        href = self.site.hrefs(channel, story)
        link = f"onclick=\"name2('{href}')\"" if channel.key == _NO_HREF else f'href="{href}" target="_blank"'
        day = f"<span>[{story.timestamp:%Y-%m-%d}]</span>"
        return f'<li>{top}<a {link} title="{title}">{escape(cut(story.title, 22))}</a>{day}</li>'

    def _position(self, channel: Channel, *end: str) -> str:
        links = [f'<a href="{path}">{name}</a>' for name, path in self.places(channel)]
        return f'<div class="location">您现在的位置：{" &gt;&gt; ".join([*links, *end])}</div>'

    def _page(self, title: str, head: str, content: str) -> str:
        links = "".join(f'<li><a href="{path}">{name}</a></li>' for name, path in self.navigation())
        site = self.site.name
        return f"""<!DOCTYPE html>
<html>
<head>
<meta http-equiv="Content-Type" content="text/html; charset=utf-8" />
<title>{escape(title if title == site else f"{title}_{site}")}</title>
{metas(("SiteName", site), ("SiteIDCode", "9903000014"))}
{head}
<script type="text/javascript" src="/truecms/js/jquery.truepage.js"></script>
</head>
<body>
<div class="top"><img src="/images/logo.png" alt="{site}" /><ul class="nav">{links}</ul></div>
<div class="content">
{content}
</div>
<div class="footer"><p>版权所有：{site}　网站标识码：9903000014</p></div>
</body>
</html>
"""
