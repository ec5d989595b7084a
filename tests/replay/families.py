"""What the sites of the CMS families have in common: files, errors, aliases, the pages that are no news.

A family is a class on :class:`Station`: its templates and its URL rules. Its module offers ``described`` as
:mod:`tests.replay.exchange` says.
"""

from __future__ import annotations

import posixpath
from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from html import escape
from urllib.parse import unquote

from tests.replay.exchange import Answer, Request
from tests.replay.faults import Fault
from tests.replay.jingshi_article import png
from tests.replay.sections import LONGEST_PAGE
from tests.replay.site import Channel, Site, Story

#: Pages of every site that list no news: name, folder, what they print. 政务公开 has dated rows, but no news.
_OTHER_PAGES = (
    ("政务公开", "zwgk", "".join(
        f'<li><a href="/zwgk/zcfg/{number}.html" title="{title}">{title}</a><span>{day}</span></li>'
        for number, title, day in (
            (1, "青岚县户口登记管理办法", "2021-03-02"),
            (2, "青岚县养犬管理规定", "2020-11-16"),
            (3, "青岚县烟花爆竹安全管理规定", "2019-12-30"),
        )
    )),
    ("办事服务", "bsfw", "".join(
        f'<li><a href="/bsfw/{name}.html">{text}</a></li>'
        for name, text in (("hj", "户籍办理"), ("crj", "出入境预约"), ("cjg", "车驾管业务"), ("jj", "交通违法查询"))
    )),
    ("互动交流", "hdjl", "<li>留言请注明姓名和联系方式，我们将在五个工作日内答复。</li>"),
    ("联系我们", "lxwm", "<li>通信地址：青岚县建设路1号，邮政编码：000000。</li>"),
)  # fmt: skip
_ROBOTS = b"User-agent: *\nDisallow: /admin/\n"


class Station(ABC):
    """A family's site, served.

    site: what is published; rows: of a listing page. A path is always from ``/``, and that of a folder's page ends in
    ``index``. Subclasses give URL rules (`listing_path`, `listing`, `part_path`) and templates (`document`, `menu`,
    `block`, `article`); ``api`` is for what is no page.
    """

    charset = "utf-8"
    content_type = "text/html; charset=utf-8"
    news_centre = "/xwzx/"
    #: The page that a folder's address shows.
    index = "index.html"
    #: Paragraphs on a page of an article of several pages; 0 where the CMS does not page articles.
    paragraphs_a_page = 3
    faults: tuple[Fault, ...] = ()

    def __init__(self, site: Site, rows: int) -> None:
        self.site = site
        self.rows = rows

    # What a family says

    @abstractmethod
    def listing_path(self, channel: Channel) -> str:
        """Where the listing's first page lies, as links give it."""

    @abstractmethod
    def listing(self, path: str) -> str | None:
        """The listing page at a path (that of a later page, or a fragment, too); None where there is none."""

    @abstractmethod
    def document(self, path: str, title: str, content: str) -> str:
        """A whole page around content, as every page that is no article has it: head, navigation, footer."""

    @abstractmethod
    def menu(self, path: str) -> str:
        """The sub-menu of the news centre: its channels, linked."""

    @abstractmethod
    def block(self, channel: Channel, path: str) -> str:
        """A channel's box on the home page and in the news centre: its name, a link 更多, its first rows."""

    @abstractmethod
    def article(self, story: Story, part: int, path: str) -> str:
        """A page of a story; part: from 1."""

    def part_path(self, path: str, part: int) -> str:
        """Where the other pages of a story lie: path is that of the first one, part counts from 2."""
        stem, dot, extension = path.rpartition(".")
        return f"{stem}_{part}{dot}{extension}"

    def api(self, request: Request) -> Answer | None:
        """The answer to what asks for no page; None where the request does."""
        del request
        return None

    def missing(self, path: str) -> Answer:
        """The answer where there is nothing."""
        del path
        return self.html(
            "<html><head><title>404 Not Found</title></head><body><h1>404 Not Found</h1></body></html>", 404
        )

    # What is the same

    def answer(self, request: Request) -> Answer:
        """What the site answers: API, file, page, in this order; a folder without its ``/`` is redirected."""
        path = unquote(request.path)
        if (answer := self.api(request)) is not None:
            return answer
        if request.method not in {"GET", "HEAD"}:
            return self.html("<html><body><h1>405 Not Allowed</h1></body></html>", 405)
        if path == "/robots.txt":
            return Answer(headers={"Content-Type": "text/plain"}, body=_ROBOTS)
        if path.endswith(".png"):
            return Answer(headers={"Content-Type": "image/png"}, body=png(sum(path.encode())))
        if path.endswith(".doc"):
            return Answer(headers={"Content-Type": "application/msword"}, body=b"{\\rtf1 demo}")
        if (page := self.page(path)) is not None:
            return self.html(page)
        if "." not in posixpath.basename(path) and self.page(f"{path}/") is not None:
            return Answer(301, {"Location": f"{path}/"})
        return self.missing(path)

    def html(self, page: str, status: int = 200) -> Answer:
        """An answer with a page in the site's charset."""
        return Answer(status, {"Content-Type": self.content_type}, page.encode(self.charset))

    def page(self, path: str) -> str | None:
        """The page at a path; None where there is none."""
        full = path + self.index if path.endswith("/") else path
        if full == "/" + self.index:
            return self.home(full)
        if full == self._full(self.news_centre):
            return self.centre(full)
        if (page := self.listing(full)) is not None:
            return page
        for story in self.site.stories().values():
            if story.external or story.gone:
                continue
            first = self.site.hrefs(self.site.channels[0], story)
            for part in range(1, len(self.parts(story)) + 1):
                if full == self._full(first if part == 1 else self.part_path(first, part)):
                    return self.article(story, part, full)
        return self.other_page(full)

    def _full(self, path: str) -> str:
        return path + self.index if path.endswith("/") else path

    def home(self, path: str) -> str:
        """The home page: boxes of three channels, and one of services."""
        services = f'<div class="fw"><h3>办事服务</h3><ul>{_OTHER_PAGES[1][2]}</ul></div>'
        boxes = "\n".join(self.block(channel, path) for channel in self.site.channels[:3])
        return self.document(path, self.site.name, f"{boxes}\n{services}")

    def centre(self, path: str) -> str:
        """The news centre: its sub-menu, and a box of every channel."""
        boxes = "\n".join(self.block(channel, path) for channel in self.site.channels)
        return self.document(path, self.site.centre, f"{self.menu(path)}\n{boxes}")

    def other_page(self, path: str) -> str | None:
        """A page that lists no news, and what it leads to."""
        for name, folder, rows in _OTHER_PAGES:
            if path == f"/{folder}/{self.index}":
                return self.document(path, name, f"<h2>{name}</h2><ul>{rows}</ul>")
            if path.startswith(f"/{folder}/") and f'href="{path}"' in rows:
                return self.document(
                    path, name, f"<h2>{name}</h2><p>请携带有效证件到窗口办理，或登录政务服务网查询。</p>"
                )
        return None

    def navigation(self) -> list[tuple[str, str]]:
        """The site's main navigation: name, path."""
        others = [(name, f"/{folder}/") for name, folder, _ in _OTHER_PAGES]
        return [("首页", "/"), (self.site.centre, self.news_centre), *others]

    def link(self, target: str, path: str) -> str:
        """A link to a path as the page at another path gives it; families that write relative links say so here."""
        del path
        return target

    def position(self, channel: Channel, path: str, between: str = " &gt; ") -> str:
        """The breadcrumb of a channel, linked: 首页 > 新闻中心 > 公安要闻."""
        places = [("首页", "/"), (self.site.centre, self.news_centre), (channel.name, self.listing_path(channel))]
        return between.join(f'<a href="{self.link(target, path)}">{name}</a>' for name, target in places)

    def places(self, channel: Channel, home: str = "首页") -> list[tuple[str, str]]:
        """The way to a listing that its pages and its articles name: name, path; home: what the first is called."""
        return [(home, "/"), (self.site.centre, self.news_centre), (channel.name, self.listing_path(channel))]

    def total(self, channel: Channel) -> int:
        """How many pages a listing has; 1 for an empty one."""
        return max(1, -(-len(channel.stories) // self.rows))

    def stories(self, channel: Channel, page: int) -> list[Story]:
        """The rows of a listing page; page: from 1, the newest first."""
        return channel.stories[(page - 1) * self.rows : page * self.rows]

    def numbered(self, path: str, name: Callable[[Channel, int], str]) -> tuple[Channel, int] | None:
        """Whose listing page lies at a path, and which one.

        name: the path of a channel's page k (from 1).
        """
        for channel in self.site.channels:
            for page in range(1, self.total(channel) + 1):
                if path == name(channel, page):
                    return channel, page
        return None

    def parts(self, story: Story) -> list[range]:
        """Which paragraphs each page of a story shows."""
        size = self.paragraphs_a_page if len(story.body) > LONGEST_PAGE else 0
        return [
            range(start, min(start + (size or len(story.body)), len(story.body)))
            for start in range(0, len(story.body), size or len(story.body))
        ]


def metas(*named: tuple[str, str]) -> str:
    """``<meta>`` elements by name and content, one a line."""
    return "\n".join(f'<meta name="{name}" content="{escape(content)}" />' for name, content in named)


def cut(title: str, length: int = 20) -> str:
    """A title as a listing with little room prints it; listings that cut say the whole one in ``title=``.

    >>> cut("青岚县公安局召开重点工作推进会", 9)
    '青岚县公安局召开…'
    """
    return title if len(title) <= length else title[: length - 1] + "…"


def relative(target: str, page: str) -> str:
    """A path as a link on another page gives it.

    >>> relative("/jwzx/gayw/202201/t1.html", "/jwzx/gayw/index.html")
    './202201/t1.html'
    >>> relative("/jwzx/jwdt/", "/jwzx/gayw/index_1.html")
    '../jwdt/'
    >>> relative("http://external.invalid/1.html", "/index.html")
    'http://external.invalid/1.html'
    """
    if "://" in target:
        return target
    folder, name = posixpath.split(target)
    way = posixpath.relpath(folder, posixpath.dirname(page))
    return ("./" if way == "." else way + "/" if way.startswith("..") else f"./{way}/") + name


def paragraphs(
    story: Story,
    part: Sequence[int] | None = None,
    *,
    indent: str = "　　",
    picture: Callable[[str], str] = lambda path: path,
) -> str:
    """A story's paragraphs with its pictures, one ``<p>`` a line; part: which of them; picture: its ``src`` by its path.

    Pictures follow the first paragraph of the story, their captions are their ``alt``.
    """
    lines = []
    for place in range(len(story.body)) if part is None else part:
        text = escape(story.body[place])
        lines.append(f"<p>{indent}<strong>{text}</strong></p>" if place in story.subheads else f"<p>{indent}{text}</p>")
        if place == 0:
            lines += [
                f'<p style="text-align: center;"><img src="{picture(image.path)}" alt="{escape(image.caption)}"></p>'
                for image in story.pictures
            ]
    return "\n".join(lines)


def documents(story: Story, target: Callable[[str], str] = lambda path: path) -> str:
    """The files below a story, linked; target: a link by a file's path."""
    return "".join(f'<a href="{target(file.path)}">{escape(file.name)}</a>' for file in story.documents)
