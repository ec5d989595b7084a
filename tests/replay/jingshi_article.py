"""An article of 警视在线, as its pages print it; its pictures too."""

from __future__ import annotations

import struct
import zlib
from datetime import datetime
from functools import cache
from html import escape

from tests.replay.site import Story

#: What the seed's site prints below each article.
_STATEMENT = (
    (
        "凡本网注明“来源:XXX(非中国警视网警视在线)”的作品,均转载自其它媒体,转载目的在于传递更多信息,并不代表本栏目赞同其观点和对其真实性负责。"
        "如果发现本栏目有涉嫌抄袭的内容,请联系本网010-53351827,邮箱928479055@qq.com并提供相关证据,一经查实,本网将立刻删除涉嫌侵权内容。"
    ),
    (
        "本网栏目所有内容凡注明“来源”中国警视网“、“中国警视网.警视在线的图片、文字、视频,版权均属中国警视网《警视在线》栏目所有,"
        "任何媒体、网站或个人未经本平台协议授权不得转载。"
    ),
)


def clock(moment: datetime) -> str:
    """``DateTime.ToString()`` under zh-CN.

    >>> clock(datetime(2022, 1, 14))
    '2022/1/14 0:00:00'
    """
    return f"{day(moment, '/')} {moment.hour}:{moment:%M:%S}"


def day(moment: datetime, between: str) -> str:
    """The day alone, unpadded: 2022-1-14."""
    return between.join(str(part) for part in (moment.year, moment.month, moment.day))


def title_and_byline(story: Story) -> str:
    twin = (
        '<div class="info" style="display:none">来源:<span>本站原创</span> 作者:<span>管理员</span> '
        "时间:<span>2020/1/1 8:00:00</span></div>\r\n"
        if story.twin_byline
        else ""
    )
    return f'<h1 class="title">{escape(story.title)}</h1>\r\n{twin}<div class="info">{byline(story)}</div>'


def byline(story: Story) -> str:
    values = (("来源", story.source), ("作者", story.author), ("时间", clock(story.timestamp)))
    return " ".join(f"{label}:<span>{escape(value or '')}</span>" for label, value in values)


def article_body(story: Story) -> str:
    parts = [
        f"<p>&nbsp;&nbsp;&nbsp;&nbsp;&nbsp; <strong>{escape(paragraph)}</strong></p>"
        if place in story.subheads
        else f"<p>&nbsp;&nbsp;&nbsp;&nbsp;&nbsp; {escape(paragraph)}</p>"
        for place, paragraph in enumerate(story.body)
    ]
    for place, picture in enumerate(story.pictures):
        image = f'<img src="{picture.path}" alt="{escape(picture.caption)}" />'
        parts.insert(1 + 2 * place, f'<p style="text-align:center">{image}</p>')
    return "\r\n".join([*parts, "<p>&nbsp;</p>"])


def below(story: Story) -> str:
    files = "".join(f'<a href="{document.path}">{escape(document.name)}</a>' for document in story.documents)
    attached = f'<div class="attached">附件:{files}</div>\r\n' if files else ""
    editor = f'<div class="editor">&nbsp;编辑:{escape(story.editor)}</div>\r\n' if story.editor else ""
    statement = "".join(f"<p>{paragraph}</p>\r\n" for paragraph in _STATEMENT)
    return f'{attached}{editor}<div class="statement">\r\n{statement}</div>\r\n'


@cache
def png(number: int) -> bytes:
    """A small picture of one colour."""
    width, height = 24, 16
    colour = bytes((number >> shift) & 255 for shift in (0, 8, 16))

    def chunk(kind: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    pixels = zlib.compress((b"\0" + colour * width) * height)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")
