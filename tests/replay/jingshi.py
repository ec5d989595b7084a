"""警视在线: an ASP.NET WebForms news site of five channels, one for each form of its pagers, with the traps of such sites.

========  ========================================  ====================================================
channel   pager                                     what else is odd
========  ========================================  ====================================================
禁毒之窗  AspNetPager, links ``?page=``             a backdated row, a row that leads to another site
警方动态  AspNetPager, postback with a go button    a pinned row, an exact copy of another article
公安要闻  AspNetPager, links, numbers reversed      a row whose page is gone (404)
交通安全  GridView, ``Page$2``                      a pinned row, a page that fails twice before it answers
法治时空  AspNetPager, links ``?pageindex=``        declared gb2312, with characters of GB 18030 only
========  ========================================  ====================================================

Four articles stand in two channels, under other forms of their URL: ``ID=``, ``&cid=``, ``/m/``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path

from tests.replay.aspnet_pagers import AspNetPager, GridView
from tests.replay.faults import Fault
from tests.replay.jingshi_pages import JingshiPages, ListPage
from tests.replay.newsroom import Newsroom
from tests.replay.site import BEIJING, Channel, Site, Story

_NEWEST = datetime(2022, 1, 18, tzinfo=BEIJING)
_FIRST_NUMBER = 1001
_EXTERNAL_NUMBER = 1
#: Below this the traps do not find their places.
_LEAST_SCALE = 100


@dataclass(frozen=True, slots=True)
class _Desk:
    """Who writes for a channel. share: of the site's articles, in percent; step: days between two of them, on average."""

    key: str
    name: str
    share: int
    step: float
    plot: str
    sources: tuple[str | None, ...]
    rare: bool = False


_DESKS = (
    _Desk("jindu", "禁毒之窗", 24, 2.2, "drugs", ("中国警察网", "青岚禁毒", "临渡日报", None, "澜岸晚报")),
    _Desk("dongtai", "警方动态", 27, 1.1, "police", ("平安临渡", "鹤鸣公安", "南屏发布", None, "枫桥湾日报")),
    _Desk("yaowen", "公安要闻", 21, 1.7, "bureau", ("警视在线", "清泉岗公安", "白沙洲日报", "翠屏岗公安")),
    _Desk("jiaotong", "交通安全", 17, 2.6, "traffic", ("青岚交警", "临渡交警", None, "交通之声")),
    _Desk("fazhi", "法治时空", 11, 3.1, "law", ("法治青岚", "临渡法治报", "云栖检察"), rare=True),
)


def described(scale: int | None = None) -> JingshiPages:
    """The site with so many articles; None for its own number, 190."""
    scale = 190 if scale is None else scale
    if scale < _LEAST_SCALE:
        raise ValueError(f"{scale} articles are too few for this site's traps; at least {_LEAST_SCALE}")
    newsroom = Newsroom(seed=20220114)
    channels = {desk.key: Channel(desk.key, desk.name, _stories(desk, scale, newsroom)) for desk in _DESKS}
    jindu, dongtai, yaowen, jiaotong = (channels[key].stories for key in ("jindu", "dongtai", "yaowen", "jiaotong"))

    seed = _seed_article()
    jindu.insert(sum(story.timestamp > seed.timestamp for story in jindu), seed)
    jindu.pop()
    dongtai[12] = replace(dongtai[11], body=list(dongtai[11].body))
    _number([story for channel in channels.values() for story in channel.stories])
    dongtai[12].copy_of = dongtai[11].number

    jindu.insert(4, replace(jindu.pop(), timestamp=datetime(2019, 6, 26, tzinfo=BEIJING)))
    jiaotong[5].twin_byline = False
    yaowen[9].gone = True
    for stories, place in ((dongtai, 17), (jiaotong, 8)):
        stories[place].pinned = True
        stories.insert(0, stories.pop(place))
    links = {
        ("jindu", yaowen[2].number): f"/NewsShow.aspx?id={yaowen[2].number}&cid=1",
        ("dongtai", yaowen[5].number): f"/NewsShow.aspx?ID={yaowen[5].number}",
        ("yaowen", dongtai[4].number): f"/m/NewsShow.aspx?id={dongtai[4].number}",
    }
    twice = [(jindu, 6, yaowen[2]), (dongtai, 9, yaowen[5]), (yaowen, 3, dongtai[4]), (yaowen, 14, seed)]
    for stories, place, story in twice:
        stories.insert(place, story)
    jindu.insert(8, _external(jindu[7].timestamp))
    flaky = jiaotong[6]

    def href(channel: Channel, story: Story) -> str:
        page = "LawShow.aspx" if story.home == "fazhi" else "NewsShow.aspx"
        return story.external or links.get((channel.key, story.number)) or f"/{page}?id={story.number}"

    def compose(channel: Channel) -> Story:
        desk = next(desk for desk in _DESKS if desk.key == channel.key)
        known = site.stories().values()
        day = max(story.timestamp for story in known).replace(hour=0, minute=0, second=0) + timedelta(days=1)
        number = max(story.number for story in known) + 1
        return newsroom.story(desk.key, number, day, plot=desk.plot, sources=desk.sources, rare=desk.rare)

    site = Site(name="警视在线", centre="新闻中心", channels=list(channels.values()), hrefs=href, compose=compose)
    return JingshiPages(
        site=site,
        list_pages=_list_pages(),
        faults=(
            Fault(
                path=f"/NewsShow.aspx?id={flaky.number}",
                status=500,
                body="<h1>“/”应用程序中的服务器错误。</h1>",
                times=2,
            ),
        ),
    )


def _stories(desk: _Desk, scale: int, newsroom: Newsroom) -> list[Story]:
    """A channel's own stories, the newest first."""
    return [
        newsroom.story(
            desk.key,
            0,
            _NEWEST - timedelta(days=int(place * desk.step)),
            plot=desk.plot,
            sources=desk.sources,
            rare=desk.rare,
        )
        for place in range(scale * desk.share // 100)
    ]


def _number(stories: Sequence[Story]) -> None:
    for number, story in enumerate(sorted(stories, key=lambda story: story.timestamp), _FIRST_NUMBER):
        story.number = number
        story.twin_byline = number % 6 == 0
        story.pictures = tuple(
            replace(picture, path=picture.path.replace("/0_", f"/{number}_")) for picture in story.pictures
        )
        story.documents = tuple(
            replace(document, path=document.path.replace("/0.", f"/{number}.")) for document in story.documents
        )


def _seed_article() -> Story:
    body = (Path(__file__).parent / "seed_article.txt").read_text("utf-8").splitlines()
    return Story(
        number=0,
        title="云南:“净边2021”侦破毒品刑案4900余起",
        home="jindu",
        timestamp=datetime(2022, 1, 14, tzinfo=BEIJING),
        body=body,
        source="中国警察网",
        editor="石敏",
        subheads=frozenset(place for place, paragraph in enumerate(body) if len(paragraph) < 20),
    )


def _external(timestamp: datetime) -> Story:
    return Story(
        number=_EXTERNAL_NUMBER,
        title="聚焦全国禁毒工作：一图读懂近年来主要成效与下一阶段重点任务",
        home="jindu",
        timestamp=timestamp,
        body=[],
        external="http://external.invalid/n/2022/0110/c1-88.html",
    )


def _list_pages() -> tuple[ListPage, ...]:
    holder = "ctl00$ContentPlaceHolder1$"
    return (
        ListPage("NewsList.aspx", "jindu", AspNetPager(holder + "AspNetPager1", parameter="page")),
        ListPage("NewsDynamic.aspx", "dongtai", AspNetPager(holder + "AspNetPager1", box=True, buttons=5)),
        ListPage("NewsFocus.aspx", "yaowen", AspNetPager(holder + "AspNetPager1", parameter="page", reverse=True)),
        ListPage("NewsTraffic.aspx", "jiaotong", GridView(holder + "GridView1")),
        ListPage(
            "LawList.aspx", "fazhi", AspNetPager(holder + "AspNetPager1", parameter="pageindex", box=True), "gb2312"
        ),
    )
