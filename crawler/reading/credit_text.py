"""Authors that the text itself names: a credit line of its own, a dateline, brackets at the end.

见习记者 林小禾 · 本报讯（记者 张三 通讯员 李四） · 记者梁小舟报道 · （记者 何晓棠）
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from crawler.items import AuthorFrom, Contributor
from crawler.reading.names import SURNAMES, joined, person

# 特约评论员 石敏, and not 网络评论员 队伍建设
_COMMENTATOR = re.compile(r"(?:本报|本网|本台|本刊|特约)?评论员(?=[\s：:]{0,3}[\u3400-\u9fff]{2,3}(?:[\s、]|$))")
_ROLE = re.compile(
    r"((?:本报|本网|本台|本刊|特约)?(?:通讯员|实习生)|作者|执笔|(?:[\u4e00-\u9fff]{0,14}?)(?:见习|实习|首席|特约|全媒体|融媒体?)?记者|摄影报道|文并摄|摄影|文/图|图/文|文图|图文|供图|报道|整理|"
    r"(?<=[\s\u3000])[文图摄](?=[\s\u3000/]|$)|(?<![\u4e00-\u9fff])(?!视频|图|版面|美术|音频|实习|新媒体)[\u4e00-\u9fff]{0,4}编辑)"
)
_WHOLE = re.compile(
    r"^[\s—–□■●◇◆▲△○-]{0,4}(?:[\u4e00-\u9fffA-Za-z·、-]{0,20}?[ \u3000]{0,4})(?:记者|通讯员|评论员|实习生|撰文|执笔|文/图|图/文|文图|文)[\s\u3000:：/]{0,4}[\u3400-\u9fff·A-Za-z \u3000、,，/／：:&]{2,60}$"
)
# 中央纪委国家监委网站 石小川 通讯员 冯小雨: the medium and its writer, without the word 记者
_OF_MEDIUM = re.compile(
    r"^(?P<medium>[\u4e00-\u9fff]{2,14}(?:网站|网|报|社|台|客户端|杂志))[ \u3000]{1,4}(?P<names>[\u3400-\u9fff]{2,3}(?:[ \u3000、]{1,3}[\u3400-\u9fff]{2,3}){0,5})$"
)
# of a date, a number of readers: a line with one is no reporter's credit
_DIGIT = re.compile(r"\d")
# a paper with a number in its name: 21世纪经济报道记者 石敏
_NUMBERED = "21世纪经济报道"
# what the three need one of
_LINE_HINT = re.compile("记者|通讯员|评论员|实习生|执笔|文| |\u3000|[□■◇◆●▲○]")
# □ 程小曦, □程小曦: a commentator's signature; ■背景 is a heading
_SIGNED = re.compile(
    rf"^(?:[□■◇◆●▲○][ \u00a0\u3000]{{1,3}}|□(?=[{SURNAMES}]))(?P<names>[\u3400-\u9fff]{{2,3}}(?:[ \u3000、]{{1,3}}[\u3400-\u9fff]{{2,3}}){{0,3}})$"
)
# 本报记者 石敏 《 青泽日报 》（ 2021年01月18日 第 03 版）
_ISSUE_ENDING = re.compile(r"\s{0,3}《[^《》]{2,20}》\s{0,3}[（(][^（()）]{6,40}[）)]$")
_NO_NAME = re.compile(
    r"手记|观察(?!报(?:社|记者|[\s\u3000])|网|者网)|调查|了解|获悉|来到|看到|从|在|说|问|采访|体验|随笔|札记|日记|讲述|视角|记忆|走进|直击"
)
_BRACKETED = re.compile(r"^[（(【\[]\s{0,3}([^（()）【】\[\]]{3,80})[）)】\]]$")
_DATELINE = re.compile(
    r"^[^。！？]{0,40}?(?:讯|电|报道|消息|[网报社台])?[\s\u3000]{0,3}[（(]([^（()）]{0,40}?(?:记者|通讯员)[^（()）]{1,60})[）)]"
)
_REPORTER = re.compile(
    r"^(?:[\u4e00-\u9fff]{0,12}?讯)?[\s\u3000]{0,4}(?:[\u4e00-\u9fff]{0,12}?)(?:见习|实习|首席|特约|全媒体)?记者[\s\u3000]{0,3}"
    r"([\u3400-\u9fff·]{2,4}(?:[\s\u3000、,，]{1,3}[\u3400-\u9fff·]{2,4}){0,5}?)[\s\u3000]{0,3}(?:摄影)?报道"
)
_ENDING = re.compile(r"[（(]([^（()）]{0,40}?(?:记者|通讯员|作者|文/图|撰文)[^（()）]{1,60})[）)][\s。]{0,3}$")
# what the three need one of
_HINT = re.compile("记者|通讯员|作者|文/图|撰文")
_EDITOR_ENDING = re.compile(
    r"[\s\u3000]{0,9}[（(【\[]?\s{0,3}(?P<label>责任编辑|编辑|责编|本文编辑|值班编辑)\s{0,3}[:：/]\s{0,3}"
    r"(?P<name>[\u3400-\u9fff·A-Za-z]{1,12}(?:[\s\u3000、,，]{1,3}[\u3400-\u9fff·]{2,4}){0,3})\s{0,3}[）)】\]]?[\s\u3000]{0,3}$"
)
# （青泽市纪委监委 || 责任编辑 石敏）
_BARRED_ENDING = re.compile(
    r"\s{0,9}[（(][\u4e00-\u9fff]{2,20}\s{0,2}\|\|\s{0,2}(?P<label>责任编辑|编辑|责编)\s{0,2}[:：]?\s{0,2}"
    r"(?P<name>[\u3400-\u9fff·]{2,8})\s{0,2}[）)]\s{0,3}$"
)


@dataclass(slots=True)
class TextCredit:
    """An author found in the text.

    line: the number of the paragraph that is nothing but the credit, -1 if none is. medium: for which the author writes,
    where the credit begins with it. editor: whom it names too (青经记者 石敏 青经编辑 方小满).
    """

    author: str | None = None
    author_from: AuthorFrom | None = None
    contributors: list[Contributor] = field(default_factory=list)
    line: int = -1
    evidence: str = ""
    medium: str | None = None
    editor: str | None = None


def text_credit(paragraphs: list[str]) -> TextCredit:
    """The author that a body's first two or last three paragraphs name.

    >>> text_credit(["本报讯（记者 张三）昨日，民警……", "……"]).author
    '张三'
    """
    count = len(paragraphs)
    edges = [number for number in range(count) if number < 2 or number >= count - 3]
    for number in edges:
        if credit := _credit_line(paragraphs[number], number):
            return credit
    for number in edges:
        text = paragraphs[number]
        bracketed = _BRACKETED.match(text) if len(text) <= 90 else None
        patterns = (_DATELINE, _REPORTER, _ENDING) if number < 2 else (_ENDING,)
        for pattern in patterns if _HINT.search(text) else ():
            match = pattern.search(text) if pattern is _ENDING else pattern.match(text)
            if match:
                inner = match[1] if pattern is not _REPORTER else f"记者 {match[1]}报道"
                credit = _credit(inner, "text", -1)
                if credit:
                    credit.evidence = f"in the text: {match[0][-60:].strip()}"
                    return credit
        if bracketed and (credit := _credit(bracketed[1], "text", -1)):
            return credit
        if author := noted(text).get("作者"):
            return TextCredit(author, "text", evidence=f"in the text: {text[:60]}")
    return TextCredit()


def without_issue(text: str) -> str:
    """A line without the paper's issue at its end.

    >>> without_issue("本报记者 石敏 《 青泽日报 》（ 2021年01月18日 第 03 版）")
    '本报记者 石敏'
    """
    return _ISSUE_ENDING.sub("", text) if "《" in text else text


def is_credit_line(text: str) -> bool:
    """Whether a line is nothing but a reporter's credit, without brackets.

    >>> is_credit_line("见习记者 林小禾"), is_credit_line("记者了解到，民警已赶到"), is_credit_line("记者手记")
    (True, False, False)
    >>> is_credit_line("中央纪委国家监委网站 石小川 通讯员 冯小雨"), is_credit_line("□程小曦"), is_credit_line("■背景")
    (True, True, False)
    """
    return _credit_line(text, 0) is not None


def _credit_line(text: str, number: int) -> TextCredit | None:
    """The credit that a paragraph with this number is, None where it is more or none."""
    line = text[2:] if text.startswith(_NUMBERED) else text
    if len(line) > 70 or not _LINE_HINT.search(line) or _DIGIT.search(line):
        return None
    line = joined(line)
    form = _WHOLE.match(line) or _OF_MEDIUM.match(line) or _SIGNED.match(line)
    return _credit(line, "line", number) if form and not _NO_NAME.search(line.replace("在线", "")) else None


def _credit(text: str, author_from: AuthorFrom, line: int) -> TextCredit | None:
    """The persons after 记者, 实习生 and 文; those after 通讯员 and 摄影 are contributors, after 编辑 the editor."""
    text = joined(text.replace("\u00a0", " "))
    if signed := _SIGNED.match(text):
        text = f"作者 {signed['names']}"
    of_medium = _OF_MEDIUM.match(text)
    if of_medium and "记者" not in text:
        text = f"{of_medium['medium']} 记者 {of_medium['names']}"
    if "作者" not in text and "记者" not in text:
        text = _COMMENTATOR.sub("记者", text)
    pieces = _ROLE.split(text)
    authors: list[str] = []
    contributors: list[Contributor] = []
    editor: str | None = None
    if (
        pieces[0].strip(" \u3000:：—□■●◇◆▲△○-")
        and len(pieces) > 1
        and not re.fullmatch(r"[\u4e00-\u9fffA-Za-z·\s\u3000—:：、□■●◇◆▲△○-]{0,24}", pieces[0])
    ):
        return None
    roles = pieces[1::2]
    for position, (role, names) in enumerate(zip(roles, pieces[2::2], strict=True)):
        if role == "文" and authors and roles[position + 1 : position + 2] in (["图"], ["摄"]):
            # 高远山 文 新华社 图: the role stands behind the name
            continue
        bare = names.strip(" \u3000:：/／、，,。—-")
        if not bare:
            continue
        if roles[position + 1 : position + 2] in (["报道"], ["摄影报道"]):
            bare += "报道"  # a place may stand before it
        value = person(bare)
        if value is None:
            if authors:
                break
            return None
        if role.endswith(("记者", "作者", "执笔", "实习生", "文", "文/图", "图/文", "文图", "图文")):
            authors.append(value)
        elif role.endswith("通讯员") or role == "摄影":
            contributors.append(Contributor("通讯员" if role.endswith("通讯员") else role, value))
        elif role.endswith("编辑") and value[0] in SURNAMES:
            editor = value
    if not authors and not contributors:
        return None
    medium = of_medium["medium"] if of_medium else None
    return TextCredit(
        " ".join(authors) or None, author_from if authors else None, contributors, line, text[:60], medium, editor
    )


_EDITOR_BRACKET = re.compile(
    r"[（(【\[][^（()）【】\[\]]{0,40}?(?P<label>责任编辑|编辑|责编)\s{0,2}[:：/]\s{0,2}(?P<name>[\u3400-\u9fff·A-Za-z、 \u3000]{1,24}?)\s{0,2}[）)】\]][\s。]{0,3}$"
)


# 编者按：本文来自微信公众号“青泽笔记”，作者：石敏，编辑：林小禾，青泽在线经授权发布。
_NOTE = re.compile(r"^[【\[（(]?(?:编者按|本文来自|文章来自|本文转载自|本文转自|本文来源)")
_NOTED = re.compile(r"(?P<label>作者|编辑|责编)\s?[:：|丨]\s?(?P<name>[\u3400-\u9fff·A-Za-z 、&]{2,24})")


def noted(paragraph: str) -> dict[str, str]:
    """The author and the editor, by their labels, whom an editor's note on where the text comes from names.

    >>> noted("编者按：本文来自“青泽笔记”，作者：石敏，编辑：林小禾，青泽在线经授权发布。")
    {'作者': '石敏', '编辑': '林小禾'}
    """
    if len(paragraph) > 200 or not _NOTE.match(paragraph):
        return {}
    found = {match["label"]: person(match["name"]) for match in _NOTED.finditer(paragraph)}
    return {label: name for label, name in found.items() if name}


_SOURCE_BRACKET = re.compile(
    r"[（(【\[]\s{0,2}(?:文章|本文|稿件|信息|新闻|内容|图文)?(?:来源|转自|摘自)\s{0,2}[:：]?\s{0,2}(?P<name>[^（()）【】\[\]，。:：]{2,30}?)\s{0,2}[）)】\]][\s。]{0,3}$"
)


def bracketed_source(paragraph: str) -> str | None:
    """The source in brackets that end a text: （来源：新华社）."""
    match = _SOURCE_BRACKET.search(paragraph, max(0, len(paragraph) - 60))
    return match["name"] if match else None


def bracketed_editor(paragraph: str) -> tuple[str, str] | None:
    """The label and name of an editor in brackets that end a paragraph: （翻译/王小辉 编辑/郭小梅）."""
    start = max(0, len(paragraph) - 80)
    match = _EDITOR_BRACKET.search(paragraph, start) if paragraph.find("编", start) >= 0 else None
    return (match["label"], match["name"].strip()) if match else None


def editor_ending(paragraph: str) -> tuple[str, str, str] | None:
    """The paragraph without the labelled editor that ends it, the label and the name; None where none ends it.

    >>> editor_ending("案件正在进一步侦办中。（责任编辑：石敏）")
    ('案件正在进一步侦办中。', '责任编辑', '石敏')
    >>> editor_ending("签订承诺书。（青泽市纪委监委 || 责任编辑 石敏）")
    ('签订承诺书。', '责任编辑', '石敏')
    """
    start = max(0, len(paragraph) - 60)
    if paragraph.find("编", start) < 0:
        return None
    match = _EDITOR_ENDING.search(paragraph, start) or _BARRED_ENDING.search(paragraph, start)
    if not match or match.start() < 2:
        return None
    before = paragraph[: match.start()].rstrip()
    if not re.search(r"[。！？”）)…：；.]$", before) and paragraph[match.start()] not in " \u3000（(【[":
        return None
    return before, match["label"], match["name"].strip()
