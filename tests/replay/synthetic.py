"""A site without a story: listings of any length whose rows and articles are made from their numbers when they are asked for.

With a scale, five channels that share so many rows. Without one, three channels that have no end:

========  ================================================================================
channel   what never ends
========  ================================================================================
警方动态  every page has new rows and a next one
公安要闻  every page has the same rows; its next link is the page itself with a new parameter
交通安全  every page has the same rows, but their links carry a new parameter each time
========  ================================================================================
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from html import escape
from urllib.parse import parse_qs

from tests.replay.exchange import Answer, Request
from tests.replay.faults import Fault
from tests.replay.site import Channel, Site

ROWS = 50
_NEWEST = date(2022, 1, 18)
_ENDLESS = {"new": "警方动态", "circular": "公安要闻", "multiplied": "交通安全"}
_ENDING = {"new": "警方动态", "yaowen": "公安要闻", "jindu": "禁毒之窗", "jiaotong": "交通安全", "fazhi": "法治时空"}


@dataclass(frozen=True, slots=True)
class Synthetic:
    """rows: of each channel; None for the three endless ones."""

    site: Site
    rows: int | None
    news_centre: str = "/center.aspx"
    faults: tuple[Fault, ...] = ()

    def answer(self, request: Request) -> Answer:
        query = {name: values[-1] for name, values in parse_qs(request.query).items()}
        match request.path:
            case "/robots.txt":
                return Answer(headers={"Content-Type": "text/plain"}, body=b"User-agent: *\nAllow: /\n")
            case "/center.aspx":
                return self._centre()
            case "/list.aspx" if any(query.get("kind") == channel.key for channel in self.site.channels):
                return self._listing(query["kind"], int(query.get("page", 1)))
            case "/show.aspx":
                return _article(int(query["id"]))
        return Answer(404, {"Content-Type": "text/html"}, b"<html><body><h1>404</h1></body></html>")

    def _centre(self) -> Answer:
        rows = "".join(f'<li><a href="/show.aspx?id={number}">{title(number)}</a></li>' for number in range(1, 6))
        return page(
            "新闻中心",
            "".join(
                f'<div class="block"><h3>{channel.name}</h3><a class="more" href="/list.aspx?kind={channel.key}">更多&gt;&gt;</a>'
                f"<ul>{rows}</ul></div>"
                for channel in self.site.channels
            ),
        )

    def _listing(self, kind: str, number: int) -> Answer:
        before = 0 if self.rows is None else self.rows * list(_ENDING).index(kind)
        first = 1 if kind in ("circular", "multiplied") else before + (number - 1) * ROWS + 1
        last = first + ROWS - 1 if self.rows is None else min(first + ROWS - 1, before + self.rows)
        extra = f"&visit={number}" if kind == "multiplied" else ""
        rows = "".join(
            f'<li><a href="/show.aspx?id={row}{extra}">{title(row)}</a><span>{day(row)}</span></li>'
            for row in range(first, last + 1)
        )
        more = self.rows is None or last < before + self.rows
        following = (
            f'<a href="/list.aspx?kind={kind}&amp;page={number + 1}">下一页</a>' if more else "<span>下一页</span>"
        )
        return page(
            self.site.channel(kind).name, f'<ul class="newslist">{rows}</ul><div class="pager">{following}</div>'
        )


def title(number: int) -> str:
    """Of the article with this number."""
    return f"临渡警方通报第{number}号警情处置情况"


def day(number: int) -> date:
    """The newest rows first, 20 a day; none is older than 2010."""
    return _NEWEST - timedelta(days=number // 20 % 4000)


def _article(number: int) -> Answer:
    paragraphs = "".join(
        f"<p>第{number}号警情：民警接到群众报警后赶到现场，核实情况，劝导双方，并登记第{number * 7 + part}号回访单。</p>"
        for part in range(4)
    )
    return page(
        title(number),
        f'<div class="article"><h1>{title(number)}</h1><div class="info">来源:<span>警视在线</span> 作者:<span></span> '
        f'时间:<span>{day(number)}</span></div><div class="content">{paragraphs}</div></div>',
    )


def page(name: str, content: str) -> Answer:
    """A page of the site."""
    html = (
        f'<!DOCTYPE html><html><head><meta charset="utf-8"><title>{escape(name)}-警视在线</title></head>'
        f"<body>{content}</body></html>"
    )
    return Answer(headers={"Content-Type": "text/html; charset=utf-8"}, body=html.encode())


def described(scale: int | None = None) -> Synthetic:
    """Five channels that share so many rows; None for the three endless ones."""
    names = _ENDLESS if scale is None else _ENDING
    site = Site(
        name="警视在线",
        centre="新闻中心",
        channels=[Channel(key, name) for key, name in names.items()],
        hrefs=lambda _, story: f"/show.aspx?id={story.number}",
    )
    return Synthetic(site, None if scale is None else scale // len(names))
