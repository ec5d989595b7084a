"""Pages that hold nothing themselves: those that lead on, and data that nobody asked for."""

from __future__ import annotations

import pytest

from crawler.cms import ListRequest, UnreadableListing, read_listing

SITE = "http://www.ga.example.cn"
ISSUE = f"{SITE}/szb/2022/2022_06_14/"


@pytest.mark.parametrize(
    ("url", "body", "expected"),
    [
        (ISSUE, "<script>window.location.href='./16479_30772/'</script>", f"{ISSUE}16479_30772/"),
        (f"{SITE}/jwyw/", '<meta http-equiv="refresh" content="0; url=list.html">', f"{SITE}/jwyw/list.html"),
        (f"{SITE}/jwyw/", "<script>location.href='/login.jsp'</script>", None),
        (f"{SITE}/jwyw/", "<script>location.replace('http://www.other.example.cn/jwyw/a.html')</script>", None),
        (f"{SITE}/jwyw/list.html", "<script>location.href='list_2.html'</script>", None),
        (f"{SITE}/", "<script>location.href='./login.jsp'</script>", None),
    ],
)
def test_an_empty_page_is_left_for_what_lies_below_it_only(url: str, body: str, expected: str | None) -> None:
    following = read_listing(body.encode(), ListRequest(url)).next
    assert (following and following.url) == expected
    assert following is None or (following.page, following.family) == (1, None)


def test_a_page_below_does_not_lead_on_again() -> None:
    body = b"<script>location.href='./deeper/'</script>"
    first = read_listing(body, ListRequest(ISSUE)).next
    assert first is not None
    assert read_listing(body, first).next is None


@pytest.mark.parametrize("body", ['{"rows":[{"title":"警讯","newsId":"1"}],"total":30}', '\ufeff[{"a":1}]', "{}"])
def test_data_that_no_family_asked_for_is_told(body: str) -> None:
    with pytest.raises(UnreadableListing, match="answers with data that no family knows"):
        read_listing(body.encode(), ListRequest(f"{SITE}/user!findNewsList.action?page=1"), "application/json")


@pytest.mark.parametrize(
    "body",
    [
        '{"code":403,"msg":"token无效","data":null}',
        '{"data":{"page":1,"rows":20,"total":46}}',
        "[]",
    ],
)
def test_interface_that_wants_a_token_is_told(body: str) -> None:
    asked = ListRequest(f"{SITE}/common/search/5f?page=1", family="ucap", state={"interface": 1})
    with pytest.raises(UnreadableListing, match="answers without a list, as one does that wants a token"):
        read_listing(body.encode(), asked, "application/json")


def test_changsha_that_answers_with_a_page_is_told() -> None:
    asked = ListRequest(f"{SITE}/webjjcluster/get_articile_info_list.jsp?group_sid=11&page=1&rows=15")
    with pytest.raises(UnreadableListing, match="was asked for JSON"):
        read_listing("<html><body>系统维护中</body></html>".encode(), asked)
