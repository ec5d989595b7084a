"""What an article page's scripts would write into it, put in its place before the page is read."""

from __future__ import annotations

import codecs
import json
import re
from datetime import datetime, timedelta, timezone
from html import escape

from crawler.reading.decoding import decode

_MARKS = re.compile(rb"_CONFIG\s{0,9}=|id=[\"']?pagediv\d|\bpubdata\s{0,9}=\s{0,9}[\"']\d|id=[\"']js_content[\"']")
# gkmlpt: window._CONFIG = {…, DETAIL: {"title": …, "content": "<p>…"}, …}
_DETAIL = re.compile(r"[\"']?\bDETAIL[\"']?\s{0,9}:\s{0,9}(?=\{)")
_PLACE = re.compile(r"<div\b[^<>]{0,300}(?:\barticle-content\b|\bid=[\"']content[\"'])[^<>]{0,300}>(?=\s{0,99}</div>)")
_BODY_ENDS = re.compile(r"</body\s{0,9}>", re.IGNORECASE)
# UCAP: <div id="pagediv1" style="display:none">, the second page of an article
_PART = re.compile(r"<div\b[^<>]{0,300}\bid=[\"']?pagediv\d{1,4}[\"']?[^<>]{0,300}>")
_STYLE = re.compile(r"\sstyle=(?:\"[^\"]{0,300}\"|'[^']{0,300}')")
# TRS of 铜仁: var pubdata='2022-01-14 09:30'; var wzly='青岚公安';
_TIME = re.compile(r"\bpubdata\s{0,9}=\s{0,9}[\"'](\d{4}-\d{1,2}-\d{1,2}[\d :]{0,12})[\"']")
_SOURCE = re.compile(r"\bwzly\s{0,9}=\s{0,9}[\"']([^\"'<>]{1,60})[\"']")
# mp.weixin.qq.com: var ct = "1642125000"; <a id="js_name">青岚公安</a>, <meta name="author" content="…">
_WECHAT_TEXT = re.compile(r"<div\b[^<>]{0,500}\bid=[\"']js_content[\"'][^<>]{0,500}>")
_WECHAT_TIME = re.compile(r"\bvar\s{1,9}ct\s{0,9}=\s{0,9}[\"'](\d{10})[\"']")
_WECHAT_ACCOUNT = re.compile(r"\bid=[\"']js_name[\"'][^<>]{0,300}>\s{0,99}([^<>\s][^<>]{0,60})<")
_WECHAT_AUTHOR = re.compile(r"<meta\s{1,9}name=[\"']author[\"']\s{1,9}content=[\"']([^\"'<>]{1,60})[\"']")
_BEIJING = timezone(timedelta(hours=8))
_EDITOR = re.compile(r"<div\b[^<>]{0,300}(?:TRS_Editor|TRS_UEDITOR|trs_editor_view|trs_paper_default)[^<>]{0,300}>")


def article_document(body: bytes, content_type: str | None = None) -> bytes:
    """The page to read an article from: as served, or with what its scripts hold put where they would write it.

    - gkmlpt (``_CONFIG.DETAIL``) keeps the text as JSON beside an empty container;
    - UCAP hides the further pages of an article (``div#pagediv1`` …) until a reader asks for them;
    - a TRS template (铜仁) prints time and source from the variables ``pubdata`` and ``wzly``;
    - WeChat's pages print their time from the variable ``ct`` (unix seconds) and name account and author without a label.

    body: as served. A changed page is UTF-8 with a byte order mark, which outranks any declaration.

    >>> article_document(b"<p>as served</p>")
    b'<p>as served</p>'
    """
    if not _MARKS.search(body):
        return body
    text = decode(body, content_type).text
    changed = _with_wechat(_with_byline(_with_parts(_with_detail(text))))
    return body if changed == text else codecs.BOM_UTF8 + changed.encode("utf-8", "replace")


def _with_detail(text: str) -> str:
    detail = _detail(text)
    content = detail.get("content")
    if not isinstance(content, str) or not content.strip():
        return text
    place = _PLACE.search(text)
    if place:
        return text[: place.end()] + content + text[place.end() :]
    end = _BODY_ENDS.search(text)
    at = end.start() if end else len(text)
    title = detail.get("title")
    heading = f"<h1>{escape(title)}</h1>" if isinstance(title, str) and "<h1" not in text else ""
    return f'{text[:at]}{heading}<div class="article-content">{content}</div>{text[at:]}'


def _detail(text: str) -> dict[str, object]:
    match = _DETAIL.search(text)
    if match is None:
        return {}
    try:
        value, _ = json.JSONDecoder(strict=False).raw_decode(text, match.end())
    except (ValueError, RecursionError):
        return {}
    return value if isinstance(value, dict) else {}


def _with_parts(text: str) -> str:
    return _PART.sub(lambda part: _STYLE.sub("", part[0]), text)


def _with_byline(text: str) -> str:
    time, source, place = _TIME.search(text), _SOURCE.search(text), _EDITOR.search(text)
    if time is None or place is None:
        return text
    printed = f"发布时间：{time[1].strip()}" + (f"　来源：{source[1].strip()}" if source else "")
    return f"{text[: place.start()]}<p>{escape(printed)}</p>{text[place.start() :]}"


def _with_wechat(text: str) -> str:
    time, place = _WECHAT_TIME.search(text), _WECHAT_TEXT.search(text)
    if time is None or place is None:
        return text
    printed = f"发布时间：{datetime.fromtimestamp(int(time[1]), _BEIJING):%Y-%m-%d %H:%M:%S}"
    account, author = _WECHAT_ACCOUNT.search(text), _WECHAT_AUTHOR.search(text)
    if account:
        printed += f"　来源：{account[1].strip()}"
    if author and (account is None or author[1] != account[1].strip()):
        printed += f"　作者：{author[1]}"
    return f"{text[: place.start()]}<p>{printed}</p>{text[place.start() :]}"
