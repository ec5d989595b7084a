"""Bylines: labels, separators, values that are missing, and values composed with every separator and order."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.reading.labels import labelled_values
from crawler.reading.lines import boilerplate, byline_reason, is_footer
from crawler.reading.names import is_organisation, named, person
from crawler.reading.survey import EDGE

LINES = [
    ("来源:中国警察网 作者: 时间:2022/1/14 0:00:00", [("source", "中国警察网"), ("author", ""), ("time", "2022/1/14 0:00:00")]),
    ("来源：当代商报 时间：2019-09-23 14:34:05 作者：", [("source", "当代商报"), ("time", "2019-09-23 14:34:05"), ("author", "")]),
    ("信息来源: 发布日期：2024-07-05 13:57", [("source", ""), ("time", "2024-07-05 13:57")]),
    ("来源: | 发布时间: 2018-05-17 | 浏览次数:", [("source", ""), ("time", "2018-05-17"), ("noise", "")]),
    ("来源：珠江商报发布时间：2024-06-25 10:03", [("source", "珠江商报"), ("time", "2024-06-25 10:03")]),
    ("来 源：湘潭日报 责任编辑：欧阳小慧", [("source", "湘潭日报"), ("editor", "欧阳小慧")]),
    ("来　源：警视　作　者：石敏", [("source", "警视"), ("author", "石敏")]),
    ("2024-07-02 08:16来源：石家庄新闻网", [("source", "石家庄新闻网")]),
    ("来源：洪湖市政府　|　发布时间：2018-04-19", [("source", "洪湖市政府"), ("time", "2018-04-19")]),
    ("时间：2024-10-14 来源：办公室字号：默认 小 大", [("time", "2024-10-14"), ("source", "办公室")]),
    ("来源：广西日报 2024-10-17 08:03", [("source", "广西日报")]),
    ("来源：石浦日报【字体：大 中 小】", [("source", "石浦日报"), ("noise", "大 中 小")]),
    (f"来源：云南日报{EDGE}{EDGE}作者：张三", [("source", "云南日报"), ("author", "张三")]),
    (f"来源：{EDGE}求是网{EDGE}参与互动", [("source", "求是网")]),
    ("【责任编辑:任小西】", [("editor", "任小西")]),
    ("[ 责编：孙小鹤 ]", [("editor", "孙小鹤")]),
    ("收藏责任编辑：谢小楠", [("editor", "谢小楠")]),
    ("医院供稿  摄影/张小艳  编辑/苏小芳", [("contributor", "张小艳"), ("editor", "苏小芳")]),
    ("文/图：海小岚", [("author", "海小岚")]),
    ("撰文 | 张三  编辑 | 李四", [("author", "张三"), ("editor", "李四")]),
    ("编辑丨李四", [("editor", "李四")]),
    ("【编辑/排版/校对：李四】", [("editor", "李四")]),
    ("记者、摄影：张三", [("author", "张三")]),
    ("发表于2015-05-20 16:57| 次阅读| 来源CSDN| 0 条评论| 作者魏小满", [("time", "2015-05-20 16:57| 次阅读"), ("source", "CSDN"), ("author", "魏小满")]),
    ("转自《青泽科技报》", [("source", "《青泽科技报》")]),
    ("界面青泽编辑 | 何小湘", [("editor", "何小湘")]),
    ("校对 盛小元", [("contributor", "盛小元")]),
    (f"来源于{EDGE}青泽财经{EDGE}", [("source", "青泽财经")]),
    ("初审编辑：尹小棠", [("contributor", "尹小棠")]),
    ("编辑：石敏 题图来源：视觉青泽", [("editor", "石敏"), ("noise", "视觉青泽")]),
    ("本文来自微信公众号：青泽笔记（ID：qingze），作者：白小汀", [("source", "青泽笔记（ID：qingze）"), ("author", "白小汀")]),
    (f"{EDGE}作者：石敏{EDGE}   {EDGE}王小照{EDGE}   {EDGE}责编：何小湘{EDGE}", [("author", "石敏 王小照"), ("editor", "何小湘")]),
    (f"{EDGE}作者：石敏{EDGE} {EDGE}打印本页{EDGE}", [("author", "石敏")]),
    (f"{EDGE}石敏{EDGE}发布/2024年11月9日 05:00{EDGE}", [("time", "2024年11月9日 05:00")]),
    ("文｜青泽 记者 石敏，实习记者 王小照", [("author", "青泽 记者 石敏，实习记者 王小照")]),
    ("口述｜何小湘", [("contributor", "何小湘")]),
    (f"来源：{EDGE}青泽晚报{EDGE}放大字体", [("source", "青泽晚报")]),
    ("编辑于 2019-08-15", [("time", "2019-08-15")]),
    (f"{EDGE}编辑于小曼{EDGE}", [("editor", "于小曼")]),
    ("编辑：石敏 返回青泽，查看更多", [("editor", "石敏")]),
    ("【供稿单位：体育学院   责任编辑：石敏  方小满】", [("source", "体育学院"), ("editor", "石敏 方小满")]),
    ("责任编辑：石敏  打印本页", [("editor", "石敏")]),
    (f"来源：青泽网{EDGE}{EDGE}268{EDGE}{EDGE}", [("source", "青泽网")]),
    ("青经记者 石敏    青经编辑 方小满    ", [("editor", "方小满")]),
    (f"{EDGE}来源：青泽公安报{EDGE}{EDGE}记者　石敏　通讯员　方小满{EDGE}", [("source", "青泽公安报"), ("author", "石敏 通讯员 方小满")]),
    (f"作者：{EDGE}通讯员 石敏{EDGE}", [("author", "通讯员 石敏")]),
    ("责任编辑：石敏  宣传科", [("editor", "石敏")]),
    ("作者：石敏  办公室", [("author", "石敏")]),
    ("来自：领导信箱", []),
    ("编辑 | 石敏 审核 | 方小满", [("editor", "石敏"), ("contributor", "方小满")]),
    (f"{EDGE}发布时间：20-05-13{EDGE}{EDGE}09:20{EDGE}{EDGE}青泽市公安局官方帐号{EDGE}", [("time", "20-05-13 09:20青泽市公安局官方帐号")]),
    # prose
    ("编辑部推荐博文", []),
    ("编辑点评：值得一试", []),
    ("来自青泽的民警说", []),
    ("校对 工作已经结束", []),
    ("总编辑陈小丹：大家好", []),
    ("县志编辑办公室负责人说", []),
    ("他是二级文学编辑，1990年入职", []),
    ("据了解，审核工作已经结束", []),
]  # fmt: skip


@pytest.mark.parametrize(("line", "expected"), LINES, ids=[line for line, _ in LINES])
def test_labelled_values(line: str, expected: list[tuple[str, str]]) -> None:
    assert [(credit.role, credit.value) for credit in labelled_values(line)[0]] == expected


LABELS = {
    "source": ["来源：", "信息来源:", "稿源：", "来 源："],
    "author": ["作者：", "作 者:"],
    "editor": ["编辑：", "责任编辑:", "责编："],
}
VALUES = {
    "source": ["中国警察网", "警视在线", "省公安厅"],
    "author": ["石敏", "欧阳小慧"],
    "editor": ["陆一鸣", "柳青禾"],
}
SEPARATORS = ["  ", "\u3000", "\u00a0\u00a0", " | ", "　|　", EDGE, f"{EDGE} {EDGE}", " "]


@given(st.data())
def test_any_order_with_any_separator_and_missing_values(data: st.DataObject) -> None:
    roles = data.draw(st.permutations(["source", "author", "editor"]))
    separator = data.draw(st.sampled_from(SEPARATORS))
    expected, pieces = [], []
    for role in roles:
        value = data.draw(st.sampled_from([*VALUES[role], ""]))
        expected.append((role, value))
        pieces.append(data.draw(st.sampled_from(LABELS[role])) + value)
    found, _ = labelled_values(separator.join(pieces))
    assert [(credit.role, credit.value) for credit in found] == expected


NAMES = [
    ("石敏", "石敏"), ("张　三", "张三"), ("本报记者 石小川 冯小雨", "石小川 冯小雨"), ("记者王小照", "王小照"), ("通讯员 李四", "李四"),
    ("王小武_NF4326", "王小武"), ("张三（A012）", "张三"), ("刘小光 SN123", "刘小光"), ("阿依古丽·买买提", "阿依古丽·买买提"),
    ("Anna Xia", "Anna Xia"), ("方小满 青泽大学法学院教授", "方小满"), ("张三、李四", "张三、李四"),
    ("admin", None), ("未知", None), ("系统管理员", None), ("宣传部", None), ("文化和旅游局", None), ("青泽大队党支部", None), ("", None), ("--", None),
    ("财经 记者 石敏", "石敏"), ("石敏 记者 林小禾", "石敏 林小禾"), ("文望青", "文望青"), ("文/石敏", "石敏"),
    ("石敏（青泽大学教授）", "石敏"), ("石敏摄（青泽在线）", None), ("青泽网专栏作者 石敏", "石敏"), ("石和平", "石和平"),
    ("石敏和林小禾", "石敏和林小禾"), ("文章", None), ("A " * 40, None), ("青泽网 石敏", "石敏"), ("石敏 宣传科", "石敏"), ("石敏 摄影报道", "石敏"), ("王建社 李明", "王建社 李明"), ("西斯科·戈麦斯", "西斯科·戈麦斯"), ("石敏 李登科", "石敏 李登科"), ("青泽晚报·青泽壹点", None), ("网友评论", None),
]  # fmt: skip


@pytest.mark.parametrize(("value", "expected"), NAMES)
def test_person(value: str, expected: str | None) -> None:
    assert person(value) == expected


@pytest.mark.parametrize("value", ["本站", "本网", "本站原创", "未知", "Admin", "佚名", "互联网", "（未知）", " - "])
def test_default_values_name_nobody(value: str) -> None:
    assert named(value) is None


def test_an_organisation_is_known_by_its_ending() -> None:
    assert is_organisation("中国警察网")
    assert is_organisation("宣传部")
    assert not is_organisation("石敏")


REASONS = [
    ("【打印本页】 【关闭窗口】", 0, "tool"), ("字号：大 中 小", 0, "tool"), ("分享到：微信 微博 QQ空间", 0, "share"), ("扫一扫在手机打开当前页", 0, "tool"),
    ("上一篇：民警雪夜救援", 8, "navigation"), ("下一篇：没有了", 0, "navigation"), ("首页 上一页 1 2 3 下一页 尾页", 9, "pager"), ("第1页/共1页", 0, "pager"),
    ("相关新闻：", 0, "related"), ("推荐阅读", 0, "related"), ("延伸阅读：民警雪夜救援", 6, "related"), ("当前位置：首页 > 新闻中心", 4, "navigation"),
    ("附件：", 0, "attachment"), ("考试安排表.docx", 9, "attachment"), ("打开APP查看更多精彩评论", 0, "advertisement"),
    ("凡本网注明“来源：XXX（非本网）”的作品，均转载自其它媒体，不代表本网赞同其观点。", 0, "copyright"), ("未经授权不得转载", 0, "copyright"),
    ("版权保护：本网登载的内容版权属青泽在线独家所有。未经青泽在线授权，禁止转载使用。", 0, "copyright"),
    ("广告声明：文内的对外跳转链接用于传递更多信息，结果仅供参考，青泽之家所有文章均包含本声明。", 0, "copyright"),
    ("版权所有：青泽市公安局　ICP备00000000号", 0, "copyright"), ("特别声明：本文为转载，如有侵权请联系删除。", 0, "copyright"),
    ("*文章为作者独立观点，不代表青泽网立场", 0, "copyright"), ("亲爱的青泽网用户:", 0, "tool"), ("1.2万人参与讨论", 0, "tool"),
    ("本文由 石敏 授权 青泽网 发表。转载此文章须经作者同意，并请附上出处及本页链接。", 0, "copyright"), ("收听节目录音", 0, "tool"),
    ("本文仅代表作者观点，不构成投资建议，与本网无关。", 0, "copyright"), ("如发现违规作品，请联系本站删除。", 0, "copyright"),
    ("需要转载的，须经市局批准。", 0, None), ("点击领取“养老补贴”？民警提醒是诈骗", 19, None), ("亲爱的广大用户：", 0, None),
    ("【独家】明日大盘怎么走？点击查看高手实盘", 20, "advertisement"), ("【独家】明日大盘怎么走？点击查看高手实盘", 0, None),
    # text
    ("民警介绍，打印店已关闭。", 0, None), ("1", 0, None), ("二、靠前服务", 0, None), ("他把收藏的邮票分享给孩子。", 0, None),
    ("相关部门已介入调查。", 0, None), ("警方提示：下载软件须谨慎。", 0, None), ("版权意识要从小培养，民警说。", 0, None), ("附件：1.登记表", 0, None),
    ("下一步，警方将加大巡逻力度。", 0, None), ("更多群众走上街头。", 0, None), ("主办单位：市公安局", 0, None),
    ("上个月，青泽警方破获一起案件。", 0, None), ("下一步，警方将继续打击侵权盗版。", 0, None), ("事故位置：G85高速公路青泽段", 0, None), ("新闻链接", 0, "related"),
    ("该团伙未经著作权人许可，擅自复制发行他人作品，涉嫌侵犯著作权罪。", 0, None), ("请市民关注“平安青泽”微信公众号，及时了解信息。", 0, None),
    ("（原标题：民警雪夜救援）", 0, "title"), ("《 青泽日报 》（ 2022年01月14日 第3版）", 0, "byline"),
]  # fmt: skip


@pytest.mark.parametrize(("line", "links", "reason"), REASONS, ids=[row[0] for row in REASONS])
def test_boilerplate(line: str, links: int, reason: str | None) -> None:
    assert boilerplate(line, links) == reason


def test_a_footer_names_who_runs_the_site() -> None:
    assert is_footer("主办：青泽市公安局　技术支持：信息中心")
    assert not is_footer("民警说，联系电话：110，地址：平安路1号。")


BYLINES = [
    ("编辑：石敏", "editor"), ("（责任编辑：石敏）", "editor"), ("校对：简宁  审核：史文涛", "contributor"), ("来源：警视 作者：", "byline"),
    ("民警提醒：小心驾驶", None), ("（作者：方小满 青泽大学教授）", None), ("时间：1月14日上午，地点：市公安局。会议开始。", None), ("记者：你怎么看？", None),
]  # fmt: skip


@pytest.mark.parametrize(("line", "reason"), BYLINES, ids=[row[0] for row in BYLINES])
def test_a_line_of_nothing_but_credits(line: str, reason: str | None) -> None:
    found = byline_reason(line)
    assert (found[0] if found else None) == reason
