"""Bytes of a page to text, with the evidence for the encoding.

Order of trust: a byte order mark; bytes that decode strictly as UTF-8; the declared encoding, if the bytes decode
strictly with it; GB18030 or Big5 by strict decoding; at last the reading with the fewest broken places. A declaration
is a claim, not a fact: servers send ``charset=utf-8`` or ``ISO-8859-1`` by default over GBK bytes, and templates keep
``gb2312`` in the meta after a move to UTF-8.

``gb2312`` and ``gbk`` mean GB18030, which holds both (https://encoding.spec.whatwg.org/#gbk).
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass, field
from typing import Literal

from w3lib.encoding import resolve_encoding

EncodingFrom = Literal["bom", "header", "meta", "bytes"]

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# labels that pages carry and that no registry knows
_UNREGISTERED = {
    "x-gbk": "gb18030",
    "gb-2312": "gb18030",
    "gb_2312": "gb18030",
    "gb2312-80": "gb18030",
    "gb-18030": "gb18030",
    "cp936": "gb18030",
    "ms936": "gb18030",
    "utf8": "utf-8",
    "utf-8mb4": "utf-8",
    "utf8mb4": "utf-8",
    "unicode": "utf-16-le",
    "big-5": "big5",
}
_CANONICAL = {
    "gb18030": "gb18030",
    "gbk": "gb18030",
    "gb2312": "gb18030",
    "hz": "hz",
    "utf-8": "utf-8",
    "big5": "big5",
    "big5hkscs": "big5",
    "cp950": "big5",
}
_CODECS = {"big5": "big5hkscs"}
# what a server sends when nobody told it: these claims are weighed last
_DEFAULTS = frozenset({"cp1252", "iso8859-1", "ascii", "latin-1"})

_HEADER_CHARSET = re.compile(r"charset\s{0,9}=\s{0,9}[\"']?\s{0,9}([\w.:-]{1,40})", re.IGNORECASE)
_HEAD_BYTES = 65536  # declarations stand behind long scripts on some pages
_DECLARATION = re.compile(
    rb"<!--|<meta\s[^>]{0,300}?charset\s{0,9}=\s{0,9}[\"']?\s{0,9}([\w.:-]{1,40})"
    rb"|<\?xml\s[^>]{0,100}?encoding\s{0,9}=\s{0,9}[\"']([\w.:-]{1,40})",
    re.IGNORECASE,
)
_ASCII = bytes(range(128))
_CHANCE = 24
_SAMPLE = 20000
_HAN = re.compile("[\u3400-\u9fff\U00020000-\U0002ffff]")
_ODD = re.compile("[\u0080-\u00b6\u00b8-\u036f\u0370-\u1fff\ue000-\uf8ff\ufffd\uff61-\uffdf]")


@dataclass(frozen=True, slots=True)
class Decoded:
    """A page's text and how it was decoded.

    text: without byte order mark. encoding: ``utf-8``, ``gb18030``, ``big5``, ``utf-16-le`` or another Python codec
    name. encoding_from: ``bom``, ``header``, ``meta``, or ``bytes`` where no declaration fits the bytes.
    utf_8: the text as UTF-8, where the page was sent so.
    """

    text: str
    encoding: str
    encoding_from: EncodingFrom
    utf_8: bytes | None = field(default=None, repr=False)


def decode(body: bytes, content_type: str | None = None) -> Decoded:
    """The text of a page.

    body: as it was sent, uncompressed. content_type: the value of the ``Content-Type`` header, if there was one.
    Never raises: where no encoding fits throughout, broken places become U+FFFD.

    >>> decode("民警".encode("gbk"), "text/html; charset=utf-8")
    Decoded(text='民警', encoding='gb18030', encoding_from='bytes')
    """
    for mark, encoding in _BOMS:
        if body.startswith(mark):
            text = body[len(mark) :].decode(encoding, "replace")
            return Decoded(text.removeprefix("\ufeff"), encoding, "bom")
    header = _header_encoding(content_type)
    meta = _declared_encoding(body)
    utf_8 = _strict(body, "utf-8")
    encoding, text = _chosen(body, utf_8, header, meta)
    evidence: EncodingFrom = "header" if encoding == header else "meta" if encoding == meta else "bytes"
    return Decoded(text, encoding, evidence, body if text is utf_8 else None)


def _header_encoding(content_type: str | None) -> str | None:
    found = _HEADER_CHARSET.search(content_type[:300]) if content_type else None
    return _canonical(found[1]) if found else None


def _declared_encoding(body: bytes) -> str | None:
    """The encoding of the first meta or XML declaration that stands in no comment."""
    position = 0
    while found := _DECLARATION.search(body, position, _HEAD_BYTES):
        label = found[1] or found[2]
        if label:
            encoding = _canonical(label.decode("ascii", "replace"))
            # a label that ASCII bytes can carry does not name a 16-bit encoding
            if encoding and not encoding.startswith(("utf-16", "utf-32")):
                return encoding
            position = found.end()
            continue
        position = body.find(b"-->", found.end(), _HEAD_BYTES)
        if position < 0:
            return None
    return None


def _canonical(label: str) -> str | None:
    """Our name for an encoding's label, None for a label that means nothing.

    >>> _canonical("GB2312"), _canonical("x-gbk"), _canonical("utf8"), _canonical("nonsense")
    ('gb18030', 'gb18030', 'utf-8', None)
    """
    label = label.strip().lower()
    encoding = _UNREGISTERED.get(label) or resolve_encoding(label)
    if encoding is None:
        return None
    return _CANONICAL.get(encoding, encoding)


def _chosen(body: bytes, utf_8: str | None, header: str | None, meta: str | None) -> tuple[str, str]:
    """The encoding that fits the bytes, and the text. utf_8: the text that the bytes strictly are as UTF-8."""
    wide = _wide_encoding(body)
    if wide:
        return wide, body.decode(wide, "replace")
    declared = [name for name in (header, meta) if name is not None]
    if utf_8 is not None:
        if utf_8.isascii():
            claimed = declared[0] if declared else "utf-8"
            if claimed == "hz" and "~{" in utf_8:
                return "hz", body.decode("hz", "replace")
            return (claimed if claimed in ("utf-8", "gb18030", "big5") else "utf-8"), utf_8
        rival = next((name for name in declared if name in ("gb18030", "big5")), None)
        # a few GBK letters can be valid UTF-8 by chance, a whole page cannot
        short = rival and "utf-8" not in declared and len(body.translate(None, _ASCII)) <= _CHANCE
        other = _strict(body, rival) if rival and short else None
        if rival and other is not None and _plausibility(other) > _plausibility(utf_8):
            return rival, other
        return "utf-8", utf_8
    candidates = [name for name in declared if name not in _DEFAULTS and name != "utf-8"]
    candidates += [name for name in ("gb18030", "big5") if name not in candidates]
    readings = [(name, text) for name in candidates if (text := _strict(body, name)) is not None]
    if readings:
        if len(readings) == 1 or readings[0][0] == "gb18030" == header == meta:
            return readings[0]
        return max(readings, key=lambda reading: _plausibility(reading[1]))
    broken = {name: _lenient(body, name) for name in ("utf-8", *candidates)}
    best = min(broken, key=lambda name: (broken[name].count("\ufffd"), -_plausibility(broken[name])))
    latin = next((name for name in declared if name in _DEFAULTS), None)
    if latin and broken[best].count("\ufffd") * 20 > len(body.translate(None, _ASCII)):
        # no Chinese encoding fits even roughly: the declared western one is true
        return latin, body.decode("cp1252", "replace")
    return best, broken[best]


def _wide_encoding(body: bytes) -> str | None:
    """UTF-16 without a byte order mark, known by the zero bytes of its markup."""
    start = body[:400]
    zeros = start.count(0)
    if zeros * 4 < len(start) or len(start) < 8:
        return None
    return "utf-16-le" if start[1::2].count(0) > start[::2].count(0) else "utf-16-be"


def _strict(body: bytes, encoding: str) -> str | None:
    try:
        return body.decode(_CODECS.get(encoding, encoding))
    except (UnicodeDecodeError, LookupError):
        if encoding != "gb18030" or b"\x80" not in body:
            return None
    text = _lenient(body, encoding)
    return None if "\ufffd" in text else text


def _lenient(body: bytes, encoding: str) -> str:
    try:
        return body.decode(_CODECS.get(encoding, encoding), "jingxun_replace")
    except LookupError:
        return body.decode("utf-8", "replace")


def _replaced(error: UnicodeError) -> tuple[str, int]:
    """One broken byte becomes U+FFFD; a lone 0x80 in GBK bytes is the Euro sign, as browsers read it."""
    assert isinstance(error, UnicodeDecodeError)
    if error.encoding == "gb18030" and error.object[error.start] == 0x80:
        return "€", error.start + 1
    end = error.end if error.encoding == "utf-8" else error.start + 1
    return "\ufffd", end


codecs.register_error("jingxun_replace", _replaced)


def _plausibility(text: str) -> float:
    """How much of the text beyond ASCII is everyday Chinese, 0 to 1.

    Everyday is what GB2312's first level or Big5's first level holds: a wrong reading yields rare Han and odd letters.
    """
    sample = "".join(character for character in text[: _SAMPLE * 4] if character > "\x7f")[:_SAMPLE]
    if not sample:
        return 0.0
    han = "".join(_HAN.findall(sample))
    common = _common(han, "gb2312", b"\xb0\xa1", b"\xd7\xf9")
    traditional = _common(han, "big5", b"\xa4\x40", b"\xc6\x7e")
    odd = len(_ODD.findall(sample))
    other = len(sample) - len(han) - odd
    return (max(common, traditional) + other * 0.5) / len(sample)


def _common(han: str, encoding: str, first: bytes, last: bytes) -> int:
    count = 0
    for character in han:
        encoded = character.encode(encoding, "ignore")
        count += len(encoded) == 2 and first <= encoded <= last
    return count
