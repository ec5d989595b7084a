"""Small listing pages for the tests, and the reading of one."""

from __future__ import annotations

from datetime import datetime
from urllib.parse import parse_qsl

from crawler.cms import Listing, ListRequest, read_listing

SITE = "http://www.ga.example.cn"
URL = f"{SITE}/jwyw/index.html"

TITLES = (
    "青岚市公安局召开夏季治安打击整治行动部署会",
    "南屏分局破获一起跨省电信网络诈骗案",
    "石桥镇派出所开展校园周边安全大检查",
    "交警支队发布国庆假期出行提示",
    "巡特警支队深夜救助迷路老人",
    "临江县公安局成功调处一起邻里纠纷",
    "禁毒民警走进社区讲授防毒知识",
    "出入境窗口推出周末不打烊服务",
    "刑侦支队抓获一名潜逃九年的逃犯",
    "云岚县公安局举行实战技能比武",
)


def items(form: str, count: int = 10) -> str:
    """Rows of one form: ``{n}`` is the row's number, ``{title}`` its title, ``{day}`` its day in March 2022."""
    return "\n".join(form.format(n=1000 + n, title=TITLES[n], day=f"{28 - n:02d}") for n in range(count))


def read(
    html: str,
    url: str = URL,
    page: int = 1,
    method: str = "GET",
    family: str | None = None,
    retrieved_at: str | None = None,
    encoding: str = "utf-8",
) -> Listing:
    """The listing of a page that a server sends in this encoding."""
    request = ListRequest(url, method, family=family, page=page)
    moment = datetime.fromisoformat(retrieved_at) if retrieved_at else None
    return read_listing(html.encode(encoding), request, f"text/html; charset={encoding}", moment)


def form(listing: Listing) -> dict[str, str]:
    """The fields that the next request posts."""
    assert listing.next is not None
    return dict(parse_qsl(listing.next.body.decode(), keep_blank_values=True, strict_parsing=True))
