from __future__ import annotations

import pytest

from crawler.cms import read_breadcrumb, read_channels
from tests.cms.pages import SITE, items

CENTRE = f"{SITE}/xwzx/"
MENU = '<li><a href="/xwzx/jwyw/">警务要闻</a></li><li><a href="/xwzx/jdzc/">禁毒之窗</a></li>'
EXPECTED = [("警务要闻", f"{SITE}/xwzx/jwyw/"), ("禁毒之窗", f"{SITE}/xwzx/jdzc/")]
BAR = '<ul class="nav"><li><a href="/">首页</a></li><li>{}</li><li><a href="/bsfw/">办事服务</a></li></ul>'
ENTRY = '<a href="/xwzx/">新闻中心</a>'


@pytest.mark.parametrize(
    "html",
    [
        BAR.format(f"{ENTRY}<ul>{MENU}</ul>"),
        BAR.format(f'{ENTRY}<div style="display:none"><ul>{MENU}</ul></div>'),
        BAR.format(ENTRY) + f"<div class='left'><h2>新闻中心</h2><ul>{MENU}</ul></div>",
        BAR.format(ENTRY) + f"<div class='left'><div class='tit'><span>新闻中心</span></div><ul>{MENU}</ul></div>",
        BAR.format(ENTRY) + f"<dl><dt><a href='/xwzx/'>新闻中心</a></dt><dd><ul>{MENU}</ul></dd></dl>",
        # blocks with 更多, the heading as text or as a link
        BAR.format(ENTRY)
        + "<div><h3>警务要闻</h3><a href='/xwzx/jwyw/'>更多&gt;&gt;</a></div><div><h3>禁毒之窗</h3><a href='/xwzx/jdzc/'>[更多]</a></div>",
        BAR.format(ENTRY)
        + "<div><a href='/xwzx/jwyw/'>警务要闻</a><a href='/xwzx/jwyw/'>MORE</a></div>"
        + "<div><a href='/xwzx/jdzc/'>禁毒之窗</a><a class='more' href='/xwzx/jdzc/'><img src='more.gif'></a></div>",
        # a block of services beside them
        BAR.format(ENTRY)
        + "<div><h3>警务要闻</h3><a href='/xwzx/jwyw/'>更多</a></div><div><h3>禁毒之窗</h3><a href='/xwzx/jdzc/'>更多</a></div>"
        + "<div><h3>办事指南</h3><a href='/bsfw/bszn/'>更多</a></div><div><h3>友情视频</h3><a href='https://v.qq.com/x/'>更多</a></div>",
    ],
)
def test_channels_by_structure(html: str) -> None:
    page = f"<title>新闻中心-青岚公安</title>{html}"
    assert [(channel.name, channel.url) for channel in read_channels(page.encode(), CENTRE)] == EXPECTED


@pytest.mark.parametrize(
    ("url", "html"),
    [
        # a channel's own page has the same menu
        (
            f"{SITE}/xwzx/jdzc/",
            f"<div>当前位置：首页 &gt; 新闻中心 &gt; 禁毒之窗</div><div><h2>新闻中心</h2><ul>{MENU}</ul></div>",
        ),
        # an article
        (
            f"{SITE}/xwzx/jdzc/1.html",
            f"<div>您的位置：首页 > 新闻中心 > 禁毒之窗 > 正文</div><h2>新闻中心</h2><ul>{MENU}</ul>",
        ),
        # a page of services
        (f"{SITE}/bsfw/", "<title>办事服务</title><div><h3>身份证</h3><a href='/bsfw/sfz/'>更多</a></div>"),
        (f"{SITE}/", "<html><body></body></html>"),
    ],
)
def test_no_news_centre(url: str, html: str) -> None:
    assert read_channels(html.encode(), url) == ()


def test_article_links_are_no_channels() -> None:
    rows = items('<li><a href="/a/{n}.html">{title}</a></li>')
    html = f"<title>新闻中心</title><div><h2>新闻中心</h2><ul>{rows}</ul></div>"
    assert read_channels(html.encode(), CENTRE) == ()


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        (
            '<div>当前位置：<a href="/">首页</a> &gt; <a href="/x/">新闻中心</a> &gt; 禁毒之窗</div>',
            ("新闻中心", "禁毒之窗"),
        ),
        (
            '<div class="crumb"><a href="/">首页</a>»<a>新闻中心</a>»<a>禁毒之窗</a>»正文</div>',
            ("新闻中心", "禁毒之窗"),
        ),
        ("<p><span>您现在的位置：</span><a>网站首页</a> > <a>警务要闻</a></p>", ("警务要闻",)),
        (
            "<div style='display:none'>当前位置：首页 > 旧栏目 > 甲</div><div>当前位置：首页 > 新闻中心</div>",
            ("新闻中心",),
        ),
        ("<p>警方已确定嫌疑人当前位置：某小区</p>", ()),
        ("<p>警讯</p>", ()),
    ],
)
def test_breadcrumb(html: str, expected: tuple[str, ...]) -> None:
    assert read_breadcrumb(html.encode(), CENTRE) == expected
