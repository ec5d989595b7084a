# ruff: noqa: ARG002 - its links are absolute: they do not depend on the page they stand on
"""WordPress with its theme of 2021: ``/category/xwzx/gayw``, then ``/category/xwzx/gayw/page/2``.

The home page and the news centre are archives themselves: of all posts, with a pager. A post's pages are
``/2022/01/1001.html/2``; one that does not exist is a redirect to the post. ``/page/0`` and ``/page/1`` are page 1; beyond the
last page 404, as a whole page of the theme. Posts have no source and no editor; who entered nobody's name is ``admin``. Times
stand in ``<time datetime>``, printed as a day, after the body.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import escape

from tests.replay.exchange import Answer, Request
from tests.replay.families import Station, documents, paragraphs
from tests.replay.sections import described_site, rows_a_page, sections
from tests.replay.site import Channel, Story

_CATEGORIES = {key: 3 + n for n, key in enumerate(("gayw", "jwdt", "tzgg", "jfts", "xwfb", "mtjj"))}


def described(scale: int | None = None) -> WordPress:
    """The site with about so many articles."""
    rows = rows_a_page(scale)
    site = described_site("松月县公安网", sections(rows), rows, _href, sources=(None,), roles=("author",))
    return WordPress(site, rows)


def _number(story: Story) -> int:
    return story.number % 10000


def _href(story: Story) -> str:
    return f"/{story.timestamp:%Y/%m}/{_number(story)}.html"


class WordPress(Station):
    """The site of a county's police."""

    content_type = "text/html; charset=UTF-8"
    news_centre = "/category/xwzx"
    index = ""
    _base = ""

    def answer(self, request: Request) -> Answer:
        self._base = f"http://{request.headers.get('host', 'site.invalid')}"
        return super().answer(request)

    def listing_path(self, channel: Channel) -> str:
        return f"/category/xwzx/{channel.key}"

    def listing(self, path: str) -> str | None:
        found = re.fullmatch(r"(/category/xwzx(?:/(\w+))?|)/?(?:(?<=/)page/(\d{1,4}))?/?", path)
        if found is None:
            return None
        key, page = found[2], max(1, int(found[3] or 1))
        if key is None:
            return self._archive(self.site.centre if found[1] else "", self._latest(), page, found[1])
        for channel in self.site.channels:
            if channel.key == key:
                return self._archive(channel.name, channel.stories, page, found[1])
        return None

    def api(self, request: Request) -> Answer | None:
        for story in self.site.stories().values():
            if not story.external and not story.gone and request.path.startswith(f"{_href(story)}/"):
                part = request.path.removeprefix(f"{_href(story)}/").rstrip("/")
                if not (part.isdecimal() and 1 < int(part) <= len(self.parts(story))):
                    return Answer(301, {"Location": self._base + _href(story)})
        return None

    def part_path(self, path: str, part: int) -> str:
        return f"{path}/{part}"

    def missing(self, path: str) -> Answer:
        content = """<header class="page-header alignwide">
<h1 class="page-title">Nothing here</h1>
</header><!-- .page-header -->
<div class="error-404 not-found default-max-width">
<div class="page-content">
<p>It looks like nothing was found at this location. Maybe try a search?</p>
</div><!-- .page-content -->
</div><!-- .error-404 -->"""
        return self.html(self._page("Page not found", "error404", content), 404)

    def home(self, path: str) -> str:
        return self.listing("/") or ""

    def centre(self, path: str) -> str:
        return self.listing(self.news_centre) or ""

    def document(self, path: str, title: str, content: str) -> str:
        return self._page(title, "page", f'<article class="page hentry entry">\n{content}\n</article>')

    def menu(self, path: str) -> str:
        links = "\n".join(
            f'<li class="menu-item menu-item-type-taxonomy"><a href="{self._base}{self.listing_path(channel)}">'
            f"{channel.name}</a></li>"
            for channel in self.site.channels
        )
        return f'<ul class="sub-menu">\n{links}\n</ul>'

    def block(self, channel: Channel, path: str) -> str:
        return ""  # the theme has no boxes

    def article(self, story: Story, part: int, path: str) -> str:
        channel = self.site.channel(story.home)
        parts = self.parts(story)
        number = _number(story)
        files = documents(story)
        attached = f"\n<p>附件：{files}</p>" if files and part == len(parts) else ""
        first = self._base + _href(story)
        links = " ".join(
            f'<span class="post-page-numbers current" aria-current="page">Page {page}</span>'
            if page == part
            else f'<a href="{first if page == 1 else self.part_path(first, page)}" class="post-page-numbers">Page {page}</a>'
            for page in range(1, len(parts) + 1)
        )
        pages = f'\n<nav class="page-links" aria-label="Page"> {links}</nav>' if len(parts) > 1 else ""
        others = [other for other in channel.stories if not other.external and other is not story][:1]
        neighbours = "".join(
            f'<div class="nav-previous"><a href="{self._base}{_href(other)}" rel="prev"><p class="meta-nav">Previous post</p>'
            f'<p class="post-title">{escape(other.title)}</p></a></div>'
            for other in others
        )
        return self._page(
            story.title + (f" &#8211; Page {part}" if part > 1 else ""),
            "post-template-default single single-post",
            f"""{self._crumbs(channel, story)}
<article id="post-{number}" class="post-{number} post type-post status-publish format-standard hentry category-{channel.key} entry">
<header class="entry-header alignwide">
<h1 class="entry-title">{escape(story.title)}</h1>\t\t\t</header><!-- .entry-header -->
<div class="entry-content">
{paragraphs(story, parts[part - 1])}{attached}{pages}\t</div><!-- .entry-content -->
<footer class="entry-footer default-max-width">
<div class="posted-by"><span class="posted-on">Published {_time(story)}</span><span class="byline">By <a href="{self._base}/author/u{number}" \
rel="author">{story.author or "admin"}</a></span></div>{self._categories(channel)}\t</footer><!-- .entry-footer -->
</article><!-- #post-{number} -->
<div id="comments" class="comments-area default-max-width show-avatars">
<h2 id="reply-title" class="comment-reply-title">Leave a comment</h2>
</div><!-- #comments -->
<nav class="navigation post-navigation" aria-label="Posts">
<h2 class="screen-reader-text">Post navigation</h2>
<div class="nav-links">{neighbours}</div>
</nav>""",
        )

    # Templates

    def _latest(self) -> list[Story]:
        return sorted(self.site.stories().values(), key=lambda story: story.timestamp, reverse=True)

    def _archive(self, title: str, stories: Sequence[Story], page: int, path: str) -> str | None:
        total = max(1, -(-len(stories) // self.rows))
        if page > total:
            return None
        if not stories:
            return self._page(title, "archive category", _NOTHING)
        posts = "\n".join(self._post(story) for story in stories[(page - 1) * self.rows : page * self.rows])
        head = f'<header class="page-header alignwide">\n<h1 class="page-title">Category: <span>{title}</span></h1></header>\n'
        return self._page(
            (title or self.site.name) + (f" &#8211; Page {page}" if page > 1 else ""),
            f"archive category paged-{page} hfeed" if title else "home blog hfeed",
            f"{head if title else ''}{posts}\n{self._pager(page, total, self._base + path)}",
        )

    def _post(self, story: Story) -> str:
        channel = self.site.channel(story.home)
        number = _number(story)
        intro = escape(story.body[0]) if story.body else ""
        href = story.external or self._base + _href(story)
        return f"""<article id="post-{number}" class="post-{number} post type-post status-publish format-standard hentry category-{channel.key} entry">
<header class="entry-header">
<h2 class="entry-title default-max-width"><a href="{href}">{escape(story.title)}</a></h2></header><!-- .entry-header -->
<div class="entry-content">
<p>　　{intro}&hellip; <a class="more-link" href="{href}">Continue reading</a></p>
</div><!-- .entry-content -->
<footer class="entry-footer default-max-width">
<span class="posted-on">Published {_time(story)}</span>{self._categories(channel)}\t</footer><!-- .entry-footer -->
</article><!-- #post-${{ID}} -->"""

    def _pager(self, page: int, total: int, base: str) -> str:
        if total == 1:
            return ""

        def href(number: int) -> str:
            return f"{base}/page/{number}" if number > 1 else f"{base}/"

        links = []
        if page > 1:
            links.append(
                f'<a class="prev page-numbers" href="{href(page - 1)}"><span class="nav-prev-text">Newer posts</span></a>'
            )
        for number in range(1, total + 1):
            if number == page:
                links.append(f'<span aria-current="page" class="page-numbers current">Page {number}</span>')
            elif number in {1, total}:
                links.append(f'<a class="page-numbers" href="{href(number)}">Page {number}</a>')
            elif number in {page - 1, page + 1}:
                links.append('<span class="page-numbers dots">&hellip;</span>')
        if page < total:
            links.append(
                f'<a class="next page-numbers" href="{href(page + 1)}"><span class="nav-next-text">Older posts</span></a>'
            )
        shown = "\n".join(links)
        return f"""<nav class="navigation pagination" aria-label="Posts">
<h2 class="screen-reader-text">Posts navigation</h2>
<div class="nav-links">{shown}</div>
</nav>"""

    def _categories(self, channel: Channel) -> str:
        link = f'<a href="{self._base}{self.listing_path(channel)}" rel="category tag">{channel.name}</a>'
        return f'<div class="post-taxonomies"><span class="cat-links">Categorized as {link} </span></div>'

    def _crumbs(self, channel: Channel, story: Story) -> str:
        links = " » ".join(
            f'<span><a href="{self._base}{path}">{name}</a></span>' for name, path in self.places(channel)
        )
        return f'<p id="breadcrumbs">{links} » <strong class="breadcrumb_last">{escape(story.title)}</strong></p>'

    def _page(self, title: str, kind: str, content: str) -> str:
        site, base = self.site.name, self._base
        items = "\n".join(
            f'<li class="menu-item"><a href="{base}{path}">{name}</a>{self.menu("") if path == self.news_centre else ""}</li>'
            for name, path in self.navigation()
        )
        recent = "\n".join(
            f'<li><a class="wp-block-latest-posts__post-title" href="{base}{_href(story)}">{escape(story.title)}</a></li>'
            for story in self._latest()[:5]
            if not story.external
        )
        categories = "\n".join(
            f'<li class="cat-item cat-item-{_CATEGORIES[channel.key]}"><a href="{base}{self.listing_path(channel)}">'
            f"{channel.name}</a>\n</li>"
            for channel in self.site.channels
        )
        return f"""<!doctype html>
<html lang="en-US" >
<head>
<meta charset="UTF-8" />
<meta name="viewport" content="width=device-width, initial-scale=1" />
<title>{title if title == site else f"{title} &#8211; {site}"}</title>
<link rel="alternate" type="application/rss+xml" title="{site} &raquo; Feed" href="{base}/feed" />
<link rel='stylesheet' id='twenty-twenty-one-style-css' href='{base}/wp-content/themes/twentytwentyone/style.css?ver=1.7' media='all' />
<meta name="generator" content="WordPress 6.1.9" />
</head>
<body class="{kind} wp-embed-responsive is-light-theme no-js">
<div id="page" class="site">
<header id="masthead" class="site-header has-title-and-tagline has-menu">
<p class="site-title"><a href="{base}/">{site}</a></p>
<nav id="site-navigation" class="primary-navigation" aria-label="Primary menu"><ul id="primary-menu-list" class="menu-wrapper">
{items}
</ul></nav>
</header><!-- #masthead -->
<main id="main" class="site-main">
{content}
</main><!-- #main -->
<aside class="widget-area">
<section class="widget widget_block"><h2>Recent Posts</h2><ul class="wp-block-latest-posts__list wp-block-latest-posts">
{recent}
</ul></section>
<section class="widget widget_block"><h2>Categories</h2><ul class="wp-block-categories-list wp-block-categories">
<li class="cat-item cat-item-2"><a href="{base}{self.news_centre}">{self.site.centre}</a>
</li>
{categories}
</ul></section>
</aside><!-- .widget-area -->
<footer id="colophon" class="site-footer"><div class="powered-by">Proudly powered by <a href="https://wordpress.org/">WordPress</a>.</div></footer>
</div><!-- #page -->
</body>
</html>
"""


_NOTHING = """<section class="no-results not-found">
<header class="page-header alignwide">
<h1 class="page-title">Nothing here</h1>
</header><!-- .page-header -->
<div class="page-content default-max-width">
<p>It seems we can&rsquo;t find what you&rsquo;re looking for. Perhaps searching can help.</p>
</div><!-- .page-content -->
</section><!-- .no-results -->"""


def _time(story: Story) -> str:
    day = story.timestamp
    printed = f"{day:%B} {day.day}, {day.year}"
    return f'<time class="entry-date published updated" datetime="{day.isoformat()}">{printed}</time>'
