"""Pages with status 200 that are no article: what tells each kind, what must stay an article, and a crawl that meets them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from crawler.ledger import GONE_TRIES
from crawler.non_articles import elsewhere, non_article, non_listing
from crawler.reading import Reading, UnreadablePage, read_article
from crawler.site_folder import SiteFolder, open_ledger
from tests.crawling import crawl
from tests.replay.server import Server, serving

URL = "http://ga.example.cn/NewsShow.aspx?id=1001"
TITLE = "临渡县公安局开展夜间巡逻防控行动"

MENU = "".join(f"<li><a href='/c{number}/'>栏目{number}</a></li>" for number in range(12))
FOOT = "<div class='foot'>版权所有：临渡县公安局 ICP备案号：00000000 网站维护：信息中心 地址：临渡县滨河路1号</div>"
ROWS = "".join(
    f"<li><a href='/NewsShow.aspx?id={number}'>各派出所走访辖区企业送安全第{number}期</a><span>2022-01-{number:02}</span></li>"
    for number in range(1, 16)
)
TEXT = (
    "<p>1月14日晚，临渡县公安局组织警力开展夜间巡逻。</p>" + "<p>民警检查了沿街商铺，并提醒群众注意防火防盗。</p>" * 5
)


def framed(content: str, head: str = "临渡县公安局") -> str:
    """A page of the site, with its menu and foot around the content."""
    return f"<html><head><title>{head}</title></head><body><ul>{MENU}</ul>{content}{FOOT}</body></html>"


def article(content: str = TEXT, byline: str = "来源：警视在线 时间：2022-01-14 09:30", title: str = TITLE) -> str:
    return framed(f"<h1>{title}</h1><div class='info'>{byline}</div><div class='content'>{content}</div>", title)


def message(title: str, text: str) -> str:
    return f"<html><head><title>{title}</title></head><body><div><h5>{title}</h5><div>{text}</div></div></body></html>"


DEDECMS = (
    '<html><head><title>DedeCMS提示信息</title></head><body><script>document.write("<b>DedeCMS 提示信息！</b>");'
    'document.write("对不起，你输入的参数有误！");</script></body></html>'
)
YELLOW_SCREEN = (
    "<html><head><title>“/”应用程序中的服务器错误。</title></head><body><h1>“/”应用程序中的服务器错误。</h1>"
    "<h2>未将对象引用设置到对象的实例。</h2><p>说明: 执行当前 Web 请求期间，出现未经处理的异常。请检查堆栈跟踪信息，"
    "以了解有关该错误以及代码中导致错误的出处的详细信息。源错误: 只有在调试模式下进行编译时，生成此未经处理异常的源代码才会显示出来。"
    "若要启用此功能，请执行以下步骤之一，然后请求 URL。</p></body></html>"
)
LOGIN = "<html><title>统一登录</title><form>用户名<input name=u>密码<input type='password' name=p></form></html>"
SHELL = "<html><head><title>警务公开</title><script src='/js/app.3f2a.js'></script></head><body><noscript>We're sorry but this page doesn't work without JavaScript.</noscript><div id='app'></div></body></html>"

KINDS = [
    ("gone", message("提示信息", "栏目不存在")),
    ("gone", message("提示信息", "您要查看的信息不存在或者还未通过审批！")),
    ("gone", message("信息提示", "您来自的链接不存在")),
    ("gone", message("信息提示", "此信息不存在")),
    ("gone", DEDECMS),
    ("gone", "<script>alert('参数错误！');window.location.href='Default.aspx';</script>"),
    ("gone", framed("<h2>404</h2><p>抱歉，您访问的页面不存在或已被删除！</p><a href='/'>返回首页</a>")),
    ("gone", "<html><head><title>404 Not Found</title></head><body><center><h1>404 Not Found</h1></center></body></html>"),
    ("gone", framed("<p>很遗憾，没有找到您要的页面。</p>", "Page not found – 临渡县公安局")),
    ("removed", framed("<div class='warn'>该内容已被发布者删除</div>")),
    ("removed", article("<p>此文章已被管理员删除</p>")),
    ("removed", "<html><body><h2>该页面已删除</h2></body></html>"),
    ("error page", YELLOW_SCREEN),
    ("error page", message("系统提示", "对不起，您访问的页面出错了！")),
    ("error page", message("提示信息", "操作没有完成")),
    ("error page", framed("<h1>网站正在维护，请稍后访问</h1>")),
    ("error page", "79|error|500|无效的回发或回调参数。|"),
    ("login", LOGIN),
    ("login", message("提示信息", "您没有访问权限")),
    ("login", framed("<p>您还没有登录，请先登录！</p>")),
    ("needs-js", SHELL),
    ("needs-js", "<html><body><app-root></app-root><script src='main.js'></script></body></html>"),
    ("redirect by script", "<script>window.location.href='./node_2.htm'</script>"),
    ("redirect by script", "<html><head><meta http-equiv='refresh' content='0;url=/m/'></head><body></body></html>"),
]  # fmt: skip


def found(page: str) -> Reading:
    """What the reader finds; nothing where there is nothing to read."""
    try:
        return read_article(page.encode(), URL)
    except UnreadablePage:
        return Reading()


@pytest.mark.parametrize(("kind", "page"), KINDS)
@pytest.mark.parametrize("title", [None, TITLE])
def test_no_article(kind: str, page: str, title: str | None) -> None:
    if title and title in page:
        title = None  # nothing but the text is the message there, whatever the listing says
    assert non_article(page.encode(), URL, None, found(page), title) == kind


@pytest.mark.parametrize(
    "page",
    [
        pytest.param(framed(f"<ul class='list'>{ROWS}</ul>"), id="a channel"),
        pytest.param(
            framed(f"<h2>公安要闻</h2><ul class='list'>{ROWS}</ul><h2>公告</h2><ul>{ROWS}</ul>"), id="a home page"
        ),
    ],
)
def test_a_listing_in_place_of_the_article(page: str) -> None:
    assert non_article(page.encode(), URL, None, found(page), TITLE) == "listing"
    assert non_article(page.encode(), URL, None, found(page)) == "listing"


ARTICLES = [
    pytest.param(article(), id="the usual one"),
    pytest.param(article("<p>今日起恢复办证。</p>"), id="a notice of one line"),
    pytest.param(article("<p>今日起恢复办证。</p>", byline=""), id="a notice without a byline"),
    pytest.param(article("<p>网站正在维护，请谅解。</p>", title="关于网站维护的公告"), id="a notice about the site"),
    pytest.param(
        article("<p>群众反映网上找不到办事页面的，可拨打电话。</p>", title="民意回复：找不到办事页面怎么办"), id="words"
    ),
    pytest.param(article(TEXT + "<p>该网页已被删除，涉事账号已被封停。</p>"), id="a sentence in the text"),
    pytest.param(article("<img src='/pic/1.jpg'>"), id="a picture"),
    pytest.param(article("<a href='/file/1.doc'>附件：名单.doc</a>"), id="a file"),
    pytest.param(article(TEXT + LOGIN), id="a login in the corner"),
    pytest.param(article(TEXT + f"<ul>{ROWS}</ul>"), id="with related news"),
    pytest.param(article("<div id='app'></div>" + TEXT), id="a mount point beside the text"),
    pytest.param(article(TEXT, byline="") + "<script>location.href.indexOf('m')</script>", id="a script"),
]


@pytest.mark.parametrize("page", ARTICLES)
def test_an_article_stays_one(page: str) -> None:
    reading = found(page)
    assert reading.title
    assert non_article(page.encode(), URL, None, reading, reading.title) is None
    assert non_article(page.encode(), URL, None, reading) is None


@pytest.mark.parametrize(
    "listed", ["夜间巡逻", "查看详情", "临渡县公安局开展夜间…", "【图】临渡县公安局：开展夜间巡逻防控行动！"]
)
def test_the_listing_may_word_the_title_otherwise(listed: str) -> None:
    page = article("<img src='/pic/1.jpg'>" + f"<ul>{ROWS}</ul>", byline="")
    assert non_article(page.encode(), URL, None, found(page), listed) is None


@pytest.mark.parametrize(
    ("kind", "path"),
    [
        (None, "/NewsShow.aspx?id=1001"),
        (None, "/newsshow.aspx?id=1001&from=list"),
        (None, "/m/NewsShow.aspx?id=1001"),
        (None, "/2022/0114/404120.html"),
        ("gone", "/404.html?aspxerrorpath=/NewsShow.aspx"),
        ("gone", "/404/"),
        ("error page", "/Error.aspx?aspxerrorpath=/NewsShow.aspx"),
        ("error page", "/sorry.htm?aspxerrorpath=/NewsShow.aspx"),
        ("error page", "/error/500.html"),
        ("login", "/Login.aspx?ReturnUrl=%2fNewsShow.aspx"),
        ("home page", "/"),
        ("home page", "/Default.aspx"),
        ("home page", "/index.html"),
        ("listing", "/NewsList.aspx?cid=1"),
    ],
)
def test_where_a_redirect_led(kind: str | None, path: str) -> None:
    assert elsewhere(URL, "http://ga.example.cn" + path, ["http://ga.example.cn/NewsList.aspx?cid=1"]) == kind


@pytest.mark.parametrize("url", ["http://ga.example.cn/", "http://ga.example.cn/error/404.html"])
def test_a_page_that_was_asked_for_is_nowhere_else(url: str) -> None:
    assert elsewhere(url, url.replace("http:", "https:"), [url]) is None


@pytest.mark.parametrize(("kind", "page"), KINDS)
def test_no_listing(kind: str, page: str) -> None:
    assert non_listing(page.encode()) == kind


@pytest.mark.parametrize(
    "content", ["<ul></ul>", "<p>暂无信息</p>", "<iframe src='list.html'></iframe>", f"<ul>{ROWS}</ul>"]
)
def test_a_listing_may_be_empty(content: str) -> None:
    assert non_listing(framed(content).encode()) is None


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    with serving("small") as server:
        yield server


@pytest.fixture(autouse=True)
def forgiven(request: pytest.FixtureRequest) -> Iterator[None]:
    yield
    if "server" in request.fixturenames:
        request.getfixturevalue("server").clear()


def redirect(location: str) -> dict[str, Any]:
    return {"status": 302, "headers": {"Location": location}}


def test_a_crawl_counts_them_by_kind_and_asks_again(server: Server, tmp_path: Path) -> None:
    faults: list[tuple[str, dict[str, Any]]] = [
        ("no article: removed", {"body": framed("<p>该内容已被发布者删除</p>")}),
        ("no article: gone", {"body": DEDECMS}),
        ("no article: error page", {"body": YELLOW_SCREEN}),
        ("no article: error page", redirect("/NewsCenter.aspx?aspxerrorpath=/NewsShow.aspx")),
        ("no article: login", {"body": LOGIN}),
        ("no article: needs-js", {"body": SHELL}),
        ("no article: listing", redirect("/NewsList.aspx?cid=1")),
        ("no article: listing", {"body": framed(f"<ul class='list'>{ROWS}</ul>")}),
    ]
    for number, (_, fault) in enumerate(faults, 1001):
        server.fault(path=f"/NewsShow.aspx?id={number}", **fault)
    met = crawl("jingshi", tmp_path, url=server.news_centre)
    assert met.exit_code == 3, str(met)
    assert met.record["causes"] == {cause: sum(cause == other for other, _ in faults) for cause, _ in faults}
    published = {article.urls[0] for article in server.published()}
    assert len(met.lines) == len(published) - len(faults)
    server.clear()
    whole = crawl("jingshi", tmp_path, url=server.news_centre)
    assert whole.exit_code == 0, str(whole)
    assert sorted(line["url"] for line in whole.lines) == sorted(published)


def test_a_row_whose_page_leads_on_is_followed_once_and_on_its_host(server: Server, tmp_path: Path) -> None:
    refresh = "<html><head><meta http-equiv='refresh' content='0;url={}'></head><body></body></html>"
    script = "<html><script>{}location.href = '/NewsShow.aspx?id={}&v=2'</script></html>"
    elsewhere = "https://mp.weixin.invalid/s/x"
    pages = {
        1001: refresh.format("/NewsShow.aspx?id=1001&v=2"),
        1002: script.format("", 1002),
        1003: refresh.format(elsewhere),
        1004: refresh.format("/Hop.aspx"),
        1005: refresh.format("/Default.aspx"),
        1006: script.format("document.cookie = 'k=1';", 1006),
    }
    for number, page in pages.items():
        server.fault(path=f"/NewsShow.aspx?id={number}", body=page)
    hop = refresh.format("/NewsShow.aspx?id=1004&v=2")
    server.fault(path="/Hop.aspx", body=hop, status=200, headers={"Content-Type": "text/html"})
    met = crawl("jingshi", tmp_path, url=server.news_centre)
    led = {line["url"]: line["id"] for line in met.lines if line["url"].endswith("v=2")}
    assert led == {
        f"{server.base}/NewsShow.aspx?id={number}&v=2": f"jingshi:/newsshow.aspx?id={number}" for number in (1001, 1002)
    }
    assert met.record["causes"] == {"no article: redirect by script": 2, "no article: home page": 1}, str(met)
    assert met.record["ends"]["external"] == 1
    with open_ledger(SiteFolder(met.data)) as ledger:
        row = ledger.row("jingshi:/newsshow.aspx?id=1003")
    assert row is not None
    assert row.cause == f"leads to {elsewhere}"


def test_what_was_removed_is_tried_like_what_is_gone(server: Server, tmp_path: Path) -> None:
    for number in range(1001, 1007):
        server.fault(path=f"/NewsShow.aspx?id={number}", body=framed("<p>该内容已被发布者删除</p>"))
    for run in range(GONE_TRIES + 1):
        server.clear("log")
        met = crawl("jingshi", tmp_path, url=server.news_centre)
        assert met.exit_code == 0, str(met)  # no fault of the run
        asked = [request for request in server.log() if "NewsShow.aspx?id=1001" in request["path"]]
        assert len(asked) == (run < GONE_TRIES)
    assert met.record["ends"]["failed"] == 6


def test_nothing_but_shells_is_a_broken_run(server: Server, tmp_path: Path) -> None:
    server.fault(path="/NewsShow*", body=SHELL)
    met = crawl("jingshi", tmp_path, url=server.news_centre)
    assert met.exit_code == 4, str(met)
    assert met.lines == []


@pytest.mark.parametrize(
    ("failure", "fault"),
    [
        ("no rows: error page", {"body": YELLOW_SCREEN}),
        ("no rows: login", {"body": LOGIN}),
        ("no rows: error page", redirect("/NewsCenter.aspx?aspxerrorpath=/NewsList.aspx")),
    ],
)
def test_a_listing_page_that_is_none_does_not_end_the_listing(
    server: Server, tmp_path: Path, failure: str, fault: dict[str, Any]
) -> None:
    server.fault(path="/NewsList.aspx*page=2*", **fault)
    met = crawl("jingshi", tmp_path, url=server.news_centre)
    assert met.exit_code == 3, str(met)
    assert [channel["failure"] for channel in met.record["channels"]].count(failure) == 1
    server.clear()
    whole = crawl("jingshi", tmp_path, url=server.news_centre)
    assert whole.exit_code == 0, str(whole)
    assert len(whole.lines) == len(server.published())
