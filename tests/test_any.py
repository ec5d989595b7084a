"""``scrapy crawl any``: whatever address of a site is given, what it leads to is emitted once."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from crawler.spiders.any import host_name
from tests.crawling import IMPATIENT, Crawl, crawl
from tests.replay.server import Server, serving
from tests.replay.site import Published


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    with serving("small") as server:
        yield server


@pytest.fixture(autouse=True)
def forgiven(server: Server) -> Iterator[None]:
    yield
    server.clear()


def crawl_any(data: Path, url: str, **arguments: str) -> Crawl:
    done = crawl("any", data, IMPATIENT, url=url, **arguments)
    return replace(done, data=data / host_name(url))


def assert_each_once(done: Crawl, published: list[Published]) -> None:
    lines = Counter(line["url"] for line in done.lines)
    assert {article.title: sum(lines[url] for url in article.urls) for article in published} == {
        article.title: 1 for article in published
    }, str(done)
    assert lines.total() == len(published), str(done)


def test_what_was_decided_is_printed_before_the_walk(server: Server, tmp_path: Path) -> None:
    done = crawl_any(tmp_path, server.base + "/")
    said = done.output.splitlines()
    assert said[0].startswith(f"{server.base}/: home page (")
    assert any(line.startswith(f"{server.news_centre}: news centre (aspnet): ") for line in said)
    assert f"  禁毒之窗 {server.base}/NewsList.aspx?cid=1" in said
    assert_each_once(done, server.published())
    assert {line["site"] for line in done.lines} == {host_name(server.base)}


def test_from_the_news_centre(server: Server, tmp_path: Path) -> None:
    done = crawl_any(tmp_path, server.news_centre)
    assert_each_once(done, server.published())


def test_from_one_channel(server: Server, tmp_path: Path) -> None:
    done = crawl_any(tmp_path, f"{server.base}/NewsList.aspx?cid=1")
    assert done.exit_code == 0, str(done)
    assert_each_once(done, [article for article in server.published() if article.channel[-1] == "禁毒之窗"])


def test_a_row_without_a_year_is_judged_by_its_page(server: Server, tmp_path: Path) -> None:
    articles = [article for article in server.published() if article.channel[-1] == "禁毒之窗"][:5]
    rows = "".join(f'<li><a href="{a.urls[0]}">{a.title}</a><i>{a.timestamp[5:10]}</i></li>' for a in articles)
    server.fault(
        path="/jwyw/", status=200, body=f"<ul>{rows}</ul>", headers={"Content-Type": "text/html;charset=utf-8"}
    )
    until = articles[2].timestamp[:10]
    done = crawl_any(tmp_path, f"{server.base}/jwyw/", until=until)
    assert [line["timestamp"][:10] <= until for line in done.lines] == [True] * 3, str(done)
    assert done.record["causes"] == {"until": 2}


def test_from_one_article_then_the_whole_site(server: Server, tmp_path: Path) -> None:
    article = server.published()[0]
    done = crawl_any(tmp_path, article.urls[0])
    assert done.exit_code == 0, str(done)
    assert ": article (aspnet): " in done.output
    assert_each_once(done, [article])
    again = crawl_any(tmp_path, article.urls[0])
    assert (again.exit_code, len(again.lines)) == (0, 1), str(again)
    assert again.record["ends"]["known"] == 1
    whole = crawl_any(tmp_path, server.base + "/")
    assert_each_once(whole, server.published())


@pytest.mark.parametrize(("path", "channel"), [("/", ["新闻中心", "禁毒之窗"]), ("/NewsList.aspx?cid=1", ["禁毒之窗"])])
def test_an_article_that_does_not_say_where_it_stands(
    server: Server, tmp_path: Path, path: str, channel: list[str]
) -> None:
    article = server.published()[0]
    text = "<p>1月18日，民警走进社区开展禁毒宣传，群众踊跃参与。</p>" * 3
    page = f"<html><body><h1>{article.title}</h1><p>来源：警视在线 时间：2022-01-18</p>{text}</body></html>"
    server.fault(path=article.urls[0].removeprefix(server.base), body=page)
    done = crawl_any(tmp_path, server.base + path)
    assert [line["channel"] for line in done.lines if line["url"] == article.urls[0]] == [channel], str(done)


def test_a_dry_run_stops_before_the_articles(server: Server, tmp_path: Path) -> None:
    server.clear("log")
    done = crawl_any(tmp_path, server.base + "/", dry="1")
    assert done.exit_code == 0, str(done)
    assert "rows on its first page" in done.output
    assert "a dry run: " in done.output
    assert not done.data.exists()
    assert not [entry for entry in server.log() if "NewsShow" in entry["path"]]


@pytest.mark.parametrize(
    ("path", "sentences"),
    [
        ("/About.aspx", ("taken for nothing", "It links to ", "Give the address of a news centre")),
        ("/Nowhere.aspx", ("gone",)),
    ],
)
def test_a_page_that_is_nothing(server: Server, tmp_path: Path, path: str, sentences: tuple[str, ...]) -> None:
    done = crawl_any(tmp_path, server.base + path)
    assert done.exit_code == 4, str(done)
    for sentence in sentences:
        assert sentence in done.output
    assert done.lines == []


def test_a_news_centre_that_cannot_be_had_leaves_the_home_page_s_channels(server: Server, tmp_path: Path) -> None:
    server.fault(path="/NewsCenter.aspx", status=404)
    done = crawl_any(tmp_path, server.base + "/")
    assert "the channels are those of the home page" in done.output
    assert {channel["name"] for channel in done.record["channels"]} == {"禁毒之窗", "警方动态"}
    assert done.exit_code == 0, str(done)


def test_links_of_a_home_page_that_are_not_taken_are_told(server: Server, tmp_path: Path) -> None:
    links = "<a href='/NewsList.aspx?cid=1'>禁毒之窗</a> <a href='/CaseList.aspx?cid=2'>典型案例</a>"
    links += " <a href='/NewsList.aspx?cid=3'>法规解读</a>"
    page = f"<html><head><title>警视在线</title></head><body>{links}</body></html>"
    server.fault(path="/", body=page, status=200, headers={"Content-Type": "text/html; charset=utf-8"})
    done = crawl_any(tmp_path, server.base + "/")
    assert "not taken" in done.output
    assert f"  法规解读 {server.base}/NewsList.aspx?cid=3" in done.output.splitlines()
    assert done.record["not_taken"] == [{"name": "法规解读", "url": f"{server.base}/NewsList.aspx?cid=3"}]


def test_a_shell_leads_to_the_home_page(server: Server, tmp_path: Path) -> None:
    shell = '<html><head><meta http-equiv="refresh" content="0;url=/Default.aspx"></head><body></body></html>'
    server.fault(path="/", body=shell, status=200, headers={"Content-Type": "text/html"})
    done = crawl_any(tmp_path, server.base + "/", dry="1")
    assert f"{server.base}/: shell (" in done.output
    assert f"{server.base}/Default.aspx: home page (" in done.output
    assert "禁毒之窗: " in done.output
    assert done.exit_code == 0, str(done)


def test_a_wall_in_place_of_the_home_page(server: Server, tmp_path: Path) -> None:
    server.fault(path="/", wall="ruishu")
    done = crawl_any(tmp_path, server.base + "/")
    assert done.exit_code == 5, str(done)


def test_without_an_address(tmp_path: Path) -> None:
    done = crawl("any", tmp_path)
    assert done.exit_code == 2
    assert "scrapy crawl any -a url=" in done.errors


def test_rows_to_another_host_are_followed_where_that_is_asked_for(server: Server, tmp_path: Path) -> None:
    with serving("trs", scale=90) as other:
        there = next(article for article in other.published() if article.channel[-1] == "警务动态")
        row = f'<li><a href="{there.urls[0]}">{there.title}</a><span>{there.timestamp[:10]}</span></li>'
        listing = f"<html><body><p>当前位置：首页 &gt; 新闻中心 &gt; 警讯</p><ul>{row}</ul>共1条</body></html>"
        server.fault(
            path="/Reprints.aspx", body=listing, status=200, headers={"Content-Type": "text/html; charset=utf-8"}
        )
        plain = crawl_any(tmp_path, server.base + "/Reprints.aspx")
        assert (plain.exit_code, plain.lines) == (0, []), str(plain)
        assert plain.record["ends"]["external"] == 1
        followed = crawl_any(tmp_path, server.base + "/Reprints.aspx", external="1")
        assert followed.exit_code == 0, str(followed)
        (line,) = followed.lines
        assert (line["url"], line["title"], line["body"]) == (there.urls[0], there.title, there.body)
        assert line["id"] == f"{host_name(server.base)}:{there.urls[0]}"
        again = crawl_any(tmp_path, server.base + "/Reprints.aspx", external="1")
        assert (again.exit_code, len(again.lines)) == (0, 1), str(again)
        assert json.loads((again.data / "listings.jsonl").read_text().splitlines()[0])["id"] == line["id"]


def test_rows_to_another_host_that_could_not_be_had_are_not_asked_for_again_unless_that_is_asked_for(
    server: Server, tmp_path: Path
) -> None:
    with serving("trs", scale=90) as other:
        there = next(article for article in other.published() if article.channel[-1] == "警务动态")
        here = server.published()[0]
        shown = "".join(
            f'<li><a href="{article.urls[0]}">{article.title}</a><span>{article.timestamp[:10]}</span></li>'
            for article in (here, there)
        )
        listing = f"<html><body><p>当前位置：首页 &gt; 新闻中心 &gt; 警讯</p><ul>{shown}</ul>共2条</body></html>"
        server.fault(
            path="/Reprints.aspx", body=listing, status=200, headers={"Content-Type": "text/html; charset=utf-8"}
        )
        other.fault(status=503)
        failed = crawl_any(tmp_path, server.base + "/Reprints.aspx", external="1")
        assert failed.record["ends"] | {"emitted": 1, "failed": 1} == failed.record["ends"], str(failed)
        other.clear()
        plain = crawl_any(tmp_path, server.base + "/Reprints.aspx")
        assert other.log() == []
        assert (plain.exit_code, plain.record["ends"]["external"], plain.record["ends"]["failed"]) == (0, 1, 0), str(
            plain
        )
        assert plain.record["channels"][0]["closed"]
        followed = crawl_any(tmp_path, server.base + "/Reprints.aspx", external="1")
        assert {line["url"] for line in followed.lines} == {here.urls[0], there.urls[0]}, str(followed)
