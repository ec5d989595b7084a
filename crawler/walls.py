"""Pages that are no page: challenges that stand where an article or a listing should. Recognised and reported only.

A wall is never an item, never "seen", and never circumvented; its row is due in the next run.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

#: Challenge pages are small; a longer page with content is read as a page even if it names a firewall.
WALL_SIZE = 20_000


@dataclass(frozen=True, slots=True)
class Signature:
    """How one kind of wall shows.

    statuses: HTTP statuses that it comes with; empty: any. cookie, header: found in Set-Cookie, in the header lines.
    body: found in the first ``WALL_SIZE`` bytes. Each part that is given must match.
    evidence: what the signature was read from.
    """

    kind: str
    evidence: str
    statuses: tuple[int, ...] = ()
    cookie: re.Pattern[str] | None = None
    header: re.Pattern[str] | None = None
    body: re.Pattern[bytes] | None = None


SIGNATURES = (
    Signature(
        "加速乐",
        "HTTP 521 with __jsluid cookies and a script that sets __jsl_clearance: 公安部, 盐城",
        statuses=(521,),
    ),
    Signature(
        "加速乐",
        "the script that computes the clearance cookie, whatever its status",
        body=re.compile(
            rb"__jsl_clearance|document\.cookie\s{0,3}=\s{0,3}\(.{0,400}location\.href\s{0,3}=\s{0,3}location\.pathname",
            re.S,
        ),
    ),
    Signature(
        "瑞数",
        "412 or 202 with an obfuscated page: $_ts, <script r='m'>: 国家药监局, 海关, 湖北, 甘肃",
        statuses=(202, 412),
        body=re.compile(rb"\$_ts\b|<script[^>]{0,200}\br=['\"]m['\"]|<meta id=\"[^\"]{20,24}\" content="),
    ),
    Signature(
        "瑞数",
        "the cookie that the product sets",
        cookie=re.compile(r"FSSBBIl1UgzbN7N|^enable_"),
        statuses=(202, 412, 403),
    ),
    Signature("瑞数", "412 is used by nothing else on these sites: 卫健委", statuses=(412,)),
    Signature(
        "WZWS",
        "360's wall: WZWS-RAY, wzws-waf-cgi, waf_slider_verify: 吉林, 人民银行",
        body=re.compile(rb"wzws-waf-cgi|aq_wzws_confirm|waf_slider_verify|reason:GeoBL"),
    ),
    Signature("WZWS", "360's header on a refusal", statuses=(403, 503), header=re.compile(r"^wzws-ray:", re.M)),
    Signature(
        "阿里云",
        "var arg1='<hex>' sets acw_sc__v2",
        body=re.compile(rb"var arg1\s{0,3}=\s{0,3}['\"][0-9A-Fa-f]{20,60}|aliyun_waf_aa"),
    ),
    Signature(
        "云锁",
        "the page that sets the cookie by script",
        body=re.compile(rb"yunsuo_session_verify|security_session_mid_verify"),
    ),
    Signature(
        "创宇盾",
        "the product's own refusal",
        body=re.compile("被创宇云防御拦下|创宇盾".encode()),
        statuses=(403, 405, 412, 493),
    ),
    Signature(
        "CloudWAF",
        "移动云's and others' header on a refusal",
        statuses=(403, 405, 418, 493),
        header=re.compile(r"^(?:server|x-waf|x-protected-by): .{0,40}waf", re.M | re.I),
    ),
    Signature(
        "verification",
        "a page of few words that asks for a person: 请进行安全验证, 人机验证, 访问过于频繁, 环境异常",
        body=re.compile("|".join(["请进行安全验证", "人机验证", "访问过于频繁", "环境异常", "滑动验证"]).encode()),
        statuses=(),
    ),
    Signature("refusal", "403 without a page: fences for foreign or datacentre addresses: 河南, 云南", statuses=(403,)),
)


def wall(status: int, headers: Mapping[str, str], body: bytes) -> str | None:
    """The kind of wall that an answer is, None for a page.

    status: of the answer. headers: names in lower case; several values of one name joined by ``; ``. body: as downloaded.

    >>> wall(521, {}, b"<script>document.cookie='__jsluid_s'</script>")
    '加速乐'
    >>> wall(200, {}, "<html><p>民警提醒：遇到“人机验证”骗局请报警。</p>".encode() * 2000) is None
    True
    """
    small = len(body) <= WALL_SIZE
    lines = "\n".join(f"{name}: {value}" for name, value in headers.items())
    for signature in SIGNATURES:
        if signature.statuses and status not in signature.statuses:
            continue
        if signature.cookie and not signature.cookie.search(headers.get("set-cookie", "")):
            continue
        if signature.header and not signature.header.search(lines):
            continue
        if signature.body and not (small and signature.body.search(body)):
            continue
        if status == 200 and signature.kind == "verification" and _holds_article(body):
            continue
        return signature.kind
    return None


def _holds_article(body: bytes) -> bool:
    """Whether a page that names a verification is text about one: it has several paragraphs or links."""
    return body.lower().count(b"<p") + body.lower().count(b"<a ") > 8
