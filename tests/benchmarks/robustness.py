"""``python -m tests.benchmarks.robustness``: what our reader still gets right when what it may lean on is taken away.

Each page of the reading benchmark is read again under one disturbance: names of classes replaced by noise, ``<title>``
emptied, metas taken out, headings made plain boxes, lists of other articles or comments put below the text. A reader
that knows its pages by heart falls here; the first row is the pages as they are.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable

from rich.console import Console
from rich.table import Table

from crawler.reading import read_article
from crawler.reading.decoding import decode
from tests.benchmarks.reading import FIELDS, Fields, Page, accuracy, corpus_pages, fields, fixture_pages, score

_NAME = re.compile(r"""(?<=\s)(class|id)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>"']+))""")
_META = re.compile(r"<meta\b[^>]*(?:name|property|itemprop)[^>]*>", re.IGNORECASE)
_TITLE = re.compile(r"<title\b.*?</title>", re.IGNORECASE | re.DOTALL)
_HEADING = re.compile(r"<(/?)h[1-6]\b", re.IGNORECASE)
_CHARSET = re.compile(r"charset\s*=\s*[\"']?[\w-]+", re.IGNORECASE)
_TEXTS = (
    "今年以来，全县上下紧紧围绕年初确定的目标任务，狠抓落实，各项工作取得明显成效。",
    "记者昨日从有关部门获悉，这项工作将于下月底前全部完成，届时将惠及周边近万户居民。",
    "初秋的清晨，雾气还没有散尽，老街上的早点铺已经冒出了热气，赶早的人们排起了队。",
)


def without_names(page: str) -> str:
    """The page with each word in a class or an id replaced by noise, the same word by the same."""
    chance = random.Random(20220114)
    noise: dict[str, str] = {}

    def replaced(found: re.Match[str]) -> str:
        words = (found[2] or found[3] or found[4] or "").split()
        for word in words:
            noise.setdefault(word, "k" + "".join(chance.choices("jqvyz", k=6)))
        return f'{found[1]}="{" ".join(noise[word] for word in words)}"'

    return _NAME.sub(replaced, page)


def below(item: str, count: int) -> Callable[[str], str]:
    """A disturbance that puts a list below all of a page. item: with ``{text}`` and ``{number}``."""
    items = "".join(item.format(text=_TEXTS[number % len(_TEXTS)], number=number) for number in range(count))

    def disturbed(page: str) -> str:
        end = page.lower().rfind("</body>")
        return f"{page[:end]}<div>{items}</div>{page[end:]}" if end > 0 else f"{page}<div>{items}</div>"

    return disturbed


DISTURBANCES: dict[str, Callable[[str], str]] = {
    "as it is": str,
    "no class names": without_names,
    "no <title>": lambda page: _TITLE.sub("<title></title>", page),
    "no metas": lambda page: _META.sub("", page),
    "no headings": lambda page: _HEADING.sub(r"<\1div", page),
    "24 teasers below": below(
        "<div><h4><a href='/{number}.htm'>城区三条公交线路临时改道</a></h4><p>{text}</p></div>", 24
    ),
    "24 teasers in lines": below("<p><a href='/{number}.htm'>城区三条公交线路临时改道</a>　{text}</p>", 24),
    "30 comments below": below("<div><b>网友{number}</b><p>{text}</p><i>{number}小时前</i></div>", 30),
}


def readings(pages: list[Page], disturbance: Callable[[str], str]) -> dict[str, Fields]:
    """Our predictions for disturbed pages."""
    found: dict[str, Fields] = {}
    for page in pages:
        text = decode(page.path.read_bytes(), page.content_type).text
        body = disturbance(_CHARSET.sub("charset=utf-8", text)).encode()
        found[page.id] = fields(read_article(body, page.url, "text/html; charset=utf-8", page.retrieved_at))
    return found


def main() -> None:
    """Print a table for the fixtures, and one for the corpus where it is there."""
    console = Console(width=150)
    for name, pages in (("fixtures", fixture_pages()), ("corpus", corpus_pages())):
        if not pages:
            continue
        columns = FIELDS if name == "fixtures" else (*FIELDS[:-1], "body_f1", "body_exact", "leak_pages")
        table = Table("disturbance", *columns, title=f"{len(pages)} pages of {name}")
        for label, disturbance in DISTURBANCES.items():
            found = readings(pages, disturbance)
            shares = accuracy(pages, found) if name == "fixtures" else [str(score(found)[column]) for column in columns]
            table.add_row(label, *shares)
        console.print(table)


if __name__ == "__main__":
    main()
