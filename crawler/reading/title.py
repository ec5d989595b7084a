"""The title as the page prints it.

Kinds of page: ``<h1>`` or any styled element as heading; the government's metas (ArticleTitle); a ``<title>`` with the
names of site and column before or behind, with markup inside, cut, or nothing but the site's name.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain

from crawler.reading.credit_text import is_credit_line
from crawler.reading.labels import credits_of
from crawler.reading.lines import reason_of
from crawler.reading.stated_title import stated_title, without_site
from crawler.reading.survey import EDGE, Block, Survey, folded
from crawler.reading.timestamps import timestamp
from crawler.reading.title_key import key

# of a key: up to four
_FIRST_LETTERS = re.compile(r"[^\W_]{1,4}")
_MOMENT = re.compile(r"[\d\s:：年月日时分秒/.星期周一二三四五六天-]{8,40}")
_TITLE_MARK = re.compile(
    r"(?:^|[\s_.-])(?:(?:art|article|news|con|cont|content|detail|info|main|xl|zw|show|text|page|doc|nr|wz|arc)?[_-]?(?:title|tit|bt|biaoti|headline|subject|theme)"
    r"(?:[_-]?\w{0,8})?)(?=\s|$)|title|biaoti|headline"
)
_NO_TITLE_MARK = re.compile(
    r"sub[_-]?title|title[_-]?sub|futi|yinti|shoulder|kicker|logo|site|crumb|nav|menu|footer|related|recommend|hot|comment|sidebar|lead"
)
_HINT = re.compile(r"来\s{0,3}源|时间|日期|作\s{0,3}者|文[/／]|19\d\d|20\d\d")
_BLANK = f" {EDGE}\u3000\u00a0"
_DATE_ENDS = "日号分秒Z"
_YEAR = re.compile(r"\d{4}[-年/.]")
_CRUMB = re.compile("[>＞»›]")
_STOP = re.compile("[。；！？：:;]$")
_TAG = re.compile(r"[\[【〔][^\[\]【】〔〕]{1,8}[\]】〕]")
_BYLINE_ROLES = frozenset(("source", "time", "author"))
_ISSUE = re.compile("版|星期|周[一二三四五六日]")
# Founder's papers print their titles in <founder-title>
_TITLE_TAG = "founder-title"
# what speaks most for a title
_SAYS_META = 6
_SAYS_TITLE = 4
_MARKED = 1.2
_FEW_CHARACTERS = 4
_LABEL_START = 2
_LEAST_SCORE = 3
_LONGEST_BADGE = 4
_LONGEST_BADGE_BEFORE = 2
_SHORTEST_TITLE = 6
_ELLIPSIS = re.compile(r"(?:\.{2,6}|…{1,3})$")


@dataclass(frozen=True, slots=True)
class Title:
    """The title. block: number of the block that prints it, -1 if none does. evidence: for a person."""

    text: str | None
    block: int
    evidence: str


def title(page: Survey) -> Title:
    """The title of an article page; its text is None only where nothing on the page could be one."""
    head, meta_name, meta = stated_title(page)
    head_key, meta_key = key(head), key(meta)
    best, best_score = -1, 0.0
    best_text = ""
    bylines = _Bylines(page.blocks)
    known = head_key + meta_key
    # the most that a line reaches without a heading's element
    most = (_SAYS_META if meta_key else 0) + (_SAYS_TITLE if head_key else 0) + _MARKED + _bonus(known)
    for index in chain(_headings(page), _likely(page, known, meta_key)):
        block = page.blocks[index]
        if block.hidden or not 3 <= len(block.text) <= 160:
            continue
        if not block.heading and page.boxes[block.box].tag != _TITLE_TAG:
            if best_score > most:
                break
            box = page.boxes[block.box]
            if box.tag == "pre" and box.last - box.first > 1:
                continue  # a line of a text
            # what stands near no byline and begins like no title cannot be one
            if _shares_nothing(block.text, known, meta_key) or (
                block.text[:2].lower() not in known and bylines.distance(index) is None
            ):
                continue
        text = _without_byline(block)
        score = _score(page, index, block, text, head_key, meta_key, bylines, best_score)
        # the first of two that are as likely, though headings are looked at before other lines
        wins = score > best_score or (score == best_score and index < best)
        if wins and not (bylines.distance(index) == 0 and _is_byline(block, text, known)):
            best, best_score, best_text = index, score, text
    if best >= 0 and best_score >= _LEAST_SCORE:
        best_text, best = _with_second_line(page, best, best_text, head_key, meta_key)
        best_text = _without_badge(page.blocks[best], best_text, head_key)
        block = page.blocks[best]
        cut = _ELLIPSIS.search(best_text)
        longer = next(
            (
                text
                for text in (meta, head)
                if cut and key(text).startswith(key(best_text)) and len(text) > len(best_text)
            ),
            None,
        )
        if longer and longer == meta:
            return Title(longer, best, f"meta {meta_name}, whose beginning the page prints")
        return Title(best_text, best, _evidence(page, best, best_text, head_key, (meta_name, meta_key), bylines))
    if meta_key:
        return Title(meta, -1, f"meta {meta_name}")
    if head_key:
        return Title(without_site(head, page), -1, "<title> without the site's name")
    return Title(None, -1, "")


def _evidence(page: Survey, number: int, text: str, head_key: str, meta: tuple[str, str], bylines: _Bylines) -> str:
    """What speaks for a block as title, for a person."""
    own = key(text)
    box = page.boxes[page.blocks[number].box]
    reasons = [
        f"meta {meta[0]} says the same" if own == meta[1] else "",
        "<title> says the same" if own == head_key else "<title> holds it" if own in head_key else "",
        "above the byline" if bylines.distance(number) is not None else "",
    ]
    element = f"<{box.tag}{' ' if box.mark else ''}{box.mark.strip()}>"
    return f"{element}: " + (", ".join(filter(None, reasons)) or "the most likely heading")


def _headings(page: Survey) -> list[int]:
    """The numbers of the blocks in an element of headings."""
    found = [number for number, block in enumerate(page.blocks) if block.heading]
    if next(page.boxes[0].element.iter(_TITLE_TAG), None) is not None:
        found += [number for number, block in enumerate(page.blocks) if page.boxes[block.box].tag == _TITLE_TAG]
    return found


def _likely(page: Survey, known: str, meta_key: str) -> Iterator[int]:
    """The numbers of the other blocks that may be the title; most begin with a letter that ``<title>`` and the meta lack.

    known: the keys of both.
    """
    initials = frozenset(known)
    return (
        number
        for number, block in enumerate(page.blocks)
        if (
            (text := block.text)[0] in initials
            or not "\u4e00" <= text < "\ua000"  # a sign, or a letter of several forms
            or not known
            or (meta_key and len(text) >= len(meta_key) and meta_key[0] in text.lower())
        )
        and not block.heading
    )


def _shares_nothing(text: str, known: str, meta_key: str) -> bool:
    """Whether a text, by its first letters and its length, has nothing in common with ``<title>`` and the meta.

    Such a line reaches no title's score without a heading's element. known: the keys of both.
    """
    start = text[:4]
    if not start.isalnum():
        letters = _FIRST_LETTERS.search(text)
        start = letters[0] if letters else ""
    start = start.lower()
    return (
        start not in known
        and known != ""
        and not (meta_key and len(text) >= len(meta_key) and meta_key[0] in text.lower())
        and unicodedata.is_normalized("NFKC", start)
    )


class _Bylines:
    """Which blocks of a page look like a byline; those are looked at that stand near a candidate for the title."""

    def __init__(self, blocks: list[Block]) -> None:
        self._blocks = blocks
        self._known: dict[int, bool] = {}

    def distance(self, index: int) -> int | None:
        """How many blocks behind a block the next byline stands, None where none does within four."""
        known = self._known
        for number, block in enumerate(self._blocks[index : index + 5], index):
            if number not in known:
                known[number] = _looks_like_byline(block)
            if known[number]:
                return number - index
        return None


def _looks_like_byline(block: Block) -> bool:
    """Whether a block is short, with a label for source or time, or little but a date."""
    text = block.text
    return (
        not block.hidden
        and len(text) <= 200
        and block.links <= len(text) * 0.6
        and _HINT.search(text) is not None
        and (
            any(credit.role in _BYLINE_ROLES for credit in credits_of(block))
            or (len(text) < 60 and "。" not in text and timestamp(text) is not None)
        )
    )


def _is_byline(block: Block, text: str, known: str) -> bool:
    """Whether a line that looks like a byline is nothing else. text: without what follows a date or label in it."""
    if _begins_with_label(block):
        return True
    return not block.heading and not (known and key(text) in known) and _is_little_but_date(block)


def _is_little_but_date(block: Block) -> bool:
    """Whether a line is a date, with a paper's page, a link's text or little else; 警情通报（2022年1月14日） is a heading."""
    date = timestamp(block.text)
    if date is None:
        return False
    return block.links > 0 or date.beside(block.text) <= _FEW_CHARACTERS or _ISSUE.search(block.text) is not None


def _begins_with_label(block: Block) -> bool:
    labels = credits_of(block)
    return bool(labels) and labels[0].start <= _LABEL_START


def _without_byline(block: Block) -> str:
    """The block's text up to a date or a label that stands in the same line: some pages print both in one heading."""
    text = block.text
    if len(text) > 20 and (":" in text or "：" in text or _YEAR.search(text)):
        found = credits_of(block)
        known = [
            credit
            for credit in found
            if credit.role in ("source", "author", "editor") or (credit.role == "time" and timestamp(credit.value))
        ]
        cut = len(block.parts)
        if known and known[0].start > 6:
            cut = known[0].start
        # without a label, a date ends the line
        date = timestamp(block.parts) if known or text[-1].isdigit() or text[-1] in _DATE_ENDS else None
        if date and 6 < date.start < cut and (known or not block.parts[date.end :].strip(_BLANK)):
            cut = date.start
        if cut < len(block.parts):
            return folded(block.parts[:cut].replace(EDGE, "")).replace("\u00a0", " ")
    return text.replace("\u00a0", " ")


def _score(
    page: Survey, index: int, block: Block, text: str, head_key: str, meta_key: str, bylines: _Bylines, least: float
) -> float:
    """How likely a block is the title; only roughly where that is no more than ``least``."""
    own = key(text)
    if len(own) < 2 or _MOMENT.fullmatch(text):
        return 0
    if len(own) < 4 and own != meta_key and block.heading != 1:
        return 0
    known = head_key + meta_key
    score = 0.0
    cut = key(_ELLIPSIS.sub("", text)) if text.endswith(("..", "…")) else own
    if own == meta_key:
        score += _SAYS_META
    elif meta_key and (own in meta_key or meta_key in own):
        score += 4 * min(len(own), len(meta_key)) / max(len(own), len(meta_key))
    if own == head_key:
        score += _SAYS_TITLE
    elif head_key:
        if head_key.startswith(own) or head_key.endswith(own):
            score += 2 + 2 * len(own) / len(head_key) if len(own) >= 5 else 0.5
        elif own in head_key:
            score += 1 + 2 * len(own) / len(head_key) if len(own) >= 5 else 0.5
        elif len(cut) >= 8 and head_key.startswith(cut):
            score += 2
        elif len(head_key) >= 8 and own.startswith(head_key[:-2]):
            score += 3
        elif len(own) == len(head_key) and own in head_key + head_key:
            score += 3  # 石敏：小城的轻轨, which <title> says as 小城的轻轨-石敏
    box = page.boxes[block.box]
    heading = block.heading or (1 if box.tag == _TITLE_TAG else 0)
    if heading:
        score += (2.5, 1.8, 1.2, 0.8, 0.5, 0.5)[heading - 1]
        if heading <= 2 and not known:
            score += 1.5  # nothing else tells
    bonus = _bonus(known)
    if score + _MARKED + bonus < least:
        return score
    mark = box.mark or (page.boxes[box.parent].mark if box.parent >= 0 else "")
    if mark:
        score += _mark_score(mark)
    if block.links > len(block.text) * 0.5:
        score -= 3
    if score + bonus >= max(least, _LEAST_SCORE):
        distance = bylines.distance(index)
        if distance is not None:
            # a byline's own line is a heading only where one line holds both
            score += bonus - (0.2 * distance or 1)
    if text.endswith(("。", "；", ";", "：", ":")) or text.startswith("——") or text.isascii():
        score -= 2
    if text == page.metas.get("sitename"):
        score -= 5
    if score >= least and _is_no_heading(block, text, heading, known):
        score -= 4
    return score


def _bonus(known: str) -> float:
    """How much a byline below says for a title; much where nothing else tells."""
    return 1.6 if known else 4


def _is_no_heading(block: Block, text: str, heading: int, known: str) -> bool:
    """Whether a line is a tool, a note, a breadcrumb or a reporter's credit. known: what ``<title>`` and meta say."""
    reason = reason_of(block)
    if reason in ("tool", "advertisement") and 0 < heading <= 2 and len(text) >= _SHORTEST_TITLE:
        reason = None  # 扫码看清集体“明白账”
    return (
        reason is not None
        or text.startswith("首页")
        or (not known and (_CRUMB.search(text) is not None or is_credit_line(text)))
    )


@lru_cache(maxsize=1024)
def _mark_score(mark: str) -> float:
    """What the names of a box say for or against a title in it."""
    if _NO_TITLE_MARK.search(mark):
        return -1.5
    return _MARKED if _TITLE_MARK.search(mark) else 0.0


def _with_second_line(page: Survey, index: int, text: str, head_key: str, meta_key: str) -> tuple[str, int]:
    """The title together with lines of the same element, where ``<title>`` or the meta hold all of them."""
    blocks = page.blocks
    if index and meta_key and not blocks[index - 1].hidden and key(blocks[index - 1].text + text) == meta_key:
        return f"{blocks[index - 1].text}{text}".replace("\u00a0", " "), index
    first = index
    while first > 0 and blocks[first - 1].box == blocks[index].box and not blocks[first - 1].hidden:
        first -= 1
    last = index
    while last + 1 < len(blocks) and blocks[last + 1].box == blocks[index].box and not blocks[last + 1].hidden:
        last += 1
    if first == last or last - first > 3:
        return text, index
    for start, end in ((first, last), (index, last), (first, index)):
        lines = [blocks[number].text for number in range(start, end + 1)]
        together = key("".join(lines))
        if end > start and len(together) > len(key(text)) and (together == meta_key or head_key.startswith(together)):
            return " ".join(lines).replace("\u00a0", " "), end
    if not (head_key or meta_key) and _is_broken_heading(blocks[first : last + 1]):
        return "".join(block.text for block in blocks[first : last + 1]).replace("\u00a0", " "), last
    return text, index


def _is_broken_heading(lines: list[Block]) -> bool:
    """Whether lines of one element, of which nothing else on the page tells more, are one heading in two or three lines."""
    return all(
        len(line.text) >= _SHORTEST_TITLE
        and not line.links
        and not credits_of(line)
        and timestamp(line.text) is None
        and not _STOP.search(line.text)
        for line in lines
    )


def _without_badge(block: Block, text: str, head_key: str) -> str:
    """The title without a word behind it, or a tag before it, that an element of its own holds and ``<title>`` does not: 政务, 原创, 图集; 原, 【图】."""
    if not head_key or EDGE not in block.parts or key(text) in head_key:
        return text
    pieces = [folded(piece) for piece in block.parts.split(EDGE)]
    shown = [piece for piece in pieces if piece]
    own = key("".join(shown[:-1]))
    if len(shown) > 1 and len(shown[-1]) <= _LONGEST_BADGE and len(own) >= _SHORTEST_TITLE and head_key.startswith(own):
        return text.removesuffix(shown[-1]).rstrip()
    own = key("".join(shown[1:]))
    badge = len(shown) > 1 and (len(shown[0]) <= _LONGEST_BADGE_BEFORE or _TAG.fullmatch(shown[0]))
    if badge and len(own) >= _SHORTEST_TITLE and head_key.startswith(own):
        return text.removeprefix(shown[0]).lstrip()
    return text
