"""What a page says never becomes a path, a host or a command to the terminal; the run ends with a clear verdict."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from tests.crawling import IMPATIENT, Crawl, crawl
from tests.interrupting import unsound
from tests.replay.server import Server, serving
from tests.replay.synthetic import title

#: Every file that a run may leave, under DATA_DIR.
OWN_FILES = re.compile(
    r"jingshi/(?:lock|ledger\.sqlite(?:-wal|-shm)?|manifest\.jsonl|listings\.jsonl"
    r"|articles/\d{6}-\w{16}\.jsonl|staging/\d{6}-\w{16}\.jsonl|runs/\d{6}-\w{16}\.(?:json|log))"
)
HTML = {"Content-Type": "text/html; charset=utf-8"}


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    with serving("synthetic", scale=100) as server:
        yield server


@pytest.fixture(scope="module")
def elsewhere() -> Iterator[Server]:
    with serving("synthetic", scale=100) as server:
        yield server


@pytest.fixture(autouse=True)
def forgiven(server: Server, elsewhere: Server) -> Iterator[None]:
    yield
    server.clear()
    elsewhere.clear()


def say(server: Server, path: str, content: str) -> None:
    """Let the server answer this page."""
    html = (
        f'<!DOCTYPE html><html><head><meta charset="utf-8"><title>新闻中心</title></head><body>{content}</body></html>'
    )
    server.fault(path=path, status=200, headers=HTML, body=html)


def say_centre(server: Server, channels: Sequence[tuple[str, str]]) -> None:
    """Let the news centre lead to these channels: names and addresses."""
    blocks = [
        f'<div class="block"><h3>{name}</h3><a class="more" href="{href}">更多&gt;&gt;</a>'
        f'<ul><li><a href="/show.aspx?id={number}">{title(number)}</a></li></ul></div>'
        for number, (name, href) in enumerate(channels, 1)
    ]
    menu = "".join(f'<li><a href="{href}">{name}</a></li>' for name, href in channels)
    say(server, "/center.aspx", f'<div class="submenu"><h2>新闻中心</h2><ul>{menu}</ul></div>{"".join(blocks)}')


def say_listing(
    server: Server, rows: Sequence[tuple[str, str]], following: str = "", path: str = "/list.aspx?kind=new"
) -> None:
    """Let a channel have these rows: titles and addresses; following: the address of its next page."""
    items = "".join(f'<li><a href="{href}">{name}</a><span>2022-01-14</span></li>' for name, href in rows)
    link = f'<a href="{following}">下一页</a>' if following else ""
    say(server, path, f'<ul class="newslist">{items}</ul><div class="pager">{link}</div>')


def honest_rows(numbers: range) -> list[tuple[str, str]]:
    return [(title(number), f"/show.aspx?id={number}") for number in numbers]


def assert_harmless(done: Crawl, server: Server, elsewhere: Server, tmp_path: Path) -> None:
    """No file and no request where none belongs, no control character on the terminal, and a record of the run."""
    files = [
        path.relative_to(tmp_path / "data").as_posix() for path in (tmp_path / "data").rglob("*") if path.is_file()
    ]
    assert [name for name in files if not OWN_FILES.fullmatch(name)] == []
    assert sorted(path.name for path in tmp_path.iterdir()) == ["data"]
    assert elsewhere.log() == []
    agents = {request["agent"] for request in server.log() if not request["path"].startswith("/__")}
    assert all(agent.startswith("jingxun/") for agent in agents)
    assert re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]", done.output + done.errors) is None
    assert "Traceback" not in done.errors
    assert done.record["exit_code"] == done.exit_code
    assert done.record["listed"] == sum(done.record["ends"].values())
    assert unsound(done.data) == []


NAMES = (
    "../../x",
    "/etc/cron.d/警讯",
    "..",
    "C:\\警讯动态",
    "警方&#27;[31m动态",
    "警方&#8238;态动",
    "警方&#0;动态",
    "&lt;b&gt;动态&lt;/b&gt;",
    "[red]警方动态[/red]",
    "警方{0}动态",
    "'; DROP TABLE x",
    "警" * 10_000,
)


def test_channels_of_any_name(server: Server, elsewhere: Server, tmp_path: Path) -> None:
    say_centre(server, [(name, f"/list.aspx?kind=new&amp;of={number}") for number, name in enumerate(NAMES)])
    done = crawl("jingshi", tmp_path / "data", IMPATIENT, url=server.news_centre)
    assert_harmless(done, server, elsewhere, tmp_path)
    assert done.exit_code == 0, str(done)
    assert len(done.lines) == 20
    names = [channel["name"] for channel in done.record["channels"]]
    assert {"../../x", "..", "/etc/cron.d/警讯"} <= set(names)


def test_channels_that_lead_elsewhere(server: Server, elsewhere: Server, tmp_path: Path) -> None:
    port = server.base.rpartition(":")[2]
    other = elsewhere.base.removeprefix("http://")
    addresses = [
        "file:///etc/passwd",
        "javascript:alert(1)",
        "data:text/html,&lt;ul&gt;&lt;/ul&gt;",
        "ftp://127.0.0.1/list.aspx",
        f"http://{other}/list.aspx?kind=new",
        f"//{other}/list.aspx?kind=new",
        f"http://127.0.0.1:{port}@{other}/list.aspx?kind=new",
        f"http:\\\\{other}\\list.aspx",
        "http://[::1/list.aspx",
        "http://127.0.0.1:99999/list.aspx",
    ]
    names = (
        "警方动态",
        "警务资讯",
        "禁毒之窗",
        "交通安全",
        "法治时空",
        "公安要闻",
        "平安建设",
        "警界风采",
        "警营文化",
        "通知公告",
    )
    say_centre(server, [*zip(names, addresses, strict=True), ("反诈预警", "/list.aspx?kind=new")])
    done = crawl("jingshi", tmp_path / "data", IMPATIENT, url=server.news_centre)
    assert_harmless(done, server, elsewhere, tmp_path)
    assert len(done.lines) == 20, str(done)


def test_rows_that_lead_elsewhere(server: Server, elsewhere: Server, tmp_path: Path) -> None:
    port = server.base.rpartition(":")[2]
    other = elsewhere.base.removeprefix("http://")
    addresses = [
        "file:///etc/passwd",
        "javascript:alert(1)",
        "data:text/html,&lt;p&gt;",
        f"http://{other}/show.aspx?id=1",
        f"//{other}/show.aspx?id=2",
        f"http://127.0.0.1:{port}@{other}/show.aspx?id=3",
        f"http:\\\\{other}\\show.aspx?id=4",
        f"http://127.0.0.1:{port}\\@{other}/show.aspx?id=5",
        f"http://user:secret@127.0.0.1:{port}/show.aspx?id=6",
        "/show.aspx?id=7&amp;file=../../../../etc/passwd",
        "/../../../show.aspx?id=8",
        "/show.aspx?id=9&#10;Host: x",
        "http://[::1/show.aspx?id=10",
        "http://127.0.0.1:99999/show.aspx?id=11",
        "/%00/show.aspx?id=12",
        "/show.aspx?id=13#" + "x" * 100_000,
    ]
    say_listing(
        server, [*honest_rows(range(14, 19)), *((title(n), address) for n, address in enumerate(addresses, 100))]
    )
    done = crawl("jingshi", tmp_path / "data", IMPATIENT, url=server.news_centre)
    assert_harmless(done, server, elsewhere, tmp_path)
    assert {title(number) for number in range(14, 19)} <= {line["title"] for line in done.lines}, str(done)
    assert not any("secret" in line["url"] or "secret" in line["id"] for line in done.lines)


#: The address of a next page, and what the channel's failure says; None: the listing ends with this page.
FOLLOWING = (
    ("file:///etc/passwd", None),
    ("javascript:location='http://ELSEWHERE/'", "another host"),
    ("data:text/html,x", None),
    ("http://ELSEWHERE/list.aspx?kind=new&amp;page=2", "another host"),
    ("//ELSEWHERE/list.aspx?kind=new&amp;page=2", "another host"),
    ("http://HERE@ELSEWHERE/list.aspx?kind=new&amp;page=2", "another host"),
    ("http:\\\\ELSEWHERE\\list.aspx?kind=new", "gone"),  # a path of the same host, as it is read
)


def test_next_pages_that_lead_elsewhere(server: Server, elsewhere: Server, tmp_path: Path) -> None:
    names = ("警方动态", "警界风采", "禁毒之窗", "交通安全", "法治时空", "公安要闻", "平安建设")
    say_centre(server, [(name, f"/list.aspx?kind=new&amp;of={number}") for number, name in enumerate(names)])
    for number, (following, _) in enumerate(FOLLOWING):
        for mark, place in (("ELSEWHERE", elsewhere.base), ("HERE", server.base)):
            following = following.replace(mark, place.removeprefix("http://"))
        rows = honest_rows(range(2 * number + 1, 2 * number + 3))
        say_listing(server, rows, following, path=f"/list.aspx?kind=new&of={number}")
    done = crawl("jingshi", tmp_path / "data", IMPATIENT, url=server.news_centre)
    assert_harmless(done, server, elsewhere, tmp_path)
    assert {title(number) for number in range(1, 15)} == {line["title"] for line in done.lines}, str(done)
    failures = {channel["name"]: channel["failure"] for channel in done.record["channels"]}
    for name, (following, said) in zip(names, FOLLOWING, strict=True):
        assert (said in failures[name]) if said else (failures[name] is None), f"{following}: {failures[name]}"


def test_titles_and_pages_of_any_size(server: Server, elsewhere: Server, tmp_path: Path) -> None:
    long = "警" * 10_000
    say_listing(
        server,
        [(long, "/show.aspx?id=1"), ("通报&#27;]0;x&#7;警情处置", "/show.aspx?id=2"), *honest_rows(range(3, 11))],
    )
    body = "".join(f"<p>{'情' * 300}</p>" for _ in range(50))
    images = "".join(
        f'<img src="{source}">'
        for source in ("file:///etc/passwd", "javascript:x", "data:image/png;base64,AA", "/a/../../b.png")
    )
    files = '附件：<a href="file:///etc/shadow">名单.doc</a><a href="javascript:x">表.xls</a>'
    head = '<h1>{}</h1><div class="info">来源:<span>x&#27;[31m</span> 时间:<span>2022-01-14</span></div><div class="content">{}</div>'
    say(server, "/show.aspx?id=1", head.format(long, body + images + files))
    say(server, "/show.aspx?id=2", head.format("通报&#27;]0;x&#7;警情处置", body + "<div>" * 5_000))
    done = crawl("jingshi", tmp_path / "data", IMPATIENT, url=server.news_centre)
    assert_harmless(done, server, elsewhere, tmp_path)
    assert {title(number) for number in range(3, 11)} <= {line["title"] for line in done.lines}, str(done)
    for line in done.lines:
        assert all(image["url"].startswith(server.base) for image in line["images"])
        assert all(attachment["url"].startswith(server.base) for attachment in line["attachments"])
