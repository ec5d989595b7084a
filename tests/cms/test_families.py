"""What the families read off addresses, article pages and answers, beyond what a single fixture shows."""

from __future__ import annotations

import json
from pathlib import Path
from time import process_time

import pytest

from crawler.cms import Listing, ListRequest, UnreadableListing, article_key, article_pages, read_listing
from crawler.cms.families import recognised
from crawler.cms.page import ListPage
from tests.cms.pages import TITLES

FIXTURES = Path(__file__).parent.parent.parent / "fixtures"
SITE = "http://www.ga.example.cn"


def page_of(case: str) -> tuple[bytes, str, str | None]:
    """Body, URL and content type of a fixture."""
    response = json.loads((FIXTURES / case / "response.json").read_text("utf-8"))
    return (FIXTURES / case / "page.html").read_bytes(), response["url"], response["headers"].get("Content-Type")


@pytest.mark.parametrize(
    ("family", "one", "other"),
    [
        # one document in two channels, and its second page
        ("trs", "/tzgg/202004/t20200421_216322.html", "/tzgg/xj/202004/t20200421_216322.html"),
        ("trs", "/jwdt/202209/t20220927_30498.html", "/jwdt/202209/t20220927_30498_2.html?from=timeline"),
        (
            "ucap",
            "/gat/tzgg/202606/3b1f0c5d7a9e4c2f8b6d0e1a2c3f4b5d.shtml",
            "/x/3b1f0c5d7a9e4c2f8b6d0e1a2c3f4b5d.shtml",
        ),
        ("mps", "/n2253534/n2253535/c6530497/content.html", "/n2253534/n2253535/c6530497/content_2.html"),
        ("nfcms", "/jwzx/jwyw/content/post_4281874.html", "/jwzx/jwyw/content/mpost_4281874.html"),
        ("vsb", "/info/1012/3456.htm", "/content.jsp?urltype=news.NewsContentUrl&wbtreeid=1012&wbnewsid=3456"),
    ],
)
def test_two_addresses_of_one_article_have_one_key(family: str, one: str, other: str) -> None:
    assert article_key(SITE + one, family) == article_key(SITE + other, family)


@pytest.mark.parametrize(
    ("family", "one", "other"),
    [
        ("trs", "/jwdt/202209/t20220927_30498.html", "/jwdt/202209/t20220927_30499.html"),
        ("trs", "/jwdt/202209/t20220927_30498.html", "/jwdt/202209/t20220926_30498.html"),
        ("ucap", "/gdj/c109217/202604/174316729.shtml", "/gdj/c109218/202604/174316729.shtml"),
        ("mps", "/n2253534/n2253535/c6530497/content.html", "/n2253534/n4904352/c6530497/content.html"),
        ("nfcms", "/jwzx/jwyw/content/post_4281874.html", "/zwgk/tzgg/content/post_4281874.html"),
        ("vsb", "/info/1012/3456.htm", "/info/1013/3456.htm"),
        ("gkmlpt", "/gkmlpt/content/3/3255/post_3255421.html", "/gkmlpt/content/3/3255/post_3255422.html"),
    ],
)
def test_what_is_not_proved_to_be_one_article_has_two_keys(family: str, one: str, other: str) -> None:
    assert article_key(SITE + one, family) != article_key(SITE + other, family)


@pytest.mark.parametrize(
    ("case", "names"),
    [
        (
            "trs/article_of_three_pages_first",
            ["t20220927_30498.html", "t20220927_30498_1.html", "t20220927_30498_2.html"],
        ),
        (
            "trs/article_of_three_pages_second",
            ["t20220927_30498.html", "t20220927_30498_1.html", "t20220927_30498_2.html"],
        ),
        ("trs/article_of_one_page_with_the_call", []),
        ("trs/article_of_the_police_network", []),
        ("mps/article_of_two_pages_first", ["content.html", "content_2.html"]),
        ("vsb/article_with_empty_source", []),
        ("ucap/article_generated_later_than_published", []),
    ],
)
def test_pages_of_an_article(case: str, names: list[str]) -> None:
    body, url, content_type = page_of(case)
    pages = article_pages(body, url, content_type, case.partition("/")[0])
    assert pages == tuple(url.rpartition("/")[0] + "/" + name for name in names)


def test_variable_that_counts_an_articles_pages() -> None:
    body = b"<h1>t</h1><script>var currentPage = 0; var countPage = 4//pages\n</script>"
    pages = article_pages(body, f"{SITE}/n3559/201904/t20190415_835839.html", None, "trs")
    assert [page.rpartition("/")[2] for page in pages] == [
        f"t20190415_835839{suffix}.html" for suffix in ("", "_1", "_2", "_3")
    ]


def test_call_of_another_name_counts_no_articles_pages() -> None:
    body = b'<h1>t</h1><script>createPageHTML(9, 0, "index", "html")</script>'
    assert article_pages(body, f"{SITE}/jwdt/202209/t20220927_30498.html", None, "trs") == ()


@pytest.mark.parametrize("pages", [0, 1, 100_000])
def test_unbelievable_number_of_article_pages_is_not_believed(pages: int) -> None:
    body = f'<h1>t</h1><script>createPageHTML({pages}, 0, "t20220927_30498", "html")</script>'.encode()
    assert article_pages(body, f"{SITE}/jwdt/202209/t20220927_30498.html", None, "trs") == ()


def static_page(family: str, count: int, number: int, base: int) -> bytes:
    """Page ``number`` of ``count`` of a listing whose script counts from ``base``; two rows a page."""
    call = {
        "trs": f'createPageHTML({count}, {number - 1 + base}, "index", "html");',
        "ucap": f"createPageHTML('page_div',{count}, {number},'index','html',{2 * count});",
    }[family]
    rows = "".join(
        f'<li><a href="/202203/t202203{28 - number:02d}_{1000 * number + n}.html">{TITLES[n]}</a><span>2022-03-{28 - number:02d}</span></li>'
        for n in range(2)
    )
    return f'<div><ul>{rows}</ul><div class="page"><script>{call}</script></div></div>'.encode()


@pytest.mark.parametrize(("family", "base"), [("trs", 0), ("trs", 1), ("ucap", 1)])
@pytest.mark.parametrize("count", [1, 2, 7, 23])
def test_walk_over_a_static_listing_asks_for_each_page_once(family: str, base: int, count: int) -> None:
    """The server knows its pages by their addresses alone, as a folder of files does."""
    first = 1 if base else 0
    files = {f"{SITE}/jwdt/index.html": 1} | {
        f"{SITE}/jwdt/index_{number - 1 + first}.html": number for number in range(2, count + 1)
    }
    asked: list[int] = []
    request: ListRequest | None = ListRequest(f"{SITE}/jwdt/index.html")
    while request is not None:
        number = files[request.url]
        asked.append(number)
        listing: Listing = read_listing(static_page(family, count, number, base), request)
        assert (listing.family, listing.page, listing.pages) == (family, number, count)
        assert len(listing.rows) == 2
        request = listing.next
    assert asked == list(range(1, count + 1))


def test_count_that_leads_out_of_the_channel_is_not_followed() -> None:
    page = static_page("trs", 5, 1, 0).replace(b'"index"', b'"../../other/index"')
    assert read_listing(page, ListRequest(f"{SITE}/jwdt/index.html")).next is None


@pytest.mark.parametrize(
    "request_",
    [
        ListRequest(f"{SITE}/common/search/1a?page=2", family="ucap", page=2, state={"interface": 1}),
        ListRequest(f"{SITE}/gkmlpt/api/all/1?page=2&sid=1", family="gkmlpt", page=2, state={"site": "1"}),
    ],
    ids=["ucap", "gkmlpt"],
)
@pytest.mark.parametrize("body", [b"<html><body>busy</body></html>", b"{", b"[" * 100_000])
def test_interface_that_answers_no_json_is_told(request_: ListRequest, body: bytes) -> None:
    with pytest.raises(UnreadableListing):
        read_listing(body, request_)


@pytest.mark.parametrize("answer", ["null", "[]", "{}", '{"data": {"results": [1, null, {"url": 5}], "total": "x"}}'])
def test_interface_that_answers_other_json_has_no_rows(answer: str) -> None:
    for family, state in (("ucap", "interface"), ("gkmlpt", "site")):
        request = ListRequest(f"{SITE}/api?page=2", family=family, page=2, state={state: "1"})
        listing = read_listing(answer.encode(), request)
        assert (listing.rows, listing.next) == ((), None)


@pytest.mark.parametrize(
    "piece",
    [
        '//createPageHTML(9, 0, "x", "html");\n',
        'createPageHTML("9","0",',
        "var countPage = 5",
        'href="index_" + nextPage + ',
        "maxPageNum5 = 7; pag_5 ",
        'window._CONFIG = {TREE:[{"id"',
        '<span class="gjdi">',
        "<!-- createPageHTML('p',1,1,'list','shtml'",
    ],
)
def test_hostile_scripts_take_linear_time(piece: str) -> None:
    body = ("<script>" + piece * (400_000 // len(piece))).encode()
    start = process_time()
    request = ListRequest(f"{SITE}/gkmlpt/n1/n2/index.html")
    recognised(ListPage.of(body, request)).listing(ListPage.of(body, request))
    assert process_time() - start < 3
