"""An article's source: labelled, named by its element, beside the date, or in a meta."""

from __future__ import annotations

import re
from itertools import pairwise

from crawler.reading.lines import boilerplate
from crawler.reading.marked import Marked
from crawler.reading.names import is_organisation, is_person, named
from crawler.reading.survey import EDGE, Survey, folded, text_in
from crawler.reading.timestamps import ANY_TIME, timestamp
from crawler.reading.zones import COUNTER, Line

_META_SOURCES = ("contentsource", "source", "mediaid", "copyrightholder", "article:source", "og:source")
# 来源：青泽日报 记者 石敏 · 来源：青泽日报（记者 石敏）
_WRITERS = re.compile(r"[\s（(](?:(?<=\s)[（(])?(?:本报|本网)?(?:记者|通讯员|作者|编辑|责编)(?=\s|[:：])")
# 青泽笔记（ID：qingzebiji）: an account of WeChat
_ACCOUNT = re.compile(r"[（(]\s?(?:ID|微信号|微信公众号)\s?[:：][^（()）]{1,40}[）)]?", re.IGNORECASE)
_NO_SOURCE = re.compile(
    r"官方[账帐]号|投递人|星期|周[一二三四五六日]|\d次|次$|作者|编辑|阅读|浏览|点击|评论|更新|发布|字号"
)
# where a writer's device stood: WeChat and other platforms print it beside the date
_REGION = re.compile(
    "(?:来自)?(?:中国|北京|天津|上海|重庆|河北|山西|辽宁|吉林|黑龙江|江苏|浙江|安徽|福建|江西|山东|河南|湖北|湖南|广东|海南|四川|贵州|云南|陕西|甘肃|青海|内蒙古|"
    "广西|西藏|宁夏|新疆|香港|澳门|台湾)[省市]?"
)
_MOMENT = re.compile(r"(?:19|20)\d\d[\d\s:：年月日时分秒/.-]{4,30}")
_SOURCE_LIKE = re.compile(r"[\u4e00-\u9fffA-Za-z·《》“”\"\[\]0-9]{2,30}")
_TAG = re.compile("/tags?/")
_LONG_NAME = 5
# 来源: 投稿; elsewhere the word is a button
_SENT_IN = "投稿"
_GAP = re.compile(rf"[{EDGE}|｜\u3000\u00a0\s]+")
_SENTENCE = re.compile("[。！？；]")


def source(
    page: Survey, lines: list[Line], marked: Marked, title: str | None, author: str | None
) -> tuple[str, str] | None:
    """An article's source and the evidence for a person, None where the page names none.

    lines: of the byline's zones. marked: names that elements are named for. title, author: which are no sources.
    """
    return (
        _labelled_source(lines)
        or _marked_source(marked)
        or _source_without_label(page, lines, {title, author})
        or _sender(lines)
        or _meta_source(page)
    )


def _labelled_source(lines: list[Line]) -> tuple[str, str] | None:
    for line in lines:
        for credit in line.credits:
            if credit.role == "source" and (value := named_source(credit.value)):
                return value, f"byline: {credit.label}：{value}"
    return None


def _marked_source(marked: Marked) -> tuple[str, str] | None:
    name, evidence = marked.get("source", ("", ""))
    value = named_source(name) if name else None
    return (value, evidence) if value else None


def _source_without_label(page: Survey, lines: list[Line], others: set[str | None]) -> tuple[str, str] | None:
    """A name beside the date; none where a label of a source stands without a value."""
    near = [line for line in lines if line.place == 0]
    if any(credit.role == "source" for line in near for credit in line.credits):
        return None
    for line in near:
        value = _unlabelled_source(line)
        if value and value not in others and not _is_tag(page, line, value):
            return value, f"beside the date, without a label: {line.block.text[:60]}"
    beside = _source_beside(page, near)
    return (beside, f"in an element of its own beside the date's: {beside}") if beside else None


def _is_tag(page: Survey, line: Line, word: str) -> bool:
    """Whether a word of a line is a link to the articles on a subject, which Sohu prints beside the date."""
    return any(
        number == line.number and _TAG.search(element.get("href") or "") and folded(text_in(element)) == word
        for element, number, _, _ in page.links
    )


def _sender(lines: list[Line]) -> tuple[str, str] | None:
    """Who sent the text in is the source where none is named."""
    for line in lines:
        for credit in line.credits:
            sent = credit.label.startswith(("供稿", "来稿", "投稿")) and is_organisation(credit.value)
            if sent and (value := named_source(credit.value)):
                return value, f"byline: {credit.label}：{value}"
    return None


def _meta_source(page: Survey) -> tuple[str, str] | None:
    for name in _META_SOURCES:
        if name in page.metas and (value := named_source(page.metas[name])):
            return value, f"meta {name}; the page prints none"
    return None


def named_source(value: str) -> str | None:
    """A source's value as printed, None for a default, a sentence or something that is no name."""
    value = _ACCOUNT.sub("", " ".join(value.split())).strip(" \u00a0\u3000,，;；、|｜-—•")
    value = _WRITERS.split(value, maxsplit=1)[0]
    date = timestamp(value, ANY_TIME)
    if date:
        value = value[: date.start].rstrip(" (（[【•·|")
    if len(value) > 60 or _SENTENCE.search(value) or (boilerplate(value, 0) and value != _SENT_IN):
        return None
    return named(value)


def _unlabelled_source(line: Line) -> str | None:
    """A name beside the date that has no label: 广西日报 2024-10-17 08:03."""
    text = line.rest if line.credits else line.block.parts
    date = timestamp(line.block.parts.replace(EDGE, " "), ANY_TIME)
    if date is None or len(line.block.text) > 120:
        return None
    own = timestamp(text.replace(EDGE, " "), ANY_TIME) if line.credits else date
    pieces = [text[: own.start], text[own.end :]] if own else [text]
    words = []
    for piece in pieces:
        for part in _GAP.split(COUNTER.sub(" ", piece)):
            word = part.strip(" ()（）[【】,，:：-—·•")
            if "[" not in word:
                word = word.rstrip("]")
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
    if len(words) == 1:
        return words[0]
    medium = next((word for word in words if is_organisation(word)), None)
    return medium or next((word for word in words[:1] if len(word) >= _LONG_NAME and not is_person(word)), None)


def _source_beside(page: Survey, lines: list[Line]) -> str | None:
    """A body's name that fills an element beside that of the date: <dd>2024.10.11</dd><dd>青泽市公安局</dd>."""
    for line, other in (*pairwise(lines), *pairwise(reversed(lines))):
        text = other.block.text
        if (
            _MOMENT.fullmatch(line.block.text)
            and page.boxes[line.block.box].parent == page.boxes[other.block.box].parent
            and not other.block.links
            and _SOURCE_LIKE.fullmatch(text)
            and is_organisation(text)
        ):
            return named_source(text)
    return None
