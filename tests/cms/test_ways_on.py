"""What a listing shows as a way to further rows without an address to follow."""

from __future__ import annotations

import pytest

from tests.cms.pages import SITE, items, read

UNFOLLOWED = [
    ('<a href="javascript:goPage(2)">下一页</a>', "下一页: javascript:goPage(2)"),
    ('<input type="button" value="下一页" onclick="goPage(2)">', "下一页: goPage(2)"),
    ('<ul><li class="next" onclick="go(2)">下一页</li></ul>', "下一页: go(2)"),
    ('<b>1</b> <a href="javascript:toPage(2)">2</a> <a href="javascript:toPage(3)">3</a>', "2: javascript:toPage(2)"),
    ('<a href="javascript:;" class="more">加载更多</a>', "加载更多"),
    ('<button type="button" id="more">点击加载更多</button>', "点击加载更多"),
    ('<button data-url="/jwyw/more" data-total="4">查看更多</button>', "查看更多: /jwyw/more"),
    ('<a href="2022/">2022年</a> <a href="2021/">2021年</a>', f"2021年: {SITE}/jwyw/2021/"),
    ('<a href="2022-03/">2022年3月</a> <a href="2022-02/">2022年2月</a>', f"2022年2月: {SITE}/jwyw/2022-02/"),
    # promises nothing: a single page's pager, a dead link, another list's archive, a search by month
    ('共1页 <a href="javascript:goPage(2)">下一页</a>', ""),
    ('<a href="javascript:goPage(1)">下一页</a> <a href="javascript:goPage(1)">尾页</a>', ""),
    ('<a href="javascript:nextPage(1203)">下一页</a>', ""),
    ('<a href="#">下一页</a>', ""),
    ('<a href="/tzgg/2021/">2021年</a> <a href="/tzgg/2020/">2020年</a>', ""),
    ('<a href="/tzgg/">更多</a>', ""),
    ("", ""),
]


@pytest.mark.parametrize(("pager", "expected"), UNFOLLOWED)
def test_a_way_on_without_an_address(pager: str, expected: str) -> None:
    rows = items('<li><a href="/a/{n}.html">{title}</a><span>2022-03-{day}</span></li>')
    listing = read(f'<div><ul>{rows}</ul><div class="pages">{pager}</div></div>')
    assert (listing.next, listing.unfollowed) == (None, expected)


def test_a_select_of_pages_without_addresses_states_how_many_there_are() -> None:
    rows = items('<li><a href="/a/{n}.html">{title}</a><span>2022-03-{day}</span></li>')
    options = "".join(f"<option value='{number}'>{number}</option>" for number in (1, 2, 3))
    listing = read(f'<ul>{rows}</ul><select onchange="goPage(this.value)">{options}</select>')
    assert (listing.next, listing.page, listing.pages) == (None, 1, 3)


FILLED = [
    (
        '<ul id="list"></ul><script>$.get("/api/list", {page: 1}, show)</script>',
        "a script fills its list (/api/list)",
    ),
    (
        "<div id='app'></div><script>fetch('/api/page?cid=2').then(r)</script>",
        "a script fills its list (/api/page?cid=2)",
    ),
    ('<ul></ul><script>$.ajax({type: "POST", url: "list/more"})</script>', "a script fills its list (list/more)"),
    ('<ul id="list"></ul><script src="/js/list.js"></script>', "its list is empty, a script may fill it"),
    ('<ul></ul><script>$.get("http://count.example.com/a")</script>', "its list is empty, a script may fill it"),
    ('<p>暂无信息</p><ul></ul><script>$.get("/api/list")</script>', ""),
    ("<ul></ul>", ""),
]


@pytest.mark.parametrize(("html", "expected"), FILLED)
def test_a_list_that_a_script_fills(html: str, expected: str) -> None:
    listing = read(f"<div>{html}</div>")
    assert (listing.rows, listing.next, listing.unfollowed) == ((), None, expected)
