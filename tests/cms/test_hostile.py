"""Pages that nobody means well with: an answer or a clear refusal, in a time that grows with the page only."""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import suppress

import pytest

from crawler.cms import ListRequest, UnreadableListing, read_channels, read_listing

URL = "http://www.ga.example.cn/NewsList.aspx?cid=1"

PAGES: dict[str, Callable[[int], str]] = {
    "rows": lambda n: (
        "<ul>" + "".join(f'<li><a href="/{i}.html">{"题" * 12}{i}</a>2022-01-14</li>' for i in range(n)) + "</ul>"
    ),
    "flat rows": lambda n: "".join(f'<a href="/{i}.html">{"题" * 12}{i}</a><br>2022-01-14<br>' for i in range(n)),
    "nested links": lambda n: "".join(f'<div><a href="/{i}.html">{"题" * 12}{i}</a>' for i in range(min(n, 1900))),
    "nested 下一页": lambda n: "".join(f'<div><a href="/{i}.html">下一页</a>' for i in range(min(n, 1900))),
    "numbers": lambda n: "".join(f'<a href="/{i}.html">{i}</a>' for i in range(n)),
    "breadcrumbs": lambda n: '<div class="path">当前位置：首页 &gt; 甲</div>' * n,
    "nested breadcrumbs": lambda n: '<div class="path">当前位置：首页 &gt; 甲' * min(n, 1900),
    "更多": lambda n: '<p>栏目</p><a href="/a/">更多</a>' * n,
    "menus": lambda n: (
        '<h3>新闻中心</h3><ul><li><a href="/a/">甲乙丙</a></li><li><a href="/b/">丁戊</a></li></ul>' * (n // 4)
    ),
    "onclick": lambda n: f'<a href="#" onclick="{"location.href=encodeURI(" * n}">x</a>',
    "postback": lambda n: '<a href="javascript:' + "__doPostBack('" * n + '">下一页</a>',
    "inputs": lambda n: "<input " * (20 * n),
    "dates": lambda n: "<li><a href='/1.html'>题题题题题题题题</a>" + "<i>2022-1</i>" * n,
    "stated": lambda n: "<p>" + "共 第 1 页 / " * n + '</p><a href="x?page=2">下一页</a>',
    "script": lambda n: "<script>" + "'x{page" * n + "Pager({size:" * n + "</script><a>加载更多</a>",
    "written": lambda n: "<script>" + "document.write('<a document.write(\"" * n + "</script>",
    "classes": lambda n: '<div class="' + " ".join(f"a{i}-x" for i in range(n)) + '"><a href="/1.html">x</a></div>',
    "fields": lambda n: (
        "<form>" + "<select name=a><option>1</select>" * n + "<a href=\"javascript:__doPostBack('a','2')\">下一页</a>"
    ),
    "tables": lambda n: (
        "<table><tr><td>" * min(n // 8, 600) + "".join(f'<a href="/{i}.html">{"题" * 9}</a>' for i in range(n))
    ),
}


def seconds(html: str) -> float:
    body = html.encode()
    started = time.process_time()
    with suppress(UnreadableListing):
        read_listing(body, ListRequest(URL))
        read_channels(body, URL)
    return time.process_time() - started


@pytest.mark.parametrize("page", PAGES.values(), ids=PAGES.keys())
def test_time_grows_with_the_page_only(page: Callable[[int], str]) -> None:
    small, large = seconds(page(900)), seconds(page(1800))
    assert large < 2
    assert large < max(3 * small, 0.5)


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (b"", "empty body"),
        (b" \r\n ", "empty body"),
        (b"<div>" * 5000, "too deeply"),
        (b"<p>" + b"a" * 7_000_000, "characters"),
    ],
)
def test_refusals_say_why(body: bytes, reason: str) -> None:
    with pytest.raises(UnreadableListing, match=reason):
        read_listing(body, ListRequest(URL))


@pytest.mark.parametrize(
    "href",
    [
        "file:///etc/passwd",
        "data:text/html,x",
        "javascript:alert(1)",
        "ftp://a.example.cn/1",
        "http://",
        "//",
        "\\\\x\\y",
        "#a",
    ],
)
def test_what_is_no_page_is_no_row(href: str) -> None:
    html = f'<ul><li><a href="{href}">青岚市公安局召开夏季行动部署会</a><span>2022-01-14</span></li></ul>'
    assert [row for row in read_listing(html.encode(), ListRequest(URL)).rows if not row.url.startswith("http")] == []


def test_next_page_never_leaves_http() -> None:
    for href in ("javascript:alert(1)", "file:///etc/passwd", "data:,x"):
        html = f'<div><a href="{href}">下一页</a><a href="/1.html">上一页</a></div>'
        following = read_listing(html.encode(), ListRequest(URL)).next
        assert following is None or following.url.startswith("http")


@pytest.mark.parametrize("host", ["news.lcjc.\u2100j", "[news.example", "news.\u2488example", "x" * 300])
def test_an_address_that_no_host_can_have_leads_nowhere(host: str) -> None:
    page = f"<ul><li><a href='http://{host}/1.html'>民警走进校园讲安全</a> 2022-01-14</li></ul>".encode()
    with suppress(UnreadableListing):
        assert all(row.external for row in read_listing(page, ListRequest(URL)).rows)
