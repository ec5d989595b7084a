"""A site of 52 articles behind the application of 警视在线, for tests that crawl it again and again: no traps of its own.

========  ======================  ====  =====
channel   pager                   rows  pages
========  ======================  ====  =====
禁毒之窗  AspNetPager, links        24      3
警方动态  AspNetPager, postback     16      2
交通安全  GridView                  12      2
========  ======================  ====  =====

The articles are numbered from 1001 on, a channel's newest first, in the order of the channels: 禁毒之窗 has 1001 to 1024.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from tests.replay.aspnet_pagers import AspNetPager, GridView
from tests.replay.jingshi_pages import JingshiPages, ListPage
from tests.replay.newsroom import Newsroom
from tests.replay.site import BEIJING, Channel, Site, Story

_NEWEST = datetime(2022, 1, 18, tzinfo=BEIJING)
_HOLDER = "ctl00$ContentPlaceHolder1$"
#: Key, name, plot file, rows.
_CHANNELS = (
    ("jindu", "禁毒之窗", "drugs", 24),
    ("dongtai", "警方动态", "police", 16),
    ("jiaotong", "交通安全", "traffic", 12),
)
_LIST_PAGES = (
    ListPage("NewsList.aspx", "jindu", AspNetPager(_HOLDER + "AspNetPager1", parameter="page")),
    ListPage("NewsDynamic.aspx", "dongtai", AspNetPager(_HOLDER + "AspNetPager1", box=True, buttons=5)),
    ListPage("NewsTraffic.aspx", "jiaotong", GridView(_HOLDER + "GridView1")),
)


def described(scale: int | None = None) -> JingshiPages:
    """The site; ValueError for a scale: it has one size."""
    if scale is not None:
        raise ValueError("this site has one size")
    newsroom = Newsroom(seed=52)
    plots = {key: plot for key, _, plot, _ in _CHANNELS}
    number = 1000
    channels = []
    for key, name, plot, rows in _CHANNELS:
        stories = []
        for place in range(rows):
            number += 1
            day = _NEWEST - timedelta(days=place)
            stories.append(newsroom.story(key, number, day, plot=plot, sources=("警视在线", None)))
        channels.append(Channel(key, name, stories))

    def compose(channel: Channel) -> Story:
        known = site.stories().values()
        day = max(story.timestamp for story in known).replace(hour=0, minute=0, second=0) + timedelta(days=1)
        newest = max(story.number for story in known) + 1
        return newsroom.story(channel.key, newest, day, plot=plots[channel.key], sources=("警视在线",))

    def href(_: Channel, story: Story) -> str:
        return f"/NewsShow.aspx?id={story.number}"

    site = Site(name="警视在线", centre="新闻中心", channels=channels, hrefs=href, compose=compose)
    return JingshiPages(site=site, list_pages=_LIST_PAGES)
