# ruff: noqa: ARG002 - its links are absolute: they do not depend on the page they stand on
"""PHPCMS v9, the GBK edition: static, dynamic and pseudo-static channels on one site, with links that name the host.

=========  ==============================================================================================================
channel    its pages
=========  ==============================================================================================================
six sizes  ``/html/xwzx/gayw/`` is ``index.html``, then ``2.html``; beyond the last one 404
基层风采   ``/index.php?m=content&c=index&a=lists&catid=8``, then ``&page=2``, linked without a ``/``
法治时空   ``/list-9-1.html``, ``/list-9-2.html``; its articles ``/content-9-331-1.html``, their pages ``-2.html``
=========  ==============================================================================================================

Of the dynamic ones, a page beyond the last is an empty list whose 下一页 goes on for ever; the last page's 下一页 leads to
itself. A column or an article that does not exist is a message with status 200; of an article's page that does not exist
there is the shell, with the intro that stands on each of its pages. Only the server's own pages name their charset in the
header. The stock templates print neither author nor editor. Every fifth row is followed by an empty one.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from html import escape
from urllib.parse import parse_qsl

from tests.replay.exchange import Answer, Request
from tests.replay.families import Station, documents, paragraphs
from tests.replay.sections import Section, described_site, rows_a_page, sections
from tests.replay.site import Channel, Story

_COLUMNS = {"gayw": 2, "jwdt": 3, "tzgg": 4, "jfts": 5, "xwfb": 6, "mtjj": 7, "jcfc": 8, "fzsk": 9}
_DYNAMIC, _PSEUDO = "jcfc", "fzsk"
_INTRO = 40


def described(scale: int | None = None) -> PhpCms:
    """The site with about so many articles."""
    rows = rows_a_page(scale)
    variants = (
        Section(_DYNAMIC, "基层风采", 2 * rows + 2, "police"),
        Section(_PSEUDO, "法治时空", rows + 2, "law"),
    )
    site = described_site(
        "南屏公安网", sections(rows, *variants), rows, _href, roles=(), long=("gayw", _DYNAMIC, _PSEUDO)
    )
    return PhpCms(site, rows)


def _number(story: Story) -> int:
    return story.number % 10000


def _href(story: Story) -> str:
    column = _COLUMNS[story.home]
    match story.home:
        case "jcfc":
            return f"/index.php?m=content&c=index&a=show&catid={column}&id={_number(story)}"
        case "fzsk":
            return f"/content-{column}-{_number(story)}-1.html"
    return f"/html/xwzx/{story.home}/{story.timestamp:%Y/%m%d}/{_number(story)}.html"


class PhpCms(Station):
    """The site of a county's police, on the templates that PHPCMS brings."""

    charset = "gb18030"
    content_type = "text/html"
    news_centre = "/html/xwzx/"
    _base = ""

    def answer(self, request: Request) -> Answer:
        self._base = f"http://{request.headers.get('host', 'site.invalid')}"
        return super().answer(request)

    def listing_path(self, channel: Channel) -> str:
        column = _COLUMNS[channel.key]
        match channel.key:
            case "jcfc":
                return f"/index.php?m=content&c=index&a=lists&catid={column}"
            case "fzsk":
                return f"/list-{column}-1.html"
        return f"/html/xwzx/{channel.key}/"

    def listing(self, path: str) -> str | None:
        found = re.fullmatch(r"/html/xwzx/(\w+)/(index|[2-9]|[1-9]\d{1,3})\.html", path)
        for channel in self.site.channels:
            if found and channel.key == found[1] and channel.key not in {_DYNAMIC, _PSEUDO}:
                page = 1 if found[2] == "index" else int(found[2])
                return self._list(channel, page, self._base) if page <= self.total(channel) else None
        return None

    def api(self, request: Request) -> Answer | None:
        if pseudo := re.fullmatch(r"/(list|content)-(\d+)-(\d+)(?:-(\d+))?\.html", request.path):
            kind, column, *numbers = pseudo.groups()
            if kind == "list":
                return self._column(column, int(numbers[0]), "")
            return self._show(column, numbers[0], int(numbers[1] or 1))
        if request.path != "/index.php":
            return None
        asked = dict(parse_qsl(request.query))
        page = max(1, int(asked["page"])) if asked.get("page", "").isdecimal() else 1
        match asked.get("m"), asked.get("a"):
            case "content", "lists":
                return self._column(asked.get("catid", ""), page, "")
            case "content", "show":
                return self._show(asked.get("catid", ""), asked.get("id", ""), page)
        return self._php(_MESSAGE.format(text="页面不存在"))

    def _column(self, column: str, page: int, base: str) -> Answer:
        for channel in self.site.channels:
            if column == str(_COLUMNS[channel.key]):
                return self._php(self._list(channel, max(1, page), base))
        return self._php(_MESSAGE.format(text="栏目不存在"))

    def _show(self, column: str, number: str, page: int) -> Answer:
        for story in self.site.stories().values():
            if (
                (column, number) == (str(_COLUMNS[story.home]), str(_number(story)))
                and not story.external
                and not story.gone
            ):
                return self._php(self.article(story, page, "/index.php"))
        return self._php(_MESSAGE.format(text="信息不存在或者没有通过审核！"))

    def part_path(self, path: str, part: int) -> str:
        if "?" in path:
            return f"{path}&page={part}"
        if path.startswith("/content-"):
            return path.removesuffix("-1.html") + f"-{part}.html"
        return super().part_path(path, part)

    def document(self, path: str, title: str, content: str) -> str:
        return self._page(title, f'<div class="main">\n<div class="col-left">\n{content}\n</div>\n</div>')

    def menu(self, path: str) -> str:
        links = "<span> | </span>\n".join(
            f'<a href="{self._base}{self.listing_path(channel)}">{channel.name}</a>' for channel in self.site.channels
        )
        return f'<div class="subnav">\n{links}\n</div>'

    def block(self, channel: Channel, path: str) -> str:
        rows = "\n".join(
            f'<li>·<a href="{self._url(channel, story)}" target="_blank" title="{escape(story.title)}" style="" >'
            f"{_dotted(story.title, 18)}</a></li>"
            for story in channel.stories[:5]
        )
        return f"""<div class="box cat-area">
<h5 class="title-1">{channel.name}<a href="{self._base}{self.listing_path(channel)}" class="more">更多>></a></h5>
<div class="content">
<ul class="list  lh24 f14">
{rows}
</ul>
</div>
</div>"""

    def article(self, story: Story, part: int, path: str) -> str:
        channel = self.site.channel(story.home)
        parts = self.parts(story)
        files = documents(story)
        attached = f"<p>　　附件：{files}</p>" if files and part == len(parts) else ""
        body = paragraphs(story, parts[part - 1]) if part <= len(parts) else ""
        others = channel.stories[:2]
        neighbours = "<br />\n".join(
            f'<strong>{name}：</strong><a href="{self._url(channel, other)}">{other.title}</a>'
            for name, other in zip(("上一篇", "下一篇"), others, strict=False)
        )
        return self._page(
            f"{story.title} - {channel.name}",
            f"""<div class="main">
<div class="col-left">
{self._crumbs(channel, "正文")}
<div id="Article">
<h1>{story.title}<br />
<span>{story.timestamp:%Y-%m-%d %H:%M:%S}&nbsp;&nbsp;&nbsp;来源：{story.source or ""}&nbsp;&nbsp;&nbsp;评论：\
<a href="#comment_iframe" id="comment">0</a> 点击：</span><span id="hits"></span></h1>
<div class="summary" >{story.body[0][:_INTRO]}</div>\t\t\t<div class="content">
{body}{attached}\t\t\t\t<!--内容关联投票-->
</div>
<div id="pages" class="text-c">{self._parts_pager(story, part)}</div>
<p style="margin-bottom:10px">
<strong>相关热词搜索：</strong>            </p>
<p class="f14">
{neighbours}
</p>
</div>
<div class="Article-Tool">
分享到：
<img src="{self._base}/statics/images/share.png" onclick="postToWb();" class="cu" title="分享到腾讯微博"/>
<span id='favorite'>
<a href="javascript:;" onclick="add_favorite('{story.title}');" class="t6">收藏</a>
</span>
</div>
</div>
{self._right(channel)}
</div>""",
        )

    # Templates

    def _list(self, channel: Channel, page: int, base: str) -> str:
        rows = []
        for place, story in enumerate(self.stories(channel, page), 1):
            style = "color:#ff0000;font-weight:bold;" if story.pinned else ""
            rows.append(
                f'<li><span class="rt">{story.timestamp:%Y-%m-%d %H:%M:%S}</span>·<a href="{self._url(channel, story)}" '
                f'target="_blank" style="{style}" >{story.title}</a></li>'
            )
            if place % 5 == 0:
                rows.append('<li class="bk20 hr"></li>')
        listed = "\n".join(rows)
        path = self.listing_path(channel)

        def name(number: int) -> str:
            if channel.key == _DYNAMIC:
                return path.removeprefix("/") + (f"&page={number}" if number > 1 else "")
            if channel.key == _PSEUDO:
                return f"list-{_COLUMNS[_PSEUDO]}-{max(1, number)}.html"
            # Asked for at the dynamic address, a static column links to pages that are none.
            folder = f"{base}{path}" if base else f"{channel.key}/"
            return folder + (f"{number}.html" if number > 1 else "index.html")

        pager = _pager(len(channel.stories), page, self.total(channel), name)
        return self._page(
            channel.name,
            f"""<!--main-->
<div class="main">
<div class="col-left">
{self._crumbs(channel, "列表")}
<ul class="list lh24 f14">
{listed}
        </ul>
<div id="pages" class="text-c">{pager}</div>
</div>
{self._right(channel)}
</div>""",
        )

    def _parts_pager(self, story: Story, part: int) -> str:
        total = len(self.parts(story))
        first = _href(story)
        names = {
            page: self._base + (first if page == 1 else self.part_path(first, page)) for page in range(1, total + 1)
        }
        if total == 1:
            return ""
        links = [f'<a class="a1" href="{names[part - 1]}">上一页</a>'] if part - 1 in names else []
        links += [
            f"<span>{page}</span>" if page == part else f'<a href="{name}">{page}</a>' for page, name in names.items()
        ]
        links += [f'<a class="a1" href="{names[part + 1]}">下一页</a>'] if part + 1 in names else []
        return " ".join(links)

    def _url(self, channel: Channel, story: Story) -> str:
        href = self.site.hrefs(channel, story)
        return href if story.external else self._base + href

    def _crumbs(self, channel: Channel, end: str) -> str:
        links = " > ".join(f'<a href="{self._base}{path}">{name}</a>' for name, path in self.places(channel))
        return f'<div class="crumbs">{links} >  {end}</div>'

    def _right(self, channel: Channel) -> str:
        stories = [story for story in channel.stories if not story.external]
        top = "\n".join(
            f'<li><a href="{self._url(channel, story)}" target="_blank">{story.title}</a></li>'
            for story in stories[4:9]
        )
        month = "\n".join(
            f'<li><span>{99 - place}</span><a href="{self._url(channel, story)}" style=""  class="title" '
            f'title="{story.title}">{_dotted(story.title, 17)}</a></li>'
            for place, story in enumerate(stories[:6])
        )
        return f"""<div class="col-auto">
<div class="box">
<h5 class="title-2">频道总排行</h5>
<ul class="content digg">
{top}
</ul>
</div>
<div class="bk10"></div>
<div class="box">
<h5 class="title-2">频道本月排行</h5>
<ul class="content rank">
{month}
</ul>
</div>
</div>"""

    def _page(self, title: str, content: str) -> str:
        links = '\n<li class="line">|</li>\n'.join(
            f'<li><a href="{self._base}{path}"><span>{name}</span></a></li>' for name, path in self.navigation()
        )
        head = title if title == self.site.name else f"{title} - {self.site.name}"
        statics = f"{self._base}/statics"
        return f"""<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd">
<html xmlns="http://www.w3.org/1999/xhtml">
<head>
<meta http-equiv="Content-Type" content="text/html; charset=gbk" />
<meta http-equiv="X-UA-Compatible" content="IE=7" />
<title>{head}</title>
<meta name="keywords" content="{self.site.name}">
<meta name="description" content="{self.site.name}">
<link href="{statics}/css/reset.css" rel="stylesheet" type="text/css" />
<script type="text/javascript" src="{statics}/js/jquery.min.js"></script>
</head>
<body>
<div class="header">
<div class="logo"><a href="{self._base}/"><img src="{statics}/images/v9/logo.jpg" /></a></div>
<div class="bd">
<form action="{self._base}/index.php" method="get" target="_blank">
<input type="hidden" name="m" value="search"/>
<input type="text" class="text" name="q" id="q"/><input type="submit" value="搜 索" class="button" />
</form>
</div>
<div class="nav-bar">
<map>
<ul class="nav-site">
{links}
</ul>
</map>
</div>
{self.menu("")}
</div>
{content}
<div class="footer">
<p class="info">
<a href="{self._base}/index.php?m=link" target="_blank">友情链接</a>
<br />
Powered by <strong><a href="http://www.phpcms.cn" target="_blank">PHPCMS</a></strong> <em>V9.5.7</em> &copy; 2011</p>
</div>
</body>
</html>
"""

    def _php(self, page: str) -> Answer:
        return Answer(200, {"Content-type": "text/html; charset=gbk"}, page.encode(self.charset))


def _pager(rows: int, page: int, total: int, name: Callable[[int], str]) -> str:
    """The pager of so many rows: ten numbers around the page, the first and the last one beside them."""
    if total == 1:
        return ""

    def link(number: int) -> str:
        return f"<span>{number}</span>" if number == page else f'<a href="{name(number)}">{number}</a>'

    start, end = page - 4, page + 4
    more = total > 11
    if not more:
        start, end = 2, total - 1
    elif start <= 1:
        start, end = 2, 10
    elif end >= total:
        start, end = total - 9, total - 1
    following = page if page == total else page + 1
    return (
        f'<a class="a1">{rows}条</a> <a href="{name(min(page - 1, total))}" class="a1">上一页</a> {link(1)}'
        + (".." if more and page > 6 else " ")
        + " ".join(link(number) for number in range(start, end + 1))
        + (" .." if more and page < total - 5 else " ")
        + f'{link(total)} <a href="{name(following)}" class="a1">下一页</a>'
    )


def _dotted(title: str, length: int) -> str:
    return title if len(title) <= length else title[:length] + "..."


_MESSAGE = """<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd">
<html xmlns="http://www.w3.org/1999/xhtml">
<head>
<meta http-equiv="Content-Type" content="text/html; charset=gbk" />
<title>提示信息</title>
</head>
<body>
<div class="showMsg" style="text-align:center">
\t<h5>提示信息</h5>
    <div class="content guery" style="display:inline-block;max-width:280px">{text}</div>
    <div class="bottom">
    \t\t        </div>
</div>
</body>
</html>
"""
