"""A jpaas column whose older rows stand in archives of years: the requests that follow one another."""

from __future__ import annotations

import json
from urllib.parse import parse_qs, urlsplit

import pytest

from crawler.cms import ListRequest, read_listing

SITE = "http://gaj.example.cn"
COLUMN = f"{SITE}/xwzx/jwdt/index.html"
INTERFACE = "/api-gateway/jpaas-publish-server/front/page/build/unit"
#: Rows of each archive and of the column's own unit; 15 are a page.
SIZES = {"2022": 17, "2021": 15, "2020": 31}


def rows(year: str, numbers: range) -> str:
    return "".join(
        f'<li class="clearfix"><a href="/art/{year}/art_{year}{n:028x}.html">青岚警方第{n}号平安提示</a><span>{year}-03-01</span></li>'
        for n in numbers
    )


def unit(year: str) -> str:
    query = f"{{'webId':'1','pageId':'{year}','pageType':'column','tagId':'信息列表'}}"
    return f'<script parseType="bulidstatic" url="{INTERFACE}" queryData="{query}"></script>'


LINKS = "".join(f'<a class="xxgk_more" href="{year}n/index.html">{year}年</a>' for year in ("2020", "2021"))


def served(url: str, first: str) -> str:
    """What the site answers. first: the column's own page."""
    parts = urlsplit(url)
    if parts.path == INTERFACE:
        asked = parse_qs(parts.query)
        year, page = asked["pageId"][0], json.loads(asked.get("paramJson", ['{"pageNo":1}'])[0])["pageNo"]
        listed = rows(year, range(15 * (page - 1), min(15 * page, SIZES[year])))
        html = f'<ul>{listed}</ul><div class="pagination" rows="15" count="{SIZES[year]}" pageNo="{page}"></div>'
        return json.dumps({"success": True, "data": {"html": html}})
    return f"<html><body>{first if url == COLUMN else unit(parts.path.split('/')[-2].rstrip('n'))}</body></html>"


@pytest.mark.parametrize(
    ("first", "expected"),
    [
        (f'<div class="xxgk-zcnr"><ul>{rows("2022", range(5))}</ul>{LINKS}</div>{unit("nav")}', {"2022": 5}),
        (f"{unit('2022')}<div>{LINKS}</div>", {"2022": 17}),
        (f'<div class="xxgk-zcnr"><ul></ul>{LINKS}</div>{unit("nav")}', {"2022": 0}),
    ],
    ids=["rows of the page", "a unit", "nothing yet this year"],
)
def test_every_row_of_every_year_is_listed_once(first: str, expected: dict[str, int]) -> None:
    found: list[str] = []
    numbers: list[int] = []
    stated: list[int | None] = []
    request: ListRequest | None = ListRequest(COLUMN)
    for _ in range(20):
        assert request is not None
        listing = read_listing(served(request.url, first).encode(), request)
        assert listing.page in (None, request.page)
        if listing.next is None or listing.next.page > request.page:
            numbers.append(request.page)
            assert listing.rows
            stated.append(listing.pages)
        found += [row.url for row in listing.rows]
        request = listing.next
        if request is None:
            break
    assert numbers == list(range(1, len(numbers) + 1))
    assert stated[0] is None
    assert set(stated) == {None, len(numbers)}
    sizes = SIZES | expected
    years = [year for year in sizes for _ in range(sizes[year])]
    assert [url.split("/")[4] for url in found] == years
    assert len(set(found)) == len(found)
