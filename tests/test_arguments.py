"""The arguments of a crawl: each wrong use has a sentence that says what to give."""

from __future__ import annotations

from datetime import date

import pytest

from crawler.arguments import Arguments, WrongUse

URL = {"url": "http://127.0.0.1/NewsCenter.aspx"}


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({}, "the address of jingshi is not known"),
        ({"url": "NewsCenter.aspx"}, "is no web address"),
        ({"url": "file:///etc/passwd"}, "is no web address"),
        ({"url": "http://127.0.0.1:99999/"}, "Port out of range"),
        ({"url": "http://[::1/"}, "Invalid IPv6"),
        ({**URL, "sinse": "2022-01-14"}, "unknown argument sinse; the arguments are: url, since, until"),
        ({**URL, "since": "14.1.2022"}, "since=14.1.2022 is no day"),
        ({**URL, "since": "2022-02-01", "until": "2022-01-01"}, "is later than"),
        ({**URL, "max_articles": "0"}, "is no number above 0"),
        ({**URL, "max_articles": "1e9"}, "is no number above 0"),
        ({**URL, "max_minutes": "nan"}, "is no number above 0"),
        ({**URL, "full": "yes"}, "give full=1 or leave it out"),
    ],
)
def test_wrong_use(given: dict[str, str], sentence: str) -> None:
    with pytest.raises(WrongUse, match=sentence):
        Arguments.read("jingshi", given, None)


def test_all_arguments() -> None:
    read = Arguments.read(
        "jingshi",
        {
            **URL,
            "since": "2022-01-01",
            "until": "2022-01-31",
            "channel": "禁毒之窗，警方动态",
            "max_articles": "5",
            "max_minutes": "0.5",
            "full": "1",
            "dry": "1",
        },
        None,
    )
    assert read.channel == ("禁毒之窗", "警方动态")
    assert (read.since, read.until) == (date(2022, 1, 1), date(2022, 1, 31))
    assert (read.max_articles, read.max_minutes, read.full, read.dry) == (5, 0.5, True, True)


@pytest.mark.parametrize(
    ("timestamp", "outside"),
    [
        ("2021-12-31T23:59:59+08:00", "since"),
        ("2022-01-01T00:00:00+08:00", None),
        ("2022-01-31T23:59:59+08:00", None),
        ("2022-02-01T00:00:00+08:00", "until"),
        (None, None),
    ],
)
def test_days_are_inclusive(timestamp: str | None, outside: str | None) -> None:
    read = Arguments.read("jingshi", {**URL, "since": "2022-01-01", "until": "2022-01-31"}, None)
    assert read.outside(timestamp) == outside
