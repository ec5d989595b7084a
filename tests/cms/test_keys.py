from __future__ import annotations

import pytest

from crawler.cms import article_key, canonical_url, lasting_url

SAME = [
    # host, scheme and fragment say nothing
    ("plain", "http://www.ga.example.cn/a/1.html", "https://ga.example.cn/a/1.html#top"),
    # the mobile twin
    ("plain", "http://www.ga.example.cn/a/1.html", "http://m.ga.example.cn/m/a/1.html"),
    ("plain", "http://www.ga.example.cn/a/1.html", "http://www.ga.example.cn/wap/a/1.html"),
    ("plain", "http://www.ga.example.cn/show?id=1&c=2", "http://www.ga.example.cn/show?c=2&id=1&utm_source=wx&spm=a.b"),
    ("plain", "http://www.ga.example.cn/a/1.html", "http://www.ga.example.cn/a/1.html?from=timeline&isappinstalled=0"),
    ("plain", "http://www.ga.example.cn/a/%E7%A6%81.html", "http://www.ga.example.cn/a/禁.html"),
    ("plain", "http://www.ga.example.cn/a.jsp?id=1", "http://www.ga.example.cn/a.jsp;jsessionid=0F3A?id=1"),
    # IIS knows no case in paths and parameter names
    ("aspnet", "http://www.ga.example.cn/NewsShow.aspx?ID=1001", "http://www.ga.example.cn/newsshow.aspx?id=1001"),
    ("aspnet", "http://www.ga.example.cn/(S(x5kq3m45))/Show.aspx?id=1", "http://www.ga.example.cn/show.aspx?id=1"),
]

DIFFERENT = [
    ("plain", "http://www.ga.example.cn/A/1.html", "http://www.ga.example.cn/a/1.html"),
    ("plain", "http://www.ga.example.cn/show?id=1", "http://www.ga.example.cn/show?id=2"),
    ("plain", "http://www.ga.example.cn/show?id=1", "http://www.ga.example.cn/show?id=1&c=2"),
    ("plain", "http://www.ga.example.cn/a/1.html?from=list", "http://www.ga.example.cn/a/1.html"),
    ("plain", "http://www.ga.example.cn/m.html", "http://www.ga.example.cn/html"),
    ("aspnet", "http://www.ga.example.cn/Show.aspx?id=aB", "http://www.ga.example.cn/Show.aspx?id=ab"),
]


@pytest.mark.parametrize(("family", "one", "other"), SAME)
def test_one_article(family: str, one: str, other: str) -> None:
    assert article_key(one, family) == article_key(other, family)


@pytest.mark.parametrize(("family", "one", "other"), DIFFERENT)
def test_two_articles(family: str, one: str, other: str) -> None:
    assert article_key(one, family) != article_key(other, family)


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("http://www.ga.example.cn", "http://www.ga.example.cn/"),
        ("https://WWW.ga.example.cn:443/a?x=1&y=#z", "https://www.ga.example.cn/a?x=1&y="),
        ("http://www.ga.example.cn:8080/a", "http://www.ga.example.cn:8080/a"),
        ("http://www.ga.example.cn/a?utm_medium=x&id=%E7%A6%81&b", "http://www.ga.example.cn/a?id=%E7%A6%81&b"),
        ("http://[::1]:8000/a#b", "http://[::1]:8000/a"),
        ("http://www.ga.example.cn/m/A.aspx?ID=1", "http://www.ga.example.cn/m/A.aspx?ID=1"),
    ],
)
def test_canonical_url_takes_away_little(url: str, expected: str) -> None:
    assert canonical_url(url) == expected
    assert canonical_url(expected) == expected


@pytest.mark.parametrize(
    "url",
    [
        "http://www.ga.example.cn/info/show.do;jsessionid=ABCDEF00000003?infoId=1005",
        "http://www.ga.example.cn/(S(x5kq3m45))/info/show.do?infoId=1005#top",
        "http://www.ga.example.cn/info/show.do?infoId=1005",
    ],
)
def test_a_session_does_not_last(url: str) -> None:
    assert lasting_url(url) == "http://www.ga.example.cn/info/show.do?infoId=1005"
