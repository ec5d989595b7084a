"""Pictures, films and files of an article."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from operator import itemgetter
from urllib.parse import unquote, urljoin

from lxml.etree import _Element

from crawler.items import Attachment, Image
from crawler.reading.body import Body
from crawler.reading.survey import Medium, Survey, folded, text_in

# where a picture's address stands, the last resort last: a script loads the others in its place
_SOURCES = (
    b"zoomfile", b"file", b"data-lazy-src", b"original", b"_src", b"data-url", b"data-original", b"data-src", b"src",
)  # fmt: skip
# a part of a picture's address in lower case, with one of these signs before it
_ORNAMENT = re.compile(
    r"[/_.-](?:(?:icons?|ico|logo|spacer|blank|loading|share|qrcode|ewm|erweima|weixin|wechat|print|btn|button|arrow|dot|bullet|line|bg|avatar|gongan|beian|"
    r"sprite|pixel|transparent|xxgk|filetype|icon_\w{2,5})\d{0,3}(?:[/_.-]|$)|(?<=/)(?:fileico|filetypeimages|icon|icons|sysimage|file)/|(?<=data:image/)(?:gif|svg))"
)
# what an upload writes into alt: the file's name
_NO_CAPTION = re.compile(r"\.(?:jpe?g|png|gif|bmp|webp)$|^[\x00-\x7f]{0,80}$|^(?:图片|图像)$", re.IGNORECASE)
# this and _DOWNLOAD are asked of lower case
_FILE = re.compile(r"\.(?:docx?|xlsx?|pptx?|pdf|zip|rar|wps|et|dps|txt|ofd|7z|csv|tif)(?:$|[?#&])")
# a viewer names the file that it shows: /pdfjs/web/viewer.html?file=/upload/a.pdf
_VIEWED = re.compile(r"[?&](?:file|url|src|pdf)=([^&#]{1,1000})", re.IGNORECASE)
# of one of a page's links
_BLOCK = itemgetter(1)
_BREAKS = re.compile(r"[\t\r\n]")
_SIZE = re.compile(r"\s{0,5}(\d{1,5})")
_DOWNLOAD = re.compile(r"down(?:load|file)|attach|file(?:id)?=")
_FILM = re.compile(r"\.(?:mp4|flv|m3u8|webm|mov|wmv|avi|swf)(?:$|[?#&])|player|video|v\.qq\.com|vod", re.IGNORECASE)


def address(base: str | None, href: str) -> str | None:
    """The absolute address of a reference in a page, None if it leads nowhere on the web.

    >>> address("http://a.example/b/c.html", "./W02.jpg")
    'http://a.example/b/W02.jpg'
    """
    href = _BREAKS.sub("", href).strip()
    if not href or len(href) > 2000 or href.startswith(("javascript:", "data:", "#", "mailto:", "about:", "file:")):
        return None
    try:
        absolute = urljoin(base or "", href)
    except ValueError:
        return None
    return absolute if absolute.startswith(("http://", "https://")) or base is None else None


@dataclass(frozen=True, slots=True)
class Reach:
    """Where the article's pictures and files stand: between two blocks, inside one box, in no foreign box of it.

    files_last: files may be listed below the text.
    """

    first: int
    last: int
    files_last: int
    box: int
    foreign: Mapping[int, str]

    def holds(self, page: Survey, medium: Medium, last: int) -> bool:
        """Whether a medium stands in it and is shown."""
        if medium.hidden or not self.first <= medium.block <= last:
            return False
        if self.box == 0 and not self.foreign:
            return True  # most pages
        inside, number = False, medium.box
        while number >= 0:
            if number in self.foreign:
                return False
            inside = inside or number == self.box
            number = page.boxes[number].parent
        return inside


def media_reach(page: Survey, body: Body, title_block: int) -> Reach:
    """The reach of an article: its text and what stands inside it, or where there is no text, the box of the title."""
    end = len(page.blocks)
    if body.lines:
        first = max(title_block + 1, min(body.first, body.lines[0]))
        return Reach(first, body.lines[-1] + 1, min(body.lines[-1] + 12, end), 0, body.foreign)
    if title_block < 0:
        return Reach(0, -1, -1, 0, body.foreign)
    for number in page.around(page.blocks[title_block].box):
        box = page.boxes[number]
        reach = Reach(title_block + 1, box.last, box.last, number, body.foreign)
        if images(page, reach, None) or has_film(page, reach) or attachments(page, reach, None):
            return reach
    return Reach(title_block + 1, end, end, 0, body.foreign)


def images(page: Survey, reach: Reach, base: str | None) -> list[tuple[Image, int]]:
    """The article's pictures, without ornaments, each with the number of the block that follows it."""
    found: list[tuple[Image, int]] = []
    seen: set[str] = set()
    for medium in page.media:
        if medium.tag != "img" or not reach.holds(page, medium, reach.last):
            continue
        source = next(filter(None, map(medium.element.get, _SOURCES)), None)
        if not source or _ORNAMENT.search(f"_{source[-200:].lower()}") or _is_small(medium.element):
            continue
        url = address(base, source)
        if url and url not in seen:
            seen.add(url)
            caption = folded(medium.element.get(b"alt") or medium.element.get(b"title") or "")
            found.append((Image(url, caption if caption and not _NO_CAPTION.search(caption) else None), medium.block))
    return found


def _is_small(element: _Element) -> bool:
    """Whether a picture's stated size is that of an icon."""
    for name in (b"width", b"height"):
        size = element.get(name)
        stated = _SIZE.match(size) if size else None
        if stated and int(stated[1]) < 40:
            return True
    return False


def has_film(page: Survey, reach: Reach) -> bool:
    """Whether a film or a player is part of the article."""
    for medium in page.media:
        if medium.tag in ("video", "embed", "iframe", "object", "source", "audio") and reach.holds(
            page, medium, reach.last
        ):
            sources = (medium.element.get(name) or "" for name in (b"src", b"data", b"data-src"))
            if medium.tag == "video" or any(_FILM.search(source.strip()[:2000]) for source in sources):
                return True
    return False


def _leads_to_file(element: _Element, href: str, line: str) -> bool:
    """Whether a link's address or, for a download script, its text or the word before it names a file.

    VSB prints 附件【公告.docx】 or 附件【公告】 and links ``/system/_content/download.jsp?wbfileid=77``.
    """
    href = href[:2000].lower()
    if _FILE.search(href):
        return True
    if not ("down" in href or "attach" in href or "file" in href):
        return False  # most links
    if _DOWNLOAD.search(href) is None:
        return False
    return line.startswith("附件") or _FILE.search(text_in(element).strip().lower()) is not None


def attachments(page: Survey, reach: Reach, base: str | None) -> list[Attachment]:
    """The files that the article links, then those that it shows in a frame."""
    found: list[Attachment] = []
    seen: set[str] = set()
    start = bisect_left(page.links, reach.first, key=_BLOCK)
    end = bisect_right(page.links, reach.files_last, start, key=_BLOCK)
    for element, block, box, hidden in page.links[start:end]:
        href = element.get(b"href")
        if (
            not href
            or not _leads_to_file(element, href, page.blocks[block].text if block < len(page.blocks) else "")
            or not reach.holds(page, Medium(element, "a", block, box, hidden), reach.files_last)
        ):
            continue
        url = address(base, href)
        if url and url not in seen:
            seen.add(url)
            name = folded(text_in(element)) or folded(element.get("title") or "")
            found.append(Attachment(url, name.replace("\u00a0", " ") or None))
    for medium in page.media:
        if medium.tag in ("iframe", "embed", "object") and reach.holds(page, medium, reach.files_last):
            url = shown_file(medium.element, base)
            if url and url not in seen:
                seen.add(url)
                found.append(Attachment(url, folded(medium.element.get("title") or "") or None))
    return found


def shown_file(frame: _Element, base: str | None) -> str | None:
    """The address of the file that a frame shows, by itself or in a viewer; None where it shows none.

    frame: ``<iframe>``, ``<embed>`` or ``<object>``. base: what addresses of the page are relative to.
    """
    source = next(filter(None, map(frame.get, (b"src", b"data", b"data-src"))), "").partition("#")[0]
    url = address(base, source)
    if url is None or _FILE.search(url.lower()) is None:
        return url if frame.get("type") == "application/pdf" else None
    viewed = _VIEWED.search(url)
    # what a viewer is told is relative to the viewer
    return address(url if base else None, unquote(viewed[1])) if viewed else url
