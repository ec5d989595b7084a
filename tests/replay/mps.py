"""The system of mps.gov.cn (``/n…/n…/``): later pages are fragments, counted backwards.

With N pages, page 2 is ``index_<comp>_<N-1>.html`` and the last one ``index_<comp>_1.html``; each is a list without a page
around it. 禁毒之窗 has the newer template: ``ul.list`` for ``dl``. Articles of several pages count from 1:
``content_2.html``.
"""

from __future__ import annotations

from html import escape

from tests.replay.families import Station, cut, documents, paragraphs, relative
from tests.replay.sections import Section, described_site, rows_a_page, sections
from tests.replay.site import Channel, Story

_COLUMNS = ("gayw", "jwdt", "tzgg", "jfts", "xwfb", "mtjj", "jdzc")


def described(scale: int | None = None) -> Mps:
    """The site with about so many articles."""
    rows = rows_a_page(scale)
    described = sections(rows, Section("jdzc", "禁毒之窗", 2 * rows + 2, "drugs"))
    return Mps(described_site("青岚省公安厅", described, rows, _href, clock="minute", roles=("editor",)), rows)


def _folder(key: str) -> str:
    return f"/n2254098/n{4904352 + _COLUMNS.index(key)}/"


def _component(key: str) -> int:
    return 5097045 + 10 * _COLUMNS.index(key)


def _href(story: Story) -> str:
    return f"{_folder(story.home)}c{story.number}/content.html"


class Mps(Station):
    """The site of a province's police."""

    news_centre = "/n2254098/index.html"

    def listing_path(self, channel: Channel) -> str:
        return f"{_folder(channel.key)}index.html"

    def listing(self, path: str) -> str | None:
        found = self.numbered(path, self._page_path)
        if found is None:
            return None
        return self._list(found[0], path) if found[1] == 1 else self._rows(*found, path)

    def _page_path(self, channel: Channel, page: int) -> str:
        name = f"index_{_component(channel.key)}_{self.total(channel) - page + 1}" if page > 1 else "index"
        return f"{_folder(channel.key)}{name}.html"

    def link(self, target: str, path: str) -> str:
        return relative(target, path)

    def document(self, path: str, title: str, content: str) -> str:
        return self._page(path, title if title == self.site.name else f"{title}-{self.site.name}", content)

    def menu(self, path: str) -> str:
        links = "".join(
            f'<li><a href="{self.link(self.listing_path(channel), path)}">{channel.name}</a></li>'
            for channel in self.site.channels
        )
        return f'<div class="leftNav"><h2>{self.site.centre}</h2><ul>{links}</ul></div>'

    def block(self, channel: Channel, path: str) -> str:
        more = f'<span class="more"><a href="{self.link(self.listing_path(channel), path)}">更多&gt;&gt;</a></span>'
        rows = self._items(channel, channel.stories[:4], path, "li")
        return f'<div class="column"><h3>{channel.name}</h3>{more}<ul>\n{rows}\n</ul></div>'

    def _items(self, channel: Channel, stories: list[Story], path: str, tag: str) -> str:
        return "\n".join(
            f"<{tag}>{'<b>【置顶】</b>' if story.pinned else ''}"
            f'<a href="{self.link(self.site.hrefs(channel, story), path)}" title="{escape(story.title)}" target="_blank">'
            f"{escape(cut(story.title, 26))}</a><span>({story.timestamp:%Y-%m-%d})</span></{tag}>"
            for story in stories
        )

    def _rows(self, channel: Channel, number: int, path: str) -> str:
        """The rows of a page: all that a fragment holds."""
        stories = self.stories(channel, number)
        if channel.key == "jdzc":
            return f'<ul class="list">\n{self._items(channel, stories, path, "li")}\n</ul>\n'
        return f"<dl>\n{self._items(channel, stories, path, 'dd')}\n</dl>\n"

    def _list(self, channel: Channel, path: str) -> str:
        component = _component(channel.key)
        return self._page(
            path,
            f"{channel.name}-{self.site.name}",
            f"""{self.menu(path)}
<div class="rightList"><div class="location">当前位置：{self.position(channel, path, "&gt;")}</div>
<div id="comp_{component}">
{self._rows(channel, 1, path)}</div>
<div class="page"><span id="pag_{component}"><script>
var maxPageNum{component} = {self.total(channel)};
var pageName{component} = {self.total(channel)};
</script><a href="javascript:void(0)" onclick="toPage{component}(1)">首页</a>
<a href="javascript:void(0)" onclick="nextPage{component}()">下页</a> 共{self.total(channel)}页</span></div></div>""",
        )

    def article(self, story: Story, part: int, path: str) -> str:
        channel = self.site.channel(story.home)
        parts = self.parts(story)
        last = part == len(parts)
        pager = ""
        if len(parts) > 1:
            links = " ".join(
                f"<span>{number}</span>"
                if number == part
                else f'<a href="content{f"_{number}" if number > 1 else ""}.html">{number}</a>'
                for number in range(1, len(parts) + 1)
            )
            pager = f"""<div class="articlePage"><script>
var maxPageNum={len(parts)}; var pageName={part};
</script>{links}</div>"""
        time = f"{story.timestamp:%Y年%m月%d日 %H:%M}".removesuffix(" 00:00")
        attached = f'<p class="attach">附件：{documents(story)}</p>' if story.documents and last else ""
        editor = f'<div class="author">编辑：{story.editor}</div>' if story.editor else ""
        return self._page(
            path,
            story.title,
            f"""<div class="location">当前位置：{self.position(channel, path, "&gt;")}</div>
<div class="arcContent"><h1>{escape(story.title)}</h1>
<div class="arcTool relative"><p class="info">{time}　　来源：<i>{story.source or ""}</i></p>\
<p>字号：<a href="javascript:;">大</a> <a href="javascript:;">中</a> <a href="javascript:;">小</a></p></div>
<div id="ztdx" class="wordContent">
{paragraphs(story, parts[part - 1], indent="　　")}
{attached}
</div>
{pager}
{editor}
<div class="close"><a href="javascript:window.print()">打印本页</a> <a href="javascript:window.close()">关闭</a></div></div>""",
        )

    def _page(self, path: str, title: str, content: str) -> str:
        links = "".join(f'<a href="{self.link(to, path)}">{name}</a>' for name, to in self.navigation())
        return f"""<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd">
<html xmlns="http://www.w3.org/1999/xhtml">
<head>
<meta http-equiv="Content-Type" content="text/html; charset=utf-8" />
<title>{escape(title)}</title>
<link href="/images/style.css" rel="stylesheet" type="text/css" />
</head>
<body>
<div class="header">{self.site.name}</div>
<div class="mainNav">{links}</div>
<div class="wrap">
{content}
</div>
<div class="footer">版权所有：{self.site.name}　青ICP备00000002号</div>
</body>
</html>
"""
