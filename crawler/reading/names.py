"""Names of persons and bodies as bylines print them."""

from __future__ import annotations

import re

# what a content system or an idle clerk writes where nobody is named; compared without white space, lower case
_NOBODY = frozenset(
    [
        "未知",
        "佚名",
        "匿名",
        "无",
        "暂无",
        "不详",
        "admin",
        "administrator",
        "root",
        "system",
        "test",
        "guest",
        "webmaster",
        "anonymous",
        "unknown",
        "author",
        "reporter",
        "default",
        "comment",
        "reply",
        "sysadmin",
        "superadmin",
        "manager",
        "editor",
        "管理员",
        "系统管理员",
        "超级管理员",
        "网站管理员",
        "本站编辑",
        "网站编辑",
        "小编",
        "编辑",
        "本站",
        "本网",
        "本网站",
        "本报",
        "本报讯",
        "本网讯",
        "本站讯",
        "本刊讯",
        "本台讯",
        "本站原创",
        "本网原创",
        "原创",
        "网络",
        "互联网",
        "转载",
        "转载文章",
        "网络转载",
        "来自网络",
        "来源网络",
        "网络整理",
        "综合",
        "推荐",
        "其他",
        "其它",
        "null",
        "none",
        "undefined",
        "-",
        "--",
        "/",
        "/",
        "..",
        "0",
        "1",
    ]
)
#: The hundred commonest surnames, of six Chinese in seven.
SURNAMES = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩邓冯曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚沈钟姜崔谭陆范汪廖石金韦贾夏付方邹熊白孟秦邱侯江尹薛闫段雷龙黎史陶贺毛郝顾龚邵万覃武钱戴严莫孔向常"
# as most values are
_NAME = re.compile(rf"[{SURNAMES}][\u3400-\u9fff]{{1,2}}")
_BODY_ENDING = re.compile(
    r"(?:部|局|厅|处|科|委|办|办公室|室|中心|支队|大队|总队|中队|派出所|分局|政府|网|网站|报|报社|社|台|站|院|校|大学|学院|"
    r"公司|集团|协会|学会|委员会|支部|党委|党支部|工会|团委|法院|检察院|机关|客户端|公众号|融媒体?|频道|编辑部|组|队|所|会|办事处|"
    r"街道|银行|医院|学校|杂志|新闻|日报|晚报|快报|时报|发布|平台|工作室|记者站|通讯社|栏目|编辑员|公安|警方|网警|警事|法庭|检察室|监狱|监区)$|^平安[\u4e00-\u9fff]{2,3}$"
)
_PRESS = re.compile("(?:报|网|社|台|新闻|客户端|杂志|在线)$")
# 宣传科, and not 李登科
_DEPARTMENT = re.compile(rf"[^{SURNAMES}][\u4e00-\u9fff]{{1,3}}[科处室部办局队]")
_SHORT_BODY = re.compile(rf"^..[部局厅处办委队组室网报社]$|^[^{SURNAMES}](?!登).科$|^.新闻$")
_ROLE = re.compile(
    r"^(?:[\u4e00-\u9fff]{0,12}?(?:本报|本网|本台|本刊|全媒体|融媒体?|新闻|见习|实习|首席|特约|特派|驻[\u4e00-\u9fff]{2,4}?)?记者"
    r"|[\u4e00-\u9fff]{0,12}?(?:专栏|特约|签约)(?:作者|作家|撰稿人?|评论员)|(?:特约)?撰稿人?|评论员|实习生|通讯员|文图|图文|文(?=[\s:：/／])|文[/／]图?|撰文)[\s:：/／]{0,4}(?=\S)"
)
# 财新 记者 石敏: the medium stands apart; 石敏 记者 林小禾 are two writers
_MEDIUM = re.compile(r"(?P<medium>[\u4e00-\u9fff]{2,8})[ \u3000](?:见习|实习|首席|特约)?记者[\s:：]{1,3}(?=\S)")
_POST = re.compile(
    r"(?:教授|研究员|院长|主任|记者|作者|专家|博士|律师|委员|书记|主席|干事|部|局|院|所|处|系|队|会|校|公司|中心|社|报|网|大学|学院)$"
)
# a post behind a name without a space: 方小满北京大学法学院教授. Only a place tells where the name ends.
_PLACE = (
    "中国|中央|国家|全国|首都|清华|华东|华中|华南|华北|西南|西北|东北|中南|北京|天津|上海|重庆|河北|山西|辽宁|吉林|黑龙江|江苏|浙江|安徽|福建|"
    "江西|山东|河南|湖北|湖南|广东|海南|四川|贵州|云南|陕西|甘肃|青海|内蒙古|广西|西藏|宁夏|新疆|南京|武汉|广州|深圳|成都|杭州|西安|厦门"
)
# of names of two characters that are no places: 记者 石敏 尤佳 报道
_FURTHER_SURNAMES = "颜倪牛温芦季俞章鲁葛伍申尤毕聂丛焦柳邢路岳齐梅庄辛管祝左涂谷祁时舒耿牟卜詹关苗凌费纪靳盛童欧甄项曲成游阳裴席卫查屈鲍霍翁隋甘景单包司柏宁柯阮桂闵解柴华车冉房边楼骆安易殷施饶窦尚兰艾蓝蒲简冷乔丘"
_KNOWN_CITY = rf"(?:{_PLACE}|苏州|温州|宁波|兰州|岳阳|安阳|安庆|安康|安顺|柳州|梅州|桂林|阳江|邢台|龙岩|贺州|万州|哈尔滨|齐齐哈尔|秦皇岛|张家口|连云港|呼和浩特|乌鲁木齐|武汉|郑州|沈阳|石家庄|徐州|常州|常德|唐山|黄石|黄冈|黄山|金华|江门|许昌|马鞍山)"
_CITY = rf"{_KNOWN_CITY}市?|[\u4e00-\u9fff]{{2,6}}[市县区镇省]"
# 石敏 北京报道, 石敏 发自青泽: a place that is known or ends like one, or two characters with which no surname begins
_REPORTED = re.compile(
    rf"[ \u3000]{{1,3}}(?:(?:{_CITY}|[^\W{SURNAMES}{_FURTHER_SURNAMES}][\u4e00-\u9fff])(?:、[\u4e00-\u9fff]{{2,6}}){{0,3}})报道$"
    rf"|[ \u3000]{{0,3}}(?:发自|发于)[\u4e00-\u9fff、]{{2,16}}$|(?:(?<=[{SURNAMES}][\u3400-\u9fff])|(?<=[{SURNAMES}][\u3400-\u9fff]{{2}}))(?:{_KNOWN_CITY})市?报道$|[ \u3000]{{0,3}}报道$"
)
_JOINED_POST = re.compile(rf"(?P<name>[\u3400-\u9fff]{{2,3}}?)(?:{_PLACE})[\u4e00-\u9fff（）、·]{{0,40}}$")
# 林小禾(实习): what is said of a name
_QUALITY = re.compile(r"[（(](?:实习生?|见习|整理|特约)[)）]?|(?:[\s\u3000]摄影|摄影)(?=报道$)")
# 林小禾（青泽大学教育学部副教授）
_BRACKETED_POST = re.compile(r"(?P<name>[^（()）]{1,19}[^（()）摄图绘])[（(][^（()）]{2,40}[）)]?")
# 林小禾，系青泽大学青年教师
_CLAUSE = re.compile(r"[\s，,]{1,3}(?:系|现为|现任|单位)(?=[^、，,]{3})")
# 沈小砚 特约记者 蓝小川 通讯员 方小满: who follows is a writer, or is none
_WRITER = re.compile(r"[\s、，,]{1,4}(?:[\u4e00-\u9fff]{0,6}?记者|实习生|作者)[\s:：]{1,4}")
_NO_WRITER = re.compile(
    r"[\s、，,]{1,4}(?:[\u4e00-\u9fff]{0,6}?(?:通讯员|编辑|责编)|摄影|图|摄|校对|审核|供图|题图来源|题图)[\s:：]{1,4}"
)
_CORRESPONDENT = re.compile(r"[\s、，,]{1,4}(?:特约|实习)?通讯员[\s:：]{1,4}")
_CODE = re.compile(
    r"[\s(（\[【_]{0,4}(?:[A-Za-z]{1,4}[-_]?\d{2,8}|\d{2,8}|(?<![:：])\d{2,8}-\d{3,8}|[A-Z]{2,4})[)）\]】]{0,2}$"
)
#: A name of two characters that are printed apart. What stands before it is asked behind the space: few characters have one.
SPLIT_NAME = re.compile(
    r"([\u4e00-\u9fff])[ \u00a0\u3000](?<![\u4e00-\u9fff·]..)[ \u00a0\u3000]{0,3}([\u4e00-\u9fff])(?![\u4e00-\u9fff·])"
)
_WHITE = re.compile(r"[ \u00a0\u3000]{1,9}")
# 作者最新文章: what a page says of an author
_NO_PERSON = re.compile(
    r"(?:最新|全部|更多|其他|其它|相关|热门)(?:文章|作品|新闻|内容)|作者简介|作者介绍|简介|介绍|声明|推荐|文章|作者|来源|记者|编辑|(?:本报|本网|特约)?评论员|综合(?:整理|报道)?|整理|(?:我要|我来|参与|发表|查看|网友)\S{1,4}|(?:浏览|阅读|点击|访问)\S{0,4}|已认证|登录|注册"
)
# windypine, and not a clerk's gajxxgk or xuanchuanke
_LATIN_PEN_NAME = re.compile(
    r"(?=[a-z]{5,20}$)(?:[b-df-hj-np-tv-xz]{0,3}[aeiouy]{1,3}){2,9}[b-df-hj-np-tv-xz]{0,3}", re.IGNORECASE
)
_PINYIN = re.compile(
    r"(?:(?:[bpmfdtnlgkhjqxryw]|[zcs]h?)(?:[ae](?:i|o|ng?|r)?|i(?:a(?:o|ng?)?|e|u|ng?|ong)?|o(?:u|ng)?|u(?:a(?:i|ng?)?|o|i|n|e)?|ve?)|a(?:i|o|ng?)?|e[inr]?|ou?){1,9}",
    re.IGNORECASE,
)
_PEN_NAME = re.compile(r"[\u3400-\u9fffA-Za-z][\u3400-\u9fffA-Za-z0-9·._-]{1,15}")
# what stands under 作者 where no one is named
_NO_WRITING = re.compile(
    r"整理|综合|报道|转载|转自|摘自|来源|原创|投稿|供稿|来稿|提供|编辑|编译|翻译|记者|通讯员|网友|作者|小编|汇编|采写|推荐|发布|审核|管理|单位|部门|系统|网站|供图|图文|未知|匿名|日期|时间|阅读|浏览|点击|公安|派出所|民警|干事|宣传|宣教|政治处|机关|评论员|大队|支队"
)
_GAP = re.compile(r"[\s、，,;；/／&|▪]{1,6}")
_SEPARATOR = re.compile(r"[\s、，,;；/／&|和▪]{1,6}")
# one name, two joined by 和, or a word of a name in Latin letters
_PERSON = re.compile(
    r"[\u3400-\u9fff]{2,4}(?:[·•．][\u3400-\u9fff]{1,12}){0,3}(?:和[\u3400-\u9fff]{2,4})?|[A-Z][A-Za-z.'’-]{0,20}"
)
_MOST_NAMES = 32
_ENDS = " \t\u00a0\u3000,，;；、:：|/／.。·-—()（）[]【】"


def named(value: str) -> str | None:
    """The value of a byline's label, None where it names nobody (未知, admin, 本站 …).

    >>> named(" 张三 "), named("admin"), named("--")
    ('张三', None, None)
    """
    value = value.strip(" \t\u00a0\u3000,，;；、:：|-—")
    folded = "".join(value.split()).lower().strip("()（）[]【】<>《》")
    return value if folded and folded not in _NOBODY else None


def is_person(value: str) -> bool:
    """Whether a value is one or several persons' names and no department.

    >>> is_person("林小禾"), is_person("石小川 冯小雨"), is_person("青泽大队党支部"), is_person("Anna Lee")
    (True, True, False, True)
    """
    names = [name for name in _GAP.split(joined(value)) if name != "和"]
    return (
        len(names) <= _MOST_NAMES
        and all(map(_PERSON.fullmatch, names))
        and not _is_body(value)
        and not _NO_PERSON.fullmatch(value)
    )


def _is_body(value: str) -> bool:
    if "和" in value and is_organisation(value):
        return True  # 文化和旅游局 is one
    return all(is_organisation(name) for name in _SEPARATOR.split(value) if name)


def is_organisation(value: str) -> bool:
    """Whether a value names a department, a site or a paper.

    >>> is_organisation("文化和旅游局"), is_organisation("王局"), is_organisation("青泽晚报·青泽壹点")
    (True, False, True)
    """
    medium, dot, _ = value.partition("·")
    return (_BODY_ENDING if len(value) > 3 else _SHORT_BODY).search(value) is not None or (
        dot != "" and _PRESS.search(medium) is not None
    )


def joined(value: str) -> str:
    """The value with names of two characters that are printed apart put together.

    >>> joined("张　三 李四")
    '张三 李四'
    """
    if not _WHITE.search(value):
        return value
    return _WHITE.sub(" ", SPLIT_NAME.sub(r"\1\2", value) if SPLIT_NAME.search(value) else value)


def _without_post(value: str) -> str:
    """The names without the post that follows them: 方小满 青泽大学法学院教授, 方小满北京大学法学院教授, 方小满（律师）."""
    bracketed = _BRACKETED_POST.fullmatch(value)
    if bracketed and is_person(bracketed["name"]) and "记者" not in value:
        return bracketed["name"].strip()
    joined_post = _JOINED_POST.match(value) if _POST.search(value) else None
    if joined_post:
        return joined_post["name"]
    words = value.split()
    count = next((number for number, word in enumerate(words) if not is_person(word)), len(words))
    behind = " ".join(words[count:])
    return " ".join(words[:count]) if count and behind and _POST.search(behind) else value


def pen_name(value: str) -> str | None:
    """A name under 作者 that is no person's usual one and no department's: 海边的布丁, 半糖运维_04.

    >>> pen_name("海边的布丁"), pen_name("市局宣传处"), pen_name("windypine"), pen_name("xuanchuanke")
    ('海边的布丁', None, 'windypine', None)
    """
    bare = named(value)
    if (
        bare is None
        or (bare.isascii() and (not _LATIN_PEN_NAME.fullmatch(bare) or _PINYIN.fullmatch(bare)))
        or not _PEN_NAME.fullmatch(bare)
        or is_organisation(bare)
        or _NO_WRITING.search(bare)
    ):
        return None
    return None if _NO_PERSON.fullmatch(bare) else bare


def _is_no_name(word: str) -> bool:
    """Whether a word among names is that of a body; 王建社 is a person."""
    return _DEPARTMENT.fullmatch(word) is not None or (is_organisation(word) and word[0] not in SURNAMES)


def correspondents(value: str) -> list[str]:
    """The correspondents whom an author's value names behind its writers.

    >>> correspondents("石敏 通讯员 方小满")
    ['方小满']
    """
    behind = _CORRESPONDENT.split(value, maxsplit=1)[1:]
    name = person(behind[0]) if behind else None
    return [name] if name else []


def person(value: str) -> str | None:
    """The names in a value, without role words and staff codes; None where no person is named.

    >>> person("本报记者 张三 李四"), person("张三（A012）"), person("记者王小照"), person("宣传部")
    ('张三 李四', '张三', '王小照', None)
    >>> person("张三 实习生 李四 通讯员 王五"), person("张三 李四 北京报道"), person("张三 发自青泽")
    ('张三 李四', '张三 李四', '张三')
    """
    if _NAME.fullmatch(value) and not is_organisation(value):
        return value
    named_value = named(value)
    if named_value is None:
        return None
    named_value = _CLAUSE.split(named_value, maxsplit=1)[0]
    named_value = _QUALITY.sub("", named_value)
    if "报道" in named_value or "发" in named_value:
        named_value = _REPORTED.sub("", named_value)
    writers = _NO_WRITER.split(named_value, maxsplit=1)[0]
    medium = _MEDIUM.match(writers)
    if medium and (
        is_organisation(medium["medium"]) or (len(medium["medium"]) == 2 and medium["medium"][0] not in SURNAMES)
    ):
        writers = writers[medium.end() :]
    bare = _WRITER.sub(" ", writers).replace("▪", " ").strip(_ENDS)
    for _ in range(3):
        bare, count = _ROLE.subn("", bare)
        if not count:
            break
    bare = _without_post(joined(_CODE.sub("", bare)).strip(_ENDS))
    # 青泽网 石敏; 石敏 宣传科
    names = " ".join(word for word in bare.split(" ") if not _is_no_name(word))
    if names and is_person(names):
        bare = names
    if named(bare) is None or not is_person(bare):
        return None
    return bare
