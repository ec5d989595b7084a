"""The pages of one article, told from everything else that has a number."""

from __future__ import annotations

import pytest

from crawler.cms import article_pages
from tests.cms.pages import SITE


def pages(url: str, html: str, family: str | None = None) -> list[str]:
    """The article's pages, without the site."""
    found = article_pages(f"<html><body>{html}</body></html>".encode(), SITE + url, "text/html; charset=utf-8", family)
    return [page.removeprefix(SITE) for page in found]


DEDE = "<li><a>共3页: </a></li><li><a href='#'>上一页</a></li><li class='thisclass'><a href='#'>1</a></li>"
BY_SYSTEM = {
    "DedeCMS, static": (
        "/a/jwdt/2022/0114/103.html",
        f"<ul class='pagelist'>{DEDE}<li><a href='103_2.html'>2</a></li><li><a href='103_3.html'>3</a></li></ul>",
        ["/a/jwdt/2022/0114/103.html", "/a/jwdt/2022/0114/103_2.html", "/a/jwdt/2022/0114/103_3.html"],
    ),
    "DedeCMS, dynamic": (
        "/plus/view.php?aid=103",
        (
            f"<ul class='pagelist'>{DEDE}<li><a href='view.php?aid=103&pageno=2'>2</a></li></ul>"
            "<a href='/plus/feedback_ajax.php?dopost=getlist&aid=103&page=2'>2</a>"
        ),
        ["/plus/view.php?aid=103", "/plus/view.php?aid=103&pageno=2"],
    ),
    "EmpireCMS, counted from 0": (
        "/e/action/ShowInfo.php?classid=2&id=203",
        (
            '<p class="pageLink"><a title="总数">&nbsp;<b>3</b> </a>&nbsp;<b>1</b>&nbsp;'
            '<a href="/e/action/ShowInfo.php?classid=2&id=203&page=1">2</a>&nbsp;'
            '<a href="/e/action/ShowInfo.php?classid=2&id=203&page=2">3</a></p>'
        ),
        [
            "/e/action/ShowInfo.php?classid=2&id=203",
            "/e/action/ShowInfo.php?classid=2&id=203&page=1",
            "/e/action/ShowInfo.php?classid=2&id=203&page=2",
        ],
    ),
    "PHPCMS, rewritten": (
        "/content-8-331-1.html",
        (
            '<div id="pages"><span>1</span> <a href="/content-8-331-2.html">2</a></div>'
            '上一篇：<a href="/content-8-330-1.html">石桥镇派出所</a>'
        ),
        ["/content-8-331-1.html", "/content-8-331-2.html"],
    ),
    "WordPress": (
        "/2024/05/6.html",
        (
            '<nav class="page-links"><span class="post-page-numbers current">Page 1</span> '
            '<a href="/2024/05/6.html/2" class="post-page-numbers">Page 2</a></nav>'
        ),
        ["/2024/05/6.html", "/2024/05/6.html/2"],
    ),
    "brackets": (
        "/gygat/report/5400.jhtml",
        '<div>[1] <a href="5400_2.jhtml">[2]</a></div>',
        ["/gygat/report/5400.jhtml", "/gygat/report/5400_2.jhtml"],
    ),
}


@pytest.mark.parametrize(("url", "html", "expected"), BY_SYSTEM.values(), ids=BY_SYSTEM.keys())
def test_pages_in_order(url: str, html: str, expected: list[str]) -> None:
    assert pages(url, html) == expected


def test_what_a_shortened_pager_leaves_out_is_counted_up() -> None:
    html = '<b>1</b> <a href="7_2.html">2</a> <a href="7_3.html">3</a> … <a href="7_6.html">6</a>'
    assert pages("/x/7.html", html) == ["/x/7.html", *(f"/x/7_{n}.html" for n in range(2, 7))]


def test_a_later_page_finds_its_own_place() -> None:
    html = '<a href="7_2.html">2</a> <a href="7_3.html">3</a> <b>4</b>'
    assert pages("/x/7_4.html", html) == ["/x/7.html", "/x/7_2.html", "/x/7_3.html", "/x/7_4.html"]


@pytest.mark.parametrize(
    "html",
    [
        "<p>正文</p>",
        '上一篇：<a href="/x/6.html">石桥镇派出所</a> 下一篇：<a href="/x/8.html">南屏分局</a>',
        '<div class="hot"><a href="/x/12.html">1</a><a href="/x/13.html">2</a></div>',
        '<div class="comments"><a href="/comment/7?page=2">2</a></div>',
        '<div style="display:none"><a href="7_2.html">2</a></div>',
        '<a href="http://other.example.net/x/7_2.html">2</a>',
    ],
)
def test_an_article_of_one_page(html: str) -> None:
    assert pages("/x/7.html", html) == []
