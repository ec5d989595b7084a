"""The demo crawls the replay site with the real command and shows what came out."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from tests.replay.demo import lines
from tests.replay.jingshi import described

ROOT = Path(__file__).resolve().parents[2]


def test_the_demo_emits_what_the_site_publishes(tmp_path: Path) -> None:
    old = tmp_path / "jingshi" / "articles" / "000001.jsonl"
    old.parent.mkdir(parents=True)
    old.write_text("of an earlier demo")
    command = [sys.executable, "-m", "tests.replay.demo", "--data", str(tmp_path), "--scale", "100"]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=100)
    assert run.returncode == 0, run.stdout + run.stderr
    published = described(100).site.published()
    assert sorted(article["title"] for article in lines(tmp_path)) == sorted(record.title for record in published)
    assert f"{len(published)} articles in {tmp_path}/jingshi/articles" in run.stdout
    assert "新闻中心 > 禁毒之窗" in run.stdout
