"""Source, author, editor, time and other roles, from the lines around the title and after the body.

Printed beats meta: the meta Author is the editor or a department, and PubDate can be the time at which the page was built.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import datetime

from crawler.items import AuthorFrom, Contributor, TimestampFrom, TimestampPrecision
from crawler.reading.body import Body
from crawler.reading.labels import Credit, Role, credits_of, rest_of
from crawler.reading.lines import boilerplate, byline_of
from crawler.reading.marked import Marked, marked_names
from crawler.reading.names import is_organisation, named, person
from crawler.reading.survey import EDGE, Block, Survey
from crawler.reading.timestamps import CHINA, Timestamp, timestamp
from crawler.reading.title import Title, key, says

_META_SOURCES = ("contentsource", "source", "mediaid", "copyrightholder", "article:source", "og:source")
_META_TIMES = (
    "pubdate", "publishdate", "publish_date", "publish-date", "article:published_time", "og:published_time", "published", "pubtime",
    "publishtime", "publish_time", "datepublished", "article:create_at", "weibo:article:create_at", "og:release_date", "releasedate",
    "dc.date", "dc.date.issued", "bytedance:published_time", "firstpublishedtime", "date",
)  # fmt: skip
# to find where a relative or yearless time stands, whatever it counts from
ANY_TIME = datetime(2020, 1, 1, tzinfo=CHINA)
_BUILD_TIMES = ("others", "maketime", "generatetime", "generator-time", "createtime")
_DATA_TIME = re.compile(r'"(?:datePublished|pubDate)"\s{0,5}:\s{0,5}"([^"]{8,40})"')
_PUBLISHED = re.compile(r"^(?:发布|发表|发稿|刊|时间|日期|公布|公开|信息时间|新闻时间|推送|文章)")
_POSTED = re.compile(r"publish|posted|entry-date|pubdate", re.IGNORECASE)
# 来源：青泽日报 记者 石敏
_WRITERS = re.compile(r"\s(?:本报|本网)?(?:记者|通讯员|作者|编辑|责编)(?=\s|[:：])")
# 青泽笔记（ID：qingzebiji）: an account of WeChat
_ACCOUNT = re.compile(r"[（(]\s?(?:ID|微信号|微信公众号)\s?[:：][^（()）]{1,40}[）)]?", re.IGNORECASE)
_SENTENCE = re.compile("[。！？；]")
_WHITE = re.compile(r"\s\s{1,998}")
_TODAY = re.compile(
    r"今天是|今日是|现在是|当前时间|北京时间|当前日期|现在时间|星期[一二三四五六日天]\s{0,3}(?:农历|天气)"
)
_LONGEST_FOOT = 80
_COUNTER = re.compile(r"(?:^|\s)\d{1,9}(?=\s|$)|https?://\S{1,200}|www\.\S{1,80}")
_NO_SOURCE = re.compile(r"星期|周[一二三四五六日]|\d次|次$|作者|编辑|阅读|浏览|点击|评论|更新|发布|字号")
_REST = re.compile(rf"[{EDGE}\s\u00a0\u3000|｜/·,，;；:：>\[\]【】()（）]+")
# where a writer's device stood: WeChat and other platforms print it beside the date
_REGION = re.compile(
    "中国|北京|天津|上海|重庆|河北|山西|辽宁|吉林|黑龙江|江苏|浙江|安徽|福建|江西|山东|河南|湖北|湖南|广东|海南|四川|贵州|云南|陕西|甘肃|青海|内蒙古|"
    "广西|西藏|宁夏|新疆|香港|澳门|台湾"
)
_SOURCE_LIKE = re.compile(r"[\u4e00-\u9fffA-Za-z·《》“”\"\[\]0-9]{2,30}")


@dataclass(slots=True)
class Byline:
    """What the lines around an article say of it; absent is None."""

    source: str | None = None
    author: str | None = None
    author_from: AuthorFrom | None = None
    editor: str | None = None
    timestamp: datetime | None = None
    timestamp_precision: TimestampPrecision | None = None
    timestamp_from: TimestampFrom | None = None
    contributors: list[Contributor] = field(default_factory=list)
    evidence: dict[str, str] = field(default_factory=dict)
    lines: set[int] = field(default_factory=set)


@dataclass(slots=True)
class Line:
    """A line of the byline's zones. place: 0 between title and body, 1 above the title, 2 after the body."""

    number: int
    place: int
    block: Block
    credits: list[Credit]
    rest: str


def byline(
    page: Survey, title: Title, body: Body, url: str | None, retrieved_at: datetime | None, hinted: int = -1
) -> Byline:
    """The byline of an article page. hinted: number of the box that a hint names, -1 if none."""
    found = Byline()
    lines = _zones(page, title, body)
    if hinted >= 0:
        box = page.boxes[hinted]
        inside = range(box.first, box.last)
        own = [(number, page.blocks[number]) for number in inside if not page.blocks[number].hidden]
        lines = [
            Line(number, 0, block, _completed(page, number, credits_of(block), box.last), rest_of(block))
            for number, block in own
        ]
    _read_time(page, lines, url, retrieved_at, found)
    labelled = {credit.role for line in lines for credit in line.credits if credit.value}
    near = [line.number for line in lines if line.place == 0]
    marked = {} if {"author", "source"} <= labelled else marked_names(page, near)
    _read_names(page, lines, marked, found)
    _read_source(page, lines, marked, found)
    return found


def _zones(page: Survey, title: Title, body: Body) -> list[Line]:
    """The lines around the title, and those after the last paragraph."""
    blocks = page.blocks
    title_block, title_key = title.block, key(title.text or "")
    first = body.lines[0] if body.lines else body.last
    last = body.lines[-1] if body.lines else max(title_block, body.first - 1)
    if not body.lines and title_block >= 0:
        first = last = min(title_block + 12, len(blocks))
    top = title_block if title_block >= 0 else max(first - 12, 0)
    zones = [(number, 0) for number in range(max(top, 0), min(first, top + 60))]
    zones += [(number, 1) for number in range(top - 1, max(top - 5, -1), -1)]
    zones += [(number, 2) for number in range(last + 1, min(last + 25, len(blocks)))]
    lines = []
    for number, place in zones:
        block = blocks[number]
        if block.hidden or len(block.text) > 400:
            continue
        # a date in the title is none of publication
        if place == 0 and len(block.text) <= 2 * len(title.text or "") and says(block.text, title_key):
            continue
        if place == 2 and block.links > len(block.text) * 0.8 and len(block.text) > 12:
            continue
        found, rest = credits_of(block), rest_of(block)
        limit = (first, top, len(blocks))[place]
        lines.append(Line(number, place, block, _completed(page, number, found, limit), rest))
    return lines


def _completed(page: Survey, number: int, found: list[Credit], limit: int) -> list[Credit]:
    """The credits of a line; the value of a label that ends the line may be the next line: 发布时间： / 2022-05-09 06:20."""
    if not found or found[-1].value or found[-1].role in ("noise", "document"):
        return found
    last = found[-1]
    for following in range(number + 1, min(number + 3, limit)):
        block = page.blocks[following]
        if block.hidden:
            continue
        if (
            block.heading
            or len(block.text) > 30
            or credits_of(block)
            or re.search("[。！？，；]", block.text)
            or (timestamp(block.text, ANY_TIME) is None) == (last.role == "time")
            or (last.role != "time" and boilerplate(block.text))
        ):
            return found
        return [*found[:-1], Credit(last.role, last.label, block.text.replace("\u00a0", " "), last.start, last.end)]
    return found


def _read_time(page: Survey, lines: list[Line], url: str | None, retrieved_at: datetime | None, found: Byline) -> None:
    year = _url_year(url)
    candidates: list[tuple[int, int, Timestamp, str]] = []
    before: list[Credit] = []
    for order, line in enumerate(lines):
        if _TODAY.search(line.block.text):
            continue
        labelled = False
        of_document = any(credit.role == "document" for credit in before)
        for credit in line.credits:
            of_document = of_document or credit.role == "document"
            value = timestamp(credit.value, retrieved_at, year) if credit.role == "time" else None
            if value:
                labelled = True
                rank = (0 if _PUBLISHED.match(credit.label) else 2) + (0, 3, 5)[line.place]
                candidates.append((rank, order, value, f"{credit.label}：{credit.value[:40]}"))
        before = line.credits[-1:] if line.credits and not line.credits[-1].value else []
        if not labelled and line.place != 2 and not of_document:
            text = _WHITE.sub(" ", line.block.parts.replace(EDGE, " "))
            value = timestamp(text, retrieved_at, year)
            if value and _is_date_line(line, text, value):
                candidates.append((1 + (0, 3, 9)[line.place], order, value, line.block.text[:60]))
    candidates += _marked_times(page, lines)
    printed = min(candidates, key=lambda candidate: candidate[:2], default=None)
    meta_name, meta = _meta_time(page)
    if printed:
        value, evidence = printed[2], f"byline: {printed[3]}"
        found.timestamp, found.timestamp_precision, found.timestamp_from = value.value, value.precision, "byline"
        if meta and value.precision == "day" and meta.precision != "day" and meta.value.date() == value.value.date():
            found.timestamp, found.timestamp_precision, found.timestamp_from = meta.value, meta.precision, "byline+meta"
            evidence += f"; clock from {meta_name} of the same day"
        elif meta and meta.value.date() != value.value.date():
            evidence += f"; {meta_name} says {meta.value:%Y-%m-%d}, but printed beats meta"
        found.evidence["timestamp"] = evidence
    elif meta:
        found.timestamp, found.timestamp_precision, found.timestamp_from = meta.value, meta.precision, "meta"
        found.evidence["timestamp"] = f"{meta_name}; the page prints none"
    else:
        value_of_url = url_day(url)
        if value_of_url:
            found.timestamp, found.timestamp_precision, found.timestamp_from = value_of_url, "day", "url"
            found.evidence["timestamp"] = f"the day in the address {url}"


def _marked_times(page: Survey, lines: list[Line]) -> list[tuple[int, int, Timestamp, str]]:
    """Times that ``<time datetime=…>`` states (HTML, 4.5.14): WordPress prints them in the theme's language."""
    places = {line.number: line.place for line in lines}
    found = []
    for order, (stated, mark, number) in enumerate(page.times):
        place = places.get(number)
        if place is None or (place == 2 and not _POSTED.search(mark)):
            continue
        value = timestamp(stated)
        if value:
            found.append((7 + place, order, value, f"<time datetime={stated}>"))
    return found


def _is_date_line(line: Line, text: str, value: Timestamp) -> bool:
    """Whether an unlabelled date is the line's matter and not part of a sentence or of a link to another article."""
    if line.block.links > len(line.block.text) * 0.7:
        return False
    other = text[: value.start] + text[value.end :]
    for credit in line.credits:
        other = other.replace(credit.value, "").replace(credit.label, "")
    limit = 60 if line.place == 0 else 24
    return len(_REST.sub("", _COUNTER.sub("", other))) <= limit and not _SENTENCE.search(other)


def _meta_time(page: Survey) -> tuple[str, Timestamp | None]:
    builds = {
        value.value.replace(second=0)
        for name in _BUILD_TIMES
        if name in page.metas and (value := timestamp(page.metas[name]))
    }
    for name in _META_TIMES:
        if name in page.metas:
            value = timestamp(page.metas[name])
            if value and value.value.replace(second=0) not in builds:
                return f"meta {name}", value
    for data in page.data:
        match = _DATA_TIME.search(data)
        if match and (value := timestamp(match[1])):
            return "JSON-LD", value
    return "", None


_URL_DAY = re.compile(
    r"/t?(?P<y1>20\d\d|19\d\d)(?P<m1>0[1-9]|1[0-2])(?P<d1>0[1-9]|[12]\d|3[01])(?=[/_.-]|$)"
    r"|/(?P<y2>20\d\d|19\d\d)[-/_](?P<m2>1[0-2]|0?[1-9])[-/_](?P<d2>3[01]|[12]\d|0?[1-9])(?=/|_|$)"
    r"|/(?P<y3>20\d\d|19\d\d)(?:[-/](?=\d\d(?:/|\d\d/)))?(?P<m3>0[1-9]|1[0-2])/(?P<d3>0[1-9]|[12]\d|3[01])(?=/)"
    r"|/(?P<y4>20\d\d)/(?P<m4>0[1-9]|1[0-2])(?P<d4>0[1-9]|[12]\d|3[01])/"
)


def url_day(url: str | None) -> datetime | None:
    """The day in an article's address, the last resort: ``/2022/1/14/``, ``/202201/t20220114_123.html``.

    >>> url_day("http://a.example/xwzx/202201/t20220114_123.html").isoformat()
    '2022-01-14T00:00:00+08:00'
    """
    match = _URL_DAY.search(url or "")
    if not match:
        return None
    year, month, day = (
        next(value for name, value in match.groupdict().items() if name[0] == part and value) for part in "ymd"
    )
    value = timestamp(f"{year}-{month}-{day}")
    return value.value if value else None


def _url_year(url: str | None) -> int | None:
    day = url_day(url)
    if day:
        return day.year
    match = re.search(r"/(20\d\d)(?:\d\d)?(?=[/-])", url or "")
    return int(match[1]) if match else None


def _read_source(page: Survey, lines: list[Line], marked: Marked, found: Byline) -> None:
    order: list[tuple[int, str, str]] = []
    for line in lines:
        for credit in line.credits:
            if credit.role == "source" and (value := named_source(credit.value)):
                order.append((line.place, value, f"{credit.label}：{value}"))
    printed = min(order, key=lambda candidate: candidate[0], default=None)
    if printed:
        found.source, found.evidence["source"] = printed[1], f"byline: {printed[2]}"
        return
    near = [line for line in lines if line.place == 0]
    name, evidence = marked.get("source", ("", ""))
    if name and (value := named_source(name)):
        found.source, found.evidence["source"] = value, evidence
        return
    if not any(credit.role == "source" for line in near for credit in line.credits):
        for line in near:
            value = _unlabelled_source(line)
            if value and value != found.author:
                found.source, found.evidence["source"] = (
                    value,
                    f"beside the date, without a label: {line.block.text[:60]}",
                )
                return
    for line in lines:
        for credit in line.credits:
            # who sent the text in is the source where none is named
            if (
                credit.label.startswith(("供稿", "来稿", "投稿"))
                and is_organisation(credit.value)
                and (value := named_source(credit.value))
            ):
                found.source, found.evidence["source"] = value, f"byline: {credit.label}：{value}"
                return
    for name in _META_SOURCES:
        if name in page.metas and (value := named_source(page.metas[name])):
            found.source, found.evidence["source"] = value, f"meta {name}; the page prints none"
            return


def named_source(value: str) -> str | None:
    """A source's value as printed, None for a default, a sentence or something that is no name."""
    value = _ACCOUNT.sub("", re.sub(r"\s+", " ", value)).strip(" \u00a0\u3000,，;；、|｜-—•")
    value = _WRITERS.split(value, maxsplit=1)[0]
    date = timestamp(value, ANY_TIME)
    if date:
        value = value[: date.start].rstrip(" (（[【•·|")
    if len(value) > 60 or _SENTENCE.search(value) or boilerplate(value, 0):
        return None
    return named(value)


def _unlabelled_source(line: Line) -> str | None:
    """A name beside the date that has no label: 广西日报 2024-10-17 08:03."""
    text = line.rest if line.credits else line.block.parts
    date = timestamp(line.block.parts.replace(EDGE, " "), ANY_TIME)
    if date is None or len(line.block.text) > 120:
        return None
    own = timestamp(text.replace(EDGE, " "), ANY_TIME)
    pieces = [text[: own.start], text[own.end :]] if own else [text]
    words = []
    for piece in pieces:
        for part in re.split(rf"[{EDGE}|｜\u3000\u00a0\s]+", _COUNTER.sub(" ", piece)):
            word = part.strip(" ()（）[【】,，:：-—·•")
            if (
                _SOURCE_LIKE.fullmatch(word)
                and named(word)
                and re.search("[\u4e00-\u9fff]", word)
                and not boilerplate(word)
                and not _NO_SOURCE.search(word)
                and not _REGION.fullmatch(word)
            ):
                words.append(word)
    # several names without a label are writers as well as a source
    return words[0] if len(words) == 1 else next((word for word in words if is_organisation(word)), None)


def _read_names(page: Survey, lines: list[Line], marked: Marked, found: Byline) -> None:
    editors: list[tuple[int, str, str]] = []
    for line in lines:
        for credit in line.credits:
            _read_credit(credit, line.place, found, editors)
    if found.author is None:
        numbers = {line.number for line in lines}
        writers = [link[0] for link in page.links if link[1] in numbers and link[0].get("rel") == "author"]
        names = [person(element.text or "") for element in writers]
        found.author = next((name for name in names if name), None)
        if found.author:
            found.author_from, found.evidence["author"] = "byline", '<a rel="author">'
    if found.author is None and "author" in marked:
        found.author, found.evidence["author"] = marked["author"]
        found.author_from = "byline"
    editors = editors or _far_editors(page, lines)
    if editors and found.editor is None:
        _, found.editor, found.evidence["editor"] = min(editors, key=lambda candidate: candidate[0])


def _far_editors(page: Survey, lines: list[Line]) -> list[tuple[int, str, str]]:
    """Editors whom the page's foot names, below lists of links: 编辑：石敏 责编：方小满 审核：林小禾."""
    last = max((line.number for line in lines if line.place == 2), default=len(page.blocks))
    editors: list[tuple[int, str, str]] = []
    for block in page.blocks[last + 1 :]:
        if not block.hidden and "编" in block.text and len(block.text) <= _LONGEST_FOOT and byline_of(block):
            for credit in credits_of(block):
                _read_credit(credit, 2, Byline(), editors)
    return editors


def _read_credit(credit: Credit, place: int, found: Byline, editors: list[tuple[int, str, str]]) -> None:
    evidence = f"{('byline', 'above the title', 'after the body')[place]}: {credit.label}：{credit.value}"
    if credit.role == "author" and found.author is None:
        value = person(credit.value)
        if value:
            found.author, found.author_from = value, "line" if place == 2 else "byline"
            found.evidence["author"] = evidence
    elif credit.role == "editor":
        value = editor_name(credit.value)
        if value:
            editors.append((place == 1, value, evidence))
    elif credit.role == "contributor":
        value = _contributor(credit.value)
        if value and not any(other.role == credit.label and other.name == value for other in found.contributors):
            found.contributors.append(Contributor(credit.label, value))


def _contributor(value: str) -> str | None:
    """A contributor's name as printed: a person or a body; 图：民警在巡逻 names neither."""
    return person(value) or (named(value) if len(value) <= 24 and is_organisation(value) else None)


def editor_name(value: str) -> str | None:
    """The value of an editor's label as printed, without staff codes; None for a default, a department or a sentence.

    >>> editor_name("石敏"), editor_name("admin"), editor_name("张三 A012"), editor_name("宣传部")
    ('石敏', None, '张三', None)
    """
    if len(value) > 40 or _SENTENCE.search(value):
        return None
    name = person(value)
    if name:
        return name
    name = named(value)
    return None if name is None or is_organisation(name) or len(name) > 20 else name


ROLE_REASONS: dict[Role, str] = {"editor": "editor", "contributor": "contributor"}
