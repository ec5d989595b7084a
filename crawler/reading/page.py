"""Text of a page to a bounded tree.

Pages are hostile input: what is too large or nested too deeply is refused before it costs time or memory.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree
from lxml.etree import _Element

#: Largest page that is read, in characters. Real articles stay under half a million.
MAX_CHARACTERS = 6_000_000

#: Largest page that is decoded, in bytes: one of broken characters takes longer to decode than to parse.
MAX_BYTES = 8_000_000
#: Most attributes of an element, in libxml2's time for them, which grows with their square. Real ones have under a hundred.
MAX_ATTRIBUTES = 20_000

# the shortest tag that can hold so many attributes
_LONGEST_TAG = 40_000
_LONG_TAG = re.compile(rb"<[A-Za-z][^<>]{40000,}")
_ROOT_ENDS = re.compile(rb"</(?:body|html)\s{0,9}>", re.IGNORECASE)
# control characters are spaces: NUL ends libxml2's input, and survey.EDGE must not come from a page
_CONTROL_CODES = bytes((*range(9), 11, 12, *range(14, 32)))
_CONTROLS = bytes.maketrans(_CONTROL_CODES, b" " * len(_CONTROL_CODES))
# the shortest page that can nest 2,048 elements
_SHALLOW = 2048 * 3


class UnreadablePage(ValueError):  # noqa: N818 - named for what it says, as the public interface promises
    """The page cannot be read as an article or a listing; the message says why."""


def check_size(body: bytes) -> None:
    """Refuse a page before it is decoded. Raises ``UnreadablePage`` for more than ``MAX_BYTES``."""
    if len(body) > MAX_BYTES:
        message = f"the page has {len(body):,} bytes; pages up to {MAX_BYTES:,} are read"
        raise UnreadablePage(message)


def parse(text: str, utf_8: bytes | None = None) -> _Element:
    """The page's root element. Comments and processing instructions are not in the tree.

    utf_8: the same text as UTF-8, where it is at hand.
    Every element is a plain one, not of ``lxml.html``, whose classes cost time for each element.
    Several ``<html>`` documents in one file, and text after ``</html>``, are read as one document, as browsers do.

    Raises ``UnreadablePage`` for an empty page, one of more than ``MAX_CHARACTERS`` characters, one with more
    than ``MAX_ATTRIBUTES`` at an element and one nested deeper
    than libxml2 allows (2,048 elements).

    >>> "".join(parse("<p>警讯</p></html>之后").itertext())
    '警讯之后'
    """
    if len(text) > MAX_CHARACTERS:
        message = f"the page has {len(text):,} characters; pages up to {MAX_CHARACTERS:,} are read"
        raise UnreadablePage(message)
    data = text.encode("utf-8", "replace") if utf_8 is None else utf_8
    if any(code in data for code in _CONTROL_CODES):
        data = data.translate(_CONTROLS)
    if any(len(tag.split()) > MAX_ATTRIBUTES for tag in _long_tags(data)):
        message = f"the page has an element of more than {MAX_ATTRIBUTES:,} attributes"
        raise UnreadablePage(message)
    root = _root(data)
    # libxml2 puts what stands behind the end tags of body and root beside them
    if not _ends_with_body(root):
        whole = _ROOT_ENDS.sub(b"", data)
        if len(whole) < len(data):
            root = _root(whole)
    return root


def _root(data: bytes) -> _Element:
    parser = etree.HTMLParser(
        encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True, collect_ids=False
    )
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError:
        root = None
    if len(data) > _SHALLOW and any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log):
        message = "the page is nested too deeply to be read"
        raise UnreadablePage(message)
    if root is None:
        message = "the page is empty: it has no element and no text"
        raise UnreadablePage(message)
    return root


def _ends_with_body(root: _Element) -> bool:
    """Whether nothing of the page stands behind its body or its root."""
    last = next(root.iterchildren(reversed=True), None)
    if last is None or last.tag != "body" or root.getnext() is not None:
        return False
    before = last.getprevious()
    return (before is None or before.tag == "head") and not (last.tail and last.tail.strip())


def _long_tags(data: bytes) -> Iterator[bytes]:
    """The tags of at least ``_LONGEST_TAG`` bytes: each covers a whole window of half its length, which holds no other."""
    window = _LONGEST_TAG // 2
    start = 0
    while start + window < len(data):
        if data.find(b"<", start, start + window) >= 0:
            start += window
            continue
        tag = _LONG_TAG.match(data, max(0, data.rfind(b"<", 0, start)))
        if tag:
            yield tag[0]
        end = data.find(b"<", start + window)
        start = end if end >= 0 else len(data)
