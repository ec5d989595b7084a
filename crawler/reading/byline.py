"""Source, author, editor, time and other roles, from the lines around the title and after the body.

Printed beats meta: the meta Author is the editor or a department, and PubDate can be the time at which the page was built.
"""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime

from crawler.items import AuthorFrom, Contributor, TimestampFrom, TimestampPrecision
from crawler.reading.body import Body
from crawler.reading.labels import Credit, credits_of, rest_of
from crawler.reading.lines import byline_of
from crawler.reading.marked import Marked, marked_names
from crawler.reading.names import SURNAMES, correspondents, is_organisation, is_person, named, pen_name, person
from crawler.reading.source import source
from crawler.reading.survey import EDGE, Survey
from crawler.reading.timestamps import CHINA, Timestamp, timestamp, timestamp_before, url_day, url_year
from crawler.reading.title import Title
from crawler.reading.zones import COUNTER, Line, completed, zones

_META_TIMES = (
    "pubdate", "publishdate", "publish_date", "publish-date", "article:published_time", "og:published_time", "published", "pubtime",
    "publishtime", "publish_time", "datepublished", "article:create_at", "weibo:article:create_at", "og:release_date", "releasedate",
    "dc.date", "dc.date.issued", "apub:time", "bytedance:published_time", "firstpublishedtime", "date",
)  # fmt: skip
_BUILD_TIMES = ("others", "maketime", "generatetime", "generator-time", "createtime")
_DATA_TIME = re.compile(r'"(?:datePublished|pubDate)"\s{0,5}:\s{0,5}"([^"]{8,40})"')
_PUBLISHED = re.compile(r"^(?:发布|发表|出版|首发|发稿|刊|时间|日期|公布|公开|信息时间|新闻时间|推送|文章)")
_POSTED = re.compile(r"publish|posted|entry-date|pubdate", re.IGNORECASE)
_SENTENCE = re.compile("[。！？；]")
_TODAY = re.compile(
    r"今天是|今日是|现在是|当前时间|北京时间|当前日期|现在时间|星期[一二三四五六日天]\s{0,3}(?:农历|天气)"
)
_DAY_OF_WEEK = re.compile("星期|周[一二三四五六日]|农历|℃|天气|初[一二三四五六七八九十]")
_ISSUE = re.compile(r"\d\s?版|^(?:[上下前后][一1]?)?版$|\d\s?期|数字报")
# who answers for the text, where 编辑 stands beside it
_RESPONSIBLE = "责任编辑"
_UPDATED = frozenset(("更新", "更新于", "编辑于"))
_NAME = re.compile(rf"[{SURNAMES}][\u3400-\u9fff]{{2}}")
# 唐山市, 马上评, 白皮书 alone in a line
_NO_WRITER = re.compile("[市县区省镇乡州馆图评书会界榜]$")
# who writes beside the author that is named before
_BESIDE = frozenset(("实习记者", "见习记者"))
_WRITER_BEHIND = re.compile(
    r"[\s（(]{1,3}(?:本报|本网)?(?:见习|实习)?记者[\s:：]{0,3}(?P<names>[\u3400-\u9fff][^（()）]{1,30})[）)]?$"
)
_NEAR_BOXES = 3
_LONGEST_FOOT = 80
# 2019 / 12/06 / 14:12, in front of the title or behind it
_PIECES = re.compile(r"(?:19|20)\d\d \d{1,2}[/-]\d{1,2} \d{1,2}:\d\d(?::\d\d)?")
_LONGEST_HEAD = 15
# 来自四川省
_MOST_BESIDE_LINK = 8
# 8/14/2020, 11:26:41 AM: as a script prints it that was not told of a language
_AMERICAN = "%m/%d/%Y, %I:%M:%S %p"
_REST = re.compile(rf"[{EDGE}\s\u00a0\u3000|｜/·,，;；:：>\[\]【】()（）]+")


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


def byline(
    page: Survey, title: Title, body: Body, url: str | None, retrieved_at: datetime | None, hinted: int = -1
) -> Byline:
    """The byline of an article page. hinted: number of the box that a hint names, -1 if none."""
    found = Byline()
    lines = zones(page, title, body)
    if hinted >= 0:
        box = page.boxes[hinted]
        inside = range(box.first, box.last)
        own = [(number, page.blocks[number]) for number in inside if not page.blocks[number].hidden]
        lines = [
            Line(number, 0, block, completed(page, number, credits_of(block), box.last), rest_of(block))
            for number, block in own
        ]
    pieces = _time_in_pieces(page, title.block)
    _read_time(page, title, lines, url, retrieved_at, found, pieces)
    printed = [credit for line in lines for credit in line.credits]
    labelled = {credit.role for credit in printed if credit.value}
    near = [line.number for line in lines if line.place == 0]
    if pieces:
        near.append(pieces[0] - 1)
    marked = {} if {"author", "source"} <= labelled else marked_names(page, near)
    _read_names(page, title.text or "", lines, marked, found)
    if origin := source(page, lines, marked, title.text, found.author):
        found.source, found.evidence["source"] = origin
    _explain_nulls(page, printed, found)
    return found


def _explain_nulls(page: Survey, printed: list[Credit], found: Byline) -> None:
    """For each field that stays empty, what was seen and why it is none: a person asks how that is known."""
    for role, value, meta in (
        ("source", found.source, "contentsource"),
        ("author", found.author, "author"),
        ("editor", found.editor, "editor"),
    ):
        if value is not None:
            continue
        seen = [
            f"{credit.label}：{credit.value[:40]} names none"
            if credit.value
            else f"{credit.label}： is printed without a value"
            for credit in printed
            if credit.role == role
        ]
        if stated := page.metas.get(meta):
            seen.append(f"meta {meta} ({stated[:40]}) is no {role} that the page prints")
        found.evidence[role] = "; ".join(dict.fromkeys(seen)) or "no label, no element and no line names one"


def foot_editor(page: Survey, body: Body) -> tuple[str, str] | None:
    """The editor whom the page's foot names, below lists of links, and the evidence: 编辑：石敏 责编：方小满 审核：林小禾."""
    foot = page.blocks[(body.lines[-1] if body.lines else body.last) + 1 :]
    lines = [line for line in foot if not line.hidden and "编" in line.text and len(line.text) <= _LONGEST_FOOT]
    editors = [
        (credit.label != _RESPONSIBLE, name, f"in the page's foot: {credit.label}：{name}")
        for line in lines
        if byline_of(line)
        for credit in credits_of(line)
        if credit.role == "editor" and (name := editor_name(credit.value))
    ]
    return min(editors, key=lambda candidate: candidate[0])[1:] if editors else None


def _is_banner(page: Survey, title: Title, line: Line) -> bool:
    """Whether a date above the title stands in the page's head, where sites print the day of the visit.

    What belongs to the article stands in a box with the title; the day of a week and the weather are a banner's.
    """
    if any(_ISSUE.search(block.text) for block in page.blocks[max(0, line.number - 2) : line.number + 1]):
        return False  # a paper's day: 下一版 2022年02月13日 星期日 第03版
    if title.block < 0 or _DAY_OF_WEEK.search(line.block.text):
        return True
    inner = [box for box in page.around(page.blocks[title.block].box) if page.boxes[box].tag not in ("body", "html")]
    return not any(box in inner[:_NEAR_BOXES] for box in page.around(line.block.box)[1:])


def _time_in_pieces(page: Survey, title_block: int) -> tuple[int, Timestamp] | None:
    """A time of which year, day and clock are lines of their own, and the number of the first.

    Tencent's pages print it so beside the title, below the account's name: 2019 / 12/06 / 14:12.
    """
    start = max(title_block - _LONGEST_HEAD, 0)
    for number, block in enumerate(page.blocks[start : title_block + _LONGEST_HEAD], start):
        if block.text.isdigit():
            together = " ".join(line.text for line in page.blocks[number : number + 3])
            if _PIECES.fullmatch(together) and (value := timestamp(together.replace(" ", "/", 1))):
                return number, value
    return None


def _read_time(
    page: Survey,
    title: Title,
    lines: list[Line],
    url: str | None,
    retrieved_at: datetime | None,
    found: Byline,
    pieces: tuple[int, Timestamp] | None,
) -> None:
    update = timestamp(page.metas.get("dateupdate", ""))
    year = url_year(url)

    def time_in(text: str) -> Timestamp | None:
        return timestamp(text, retrieved_at, year) or (timestamp_before(text, update.value) if update else None)

    candidates: list[tuple[int, int, Timestamp, str]] = []
    awaited = False  # the line before ends with a document's label without its value
    for order, line in enumerate(lines):
        if candidates and line.place != lines[order - 1].place:
            break  # a time nearer to the title wins
        if line.of_site or _TODAY.search(line.block.text):
            continue
        labelled = False
        of_document = awaited
        for credit in line.credits:
            of_document = of_document or credit.role == "document"
            value = time_in(credit.value) if credit.role == "time" else None
            if value:
                labelled = True
                rank = (0 if _PUBLISHED.match(credit.label) else 2) + (0, 3, 5)[line.place]
                candidates.append((rank, order, value, f"{credit.label}：{credit.value[:40]}"))
        last = line.credits[-1] if line.credits else None
        awaited = last is not None and last.role == "document" and not last.value
        # 2022-01-14 08:30 来源：青泽公安 更新：2022-01-15 09:00
        updated = labelled and all(credit.label in _UPDATED for credit in line.credits if credit.role == "time")
        if (not labelled or updated) and line.place != 2 and not of_document:
            text = " ".join(line.block.parts.split())  # EDGE is white space too
            value = time_in(text)
            if value and _is_date_line(line, text, value) and not (line.place == 1 and _is_banner(page, title, line)):
                linked = line.block.links > len(line.block.text) * 0.7
                candidates.append((1 + linked + (0, 3, 9)[line.place], order, value, line.block.text[:60]))
    candidates += _marked_times(page, lines)
    if pieces and all(value.precision == "day" for _, _, value, _ in candidates):
        candidates.append((-1, 0, pieces[1], f"{pieces[1].value:%Y-%m-%d %H:%M}, in lines of their own"))
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
    if not page.times:
        return []
    places = {line.number: line.place for line in lines}
    found = []
    for order, (stated, mark, number) in enumerate(page.times):
        # hidden words inside a line are a block before it
        while number < len(page.blocks) - 1 and page.blocks[number].hidden:
            number += 1
        place = places.get(number)
        if place is None or (place == 2 and not _POSTED.search(mark)):
            continue
        value = timestamp(stated)
        if value:
            found.append((7 + place, order, value, f"<time datetime={stated}>"))
    return found


def _is_date_line(line: Line, text: str, value: Timestamp) -> bool:
    """Whether an unlabelled date is the line's matter and not part of a sentence or of a link to another article."""
    linked = line.block.links > len(line.block.text) * 0.7 and not any(
        credit.role == "source" for credit in line.credits
    )
    if linked and not (
        line.place == 0 and value.precision != "day" and value.beside(text.strip()) <= _MOST_BESIDE_LINK
    ):
        return False
    other = text[: value.start] + text[value.end :]
    for credit in line.credits:
        other = other.replace(credit.value, "").replace(credit.label, "")
    limit = 60 if line.place == 0 else 24
    return len(_REST.sub("", COUNTER.sub("", other))) <= limit and not _SENTENCE.search(other)


def _stated(text: str) -> Timestamp | None:
    """The time that a meta states."""
    if text.endswith(("AM", "PM")):
        with suppress(ValueError):
            text = datetime.strptime(text, _AMERICAN).replace(tzinfo=CHINA).isoformat()
    return timestamp(text)


def _meta_time(page: Survey) -> tuple[str, Timestamp | None]:
    builds = {
        value.value.replace(second=0)
        for name in _BUILD_TIMES
        if name in page.metas and (value := timestamp(page.metas[name]))
    }
    for name in _META_TIMES:
        if name in page.metas:
            value = _stated(page.metas[name])
            if value and value.value.replace(second=0) not in builds:
                return f"meta {name}", value
    for data in page.data:
        match = _DATA_TIME.search(data)
        if match and (value := timestamp(match[1])):
            return "JSON-LD", value
    return "", None


def _read_names(page: Survey, title: str, lines: list[Line], marked: Marked, found: Byline) -> None:
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
    if found.author is None and (behind := _writer_behind_source(lines)):
        found.author, found.evidence["author"] = behind
        found.author_from = "byline"
    if found.author is None and (alone := _name_alone(lines, title)):
        found.author, found.author_from = alone, "byline"
        found.evidence["author"] = f"between source and date, without a label: {alone}"
    if editors and found.editor is None:
        _, found.editor, found.evidence["editor"] = min(editors, key=lambda candidate: candidate[0])


def _writer_behind_source(lines: list[Line]) -> tuple[str, str] | None:
    """The writer whom a source's value names, and the evidence: 来源：青泽日报（记者 石敏）."""
    for line in lines:
        for credit in line.credits:
            match = _WRITER_BEHIND.search(credit.value) if credit.role == "source" else None
            if match and (name := person(match["names"])):
                return name, f"behind the source: {credit.label}：{credit.value}"
    return None


def _name_alone(lines: list[Line], title: str) -> str | None:
    """A person's name that fills an element of a line with a labelled source and a date, or a line near a labelled source.

    来源：文艺报 | 石小敏 2018年11月09日. The Paper prints the writer below the title.
    """
    near = [line for line in lines if line.place == 0]
    for line in near:
        if any(credit.role == "source" and credit.value for credit in line.credits):
            pieces = [piece.strip(" |｜·\u00a0\u3000") for piece in line.rest.split(EDGE)]
            names = [piece for piece in pieces if _NAME.fullmatch(piece) and is_person(piece)]
            if len(names) == 1 and timestamp(line.rest):
                return names[0]
            beside = [other.block for other in near if abs(other.number - line.number) <= 2]
            alone = [block.text for block in beside if not block.links and _NAME.fullmatch(block.text)]
            if len(alone) == 1 and is_person(alone[0]) and not _NO_WRITER.search(alone[0]) and alone[0] not in title:
                return alone[0]
    return None


def _read_credit(credit: Credit, place: int, found: Byline, editors: list[tuple[int, str, str]]) -> None:
    evidence = f"{('byline', 'above the title', 'after the body')[place]}: {credit.label}：{credit.value}"
    if credit.role == "author" and credit.label in _BESIDE and found.author and (value := person(credit.value)):
        if value not in found.author:
            found.author += f" {value}"
    elif credit.role == "author" and found.author is None:
        # who opens a thread signs with a pen name
        value = named(credit.value) if credit.label == "楼主" else person(credit.value)
        if value is None and credit.label == "作者" and place == 0:
            value = pen_name(credit.value)
        if value:
            found.author, found.author_from = value, "line" if place == 2 else "byline"
            found.evidence["author"] = evidence
        if credit.label != "楼主":
            others = [Contributor("通讯员", name) for name in correspondents(credit.value)]
            found.contributors += [other for other in others if other not in found.contributors]
    elif credit.role == "editor":
        value = editor_name(credit.value)
        if value:
            editors.append((2 * (place == 1) + (credit.label != _RESPONSIBLE), value, evidence))
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
