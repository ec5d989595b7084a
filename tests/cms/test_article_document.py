"""What scripts hold is put where they would write it."""

from __future__ import annotations

from datetime import datetime
from time import process_time

import pytest

from crawler.cms.article_document import article_document
from crawler.reading import read_article

URL = "http://gaj.nanhai.example.cn/gkmlpt/content/3/3255/post_3255421.html"
DETAIL = '{"id":3255421,"title":"市局召开会议","content":"\\u003cp\\u003e　　九月二十八日，市局召开治安打击整治行动部署会。<\\/p><p>会议要求，各分局压实责任。</p>"}'
SENTENCES = "九月二十八日，市局召开治安打击整治行动部署会。\n会议要求，各分局压实责任。"
CONFIG = f"<script>window._CONFIG = {{ SID: '755999', DETAIL: {DETAIL}, TREE: [] }};</script>"


@pytest.mark.parametrize(
    "body",
    [
        f'{CONFIG}<h1>市局召开会议</h1><div class="info">发布日期：2022-09-28</div><div class="article-content" id="content"></div>',
        f"<title>市局召开会议</title>{CONFIG}<div id=app></div></body>",
        f"<title>市局召开会议</title>{CONFIG}<div id=app></div>",
    ],
    ids=["container", "no container", "no end of the page"],
)
def test_text_kept_as_json(body: str) -> None:
    reading = read_article(article_document(body.encode(), "text/html; charset=utf-8"), URL)
    assert (reading.title, reading.body) == ("市局召开会议", SENTENCES)


@pytest.mark.parametrize(
    "detail", ["null", "{", "{content: '<p>x</p>'}", '{"content": 5}', '{"content": ""}', "[" * 50_000]
)
def test_broken_detail_leaves_the_page_as_served(detail: str) -> None:
    body = f"<script>window._CONFIG = {{DETAIL: {detail}}};</script><p>x</p>".encode()
    assert article_document(body) == body


def test_hidden_parts_of_an_article_are_shown() -> None:
    body = """<meta charset="gbk"><h1>水警开展禁渔期巡查</h1><div>来源：淡水晚报 2022-09-23 15:08</div><div id="UCAP-CONTENT"><UCAPCONTENT>
<div id="pagediv0"><p>清晨五点，两艘巡逻艇从码头出发，沿江而上四十公里。</p></div>
<div id="pagediv1" style="display: none;"><p>执法人员拆除地笼网十七条，劝返钓鱼人员九名。</p></div>
<div style="display:none"><p>这一句本来就看不见，仍然看不见才对。</p></div>
</UCAPCONTENT></div>"""
    reading = read_article(article_document(body.encode("gbk"), "text/html"), URL)
    assert (
        reading.body
        == "清晨五点，两艘巡逻艇从码头出发，沿江而上四十公里。\n执法人员拆除地笼网十七条，劝返钓鱼人员九名。"
    )
    assert reading.source == "淡水晚报"


def test_byline_kept_in_variables() -> None:
    body = """<meta charset="utf-8"><h1>铁骑队员护送高烧幼儿就医</h1><script>var pubdata='2022-09-15 09:30'; var wzly='青岚交警';</script>
<div class="TRS_Editor"><p>傍晚六点，铁骑队员在高架上接到求助，一名幼儿高烧抽搐。</p><p>十分钟后，车辆抵达市儿童医院。</p></div>"""
    reading = read_article(article_document(body.encode()), URL)
    assert (reading.source, reading.timestamp) == ("青岚交警", datetime.fromisoformat("2022-09-15T09:30:00+08:00"))


@pytest.mark.parametrize(
    "piece", ["<div ", '<div article-content id="content" ', "DETAIL:{", 'id="pagediv1" style="', "<div TRS_Editor "]
)
def test_hostile_pages_take_linear_time(piece: str) -> None:
    body = b'<script>_CONFIG = 1; pubdata="2022-01-01"</script>' + piece.encode() * (400_000 // len(piece))
    start = process_time()
    article_document(body)
    assert process_time() - start < 3


def test_wechat_prints_time_account_and_author() -> None:
    body = """<meta name="author" content="李晓民" /><h1 id="activity-name">夏季治安打击整治行动取得成效</h1>
<span>李晓民</span><a class="wx_follow_nickname" id="js_name">
  青岚公安  </a><em id="publish_time"></em><div class="rich_media_content" id="js_content" style="visibility: hidden;">
<p>3月14日，青岚市公安局召开会议，部署夏季治安打击整治行动。</p><p>据介绍，行动为期三个月。</p></div>
<script>var ct = "1647221400";</script>"""
    reading = read_article(
        article_document(body.encode(), "text/html; charset=utf-8"), "https://mp.weixin.qq.com/s/abc"
    )
    assert (reading.source, reading.author) == ("青岚公安", "李晓民")
    assert reading.timestamp == datetime.fromisoformat("2022-03-14T09:30:00+08:00")
    assert reading.body.startswith("3月14日，青岚市公安局召开会议")
