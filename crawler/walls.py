"""Walls: challenges and refusals of a firewall that stand where an article or a listing should.

They are recognised and reported by kind. A wall is never an item, never "seen", and never circumvented; its row is due in
the next run. Many a product leaves its cookies and scripts on good pages too: a signature that can be found there counts
only where the answer shows no page beside it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from crawler.shown import Shown, shown

#: One of these stands in the bytes of every challenge that comes with status 200: a page without any is not searched.
MARKS = (
    b"jsl_clearance", b'go({"bts"', b"document.cookie", b"$_ts", b"r='m'", b'r="m"', b"wzws", b"waf_slider", b"CWAP-waf",
    b"GeoBL", b"arg1", b"acw_sc__v", b"aliyun_waf", b"yunsuo_session", b"security_session_mid", b"__tst_status",
    b"EO_Bot_Ssid", b"C3VK=",
    *(word.encode(charset) for word in ("创宇云防御", "验证", "异常", "频繁", "滑块") for charset in ("utf-8", "gb18030")),
)  # fmt: skip
#: A longer answer is not searched: challenges and refusals are small.
WALL_SIZE = 20_000
#: So many characters and links beside a challenge's script are no page yet: 请开启JavaScript并刷新该页.
BARE = (100, 2)
#: A page that asks for a person says so in one short line, and has little else: a number of the request, a way home.
NOTICE_LENGTH = 60
NOTICE_PAGE = (300, 8)


@dataclass(frozen=True, slots=True)
class Signature:
    """How one kind of wall shows; each part that is given must match.

    evidence: what the signature was read from. statuses: HTTP statuses that it comes with; empty: any. cookie: in the
    values of ``Set-Cookie``. header: in the header lines (names in lower case). path: in the URL's path. source: in the
    page's source. notice: in the title or in one short line that a reader sees. bare: the answer shows no page. ``source``
    asks for that too, and ``notice`` for a page with little else, unless the status itself says that it is none.
    """

    kind: str
    evidence: str
    statuses: tuple[int, ...] = ()
    cookie: re.Pattern[str] | None = None
    header: re.Pattern[str] | None = None
    path: re.Pattern[str] | None = None
    source: re.Pattern[str] | None = None
    notice: re.Pattern[str] | None = None
    bare: bool = False


SIGNATURES = (
    Signature(
        "加速乐",
        "521 with the cookie __jsluid_h or __jsluid_s: 公安部, 盐城; another 521 is a CDN that found no origin",
        statuses=(521,),
        cookie=re.compile(r"__jsl"),
    ),
    Signature(
        "加速乐",
        "521 with a script in place of a page: document.cookie=… first, go({…}) the second time",
        statuses=(521,),
        source=re.compile(r"document\.cookie|\bgo\(\{"),
        bare=True,
    ),
    Signature(
        "加速乐",
        "the script that sets the cookie __jsl_clearance and comes back, with whatever status",
        source=re.compile(
            r"__jsl_clearance|\bgo\(\{\"bts\""
            r"|document\.cookie\s{0,3}=\s{0,3}\(.{0,4000}location\.href\s{0,3}=\s{0,3}location\.pathname",
            re.DOTALL,
        ),
    ),
    Signature(
        "瑞数",
        "412 (卫健委, 海关, 湖北, 甘肃): the crawler sends no precondition that could fail",
        statuses=(412,),
    ),
    Signature(
        "瑞数",
        "$_ts and scripts marked r='m' with no page beside them (药监局, 甘肃); good pages carry the scripts too",
        source=re.compile(r"\$_ts\b|<(?:script|meta)\b[^>]{0,300}\br=['\"]m['\"]"),
    ),
    Signature(
        "瑞数",
        "202 with an obfuscated page: a meta whose id has 22 characters",
        statuses=(202,),
        source=re.compile(r"<meta id=\"[^\"]{20,24}\" content="),
    ),
    Signature(
        "瑞数",
        "the product's cookies on an answer without a page; enable_… with the name of the site's own key",
        statuses=(202, 403),
        cookie=re.compile(r"FSSBBIl1UgzbN7N|\benable_[A-Za-z0-9]{8,16}=true"),
        bare=True,
    ),
    Signature(
        "WZWS",
        "360's challenge: /wzws-waf-cgi/, aq_wzws_confirm.html, waf_slider_verify; its fence for regions: 吉林, 人民银行, 安徽",
        source=re.compile(r"wzws-waf-cgi|aq_wzws_confirm|waf_slider_verify|wzwsquestion|CWAP-waf|reason:\s{0,3}GeoBL"),
    ),
    Signature(
        "WZWS",
        "360's header on a refusal; 493 is its own status",
        statuses=(403, 493),
        header=re.compile(r"^(?:wzws-ray|x-powered-by-360wzb):", re.MULTILINE),
    ),
    Signature(
        "阿里云",
        "a script with var arg1='<hex>' that sets acw_sc__v2; the slider's aliyun_waf_aa",
        source=re.compile(r"\bvar arg1\s{0,3}=\s{0,3}['\"][0-9A-Fa-f]{20,60}|\bacw_sc__v|aliyun_waf_(?:aa|bb)"),
    ),
    Signature(
        "阿里云",
        "the firewall's refusal: 405 with pictures from errors.aliyun.com",
        statuses=(403, 405),
        source=re.compile(r"errors\.aliyun\.com"),
    ),
    Signature(
        "云锁",
        "the script that sets security_session_mid_verify and srcurl",
        source=re.compile(r"yunsuo_session_verify|security_session_mid_verify"),
    ),
    Signature(
        "创宇盾",
        "the refusal 被创宇云防御拦下, which goes away after a minute or two",
        notice=re.compile("被创宇云防御拦"),
    ),
    Signature(
        "创宇盾",
        "a refusal that names the product or its help page; sites print its badge too",
        statuses=(403, 405, 493),
        source=re.compile(r"创宇盾|help\.365cyd\.com"),
    ),
    Signature(
        "EdgeOne",
        "Tencent's challenge sets __tst_status and EO_Bot_Ssid by script: 人社部",
        source=re.compile(r"__tst_status|EO_Bot_Ssid"),
    ),
    Signature(
        "EdgeOne",
        "Tencent's table of statuses: 566 managed rule, 567 custom rule, rate limit or bot",
        statuses=(566, 567),
    ),
    Signature(
        "EdgeOne",
        "Tencent's header on a refusal of datacentre addresses: 中央党校",
        statuses=(403,),
        header=re.compile(r"^(?:eo-log-uuid:|server: .{0,20}edgeone)", re.MULTILINE | re.IGNORECASE),
    ),
    Signature(
        "网宿",
        "the header of a node (PS-ATL-…, Cdn Cache Server) on a refusal of datacentre addresses: 河南",
        statuses=(403,),
        header=re.compile(r"\bPS-[0-9A-Z]{3}-|\bCdn Cache Server\b|^x-ws-request-id:", re.MULTILINE),
    ),
    Signature(
        "CloudWAF",
        "移动云's and others' header on a refusal: CloudWAF, WAF/…",
        statuses=(403, 405, 418, 493),
        header=re.compile(r"^(?:server|x-waf|x-protected-by): .{0,40}waf", re.MULTILINE | re.IGNORECASE),
    ),
    Signature(
        "C3VK",
        "the script that sets the cookie C3VK and loads the page again: 税务",
        source=re.compile(r"\bC3VK="),
    ),
    Signature(
        "verification",
        "a path with captcha in it and no page: WeChat's wappoc_appmsgcaptcha",
        path=re.compile(r"captcha", re.IGNORECASE),
        bare=True,
    ),
    Signature(
        "verification",
        "a page of few words that asks for a person, or tells one to wait: WeChat, search and job sites",
        notice=re.compile(
            r"^(?:人机|安全|访问|滑动|身份|智能)验证$|^(?:当前)?环境异常|请(?:先)?(?:进行|完成|通过)?(?:安全|人机|滑动|身份)验证"
            r"|(?:^|您|你)的?(?:访问|操作|请求)(?:过于|太)频繁|拖动.{0,6}滑块"
        ),
    ),
)


def wall(status: int, headers: Mapping[str, str], body: bytes, url: str = "") -> str | None:
    """The kind of wall that an answer is, None for a page.

    status: of the answer. headers: names in lower case; several values of one name joined by ``; ``. body: as downloaded.
    url: that answered.

    >>> wall(521, {"set-cookie": "__jsluid_s=1"}, b"<script>document.cookie='a'</script>")
    '加速乐'
    >>> wall(200, {}, "<p>民警提醒：遇到“人机验证”骗局请报警。</p>".encode()) is None
    True
    """
    lines = "\n".join(f"{name}: {value}" for name, value in headers.items())
    path = url.partition("?")[0]
    page: Shown | None = None
    unmarked = status == 200 and not any(mark in body for mark in MARKS)
    for signature in SIGNATURES:
        if (
            (signature.statuses and status not in signature.statuses)
            or (signature.cookie and not signature.cookie.search(headers.get("set-cookie", "")))
            or (signature.header and not signature.header.search(lines))
            or (signature.path and not signature.path.search(path))
        ):
            continue
        if signature.source or signature.notice or signature.bare:
            if len(body) > WALL_SIZE or (unmarked and not signature.bare):
                continue
            page = page or shown(body, headers.get("content-type"))
            if not _matches(signature, page, refused=status >= 400):
                continue
        return signature.kind
    return None


def _matches(signature: Signature, page: Shown, *, refused: bool) -> bool:
    """Whether what the answer holds fits. refused: its status says that it is no page."""
    if signature.source and not signature.source.search(page.source):
        return False
    if signature.notice:
        said = (page.title, *page.lines)
        if not any(len(line) <= NOTICE_LENGTH and signature.notice.search(line) for line in said):
            return False
    if refused and not signature.bare:
        return True
    characters, links = NOTICE_PAGE if signature.notice else BARE
    return page.characters <= characters and page.links <= links
