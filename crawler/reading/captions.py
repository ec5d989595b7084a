"""Captions: lines that belong to a picture and not to the text."""

from __future__ import annotations

import re

from crawler.reading.survey import Block, Survey

_START = re.compile(
    r"^[（(【\[]?\s{0,2}(?:图为|图[\d一二三四五六七八九十]{0,3}[:：/／|丨]|上图|下图|左图|右图|图片来源|图片说明|资料图|图片[:：]|[▲△◎↑▼↓])"
)
_END = re.compile(
    r"(?:摄|供图|摄影|制图|截图|/图|图源.{0,12}|资料图片?|图片来源.{0,12}|（图）|图/.{1,12})[）)】\]]?[。.]?$"
)
_MARK = re.compile(
    r"caption|figure|(?:^|[\s_-])(?:pic|img|image|photo|tu|tushuo)(?:[_-]?(?:note|desc|txt|text|info|title|con))?(?:$|[\s_-])"
)
_CENTRED = re.compile(r"text-align\s{0,3}:\s{0,3}center", re.IGNORECASE)
# 情况一：上半截凉; 二、靠前服务; 1.登记
_COUNTED = re.compile(r"\w{0,2}[一二三四五六七八九十][：:、]|\d{1,2}[.、]\D")
_LONGEST = 120


def captions(page: Survey, lines: list[int], following: list[int]) -> dict[int, int]:
    """Which lines of a body are captions: the line's number to the picture's place in ``following``.

    following: for each picture the number of the block that follows it. Where each of several pictures is followed by a
    short plain line, those are captions without any mark of one.
    """
    found: dict[int, int] = {}
    if not following:
        return found
    body = set(lines)
    for picture, number in enumerate(following):
        for candidate in (number, number - 1):
            if candidate in body and candidate not in found and _is_caption(page, candidate, candidate == number):
                found[candidate] = picture
                break
    short = {
        number: picture for picture, number in enumerate(following) if number in body and _is_short(page.blocks[number])
    }
    if len(short) > 1 and len(short) >= 0.8 * len({number for number in following if number in body}):
        found = short | found
    return found


def _is_short(block: Block) -> bool:
    text = block.text
    return (
        len(text) <= 40
        and not block.strong
        and not block.heading
        and text.count("。") <= 1
        # what follows is named: 新版本主要变化如下：; a question is put to the reader
        and not text.endswith(("：", ":", "？", "?"))
        and not _COUNTED.match(text)
    )


def _is_caption(page: Survey, number: int, below: bool) -> bool:
    block = page.blocks[number]
    text = block.text
    if len(text) > _LONGEST:
        return False
    box = page.boxes[block.box]
    if box.tag == "figcaption" or (box.tag == "figure" and len(text) < 80):
        return True
    if _START.match(text) or (len(text) < 60 and _END.search(text) and text.count("。") <= 1):
        return True
    if not below:
        return False
    if _MARK.search(box.mark) and len(text) < 80:
        return True
    return _is_centred(page, block) and not block.strong and not block.heading and 8 <= len(text) < 80


def _is_centred(page: Survey, block: Block) -> bool:
    for number in page.around(block.box, 2):
        element = page.boxes[number].element
        if (
            element.tag == "center"
            or (element.get("align") or "").lower() == "center"
            or _CENTRED.search(element.get("style") or "")
        ):
            return True
    return False
