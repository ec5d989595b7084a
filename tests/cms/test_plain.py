"""The general walk: rows and next pages in the forms that sites print."""

from __future__ import annotations

import pytest

from crawler.cms import ListRequest, probes, read_listing
from tests.cms.pages import SITE, TITLES, URL, items, read

NAVIGATION = (
    '<div class="nav"><a href="/">首页</a><a href="/jwyw/">警务要闻</a><a href="/tzgg/">通知公告</a></div>'
    '<div class="hot"><h3>热点排行</h3><ul>'
    + items('<li><a href="/hot/202201/t20220114_{n}.html">{title}（热）</a></li>', 6)
    + "</ul></div>"
)
PAGER = '<div class="page"><a href="index_2.html">下一页</a></div>'


@pytest.mark.parametrize(
    ("around", "form"),
    [
        ("<ul>{}</ul>", '<li><span>2022-03-{day}</span><a href="/a/{n}.html">{title}</a></li>'),
        ("<ul>{}</ul>", '<li><a href="/a/{n}.html">{title}<span>[2022-03-{day}]</span></a></li>'),
        ("<ul>{}</ul>", '<li><a href="/a/{n}.html">· {title}</a> (2022/3/{day} 9:05:07)</li>'),
        ("<ul>{}</ul>", '<li>[<a href="/jwyw/">警务要闻</a>] <a href="/a/{n}.html">{title}</a> 2022年03月{day}日</li>'),
        ("<ul>{}</ul>", '<li><a href="/a/{n}.html" title="标题：{title}">{title}</a><i>2022.03.{day}</i></li>'),
        ("<ul>{}</ul>", '<li><a href="/a/{n}.html"><em>{day}</em><span>2022-03</span><b>{title}</b></a></li>'),
        ("<table>{}</table>", '<tr><td>·</td><td><a href="/a/{n}.html">{title}</a></td><td>2022-03-{day}</td></tr>'),
        (
            "<table>{}</table>",
            '<tr><td><table><tr><td><a href="/a/{n}.html">{title}</a></td><td>2022-03-{day}</td></tr></table></td></tr>',
        ),
        ("<dl>{}</dl>", '<dt><a href="/a/{n}.html">{title}</a></dt><dd>来源：青岚公安 2022-03-{day} 08:30</dd>'),
        ("<div>{}</div>", '<a href="/a/{n}.html">{title}</a> 2022-03-{day}<br>'),
        (
            "<div>{}</div>",
            '<p><a href="/a/{n}.html">{title}</a></p><p>2021年8月1日以来，全市公安机关持续推进。</p><span>时间：2022-03-{day}</span>',
        ),
        (
            "<div>{}</div>",
            (
                '<div class="item"><a href="/a/{n}.html"><img src="{n}.jpg"></a><h3><a href="/a/{n}.html">{title}</a></h3>'
                '<p>摘要摘要摘要<a href="/a/{n}.html">[详细]</a></p><time datetime="2022-03-{day}T08:00:00+08:00">Mar {day}</time></div>'
            ),
        ),
    ],
    ids=lambda value: value[:60],
)
def test_rows_in_every_form(around: str, form: str) -> None:
    html = NAVIGATION + '<div class="main">' + around.format(items(form)) + PAGER + "</div>"
    listing = read(html)
    assert [(row.url, row.title, str(row.date)) for row in listing.rows] == [
        (f"{SITE}/a/{1000 + n}.html", TITLES[n], f"2022-03-{28 - n:02d}") for n in range(10)
    ]
    assert listing.next is not None
    assert listing.next.url == f"{SITE}/jwyw/index_2.html"


def test_rows_without_dates_are_rows_beside_a_pager() -> None:
    html = (
        NAVIGATION
        + '<div class="main"><ul>'
        + items('<li><a href="/a/{n}.html">{title}</a></li>')
        + f"</ul>{PAGER}</div>"
    )
    assert [row.title for row in read(html).rows] == list(TITLES)


def test_box_beside_an_empty_list_gives_no_rows() -> None:
    box = '<div class="hot"><h3>重要发布</h3><ul>' + items('<li><a href="/a/{n}.html">{title}</a></li>') + "</ul></div>"
    pager = '<div class="page"><a href="index_2.html">下一页</a></div>'
    assert read(f'<div>{box}<div class="main"><ul class="list"></ul>{pager}</div></div>').rows == ()


def test_dated_box_beside_a_list_that_says_it_is_empty_gives_no_rows() -> None:
    box = items('<li><a href="/a/{n}.html">{title}</a><span>03-{day}</span></li>', 6)
    html = f'<div><div class="r"><h3>热点排行</h3><ul>{box}</ul></div><div class="main"><p>暂无信息</p></div></div>'
    listing = read(html, retrieved_at="2022-04-01T00:00:00+08:00")
    assert (listing.rows, listing.total) == ((), 0)


def test_blocks_of_five_are_one_list() -> None:
    row = '<li><a href="/a/{n}.html">{title}</a><span>03-{day}</span></li>'
    five = [items(row).splitlines()[start : start + 5] for start in (0, 5)]
    html = (
        NAVIGATION + "<div class='main'>" + "".join(f"<ul>{''.join(lines)}</ul>" for lines in five) + PAGER + "</div>"
    )
    assert len(read(html).rows) == 10


def test_a_block_with_a_heading_of_its_own_is_another_list() -> None:
    row = '<li><a href="/{{}}/{n}.html">{title}</a><span>2022-03-{day}</span></li>'
    main, other = items(row).replace("{}", "a"), items(row, 5).replace("{}", "b")
    html = f"<div><div class='box'><h3>推荐阅读</h3><ul>{other}</ul></div><div class='box'><ul>{main}</ul>{PAGER}</div></div>"
    assert {row.url.rsplit("/", 2)[1] for row in read(html).rows} == {"a"}


@pytest.mark.parametrize(
    ("text", "title", "expected"),
    [
        (
            "青岚市公安局召开夏季…",
            "青岚市公安局召开夏季治安打击整治行动部署会",
            "青岚市公安局召开夏季治安打击整治行动部署会",
        ),
        (
            "青岚市公安局召开夏季...",
            "青岚市公安局召开夏季治安打击整治行动部署会",
            "青岚市公安局召开夏季治安打击整治行动部署会",
        ),
        ("南屏分局破获一起诈骗案", "点击查看详细内容", "南屏分局破获一起诈骗案"),
        ("南屏分局破获一起…", "标题：南屏分局破获一起诈骗案\n发布时间：2022/1/14", "南屏分局破获一起诈骗案"),
        ("3月5日全市公安机关召开会议", "", "3月5日全市公安机关召开会议"),
        ("警方发布<font color=red>反诈</font>预警", "", "警方发布反诈预警"),
        ("[置顶] 关于招录警务辅助人员的公告", "", "关于招录警务辅助人员的公告"),
    ],
)
def test_title_in_full(text: str, title: str, expected: str) -> None:
    html = f'<ul><li><a href="/a/1.html" title="{title}">{text}</a><span>2022-03-01</span></li></ul>'
    assert [row.title for row in read(html).rows] == [expected]


@pytest.mark.parametrize(
    "mark",
    [
        '<span class="red">[置顶]</span>{}',
        "【置顶】{}",
        '<img src="/images/top.gif">{}',
        '<img src="x.png" alt="置顶">{}',
        "<em>顶</em>{}",
        '{}<i class="zhiding"></i>',
    ],
)
def test_pinned_marks(mark: str) -> None:
    link = '<a href="/a/1.html">关于招录警务辅助人员的公告</a>'
    rows = items('<li><a href="/a/{n}.html">{title}</a><span>2022-03-{day}</span></li>')
    listing = read(f"<ul><li>{mark.format(link)}<span>2021-01-01</span></li>{rows}</ul>")
    assert [row.pinned for row in listing.rows] == [True] + [False] * 10
    assert listing.rows[0].title == "关于招录警务辅助人员的公告"


def test_external_rows_and_hosts_of_the_site() -> None:
    urls = ["https://mp.weixin.qq.com/s/abc1", "http://news.ga.example.cn/a/1.html", "http://ga.example.cn/a/2.html"]
    row = '<li><a href="{}">{}</a><span>2022-03-01</span></li>'
    html = "<ul>" + "".join(row.format(url, title) for url, title in zip(urls, TITLES, strict=False)) + "</ul>"
    assert [(row.url, row.external) for row in read(html).rows] == list(zip(urls, [True, False, False], strict=True))


NEXT = [
    # text, page asked, expected URL
    ('<a href="list_2.html">下一页</a>', 1, "list_2.html"),
    ('<a href="list_2.html">下页&gt;&gt;</a>', 1, "list_2.html"),
    ('<b>1</b> <a href="list_2.html">2</a> <a href="list_3.html">3</a>', 1, "list_2.html"),
    ('<a href="list_1.html">1</a> <a href="list_2.html">2</a> <a href="list_3.html">3</a>', 2, "list_3.html"),
    ('<a href="list_1.html">1</a><span>2</span><a href="list_3.html">...</a>', 2, "list_3.html"),
    ('<span>1</span><a href="list_2.html">2</a><a href="list_2.html">&gt;</a>', 1, "list_2.html"),
    ('<li class="active"><a href="#">1</a></li><li><a href="list_2.html">2</a></li>', 1, "list_2.html"),
    ('<a href="#" onclick="location.href=encodeURI(\'list_2.html\')">下一页</a>', 1, "list_2.html"),
    ("<a href=\"javascript:location.href='list_2.html'\">下一页</a>", 1, "list_2.html"),
    ('<a class="page-numbers" href="p/7">7</a><a class="next page-numbers" href="p/2">Older posts</a>', 1, "p/2"),
    ('<a href="?page=2"><img src="/i/next.gif" alt="下一页"></a>', 1, "index.html?page=2"),
    ('<input type="button" value="下一页" onclick="location.href=\'list_2.html\'">', 1, "list_2.html"),
    ("<button onclick=\"location.href='list_2.html'\">下一页</button>", 1, "list_2.html"),
    ('<a class="next" href="?page=2">加载更多</a>', 1, "index.html?page=2"),
    ('<select><option value="list_1.html">第1页<option value="list_2.html">第2页</select>', 1, "list_2.html"),
    # reversed numbers: the link is followed, nothing is counted
    ('<a href="list/6.htm">下页</a> <a href="list/1.htm">尾页</a> <span>1/7</span>', 1, "list/6.htm"),
    # the last page, in the ways it is told
    ('<a href="list_1.html">上一页</a> <a>下一页</a>', 2, None),
    ('<a href="list_1.html">上一页</a> <a href="list_2.html" class="disabled">下一页</a>', 2, None),
    ('<a href="list_1.html">上一页</a> <a href="javascript:;">下一页</a>', 2, None),
    ('第2页 共2页 <a href="list_1.html">上一页</a> <a href="list_2.html">下一页</a>', 2, None),
    ('<a href="list_1.html">1</a> <b>2</b>', 2, None),
    ('<select><option value="list_1.html">第1页<option selected value="list_2.html">第2页</select>', 2, None),
    # other lists
    ('<a href="http://other.example.cn/?page=2">加载更多</a>', 1, None),
    ('<select name="month"><option>1<option>2<option>3</select>', 1, None),
    ("", 1, None),
]


@pytest.mark.parametrize(("pager", "page", "expected"), NEXT)
def test_next_page(pager: str, page: int, expected: str | None) -> None:
    rows = items('<li><a href="/a/{n}.html">{title}</a><span>2022-03-{day}</span></li>')
    listing = read(f'<div><ul>{rows}</ul><div class="pages">{pager}</div></div>', page=page)
    assert (listing.next and listing.next.url) == (expected and f"{SITE}/jwyw/{expected}")
    if listing.next:
        assert (listing.next.page, listing.next.family) == (page + 1, "plain")


def test_link_to_the_page_itself_is_no_next_page() -> None:
    assert read('<div><a href="index.html#">下一页</a><a href="index_1.html">上一页</a></div>').next is None


@pytest.mark.parametrize("row", ["{box}<a href='/a/{n}.html'>{title}</a>", "<a href='/a/{n}.html'>{title}</a>{box}"])
def test_days_in_boxes_of_their_own_are_no_pager(row: str) -> None:
    cards = items(f"<div>{row}</div>".replace("{box}", "<p><b>{day}</b><i>2022-03</i></p>"))
    first = read(f'<div>{cards}</div><div class="pages"><a href="?page=2">下一页</a></div>')
    assert (first.next and first.next.page, first.page, first.pages) == (2, None, None)
    last = read(f"<div>{cards}</div>", page=4)
    assert (last.next, last.page, last.pages) == (None, None, None)


def test_calendar_is_no_pager() -> None:
    days = "".join(f'<td><a href="/day/{day}">{day}</a></td>' for day in range(1, 32))
    assert read(f"<table><tr>{days}</tr></table>").next is None


@pytest.mark.parametrize(
    ("text", "page", "pages", "total"),
    [
        ("共67条记录 第1页/共7页", 1, 7, 67),
        ("共 7 页 67 条 当前第 1 页", 1, 7, None),
        ("页次：1/7 每页10 总数67", 1, 7, 67),
        ("共18953个 共1896页", None, 1896, 18953),
        ("共52条记录 1/4页", 1, 4, 52),
        ("总页数：12", None, 12, None),
        ("2022/3/14 更新", None, None, None),
    ],
)
def test_stated_numbers(text: str, page: int | None, pages: int | None, total: int | None) -> None:
    listing = read(f'<div class="page">{text} <a href="index_2.html">下一页</a></div>')
    assert (listing.page, listing.total) == (page, total)
    assert pages is None or listing.pages == pages


@pytest.mark.parametrize("text", ["暂无信息", "暂无相关数据！", "没有找到相关记录。", "共0条"])
def test_page_that_says_it_is_empty(text: str) -> None:
    listing = read(f"{NAVIGATION}<div class='main'><p>{text}</p></div>")
    assert (listing.rows, listing.total) == ((), 0)


def test_empty_box_beside_the_list_says_nothing_of_the_list() -> None:
    listing = read('<div class="sidebar"><h3>相关</h3><p>暂无信息</p></div><div class="main"></div>')
    assert (listing.rows, listing.total) == ((), None)


def test_page_without_rows_claims_nothing() -> None:
    listing = read(NAVIGATION.split('<div class="hot">', maxsplit=1)[0] + "<div class='main'></div>")
    assert (listing.rows, listing.total, listing.next) == ((), None, None)


SCRIPTS = [
    ("<script>Pager({size:25, current:0, prefix:'index',suffix:'htm'});</script>", 1, "index_1.htm", 25),
    ("<script>Pager({size:25, current:24, prefix:'index',suffix:'htm'});</script>", 25, None, 25),
    (
        (
            '<a href="javascript:;" class="jump" data-page="2">下一页</a><a href="javascript:;" data-page="10">尾页</a>'
            "<script>window.location = '/jwyw/list_{page}.html'.replace('{page}', n);</script>"
        ),
        1,
        f"{SITE}/jwyw/list_2.html",
        10,
    ),
    (
        '<a href="javascript:void(0);">加载更多</a><script>if(pagenew > 651){} $.ajax({url: "/jwyw/?paged=" + pagenew})</script>',
        1,
        f"{SITE}/jwyw/?paged=2",
        651,
    ),
]


@pytest.mark.parametrize(("html", "page", "expected", "pages"), SCRIPTS)
def test_next_page_by_the_pagers_script(html: str, page: int, expected: str | None, pages: int) -> None:
    rows = items('<li><a href="/a/{n}.html">{title}</a><span>2022-03-{day}</span></li>')
    listing = read(f"<div><ul>{rows}</ul><div>{html}</div></div>", page=page)
    wanted = expected if expected is None or expected.startswith("http") else f"{URL.rpartition('/')[0]}/{expected}"
    assert (listing.next and listing.next.url, listing.pages) == (wanted, pages)


def test_base_and_odd_links() -> None:
    html = (
        '<base href="http://www.ga.example.cn/html/"><ul>'
        '<li><a href=" a/1.html ">青岚市公安局召开会议</a><span>2022-03-01</span></li>'
        '<li><a href="a/禁毒.html">禁毒民警走进社区</a><span>2022-03-01</span></li>'
        '<li><a href="javascript:void(0)">点我</a></li><li><a href="mailto:a@b.cn">信箱信箱信箱</a></li>'
        '<li><a href="http://[bad/">坏链接坏链接坏链接</a></li><li><a href="//x.example.cn:99999/">端口端口端口</a></li>'
        "</ul>"
    )
    assert [row.url for row in read(html).rows] == [
        f"{SITE}/html/a/1.html",
        f"{SITE}/html/a/%E7%A6%81%E6%AF%92.html",
    ]


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        (f"{SITE}/jwyw/", ["jwyw/index_1.html", "jwyw/index_2.html", "jwyw/2"]),
        (f"{SITE}/jwyw/index.html", ["jwyw/index_1.html", "jwyw/index_2.html", "jwyw/2"]),
        (f"{SITE}/jwyw/list.shtml", ["jwyw/list_1.shtml", "jwyw/list_2.shtml"]),
        (f"{SITE}/jwyw/list-1.html", ["jwyw/list-2.html"]),
        (f"{SITE}/jwyw/list_23.html", ["jwyw/list_23_1.html", "jwyw/list_23_2.html"]),
        (f"{SITE}/class/BNAN", ["class/BNAN/2"]),
        (f"{SITE}/class/BNAN/1", ["class/BNAN/2"]),
        (f"{SITE}/list.aspx?cid=1", ["list.aspx?cid=1&page=2"]),
        (f"{SITE}/list.php?cid=1&pn=1", ["list.php?cid=1&pn=2"]),
        (f"{SITE}/info/iList.jsp?cat_id=2697&cur_page=1", ["info/iList.jsp?cat_id=2697&cur_page=2"]),
        (f"{SITE}/tzgg.asp?key=0&page=1", ["tzgg.asp?key=0&page=2"]),
        (f"{SITE}/list.php?page=0&cid=1", ["list.php?cid=1&page=1"]),
    ],
)
def test_probes_of_a_second_page(url: str, expected: list[str]) -> None:
    assert [request.url for request in probes(url)] == [f"{SITE}/{path}" for path in expected]


def test_walk_goes_on_in_the_form_that_a_probe_found() -> None:
    rows = items('<li><a href="/a/{n}.html">{title}</a><span>2022-03-{day}</span></li>')
    zero_based, one_based = probes(f"{SITE}/jwyw/")[:2]
    for probe, third in ((zero_based, "index_2.html"), (one_based, "index_3.html")):
        listing = read_listing(f"<ul>{rows}</ul>".encode(), probe)
        assert listing.next is not None
        assert (listing.next.url, listing.next.page) == (f"{SITE}/jwyw/{third}", 3)
        fourth = read_listing(f"<ul>{rows}</ul>".encode(), listing.next).next
        assert fourth is not None
        assert fourth.page == 4
    assert read_listing(b"<ul></ul>", zero_based).next is None
    assert read_listing(f"<ul>{rows}</ul>".encode(), ListRequest(f"{SITE}/jwyw/")).next is None


@pytest.mark.parametrize(
    "foot",
    ["<p>今日访问：<span>1024</span></p>", "<p>访问量：<b>1024</b> 次</p>", "<div>您是第<font>1024</font>位访客</div>"],
)
def test_a_counter_of_visits_is_no_page(foot: str) -> None:
    rows = "".join(
        f"<li><a href='/a/{i}.html'>民警走进校园讲安全第{i}课</a> 2024-05-{i + 1:02}</li>" for i in range(12)
    )
    numbers = (
        "<span>1</span> <a href='index_2.html'>2</a> <a href='index_3.html'>3</a> <a href='index_2.html'>下一页</a>"
    )
    page = f"<ul>{rows}</ul><div class='page'>{numbers}</div><div>{foot}</div>".encode()
    assert read_listing(page, ListRequest("http://www.ga.example.cn/jwyw/")).pages == 3
