"""What looks like a page's furniture and is the article's: no rule that takes something off may take these."""

from __future__ import annotations

import re

import pytest

from crawler.reading import read_article

SENTENCES = [
    "1月14日，民警在辖区开展禁毒宣传，群众踊跃参与。",
    "活动现场共发放宣传册三百余份。",
    "民警提醒，拒绝毒品，从我做起，共建平安家园。",
]
HEAD = "<title>民警走进校园</title><h1>民警走进校园</h1><p>来源：青泽公安 时间：2022-01-14</p>"

LINES = [
    "受到了广大上班族的欢迎和点赞，半年来共办理业务三千余件。",
    "民警关注每一位走失老人，让他们回家不迷路。",
    "本报讯 4月26日，青泽市公安局开展版权保护宣传活动。",
    "参与虚拟货币交易风险自担，发现犯罪线索请及时举报。",
    "法院认为，广告拦截插件的行为构成不正当竞争。",
    "视频点击量破百万，引发广泛关注",
    "商务合作：双方签订了框架协议",
    "1月13日20时15分，城关派出所接到群众报警：",
    "1月20日前完成电动自行车登记上牌",
    "一、前期准备（1月10日至1月20日）",
    "更新：走失男孩已找到",
    "需要注意的是，客户端无法使用新接口，团队在升级时需要保留旧客户端。",
    "刑事案件-12.30%",
    "■武汉",
    "亲爱的网友：",
    "现公示如下：",
    "来自青泽的民警说，他们会继续巡逻。",
    "编辑部的电话彻夜未断",
]


@pytest.mark.parametrize("place", range(4))
@pytest.mark.parametrize("line", LINES)
def test_a_line_of_the_article_stays(line: str, place: int) -> None:
    lines = [*SENTENCES[:place], line, *SENTENCES[place:]]
    reading = read_article(f"{HEAD}<div>{''.join(f'<p>{text}</p>' for text in lines)}</div>".encode())
    assert reading.body.split("\n") == lines
    assert reading.author is None


LEAD = "".join(f"<p>{sentence}</p>" for sentence in SENTENCES)
CASES = [f"1月{day}日，青泽大队民警在巡逻中查获涉毒人员{day}名，案件正在办理中。" for day in range(2, 9)]
STRUCTURES = {
    "digest": LEAD
    + "".join(f"<p><a href=/1.htm>青泽大队工作动态之{len(case)}{case[2]}</a></p><p>{case}</p>" for case in CASES),
    "digest without a lead": "".join(f"<h3><a href=/1.htm>工作动态之{case[2]}</a></h3><p>{case}</p>" for case in CASES),
    "questions": f"{LEAD}<div>{''.join(f'<div><div>问题{case[2]}：如何处理？</div><div>{case}</div></div>' for case in CASES)}</div>",
    "a section on comments": f"{LEAD}<h3>网友评论</h3><p>{CASES[0]}</p><p>{CASES[1]}</p>",
    "linked headings": f"{LEAD}<h3><a href=/1.htm>青泽大队查获涉毒人员</a></h3><p>{CASES[0]}</p>",
    "an address in a list": f"{LEAD}<p>举报网址如下：</p><ul><li><a href=/1.htm>青泽市公安局举报平台</a></li></ul><p>{CASES[0]}</p>",
    "a way to enrol": f"{LEAD}<p><a href=/1.htm>点击进入报名系统</a></p><p>{CASES[0]}</p>",
    "signature in elements": f"{LEAD}<p><span>青泽市公安局</span> <span>2022年1月14日</span></p>",
    "names in elements": f"{LEAD}<p><strong>石小敏</strong> <strong>林小禾</strong> <strong>方小满</strong></p>",
    "laws in a background": f"{LEAD}<p>新闻链接</p>{''.join(f'<p>根据<a href=/1.htm>《禁毒法》</a>，{case}</p>' for case in CASES)}",
    "total that ends a table": f"{LEAD}<table><tr><td>项目</td><td>数量</td></tr><tr><td>合计</td><td>3.2万</td></tr></table>",
}


@pytest.mark.parametrize("structure", STRUCTURES.values(), ids=STRUCTURES.keys())
def test_a_part_of_the_article_stays(structure: str) -> None:
    reading = read_article(f"{HEAD}<div class=TRS_Editor>{structure}</div>".encode())
    assert re.sub(r"\s", "", reading.body) == re.sub(r"<[^>]*>|\s", "", structure)


TITLES = ["警情通报（2022年1月14日）", "青泽市公安局2022年1月14日警情通报", "2022年1月1日起施行新规定，这些行为要处罚"]


@pytest.mark.parametrize("title", TITLES)
@pytest.mark.parametrize("element", ["h1", "div"])
@pytest.mark.parametrize("stated", ["", "<title>青泽市公安局</title>"])
def test_a_heading_with_a_date_is_a_title(title: str, element: str, stated: str) -> None:
    page = f"{stated}<{element}>{title}</{element}><p>来源：青泽公安 时间：2022-01-14</p><div>{LEAD}</div>"
    assert read_article(page.encode()).title == title


NO_AUTHORS = [
    "gajxxgk",
    "user01",
    "webmaster",
    "城关派出所民警",
    "青泽公安新媒体",
    "政治处宣教",
    "本报评论员",
    "综合整理",
]


@pytest.mark.parametrize("value", NO_AUTHORS)
def test_an_account_or_a_department_is_no_author(value: str) -> None:
    page = HEAD.replace("时间", f"作者：{value} 时间")
    assert read_article(f"{page}<div>{LEAD}</div>".encode()).author is None


def test_a_heading_beside_the_article_is_no_title() -> None:
    text = "".join(f"<p>{sentence}</p>" for sentence in SENTENCES)
    rows = "".join(f"<li><a href=/{day}.htm>警营开放日活动举行</a> 2022-01-0{day}</li>" for day in range(2, 5))
    reading = read_article(
        f"<title>青泽警视网</title><div class=title>民警走进校园</div><div class=info>来源：青泽公安 2022-01-13 10:40</div>"
        f"<div class=content>{text}</div><div class=side><h3>工作动态</h3><ul>{rows}</ul></div>".encode()
    )
    assert (reading.title, reading.body.split("\n")) == ("民警走进校园", list(SENTENCES))


def test_the_title_below_a_byline_inside_the_text_is_no_paragraph() -> None:
    byline = "<p>来源：青泽公安</p><p>时间：2022-01-14</p><p>字号：大 中 小</p><p>平安在行动</p><p>民警走进校园</p>"
    reading = read_article(f"<title>民警走进校园</title><h1>民警走进校园</h1><div>{byline}{LEAD}</div>".encode())
    assert reading.body.split("\n") == list(SENTENCES)


@pytest.mark.parametrize(
    ("printed", "expected"), [("12-30 09:20", "2021-12-30T09:20:00+08:00"), ("2022-01-14", "2022-01-14T00:00:00+08:00")]
)
def test_an_update_tells_the_year_and_nothing_else(printed: str, expected: str) -> None:
    head = f'<meta itemprop=dateUpdate content="2022-01-02 10:00">{HEAD.replace("2022-01-14", printed)}'
    timestamp = read_article(f"{head}<div>{LEAD}</div>".encode()).timestamp
    assert timestamp is not None
    assert timestamp.isoformat() == expected


@pytest.mark.parametrize("update", ["更新：2022-01-15 09:00", "<span>编辑于 2022-01-15 09:00</span>"])
def test_a_later_update_is_no_publication(update: str) -> None:
    head = HEAD.replace("来源：青泽公安 时间：2022-01-14", f"2022-01-14 08:30 来源：青泽公安 {update}")
    timestamp = read_article(f"{head}<div>{LEAD}</div>".encode()).timestamp
    assert timestamp is not None
    assert timestamp.isoformat() == "2022-01-14T08:30:00+08:00"
