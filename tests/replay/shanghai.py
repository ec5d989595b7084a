# ruff: noqa: ARG002 - its links are absolute: they do not depend on the page they stand on
"""The system of 上海市公安局: rows that a script opens, ``javascript:toDtl('<pa>')``, pages by ``&page=N`` from 1.

A listing is ``/shga/wzXxfbGj/getList?pa=<channel>&page=1``, an article ``/shga/wzXxfbGj/detail?pa=<article>``; ``pa`` is a cipher
in hex, of 48 digits for a channel and of 112 for an article, which begin alike. The pager states no number of pages, and its
下一页 is a script on the last page too; a page beyond it has no row. An unknown ``pa`` is a message with status 200. 禁毒之窗
states its pages. Articles print the day alone.
"""

from __future__ import annotations

import hashlib
from html import escape
from urllib.parse import parse_qs

from tests.replay.exchange import Answer, Request
from tests.replay.families import Station, cut, documents, metas, paragraphs
from tests.replay.sections import Section, described_site, rows_a_page, sections
from tests.replay.site import Channel, Story

_STATED = "jdzc"
_LIST, _DETAIL = "/shga/wzXxfbGj/getList", "/shga/wzXxfbGj/detail"
#: Blocks of the cipher that stand for what each address begins and ends with.
_BEGINS, _ENDS = "f41aa3d5accbfad14fcbf784730c1c7f", "89cd8d0bb43e9380"


def described(scale: int | None = None) -> Shanghai:
    """The site with about so many articles."""
    rows = rows_a_page(scale, 8)
    described = sections(rows, Section(_STATED, "禁毒之窗", 2 * rows + 2, "drugs"))
    return Shanghai(described_site("澜岸市公安局", described, rows, _href, clock="day"), rows)


def _cipher(text: str, blocks: int) -> str:
    return _BEGINS + hashlib.sha256(text.encode()).hexdigest()[: 16 * blocks]


def _column(channel: Channel) -> str:
    return _cipher(channel.key, 1)


def _article(story: Story) -> str:
    return _cipher(str(story.number), 4) + _ENDS


def _href(story: Story) -> str:
    return f"{_DETAIL}?pa={_article(story)}"


class Shanghai(Station):
    """The site of a large city's police."""

    news_centre = "/shga/xwzx/"
    paragraphs_a_page = 0

    def listing_path(self, channel: Channel) -> str:
        return f"{_LIST}?pa={_column(channel)}&page=1"

    def listing(self, path: str) -> str | None:
        return None

    def api(self, request: Request) -> Answer | None:
        query = {name: values[0] for name, values in parse_qs(request.query).items()}
        asked, page = query.get("pa", ""), query.get("page", "1")
        match request.path:
            case "/shga/wzXxfbGj/getList":
                for channel in self.site.channels:
                    if asked == _column(channel):
                        return self.html(self._list(channel, int(page) if page.isdecimal() and page != "0" else 1))
            case "/shga/wzXxfbGj/detail":
                for story in self.site.stories().values():
                    if asked == _article(story) and not (story.external or story.gone):
                        return self.html(self.article(story, 1, request.path))
            case _:
                return None
        return self.html("<html><body><script>alert('参数错误');history.go(-1);</script></body></html>")

    # Pages

    def document(self, path: str, title: str, content: str) -> str:
        return self._page(title, content)

    def menu(self, path: str) -> str:
        links = "\n".join(
            f'<li><a href="{escape(self.listing_path(channel))}">{channel.name}</a></li>'
            for channel in self.site.channels
        )
        return f'<div class="neiy_left"><h2>{self.site.centre}</h2><ul>\n{links}\n</ul></div>'

    def block(self, channel: Channel, path: str) -> str:
        rows = "\n".join(self._row(story) for story in channel.stories[:4])
        more = f'<a class="more" href="{escape(self.listing_path(channel))}">更多</a>'
        return f'<div class="mk"><h3>{channel.name}</h3>{more}\n<ul>\n{rows}\n</ul></div>'

    def article(self, story: Story, part: int, path: str) -> str:
        channel = self.site.channel(story.home)
        byline = "　".join(
            f"{label}：{value}"
            for label, value in (("来源", story.source), ("作者", story.author), ("责任编辑", story.editor))
            if value
        )
        files = f'<div class="xgfj">附件：{documents(story)}</div>' if story.documents else ""
        return self._page(
            story.title,
            f"""<div class="dqwz">{self._position(channel)}</div>
<div id="gjnr"><h2 id="ivs_title">{escape(story.title)}</h2>
<div class="ly"><span id="ivs_date">{story.timestamp:%Y-%m-%d}</span>　{byline}</div>
<div id="ivs_content">
{paragraphs(story)}
</div>
{files}</div>""",
        )

    # Templates

    def _list(self, channel: Channel, page: int) -> str:
        rows = "\n".join(self._row(story) for story in self.stories(channel, page))
        back = f'<a href="javascript:toPag({page - 1})">上一页</a>' if page > 1 else "<span>上一页</span>"
        on = f'<a href="javascript:toPag({page + 1})">下一页</a>'
        stated = ""
        if channel.key == _STATED:
            total = self.total(channel)
            stated = f"<span>共{len(channel.stories)}条 第{page}页/共{total}页</span>"
            on = on if page < total else "<span>下一页</span>"
        return self._page(
            channel.name,
            f"""{self.menu("")}
<div id="neiy_center"><div class="dqwz">{self._position(channel)}</div>
<div class="liebiao"><ul>
{rows}
</ul></div>
<div class="fy">{back} {on} {stated}</div></div>
<script>
function toDtl(pa) {{ window.open("{_DETAIL}?pa=" + pa); }}
function toPag(page) {{ window.location.href = "{_LIST}?pa={_column(channel)}&page=" + page; }}
</script>""",
        )

    def _row(self, story: Story) -> str:
        top = '<b class="top">[置顶]</b>' if story.pinned else ""
        href = story.external or f"javascript:toDtl('{_article(story)}')"
        return (
            f'<li>{top}<a href="{href}" title="{escape(story.title)}">{escape(cut(story.title, 26))}</a>'
            f"<em>{story.timestamp:%Y-%m-%d}</em></li>"
        )

    def _position(self, channel: Channel) -> str:
        return "当前位置：" + " &gt; ".join(
            f'<a href="{escape(path)}">{name}</a>' for name, path in self.places(channel)
        )

    def _page(self, title: str, content: str) -> str:
        links = "".join(f'<li><a href="{path}">{name}</a></li>' for name, path in self.navigation())
        site = self.site.name
        return f"""<!DOCTYPE html>
<html>
<head>
<meta charset="utf-8" />
<title>{escape(title if title == site else f"{title}-{site}")}</title>
{metas(("SiteName", site), ("SiteIDCode", "9909000031"))}
</head>
<body>
<div class="head"><img src="/shga/images/logo.png" alt="{site}" /><ul class="dh">{links}</ul></div>
<div class="sj"><span id="rq"></span><input type="text" name="keyword" /><button type="button">搜索</button></div>
<div class="neiy">
{content}
</div>
<div class="foot">{site}版权所有　网站标识码：9909000031</div>
</body>
</html>
"""
