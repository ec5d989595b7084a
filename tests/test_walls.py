"""Walls: their signatures, and pages that only look like one."""

from __future__ import annotations

import pytest

from crawler.walls import wall

PAGE = (
    "<html><head><title>禁毒</title></head><body><ul>"
    + "<li><a href='/a'>民警开展禁毒宣传</a></li>" * 20
    + "</ul></body></html>"
).encode()
JSL = b"<script>document.cookie=('_')+('_jsl')+'uid_s=';location.href=location.pathname+location.search</script>"
RUISHU = b"<html><head><meta id=\"abcdefghijklmnopqrstuv\" content=\"x\" r='m'><script r='m'>$_ts=window['$_ts'];</script></head></html>"


@pytest.mark.parametrize(
    ("kind", "status", "headers", "body"),
    [
        ("加速乐", 521, {"set-cookie": "__jsluid_s=1; path=/"}, JSL),
        ("加速乐", 200, {}, JSL),
        ("瑞数", 412, {}, RUISHU),
        ("瑞数", 202, {}, RUISHU),
        ("瑞数", 412, {}, b""),
        ("瑞数", 403, {"set-cookie": "FSSBBIl1UgzbN7N80S=abc"}, b""),
        ("WZWS", 200, {}, b"<script src='/wzws-waf-cgi/x.js'></script>"),
        ("WZWS", 403, {"wzws-ray": "1"}, b""),
        ("阿里云", 200, {}, b"<script>var arg1='0123456789ABCDEF0123456789ABCDEF01234567';</script>"),
        ("云锁", 200, {}, b"<script>document.cookie='yunsuo_session_verify=1'</script>"),
        ("CloudWAF", 403, {"server": "CloudWAF"}, b""),
        ("verification", 200, {}, "<html><p>您的访问过于频繁，请进行安全验证</p></html>".encode()),
        ("refusal", 403, {}, b"<html>403 Forbidden</html>"),
        (None, 200, {}, PAGE),
        (None, 200, {"set-cookie": "__jsluid_h=1"}, PAGE),  # the cookie is set on good pages too
        (None, 200, {}, PAGE + "<p>防骗提示：所谓“人机验证”</p>".encode()),
        (None, 404, {}, b"<html>404</html>"),
        (None, 500, {}, b""),
    ],
)
def test_wall(kind: str | None, status: int, headers: dict[str, str], body: bytes) -> None:
    assert wall(status, headers, body) == kind


def test_a_large_page_costs_little() -> None:
    assert wall(200, {}, b"document.cookie=(" * 1_000_000) is None
