"""The described site holds the traps that its crawl is tested by, and says truly what it publishes."""

from __future__ import annotations

from pathlib import Path

import pytest
from parsel import Selector

from tests.replay.exchange import Answer, Request
from tests.replay.jingshi import described
from tests.replay.jingshi_pages import JingshiPages


@pytest.fixture(scope="module")
def site() -> JingshiPages:
    return described()


def get(site: JingshiPages, target: str) -> Answer:
    path, _, query = target.partition("?")
    return site.answer(Request("GET", path, query))


def html(site: JingshiPages, target: str) -> str:
    answer = get(site, target)
    assert answer.status == 200
    return answer.body.decode("gb18030" if "gb2312" in answer.headers["Content-Type"] else "utf-8")


def test_there_are_five_channels_of_the_promised_size(site: JingshiPages) -> None:
    assert [(channel.name, len(channel.stories)) for channel in site.site.channels] == [
        ("禁毒之窗", 47),
        ("警方动态", 52),
        ("公安要闻", 41),
        ("交通安全", 32),
        ("法治时空", 20),
    ]


def test_everything_listed_is_published_once_but_the_external_the_gone_and_the_copy(site: JingshiPages) -> None:
    stories = site.site.stories().values()
    published = site.site.published("http://127.0.0.1")
    lost = [story for story in stories if story.external or story.gone or story.copy_of]
    assert len(lost) == 3
    assert len(published) == len(stories) - 3
    assert len({record.title for record in published}) == len(published)
    assert len({record.body for record in published}) == len(published)
    assert all(5 <= len(record.body.split("\n")) <= 15 and len(record.body) >= 100 for record in published)
    several = [record for record in published if len(record.urls) > 1]
    assert len(several) == 4
    assert [len(record.numbers) for record in published if len(record.numbers) > 1] == [2]


@pytest.mark.parametrize("number", range(0, 185, 8))
def test_an_article_page_shows_what_is_published(site: JingshiPages, number: int) -> None:
    record = site.site.published()[number]
    for url in record.urls:
        page = Selector(html(site, url))
        assert page.css("h1::text").get() == record.title
        byline = "".join(page.css("div.info:not([style]) ::text, div.meta ::text").getall())
        assert byline.startswith(f"来源:{record.source or ''} 作者:{record.author or ''} 时间:{record.timestamp[:4]}/")
        paragraphs = ["".join(p.css("::text").getall()).strip() for p in page.css("div.content p")]
        assert "\n".join(paragraph for paragraph in paragraphs if paragraph) == record.body
        assert tuple(page.css("div.content img::attr(src)").getall()) == record.images
        assert tuple(page.css("div.attached a::attr(href)").getall()) == record.attachments


def test_the_seed_article_is_there_word_for_word(site: JingshiPages) -> None:
    record = next(record for record in site.site.published() if record.title.startswith("云南:“净边2021”"))
    assert (record.source, record.author, record.editor) == ("中国警察网", None, "石敏")
    assert (record.timestamp, record.timestamp_precision) == ("2022-01-14T00:00:00+08:00", "day")
    assert record.channel == ("新闻中心", "禁毒之窗")
    paragraphs = record.body.split("\n")
    assert len(paragraphs) == 15
    assert paragraphs[0].startswith("云南地处祖国西南边疆")
    assert paragraphs[-1].endswith("毒品滥用问题得到有效遏制。")
    assert record.body == (Path(__file__).parent / "seed_article.txt").read_text("utf-8").rstrip("\n")
    page = html(site, record.urls[0])
    assert "来源:<span>中国警察网</span> 作者:<span></span> 时间:<span>2022/1/14 0:00:00</span>" in page
    assert "&nbsp;编辑:石敏" in page


def test_rows_are_cut_and_marked_as_such_sites_do(site: JingshiPages) -> None:
    rows = Selector(html(site, "/NewsDynamic.aspx?cid=2")).css("ul.newslist li")
    assert rows[0].css("span.top::text").get() == "[置顶]"
    assert [bool(row.css("span.top")) for row in rows].count(True) == 1
    cut = [row.css("a") for row in rows if row.css("a::text").get("").endswith("…")]
    assert len(cut) > 4
    for link in cut:
        assert link.attrib["title"].startswith(link.css("::text").get("")[:-1])
        assert len(link.attrib["title"]) > 22
    dates = Selector(html(site, "/NewsList.aspx?cid=1")).css("span.date::text").getall()
    assert "2019/6/26 0:00:00" in dates
    assert "2022/1/14 0:00:00" in dates


def test_gb2312_pages_hold_characters_that_only_gb18030_has(site: JingshiPages) -> None:
    records = [record for record in site.site.published() if record.channel[1] == "法治时空"]
    pages = [get(site, record.urls[0]).body for record in records]
    for page in pages:
        assert b"charset=gb2312" in page
        page.decode("gb18030")
    with pytest.raises(UnicodeDecodeError):
        pages[0].decode("utf-8")
    assert any("䶮".encode("gb18030") in page for page in pages)
    assert any("堃".encode("gb18030") in page for page in pages)


def test_some_pages_have_a_hidden_twin_byline_and_some_labels_are_empty(site: JingshiPages) -> None:
    pages = [html(site, record.urls[0]) for record in site.site.published()]
    assert sum("display:none" in page for page in pages) > 20
    assert sum("来源:<span></span>" in page for page in pages) > 10
    assert sum("作者:<span></span> 时间:" in page for page in pages) > 50


def test_the_news_centre_names_its_channels_and_nothing_else_as_such(site: JingshiPages) -> None:
    page = Selector(html(site, site.news_centre))
    menu = [(link.css("::text").get(), link.attrib["href"]) for link in page.css("div.submenu li a")]
    assert menu == [
        ("禁毒之窗", "NewsList.aspx?cid=1"),
        ("警方动态", "NewsDynamic.aspx?cid=2"),
        ("公安要闻", "NewsFocus.aspx?cid=3"),
        ("交通安全", "NewsTraffic.aspx?cid=4"),
        ("法治时空", "LawList.aspx?cid=5"),
    ]
    assert page.css("a.more::attr(href)").getall() == [href for _, href in menu]


def test_the_same_order_gives_the_same_site_and_another_size_another(site: JingshiPages) -> None:
    assert described().site.published() == site.site.published()
    assert len(described(600).site.published()) == pytest.approx(600, abs=10)
    with pytest.raises(ValueError, match="too few"):
        described(10)


def test_the_site_changes(site: JingshiPages) -> None:
    own = described()
    numbers = own.site.publish("dongtai", 3)
    stories = own.site.channel("dongtai").stories
    assert stories[0].pinned
    assert [story.number for story in stories[1:4]] == numbers[::-1]
    removed, raised, revised = (own.site.channel("fazhi").stories[place].number for place in (3, 5, 7))
    own.site.remove(removed)
    own.site.move_to_top(raised)
    own.site.revise(revised, "本网将继续关注。")
    published = {record.numbers: record for record in own.site.published()}
    assert len(published) == len(site.site.published()) + 3 - 1
    assert own.site.channel("fazhi").stories[0].number == raised
    assert published[revised,].body.endswith("本网将继续关注。")
    assert get(own, f"/LawShow.aspx?id={removed}").status == 404


@pytest.mark.parametrize(
    ("target", "status", "kind"),
    [
        ("/robots.txt", 200, "text/plain"),
        ("/", 200, "text/html; charset=utf-8"),
        ("/VideoList.aspx", 200, "text/html; charset=utf-8"),
        ("/Search.aspx?key=", 200, "text/html; charset=utf-8"),
        ("/upload/image/202201/1177_1.png", 200, "image/png"),
        ("/upload/file/202201/1.doc", 200, "application/msword"),
        ("/NewsShow.aspx", 200, "text/html; charset=utf-8"),
        ("/NewsShow.aspx?id=999999", 404, "text/html; charset=utf-8"),
        ("/nosuch.html", 404, "text/html; charset=utf-8"),
        ("/NewsList.aspx?x=" + "1" * 3000, 404, "text/html; charset=utf-8"),
    ],
)
def test_every_other_address_is_answered(site: JingshiPages, target: str, status: int, kind: str) -> None:
    answer = get(site, target)
    assert (answer.status, answer.headers["Content-Type"]) == (status, kind)
