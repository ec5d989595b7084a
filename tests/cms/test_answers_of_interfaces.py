"""Interfaces that answer with something else than promised, and scripts that mean no good."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from contextlib import suppress

import pytest

from crawler.cms import ListRequest, UnreadableListing, read_listing

SITE = "http://www.ga.example.cn"
STATES: dict[str, dict[str, str | int]] = {
    "hanweb": {
        "asks": "post",
        "column": f"{SITE}/col/col1/index.html",
        "proxy": f"{SITE}/module/web/jpage/dataproxy.jsp",
        "fields": "col=1",
        "seen": 15,
        "first": f"{SITE}/art/2022/1/14/art_1_1.html",
        "last": "",
        "window": 15,
        "per_page": 5,
        "end": 30,
        "repeats": 0,
    },
    "truecms": {
        "column": f"{SITE}/jwdt/jwdt.html",
        "proxy": f"{SITE}/truecms/messageController/getMessage.do",
        "identifier": "a",
        "per_page": 10,
        "window": 30,
        "total": 90,
        "start": 31,
    },
    "jpaas": {"interface": f"{SITE}/unit", "query": "webId=1", "column": f"{SITE}/a/", "rows": 15},
    "epoint": {
        "asks": "rows",
        "column": f"{SITE}/dynamic/a.html",
        "category": "1",
        "department": "",
        "site": "g",
        "action": f"{SITE}/rest",
        "form": "plain",
        "first": "",
        "index": 0,
    },
    "cmsweb": {"column": f"{SITE}/cmsweb/zwgk/a.html", "interface": f"{SITE}/lists.do", "fields": "topic=1"},
    "ashx": {"column": f"{SITE}/Default.aspx", "handler": f"{SITE}/h.ashx", "identifier": "a"},
}
JSON_FAMILIES = ("truecms", "jpaas", "epoint", "cmsweb", "ashx")


def asked(family: str) -> ListRequest:
    return ListRequest(f"{SITE}/answer", family=family, page=2, state=STATES[family])


@pytest.mark.parametrize("family", JSON_FAMILIES)
def test_an_error_page_in_place_of_json_is_unreadable(family: str) -> None:
    with pytest.raises(UnreadableListing, match="was asked for JSON"):
        read_listing("<html><body>系统维护中</body></html>".encode(), asked(family))


@pytest.mark.parametrize("family", JSON_FAMILIES)
@pytest.mark.parametrize("value", [{}, [], None, 7, "x", {"data": 3}, {"custom": []}, {"value": {"list": "x"}}])
def test_json_of_another_shape_has_no_rows(family: str, value: object) -> None:
    assert read_listing(json.dumps(value).encode(), asked(family)).rows == ()


def test_a_server_that_only_repeats_the_first_group_is_given_up() -> None:
    record = '<record><![CDATA[<li><a href="/art/2022/1/14/art_1_1.html">青岚市公安局召开部署会</a></li>]]></record>'
    group = '<nextgroup><![CDATA[<a href="dataproxy.jsp?page={n}"></a>]]></nextgroup>'
    request = ListRequest(f"{SITE}/answer", family="hanweb", page=2, state=STATES["hanweb"] | {"asks": "group"})
    for n in range(9):
        store = (
            f"<datastore><totalrecord>90</totalrecord>{group.format(n=n)}<recordset>{record}</recordset></datastore>"
        )
        following = read_listing(store.encode(), request, "text/xml; charset=utf-8").next
        if following is None:
            return
        request = following
    pytest.fail("it is asked for ever")


def test_an_interface_on_another_host_is_only_named() -> None:
    html = (
        "<script parseType=\"bulidstatic\" url=\"http://evil.example.net/unit\" queryData=\"{'webId':'1','pageType':'column',"
        "'tagId':'信息列表'}\"></script>"
    )
    following = read_listing(html.encode(), ListRequest(f"{SITE}/a/index.html")).next
    assert following is not None
    assert following.url.startswith("http://evil.example.net/unit?webId=1")


SCRIPTS: dict[str, Callable[[int], str]] = {
    "records": lambda n: "<script><datastore>" + "<record><![CDATA[" * n + "</script>",
    "nextgroup": lambda n: "<script><recordset>" + "<nextgroup><a " * n + "</script>",
    "param": lambda n: "<script>" + "var param_1 = {a:'" * n + "$('#1').jpage({ajaxParam:" * n + "</script>",
    "array": lambda n: "<script>$('#1').jpage({});InitData1=['" + "\\'" * n + "</script>",
    "objects": lambda n: "<script>$('#1').jpage({ajaxParam:{" + "a:1," * n + "}});</script>",
    "queryData": lambda n: '<div parseType="bulidstatic" queryData="' + "'a':" * n + '"></div>',
    "units": lambda n: "<div parseType='bulidstatic' queryData=\"{'a':'1'}\">" * min(n, 300),
    "search.jsp": lambda n: "<script>" + "/module/xxgk/search.jsp?" * n + "area=" * n + "</script>",
    "nsetpage": lambda n: "<script>" + "nsetpage(1," * n + "</script>",
    "handler": lambda n: "<script>" + "PostHandler.ashx?action=" * n + "a" * n + "</script>",
    "pageinfo": lambda n: '<span class="pageinfo">共' + "<strong>" * n + "</span>",
    "items": lambda n: "<div parseType='bulidstatic' queryData=\"{'a':'1'}\">" + "<ul><li>" * min(n, 700) + "</div>",
    "initData": lambda n: '<div id="initData">' + "<ul><li><a href='/1.html'>题</a>" * min(n, 700) + "</div>",
}


@pytest.mark.parametrize("script", SCRIPTS.values(), ids=SCRIPTS.keys())
def test_time_grows_with_the_script_only(script: Callable[[int], str]) -> None:
    def seconds(size: int) -> float:
        body = script(size).encode()
        started = time.process_time()
        with suppress(UnreadableListing):
            read_listing(body, ListRequest(f"{SITE}/col/col1/index.html"))
        return time.process_time() - started

    small, large = seconds(2000), seconds(4000)
    assert large < 2
    assert large < max(3 * small, 0.5)
