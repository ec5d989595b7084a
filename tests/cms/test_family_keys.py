"""Each family's own key of an article: what it unites, and what it leaves apart."""

from __future__ import annotations

import pytest

from crawler.cms import article_key

SITE = "http://www.ga.example.cn"
HEX = "0123456789abcdef0123456789abcdef"
UUID = "1f3a0000-4b1c-4d2e-9f00-a1b2c3d40000"


@pytest.mark.parametrize(
    ("family", "path", "key"),
    [
        ("hanweb", "/art/2022/1/14/art_59265_10876543.html", "59265_10876543"),
        ("hanweb", f"/col/col59265/art/2022/art_{HEX}.html", HEX),
        ("hanweb", "/vipchat/home/page.html", "/vipchat/home/page.html"),
        ("jpaas", f"/art/2022/art_{HEX}.html", HEX),
        ("truecms", f"/ntsgaj/jfts/content/{UUID}.htm", UUID),
        ("dedecms", "/a/jwxw/2022/0114/123.html", "123"),
        ("dedecms", "/plus/view.php?aid=123", "123"),
        ("dedecms", "/a/jwxw/zhuanti/123.html", "/a/jwxw/zhuanti/123.html"),
        ("empirecms", "/e/action/ShowInfo.php?classid=2&id=203", "2-203"),
        ("empirecms", "/xinwen/jwyw/2022-01-14/203.html", "/xinwen/jwyw/2022-01-14/203.html"),
        ("phpcms", "/index.php?m=content&c=index&a=show&catid=5&id=12", "5-12"),
        ("phpcms", "/show-5-12-1.html", "5-12"),
        ("phpcms", "/content-5-12-1.html", "5-12"),
        ("phpcms", "/html/jwyw/2010/0720/1.html", "/html/jwyw/2010/0720/1.html"),
        ("ashx", f"/Info.aspx?Id={UUID.upper()}&c=4", UUID),
        ("epoint", "/zwgk/003/003006/20220318/5d0c.html", "/zwgk/003/003006/20220318/5d0c.html"),
        ("changsha", "/webjjcluster/artcledetail.jsp?article_sid=2017103000&group_sid=11", "2017103000"),
        ("changsha", "/webjjcluster/index.jsp?article_sid=1", "/webjjcluster/index.jsp?article_sid=1"),
        ("cmsweb", "/col/9099_355585/art/202203/16473.html", "/col/9099_355585/art/202203/16473.html"),
    ],
)
def test_key(family: str, path: str, key: str) -> None:
    assert article_key(SITE + path, family) == key
