"""Days that rows print without a year: which year they get, and that the row says so."""

from __future__ import annotations

import pytest

from tests.cms.pages import SITE, TITLES, read


def test_year_of_a_yearless_day() -> None:
    rows = '<li><span>{}</span><a href="{}">青岚市公安局召开年终总结会</a></li>'
    by_url = f"<ul>{rows.format('12-30', '/jwyw/202112/t20211230_1.html')}</ul>"
    by_clock = f"<ul>{rows.format('12-30', '/a/1.html')}</ul>"
    assert str(read(by_url).rows[0].date) == "2021-12-30"
    assert str(read(by_clock, retrieved_at="2022-01-15T09:00:00+08:00").rows[0].date) == "2021-12-30"
    assert read(by_clock).rows[0].date is None


YEARS = [
    # days of a listing that was retrieved on 2022-11-25, and their years
    ("12-20 12-10 12-01 11-24 11-10", "2021 2021 2021 2021 2021"),
    ("11-25 11-24 01-03 12-30 11-26 11-24", "2022 2022 2022 2021 2021 2021"),
    ("03-05 02-01 01-10 11-20 02-28", "2022 2022 2022 2021 2021"),
    ("11-24 11-23 11-20 11-22 11-19", "2022 2022 2022 2022 2022"),
    # what stands on top may be kept there without a mark
    ("12-30 11-24 11-23 11-20", "2021 2022 2022 2022"),
    ("01-01 02-01 03-01 11-01", "2022 2022 2022 2022"),
    ("2022-01-20 2022-01-10 2022-01-03 2021-12-30 11-24", "2022 2022 2022 2021 2021"),
]


@pytest.mark.parametrize(("days", "years"), YEARS)
def test_years_of_a_list_from_the_newest_down(days: str, years: str) -> None:
    row = "<li><a href='/a/{}.html'>{}</a><i>{}</i></li>"
    rows = "".join(row.format(n, TITLES[n], day) for n, day in enumerate(days.split()))
    listing = read(f"<ul>{rows}</ul>", retrieved_at="2022-11-25T09:00:00+08:00")
    assert " ".join(str(row.date and row.date.year) for row in listing.rows) == years


def test_a_leap_day_is_moved_to_a_leap_year_only() -> None:
    row = "<li><a href='/a/{}.html'>{}</a><i>{}</i></li>"
    days = ("2023-03-10", "2023-03-09", "2023-03-08", "02-29")
    rows = "".join(row.format(n, TITLES[n], day) for n, day in enumerate(days))
    listing = read(f"<ul>{rows}</ul>", retrieved_at="2024-11-25T09:00:00+08:00")
    assert str(listing.rows[-1].date) == "2024-02-29"


@pytest.mark.parametrize(
    ("address", "year"),
    [
        ("/archive/2020/", 2020),
        ("/jwyw/2020-09/", 2020),
        ("/jwyw/202009/index_2.html", 2020),
        ("/list.php?year=2020", 2020),
        # numbers of columns, and the folder of a site that was made anew in that year
        ("/list/2020.html", 2022),
        ("/2020/jwyw/", 2022),
        ("/list.php?cid=2020", 2022),
    ],
)
def test_year_in_the_listings_own_address(address: str, year: int) -> None:
    html = f"<ul><li><a href='/a/1.html'>{TITLES[0]}</a><i>09-20</i></li></ul>"
    (row,) = read(html, SITE + address, retrieved_at="2022-11-25T09:00:00+08:00").rows
    assert (row.date and row.date.year, row.yearless) == (year, year == 2022)


@pytest.mark.parametrize(
    ("day", "url", "yearless"),
    [
        ("12-30", "/a/1.html", True),
        ("12月30日", "/a/1.html", True),
        ("12-30", "/jwyw/202112/t20211230_1.html", False),
        ("2021-12-30", "/a/1.html", False),
        ("21-12-30", "/a/1.html", False),
        ("昨天", "/a/1.html", False),
    ],
)
def test_a_day_without_its_year_says_so(day: str, url: str, yearless: bool) -> None:
    html = f'<ul><li><span>{day}</span><a href="{url}">青岚市公安局召开2021年年终总结会</a></li></ul>'
    (row,) = read(html, retrieved_at="2022-01-15T09:00:00+08:00").rows
    assert (row.date is None, row.yearless) == (False, yearless)
