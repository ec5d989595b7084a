"""One row of a listing: its title, its date and its marks, out of the piece of page that belongs to it."""

from __future__ import annotations

import re
from calendar import isleap
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from itertools import islice, pairwise
from typing import NamedTuple
from urllib.parse import urlsplit

from lxml.etree import _Element

from crawler.cms.listing import Row
from crawler.cms.page import ListPage, classes, folded
from crawler.reading.timestamps import timestamp

_CUT = re.compile(r"[\s.…·]{0,3}(?:…|\.{2,6})$")
_BULLET = re.compile(r"^[\s·•◆■▪●○◇►▶▸☆★›»>-]+")
_PINNED_PREFIX = re.compile(r"^[\[【(（\s]{0,3}(?:置顶|顶置|顶)[\]】)）:：\s]{1,3}|^置顶")
_PINNED_PICTURE = re.compile(r"(?:^|[/_-])(?:top|ding|zd|zhiding|istop)\d?\.(?:gif|png|jpe?g|svg)$", re.IGNORECASE)
_PINNED_CLASSES = frozenset({"istop", "zhiding", "sticky", "stick", "totop", "settop"})
# <a title="标题：云南…&#10;发布时间：2022/1/14">, as ASP.NET templates write it
_TITLE_LABEL = re.compile(r"^(?:标题|文章标题|新闻标题)\s{0,3}[:：]\s{0,3}")
_QUOTES = str.maketrans("", "", " \t\r\n\u3000\xa0\u200b\"'“”‘’")

_DATE_HINT = re.compile(r"\d\s{0,3}[-/.年月]\s{0,3}\d|\d{8}|前|昨|今天|刚刚")
_DATE_LABEL = re.compile(r"(?:发布|发表|更新|录入|添加|日期|时间)[^\d]{0,8}$")
_DATE_FURNITURE = re.compile(
    r"(?:发布|发表|更新|录入|添加|发文)?(?:日期|时间|于)?|[\s\[\]【】()（）:：|｜/,，.·•日T-]+|星期[一二三四五六日天]"
)
_TRAILING_DATE = re.compile(r"(?:\s+|[\[(（【])((?:19|20)\d\d[-/.年]\d{1,2}[-/.月]\d{1,2}日?)[\])）】]?$")
# a day in a box of its own: <em>14</em><span>2022-01</span>, <b>01-14</b><i>2022</i>
_DAY_BOX = re.compile(
    r"^(\d{1,2})\s{0,2}日?[\s/|]{0,3}((?:19|20)\d\d)\s{0,2}[-/.年]\s{0,2}(\d{1,2})\s{0,2}月?$"
    r"|^(\d{1,2})\s{0,2}[-/.月]\s{0,2}(\d{1,2})\s{0,2}日?[\s/|]{0,3}((?:19|20)\d\d)年?$"
)
_URL_YEAR = re.compile(r"[/_t-]((?:19|20)\d\d)(?:[-/_]?(?:0?[1-9]|1[0-2])(?!\d{5,})|[-/_])")
# 11-24 · 11月24日
_YEARLESS = re.compile(r"\d{1,2}(?:\s?月|[-/]\d\d(?![\d./-]))")
_PIECE_LIMIT = 200
_MOST_MARKS = 40
# a listing of a year or a month: /archive/2025/, /jwyw/2025-09/index_2.html, ?year=2025
_LISTING_YEAR = re.compile(
    r"/(?:archives?|years?|months?)/((?:19|20)\d\d)(?![^/.])"
    r"|/((?:19|20)\d\d)[-_/]?(?:0[1-9]|1[0-2])/(?:\w{1,20}\.\w{2,6})?(?:$|\?)"
    r"|[?&](?:year|nian|nf)=((?:19|20)\d\d)(?!\d)",
    re.IGNORECASE,
)
#: Days of one listing are out of order by less; a later one below an earlier one is of the year before.
_OUT_OF_ORDER = timedelta(days=31)
#: So many rows in order show that the newest stands first; fewer may be kept on top without a mark.
_ROWS_IN_ORDER = 3


def row_title(page: ListPage, element: _Element) -> str:
    """The title that a row's link shows, in full: ``@title`` where the text is cut, ``@alt`` where it is a picture."""
    # <a>…<span>2022-01-14</span></a>: an element that is a date; a day in the title's own text stays
    parts = [(folded(text), holder is element) for text, holder in page.pieces(element)]
    parts = [(text, own) for text, own in parts if text and (own or not _is_date(text))]
    pieces = _without_day_box(parts)
    joined = folded(" ".join(pieces) if _latin_edges(pieces) else "".join(pieces))
    text = _PINNED_PREFIX.sub("", _BULLET.sub("", joined)).strip()
    text = _TRAILING_DATE.sub("", text) or text
    printed = folded(
        (element.get("title") or "").strip().splitlines()[0] if (element.get("title") or "").strip() else ""
    )
    printed = _TITLE_LABEL.sub("", printed)
    if not text:
        picture = next((image.get("alt") or image.get("title") for image in element.iter("img")), None)
        return printed or folded(picture or "")
    start = _CUT.sub("", text).translate(_QUOTES)
    if printed and start and len(printed) > len(start) and printed.translate(_QUOTES).startswith(start):
        return printed
    return text


def _without_day_box(parts: list[tuple[str, bool]]) -> list[str]:
    """The pieces without a day that is printed in two boxes inside the link: ``<em>14</em><span>2022-01</span>``."""
    for index, ((one, own), (other, other_own)) in enumerate(pairwise(parts)):
        if not own and not other_own and len(one) + len(other) <= 12 and _DAY_BOX.match(f"{one} {other}"):
            parts = parts[:index] + parts[index + 2 :]
            break
    return [text for text, _ in parts]


def _latin_edges(pieces: list[str]) -> bool:
    """Whether two pieces meet in Latin letters, where joining them without a space would make one word of two."""
    return any(
        before[-1:].isascii() and before[-1:].isalnum() and after[:1].isascii() and after[:1].isalnum()
        for before, after in pairwise(pieces)
    )


def _is_date(text: str) -> bool:
    if len(text) > 40 or not _DATE_HINT.search(text):
        return False
    found = timestamp(text, datetime.fromisoformat("2020-01-01T00:00:00+08:00"))
    if found is None:
        return False
    return not _DATE_FURNITURE.sub("", text[: found.start] + text[found.end :])


class RowDate(NamedTuple):
    """A row's day. printed: whether it prints one at all (a relative or yearless day may stay unknown).

    yearless: the year was counted back from the day the page was retrieved.
    """

    day: date | None = None
    printed: bool = False
    yearless: bool = False


def row_date(page: ListPage, pieces: Iterable[str], url: str) -> RowDate:
    """The day that a row prints.

    A piece of text that is a date and nothing else wins over a labelled one, that over a short one with a date in it;
    a date inside a summary is none of the row.
    """
    best: tuple[int, RowDate] | None = None
    kept: list[str] = []
    for piece in pieces:
        text = folded(piece[:_PIECE_LIMIT])
        if not text:
            continue
        kept.append(text)
        rank, day = _ranked_date(page, text, url)
        if rank is not None and (best is None or rank < best[0]):
            best = rank, day
            if rank == 0:
                break
    if best is None or best[0] > 0:
        boxed = _boxed(kept)
        if boxed is not None:
            return RowDate(boxed, printed=True)
    return best[1] if best else RowDate()


def _ranked_date(page: ListPage, text: str, url: str) -> tuple[int | None, RowDate]:
    if not _DATE_HINT.search(text):
        return None, RowDate()
    year = url_year(url) or _listing_year(page.url)
    found = timestamp(text, page.retrieved_at, year)
    yearless = found is not None and year is None and _YEARLESS.match(text, found.start) is not None
    day = RowDate(found.value.date() if found else None, printed=True, yearless=yearless)
    if found is None:
        # a yearless or relative day, with nothing to count it from
        found = timestamp(text, datetime.fromisoformat("2020-01-01T00:00:00+08:00"))
        if found is None:
            return None, RowDate()
    rest = _DATE_FURNITURE.sub("", text[: found.start] + text[found.end :])
    if not rest:
        return 0, day
    if _DATE_LABEL.search(text[: found.start]):
        return 1, day
    return (2, day) if len(text) <= 40 else (None, RowDate())


def _boxed(pieces: list[str]) -> date | None:
    short = [piece for piece in pieces if len(piece) <= 10 and piece[:1].isdigit()]
    for one, other in pairwise(short):
        match = _DAY_BOX.match(f"{one} {other}")
        if match:
            year, month, day = (match[2], match[3], match[1]) if match[2] else (match[6], match[4], match[5])
            try:
                return date(int(year), int(month), int(day))
            except ValueError:
                return None
    return None


def url_year(url: str) -> int | None:
    """The year in an article's URL: ``/202201/t20220114_1.html``, ``/2022-01/14/``.

    >>> url_year("http://www.ga.example.cn/jwyw/202201/t20220114_1.html")
    2022
    """
    match = _URL_YEAR.search(urlsplit(url).path)
    return int(match[1]) if match else None


def _listing_year(url: str) -> int | None:
    match = _LISTING_YEAR.search(url)
    return int(match[1] or match[2] or match[3]) if match else None


def in_their_years(rows: Sequence[Row]) -> tuple[Row, ...]:
    """The rows, where below three from the newest down a yearless day later than the row above is of the year before.

    On 2022-11-25 ``12-20, 12-10, 12-01, 11-24`` counts back to three days of 2021 and one of 2022.
    """
    told: list[Row] = []
    above: date | None = None
    in_order = 0
    for row in rows:
        if row.date is None or row.pinned:
            told.append(row)
            continue
        day = row.date
        if above is not None and row.yearless and in_order >= _ROWS_IN_ORDER:
            day = _not_after(day, above)
        in_order = in_order + 1 if above is None or day <= above else 1
        above = day
        told.append(replace(row, date=day))
    return tuple(told)


def _not_after(day: date, above: date) -> date:
    """The day in the last year in which it is not long after the one above; itself where no year near has it."""
    for year in range(day.year, above.year - 2, -1):
        if (day.month, day.day) != (2, 29) or isleap(year):
            moved = day.replace(year=year)
            if moved - above <= _OUT_OF_ORDER:
                return moved
    return day


def is_pinned(page: ListPage, record: _Element, element: _Element) -> bool:
    """Whether the row says that it is kept on top: 置顶, [顶], or the picture for it."""
    if classes(record) & _PINNED_CLASSES:
        return True
    marks = list(islice(record.iter("span", "i", "em", "b", "font", "img", "label"), _MOST_MARKS))
    for node in marks:
        if node.tag == "img":
            source = (node.get("src") or "").split("?")[0][-200:]
            words = (node.get("alt") or "") + (node.get("title") or "")
            if _PINNED_PICTURE.search(source) or "置顶" in words or words == "顶":
                return True
        elif classes(node) & _PINNED_CLASSES:
            return True
    first = islice(page.pieces(record), _MOST_MARKS)
    before = folded("".join(text for text, holder in first if holder is record)[:80])
    text = page.visible_text(element)
    if _PINNED_PREFIX.match(text) or _PINNED_PREFIX.match(before + " "):
        return True
    labels = {folded(node.text or "").strip("[]【】()（） ") for node in marks}
    return bool(labels & {"置顶", "顶"})
