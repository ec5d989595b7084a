"""``scrapy sites``: the catalogue as a table and as JSON, with the last verdict of each site."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest

from crawler.commands.sites import described_sites, unverified_sites
from crawler.news_spider import NewsSpider
from crawler.spiders.guangdong import Guangdong
from crawler.spiders.guangdong_guangzhou import GuangdongGuangzhou
from crawler.spiders.jingshi import Jingshi
from crawler.spiders.mps import Mps
from crawler.spiders.nia import Nia
from crawler.spiders.tianjin import Tianjin
from tests.crawling import PROJECT, SCRAPY


def sites(data: Path, *options: str) -> subprocess.CompletedProcess[str]:
    command = [str(SCRAPY), "sites", "-s", f"DATA_DIR={data}", *options]
    return subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, timeout=60)


def names(data: Path, *options: str) -> list[str]:
    shown = sites(data, "--json", *options)
    assert shown.returncode == 0, shown.stderr
    listed: list[dict[str, Any]] = json.loads(shown.stdout)
    return [site["name"] for site in listed]


def write_record(data: Path, site: str, run: str, text: str) -> None:
    folder = data / site / "runs"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{run}.json").write_text(text, encoding="utf-8")


def test_described_sites_are_in_order_and_know_their_newest_run(tmp_path: Path) -> None:
    write_record(tmp_path, "mps", "000009-20260101T000000Z", '{"verdict": "ok", "started": "2026-01-01T00:00:00Z"}')
    write_record(
        tmp_path, "mps", "000010-20260102T000000Z", '{"verdict": "blocked", "started": "2026-01-02T00:00:00Z"}'
    )
    write_record(tmp_path, "guangdong", "000001-20260102T000000Z", '{"verd')
    found = described_sites([GuangdongGuangzhou, Guangdong, Mps, Jingshi], tmp_path)
    assert [(site.name, site.verdict, site.last_run) for site in found] == [
        ("jingshi", None, None),
        ("mps", "blocked", "2026-01-02T00:00:00Z"),
        ("guangdong", "unreadable: 000001-20260102T000000Z.json", None),
        ("guangdong_guangzhou", None, None),
    ]


@pytest.mark.parametrize(
    ("site", "expected"),
    [
        (
            Tianjin,
            {"公安要闻": "https://ga.tj.gov.cn/gaxc/gayw/", "出入境通知": "https://ga.tj.gov.cn/xxfb/tztg/crj1/"},
        ),
        (Nia, {"移民管理要闻": "https://www.nia.gov.cn/n741435/n741517/index.html"}),
        (Jingshi, {}),
    ],
)
def test_channels_are_told_with_whole_addresses(
    tmp_path: Path, site: type[NewsSpider], expected: dict[str, str]
) -> None:
    assert described_sites([site], tmp_path)[0].channels == expected
    if expected:
        assert site().url == (site.news_centre or next(iter(expected.values())))


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        (["--province", "广东"], ["guangdong", "guangdong_guangzhou"]),
        (["--province", "广东", "--level", "city"], ["guangdong_guangzhou"]),
        (["--family", "nfcms"], ["guangdong", "guangdong_guangzhou"]),
        (["--family", "nfcms", "--level", "national"], []),
    ],
)
def test_filters(tmp_path: Path, options: list[str], expected: list[str]) -> None:
    assert names(tmp_path, *options) == expected


def test_every_spider_with_a_name_is_listed(tmp_path: Path) -> None:
    files = {path.stem for path in (PROJECT / "crawler" / "spiders").glob("*.py")} - {"__init__", "any"}
    assert set(names(tmp_path)) == files


def test_the_table_shows_channels_and_verdict(tmp_path: Path) -> None:
    write_record(
        tmp_path, "mps", "000001-20260102T000000Z", '{"verdict": "blocked", "started": "2026-01-02T00:00:00Z"}'
    )
    shown = sites(tmp_path, "--level", "national")
    assert shown.returncode == 0, shown.stderr
    row = next(line for line in shown.stdout.splitlines() if "公安部" in line)
    for cell in ("mps", "national", "B 2026", "公安要闻, 警方提示, 工作动态", "blocked 2026-01-02"):
        assert cell in row
    assert "those of -a url=…" in next(line for line in shown.stdout.splitlines() if "警视在线" in line)


def test_unverified_sites_have_no_spider_and_say_what_is_known(tmp_path: Path) -> None:
    assert set(names(tmp_path, "--unverified")).isdisjoint(names(tmp_path))
    shown = sites(tmp_path, "--unverified", "--province", "河南")
    assert "403 to data centres" in shown.stdout


def test_a_broken_list_of_unverified_sites(tmp_path: Path) -> None:
    file = tmp_path / "unverified_sites.json"
    file.write_text('[{"name": "henan", "level": "town"}]', encoding="utf-8")
    with pytest.raises(ValueError, match="town"):
        unverified_sites(file)


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        (["--province", "广州"], "--province=广州: no site has it; known are"),
        (["--family", "trz"], "--family=trz: no site has it; known are"),
        (["--unverified", "--family", "trs"], "leave out --family"),
        (["mps"], "takes options only, not mps"),
        (["--level", "town"], "invalid choice: 'town'"),
    ],
)
def test_wrong_use(tmp_path: Path, options: list[str], sentence: str) -> None:
    shown = sites(tmp_path, *options)
    assert shown.returncode == 2
    assert sentence in shown.stdout + shown.stderr
