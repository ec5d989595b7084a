"""Labelled values in a line: 来源：中国警察网 作者： 时间：2022/1/14.

A label is a known word, not a part of a longer one, with a colon (or what pages print for one). Its value ends where the
next label, a separator or a page tool begins; so the label after an empty value is never taken for the value.
"""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

from crawler.reading.names import SPLIT_NAME, SURNAMES, is_person
from crawler.reading.survey import EDGE, Block

Role = Literal["source", "time", "author", "editor", "contributor", "noise", "document"]

_WORDS: dict[Role, str] = {
    "source": "来源 本文来源 信息来源 新闻来源 文章来源 稿件来源 内容来源 消息来源 发布来源 资料来源 来源于 来源自 来源网站 来源媒体 来源单位 本文转自 本文转载自 文章转自 "
    "稿源 文章出处 出处 转自 转载自 原创 本文来自微信公众号 文章来自微信公众号 来自微信公众号 文图来源 图文来源 信息提供 发布单位 供稿单位 来稿单位",
    "time": "时间 发布时间 发布日期 发表时间 发表日期 发稿时间 发稿日期 日期 更新时间 更新日期 录入时间 添加时间 上传时间 上传日期 "
    "添加日期 录入日期 加入时间 编辑时间 最后更新 最后更新时间 最新更新时间 发布于 发表于 更新于 发布 公布日期 公布时间 公开日期 公开时间 信息时间 刊发时间 "
    "出版 更新 首发 刊发 发文时间 刊登时间 文章时间 新闻时间 创建时间 提交时间 推送时间 修改时间 编辑于",
    "author": "作者 楼主 本文作者 文章作者 原作者 撰文 撰稿 撰稿人 记者 本报记者 本网记者 文字 文字记者 文 文图 图文 文/图 图/文 文并摄 文·图 采写 采写记者 "
    "信息作者 采访 实习记者 见习记者",
    "editor": "编辑 网站编辑 责任编辑 责编 本文编辑 网络编辑 文字编辑 本期编辑 值班编辑 新闻编辑 网页编辑 执行编辑 本文责编 本文责任编辑 "
    "编辑人 编辑人员 责任编校 选稿 选稿人 编 编辑者 录入编辑 文章编辑",
    "contributor": "通讯员 特约通讯员 摄影 摄影记者 摄 摄像 图 图片 供图 配图 制图 审核 审核人 校对 校对人 校审 审校 审稿 审稿人 "
    "初审 复审 终审 一审 二审 三审 一校 二校 三校 一读 二读 三读 初核 复核 终核 签发 签发人 监制 总监制 出品 出品人 策划 总策划 统筹 "
    "总统筹 主编 副主编 总编 总编辑 副总编辑 值班主任 值班总编 值班编委 编审 编校 核稿 核稿人 排版 美编 美术编辑 视觉 设计 剪辑 "
    "后期 视频 视频编辑 配音 播音 主播 主持 翻译 编译 实习生 供稿 供稿人 投稿 投稿人 来稿 提供 录入 录入员 录入人 "
    "录入者 责任校对 值班领导 审定 审读 监审 审签 编发 发布审核 信息审核 图文编辑 采编 新媒体编辑 音频 动画 海报 文案 运营 执行 "
    "整理 栏目主编 栏目编辑 初审编辑 复审编辑 终审编辑 审核编辑 责任审核 值班 指导 指导老师 图编 版式 版面编辑 图片编辑 口述 新闻审核 内容审核 审阅 海报设计 签审 责审 审发 素材来源 素材提供",
    "noise": "浏览次数 访问次数 阅读次数 点击次数 浏览量 访问量 阅读量 点击量 点击数 点击率 浏览数 阅读数 访问数 点击 浏览 阅读 访问 "
    "人气 热度 次数 字体 字号 字体大小 文字大小 字体显示 打印 分享到 分享至 分享 收藏 评论 评论数 所属分类 分类 栏目 所属栏目 "
    "信息分类 频道 所属频道 关键词 关键字 标签 保护视力色 视力保护色 视力保护 背景色 背景颜色 双击自动滚屏 您是第 我要评论 本文链接 "
    "本文网址 文章链接 原文链接 原文地址 网址 链接 声明 访问量统计 浏览人数 阅读人数 参与评论 语音播报 朗读 "
    "题图来源 题图 封面来源 图源 选择字号 投递人 发布人 发布者 责任单位 版次 版面 期号 主办单位 承办单位",
    "document": "索引号 索引 文号 发文字号 发文机关 发布机构 发文单位 成文日期 生成日期 生成时间 发文日期 主题词 主题分类 有效性 "
    "信息名称 文件名称 公开方式 公开类别 公开形式 公开范围 公文时效 体裁分类 组配分类 服务对象 生效日期 废止日期 失效日期 施行日期 "
    "文件编号 内容概述 信息索引 时效性 实施日期 名称 制发机关 公开机构 公开责任部门",
}
_ROLES: dict[str, Role] = {word: role for role, words in _WORDS.items() for word in words.split()}
# the labels, and what is left of each without its first characters
_ENDINGS = {word[start:] for word in _ROLES for start in range(len(word))}
_GAP = f" \t\r\n\u00a0\u3000{EDGE}"
# a colon behind any other character ends no label
_BEFORE_COLON = "".join(sorted({word[-1] for word in _ROLES})) + _GAP
# so long that they are labels behind any character: 收藏责任编辑：
_UNMISTAKABLE = 4
# 文/图：张三 is one label, 摄影/张三 a label and its value
_COLON = re.compile(
    rf"[:：︰∶/／丨|｜](?<=[{_BEFORE_COLON}].)(?:(?<=[:：︰∶])|(?=(?:19|20)\d\d[-/.年])|(?![\d\s]|[^\s:：]{{1,14}}[:：]))"
)
_RANK: tuple[Role, ...] = ("editor", "author", "source", "time", "contributor", "noise", "document")
_PERSONAL = frozenset(("author", "editor", "contributor"))
_WIDEST_GAP = 8
# CSDN's line: 发表于2015-05-20 16:57| 来源CSDN| 作者魏小满: a label without colon, alone in its element or cell
# what stands before it is asked behind its first character, which most lines do not have: nothing, an edge, a bar or wide space
_BARE_LABEL = re.compile(
    rf"(?P<word>[来作责编发更](?:(?<![^{EDGE}|｜\u3000\u00a0].)|(?<=\s.)(?<![^\s|｜]\s.))"
    r"(?:(?<=来)源[于自]?|(?<=作)者|(?<=责)(?:任编辑|编)|(?<=编)辑(?:于(?=\s?(?:19|20)\d\d)|(?![部室推点]))|(?<=发)(?:表于|布于|布时间)|(?<=更)新于))"
    rf"(?=\s{{0,3}}{EDGE}{{0,4}}\s{{0,3}}[\u4e00-\u9fffA-Za-z0-9])"
)
_LONGEST_BARE = 300
# 编辑 | 李四: WeChat's editors print a bar between spaces; elsewhere that bar parts two labels
_PIPED_LABEL = re.compile(
    r"(?:^|\s)\s{0,3}(?P<word>来源|责任编辑|网站编辑|编辑|责编|作者|撰文|文|图|校对|审核|记者|摄影|统筹|监制|编审|初审|复审|终审)"
    r"\s{1,2}(?:[|丨｜]|[-–—]\s)\s{0,2}(?=[\u4e00-\u9fff]{2})"
)
# 青泽新闻编辑 | 李四; 校对 王五: a line of nothing but a role and who had it
_ROLE_LINE = re.compile(
    rf"[\s{EDGE}（(【\[]{{0,9}}(?:[\u4e00-\u9fff]{{2,8}}?(?=[\u4e00-\u9fff]{{2,4}}\s{{1,3}}[|丨｜]))?(?P<word>责任编辑|编辑|责编|校对|审核|监制|统筹|记者|作者|撰文|摄影|视觉|版式)"
    rf"[\s{EDGE}]{{0,3}}[|丨｜ \u3000][\s{EDGE}]{{0,3}}(?P<names>[\u3400-\u9fff·]{{2,5}}(?:[ \u3000、]{{1,3}}[\u3400-\u9fff·]{{2,5}}){{0,4}})[\s{EDGE}）)】\]]{{0,9}}"
)
_LONGEST_ROLE_LINE = 40
# 作者/来源：青泽日报, in which most print the latter
_EITHER = re.compile(r"(?<![\u4e00-\u9fff])(?:作者[/／]来源|来源[/／]作者)")
# 【记者】石敏
_BRACKETED_LABEL = re.compile(
    r"【(?P<word>来源|作者|记者|文字|撰文|图片|摄影|通讯员|责任编辑|编辑|责编|校对|审核|统筹|剪辑|文案|监制)】(?=\s{0,2}[\u3400-\u9fff])"
)
# 责编 石敏 校对 方小满, each in an element of its own; 青经记者 石敏    青经编辑 方小满
_SPACED_LABEL = re.compile(
    rf"(?:^|[{EDGE}\u3000]|[ \u00a0]{{2}})\s{{0,3}}(?:[\u4e00-\u9fff]{{2,4}}(?=编辑|责编))?(?P<word>责任编辑|编辑|责编|(?<={EDGE})(?<![:：]{EDGE})(?:记者|通讯员)|校对|审核|审校|监制|统筹|一审|二审|三审|初审|复审|终审|值班主任|值班总编)"
    rf"[ \u3000\u00a0](?=[\u3400-\u9fff]{{2,4}}(?:[{EDGE}\s]|$))"
)
# 青泽日报编辑：石敏: the medium before a label belongs to it where a name and nothing else follows
_OF_MEDIUM = re.compile(
    rf"(?:^|[{EDGE}\s\u00a0/／、])(?P<medium>[\u4e00-\u9fff]{{2,12}}?)(?P<word>记者|责任编辑|编辑|责编)$"
)
_NAME_ALONE = re.compile(rf"\s{{0,3}}[\u3400-\u9fff]{{2,4}}(?=$|[\s{EDGE}、，,）)】])")
_LONGEST_MEDIUM = 18
_MEDIUM_ENDS = frozenset("者辑编")
_SPACED_HINT = re.compile(r"[编辑者员对核校制筹审任][ \u3000\u00a0]")
# 石敏　方小满: a wide space between two names, and nothing but names
_WIDE_GAP = re.compile(r"(?<=[\u3400-\u9fff])\u3000(?=[\u3400-\u9fff]{2,4}(?:\s|$))")
# of editors two spaces too, and nothing behind: 石敏  方小满】; 宣传科 and 转载 are no names
_TWO_SPACES = re.compile(
    r"(?<=[\u3400-\u9fff])[ \u00a0]{2,4}(?!原创|转载|供稿|人气|访问)(?=[\u3400-\u9fff]{1,2}[^\W科室处队所局会长员警师生家][\s】）)]{0,9}$)"
)
# 作者：石小敏, and the others in elements of their own
_FURTHER_NAMES = re.compile(
    rf"(?:[ \u00a0\u3000]{{0,4}}{EDGE}[{EDGE}\s]{{0,9}}[{SURNAMES}][\u3400-\u9fff]{{2}}(?=[{EDGE}\s]|$)){{1,5}}"
)
# 发布时间：20-05-13 and 09:20 in elements of their own
_CLOCK_APART = re.compile(rf"(?<=\d){EDGE}{{1,4}}(?=\d\d?[:：])")
_BAR = re.compile("[|丨｜–—-](?:(?<![–—-])|(?<= .) )")
_VALUE_END = re.compile(
    r"[|｜丨【〖]|\u3000|[ \u00a0]{2,}|[\[［(（〔](?=\s{0,3}(?:字|打印|大|收藏|分享|关闭|评论|点击|浏览|阅读|纠错|关键|推荐))"
    r"|\s{1,6}(?=(?:字号|字体|放大|缩小|打印|收藏|分享|关闭|纠错|评论|点击|浏览|阅读|次阅读|举报|推荐|听|参与|我有话|我要|已有|手机看|[繁简](?:[体版中]|(?![\u4e00-\u9fff]))|大\s?中\s?小|"
    r"\[|【|〖|\+|A-|A\+|返回|\d{1,9}\s{0,9}$|\d{4}[-年/.]))"
    rf"|{EDGE}{{1,4}}(?=(?:记者|通讯员)\s)"
    r"|(?:(?<=[\u4e00-\u9fff])|\s)(?=(?:19|20)\d\d\s?[-/.年]\s?\d)"
    r"|(?:打印本页|打印|关闭窗口|分享到|分享至|字号|收藏本|我要纠错|纠错|点击数|浏览次数|扫一扫|返回\w{2,6}，?查看更多)"
)


# 转自《青泽科技报》: a source without colon that fills its line
_REPRINT = re.compile(
    r"^[（(【\[]?\s{0,2}(?:转自|摘自|原载|选自|转载自|来自|据|原标题来源)\s{0,2}(《[^《》]{2,20}》|“[^“”]{2,20}”)[^，。]{0,12}[）)】\]]?$"
)
# of which each of these forms has one: a colon, a bar or a bracket behind a label, what is reprinted, a bare label
_SIGN = re.compile(
    rf"[:：︰∶/／丨|｜】《“来作编责发更对核校制筹审任者员文影觉式辑](?:(?<=[{_BEFORE_COLON}][:：︰∶/／丨|｜】])|(?<=[自载据源\s][《“])"
    rf"|(?<=[对核校制筹审任者员文影觉式辑编])\s|(?<![^\s|｜].)(?:(?<=来)源|(?<=作)者|(?<=编)辑|(?<=责)(?:编|任编辑)|(?<=发)(?:表于|布)|(?<=更)新于))"
)


class Credit(NamedTuple):
    """A labelled value. label, value: as printed, without colon and separators; value may be empty."""

    role: Role
    label: str
    value: str
    start: int
    end: int


def labelled_values(parts: str) -> tuple[list[Credit], str]:
    """The labelled values of a line, and what of the line belongs to none.

    parts: the line's text with ``EDGE`` where inline elements begin and end.

    >>> found, rest = labelled_values("来源：中国警察网 作者： 时间：2022/1/14 0:00:00")
    >>> [(credit.role, credit.value) for credit in found]
    [('source', '中国警察网'), ('author', ''), ('time', '2022/1/14 0:00:00')]
    """
    if not _SIGN.search(parts):
        return [], parts  # most lines
    parts, either = _EITHER.subn("   来源", parts) if "/" in parts or "／" in parts else (parts, 0)
    if len(parts) < _LONGEST_ROLE_LINE and (alone := _ROLE_LINE.fullmatch(parts)):
        word = alone["word"]
        return [Credit(_ROLES[word], word, alone["names"], alone.start("word"), alone.end("word"))], ""
    reprint = _REPRINT.match(parts) if len(parts) < 60 else None
    if reprint:
        return [Credit("source", "转自", reprint[1], 0, len(parts))], ""
    labels = _labels(parts)
    found: list[Credit] = []
    rest = [parts[: labels[0][1]]] if labels else [parts]
    for index, (role, start, end, label) in enumerate(labels):
        limit = labels[index + 1][1] if index + 1 < len(labels) else len(parts)
        value, after = _value(role, parts[end:limit])
        if either and role == "source" and is_person(value):
            role, label = "author", "作者"
        found.append(Credit(role, label, value, start, end))
        rest.append(after)
    return found, EDGE.join(rest)


def credits_of(block: Block) -> list[Credit]:
    """The labelled values of a block."""
    if block.credits is None:
        block.credits = labelled_values(block.parts)
    return block.credits[0]


def rest_of(block: Block) -> str:
    """What of a block belongs to no labelled value."""
    if block.credits is None:
        block.credits = labelled_values(block.parts)
    return block.credits[1]


def _labels(parts: str) -> list[tuple[Role, int, int, str]]:
    """The labels of a line: role, start, end behind the colon, the label without spaces."""
    labels: list[tuple[Role, int, int, str]] = []
    behind = 0
    for colon in _COLON.finditer(parts):
        label = _label_before(parts, behind, colon.start())
        if label:
            start, role = _joined(parts, behind, label)
            labels.append((role, start, colon.end(), label[1]))
            behind = colon.end()
        elif (
            parts[colon.start() - 1 : colon.start()] in _MEDIUM_ENDS
            and (medium := _OF_MEDIUM.search(parts, max(behind, colon.start() - _LONGEST_MEDIUM), colon.start()))
            and _NAME_ALONE.match(parts, colon.end())
        ):
            word = medium["word"]
            labels.append((_ROLES[word], medium.start("medium"), colon.end(), word))
            behind = colon.end()
    if len(parts) >= _LONGEST_BARE:
        return labels
    others = [*_BARE_LABEL.finditer(parts)]
    if _BAR.search(parts):
        others += _PIPED_LABEL.finditer(parts)
    if "【" in parts:
        others += _BRACKETED_LABEL.finditer(parts)
    if _SPACED_HINT.search(parts):
        others += _SPACED_LABEL.finditer(parts)
    if others:
        taken = [(start, end) for _, start, end, _ in labels]
        for match in others:
            start, end = match.start("word"), match.end()
            if not any(begin < end and start < stop for begin, stop in taken):
                labels.append((_ROLES[match["word"]], start, end, match["word"]))
        labels.sort(key=lambda label: label[1])
    return labels


def _joined(parts: str, first: int, label: tuple[int, str]) -> tuple[int, Role]:
    """Where labels that share a value begin, and which of their roles counts most: 编辑/排版：张三."""
    start, role = label[0], _ROLES[label[1]]
    while start - 1 > first and parts[start - 1] in "/／、&":
        other = _label_before(parts, first, start - 1)
        if other is None or other[0] == start:
            break
        start = other[0]
        role = min(role, _ROLES[other[1]], key=_RANK.index)
    return start, role


def _label_before(parts: str, first: int, colon: int) -> tuple[int, str] | None:
    """Where the label that a colon ends begins, and the label; its characters may be printed apart (来 源)."""
    found: tuple[int, str] | None = None
    word = ""
    position = colon
    gap = 0
    while position > first and gap <= _WIDEST_GAP:
        position -= 1
        character = parts[position]
        if character in _GAP:
            gap += 1
            continue
        if character != "/" and not character.isalnum():
            break
        gap = 0
        word = character + word
        if word not in _ENDINGS:
            break
        if word in _ROLES and (len(word) >= _UNMISTAKABLE or position == first or not _joins(parts[position - 1])):
            found = position, word
    return found


def _joins(character: str) -> bool:
    """Whether a character before a label makes it part of a longer word; a digit does not: 08:16来源：."""
    return character.isalpha()


def _value(role: Role, raw: str) -> tuple[str, str]:
    """The value and what follows it in the line."""
    if role == "editor":
        raw = _TWO_SPACES.sub(" ", raw)
    if role in _PERSONAL and "\u3000" in raw:
        raw = _WIDE_GAP.sub(" ", raw)
        raw = SPLIT_NAME.sub(r"\1\2", raw)
    lead = len(raw) - len(raw.lstrip(_GAP))
    if role == "time":
        # a date and its clock may stand apart
        raw = _CLOCK_APART.sub(" ", raw)
        end = len(raw)
    else:
        match = _VALUE_END.search(raw, lead)
        end = match.start() if match else len(raw)
        if EDGE in raw[:lead]:
            # a value in an element of its own ends with it
            edge = raw.find(EDGE, lead)
            end = min(end, edge) if edge > 0 else end
    further = ""
    if role == "author" and (more := _FURTHER_NAMES.match(raw, end)):
        further, end = more[0].replace(EDGE, " "), more.end()
    value = raw[lead : end - len(further)].replace(EDGE, "") + further
    value = " ".join(value.split()).strip(" ,，;；、|｜·").removesuffix(" /")
    return _unbracketed(value), raw[end:]


def _unbracketed(value: str) -> str:
    """The value without a bracket that was opened before its label: 【责任编辑:张三】."""
    if value[-1:].isalnum():
        return value
    for opening, closing in ("()", "（）", "[]", "【】", "〔〕", "［］", "〖〗"):
        if value.endswith(closing) and opening not in value:
            value = value[:-1].rstrip()
    return value
