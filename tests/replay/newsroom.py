"""Writes the stories of a replayed site: plots of hand-written sentences, filled with places, numbers and days.

A plot file (``plots/<key>.toml``) holds the plots of one channel. Each plot has ``titles`` and ``slots``; a slot is a
list of variants of one paragraph, of which one is taken; an empty variant leaves the paragraph out, one that begins with
``# `` is a subhead. ``{county}``, ``{dozens2}`` … are filled once a story, so that title and text agree.
"""

from __future__ import annotations

import random
import re
import tomllib
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path

import msgspec

from tests.replay.site import Document, Picture, Story

_PLOTS = Path(__file__).parent / "plots"

_SURNAMES = "张王李赵刘陈杨黄周吴徐孙马朱胡林郭何高罗"
_NUMBERS: Mapping[str, tuple[int, int]] = {
    "few": (2, 9),
    "dozens": (11, 98),
    "hundreds": (110, 989),
    "thousands": (1100, 9899),
    "grams": (120, 980),
    "wan": (12, 980),
    "percent": (11, 68),
    "age": (66, 91),
    "drunk": (82, 240),
    "drinking": (21, 79),
    "hour": (8, 22),
    "minute": (10, 59),
}
#: What the press prints in full width; the plots are written with the plain keys.
_FULL_WIDTH = str.maketrans(",:;!?()", "，：；！？（）")
_TRIES = 200
_LEAST_PARAGRAPHS = 5


class Plot(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One kind of story; picture and document: caption and name, where its stories have some."""

    titles: list[str]
    slots: list[list[str]]
    picture: str | None = None
    document: str | None = None


@cache
def names(kind: str) -> tuple[str, ...]:
    """The invented places or names of one kind in ``plots/names.toml``; empty where there is no such kind."""
    return tuple(tomllib.loads((_PLOTS / "names.toml").read_text("utf-8")).get(kind, ()))


@cache
def plots(key: str) -> tuple[Plot, ...]:
    """The plots of ``plots/<key>.toml``."""
    return tuple(msgspec.convert(tomllib.loads((_PLOTS / f"{key}.toml").read_text("utf-8"))["plot"], list[Plot]))


class Facts(dict[str, str]):
    """The values of one story's placeholders, drawn when they are first asked for.

    A name may carry a number (``dozens2``): another value of the same kind.
    """

    def __init__(self, chance: random.Random, day: datetime) -> None:
        super().__init__()
        self._chance = chance
        self._day = day

    def __missing__(self, name: str) -> str:
        value = self._drawn(name.rstrip("0123456789"))
        while value in (other for key, other in self.items() if key.rstrip("0123456789") == name.rstrip("0123456789")):
            value = self._drawn(name.rstrip("0123456789"))
        self[name] = value
        return value

    def _drawn(self, kind: str) -> str:
        if places := names(kind):
            return self._chance.choice(places)
        if kind in _NUMBERS:
            return str(self._chance.randint(*_NUMBERS[kind]))
        match kind:
            case "kilo":
                return f"{self._chance.randint(11, 389) / 10}"
            case "who":
                return self._chance.choice(_SURNAMES) + self._chance.choice(["某", "某某"])
            case "court":
                return self["county"] + "人民法院"
            case "date":
                return self._before(3, 5)
            case "later":
                return self._before(1, 2)
            case "earlier":
                return self._before(8, 14)
            case "past":
                return self._before(20, 50)
            case "year":
                return str(self._day.year)
            case "lastyear":
                return str(self._day.year - 1)
            case "month":
                return str(self._day.month)
        raise KeyError(f"no such placeholder: {kind}")

    def _before(self, least: int, most: int) -> str:
        day = self._day - timedelta(days=self._chance.randint(least, most))
        year = f"{day.year}年" if day.year != self._day.year else ""
        return f"{year}{day.month}月{day.day}日"


class Newsroom:
    """Writes stories; the same seed and the same orders give the same stories. No two titles and no two texts agree."""

    def __init__(self, seed: int) -> None:
        self._chance = random.Random(seed)
        self._titles: set[str] = set()

    def story(
        self, key: str, number: int, day: datetime, *, plot: str, sources: Iterable[str | None], rare: bool = False
    ) -> Story:
        """Write one story.

        key: its home channel; day: its date, at midnight; plot: the plot file; sources: of which one is printed, None
        for an empty label; rare: its names hold characters that GB 2312 lacks.
        """
        chance = self._chance
        chosen = chance.choice(plots(plot))
        facts, title = self._title(chosen, day)
        body: list[str] = []
        subheads: set[int] = set()
        spare = len(chosen.slots) - _LEAST_PARAGRAPHS
        for slot in chosen.slots:
            variant = chance.choice(slot if spare > 0 else [variant for variant in slot if variant])
            spare -= variant == ""
            text = variant.format_map(facts).translate(_FULL_WIDTH)
            if text.startswith("# "):
                text = text.removeprefix("# ")
                subheads.add(len(body))
            if text:
                body.append(text)
        month = f"{day:%Y%m}"
        authors, editors = (names("rare"), names("rare")) if rare else (names("author"), names("editor"))
        author = chance.choice([None, None, chance.choice(authors), " ".join(chance.sample(authors, 2))])
        return Story(
            number=number,
            title=title,
            home=key,
            timestamp=day + timedelta(seconds=chance.choice([0, 0, chance.randint(8 * 3600, 18 * 3600)])),
            body=body,
            source=chance.choice(list(sources)),
            author=author,
            editor=chance.choice(editors) if chance.random() < 0.9 else None,
            subheads=frozenset(subheads),
            pictures=tuple(
                Picture(f"/upload/image/{month}/{number}_{n + 1}.png", chosen.picture or "")
                for n in range(chance.choice([0, 1, 2]) if chosen.picture else 0)
            ),
            documents=(
                (Document(f"/upload/file/{month}/{number}.doc", chosen.document.format_map(facts) + ".doc"),)
                if chosen.document and chance.random() < 0.7
                else ()
            ),
        )

    def _title(self, plot: Plot, day: datetime) -> tuple[Facts, str]:
        for _ in range(_TRIES):
            facts = Facts(self._chance, day)
            title = re.sub(r"\s+", " ", self._chance.choice(plot.titles).format_map(facts)).translate(_FULL_WIDTH)
            if title not in self._titles:
                self._titles.add(title)
                return facts, title
        raise ValueError(f"{len(self._titles)} titles are written, and the plots give no new one: add titles or plots")
