"""Bytes and declarations that disagree, and any text in any declared or misdeclared encoding."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.reading.decoding import decode

# 镕 喆 are in GBK only, 㛃 and 𠮷 have four bytes in GB18030
TEXT = "公安部：民警何镕、白喆、㛃娜、𠮷田在边境检查站值守，缴获毒品三公斤。"
PAGE = f"<html><head>%s<title>禁毒新闻</title></head><body><p>{TEXT}</p></body></html>"
TRADITIONAL = "<html><head>%s</head><body><p>警方偵破毒品走私案，國家毒品危害防制條例已經修正。</p></body></html>"


def page(meta: str = "") -> str:
    return PAGE % meta


GB2312 = '<meta http-equiv="Content-Type" content="text/html; charset=gb2312">'
LONG_SCRIPT = "<script>" + "var a = 1; // 注释\n" * 400 + "</script>"

# name, text, how the bytes are encoded, Content-Type, encoding that must be found, where from
CASES = [
    ("header gb2312", page(), "gb18030", "text/html; charset=gb2312", "gb18030", "header"),
    ("header gbk", page(), "gb18030", "text/html;charset=GBK", "gb18030", "header"),
    ("meta gb2312", page(GB2312), "gb18030", "text/html", "gb18030", "meta"),
    ("meta gbk short form", page('<meta charset="gbk">'), "gb18030", None, "gb18030", "meta"),
    ("utf-8 as declared", page('<meta charset="utf-8">'), "utf-8", "text/html; charset=UTF-8", "utf-8", "header"),
    ("utf-8 bom beats meta", page(GB2312), "utf-8-sig", None, "utf-8", "bom"),
    ("utf-8 bom beats header", page(), "utf-8-sig", "text/html; charset=gb2312", "utf-8", "bom"),
    ("utf-16 bom beats meta", page(GB2312), "utf-16", None, "utf-16-le", "bom"),
    ("utf-16 without bom", page(GB2312), "utf-16-be", None, "utf-16-be", "bytes"),
    ("meta inside a comment", page(f"<!-- <meta charset=utf-8> -->{GB2312}"), "gb18030", None, "gb18030", "meta"),
    ("meta behind a long script", page(LONG_SCRIPT + GB2312), "gb18030", None, "gb18030", "meta"),
    ("xml declaration", '<?xml version="1.0" encoding="gb2312"?>' + page(), "gb18030", None, "gb18030", "meta"),
    ("no declaration, gbk", page(), "gb18030", None, "gb18030", "bytes"),
    ("no declaration, utf-8", page(), "utf-8", None, "utf-8", "bytes"),
    ("no declaration, big5", TRADITIONAL % "", "big5", None, "big5", "bytes"),
    ("header big5", TRADITIONAL % "", "big5", "text/html; charset=Big5", "big5", "header"),
    ("meta big-5", TRADITIONAL % "<meta charset=big-5>", "big5", "text/html", "big5", "meta"),
    ("header lies: utf-8 over gbk", page(GB2312), "gb18030", "text/html; charset=utf-8", "gb18030", "meta"),
    ("header lies: gb2312 over utf-8", page("<meta charset=utf-8>"), "utf-8", "text/html; charset=gb2312", "utf-8", "meta"),
    ("header is a default", page(GB2312), "gb18030", "text/html; charset=ISO-8859-1", "gb18030", "meta"),
    ("meta lies: utf8 over gbk", page("<meta charset=utf8>"), "gb18030", None, "gb18030", "bytes"),
    ("label x-gbk", page("<meta charset=x-gbk>"), "gb18030", None, "gb18030", "meta"),
    ("label gb-2312", page("<meta charset=gb-2312>"), "gb18030", None, "gb18030", "meta"),
    ("label utf-8mb4", page("<meta charset=utf-8mb4>"), "utf-8", None, "utf-8", "meta"),
    ("label nonsense", page("<meta charset=none>"), "gb18030", "text/html; charset=%s", "gb18030", "bytes"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "codec", "content_type", "encoding", "encoding_from"),
    [case[1:] for case in CASES],
    ids=[c[0] for c in CASES],
)
def test_page_comes_back(text: str, codec: str, content_type: str | None, encoding: str, encoding_from: str) -> None:
    decoded = decode(text.encode(codec), content_type)
    assert decoded.text == text
    assert (decoded.encoding, decoded.encoding_from) == (encoding, encoding_from)


@pytest.mark.parametrize("codec", ["utf-8", "gb18030"])
@pytest.mark.parametrize("content_type", [None, "text/html; charset=utf-8", "text/html; charset=gb2312"])
def test_one_bad_byte_costs_one_character(codec: str, content_type: str | None) -> None:
    good = page().encode(codec)
    place = good.index("民警".encode(codec))
    decoded = decode(good[:place] + b"\xff" + good[place:], content_type)
    assert decoded.encoding == codec
    assert decoded.text.replace("\ufffd", "") == page()
    assert decoded.text.count("\ufffd") == 1


def test_cut_inside_the_last_character() -> None:
    assert decode("案件正在侦办".encode("gbk")[:-1], "text/html; charset=gbk").text == "案件正在侦\ufffd"


def test_euro_sign_of_windows() -> None:
    decoded = decode("缴获".encode("gbk") + b"\x80" + b"500" + "欧元".encode("gbk"), "text/html; charset=gbk")
    assert decoded.text == "缴获€500欧元"
    assert decoded.encoding == "gb18030"


def test_western_page_stays_western() -> None:
    text = "Café Zürich: déjà vu à l'étranger, très près de l'île"
    assert decode(text.encode("cp1252"), "text/html; charset=iso-8859-1").text == text


def test_empty_and_arbitrary_bytes_are_decoded() -> None:
    assert decode(b"").text == ""
    assert decode(bytes(range(256)) * 3).text


# GB2312's first level: the characters of everyday texts
EVERYDAY = [bytes((row, cell)).decode("gb2312") for row in range(0xB0, 0xD7) for cell in range(0xA1, 0xFF)]
CHINESE = st.lists(st.sampled_from(EVERYDAY), min_size=40, max_size=200).map("".join)


@given(
    CHINESE,
    st.sampled_from(["utf-8", "gb18030"]),
    st.sampled_from(["", "utf-8", "gb2312", "gbk", "iso-8859-1", "utf8", "x-gbk", "big5", "nothing"]),
    st.sampled_from(["", "utf-8", "gb2312", "gbk"]),
)
def test_any_text_in_any_declaration(text: str, codec: str, header: str, meta: str) -> None:
    whole = f"<html><head><meta charset='{meta}'></head><body><p>警方通报：昨日，{text}</p></body></html>"
    assert decode(whole.encode(codec), f"text/html; charset={header}" if header else None).text == whole


@pytest.mark.parametrize("text", ["联通", "公安", "警", "镕"])
def test_few_letters_are_read_as_declared(text: str) -> None:
    assert decode(text.encode("gb18030"), "text/html; charset=gb2312").text == text
    assert decode(text.encode(), "text/html; charset=utf-8").text == text


@given(st.binary(max_size=3000))
def test_no_bytes_are_refused(body: bytes) -> None:
    assert isinstance(decode(body, "text/html; charset=gb2312").text, str)


def test_error_handler_is_registered_under_a_name_of_our_own() -> None:
    assert callable(codecs.lookup_error("jingxun_replace"))
