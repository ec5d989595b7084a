"""Bylines, credit lines and closing lines as sites print them: who wrote, who edited, where it stood first."""

from __future__ import annotations

import pytest

from crawler.reading import Reading, read_article

TITLE = "青泽警方破获一起电信网络诈骗案"
TEXT = "昨天下午，民警在路口看到一位老人，就上前询问，原来老人忘了回家的路。"
TIME = "<p>来源：青泽网 2024-05-05 09:12</p>"


def reading(byline: str, first: str = "", last: str = "") -> Reading:
    head = f"<html><head><title>{TITLE}_青泽网</title></head><body><div class=main><h1>{TITLE}</h1>{byline}"
    return read_article(
        f"{head}<div class=content>{first}<p>{TEXT}</p><p>{TEXT[:-1]}呢。</p>{last}</div></div>".encode()
    )


LINES = {
    "[青泽日报] 2024-05-05 09:12": ("青泽日报", None, None),
    "2024-05-05 文/本报讯 来源 | 青泽日报": ("青泽日报", None, None),
    "【字体：大 中 小】 【2024-05-05】 【作者/来源 青泽日报】 【打印】": ("青泽日报", None, None),
    "来源：青泽日报 （记者 林小舟） 2024-05-05": ("青泽日报", "林小舟", None),
    "2024/05/05 09:12 来源：青泽日报客户端 记者 林小舟": ("青泽日报客户端", "林小舟", None),
    "信息来源: 宣传科 2024-05-05 阅读：22": ("宣传科", None, None),
    "作者：宣教科 来源：青泽禁毒 2024-05-05": ("青泽禁毒", None, None),
    "来源: 投稿 作者: 林小舟 2024-05-05": ("投稿", "林小舟", None),
    "作者/来源：石敏 2024-05-05": (None, "石敏", None),
    "作者：石敏 电话：0731-8459000": (None, None, None),
    "作者：邢登科 来源：青泽日报": ("青泽日报", "邢登科", None),
    "来源：青泽新闻 最新更新时间：05/05 11:32": ("青泽新闻", None, None),
    "作者：刑侦支队 林小舟 来源：青泽市公安局 时间：2024-05-05": ("青泽市公安局", "林小舟", None),
    "供稿单位：刑侦支队　供稿人：林小舟　编辑：石敏　时间：2024-05-05": ("刑侦支队", None, "石敏"),
    "时间：2024.05.05 来源：<a href=#>青泽日报</a> 责编：石敏 审核：林小舟": ("青泽日报", None, "石敏"),
    "2024-05-05 09:12 <a href='http://news.example/tag/67215.shtml'> 普洱 </a>": (None, None, None),
}


@pytest.mark.parametrize(("line", "expected"), LINES.items())
def test_a_byline_names_source_author_and_editor(line: str, expected: tuple[str | None, ...]) -> None:
    found = reading(f"<div>{line}</div>")
    assert (found.source, found.author, found.editor) == expected


CREDITS: dict[str, str | None] = {
    "文/本报讯": None,
    "新京报记者 林小舟 北京报道": "林小舟",
    "本报记者 林小舟 石敏 青泽报道": "林小舟 石敏",
    "本报记者 林小舟 石敏报道": "林小舟 石敏",
    "本报记者林小舟北京报道": "林小舟",
    "记者林小舟 青泽市报道": "林小舟",
    "每经记者 林小舟 北京摄影报道": "林小舟",
    "南方日报记者 林小舟 发自广州": "林小舟",
    "本报记者 林小舟 青泽、石城报道": "林小舟",
    "21世纪经济报道记者 林小舟 北京报道": "林小舟",
    "经济观察报 记者 林小舟": "林小舟",
    "（记者 林小舟 北京报道）": "林小舟",
    "文/本报记者 林小舟 图/石敏": "林小舟",
    "记者 | 林小舟 编辑 | 石敏": "林小舟",
    "本报记者 石敏 尤佳 报道": "石敏 尤佳",
    "本报记者 石敏 尤佳 摄影报道": "石敏 尤佳",
    "本报记者 石敏 哈尔滨报道": "石敏",
    "本报记者石敏乌鲁木齐报道": "石敏",
    "本报记者王伟石景山区报道": None,
    "本报记者石敏青泽市报道": None,
    "记者观察报告": None,
}


@pytest.mark.parametrize(("line", "author"), CREDITS.items())
def test_a_credit_line_names_the_writers_and_not_from_where_they_report(line: str, author: str | None) -> None:
    assert reading(TIME, f"<p>{line}</p>").author == author


def test_a_dateline_names_the_writers_and_not_from_where_they_report() -> None:
    line = f"本报记者 林小舟 北京报道　{TEXT}"
    found = reading(TIME, f"<p>{line}</p>")
    assert (found.author, found.author_from) == ("林小舟", "text")
    assert found.body.startswith("本报记者 林小舟 北京报道")


@pytest.mark.parametrize(
    ("line", "author"), [("林小舟", "林小舟"), ("唐山市", None), ("马上评", None), ("大中小", None)]
)
def test_a_name_alone_below_the_title_beside_a_labelled_source_is_the_writer(line: str, author: str | None) -> None:
    assert reading(f"<div>{line}</div>{TIME}").author == author


CLOSING = {
    "责任编辑：林小舟 签审：石敏": "林小舟",
    "责任编辑：林小舟 （0971-1234）": "林小舟",
    "编辑：林小舟　素材来源：刑侦支队": "林小舟",
    "阅读原文": None,
    "点击“阅读原文”查看更多": None,
    "关注“青泽公安”微信公众号，了解更多资讯。": None,
    "更多防骗知识请关注青泽公安公众号。": None,
    "喜欢这篇文章，欢迎点赞、转发给身边的朋友。": None,
}


@pytest.mark.parametrize(("line", "editor"), CLOSING.items())
def test_a_closing_line_is_no_text(line: str, editor: str | None) -> None:
    found = reading(TIME, "", f"<p>{line}</p>")
    assert found.editor == editor
    assert found.body.endswith("呢。")


@pytest.mark.parametrize(
    "line",
    [
        "阅读原文，画出生字词。",
        "让更多知识分子关注乡村振兴",
        "核发：三个工作日",
        "素材：针、线、剪刀",
        "（完）",
        "（林小舟 石敏）",
        "举报电话：110",
        "（作者系青泽大学教授）",
        "附件：1.名单.doc",
    ],
)
def test_a_closing_line_of_the_article_stays(line: str) -> None:
    assert reading(TIME, "", f"<p>{line}</p>").body.endswith(line)


@pytest.mark.parametrize("foot", ["", "<p style='display:none'>分享</p>" * 20])
def test_a_title_element_that_names_the_hospital_whose_page_it_is_says_no_title(foot: str) -> None:
    head = "<title>青泽大学华西医院</title><h4>跨越三千公里的会诊成功</h4><p>时间：2020-11-06 14:32 来源：宣传部</p>"
    page = f"{head}<div>{f'<p>{TEXT}</p>' * 3}</div><p>版权所有：青泽大学华西医院 青ICP备05006357号</p>{foot}"
    assert read_article(page.encode()).title == "跨越三千公里的会诊成功"


def test_a_title_that_a_day_ends_is_no_source() -> None:
    page = f"<title>{TITLE}</title><h1>{TITLE} 2024-05-05</h1><div>{f'<p>{TEXT}</p>' * 3}</div>"
    found = read_article(page.encode())
    assert (found.title, found.source, str(found.timestamp)[:10]) == (TITLE, None, "2024-05-05")


PREFORMATTED = {
    f"　　{TEXT}\n　　民警把老人送回了家。\n\n      青泽市公安局\n      2024年5月5日": [
        TEXT, "民警把老人送回了家。", "青泽市公安局", "2024年5月5日",
    ],
    f"{TEXT}\n民警把老人\n送回了家。\n": [TEXT, "民警把老人送回了家。"],
    "def walk(pages):\n    for page in pages:\n        read(page)": ["def walk(pages): for page in pages: read(page)"],
}  # fmt: skip


@pytest.mark.parametrize(("text", "paragraphs"), PREFORMATTED.items())
def test_the_lines_of_preformatted_prose_are_paragraphs(text: str, paragraphs: list[str]) -> None:
    found = reading(TIME, f"<pre>{text}</pre>")
    assert found.body.split("\n")[: len(paragraphs)] == paragraphs
