"""``scrapy check_sites``: the project's own sites are sound, and each fault is told."""

from __future__ import annotations

import json
import textwrap
from pathlib import Path

import pytest
from scrapy.settings import Settings
from scrapy.spiderloader import SpiderLoader

from crawler.commands.check_sites import (
    NO_SITES,
    PROJECT,
    fixture_faults,
    schema_faults,
    site_faults,
    unverified_faults,
)
from crawler.news_spider import NewsSpider

SITES = [path for path in sorted(PROJECT.glob("crawler/spiders/*.py")) if path.stem not in NO_SITES]

SOUND = '''from crawler.news_spider import NewsSpider


class Guangdong(NewsSpider):
    """Domain: gdga.gd.gov.cn. Publishes: news.
    Evidence: a crawler of 2026 reads the listing. Not yet seen live."""

    name = "guangdong"
    site_name = "广东省公安厅"
    level = "province"
    province = "广东"
    evidence = "B 2026"
    news_centre = "http://gdga.gd.gov.cn/jwzx/"
    family = "nfcms"
    channels = {"jwyw": "jwyw/"}
'''


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("", "", None),
        ("class Guangdong", "class GuangDong", "by the file's name it must be Guangdong"),
        ('name = "guangdong"', 'name = "gd"', 'name must be "guangdong", like the file'),
        ("Evidence: a", "A", "does not say 'Evidence:'"),
        (" Not yet seen live.", "", "does not say 'seen live'"),
        ("Domain: gdga.gd.gov.cn", "Domain: its own", "does not name the domain gdga.gd.gov.cn"),
        ("jwyw/", "//news.gd.gov.cn/jwyw/", "does not name the domain news.gd.gov.cn"),
        ("of 2026", "of 2025", "tells nothing of 2026"),
        ("2026", "2018", "no evidence of the host since 2019"),
        ("B 2026", "C 2026", "a listing that nobody has shown belongs in unverified_sites.json"),
        ('    site_name = "广东省公安厅"\n', "", "has no site_name"),
        ("site_name", "sitename", "unknown attributes sitename"),
        (
            '    name = "guangdong"\n    site_name = "广东省公安厅"\n',
            '    site_name = "广东省公安厅"\n    name = "guangdong"\n',
            "their order is: name, site_name",
        ),
        (
            "    news_centre =",
            "    def start_requests(self):\n        yield None\n\n    news_centre =",
            "ignore start_requests without a word",
        ),
        ('    level = "province"\n', "", "has no level"),
        ('"province"\n', '"town"\n', "level is 'town'; it is one of national, province, city"),
        ('level = "province"', 'level = "national"', "a national site has no province"),
        ('    province = "广东"\n', "", "a site of level province has a province"),
        ("B 2026", "E 2026", "a grade from A to D and a year"),
        ("nfcms", "nfcmz", "there is no family 'nfcmz' in crawler/cms; known are"),
        ("http://gdga.gd.gov.cn/jwzx/", "/jwzx/", "/jwzx/ is no whole address"),
        ('    news_centre = "http://gdga.gd.gov.cn/jwzx/"\n', "", "jwyw/ is no whole address"),
        ("\n    name =", "\n\n    name =", "16 lines; a site has at most 15"),
        ("class Guangdong(NewsSpider):", "class Guangdong(NewsSpider)", "cannot be read as Python"),
        ("class Guangdong", "class A: pass\n\n\nclass Guangdong", "has 2 classes; a site is one class"),
    ],
)
def test_site_faults(tmp_path: Path, old: str, new: str, fault: str | None) -> None:
    path = tmp_path / "guangdong.py"
    path.write_text(SOUND.replace(old, new) if old else SOUND, encoding="utf-8")
    faults = list(site_faults(path))
    assert any(fault in told for told in faults) if fault else not faults, faults


@pytest.mark.parametrize("path", SITES, ids=lambda path: path.stem)
def test_each_site_is_sound(path: Path) -> None:
    assert list(site_faults(path)) == []


def test_the_readme_shows_a_whole_site_file() -> None:
    readme = (PROJECT / "README.md").read_text(encoding="utf-8").partition("## Add a site")[2]
    shown = textwrap.dedent(readme.partition("```python\n")[2].partition("   ```")[0])
    assert shown in [path.read_text(encoding="utf-8") for path in SITES]


def test_a_site_whose_address_is_not_known_needs_no_listing(tmp_path: Path) -> None:
    path = tmp_path / "guangdong.py"
    lines = SOUND.replace("2026", "2018").replace("B 2018", "C 2018").splitlines(keepends=True)
    path.write_text("".join(line for line in lines if "jwyw" not in line and "jwzx" not in line), encoding="utf-8")
    assert list(site_faults(path)) == []


def test_a_name_that_is_no_pinyin(tmp_path: Path) -> None:
    path = tmp_path / "Guang-dong.py"
    path.write_text(SOUND, encoding="utf-8")
    assert any("pinyin" in fault for fault in site_faults(path))


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({}, None),
        ({"article.draft.json": "{}"}, "a draft that nobody has read"),
        ({"article.json": None}, "needs either article.json or links.json"),
        ({"links.json": "{}"}, "needs either article.json or links.json"),
        ({"response.json": None}, "response.json is missing"),
        ({"article.json": "{"}, "no JSON"),
        ({"page.html": "x" * 300_000}, "larger than 200 KiB"),
    ],
)
def test_fixture_faults(tmp_path: Path, change: dict[str, str | None], fault: str | None) -> None:
    case = tmp_path / "fixtures" / "jingshi" / "seed_article"
    case.mkdir(parents=True)
    files = {"page.html": "<p>", "response.json": json.dumps({"url": "http://a/"}), "article.json": "{}"} | change
    for name, content in files.items():
        if content is not None:
            (case / name).write_text(content)
    faults = list(fixture_faults(tmp_path / "fixtures", {"jingshi"}))
    assert any(fault in told for told in faults) if fault else not faults, faults


def test_a_case_of_nobody(tmp_path: Path) -> None:
    (tmp_path / "fixtures" / "nobody" / "case").mkdir(parents=True)
    assert any("is no site, no family" in fault for fault in fixture_faults(tmp_path / "fixtures", {"jingshi"}))


def test_an_unverified_site_that_has_a_spider() -> None:
    assert list(unverified_faults(set())) == []
    assert any("hebei has a spider: take it out" in fault for fault in unverified_faults({"hebei"}))


def test_the_committed_schema_is_the_class_s() -> None:
    assert list(schema_faults()) == []


def test_no_spider_defines_start_requests() -> None:
    loader = SpiderLoader.from_settings(Settings({"SPIDER_MODULES": ["crawler.spiders"]}))
    spiders = [loader.load(name) for name in loader.list()]
    assert spiders
    for spider in [*spiders, NewsSpider]:
        defined = [base for base in spider.__mro__ if "start_requests" in vars(base)]
        assert defined == [], f"{spider.__name__}: start_requests is ignored without a word since Scrapy 2.16"
        assert "start" in dir(spider)
