"""A whole page to its fields: paragraphs in order and once each, hints, threads."""

from __future__ import annotations

import pickle
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crawler.reading import Hints, Reading, UnreadablePage, objection, read_article

FIXTURES = Path(__file__).parents[2] / "fixtures"
SEED = (FIXTURES / "jingshi/seed_article/page.html").read_bytes()

MENU = "".join(
    f'<li><a href="/c{number}/">{name}</a></li>'
    for number, name in enumerate(["首页", "要闻", "公告", "禁毒", "交警", "办事", "互动"])
)
ROWS = "".join(
    f'<li><a href="/{number}.html">警方发布第{number}号治安提示请群众留意</a><span>2021-12-{number}</span></li>'
    for number in range(10, 20)
)


def page(
    content: str, title: str = "民警开展禁毒宣传活动", byline: str = "来源：警视在线 时间：2022-01-14 08:30"
) -> bytes:
    return f"""<html><head><title>{title}_警视在线</title></head><body>
    <div class="nav"><ul>{MENU}</ul></div><div class="main"><h1>{title}</h1><div class="info">{byline}</div>
    <div class="content">{content}</div></div><div class="side"><h3>热点新闻</h3><ul>{ROWS}</ul></div>
    <div class="foot">版权所有 警视在线 未经授权不得转载</div></body></html>""".encode()


def test_the_seed_article() -> None:
    reading = read_article(SEED, "http://www.jingshi.example/newsshow.aspx?id=1001", "text/html; charset=utf-8")
    assert reading.title == "云南:“净边2021”侦破毒品刑案4900余起"
    assert (reading.source, reading.author, reading.editor) == ("中国警察网", None, "石敏")
    assert reading.channel == ["新闻中心", "禁毒之窗"]
    paragraphs = reading.body.split("\n")
    assert len(paragraphs) == 15
    assert paragraphs[0].startswith("云南地处祖国西南边疆")
    assert paragraphs[-1].endswith("毒品滥用问题得到有效遏制。")
    assert {"byline", "editor", "copyright"} <= {piece.reason for piece in reading.removed}
    assert {"title", "source", "editor", "timestamp", "body", "channel"} <= set(reading.evidence)
    assert objection(reading) is None


def test_what_was_removed_is_the_same_at_each_reading_and_in_another_process() -> None:
    reading = read_article(SEED)
    removed = reading.removed
    assert len(removed) > 3
    assert reading.removed == removed
    copy = pickle.loads(pickle.dumps(reading))
    assert copy == reading
    assert copy.removed == removed


WORDS = [
    "民警",
    "巡逻",
    "辖区",
    "群众",
    "案件",
    "侦破",
    "宣传",
    "毒品",
    "交通",
    "安全",
    "社区",
    "帮助",
    "老人",
    "学生",
    "现场",
    "线索",
    "嫌疑人",
    "抓获",
    "缴获",
    "检查",
]
SENTENCE = st.lists(st.sampled_from(WORDS), min_size=8, max_size=30).map(
    lambda words: "，".join(map("".join, pairwise(words))) + "。"
)
WRAPPERS = [
    "<p>{}</p>",
    "<p>　　{}</p>",
    "<p>&nbsp;&nbsp;{}</p>\n",
    "<div>{}</div>",
    "<p><span style='font-size:16px'>{}</span></p>",
    "{}<br><br>",
    "<section><p>{}</p></section>",
]


@settings(deadline=None)
@given(st.lists(SENTENCE, min_size=2, max_size=12, unique=True), st.sampled_from(WRAPPERS))
def test_paragraphs_come_back_in_order_once_each(sentences: list[str], wrapper: str) -> None:
    reading = read_article(page("".join(map(wrapper.format, sentences))))
    assert reading.body.split("\n") == sentences


@settings(deadline=None)
@given(SENTENCE, st.sampled_from(["b", "strong", "span", "font", "a", "em", "u"]), st.integers(1, 15))
def test_inline_markup_is_joined_without_spaces(sentence: str, tag: str, place: int) -> None:
    marked = f"{sentence[:place]}<{tag}>{sentence[place : place + 4]}</{tag}>{sentence[place + 4 :]}"
    assert read_article(page(f"<p>{marked}</p><p>{sentence}又讯。</p>")).body.split("\n")[0] == sentence


def test_a_body_that_stands_twice_is_taken_once() -> None:
    text = "".join(f"<p>第{number}段，民警在辖区开展巡逻防控工作，受到群众好评。</p>" for number in "一二三")
    reading = read_article(page(f'<div class="pc">{text}</div><div class="wap">{text}</div>'))
    assert len(reading.body.split("\n")) == 3
    assert "duplicate" in {piece.reason for piece in reading.removed}


def test_hints_win_and_a_miss_is_named() -> None:
    body = page(
        "<p>民警在辖区开展巡逻防控工作。</p><p>群众对此表示欢迎。</p><div id='other'><p>这一段由站点指定，是正文。</p></div>"
    )
    reading = read_article(body, hints=Hints(title=("h9", "h3"), body=("#other",), channel=(".none",)))
    assert reading.title == "热点新闻"
    assert reading.body == "这一段由站点指定，是正文。"
    reading = read_article(body, hints=Hints(body=("#missing",)))
    assert reading.fallbacks == ["body"]
    assert reading.body.startswith("民警在辖区")


def test_nothing_is_shared_between_threads() -> None:
    pages = [path.read_bytes() for path in sorted(FIXTURES.glob("*/*/page.html"))[:40]]
    alone = [outcome(body) for body in pages]
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(outcome, pages * 3)) == alone * 3


def outcome(body: bytes) -> Reading:
    return replace(read_article(body, "http://www.example.com/x/"))


@pytest.mark.parametrize("body", [b"", b"   \n", b"<!-- nothing -->"])
def test_an_empty_page_is_refused(body: bytes) -> None:
    with pytest.raises(UnreadablePage, match="empty"):
        read_article(body)


PARAGRAPH = "<p>1月14日，民警在辖区开展禁毒宣传，群众踊跃参与。</p>"
START = page("").decode().split('<div class="content">')[0]
BANNERS = [
    "<a href=/m>手机版</a><p>2024年5月6日 星期一</p>",
    "青泽日报 2024年5月6日 星期一",
    "2024年5月6日 星期一",
    "2024年5月6日 星期一 晴 20℃",
    "2024年5月6日 农历三月廿八",
    "2024年5月6日",
    "2024-05-06 12:30:11",
]


@pytest.mark.parametrize("banner", BANNERS)
@pytest.mark.parametrize("url", [None, "http://www.ga.example.cn/202201/t20220114_1.html"])
def test_the_day_of_the_visit_in_the_head_is_none_of_publication(banner: str, url: str | None) -> None:
    head = f"<title>民警走进校园</title></head><body><div class='top'>{banner}</div><h1>民警走进校园</h1><p>来源：青泽公安</p>"
    reading = read_article(f"<html><head>{head}{PARAGRAPH * 3}".encode(), url)
    assert reading.timestamp_from == ("url" if url else None)


FEET = [
    "<div>版权所有 青泽市公安局 更新时间:2026-11-24 京ICP备1号</div>",
    "<div>主办单位：青泽市公安局</div><div>更新时间：2026-11-24</div>",
    "<div><p>更新时间：2026-11-24</p><p>京ICP备1号</p></div>",
    "<div><p>发布时间：2026-11-24</p><p>网站标识码：0000000001</p></div>",
    "<div>最后更新：2026年11月24日</div>",
    "<div>网站更新日期：2026-11-24</div><div>版权所有 青泽市公安局</div>",
    "<div>Copyright 2026-11-24</div>",
]


@pytest.mark.parametrize("foot", FEET)
@pytest.mark.parametrize("text", [PARAGRAPH * 3, "<p><img src='/upload/1.jpg'></p>"])
def test_the_site_s_own_day_in_the_foot_is_none_of_publication(text: str, foot: str) -> None:
    head = f"<title>民警走进校园</title></head><body><ul>{MENU}</ul><h1>民警走进校园</h1><p>来源：青泽公安</p>"
    reading = read_article(f"<html><head>{head}<div class='con'>{text}</div>{foot}".encode())
    assert reading.timestamp is None, reading.evidence


@pytest.mark.parametrize(
    "line",
    [
        "<div><div>{}</div><p>更新时间：2022-01-14</p></div>{}",
        "<div>{}</div><p>更新时间：2022-01-14</p>{}",
        "<div>{}</div><p>本网版权所有，未经授权不得转载。</p><p>发布时间：2022-01-14</p>{}",
        "<div>{}<p>联系电话：0000-1234567 地址：建设路1号</p></div><p>发布日期：2022-01-14</p>{}",
    ],
)
def test_the_article_s_time_behind_its_text_is_read(line: str) -> None:
    head = f"<title>民警走进校园</title></head><body><ul>{MENU}</ul><h1>民警走进校园</h1><p>来源：青泽公安</p>"
    foot = "<div>版权所有 青泽市公安局 更新时间:2026-11-24 京ICP备1号</div>"
    reading = read_article(f"<html><head>{head}{line.format(PARAGRAPH * 3, foot)}".encode())
    assert str(reading.timestamp) == "2022-01-14 00:00:00+08:00"


FILMS = [
    "<embed src='/v/1.mp4'>",
    "<iframe src='/v/1.mp4'></iframe>",
    "<object data='/v/1.mp4'></object>",
    "<embed src='/v/1.swf'>",
]


@pytest.mark.parametrize("film", FILMS)
def test_an_article_of_nothing_but_a_film_says_so(film: str) -> None:
    page = f"<title>民警走进校园</title><h1>民警走进校园</h1><p>来源：青泽公安 时间：2022-01-14</p><div>{film}</div>"
    assert read_article(page.encode()).body_kind == "video"


FRAMED = [
    "<iframe src='/upload/a.pdf#toolbar=0'></iframe>",
    "<iframe src='/pdfjs/web/viewer.html?file=%2Fupload%2Fa.pdf#page=1'></iframe>",
    "<iframe data-src='/pdfjs/web/viewer.html?v=2&amp;file=../../upload/a.pdf'></iframe>",
    "<embed src='/upload/a.pdf' type='application/pdf'>",
    "<object data='/upload/a.pdf'><a href='/upload/a.pdf'>下载</a></object>",
    "<p><a href='/upload/a.pdf'></a></p><iframe src='/upload/a.pdf'></iframe>",
]


@pytest.mark.parametrize("frame", FRAMED)
def test_an_article_of_nothing_but_a_file_in_a_frame_says_so(frame: str) -> None:
    page = f"<title>夏季打击整治公告</title><h1>夏季打击整治公告</h1><p>来源：青泽公安 时间：2022-01-14</p><div>{frame}</div>"
    reading = read_article(page.encode(), "http://www.ga.example.cn/tzgg/1.html")
    assert (reading.body, reading.body_kind) == ("", "attachment")
    assert [file.url for file in reading.attachments] == ["http://www.ga.example.cn/upload/a.pdf"]
    assert objection(reading) is None


def test_other_frames_are_no_files() -> None:
    frames = (
        "<iframe src='/count.html'></iframe><iframe src='/map?pdf=1'></iframe><embed src='/a.svg'><iframe></iframe>"
    )
    assert read_article(page(f"{PARAGRAPH * 3}{frames}")).attachments == []


def test_what_the_attribute_hidden_hides_is_not_read() -> None:
    page = f"<title>民警走进校园</title><h1>民警走进校园</h1>{PARAGRAPH * 3}<div hidden>编辑：石敏</div>"
    assert read_article(page.encode()).editor is None


@pytest.mark.parametrize(
    ("line", "author", "correspondents"),
    [
        ("作者：石敏　方小满", "石敏 方小满", []),
        ("作者：石敏 通讯员 方小满 时间：2022-01-14", "石敏", ["方小满"]),
        ("作者：石　敏　来源：青泽公安", "石敏", []),
    ],
)
def test_several_names_of_a_byline(line: str, author: str, correspondents: list[str]) -> None:
    reading = read_article(f"<title>民警走进校园</title><h1>民警走进校园</h1><p>{line}</p>{PARAGRAPH * 3}".encode())
    assert reading.author == author
    assert [other.name for other in reading.contributors] == correspondents


@pytest.mark.parametrize("name", ["公告.docx", "公告"])
def test_a_file_behind_a_download_script_is_an_attachment_and_no_text(name: str) -> None:
    line = f"附件【<a href='/system/_content/download.jsp?wbfileid=77'>{name}</a>】已下载<span>12</span>次"
    head = "<title>民警走进校园</title><h1>民警走进校园</h1><p>来源：青泽公安</p>"
    reading = read_article(
        f"{head}<div id=vsb_content>{PARAGRAPH * 3}<p>{line}</p></div>".encode(), "http://a.example/1.htm"
    )
    assert [file.name for file in reading.attachments] == [name]
    assert "附件" not in reading.body


def test_a_department_that_an_element_is_named_for_is_neither_author_nor_source() -> None:
    head = "<title>民警走进校园</title><h1>民警走进校园</h1><div><span class='author'>作者：信息中心</span></div>"
    reading = read_article(f"{head}{PARAGRAPH * 3}".encode())
    assert (reading.author, reading.source) == (None, None)


TITLES = [
    "<h2>民警走进校园</h2><p>来源：青泽公安 时间：2022-01-14</p>",
    "<h2>扫码看清集体“明白账”</h2><p>来源：青泽公安 时间：2022-01-14</p>",
    "<h1>民警走进校园</h1>",
    "<div>民警走进校园</div><div>2022-01-14 08:30更新 来源：青泽公安</div>",
    "<div>民警走进校园</div><div>——记青泽大队的一天</div><div>2022-01-14 来源：青泽公安</div>",
    "<div>民警走进校园</div><div>青泽日报记者 石敏</div><div>2022-01-14 来源：青泽公安</div>",
    "<div>青泽网 &gt; 警务 &gt; 正文</div><div>民警走进校园</div><div>2022-01-14 来源：青泽公安</div>",
]


@pytest.mark.parametrize("head", TITLES)
@pytest.mark.parametrize("stated", ["", "<title></title>", "<title>青泽市公安局门户网站</title>"])
def test_a_title_that_no_title_element_says(head: str, stated: str) -> None:
    title = "扫码看清集体“明白账”" if "扫码" in head else "民警走进校园"
    assert read_article(f"{stated}{head}<div>{PARAGRAPH * 3}</div>".encode()).title == title


def test_rows_with_their_dates_are_no_title() -> None:
    rows = "".join(
        f"<li><span>2022-01-{day}</span><a href=/{day}.htm>民警走进第{day}所校园</a></li>" for day in range(10, 30)
    )
    assert read_article(f"<ul>{rows}</ul>".encode()).title is None


@pytest.mark.parametrize(
    "copy", ["<p>民警走进校园</p>", "<p>民警</p><p>走进校园</p>", "<p>平安青泽</p><p>民警走进校园</p>"]
)
def test_a_copy_of_the_title_above_the_text_is_taken_off(copy: str) -> None:
    head = "<title>民警走进校园</title><h1>民警走进校园</h1><p>来源：青泽公安</p>"
    reading = read_article(f"{head}<div class=content>{copy}{PARAGRAPH * 3}</div>".encode())
    assert "校园" not in reading.body.split("\n")[0]


SENTENCES = [
    "1月14日，民警在辖区开展禁毒宣传，群众踊跃参与。",
    "活动现场共发放宣传册三百余份。",
    "据悉，活动将持续一周。",
]
ABOVE = [
    f"<div class=intro>{SENTENCES[0]}{SENTENCES[1][:9]}...</div>",
    f"<div class=intro>{SENTENCES[0]} {SENTENCES[1]}</div>",
]
BEHIND = [
    "<a href=/>返回青泽，查看更多</a>",
    "</p><p>转播到腾讯微博",
    "</p><p>如果你也喜欢，欢迎点赞，关注“青泽手记”不迷路～",
    "</p><div><b>相关文章</b></div><ul>"
    + "<li><a href=/1.htm>民警走进校园</a>今年以来，民警走进校园。</li>" * 3
    + "</ul><p>",
]


@pytest.mark.parametrize(("above", "behind"), [(above, "") for above in ABOVE] + [("", behind) for behind in BEHIND])
def test_what_repeats_invites_and_leads_elsewhere_is_no_text(above: str, behind: str) -> None:
    text = "".join(f"<p>{sentence}</p>" for sentence in SENTENCES).removesuffix("</p>")
    head = "<title>民警走进校园</title><h1>民警走进校园</h1><p>来源：青泽公安 时间：2022-01-14</p>"
    reading = read_article(f"{head}<div>{above}<div>{text}{behind}</p></div></div>".encode())
    assert reading.body.split("\n") == SENTENCES


OTHER = "记者昨日从有关部门获悉，这项工作将于下月底前全部完成，届时将惠及周边近万户居民。"
BELOW = {
    "list items": f"<ul>{f'<li><a href=/1.htm>民警走进校园</a><p>{OTHER}</p></li>' * 24}</ul>",
    "a date between": f"<ul>{f'<li><a href=/1.htm>民警走进校园</a><i>2022-01-14</i><p>{OTHER}</p></li>' * 24}</ul>",
    "cards": f"<div>{f'<div><h4><a href=/1.htm>民警走进校园</a></h4><div>{OTHER}</div></div>' * 24}</div>",
    "definitions": f"<dl>{f'<dt><a href=/1.htm>民警走进校园</a></dt><dd>{OTHER}</dd>' * 24}</dl>",
    "one line": f"<div>{f'<p><a href=/1.htm>民警走进校园</a>　{OTHER}</p>' * 24}</div>",
    "comments": f"<div>{f'<div><b>网友甲</b><p>{OTHER}</p><i>2小时前</i></div>' * 30}</div>",
    "comments with a heading": f"<h4>热门评论(30)</h4>{f'<p>网友甲</p><p>{OTHER}</p>' * 30}",
    "comments by name": f"<div class='comment-list'>{f'<p>{OTHER}</p>' * 30}</div>",
}


@pytest.mark.parametrize("below", BELOW.values(), ids=BELOW.keys())
def test_what_outweighs_the_text_below_it_is_not_the_text(below: str) -> None:
    text = "".join(f"<p>{sentence}</p>" for sentence in (*SENTENCES, "民警提醒，拒绝毒品，从我做起。"))
    head = "<title>民警走进校园</title><h1>民警走进校园</h1><p>来源：青泽公安 时间：2022-01-14</p>"
    reading = read_article(f"{head}<div>{text}</div><div>{below}</div>".encode())
    assert reading.body.split("\n") == [*SENTENCES, "民警提醒，拒绝毒品，从我做起。"]


LONG = "".join(SENTENCES) * 3
INSIDE = {
    "cases": f"<div>{f'<div><h4>民警走进校园</h4><p>{LONG}</p></div>' * 8}</div>",
    "questions": f"<div>{f'<div><p>问：校园里如何开展禁毒宣传？</p><p>{LONG}</p></div>' * 8}</div>",
    "a section named like comments": f"<h4>评论</h4>{f'<p>{LONG}</p>' * 4}",
}


@pytest.mark.parametrize("inside", INSIDE.values(), ids=INSIDE.keys())
def test_long_sections_below_a_lead_are_text(inside: str) -> None:
    lead = "".join(f"<p>{sentence}</p>" for sentence in (*SENTENCES, "民警提醒，拒绝毒品，从我做起。"))
    head = "<title>民警走进校园</title><h1>民警走进校园</h1><p>来源：青泽公安 时间：2022-01-14</p>"
    reading = read_article(f"{head}<div>{lead}{inside}</div>".encode())
    assert reading.body.startswith(SENTENCES[0])
    assert reading.body.endswith(LONG)
