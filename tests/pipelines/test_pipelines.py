"""The three pipelines, each on a real run over a real ledger."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest
from scrapy.crawler import Crawler
from scrapy.exceptions import DropItem
from scrapy.settings import Settings
from scrapy.statscollectors import MemoryStatsCollector

from crawler.cms import Row
from crawler.items import Article, Attachment, Image
from crawler.run import Run
from crawler.spiders.jingshi import Jingshi
from pipelines.check_article import CheckArticle
from pipelines.drop_duplicates import COPY_LENGTH, DropDuplicates, content_hash
from pipelines.write_jsonl import WriteJsonl

BODY = "民警在辖区开展禁毒宣传，向群众讲解新型毒品的伪装与危害。" * 5


def article(identity: str = "jingshi:/newsshow.aspx?id=1001", **changed: Any) -> Article:
    given = Article(
        id=identity,
        url="http://127.0.0.1/NewsShow.aspx?id=1001",
        site="jingshi",
        site_name="警视在线",
        channel=["新闻中心", "禁毒之窗"],
        title="民警开展禁毒宣传",
        source="中国警察网",
        author=None,
        author_from=None,
        editor="石敏",
        timestamp="2022-01-14T00:00:00+08:00",
        timestamp_precision="day",
        timestamp_from="byline",
        body=BODY,
        body_kind="text",
        crawled_at="2026-11-24T00:00:00Z",
        reader="1",
    )
    return dataclasses.replace(given, **changed)


def begun(data: Path) -> Run:
    crawler = Crawler(Jingshi, Settings({"DATA_DIR": str(data)}))
    crawler.stats = MemoryStatsCollector(crawler)
    return Run(crawler, "jingshi")


@pytest.fixture
def run(tmp_path: Path) -> Iterator[Run]:
    run = begun(tmp_path)
    yield run
    if run.verdict is None:
        run.spider_closed("finished")


def listed(run: Run, item: Article) -> Article:
    walk = run.ledger.begin_walk("禁毒之窗")
    run.list_row(item.id, Row(item.url, item.title), "禁毒之窗", walk, full=True)
    return item


@pytest.mark.parametrize(
    ("changed", "missing"),
    [
        ({}, None),
        ({"title": " "}, "title"),
        ({"body": ""}, "body"),
        ({"body": "\n　"}, "body"),
        ({"body": "", "body_kind": "image", "images": [Image("http://127.0.0.1/1.png")]}, None),
        ({"body": "", "body_kind": "image"}, "images"),
        ({"body": "", "body_kind": "attachment", "attachments": [Attachment("http://127.0.0.1/1.pdf")]}, None),
        ({"body": "", "body_kind": "attachment"}, "attachments"),
        ({"body": "", "body_kind": "video"}, None),
        ({"timestamp": None, "source": None}, None),  # honest nulls are no fault
    ],
)
def test_check_article(run: Run, changed: dict[str, Any], missing: str | None) -> None:
    item = listed(run, article(**changed))
    if missing is None:
        assert CheckArticle(run).process_item(item) is item
    else:
        with pytest.raises(DropItem, match=f"no {missing} was found"):
            CheckArticle(run).process_item(item)
        assert run.counts.causes == {f"incomplete: {missing}": 1}


def emitted(run: Run, item: Article) -> Article:
    kept = DropDuplicates(run).process_item(listed(run, item))
    return WriteJsonl(run.crawler, run).process_item(kept)


@pytest.mark.parametrize(
    ("changed", "copy"),
    [
        ({}, True),
        ({"body": BODY.replace("，", "，\u200b"), "title": "民警开展禁毒宣传\u3000"}, True),  # spacing is no difference
        ({"timestamp": "2022-01-15T00:00:00+08:00"}, False),  # another day: both are kept
        ({"timestamp": None}, False),
        ({"title": "民警开展禁毒宣传活动"}, False),
        ({"body": BODY + "完"}, False),
        ({"images": [Image("http://127.0.0.1/1.png")]}, False),
    ],
)
def test_an_exact_copy_at_another_url(run: Run, changed: dict[str, Any], copy: bool) -> None:
    emitted(run, article())
    other = listed(run, article("jingshi:/newsshow.aspx?id=2002", **changed))
    if copy:
        with pytest.raises(DropItem, match=r"is an exact copy of jingshi:/newsshow\.aspx\?id=1001"):
            DropDuplicates(run).process_item(other)
        row = run.ledger.row(other.id)
        assert row is not None
        assert (row.state, row.copy_of) == ("copy", "jingshi:/newsshow.aspx?id=1001")
    else:
        assert DropDuplicates(run).process_item(other) is other


def test_a_short_body_is_no_copy(run: Run) -> None:
    short = "详见附件。"
    assert len(short) < COPY_LENGTH
    emitted(run, article(body=short))
    other = listed(run, article("jingshi:/newsshow.aspx?id=2002", body=short))
    assert DropDuplicates(run).process_item(other) is other


@pytest.mark.parametrize(
    ("changed", "revision"),
    [
        ({}, None),
        ({"source": "法治日报"}, None),  # content is title, body, files
        ({"body": BODY + "完"}, 2),
        ({"body": BODY + "完", "reader": "2"}, None),  # our rules changed, not the site
    ],
)
def test_an_article_emitted_by_an_earlier_run(tmp_path: Path, changed: dict[str, Any], revision: int | None) -> None:
    first = begun(tmp_path)
    emitted(first, article())
    first.spider_closed("finished")
    second = begun(tmp_path)
    again = listed(second, article(**changed))
    if revision is None:
        with pytest.raises(DropItem, match="was emitted before"):
            DropDuplicates(second).process_item(again)
        assert second.counts.ends("known") == 1
    else:
        assert DropDuplicates(second).process_item(again).revision == revision
        WriteJsonl(second.crawler, second).process_item(again)
    second.spider_closed("finished")
    lines = [
        line for path in sorted((tmp_path / "jingshi/articles").iterdir()) for line in path.read_bytes().splitlines()
    ]
    assert [msgspec.json.decode(line)["revision"] for line in lines] == [1] + ([revision] if revision else [])


def test_a_change_after_new_reading_rules_is_a_revision(tmp_path: Path) -> None:
    first = begun(tmp_path)
    emitted(first, article())
    first.spider_closed("finished")
    second = begun(tmp_path)
    with pytest.raises(DropItem, match="was emitted before"):
        DropDuplicates(second).process_item(listed(second, article(body=BODY + "编辑", reader="2")))
    second.spider_closed("finished")
    third = begun(tmp_path)
    with pytest.raises(DropItem, match="was emitted before"):
        DropDuplicates(third).process_item(listed(third, article(body=BODY + "编辑", reader="2")))
    third.spider_closed("finished")
    fourth = begun(tmp_path)
    assert emitted(fourth, article(body=BODY + "更正", reader="2")).revision == 2
    fourth.spider_closed("finished")


def test_the_hash_does_not_see_urls_but_names() -> None:
    a = article(images=[Image("http://a/upload/1.png")])
    b = article(images=[Image("http://b/files/1.png")])
    assert content_hash(a) == content_hash(b)
    assert content_hash(a) != content_hash(article(images=[Image("http://a/upload/2.png")]))


def test_a_line_is_whole_and_readable(run: Run, tmp_path: Path) -> None:
    emitted(run, article(title="引号“”与\u2028行分隔、\x00 控制符"))
    run.spider_closed("finished")
    content = next((tmp_path / "jingshi/articles").iterdir()).read_bytes()
    assert content.count(b"\n") == 1
    assert content.endswith(b"}\n")
    assert "民警在辖区".encode() in content
    assert msgspec.json.decode(content, type=Article).title.startswith("引号“”")


def test_nothing_emitted_publishes_nothing(run: Run, tmp_path: Path) -> None:
    run.spider_closed("finished")
    assert not list((tmp_path / "jingshi/articles").iterdir())
    assert not (tmp_path / "jingshi/manifest.jsonl").exists()
