"""One library over saved pages, run by the interpreter of that library's own environment: ``foreign_reader.py gne``.

Reads lines of JSON ``{"id", "path", "url"}`` from standard input and writes a prediction for each, then one line
``{"seconds": …}`` of CPU time. It imports nothing of the project: the library's environment does not have it.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

Prediction = dict[str, Any]

#: Read before the clock is started: libraries load parts of themselves at the first page, or at the first time 3小时前.
FIRST_PAGE = """<html><head><title>民警送迷路老人回家</title></head><body><h1>民警送迷路老人回家</h1><p>来源：青泽公安 3小时前</p>
<p>昨天下午，民警在路口看到一位老人，就上前询问，原来老人忘了回家的路。民警把老人送回了家。</p></body></html>""".encode()


def _text(page: bytes) -> str:
    try:
        return page.decode("utf-8")
    except UnicodeDecodeError:
        return page.decode("gb18030", "replace")


def _gne() -> Callable[[bytes], Prediction]:
    from gne import GeneralNewsExtractor

    extractor = GeneralNewsExtractor()

    def read(page: bytes) -> Prediction:
        found = extractor.extract(_text(page))
        return {
            "title": found["title"],
            "author": found["author"] or None,
            "timestamp": found["publish_time"],
            "body": found["content"],
        }

    return read


def _trafilatura() -> Callable[[bytes], Prediction]:
    import trafilatura

    def read(page: bytes) -> Prediction:
        found = trafilatura.bare_extraction(_text(page), with_metadata=True)
        if found is None:
            return {}
        return {"title": found.title, "author": found.author, "timestamp": found.date, "body": found.text}

    return read


def _readability() -> Callable[[bytes], Prediction]:
    import lxml.html
    from readability import Document

    def read(page: bytes) -> Prediction:
        document = Document(_text(page))
        return {
            "title": document.short_title(),
            "body": str(lxml.html.fromstring(document.summary()).xpath("string()")),
        }

    return read


def _newspaper4k() -> Callable[[bytes], Prediction]:
    import newspaper

    def read(page: bytes) -> Prediction:
        # it would fetch the pictures to measure them
        article = newspaper.Article("http://site.invalid/", language="zh", fetch_images=False)
        article.download(input_html=_text(page))
        article.parse()
        return {
            "title": article.title,
            "author": " ".join(article.authors) or None,
            "timestamp": str(article.publish_date) if article.publish_date else None,
            "body": article.text,
        }

    return read


READERS = {"gne": _gne, "trafilatura": _trafilatura, "readability": _readability, "newspaper4k": _newspaper4k}


def main() -> None:
    """Read every page; a page on which the library fails counts as one on which it found nothing."""
    read = READERS[sys.argv[1]]()
    read(FIRST_PAGE)
    seconds = 0.0
    for line in sys.stdin:
        asked = json.loads(line)
        page = Path(asked["path"]).read_bytes()
        began = time.process_time()
        try:
            found = read(page)
        except Exception as error:  # noqa: BLE001  # whatever a foreign library raises is its answer
            sys.stderr.write(f"{asked['id']}: {error!r}\n")
            found = {}
        seconds += time.process_time() - began
        sys.stdout.write(json.dumps({"id": asked["id"], **found}) + "\n")
    sys.stdout.write(json.dumps({"seconds": seconds}) + "\n")


if __name__ == "__main__":
    main()
