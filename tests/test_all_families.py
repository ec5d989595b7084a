"""Every CMS family, every size, from the home page alone: published = emitted, none missing, none twice, each field right."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.family_walks import walked
from tests.replay.test_families import FAMILIES


@pytest.mark.parametrize("family", FAMILIES)
def test_at_rest(family: str, tmp_path: Path) -> None:
    walk = walked(family, tmp_path, moving=False)
    assert walk.crawled.exit_code == 0, str(walk.crawled)
    assert (walk.missing, walk.twice, walk.wrong) == ([], [], [])
    assert len(walk.crawled.lines) == len(walk.published)
    assert walk.requests <= 1.05 * walk.needed, str(walk.crawled)


@pytest.mark.parametrize("family", FAMILIES)
def test_while_three_are_published_and_one_is_removed(family: str, tmp_path: Path) -> None:
    walk = walked(family, tmp_path, moving=True)
    assert walk.crawled.exit_code == 0, str(walk.crawled)
    assert (walk.missing, walk.twice, walk.wrong) == ([], [], [])
    assert len(walk.crawled.lines) - len(walk.published) in (0, len(walk.removed))
