"""Walls: their signatures, answers that only look like one, and a crawl that meets them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from crawler.walls import SIGNATURES, wall
from tests.crawling import crawl
from tests.replay.faults import ruishu_page
from tests.replay.server import Server, serving

ROWS = "<li><a href='/a.html'>民警开展禁毒宣传</a><span>2022-01-14</span></li>"
PAGE = f"<html><head><title>禁毒</title></head><body><ul>{ROWS * 20}</ul></body></html>"
NOTICE = "<html><body><h1>警惕“人机验证”骗局</h1><p>来源：警视在线 2022-01-14</p><p>近日有群众被要求“进行人机验证”后被骗。</p></body></html>"
JSL = "<script>document.cookie=('_')+('_jsl')+'uid_s=';location.href=location.pathname+location.search</script>"
JSL_AGAIN = (
    '<script>go({"bts":["1642122600.1|0|ab","Kf%3D"],"chars":"xyz","ha":"md5","tn":"__jsl_clearance_s"})</script>'
)
RUISHU = ruishu_page(1)
SCRIPTS = "<script r='m'>$_ts=window['$_ts'];if(!$_ts)$_ts={};</script>"
EDGEONE = (
    "<script>document.cookie='__tst_status='+a(7,9)+'#;';document.cookie='EO_Bot_Ssid=1;';location.reload()</script>"
)
NGINX_403 = "<html><head><title>403 Forbidden</title></head><body><center><h1>403 Forbidden</h1></center></body></html>"

WALLS: list[tuple[str, int, dict[str, str], str | bytes]] = [
    ("加速乐", 521, {"set-cookie": "__jsluid_s=1; path=/"}, JSL),
    ("加速乐", 521, {"set-cookie": "__jsluid_h=1"}, b""),
    ("加速乐", 521, {}, JSL_AGAIN),
    ("加速乐", 200, {}, JSL),
    ("加速乐", 200, {}, JSL_AGAIN),
    ("瑞数", 412, {}, RUISHU),
    ("瑞数", 202, {}, RUISHU),
    ("瑞数", 200, {}, RUISHU),
    ("瑞数", 412, {}, b""),
    ("瑞数", 202, {}, "<html><head><meta id=\"abcdefghijklmnopqrstuv\" content=\"q8Dx\"><script>a()</script></head></html>"),
    ("瑞数", 403, {"set-cookie": "FSSBBIl1UgzbN7N80S=abc"}, b""),
    ("瑞数", 202, {"set-cookie": "a=1; path=/; enable_4QbVtADbnLVI=true; path=/"}, b""),
    ("WZWS", 200, {}, "<noscript>请开启JavaScript并刷新该页</noscript><script src='/wzws-waf-cgi/x.js'></script>"),
    ("WZWS", 403, {}, "<html><body><p>Access denied</p><p>reason:GeoBL</p></body></html>"),
    ("WZWS", 403, {"wzws-ray": "1"}, NGINX_403),
    ("阿里云", 200, {}, "<script>var arg1='0123456789ABCDEF0123456789ABCDEF01234567';</script>"),
    ("阿里云", 405, {}, "<html><title>405</title><img src='https://errors.aliyun.com/images/a.png'></html>"),
    ("云锁", 200, {}, "<script>document.cookie='srcurl=1';self.location='?security_session_mid_verify=1'</script>"),
    ("创宇盾", 200, {}, "<html><body><p>您的请求已被创宇云防御拦下</p></body></html>"),
    ("创宇盾", 405, {}, "<html><body><a href='https://help.365cyd.com/cyd-error-help.html'>帮助</a></body></html>"),
    ("EdgeOne", 200, {}, EDGEONE),
    ("EdgeOne", 567, {}, b""),
    ("EdgeOne", 403, {"server": "TencentEdgeOne", "eo-log-uuid": "1"}, b""),
    ("网宿", 403, {"x-via": "1.1 PS-ATL-01abc:5 (Cdn Cache Server V2.0)"}, NGINX_403),
    ("CloudWAF", 403, {"server": "CloudWAF"}, b""),
    ("CloudWAF", 405, {"server": "WAF/2.4-12.1"}, b""),
    ("C3VK", 200, {}, "<script>document.cookie='C3VK=c82bf1; path=/';window.location.reload()</script>"),
    ("verification", 200, {}, "<html><p>您的访问过于频繁，请进行安全验证</p></html>"),
    ("verification", 200, {}, "<html><title>安全验证</title><p>拖动下方滑块完成拼图</p><a href='/'>首页</a></html>"),
    ("verification", 200, {"content-type": "text/html; charset=gbk"}, "<p>访问过于频繁，请稍后再试</p>".encode("gbk")),
    ("verification", 200, {}, "<html><h2>环境异常</h2><p>当前环境异常，完成验证后即可继续访问。</p></html>"),
]  # fmt: skip

PAGES: list[tuple[int, dict[str, str], str | bytes]] = [
    (200, {}, PAGE),
    (200, {"set-cookie": "__jsluid_h=1; acw_tc=2; FSSBBIl1UgzbN7N80S=3; wzws_cid=4"}, PAGE),  # set on good pages too
    (200, {"server": "CloudWAF", "wzws-ray": "1", "eo-log-uuid": "1", "x-ws-request-id": "1"}, PAGE),
    (200, {}, SCRIPTS + PAGE),  # good pages behind 瑞数 carry its scripts
    (200, {}, PAGE + "<p>防骗提示：所谓“人机验证”</p>"),
    (200, {}, NOTICE),
    (200, {}, SCRIPTS + NOTICE + "<p>" + "民警提醒广大群众注意防范。" * 10),
    (202, {}, PAGE),
    (202, {"set-cookie": "enable_push=true"}, b"{}"),
    (403, {}, NGINX_403),  # an article that nobody may see
    (403, {"set-cookie": "enable_push=true"}, NGINX_403),
    (403, {"set-cookie": "FSSBBIl1UgzbN7N80S=3"}, PAGE),
    (404, {}, "<html>404</html>"),
    (405, {"server": "nginx"}, NGINX_403),
    (500, {}, b""),
    (503, {"wzws-ray": "1"}, b""),  # the origin is down
    (521, {}, "<html><title>521: Web server is down</title></html>"),  # a CDN that found no origin
    (200, {}, b'{"code":0,"data":{"results":[]}}'),
]


def encoded(body: str | bytes) -> bytes:
    return body if isinstance(body, bytes) else body.encode()


@pytest.mark.parametrize(("kind", "status", "headers", "body"), WALLS)
def test_wall(kind: str, status: int, headers: dict[str, str], body: str | bytes) -> None:
    assert wall(status, headers, encoded(body)) == kind


@pytest.mark.parametrize(("status", "headers", "body"), PAGES)
def test_no_wall(status: int, headers: dict[str, str], body: str | bytes) -> None:
    assert wall(status, headers, encoded(body)) is None


def test_a_path_that_names_a_captcha() -> None:
    url = "https://mp.weixin.qq.com/mp/wappoc_appmsgcaptcha?poc_token=a"
    assert wall(200, {}, b"<html><script>check()</script></html>", url) == "verification"
    assert wall(200, {}, PAGE.encode(), url) is None


def test_each_kind_is_shown_by_a_case() -> None:
    assert {signature.kind for signature in SIGNATURES} == {kind for kind, *_ in WALLS}


def test_a_large_page_costs_little() -> None:
    assert wall(200, {}, b"document.cookie=(" * 1_000_000) is None
    assert wall(200, {}, (b"document.cookie=(" * 2_000)[:20_000]) is None


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    with serving("small") as server:
        yield server


@pytest.fixture(autouse=True)
def forgiven(request: pytest.FixtureRequest) -> Iterator[None]:
    yield
    if "server" in request.fixturenames:
        request.getfixturevalue("server").clear()


@pytest.mark.parametrize(
    ("kind", "fault"),
    [
        ("加速乐", {"status": 521, "headers": {"Set-Cookie": "__jsluid_s=1"}, "body": JSL}),
        ("WZWS", {"body": "<script src='/wzws-waf-cgi/x.js'></script>"}),
        ("verification", {"body": "<p>您的访问过于频繁，请进行安全验证</p>"}),
    ],
)
def test_a_wall_on_the_way(server: Server, tmp_path: Path, kind: str, fault: dict[str, Any]) -> None:
    """The run ends blocked with what it got; what it did not reach is due, and the next run completes the site."""
    polite = {"DOWNLOAD_DELAY": "0"}  # all else as a real run has it: one connection, one request waiting
    server.fault(after=20, **fault)
    met = crawl("jingshi", tmp_path, polite, url=server.news_centre)
    assert met.exit_code == 5, str(met)
    assert list(met.record["walls"]) == [kind]
    assert met.record["walls"][kind] <= 3 + 2  # the third in a row ends the run; two requests may be under way
    assert kind in met.record["why"]
    assert 0 < len(met.lines) == met.record["ends"]["emitted"] < 20
    server.clear()
    whole = crawl("jingshi", tmp_path, url=server.news_centre)
    assert whole.exit_code == 0, str(whole)
    assert sorted(line["url"] for line in whole.lines) == sorted(article.urls[0] for article in server.published())


def test_a_fence_is_a_refusal(server: Server, tmp_path: Path) -> None:
    server.fault(status=403, body=NGINX_403)
    met = crawl("jingshi", tmp_path, url=server.news_centre)
    assert met.exit_code == 5, str(met)
    assert "http 403" in met.record["why"]
