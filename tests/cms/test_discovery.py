"""What an address is taken for, and what is read where a list has no links of its own."""

from __future__ import annotations

import time

import pytest

from crawler.cms import Channel, chosen_together, decide
from crawler.cms.channels import named_apart
from tests.cms.pages import SITE, URL, items, read

BAR = '<ul class="nav"><li><a href="/">首页</a></li>{}<li><a href="/bsfw/">办事服务</a></li></ul>'
ENTRY = '<li><a href="/xwzx/">新闻中心</a></li>'
ROWS = (
    '<ul class="list">'
    + items('<li><a href="/xwzx/jdzc/{n}.html">{title}</a><span>2022-03-{day}</span></li>')
    + "</ul>"
)
CRUMBS = '<div class="position">当前位置：<a href="/">首页</a> &gt; <a href="/xwzx/">新闻中心</a> &gt; 禁毒之窗</div>'
BLOCK = (
    '<div class="box"><h3>{name}</h3><a class="more" href="{url}">更多</a><ul>'
    + items('<li><a href="/a/{n}.html">{title}</a><span>2022-03-{day}</span></li>', 3)
    .replace("{", "{{")
    .replace("}", "}}")
    + "</ul></div>"
)
BLOCKS = "".join(
    BLOCK.format(name=name, url=url)
    for name, url in (("警务要闻", "/jwyw/"), ("禁毒之窗", "/jdzc/"), ("通知公告", "/tzgg/"), ("办事指南", "/bszn/"))
)
CATEGORIES = (
    "<a href='/c/1'>警务要闻</a><section><h2>Categories</h2><ul>"
    "<li><a href='/c/1'>警务要闻</a></li><li><a href='/c/2'>警营文化</a></li></ul></section>"
)
TEXT = (
    "<p>3月14日，青岚市公安局召开会议，部署夏季治安打击整治行动。会议要求各单位压实责任，确保辖区平安。</p>"
    "<p>据介绍，行动为期三个月，重点打击电信网络诈骗、涉毒等违法犯罪。民警将走进社区、企业、学校开展宣传。</p>"
)
FILE = '<iframe src="/upload/1.pdf" width="100%"></iframe>'
ARTICLE = (
    f"<title>青岚市公安局召开夏季治安打击整治行动部署会</title>{BAR.format(ENTRY)}{CRUMBS}"
    "<h1>青岚市公安局召开夏季治安打击整治行动部署会</h1><p>来源：青岚公安 时间：2022-03-14 09:30</p>"
    f'<div class="content">{TEXT}</div><div class="hot"><h3>相关新闻</h3>{ROWS}</div>'
)
SUMMARIES = "<ul>" + items(
    '<li><h3><a href="/xwzx/jdzc/{n}.html">{title}</a></h3><p>近日，青岚市公安局紧盯群众关心的问题，持续开展专项行动。'
    "行动中民警走访了第{n}户居民，收到良好效果。</p><span>2022-03-{day}</span></li>"
) + "</ul>"  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "url", "html"),
    [
        ("home page", f"{SITE}/", BAR.format(ENTRY) + BLOCKS),
        ("home page", f"{SITE}/", BAR.format("") + BLOCKS),
        ("home page", f"{SITE}/index.html", BAR.format(ENTRY)),
        ("home page", f"{SITE}/gaj/", f'<a href="/gaj/">首页</a> <a href="/gaj/xwzx/">新闻中心</a>{TEXT}'),
        ("news centre", f"{SITE}/xwzx/", f"<title>新闻中心-青岚公安网</title>{BAR.format(ENTRY)}{BLOCKS}"),
        ("news centre", f"{SITE}/jwzx/", f"<title>警务在线</title>{BAR.format(ENTRY)}{BLOCKS}"),
        ("channel", f"{SITE}/xwzx/jdzc/", BAR.format(ENTRY) + CRUMBS + ROWS),
        ("channel", f"{SITE}/xwzx/jdzc/", BAR.format(ENTRY) + CRUMBS + SUMMARIES),
        ("channel", f"{SITE}/xwzx/jdzc/", BAR.format(ENTRY) + CRUMBS + "<ul><li>暂无信息</li></ul>"),
        ("channel", f"{SITE}/", f"<title>青岚禁毒</title>{ROWS}"),
        ("article", f"{SITE}/xwzx/jdzc/1001.html", ARTICLE),
        # a file in a frame is its matter
        ("article", f"{SITE}/xwzx/jdzc/1001.html", ARTICLE.replace(TEXT, FILE).replace(ROWS, "")),
        # the same, below a breadcrumb that ends in a name of news centres
        ("article", f"{SITE}/xwzx/1001.html", ARTICLE.replace(" &gt; 禁毒之窗", "")),
        ("shell", f"{SITE}/", '<meta http-equiv="refresh" content="0; url=/gaj/index.html">'),
        ("shell", f"{SITE}/", "<script>window.location.href='./gaj/';</script>"),
        ("shell", f"{SITE}/", '<frameset><frame src="/gaj/main.html"></frameset>'),
        ("nothing", f"{SITE}/lxwm/", BAR.format(ENTRY) + "<p>通信地址：建设路1号</p>"),
        ("nothing", f"{SITE}/jwyw/", "<ul></ul><script>$.get('/api/list')</script>"),
        ("nothing", f"{SITE}/", ""),
        ("nothing", f"{SITE}/", "<script>location.href='http://elsewhere.invalid/'</script>"),
        ("nothing", f"{SITE}/404.html", "<title>404 Not Found</title><h1>404 Not Found</h1>"),
    ],
)
def test_a_page_is_told_by_what_it_holds(kind: str, url: str, html: str) -> None:
    decision = decide(html.encode(), url)
    assert decision.kind == kind, decision
    assert decision.why


def test_a_home_page_leads_to_the_news_centre_and_to_its_own_blocks() -> None:
    decision = decide((BAR.format(ENTRY) + BLOCKS).encode(), f"{SITE}/")
    assert decision.next == (f"{SITE}/xwzx/",)
    assert [channel.name for channel in decision.channels] == ["警务要闻", "禁毒之窗", "通知公告"]


@pytest.mark.parametrize(
    ("links", "names"),
    [
        (
            "<a href='/yw/'>公安要闻</a> <a href='/dt/'>警务动态</a> <a href='/jy/'>警务公开</a>",
            ["公安要闻", "警务动态"],
        ),
        ("<a href='/ts/'>警方提示</a> <a href='http://v.invalid/'>警方在线动态</a>", ["警方提示"]),
        # WordPress: links beside rows are not all, the box of categories is
        (
            CATEGORIES,
            ["警务要闻", "警营文化"],
        ),
    ],
)
def test_a_home_page_without_a_news_centre_names_its_channels(links: str, names: list[str]) -> None:
    decision = decide((BAR.format("") + links).encode(), f"{SITE}/")
    assert [channel.name for channel in decision.channels] == names


def test_links_like_those_of_a_home_page_s_channels_are_told() -> None:
    names = {"首页": "/", "公安要闻": "/yw/", "典型案例": "/al/", "法规解读": "/fg/", "更多": "/yw/more/"}
    bar = "".join(f"<a href='{url}'>{name}</a> " for name, url in names.items())
    other = "<a href='/wap/view/1.html'>手机版</a> <a href='http://v.invalid/sp/'>视频</a> <a href='/al/'>典型案例</a>"
    decision = decide(f"{bar}{other}<a href='/zt/'>青岚市公安局召开夏季打击整治行动部署会</a>".encode(), f"{SITE}/")
    assert [channel.name for channel in decision.channels] == ["公安要闻"]
    assert [(link.name, link.url) for link in decision.beside] == [
        ("典型案例", f"{SITE}/al/"),
        ("法规解读", f"{SITE}/fg/"),
    ]


def test_a_bar_of_links_beside_blocks_is_a_menu() -> None:
    bar = "".join(f'<a href="{url}">{name}</a> | ' for name, url in (
        ("警务要闻", "/html/jwyw/"), ("平安建设", "/list-8-1.html"), ("警营文化", "/html/jywh/"), ("搜索", "/index.php?m=search"),
    ))  # fmt: skip
    blocks = BLOCK.format(name="警务要闻", url="/html/jwyw/") + BLOCK.format(name="警营文化", url="/html/jywh/")
    decision = decide(f"<title>新闻中心</title><div>{bar}</div>{blocks}".encode(), f"{SITE}/html/")
    assert [channel.name for channel in decision.channels] == ["警务要闻", "平安建设", "警营文化"]


def test_an_address_is_one_channel() -> None:
    first = [Channel("要闻", f"{SITE}/1/")]
    further = [Channel("要闻网", f"{SITE}/1/index.html"), Channel("禁毒", f"{SITE}/3/")]
    assert [channel.name for channel in chosen_together(first, further)] == ["要闻", "禁毒"]


def test_channels_of_one_name_are_named_by_their_addresses() -> None:
    channels = [
        Channel("公告", f"{SITE}/xwzx/gg/"),
        Channel("公告", f"{SITE}/jj/list.asp?id=7"),
        Channel("要闻", f"{SITE}/1/"),
    ]
    expected = {"公告 (xwzx/gg)", "公告 (jj/list.asp?id=7)", "要闻"}
    for found in (channels, channels[::-1]):
        assert {channel.name for channel in named_apart(found)} == expected
    elsewhere = Channel("公告", "http://jj.ga.example.cn/xwzx/gg/")
    assert len({channel.name for channel in named_apart([*channels, elsewhere])}) == 4


def test_two_blocks_of_one_name_are_two_channels() -> None:
    blocks = BLOCK.format(name="通知公告", url="/xwzx/tzgg/") + BLOCK.format(name="通知公告", url="/jtgl/tzgg/")
    again = BLOCK.format(name="通知公告", url="/xwzx/tzgg/index.html")
    decision = decide(f"<title>新闻中心</title>{blocks}{again}".encode(), f"{SITE}/xwzx/")
    assert [channel.name for channel in decision.channels] == ["通知公告 (xwzx/tzgg)", "通知公告 (jtgl/tzgg)"]


def test_the_site_s_name_stands_in_its_metas() -> None:
    decision = decide(f'<meta name="SiteName" content="青岚市公安局">{CRUMBS}{ROWS}'.encode(), URL)
    assert decision.site_name == "青岚市公安局"
    assert decision.channels == (Channel("禁毒之窗", URL),)


@pytest.mark.parametrize(
    ("form", "source"),
    [
        ("<li onclick=\"location.href='/a/{n}.html'\">{title}<span>2022-03-{day}</span></li>", ""),
        ("<li onclick=\"go('/a/{n}.html')\"><p>{title}</p><span>2022-03-{day}</span></li>", ""),
        (
            '<li><a href="javascript:void(0)" onclick="openNews(\'{n}\')">{title}</a><span>2022-03-{day}</span></li>',
            "<script>function openNews(id){ window.open('/a/' + id + '.html', '_blank'); }</script>",
        ),
        (
            '<tr><td><a href="javascript:openNews({n})">{title}</a></td><td>2022-03-{day}</td></tr>',
            "<script>function openNews(id) { location.href = '/a/' + id + '.html'; }</script>",
        ),
    ],
)
def test_rows_that_a_script_opens(form: str, source: str) -> None:
    rows = items(form)
    listing = read(f"{source}<table>{rows}</table>" if form.startswith("<tr") else f"{source}<ul>{rows}</ul>")
    assert [row.url for row in listing.rows] == [f"{SITE}/a/{1000 + n}.html" for n in range(10)]
    assert listing.rows[0].title == "青岚市公安局召开夏季治安打击整治行动部署会"
    assert listing.rows[0].date is not None


def test_a_click_that_leads_nowhere_is_no_row() -> None:
    rows = items("<li onclick=\"praise('{n}')\">{title}<span>2022-03-{day}</span></li>")
    assert read(f"<script>function praise(id){{ vote(id); }}</script><ul>{rows}</ul>").rows == ()


def test_a_listing_that_a_script_fills_is_told_with_its_interface() -> None:
    page = "<title>警务要闻</title><ul></ul><script>$.get('/api/list', show)</script>"
    decision = decide(page.encode(), f"{SITE}/jwyw/", "text/html; charset=utf-8")
    assert (decision.kind, decision.scripted) == ("nothing", True)
    assert "a script fills its list (/api/list)" in decision.why


def test_a_list_in_a_frame_is_asked_for_once() -> None:
    frame = '<iframe src="/list/jdzc_inner.html" width="800"></iframe>'
    listing = read(f"{BAR.format(ENTRY)}{CRUMBS}{frame}")
    assert listing.next is not None
    assert (listing.next.url, listing.next.page) == (f"{SITE}/list/jdzc_inner.html", 1)
    inner = read(ROWS, listing.next.url)
    assert len(inner.rows) == 10
    assert decide(f"{BAR.format(ENTRY)}{CRUMBS}{frame}".encode(), URL).kind == "channel"


@pytest.mark.parametrize(
    "frame",
    [
        '<iframe src="http://elsewhere.invalid/list.html"></iframe>',
        '<iframe src="/login.html" style="display: none"></iframe>',
        '<iframe src="/count.html" width="0" height="0"></iframe>',
        '<iframe src="/a.html"></iframe><iframe src="/b.html"></iframe>',
        '<iframe src="/upload/1.pdf"></iframe>',
        '<iframe src="/pdfjs/web/viewer.html?file=/upload/1.pdf"></iframe>',
    ],
)
def test_other_frames_are_not_followed(frame: str) -> None:
    assert read(f"{BAR.format(ENTRY)}{CRUMBS}{frame}").next is None


@pytest.mark.parametrize(
    "page",
    [
        "<ul>"
        + "".join(f"<li onclick=\"f{n}('{n}')\">{'题' * 12}<i>2022-01-14</i></li>" for n in range(2000))
        + "</ul>",
        "<script>" + "function f(id){location='a'+" * 4000 + "</script><a href=\"javascript:f('1')\">x</a>",
        "<a href='/' >首页</a>" + "<div><h3>要闻</h3><a href='/a/'>更多</a></div>" * 1500,
        "<p>" + "警讯。" * 50_000 + "</p>" + ROWS * 60,
    ],
)
def test_hostile_pages_are_told_in_time(page: str) -> None:
    started = time.process_time()
    assert decide(page.encode(), URL).why
    assert time.process_time() - started < 4
