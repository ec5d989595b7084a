"""WordPress: what its odd answers are."""

from __future__ import annotations

import re

import pytest

from tests.replay import wordpress
from tests.replay.exchange import Answer, Request


@pytest.fixture(scope="module")
def front() -> wordpress.WordPress:
    return wordpress.described()


def answer(front: wordpress.WordPress, path: str) -> Answer:
    return front.answer(Request("GET", path, headers={"host": "127.0.0.1:8080"}))


def posts(front: wordpress.WordPress, path: str) -> int:
    return answer(front, path).body.decode().count('<h2 class="entry-title')


@pytest.mark.parametrize("path", ["/category/xwzx/gayw", "/category/xwzx/gayw/", "/category/xwzx/gayw/page/0"])
def test_page_1_has_many_addresses(front: wordpress.WordPress, path: str) -> None:
    assert answer(front, path).body == answer(front, "/category/xwzx/gayw/page/1").body
    assert posts(front, path) == 6


def test_beyond_the_last_page_is_a_whole_page_with_status_404(front: wordpress.WordPress) -> None:
    got = answer(front, "/category/xwzx/gayw/page/24")
    assert got.status == 404
    assert "Nothing here" in got.body.decode()


@pytest.mark.parametrize("base", ["", "/category/xwzx"])
def test_home_and_news_centre_list_every_post(front: wordpress.WordPress, base: str) -> None:
    count = len(front.site.stories())
    pages = -(-count // 6)
    assert sum(posts(front, f"{base}/page/{page}") for page in range(1, pages + 1)) == count
    found = re.search(r'<a class="next page-numbers" href="([^"]+)"', answer(front, f"{base}/").body.decode())
    assert found
    assert found[1] == f"http://127.0.0.1:8080{base}/page/2"


def test_a_page_that_an_article_lacks_is_a_redirect_to_it(front: wordpress.WordPress) -> None:
    first = front.site.hrefs(front.site.channels[0], front.site.channel("gayw").stories[1])
    got = answer(front, f"{first}/9")
    assert (got.status, got.headers["Location"]) == (301, f"http://127.0.0.1:8080{first}")
    assert answer(front, f"{first}/2").status == 200
