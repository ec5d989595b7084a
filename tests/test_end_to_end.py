"""The command as a user runs it, against the replay site: what was published is what is in the JSONL, each article once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from crawler.items import Article
from tests.crawling import Crawl, crawl
from tests.publishing import line_fields, published_fields
from tests.replay.server import Server, serving

SEED_TITLE = "云南:“净边2021”侦破毒品刑案4900余起"


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    with serving("jingshi") as server:
        yield server


@pytest.fixture(scope="module")
def first(server: Server, tmp_path_factory: pytest.TempPathFactory) -> Crawl:
    server.clear("log")
    return crawl("jingshi", tmp_path_factory.mktemp("data"), url=server.news_centre)


def assert_published_once(crawled: Crawl, server: Server) -> None:
    """Every article of the site is exactly one line, and right in every field."""
    published = server.published()
    lines = {line["url"]: line for line in crawled.lines}
    assert len(crawled.lines) == len(lines), "two lines have one URL"
    assert len(crawled.lines) == len(published), str(crawled)
    for article in published:
        found = [lines[url] for url in article.urls if url in lines]
        assert len(found) == 1, f"{article.title}: {len(found)} lines"
        assert line_fields(found[0]) == published_fields(article)


def test_every_article_is_one_line_and_right(first: Crawl, server: Server) -> None:
    assert first.exit_code == 0, str(first)
    assert_published_once(first, server)


def test_lines_keep_the_contract(first: Crawl) -> None:
    content = b"".join(segment.read_bytes() for segment in sorted(first.data.glob("articles/*.jsonl")))
    assert content.endswith(b"\n")
    assert b"\\u" not in content
    names = list(Article.__slots__)
    for line in content.splitlines():
        msgspec.json.decode(line, type=Article)
        assert list(msgspec.json.decode(line)) == names
    assert len({line["id"] for line in first.lines}) == len(first.lines)


def test_the_seed_article(first: Crawl) -> None:
    seed = next(line for line in first.lines if line["title"] == SEED_TITLE)
    assert {
        name: seed[name] for name in ("source", "author", "editor", "timestamp", "timestamp_precision", "channel")
    } == {
        "source": "中国警察网",
        "author": None,
        "editor": "石敏",
        "timestamp": "2022-01-14T00:00:00+08:00",
        "timestamp_precision": "day",
        "channel": ["新闻中心", "禁毒之窗"],
    }
    paragraphs = seed["body"].split("\n")
    assert len(paragraphs) == 15
    assert paragraphs[0].startswith("云南地处祖国西南边疆")
    assert paragraphs[-1].endswith("毒品滥用问题得到有效遏制。")
    assert "版权" not in seed["body"]


def test_the_record_adds_up(first: Crawl, server: Server) -> None:
    record = first.record
    assert (record["verdict"], record["exit_code"]) == ("ok", 0)
    assert record["listed"] == sum(record["ends"].values())
    assert record["ends"]["emitted"] == len(first.lines)
    assert record["ends"]["external"] == 1
    assert record["causes"] == {"gone": 1}
    for channel in record["channels"]:
        assert channel["rows"] == channel["repeated"] + sum(channel["ends"].values())
        assert channel["closed"], channel
    asked = [request for request in server.log() if not request["path"].startswith("/__")]
    assert record["requests"] == len(asked)
    assert "lost" not in record["causes"]


def test_a_second_run_writes_nothing_and_proves_it(first: Crawl, server: Server) -> None:
    segments = sorted(first.data.glob("articles/*.jsonl"))
    server.clear("log")
    second = crawl("jingshi", first.data.parent, url=server.news_centre)
    assert second.exit_code == 0, str(second)
    assert sorted(first.data.glob("articles/*.jsonl")) == segments
    assert "nothing is new" in second.output
    assert second.record["ends"]["emitted"] == 0
    # robots.txt, the news centre, two pages a channel, and the page that is gone.
    channels = len(second.record["channels"])
    asked = Counter(request["path"].split("?")[0] for request in server.log() if not request["path"].startswith("/__"))
    assert asked["/robots.txt"] == 1
    assert asked.total() <= 1 + 1 + 2 * channels + 1, asked


def test_a_changed_article_is_a_new_revision(first: Crawl, server: Server) -> None:
    line = first.lines[0]
    number = next(p.numbers[0] for p in server.published() if line["url"] in p.urls)
    server.change(do="revise", number=number)
    full = crawl("jingshi", first.data.parent, url=server.news_centre, full="1")
    assert full.exit_code == 0, str(full)
    revised = full.lines[-1]
    assert (revised["id"], revised["revision"]) == (line["id"], 2)
    assert revised["body"].startswith(line["body"])
    assert full.record["ends"]["emitted"] == 1


def test_a_cut_run_then_a_whole_one_misses_nothing(server: Server, tmp_path: Path) -> None:
    cut = crawl("jingshi", tmp_path, url=server.news_centre, max_articles="25")
    assert cut.exit_code == 7, str(cut)
    assert 0 < len(cut.lines) <= 25
    whole = crawl("jingshi", tmp_path, url=server.news_centre)
    assert whole.exit_code == 0, str(whole)
    assert_published_once(whole, server)


def test_only_the_named_channel_and_days(server: Server, tmp_path: Path) -> None:
    everything = [p for p in server.published() if p.channel[-1] == "禁毒之窗"]
    days = sorted(p.timestamp[:10] for p in everything)
    since, until = days[len(days) // 3], days[2 * len(days) // 3]
    some = crawl("jingshi", tmp_path, url=server.news_centre, channel="禁毒之窗", since=since, until=until)
    assert some.exit_code == 0, str(some)
    assert {line["timestamp"][:10] for line in some.lines} <= {day for day in days if since <= day <= until}
    assert some.record["ends"]["skipped"] > 0
    assert {channel["name"] for channel in some.record["channels"]} == {"禁毒之窗"}


def test_a_dry_run_says_what_it_would_walk_and_writes_nothing(server: Server, tmp_path: Path) -> None:
    server.clear("log")
    dry = crawl("jingshi", tmp_path, url=server.news_centre, dry="1")
    assert dry.exit_code == 0, str(dry)
    assert "禁毒之窗" in dry.output
    assert not dry.data.exists()
    assert not [request for request in server.log() if "NewsShow" in request["path"]]
