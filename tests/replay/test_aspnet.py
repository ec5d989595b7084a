"""The replayed WebForms site answers right and wrong requests as the recorded one did."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import urlencode

import pytest
from parsel import Selector

from tests.replay.exchange import Answer, Request
from tests.replay.jingshi import described
from tests.replay.jingshi_pages import JingshiPages

PAGER = "ctl00$ContentPlaceHolder1$AspNetPager1"
GRID = "ctl00$ContentPlaceHolder1$GridView1"
LINKS, POSTBACK, REVERSED, GRIDVIEW, NAMED = (
    "/NewsList.aspx?cid=1",
    "/NewsDynamic.aspx?cid=2",
    "/NewsFocus.aspx?cid=3",
    "/NewsTraffic.aspx?cid=4",
    "/LawList.aspx?cid=5",
)


@dataclass(frozen=True, slots=True)
class Page:
    """A listing page as a browser sees it."""

    answer: Answer
    selector: Selector

    @property
    def hrefs(self) -> list[str]:
        rows = self.selector.css(
            "ul.newslist li a, #ctl00_ContentPlaceHolder1_GridView1 tr > td:first-child > a[title]"
        )
        return ["/" + row.attrib["href"].removeprefix("/") for row in rows]

    @property
    def number(self) -> int | None:
        text = self.selector.css("span.cpb::text, tr.pager span::text").get()
        return int(text) if text else None

    @property
    def hidden(self) -> dict[str, str]:
        inputs = self.selector.css("input[type=hidden]")
        return {field.attrib["name"]: field.attrib["value"] for field in inputs}


@pytest.fixture(scope="module")
def site() -> JingshiPages:
    return described()


def ask(site: JingshiPages, target: str, form: dict[str, str] | None = None) -> Page:
    path, _, query = target.partition("?")
    body = urlencode(form or {}).encode()
    answer = site.answer(Request("GET" if form is None else "POST", path, query, body=body))
    charset = "gb18030" if "gb2312" in answer.headers.get("Content-Type", "") else "utf-8"
    return Page(answer, Selector(answer.body.decode(charset) or "<html/>"))


def told(page: Page, target: str, argument: str, **more: str) -> dict[str, str]:
    return page.hidden | {"__EVENTTARGET": target, "__EVENTARGUMENT": argument} | more


def following(page: Page) -> str | tuple[str, str] | None:
    """What the next-page button of a page does: a link, or a postback's target and argument."""
    number = page.number
    assert number is not None
    links = page.selector.xpath(f"//a[text()='下一页'] | //tr[@class='pager']//a[number(text()) > {number}]")
    href = links[0].attrib.get("href") if links else None
    if href is None:
        return None
    posted = re.fullmatch(r"javascript:__doPostBack\('([^']*)','([^']*)'\)", href)
    return (posted[1], posted[2]) if posted else "/" + href


def walk(site: JingshiPages, first: str) -> list[Page]:
    pages = [ask(site, first)]
    while step := following(pages[-1]):
        assert len(pages) < 20
        if isinstance(step, str):
            pages.append(ask(site, step))
        else:
            pages.append(ask(site, first, told(pages[-1], *step)))
    return pages


@pytest.mark.parametrize(
    ("first", "key", "last"),
    [
        (LINKS, "jindu", 5),
        (POSTBACK, "dongtai", 6),
        (REVERSED, "yaowen", 5),
        (GRIDVIEW, "jiaotong", 4),
        (NAMED, "fazhi", 2),
    ],
)
def test_a_browser_that_follows_the_pager_sees_each_row_once(
    site: JingshiPages, first: str, key: str, last: int
) -> None:
    pages = walk(site, first)
    channel = site.site.channel(key)
    listed = [(story.external and "/" + story.external) or site.site.hrefs(channel, story) for story in channel.stories]
    assert [href for page in pages for href in page.hrefs] == listed
    assert [page.number for page in pages] == list(range(1, last + 1))


@pytest.mark.parametrize(
    ("target", "number"),
    [
        (f"{LINKS}&page=2", 2),
        (f"{LINKS}&PAGE=2", 2),
        (f"{LINKS}&page=02", 2),
        ("/newslist.aspx?page=2&CID=1", 2),
        (f"{LINKS}&page=6", 5),
        (f"{LINKS}&page=999", 5),
        (f"{LINKS}&page=0", 1),
        (f"{LINKS}&page=-1", 1),
        (f"{LINKS}&page=abc", 1),
        (f"{LINKS}&page=1.5", 1),
        (f"{LINKS}&page=", 1),
        (f"{LINKS}&page=%EF%BC%92", 1),
        (f"{LINKS}&page=99999999999", 1),
        (f"{LINKS}&page=2,3", 1),
        (f"{LINKS}&page=2&page=3", 1),
        (f"{LINKS}&amp;page=2", 1),
        (f"{REVERSED}&page=4", 2),
        (f"{REVERSED}&page=1", 5),
        (f"{REVERSED}&page=5", 1),
        (f"{REVERSED}&page=6", 1),
        (f"{REVERSED}&page=0", 1),
        (f"{REVERSED}&page=abc", 1),
        (f"{NAMED}&pageindex=2", 2),
        (f"{NAMED}&page=2", 1),
        (f"{POSTBACK}&page=2", 1),
        ("/NewsList.aspx", 1),
        ("/NewsList.aspx?cid=abc", 1),
    ],
)
def test_any_number_in_the_query_is_answered_with_some_page(site: JingshiPages, target: str, number: int) -> None:
    page = ask(site, target)
    assert (page.answer.status, page.number) == (200, number)


def test_page_one_has_two_addresses_and_links_only_to_the_one_without_number(site: JingshiPages) -> None:
    assert ask(site, f"{LINKS}&page=1").hrefs == ask(site, LINKS).hrefs
    back = ask(site, f"{LINKS}&page=2").selector.xpath("//a[text()='1']/@href").get()
    assert back == "NewsList.aspx?cid=1"


def test_a_parameter_that_means_nothing_is_dragged_along(site: JingshiPages) -> None:
    assert following(ask(site, f"{NAMED}&page=2")) == "/LawList.aspx?cid=5&page=2&pageindex=2"


def test_a_link_keeps_the_order_and_the_names_of_the_query(site: JingshiPages) -> None:
    assert following(ask(site, "/newslist.aspx?PAGE=2&cid=1")) == "/NewsList.aspx?PAGE=3&cid=1"


def test_an_unknown_channel_is_an_empty_list_without_a_pager(site: JingshiPages) -> None:
    page = ask(site, "/NewsList.aspx?cid=99")
    assert (page.answer.status, page.hrefs, page.number) == (200, [], None)
    assert "暂无信息" in ask(site, "/NewsTraffic.aspx?cid=99").answer.body.decode()


def test_one_page_hides_the_pager_and_says_so_in_a_comment() -> None:
    site = described()
    site.site.channel("jindu").stories = site.site.channel("jindu").stories[:10]
    page = ask(site, LINKS)
    assert len(page.hrefs) == 10
    assert page.number is None
    assert "记录总数只有一页，AspNetPager已自动隐藏" in page.answer.body.decode()
    assert ask(site, f"{LINKS}&page=2").hrefs == page.hrefs


GO = {PAGER: "GO", f"{PAGER}_input": "1"}


@pytest.mark.parametrize(
    ("target", "argument", "more", "number"),
    [
        (PAGER, "2", {}, 2),
        (PAGER, "6", {}, 6),
        (PAGER, "2", {"ctl00$txtKey": "", f"{PAGER}_input": "1"}, 2),
        (PAGER, "2", GO, 1),
        (PAGER, "2", GO | {"ctl00$txtKey": "", "ctl00$btnSearch": "搜索"}, 1),
        (PAGER, "2", {PAGER: "GO"}, 2),
        ("", "", GO | {f"{PAGER}_input": "5"}, 5),
        (PAGER, "", {f"{PAGER}_input": "5"}, 5),
        (PAGER, "", {}, 1),
        ("", "", GO | {f"{PAGER}_input": "99"}, 1),
        ("", "", GO | {f"{PAGER}_input": "abc"}, 1),
        (PAGER, "7", {}, 6),
        (PAGER, "999", {}, 6),
        (PAGER, "0", {}, 1),
        (PAGER, "-1", {}, 1),
        (PAGER, "abc", {}, 1),
        (PAGER, "2.0", {}, 1),
        ("NoSuch", "2", {}, 1),
        (PAGER.replace("$", "_"), "2", {}, 1),
        (PAGER.lower(), "2", {}, 2),
        (PAGER, "2", {"__EVENTVALIDATION": ""}, 2),
    ],
)
def test_aspnetpager_answers_every_postback(
    site: JingshiPages, target: str, argument: str, more: dict[str, str], number: int
) -> None:
    page = ask(site, POSTBACK, told(ask(site, POSTBACK), target, argument, **more))
    assert (page.answer.status, page.number) == (200, number)


def test_the_go_button_holds_a_crawler_that_posts_every_input_on_one_page(site: JingshiPages) -> None:
    page = ask(site, POSTBACK)
    for argument in ("2", "3", "4"):
        page = ask(site, POSTBACK, told(page, PAGER, argument, **GO))
        assert page.number == 1


def test_a_postback_is_worth_what_its_view_state_is(site: JingshiPages) -> None:
    first = ask(site, POSTBACK)
    third = ask(site, POSTBACK, told(first, PAGER, "3"))
    stale = ask(site, POSTBACK, told(first, PAGER, "4"))
    assert stale.number == 4
    elsewhere = ask(site, "/NewsDynamic.aspx?cid=3", told(first, PAGER, "2"))
    assert len(elsewhere.hrefs) == 10
    assert "第2页/共6页" in elsewhere.answer.body.decode()
    lost = ask(site, POSTBACK, {"__EVENTTARGET": PAGER, "__EVENTARGUMENT": "2"})
    assert (lost.answer.status, lost.hrefs, lost.number) == (200, [], None)
    in_query = ask(site, f"{POSTBACK}&__EVENTTARGET=x")
    assert (in_query.answer.status, in_query.hrefs) == (200, [])
    mixed = told(first, PAGER, "2", **{"ctl00$txtKey": "", "__EVENTVALIDATION": third.hidden["__EVENTVALIDATION"]})
    assert ask(site, POSTBACK, mixed).answer.status == 500


def spaced(token: str) -> str:
    return token[:40] + " " + token[41:]


@pytest.mark.parametrize(
    ("first", "target", "argument", "change"),
    [
        (POSTBACK, PAGER, "2", {"__VIEWSTATE": "/wEP" + "A" * 400}),
        (POSTBACK, PAGER, "2", {"__EVENTVALIDATION": "AAAA"}),
        (POSTBACK, PAGER, "2", {"__EVENTVALIDATION": "", "ctl00$txtKey": ""}),
        (GRIDVIEW, GRID, "Page$2", {"__EVENTVALIDATION": ""}),
        (GRIDVIEW, GRID, "Page$2", {"__VIEWSTATE": ""}),
        (GRIDVIEW, GRID, "Page$5", {}),
        (GRIDVIEW, GRID, "Page$99", {}),
        (GRIDVIEW, GRID, "Page$1", {}),
        (GRIDVIEW, GRID, "Page$0", {}),
        (GRIDVIEW, GRID, "Page$Next", {}),
        (GRIDVIEW, GRID, "page$2", {}),
        (GRIDVIEW, GRID, "2", {}),
        (GRIDVIEW, GRID, "", {}),
    ],
)
def test_the_application_fails_on_what_the_page_did_not_offer(
    site: JingshiPages, first: str, target: str, argument: str, change: dict[str, str]
) -> None:
    assert ask(site, first, told(ask(site, first), target, argument, **change)).answer.status == 500


def test_a_plus_that_became_a_space_is_no_base_64(site: JingshiPages) -> None:
    page = ask(site, POSTBACK)
    broken = told(page, PAGER, "2", __VIEWSTATE=spaced(page.hidden["__VIEWSTATE"]))
    assert ask(site, POSTBACK, broken).answer.status == 500


@pytest.mark.parametrize("first", [POSTBACK, GRIDVIEW])
def test_a_posted_search_button_leads_away(site: JingshiPages, first: str) -> None:
    target, argument = (PAGER, "2") if first == POSTBACK else (GRID, "Page$2")
    answer = ask(site, first, told(ask(site, first), target, argument, **{"ctl00$btnSearch": "搜索"})).answer
    assert (answer.status, answer.headers["Location"]) == (302, "/Search.aspx?key=")


@pytest.mark.parametrize("target", [f"{LINKS}&page=%3Cscript%3E", "/NewsShow.aspx?id=%3Cb%3E", "/NewsShow.aspx?id=abc"])
def test_dangerous_and_malformed_values_fail(site: JingshiPages, target: str) -> None:
    assert ask(site, target).answer.status == 500


def test_the_view_state_of_a_listing_has_the_size_of_a_real_one(site: JingshiPages) -> None:
    for first in (LINKS, POSTBACK, REVERSED, GRIDVIEW, NAMED):
        assert 1000 < len(ask(site, first).hidden["__VIEWSTATE"]) < 4000


def test_a_long_grid_shows_a_window_of_numbers() -> None:
    site = described(1000)
    pages = walk_grid(site)
    assert len(pages) == 17
    windows = [pages[at].selector.css("tr.pager td td ::text").re(r"\S+") for at in (0, 10)]
    assert windows == [[*map(str, range(1, 11)), "..."], ["...", *map(str, range(8, 18))]]
    assert sum(len(page.hrefs) for page in pages) == len(site.site.channel("jiaotong").stories)


def walk_grid(site: JingshiPages) -> list[Page]:
    pages = [ask(site, GRIDVIEW)]
    for number in range(2, 18):
        pages.append(ask(site, GRIDVIEW, told(pages[-1], GRID, f"Page${number}")))
    return pages
