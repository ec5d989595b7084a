# ruff: noqa: ARG002 - its links are absolute: they do not depend on the page they stand on
"""DedeCMS 5.7, the GB 2312 edition: static pages, and one channel that the server writes anew for each request.

=========  ==============================================================================================================
channel    its pages
=========  ==============================================================================================================
six sizes  ``/a/xwzx/gayw/`` is ``list_2_1.html``, then ``list_2_2.html``, linked relatively; beyond the last one 404
基层风采   ``/plus/list.php?tid=8&TotalResult=14&PageNo=2``: believes TotalResult; beyond the last page an empty list whose
           下一页 goes on for ever
=========  ==============================================================================================================

Titles are cut without a sign, and nowhere whole in the list. A row has three links: picture, column, title. What does not
exist has status 200 and a message inside a script. An editor nobody entered is ``admin``, a source ``未知``.
"""

from __future__ import annotations

import posixpath
from html import escape
from urllib.parse import parse_qsl

from tests.replay.exchange import Answer, Request
from tests.replay.families import Station, documents, paragraphs
from tests.replay.sections import Section, described_site, rows_a_page, sections
from tests.replay.site import Channel, Story

#: The columns' numbers; the last one is dynamic.
_COLUMNS = {"gayw": 2, "jwdt": 3, "tzgg": 4, "jfts": 5, "xwfb": 6, "mtjj": 7, "jcfc": 8}
_DYNAMIC = "jcfc"
#: Page numbers that the pager shows beside the current one.
_AROUND = 4


def described(scale: int | None = None) -> DedeCms:
    """The site with about so many articles."""
    rows = rows_a_page(scale)
    described = sections(rows, Section(_DYNAMIC, "基层风采", 2 * rows + 2, "police"))
    site = described_site("临渡市公安局", described, rows, _href, clock="minute", long=("gayw", _DYNAMIC))
    return DedeCms(site, rows)


def _number(story: Story) -> int:
    return story.number % 10000


def _href(story: Story) -> str:
    if story.home == _DYNAMIC:
        return f"/plus/view.php?aid={_number(story)}"
    return f"/a/xwzx/{story.home}/{story.timestamp:%Y/%m%d}/{_number(story)}.html"


class DedeCms(Station):
    """The site of a city's police, on the templates that DedeCMS brings."""

    charset = "gb18030"
    content_type = "text/html"  # a file server's: the charset stands in the page alone
    news_centre = "/a/xwzx/"

    def listing_path(self, channel: Channel) -> str:
        return f"/plus/list.php?tid={_COLUMNS[channel.key]}" if channel.key == _DYNAMIC else f"/a/xwzx/{channel.key}/"

    def listing(self, path: str) -> str | None:
        for channel in self.site.channels:
            if channel.key != _DYNAMIC and path == f"/a/xwzx/{channel.key}/index.html":
                return self._static_list(channel, 1)
        found = self.numbered(path, lambda channel, page: f"/a/xwzx/{channel.key}/{_list_name(channel, page)}")
        return self._static_list(*found) if found and found[0].key != _DYNAMIC else None

    def api(self, request: Request) -> Answer | None:
        asked = dict(parse_qsl(request.query))
        match request.path:
            case "/plus/list.php":
                for channel in self.site.channels:
                    if asked.get("tid") == str(_COLUMNS[channel.key]):
                        total = _whole(asked.get("TotalResult"), len(channel.stories))
                        return self._php(self._dynamic_list(channel, _whole(asked.get("PageNo"), 1), total))
                return self._php(_MESSAGE)
            case "/plus/view.php":
                for story in self.site.stories().values():
                    if not story.external and not story.gone and asked.get("aid") == str(_number(story)):
                        return self._php(self.article(story, _whole(asked.get("pageno"), 1), "/plus/view.php"))
                return self._php(_MESSAGE)
        return None

    def part_path(self, path: str, part: int) -> str:
        return f"{path}&pageno={part}" if "?" in path else super().part_path(path, part)

    def document(self, path: str, title: str, content: str) -> str:
        return self._page("index", title, f'<div class="pleft">\n{content}\n </div>')

    def menu(self, path: str) -> str:
        links = "\n".join(
            f"      <li><a href='{self.listing_path(channel)}'>{channel.name}</a></li>"
            for channel in self.site.channels
        )
        return (
            "<dl class=\"tbox\">\n    <dt><strong>栏目列表</strong></dt>\n    <dd>\n     <ul class=\"d6\">\n"
            f"{links}\n     </ul>\n    </dd>\n   </dl>"
        )  # fmt: skip

    def block(self, channel: Channel, path: str) -> str:
        rows = "\n".join(
            f'<li><span class="date">{story.timestamp:%m-%d}</span>'
            f'<a href="{self.site.hrefs(channel, story)}">{escape(story.title[:21])}</a></li>'
            for story in channel.stories[:5]
        )
        column = self.listing_path(channel)
        return f"""<div class="listbox"> <dl class="tbox">
    <dt><strong><a href="{column}">{channel.name}</a></strong><span class="more"><a href="{column}">更多...</a></span></dt>
    <dd>
     <ul class="d1 ico3">
{rows}
     </ul>
    </dd>
   </dl></div>"""

    def article(self, story: Story, part: int, path: str) -> str:
        channel = self.site.channel(story.home)
        parts = self.parts(story)
        shown = parts[part - 1] if 1 <= part <= len(parts) else range(0)
        number = _number(story)
        following = f"({part})" if part > 1 else ""
        files = documents(story)
        attached = f"<p>　　附件：{files}</p>\n" if files and part == len(parts) else ""
        others = channel.stories[:2]
        return self._page(
            "view",
            f"{story.title}{following}_{channel.name}",
            f""" <div class="pleft">
  {self._place(channel)}
  <div class="viewbox">
   <div class="title">
    <h2>{escape(story.title)}{following}</h2>
   </div>
   <!-- /title -->
   <div class="info"> <small>时间:</small>{story.timestamp:%Y-%m-%d %H:%M}<small>来源:</small>{story.source or "未知"} \
<small>作者:</small>{story.author or "admin"} <small>点击:</small>
   <script src="/plus/count.php?view=yes&aid={number}&mid=0" type='text/javascript' language="javascript"></script>
   次</div>
   <!-- /info -->
   <div class="intro">{escape(story.body[shown[0]][:60]) if shown else ""}</div>
   <div class="content">
    <table width='100%'>
     <tr>
      <td>
{paragraphs(story, shown)}
{attached}
(责任编辑：{story.editor or "admin"})</td>
     </tr>
    </table>
   </div>
   <!-- /content -->
   <div class="dede_pages">
    <ul class="pagelist">
{self._parts_pager(story, part)}
    </ul>
   </div>
   <!-- /pages -->
   <div class="newdigg" id="newdigg"><div class="digg_act">顶一下</div><div class="digg_num">(0)</div></div>
   <div class="boxoff"> <strong>------分隔线----------------------------</strong> </div>
   <div class="handle">
    <div class="context">
     <ul>
{"".join(f"<li>下一篇：<a href='{self.site.hrefs(channel, other)}'>{escape(other.title)}</a> </li>" for other in others)}
     </ul>
    </div>
    <div class="actbox"><ul><li id="act-fav"><a href="/plus/stow.php?aid={number}" target="_blank">收藏</a></li>\
<li id="act-pnt"><a href="#" onClick="window.print();">打印</a></li></ul></div>
   </div>
  </div>
  <!-- /viewbox -->
 </div>
 <!-- /pleft -->
 {self._right(channel)}""",
        )

    # Listings

    def _static_list(self, channel: Channel, number: int) -> str:
        names = {page: _list_name(channel, page) for page in range(1, self.total(channel) + 1)}
        options = "\n".join(
            f"<option value='{name}'{' selected' if page == number else ''}>{page}</option>"
            for page, name in names.items()
        )
        select = (
            "<li><select name='sldd' style='width:36px' "
            f"onchange='location.href=this.options[this.selectedIndex].value;'>\n{options}\n</select></li>\n"
        )
        return self._list(channel, number, _pager(names, number, len(names), len(channel.stories), select=select))

    def _dynamic_list(self, channel: Channel, number: int, count: int) -> str:
        total = max(1, -(-count // self.rows))
        names = {
            page: f"/plus/list.php?tid={_COLUMNS[channel.key]}&TotalResult={count}&PageNo={page}"
            for page in {-1, *range(1, total + 1), number - 1, number + 1}
        }
        return self._list(channel, number, _pager(names, number, total, count, dead="<a>{}</a>"))

    def _list(self, channel: Channel, number: int, pager: str) -> str:
        stories = self.stories(channel, number) if number > 0 else []
        rows = "".join(self._row(channel, story) for story in stories)
        return self._page(
            "list",
            f"{self.site.centre}  /  {channel.name}",
            f""" <div class="pleft">
  {self._place(channel)}
  <!-- /place -->
  <div class="listbox">
   <ul class="e2">
    {rows}
   </ul>
  </div>
  <!-- /listbox -->
  <div class="dede_pages">
   <ul class="pagelist">
    {pager}
   </ul>
  </div>
  <!-- /pages -->
 </div>
 <!-- /pleft -->
 {self._right(channel)}""",
        )

    def _row(self, channel: Channel, story: Story) -> str:
        href = self.site.hrefs(channel, story)
        title = escape(story.title[:34])
        bold = f"<b>{title}</b>" if story.pinned else title
        intro = escape(story.body[0][:80]) + "..." if story.body else ""
        return f"""<li> <a href='{href}' class='preview'><img src='/images/defaultpic.gif'/></a>
     [<b><a href='{self.listing_path(channel)}'>{channel.name}</a></b>] <a href="{href}" class="title">{bold}</a> \
<span class="info"> <small>日期：</small>{story.timestamp:%Y-%m-%d %H:%M:%S} <small>点击：</small>{story.number % 307} \
<small>好评：</small>0 </span>
     <p class="intro"> {intro} </p>
    </li>"""

    def _parts_pager(self, story: Story, part: int) -> str:
        first = _href(story)
        total = len(self.parts(story))
        if total == 1:
            return ""
        if "?" not in first:
            first = posixpath.basename(first)
        names = {page: first if page == 1 else self.part_path(first, page) for page in range(1, total + 1)}
        links = [f"<li><a>共{total}页: </a></li>"]
        links.append(
            f"<li><a href='{names[part - 1]}'>上一页</a></li>"
            if part - 1 in names
            else "<li><a href='#'>上一页</a></li>"
        )
        links += [
            f"<li class=\"thisclass\"><a href='#'>{page}</a></li>"
            if page == part
            else f"<li><a href='{name}'>{page}</a></li>"
            for page, name in names.items()
        ]
        links.append(
            f"<li><a href='{names[part + 1]}'>下一页</a></li>"
            if part + 1 in names
            else "<li><a href='#'>下一页</a></li>"
        )
        return "".join(links)

    # Templates

    def _place(self, channel: Channel) -> str:
        links = "".join(f" <a href='{path}'>{name}</a> >" for name, path in self.places(channel, "主页"))
        return f'<div class="place"> <strong>当前位置:</strong>{links}  </div>'

    def _right(self, channel: Channel) -> str:
        stories = [story for story in channel.stories if not story.external]
        hot = "\n".join(f'<li><a href="{_href(story)}">{escape(story.title[:11])}</a></li>' for story in stories[2:8])
        return f"""<div class="pright">
  <div>
   {self.menu("")}
  </div>
  <div class="hot mt1">
   <dl class="tbox light">
    <dt class='light'><strong>热点内容</strong></dt>
    <dd class='light'>
     <ul class="c1 ico2">
{hot}
     </ul>
    </dd>
   </dl>
  </div>
 </div>
 <!-- /pright -->"""

    def _page(self, kind: str, title: str, content: str) -> str:
        links = "".join(
            f"      \t<li><a href='{path}'><span>{'主页' if path == '/' else name}</span></a></li>\n"
            for name, path in self.navigation()
        )
        head = title if title == self.site.name else f"{title}_{self.site.name}"
        return f"""<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd">
<html xmlns="http://www.w3.org/1999/xhtml">
<head>
<meta http-equiv="Content-Type" content="text/html; charset=gb2312" />
<title>{escape(head)}</title>
<meta name="keywords" content="" />
<meta name="description" content="" />
<link href="/templets/default/style/dedecms.css" rel="stylesheet" media="screen" type="text/css" />
</head>
<body class="article{kind}">
<div class="header_top">
    <div class="w960 center">
     <span id="time" class="time">临渡市公安局欢迎您！</span>
     <div class="toplinks"><a href="/plus/heightsearch.php" target="_blank">高级搜索</a>|<a href="/data/sitemap.html" target="_blank">\
网站地图</a>|<a href="/tags.php">TAG标签</a></div>
    </div>
</div>
<div class="header">
    <div id="navMenu">
    \t<ul>
{links}    \t</ul>
    </div>
    <div class="search">
      <form  name="formsearch" action="/plus/search.php">
           <input type="hidden" name="kwtype" value="0" />
           <input name="q" type="text" class="search-keyword" id="search-keyword" value="在这里搜索..." />
          <button type="submit" class="search-submit">搜索</button>
      </form>
    </div>
</div><!-- //header -->
<div class="w960 center clear mt1">
{content}
</div>
<div class="footer w960 center mt1 clear">
  <p class="powered">Powered by <a href="http://www.dedecms.com" target="_blank"><strong>DedeCMS_V57_GBK_SP2</strong></a> \
&copy; 2007-2021</p>
</div>
</body>
</html>
"""

    def _php(self, page: str) -> Answer:
        return Answer(200, {"Content-Type": "text/html; charset=gb2312"}, page.encode(self.charset))


def _list_name(channel: Channel, page: int) -> str:
    return f"list_{_COLUMNS[channel.key]}_{page}.html"


def _pager(names: dict[int, str], number: int, total: int, rows: int, *, dead: str = "{}", select: str = "") -> str:
    """The pager of so many rows; past the end its 下一页 still counts on.

    names: hrefs by page; dead: how what is no link is written; select: further items before the count.
    """
    if number == total == 1:
        return f'<li><span class="pageinfo">共 <strong>1</strong>页<strong>{rows}</strong>条记录</span></li>\n'

    def item(text: str, page: int) -> str:
        return f"<li><a href='{names[page]}'>{text}</a></li>\n"

    start = max(1, min(number, total) - _AROUND)
    before = f"<li>{dead.format('首页')}</li>\n"
    if number != 1:
        before = item("首页", 1) + item("上一页", min(number - 1, total) if number else -1)
    pages = "".join(
        f'<li class="thisclass">{dead.format(page)}</li>\n' if page == number else item(str(page), page)
        for page in range(start, min(total, start + 2 * _AROUND) + 1)
    )
    after = f"<li>{dead.format('末页')}</li>\n"
    if number != total:
        after = item("下一页", number + 1) + item("末页", total)
    count = f'<li><span class="pageinfo">共 <strong>{total}</strong>页<strong>{rows}</strong>条</span></li>\n'
    return before + pages + after + select + count


def _whole(text: str | None, otherwise: int) -> int:
    return int(text) if text and text.isdecimal() and len(text) < 5 else otherwise


_MESSAGE = """<html>
<head>
<title>DedeCMS提示信息</title>
<meta http-equiv="Content-Type" content="text/html; charset=gb2312" />
<base target='_self'/>
<style>div{line-height:160%;}</style></head>
<body leftmargin='0' topmargin='0' bgcolor='#FFFFFF'>
<center>
<script>
      var pgo=0;
      function JumpUrl(){
        if(pgo==0){ location='javascript:;'; pgo=1; }
      }
document.write("<br /><div style='width:450px;padding:0px;border:1px solid #DADADA;'><b>DedeCMS 提示信息！</b></div>");
document.write("<div style='height:130px;font-size:10pt;background:#ffffff'><br />");
document.write("对不起，你输入的参数有误！");
document.write("<br/></div>");
</script>
</center>
</body>
</html>
"""
