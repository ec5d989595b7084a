"""TRS WCM: static pages counted from 0, so that the second one is ``index_1.html``.

=========  ====================================================================================================
channel    its pager
=========  ====================================================================================================
six sizes  ``createPageHTML(pages, page from 0, "index", "html")``; beyond the last page a stub of 300 bytes
禁毒之窗   ``var countPage = N//``, ``var currentPage = 0;//``; days without a year
交通安全   the column's id in the name: ``index_18042.html``, ``index_18042_1.html``
基层风采   ``Pager({size:N, current:0, prefix:'index', suffix:'htm'})``
法治时空   the look-alike that counts from 1: ``index.shtml``, ``index_2.shtml``, by links; beyond the last page 404
=========  ====================================================================================================
"""

from __future__ import annotations

import posixpath
import re
from datetime import datetime
from html import escape

from tests.replay.families import Station, cut, documents, paragraphs, relative
from tests.replay.sections import Section, described_site, rows_a_page, sections
from tests.replay.site import Channel, Story

#: The channels whose first page is not ``/jwzx/<key>/index.html``.
_FIRST_PAGES = {
    "jtaq": "/jwzx/214/224/index_18042.html",
    "jcfc": "/jwzx/jcfc/index.htm",
    "fzsk": "/jwgk/fzsk/index.shtml",
}
_FUNCTION = """<script language="JavaScript">
function createPageHTML(_nPageCount, _nCurrIndex, _sPageName, _sPageExt){
	if(_nPageCount == null || _nPageCount <= 1){ return; }
	var nCurrIndex = _nCurrIndex || 0;
	if(nCurrIndex > 0){ document.write("<a href=\\""+_sPageName+"."+_sPageExt+"\\">首页</a>"); }
	for(var i = 1; i < _nPageCount; i++){
		if(nCurrIndex == i) document.write("<span>"+(i+1)+"</span>");
		else document.write("<a href=\\""+_sPageName+"_"+i+"."+_sPageExt+"\\">"+(i+1)+"</a>");
	}
	if(nCurrIndex < _nPageCount-1){ document.write("<a href=\\""+_sPageName+"_"+(nCurrIndex+1)+"."+_sPageExt+"\\">下一页</a>"); }
}
"""
_VARIABLES = """<script>
var currentPage = {page};//所在页从0开始
var prevPage = currentPage-1//上一页
var nextPage = currentPage+1//下一页
var countPage = {total}//共多少页
document.write("共"+countPage+"页&nbsp;&nbsp;");
if(countPage>1&&currentPage!=(countPage-1))
	document.write("<a href=\\"index_"+nextPage+".html\\">下一页</a>");
</script>"""
_STUB = """<html>
<head>
<meta http-equiv="Content-Type" content="text/html; charset=utf-8" />
<title>栏目页面_青岚县公安局</title>
<link href="/images/common.css" rel="stylesheet" type="text/css" />
</head>
<body>
<div class="main">
<div class="list">
<ul>
</ul>
</div>
<div class="page"></div>
</div>
</body>
</html>
"""


def described(scale: int | None = None) -> Trs:
    """The site with about so many articles."""
    rows = rows_a_page(scale)
    variants = (
        Section("jdzc", "禁毒之窗", 2 * rows + 2, "drugs"),
        Section("jtaq", "交通安全", 2 * rows + 2, "traffic"),
        Section("jcfc", "基层风采", 2 * rows + 2, "police"),
        Section("fzsk", "法治时空", 2 * rows + 2, "law"),
    )
    return Trs(
        described_site("青岚县公安局", sections(rows, *variants), rows, _href, clock="minute", folder=_folder), rows
    )


def _folder(story: Story) -> str:
    return f"{posixpath.dirname(_first_page(story.home))}/{story.timestamp:%Y%m}/"


def _href(story: Story) -> str:
    extension = posixpath.splitext(_first_page(story.home))[1]
    return f"{_folder(story)}t{story.timestamp:%Y%m%d}_{story.number}{extension}"


def _first_page(key: str) -> str:
    return _FIRST_PAGES.get(key, f"/jwzx/{key}/index.html")


class Trs(Station):
    """The site of a county's police."""

    news_centre = "/jwzx/"

    def listing_path(self, channel: Channel) -> str:
        return _first_page(channel.key).removesuffix("index.html")

    def listing(self, path: str) -> str | None:
        if (found := self.numbered(path, _page_path)) is not None:
            return self._list(*found, path)
        for channel in self.site.channels:
            stem, extension = posixpath.splitext(_first_page(channel.key))
            beyond = re.fullmatch(re.escape(stem) + r"_(\d{1,9})" + re.escape(extension), path)
            if beyond and int(beyond[1]) >= self.total(channel) and channel.key != "fzsk":
                return _STUB
        return None

    def part_path(self, path: str, part: int) -> str:
        return super().part_path(path, part - 1)

    def link(self, target: str, path: str) -> str:
        return relative(target, path)

    def document(self, path: str, title: str, content: str) -> str:
        head = title if title == self.site.name else f"{title}_{self.site.name}"
        return self._page(path, head, f'<meta name="ColumnName" content="{title}">', content)

    def menu(self, path: str) -> str:
        links = "\n".join(
            f'<li><a href="{self.link(self.listing_path(channel), path)}">{channel.name}</a></li>'
            for channel in self.site.channels
        )
        return f'<div class="sub_nav"><h2>{self.site.centre}</h2><ul>\n{links}\n</ul></div>'

    def block(self, channel: Channel, path: str) -> str:
        more = f'<a class="more" href="{self.link(self.listing_path(channel), path)}" target="_blank">更多&gt;&gt;</a>'
        rows = "\n".join(self._row(channel, story, path) for story in channel.stories[:4])
        return f'<div class="box"><div class="box_tit"><h3>{channel.name}</h3>{more}</div>\n<ul>\n{rows}\n</ul></div>'

    def article(self, story: Story, part: int, path: str) -> str:
        channel = self.site.channel(story.home)
        first = posixpath.basename(_href(story))
        stem, extension = first.rsplit(".", 1)
        parts = self.parts(story)
        printed = clock(story.timestamp)
        metas = "\n".join(
            f'<meta name="{name}" content="{escape(value)}">'
            for name, value in (
                ("ColumnName", channel.name),
                ("ColumnType", "工作动态"),
                ("ArticleTitle", story.title),
                ("PubDate", printed),
                ("ContentSource", story.source or ""),
                ("Author", story.editor or ""),
                ("Url", f"./{first}"),
            )
        )
        files = documents(story, lambda target: relative(target, path))
        attached = f"<p>附件：{files}</p>\n" if files and part == len(parts) else ""
        editor = f'<div class="bjxx">责任编辑：{story.editor}</div>' if story.editor else ""
        body = paragraphs(story, parts[part - 1], picture=lambda target: relative(target, path))
        call = f'createPageHTML({len(parts)}, {part - 1}, "{stem}", "{extension}");'
        return self._page(
            path,
            f"{story.title}_{channel.name}_{self.site.name}",
            metas,
            f"""<div class="position">当前位置：{self.position(channel, path)} &gt; 正文</div>
<div class="xl"><h1 class="xl_tit">{escape(story.title)}</h1>
<div class="xl_tit2"><span>来源：{story.source or ""}</span>　<span>作者：{story.author or ""}</span>　<span>发布时间：{printed}</span>　\
<span class="zt">字体：<a href="javascript:doZoom(16)">大</a> <a href="javascript:doZoom(14)">中</a></span></div>
<div class="view TRS_UEDITOR trs_paper_default"><div class="TRS_Editor"><div class="Custom_UnionStyle">
{body}
</div></div>
{attached}</div>
<div class="pages">{_FUNCTION}{call}
</script></div>
{editor}
<div class="tool"><a href="javascript:window.print()">打印本页</a> <a href="javascript:window.close()">关闭窗口</a></div></div>""",
        )

    # Templates

    def _list(self, channel: Channel, number: int, path: str) -> str:
        rows = "\n".join(self._row(channel, story, path) for story in self.stories(channel, number))
        latest = "\n".join(
            f'<li><a href="{relative(_href(story), path)}">{escape(story.title)}</a></li>'
            for story in self.site.channel("xwfb").stories
        )
        mark = "doclist" if channel.key == "fzsk" else "newslist"
        return self._page(
            path,
            f"{channel.name}_{self.site.name}",
            f'<meta name="ColumnName" content="{channel.name}">',
            f"""<div class="left">{self.menu(path)}<div class="hot"><h3>重要发布</h3><ul>{latest}</ul></div></div>
<div class="right"><div class="position">当前位置：{self.position(channel, path)}</div>
<ul class="list_con" id="{mark}">
{rows}
</ul>
<div class="page">{self._pager(channel, number)}</div></div>""",
        )

    def _pager(self, channel: Channel, number: int) -> str:
        total = self.total(channel)
        first = posixpath.basename(_first_page(channel.key))
        stem, extension = first.rsplit(".", 1)
        match channel.key:
            case "jdzc":
                return _VARIABLES.format(page=number - 1, total=total)
            case "jcfc":
                call = f"Pager({{size:{total}, current:{number - 1}, prefix:'{stem}',suffix:'{extension}'}});"
                return f'<p class="pager"><script language="javascript">{call}</script></p>'
            case "fzsk":
                names = [posixpath.basename(_page_path(channel, page)) for page in range(1, total + 1)]
                links = [
                    f"<span>{page}</span>" if page == number else f'<a href="{name}">{page}</a>'
                    for page, name in enumerate(names, 1)
                ]
                following = [f'<a href="{names[number]}">下一页</a>'] if number < total else []
                return " ".join([f'<a href="{names[0]}">首页</a>', *links, *following])
        return f'{_FUNCTION}createPageHTML({total}, {number - 1}, "{stem}", "{extension}");\n</script>'

    def _row(self, channel: Channel, story: Story, path: str) -> str:
        mark = '<font color="#ff0000">[置顶]</font>' if story.pinned else ""
        day = f"({story.timestamp:%m-%d})" if channel.key == "jdzc" else f"{story.timestamp:%Y-%m-%d}"
        href = relative(self.site.hrefs(channel, story), path)
        title = escape(story.title)
        link = f'<a href="{href}" title="{title}" target="_blank">{escape(cut(story.title))}</a>'
        return f"<li>{mark}{link}<span>{day}</span></li>"

    def _page(self, path: str, title: str, metas: str, content: str) -> str:
        links = "".join(f'<li><a href="{self.link(to, path)}">{name}</a></li>' for name, to in self.navigation())
        return f"""<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd">
<html xmlns="http://www.w3.org/1999/xhtml">
<head>
<meta http-equiv="Content-Type" content="text/html; charset=utf-8" />
<title>{escape(title)}</title>
<meta name="SiteName" content="{self.site.name}">
<meta name="SiteDomain" content="gaj.qinglan.invalid">
<meta name="SiteIDCode" content="9900000001">
{metas}
<link href="/images/common.css" rel="stylesheet" type="text/css" />
</head>
<body>
<div class="top"><img src="/images/logo.png" alt="{self.site.name}" /></div>
<div class="nav"><ul>{links}</ul></div>
<div class="main">
{content}
</div>
<div class="footer"><p>版权所有：{self.site.name}　网站标识码：9900000001　青ICP备00000001号</p></div>
<script id="_trs_ta_js" src="//ta.trs.invalid/c/js/ta.js?mpid=1" async="async" defer="defer"></script>
</body>
</html>
"""


def _page_path(channel: Channel, page: int) -> str:
    stem, extension = posixpath.splitext(_first_page(channel.key))
    number = page if channel.key == "fzsk" else page - 1
    return stem + (f"_{number}" if page > 1 else "") + extension


def clock(moment: datetime) -> str:
    """The time as the pages print it; the day alone where only that was entered.

    >>> clock(datetime(2022, 1, 14)), clock(datetime(2022, 1, 14, 9, 5, 7))
    ('2022-01-14', '2022-01-14 09:05')
    """
    return f"{moment:%Y-%m-%d %H:%M}".removesuffix(" 00:00")
