"""What a line near an article is, when it is no part of it: a tool, a copyright note, a link to another article.

Each rule looks at one line that stands by itself; none cuts inside a paragraph.
"""

from __future__ import annotations

import re
from functools import lru_cache

from crawler.reading.labels import Credit, credits_of, labelled_values, rest_of
from crawler.reading.survey import EDGE, UNKNOWN, Block

_TOOL = re.compile(
    r"打印本页|打印本稿|打印此页|打印文章|打印该页|我要打印|打印预览|打印|关闭窗口|关闭本页|关闭页面|关闭此页|关闭当前页面?|关闭|返回顶部|返回首页|返回列表|"
    r"返回上一?页|返回上一级|回到顶部|返回|字号|字体大小|文字大小|字体|大小|超大|默认|标准|正常|放大|缩小|大|中|小|特|收藏本页|收藏此页|加入收藏|添加收藏|"
    r"收藏|我要纠错|反馈|内容纠错|网站纠错|页面纠错|纠错|举报|推荐给?好?友?|复制链接|复制|全文下载|word下载|pdf下载|word|pdf|下载|听全文|听新闻|语音播报|语音|"
    r"朗读|播放|暂停|继续|停止|点赞|喜欢|不喜欢|有用|赞|踩|顶|条?评论|发表|我要|查看|参与讨论|参与|浏览次数|访问次数|阅读次数|点击次数|浏览量|阅读量|点击量|"
    r"点击数|访问量|次数|人气|浏览|阅读|点击|次|人|保护视力色|视力保护色|背景色|繁體|繁体|简体|无障碍浏览?|长者模式|手机版|手机看新闻|"
    r"设为首页|目录|全屏|原图|展开全文|阅读全文|阅读剩余全文|收起|展开|更多|加载中|正在加载|投稿|订阅|正文|图集|文章导航|浏览器|"
    r"发送给朋友|发给好友|返回页首|双击自动滚屏|滚屏|保存|本页|本稿|窗口|此页|文章|责任编辑|编辑|编|"
    r"关注|A[+-]|T[+|]|[Tt]|\d{1,9}(?:\.\d{1,2})?[Ww万]?\+?",
    re.IGNORECASE,
)
_SHARE = re.compile(
    r"分享到|分享至|分享给|分享文章|共享此文章|分享让更多人看到|让更多人看到|分享|一键|转发到?|转播到?|微信好友|微信朋友圈|微信扫一扫|微信|新浪微博|腾讯微博|网易微博|搜狐微博|微博|朋友圈|QQ空间|QQ好友|QQ|"
    r"Qzone|空间|人民微博|人人网|开心网|豆瓣网?|百度贴吧|贴吧|钉钉|抖音|今日头条|头条|知乎|Facebook|Twitter|邮件|：|:",
    re.IGNORECASE,
)
_PUNCTUATION = re.compile(r"[\W_]+")
_SCAN = re.compile(
    r"^.{0,12}(?:扫一扫|扫描?(?:下方|左侧|右侧|上方|左边|右边|上面|下面|此|以下)?二维码|扫码|长按.{0,8}(?:识别|二维码)|手机扫描|用手机(?:查看|浏览|打开)).{0,40}$"
)
_APP = re.compile(
    r"^.{0,20}(?:下载\s?(?:[“”\"《》\w]{0,14})?(?:客户端|APP)|打开(?:[“”\"《》\w]{0,14})?(?:客户端|APP)|前往[^，。]{0,16}(?:客户端|APP)|"
    r"(?:点击|长按)(?!量|率|数)[^。]{0,14}关注|关注[^，。]{0,24}(?:公众号|微信|视频号|官微|抖音号)|更多(?:精彩|资讯|内容|新闻|热点|[^。，]{0,6}知识(?=，?请(?:关注|下载|收听|收看)))[^。]{0,24}(?:关注|下载|收听|收看|客户端|APP|公众号)|"
    r"欢迎(?:关注|下载|订阅|扫码)|(?:相关|更多)[^。，]{0,12}请?(?:关注|点击|查看)[:：]).{0,60}$",
    re.IGNORECASE,
)
# what an advertiser must say before its text
_ADVERTISEMENT = re.compile(r"advertisement|[【\[（(]?(?:广告|推广)[】\]）)].{0,76}", re.IGNORECASE)
_MARKED_ADVERTISEMENT = re.compile(rf"[{EDGE}\s]{{1,9}}广告\s{{0,3}}{EDGE}")
# how to send news in, and what an app's owner wants of its readers
_APPEAL = re.compile(
    r"(?:新闻线索|爆料|报料|投稿)[^。]{0,40}(?:热线|电话|微信|QQ|邮箱|欢迎|采纳|登录|拨打)|(?:热线|欢迎)[^。]{0,20}(?:爆料|报料|新闻线索)"
    r"|^(?:喜欢[^。，]{0,10}，)?欢迎(?:大家|各位|您|你)?(?:点赞|转发|关注|收藏|留言)[^。]{0,20}(?:点赞|关注|转发)?|^欢迎[^。，]{0,6}(?:点赞|转发)|关注(?:我们?|本号|公众号|[“《][^”》]{1,16}[”》])[^。]{0,8}不迷路|(?:点赞|在看|转发)三连|^读者热线|^(?:特别)?提[醒示][^。]{0,20}(?:图片|作品)|索取稿酬|撤下您的作品"
    r"|^关注[“《]?[^，。]{2,16}公众号，(?:了解|获取|获得|查看)更多[^。，]{0,16}[。！]?$|^亲爱的(?:用户|读者|网友)[^。]{0,40}客户端|客户端[^。，]{0,8}(?:改版|升级)[^。]{0,20}客户端",
    re.IGNORECASE,
)
# a portal's link behind the last sentence
_WAY_BACK = re.compile(r"(?<=[。！？”）)….!?~～])\s{0,9}返回\w{2,6}，?查看更多\s{0,9}$")
_END = re.compile(r"[\W_]{0,9}(?:the\s)?end[\W_]{0,9}", re.IGNORECASE)
# what a player or a script left: 8f5c7d1e2a3b4c5d
_IDENTIFIER = re.compile(r"(?=[A-Za-z]{0,40}\d)[0-9A-Fa-f]{24,64}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
# these and _OWN are asked of lines in lower case
_COPYRIGHT = re.compile(
    r"版权(?:所有|声明|归|均?属|说明)|copyright|all rights reserved|©|&copy;|icp[备证]|公网安备|网站标识码|"
    r"(?:未经|未获|没有)[^。]{0,30}(?:授权|许可|允许|同意|书面)[^。]{0,40}(?:转载|使用|复制|摘编|镜像|不得|禁止)|"
    r"(?:转载|引用)[^。]{0,12}请?(?:注明|标明)|转载请|转载[^。]{0,6}须经作者|information storage space|违者必究|免责声明|特别声明|郑重声明|"
    r"凡(?:本网|本站|本报|注明|[^。，]{0,16}注明|[^。，]{0,20}转载)|转载目的在于|"
    r"不代表[^。]{0,6}(?:网|站|台|报|栏目|平台|公众号|号)[^。]{0,4}(?:赞同|立场|观点)|(?:并不|不)代表本|"
    r"(?:如有|若有|如涉及?|涉及|如发现|若)[^。]{0,16}(?:侵权|版权|违规|异议)[^。]{0,40}(?:联系|删除|告知)|侵权必究|"
    r"(?:文章|稿件|图片|内容)[^。]{0,12}版权归|许可证(?:编?号)?[:：]|(?:违法和)?不良信息举报|(?:电子)?信息服务许可证|有著作权的作品|(?:文章|内容|稿件|作品)均(?:包含|适用|受)本声明|不构成[^。]{0,8}建议"
)
_COPYRIGHT_START = re.compile(
    r"^[\s（(【\[*※◆●★]{0,4}(?:版权|免责|特别|郑重|法律|重要|广告)?(?:声明|说明|提示|保护)[:：】\]]|^[（(【\[]?(?:版权声明|免责声明|特别声明|特别提示|法律声明|郑重声明|版权说明)"
    r"|^凡.{0,40}(?:来源|作品|稿件|转载)|^(?:以上|本文|本站|本网)[^。]{0,20}(?:转载|版权|不代表|原创)[^。]{0,60}(?:转载|联系|删除|立场|负责|授权|所有)"
    r"|^[^。]{0,12}版权所有|^copyright|^©|^未经[^。]{0,20}(?:授权|许可|同意|允许)|^转载请|^[^。]{0,10}icp备|^[*（(]?(?:文章|本文)(?:仅|只)?(?:为|系|代表)作者[^。]{0,6}观点|^“特别声明：|^本文由[^。]{1,30}授权|^notice: the content above"
)
_FOOTER = re.compile(
    r"主办(?:单位)?[:：]|承办(?:单位)?[:：]|技术支持[:：]|网站标识码|邮编[:：]|邮政编码[:：]|联系电话[:：]|地址[:：]|建议使用.{0,24}(?:浏览器|分辨率)|您是第.{0,20}(?:位|访问)|"
    r"总访问量[:：]|访问量[:：]|技术维护|运行维护|隐私(?:政策|声明)|关于我们|联系我们|网站地图|法律声明|用户协议|诚聘英才|广告(?:业务|服务)|维护单位[:：]|"
    r"站长统计|公安备案|备案号"
)
_FOOTER_START = re.compile(
    r"^(?:友情链接|主办单位|主办[:：]|建议使用.{0,24}(?:浏览器|分辨率)|您是第.{0,20}(?:位|访问)|总?访问量[:：]|网站标识码|关于我们|欢迎(?:您?访问|光临))"
)
_OWN = re.compile(
    "转载|icp|网安备|版权所有|copyright|©|本[网站报台刊]|我[网站报台刊]|声明|eserved|标识码|举报|许可证|必究"
)
_RELATED = re.compile(
    r"^[\s【\[>》◆●■▌|·]{0,3}(?:相关|延伸|推荐|热门|热点|精彩|更多|关联|最新|往期|今日|本周|同类|猜你|大家|网友|其他|其它|本网|编辑|站内|小编|图片|"
    r"精选|为您|为你|您可能|你可能|专题|头条|点击|频道|24小时|一周|看过|视频|幻灯|热评|排行|人气|新闻|社会|重点|要闻|国内|国际|本栏目|栏目|同栏目|微博|APP)"
    r"(?:精彩|热门|最新|还|都|本|相关|图文|更多|也)?(?:阅读|链接|新闻|报道|文章|稿件|文档|推荐|内容|资讯|专题|解读|文件|信息|图集|图片|视频|回顾|喜欢|"
    r"在看|爱看|关注|话题|导读|排行榜?|排行|热点|新闻榜|头条|标签|搜索|主题|评论|热评|链接地址|政策|热榜|政策文件|热点新闻|欣赏|焦点|要闻|图说|感兴趣|"
    r"政策解读|新闻推荐|一览|TOP\s?\d{0,3})(?:的)?(?:内容|文章|新闻|推荐|更多)?[】\]>》\s:：]{0,4}(?:更多)?[>》+]{0,4}$"
    r"|^(?:related (?:posts?|articles?)|contents|share this|leave a (?:comment|reply))\s?:?$"
    r"|^(?:排行榜|点击排行|新闻排行|阅读排行|网友评论|用户评论|发表评论|全部评论|热门评论|最新评论|评论区|相关标签|标签[:：]|关键[词字][:：]|Tags?[:：]).{0,60}$",
    re.IGNORECASE,
)
_RELATED_LINK = re.compile(
    r"^[\s【\[>·]{0,3}(?:延伸|相关|推荐|更多|扩展|点击)(?:阅读|链接|新闻|报道|推荐|文章|进入|查看)[】\]]?\s{0,2}[:：>]"
)
_NEIGHBOUR = re.compile(
    r"^[\s\[【<《«‹]{0,3}(?:(?:上|下|前|后)[一1]?\s?(?:篇|条|则|页|章|张)|(?:上|下)一个)(?:新闻|文章|信息|图集|图片)?(?P<end>\s{0,3}[:：】\]>》»›]|\s|$)?"
)
# what a pager is made of
_PAGER_PIECE = re.compile(
    r"第\s?\d{1,4}\s?页\s?[/／]\s?共\s?\d{1,4}\s?页|共\s?\d{1,4}\s?页|\d{1,4}\s?/\s?\d{1,4}\s?页?|首页|尾页|末页|上一页|下一页|上页|下页|前一页|后一页|"
    r"余下全文|全文阅读|阅读全文|在本页阅读全文|[\[【]?\d{1,3}[\]】]?|[.…<>《》«»|\s]|当前第?\d{1,4}页|跳转到?|转到|GO|页次[:：]?|第|页|\d{1,4}",
    re.IGNORECASE,
)
# 9、2、1 heads a section
_NUMBERS = re.compile(r"\d{1,4}(?:[、，,]\s?\d{1,4}){1,9}")
# of a digest's first items; 今日头条 is where one shares
_DIGEST_HEADING = "【头条】"
# the date below a notice's signature
_DAY = re.compile(r"\d{4}[-/.]\d{1,2}[-/.]\d{1,2}")
_MOMENT = re.compile(rf"{_DAY.pattern}\s?\d{{1,2}}[:：]\d\d(?:[:：]\d\d)?")
_DIGIT = re.compile(r"\d")
_NUMBER = re.compile(r"\d{1,9}")
# （原标题：…）: what the paper called it that a portal took it from
_FORMER_TITLE = re.compile(r"^[（(【\[]?\s{0,2}(?:原标题|原题|原文标题|标题原文)为?\s{0,2}[:：《].{2,120}$")
# 《 人民日报 》（ 2021年06月11日 10 版）
_ISSUE = re.compile(
    r"^《[^《》]{2,16}》\s{0,3}[（(]?\s{0,3}\d{4}\s?年\s?\d{1,2}\s?月\s?\d{1,2}\s?日[^。，]{0,16}版?\s{0,3}[）)]?$"
)
_CRUMB = re.compile(
    r"^\W{0,4}(?:(?:您|你|现在|当前|目前|所在|所处|的){1,4}(?:位置|栏目|路径)(?:是|为|在)?\s{0,3}(?:[:：>›»]|$)|位置\s{0,3}[:：].{0,60}[>›»＞])|^首页\s{0,3}[>›»＞/-]"
)
_CHROME = re.compile(
    r"^(?:返回[\w]{2,6}，?查看更多|阅读下一篇|编辑推荐|点击进入专题|点击加载更多|查看全部|已阅读|热门推荐|为[你您]推荐|相关搜索|\d{0,6}\s?条?评论|写评论|登录后.{0,12}|"
    r"文明上网.{0,30}|网友评论仅供.{0,30}|感谢您的反馈.{0,30}|我要举报|暂无评论|暂无.{0,6}评论|点击查看更多.{0,10}|本文关键[词字].{0,60}|文章关键[词字].{0,60}|"
    r"责任编辑[:：]?|编辑[:：]?|来源[:：]?|作者[:：]?|加载更多|没有更多了?|正文已结束.{0,40}|您可以按.{0,20}|打开[\w]{2,8}(?:，|查看).{0,20}|"
    r"来源网站.{0,20}|[上下]滑.{0,10}|左右滑动.{0,14}|点击图片.{0,14}|点击(?:播放|收听|收看|观看).{0,14}|视频加载(?:中|失败).{0,16}|您?的?浏览器(?:版本)?不支持.{0,40}|请输入(?:关键[词字]|搜索).{0,10}|亲爱的\w{1,6}网用户[:：]?|(?:收听|收看)(?:节目)?(?:录音|音频|视频|回放)|音频.{0,4}加载中.{0,6}|"
    r"(?:听新闻|听全文|收听|朗读)[\d\s:：/分钟秒]{1,14}|商务合作[:：].{0,12}(?:\d{6}|@|QQ|微信).{0,30})[\s。.…！]{0,3}$"
)
# 您的浏览器开启了广告拦截; 收藏 我要评论 欢迎您发表有价值的评论
_NOTICE = re.compile("浏览器.{0,8}广告拦截|关闭广告拦截|有价值的评论")
# 南岭锂业 -3.21%
_QUOTATION = re.compile(r"\S{2,8}\s?[+-]\d{1,3}\.\d{1,2}%")
_ATTACHMENT = re.compile(
    r"^[\s【\[]{0,3}(?:附件|相关附件|附件下载|文件下载|附件列表|文档下载|资料下载|下载附件|关联文件|相关下载|下载文件|相关文件下载)(?:列表|下载)?[\s\d一二三四五六七八九十]{0,4}[】\]]?\s{0,3}[:：]?\s{0,3}$"
    # VSB: 附件【公告.docx】已下载12次
    r"|^附件[\d一二三四五六七八九十]{0,3}\s?[:：]?\s?【.{1,60}】(?:已?下载.{0,9})?$|^(?:已下载.{0,9}次|下载次数.{0,12})$"
)
_FILE_NAME = re.compile(r"\.(?:docx?|xlsx?|pptx?|pdf|zip|rar|wps|et|txt|ofd|7z|csv)\b", re.IGNORECASE)
_MORE = re.compile(
    r"^[\s\[【（(]{0,3}(?:点击)?(?:查看|阅读|进入|浏览)?(?:更多|原文|全文|详情|专题)(?:链接|内容|新闻|资讯)?[\s\]】>》）)]{0,4}$"
)
_ORIGINAL = re.compile(
    r"^[\s【\[（(]{0,3}(?:点击)?(?:查看|阅读)?(?:原文|原始|本文)(?:链接|地址|网址)?[:：]\s{0,3}\S{0,200}$|^点击查看原文链接$|^(?:点击)?[“「【]?阅读原文[”」】]?(?:[>》\s]{0,4}|(?:即可|请)?(?:查看|了解|点击|链接).{0,10}|\s.{0,16})$"
)
# 【独家】明日大盘怎么走？点击查看高手实盘: a link between two paragraphs
_CLICK = re.compile("[？！?!】][^。]{0,8}点击(?:查看|进入|了解|领取)")
#: An address that a line prints.
ADDRESS = re.compile(r"(?:https?://|www\.)\S{1,200}")
_DISCLAIMER_ROLES = frozenset(("noise", "time", "source", "author", "editor", "contributor"))


_COPYRIGHT_HINT = re.compile(
    "版权|转载|©|Copyright|COPYRIGHT|copyright|eserved|P备|p备|安备|声明|违者|凡本|注明|代表作者|不代表|不构成|违规|异议|侵权|许可证|举报|著作权|标识码|引用|授权|许可|允许|同意|nformation storage"
)
_APPEAL_HINT = re.compile(
    "爆料|报料|新闻线索|投稿|客户端|公众号，|读者热线|您的作品|提[醒示][^。]{0,20}(?:作品|图片)|点赞|三连|不迷路"
)
# what _COPYRIGHT and _APPEAL need one of
_NOTE_HINT = re.compile(f"{_COPYRIGHT_HINT.pattern}|{_APPEAL_HINT.pattern}")
# （点击查看原文链接
_LONGEST_BEFORE_ORIGINAL = 9
_LONGEST_SHORT = 80
_LONGEST_BYLINE = 400
_SCAN_HINT = re.compile("扫|长按|手机")
# 如已扫码，请尽快修改密码。 is advice
_SCAN_GOAL = re.compile("关注|下载|公众号|客户端|小程序|分享|APP|查看|进群|入群|视频号", re.IGNORECASE)
# 利用“扫码送礼品”收集信息案
_CASE = re.compile("[案骗诈]")
_SENTENCE_END = re.compile("[。！？]")
_SENTENCE_ENDS = ("。", "！", "？", "!")
_APP_HINT = re.compile("下载|打开|前往|关注|更多|欢迎|长按|点击")
# what a note, _CRUMB, _APP, _ATTACHMENT, _SCAN, _NOTICE, _FILE_NAME and _END need one of: four short lines in five have none
_HINT = re.compile(
    rf"首页|位置|栏目|路径|件|拦截|有价值|\.|nd|ND|原|《|{_APP_HINT.pattern}|{_SCAN_HINT.pattern}|{_NOTE_HINT.pattern}"
)
# the rules that tell a line by its beginning, as one; three lines in four do not begin with two characters of their words
_BEGINNINGS = (
    f"{_NEIGHBOUR.pattern}|{_CHROME.pattern}|(?i:{_ADVERTISEMENT.pattern}|{_RELATED.pattern})"
    f"|{_RELATED_LINK.pattern}|{_MORE.pattern}"
)
_BEGINNING = re.compile(
    rf"(?=[\W_]{{0,3}}[{''.join(sorted(set(filter(str.isalnum, _BEGINNINGS))))}A-Z0-9\s]{{2}})(?:{_BEGINNINGS})"
)
_PAGER_CHARACTERS = " \u00a0\u3000\t0123456789第页共/／首尾末上下前后一余全文阅读在本[]【】.…<>《》«»|当跳转到GOgo次:："
# every character of the words of _TOOL and _SHARE, with what stands between them: a quick way to see that a line is none
_TOOL_CHARACTERS = frozenset(
    _TOOL.pattern
    + _SHARE.pattern
    + _TOOL.pattern.upper()
    + _SHARE.pattern.lower()
    + " \u00a0\u3000【】[]()（）《》<>,，.。、;；-—_·•/+*#!！~～“”\"'0123456789"
)


def boilerplate(text: str, links: int = 0) -> str | None:
    """Why a line that stands by itself is no part of an article, None if it may be one.

    text: the line. links: how many of its characters stand in links.
    The answer is a reason of ``Removed``: ``tool``, ``share``, ``copyright``, ``related``, ``navigation``, ``pager``,
    ``advertisement``, ``attachment``, ``title`` (原标题：…), ``byline`` (the issue of a paper).

    >>> boilerplate("【打印本页】 【关闭窗口】"), boilerplate("相关新闻："), boilerplate("民警介绍，打印店已关闭。")
    ('tool', 'related', None)
    """
    return _short_reason(text, links) if len(text) <= _LONGEST_SHORT else _note_reason(text)


def _note_reason(text: str) -> str | None:
    """Why a line of any length is a note on the text or an appeal to its readers, None if it is neither."""
    length = len(text)
    if length <= 260 and "原" in text[:_LONGEST_BEFORE_ORIGINAL]:
        if _ORIGINAL.match(text):
            return "related"
        if _FORMER_TITLE.match(text):
            return "title"
    if length <= 60 and text.startswith("《") and _ISSUE.match(text):
        return "byline"
    if length > 700 or not _NOTE_HINT.search(text):
        return None
    if length <= 260 and _APPEAL_HINT.search(text) and _APPEAL.search(text):
        return "advertisement"
    if _COPYRIGHT_HINT.search(text):
        lower = text.lower()
        if _COPYRIGHT_START.match(lower) and _COPYRIGHT.search(lower):
            return "copyright"
        # news about counterfeiting speak of copyright too; a site's note speaks of the site
        if length <= 200 and _OWN.search(lower) and (first := _COPYRIGHT.search(lower)):
            return "copyright" if length <= 60 or _COPYRIGHT.search(lower, first.end()) else None
    return None


def reason_of(block: Block) -> str | None:
    """What ``boilerplate`` says of a block."""
    if block.reason == UNKNOWN:
        marked = block.text.startswith("广告") and _MARKED_ADVERTISEMENT.match(block.parts)
        block.reason = "advertisement" if marked else boilerplate(block.text, block.links)
    return block.reason


# a site prints the same short lines on page after page
@lru_cache(maxsize=2048)
def _short_reason(text: str, links: int) -> str | None:
    length = len(text)
    begins = _BEGINNING.match(text)
    hint = _HINT.search(text)
    if begins:
        neighbour = _NEIGHBOUR.match(text)
        # 上个月，警方… and 下一步… are sentences
        if neighbour and (neighbour["end"] is not None or links * 2 >= length):
            return "navigation" if _PAGER_PIECE.sub("", text) else "pager"
    if text[:1] in _PAGER_CHARACTERS and not text.strip(_PAGER_CHARACTERS) and not _PAGER_PIECE.sub("", text):
        if "页" in text or links or len(_NUMBER.findall(text)) > 2:
            return "pager"
        # a number that stands alone heads a section
        return None if _DIGIT.search(text) else "tool"
    if hint:
        if _CRUMB.match(text):
            return "navigation"
        if _APP_HINT.search(text) and _APP.match(text) and not ("，" in text and text.endswith(("。", "；", ";"))):
            return "advertisement"
        if _NOTICE.search(text) or (links and _QUOTATION.fullmatch(text)):
            return "tool"
    if begins:
        if _ADVERTISEMENT.fullmatch(text):
            return "advertisement"
        if length <= 60 and _CHROME.match(text):
            return "related" if "推荐" in text or "评论" in text or "相关" in text else "tool"
        if length <= 50 and (_RELATED.match(text) or (links and _RELATED_LINK.match(text))):
            return "related"
    if hint:
        if ("件" in text or "下载" in text) and _ATTACHMENT.match(text):
            return "attachment"
        if links >= length * 0.6 and _FILE_NAME.search(text):
            return "attachment"
    if _TOOL_CHARACTERS.issuperset(text) and (reason := _tools(text)):
        return reason
    if hint:
        if (
            _SCAN_HINT.search(text)
            and _SCAN.match(text)
            and not (text.endswith(_SENTENCE_ENDS) and not _SCAN_GOAL.search(text))
            and not _CASE.search(text)
        ):
            return "tool"
        if length <= 20 and _END.fullmatch(text):
            return "tool"
    if 24 <= length <= 64 and text.isascii() and _IDENTIFIER.fullmatch(text):
        return "tool"
    if links >= length * 0.8 and _CLICK.search(text):
        return "advertisement"
    if begins and links and _MORE.match(text):
        return "related"
    return _note_reason(text) if hint else None


def way_back(text: str) -> str:
    """What ends a text and leads back to the portal that prints it, "" where nothing does.

    >>> way_back("民警已赶到。返回青泽，查看更多")
    '返回青泽，查看更多'
    """
    found = _WAY_BACK.search(text, max(0, len(text) - 40))
    return found[0].strip() if found else ""


def is_footer(text: str) -> bool:
    """Whether a line is of a page's foot: who runs the site, where, with what help.

    >>> is_footer("主办：青泽市公安局　技术支持：信息中心"), is_footer("主办单位：市公安局")
    (True, True)
    """
    return (
        len(text) <= 200
        and "。" not in text
        and (_FOOTER_START.match(text) is not None or len(_FOOTER.findall(text)) >= 2)
    )


def _tools(text: str) -> str | None:
    """``share`` or ``tool`` for a line of nothing but buttons."""
    if _NUMBERS.fullmatch(text) or _DAY.fullmatch(text) or text == _DIGEST_HEADING:
        return None
    if _MOMENT.fullmatch(text):
        return "byline"
    bare = _SHARE.sub("", text)
    shares = len(text) - len(bare)
    rest = _PUNCTUATION.sub("", _TOOL.sub("", bare))
    if rest:
        return None
    if shares > 1:
        return "share"
    return "tool" if _PUNCTUATION.sub("", text) and not text.isdigit() else None


def byline_reason(parts: str) -> tuple[str, list[Credit]] | None:
    """Why a line of nothing but labelled values is no paragraph: ``editor``, ``contributor``, ``byline`` or ``tool``.

    >>> byline_reason("编辑：石敏")[0], byline_reason("来源：中国警察网 作者：")[0], byline_reason("民警提醒：小心驾驶")
    ('editor', 'byline', None)
    """
    return _byline_reason(parts, *labelled_values(parts)) if len(parts) <= _LONGEST_BYLINE else None


def byline_of(block: Block) -> tuple[str, list[Credit]] | None:
    """What ``byline_reason`` says of a block."""
    if isinstance(block.byline, str):
        short = len(block.parts) <= _LONGEST_BYLINE and "。" not in block.text
        found = credits_of(block) if short else None
        block.byline = _byline_reason(block.parts, found, rest_of(block)) if found else None
    assert not isinstance(block.byline, str)
    return block.byline


def _byline_reason(parts: str, found: list[Credit], rest: str) -> tuple[str, list[Credit]] | None:
    if not found:
        return None
    if all(credit.role == "time" and not _DIGIT.search(credit.value) for credit in found):
        return None  # 更新：走失男孩已找到
    if any(len(credit.value) > 40 or _SENTENCE_END.search(credit.value) for credit in found):
        return None
    rest = " ".join(rest.split())  # mostly edges
    left = _PUNCTUATION.sub("", rest)
    if len(left) > 2:
        left = _PUNCTUATION.sub("", _TOOL.sub("", _SHARE.sub("", rest)))
    if len(left) > 2 and not (len(left) <= 24 and len(found) > 1 and not re.search("[。！？；]", rest)):
        return None
    value_length = sum(len(credit.value) for credit in found if credit.role in _DISCLAIMER_ROLES)
    if value_length == 0 and all(credit.role in ("noise", "document") for credit in found):
        return "tool", found
    roles = {credit.role for credit in found}
    if roles == {"author"} and parts.strip().startswith(("（", "(")):
        return None  # a credit in brackets belongs to the text
    for role in ("editor", "contributor"):
        if role in roles:
            return role, found
    return ("byline" if roles & {"source", "time", "author"} else "tool"), found
