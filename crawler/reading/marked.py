"""Names that no label introduces: the element that holds one says by its own name what it is.

``<span class="reporter">``, ``<founder-author>``, ``<a id="js_name">`` (WeChat's account), ``itemprop="author"``.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import islice
from typing import Literal

from lxml.etree import _Element

from crawler.reading.names import is_organisation, named, pen_name, person
from crawler.reading.survey import Block, Survey, folded

MarkedRole = Literal["author", "source"]
#: The name that an element holds, and the evidence for a person.
Marked = dict[MarkedRole, tuple[str, str]]

_AUTHOR = re.compile(
    r"(?:^|[\s_-])(?:(?:article|news|post|info|art|founder|p)[_-]?)?(?:auth(?:ors?)?|rich_media_meta_text|writer|reporter|zuozhe|byline|nick-?names?)(?:info)?(?:[_-]?(?:name|txt|text|cf))?(?:_{1,2}[a-z0-9]{3,8})?(?:$|\s)"
)
_SOURCE = re.compile(
    r"(?:^|[\s_-])(?:(?:article|news|post|info|art)[_-]?)?(?:source|laiyuan|ly|media[_-]?name|js_name|origin|account[_-]?name)(?:[_-]?(?:name|txt|text|baidu))?(?:_{1,2}[a-z0-9]{1,8})?(?:$|\s)"
)
# a name without a label: 作者：宣传部 is a department, and no account
_ACCOUNT = re.compile(r"[\u3400-\u9fffA-Za-z0-9·]{2,30}")
_NO_SOURCE = re.compile("记者|通讯员|作者|编辑|实习生|[ :：]")
_NAMES = (b"itemprop", b"data-testid", b"id", b"class")
_MOST_ELEMENTS = 60
_MOST_AROUND = 3
_LONGEST = 120
_LONGEST_NAME = 40


def marked_names(page: Survey, numbers: list[int]) -> Marked:
    """The author and the source that elements in these blocks are named for.

    numbers: of blocks between the title and the body; longer ones than a byline's line are not looked at.
    """
    found: Marked = {}
    looked_at: set[int] = set()
    account: tuple[str, str] | None = None
    for number in numbers:
        block = page.blocks[number]
        if len(block.text) > _LONGEST or block.box in looked_at:
            continue
        looked_at.add(block.box)
        around = [page.boxes[box].element for box in page.around(block.box, 3)[1:] if _is_alone(page, box, block)]
        own = page.boxes[block.box].element
        outer = own.getparent()
        if outer is not None and outer.tag == "a":
            around.append(outer)  # <a class="author"><div>青泽晚报</div></a>
        for element in (*around, *islice(own.iter(), _MOST_ELEMENTS)):
            role = _role(element) or (_role_around(element) if element.get("class") == "name" else None)
            if role and role not in found:
                pieces = [piece for piece in map(folded, map(str, element.itertext())) if piece]
                text = "".join(pieces)
                if len(text) > _LONGEST_NAME or text not in block.text:
                    continue
                name = _author(text) if role == "author" else _source(pieces)
                evidence = f"<{element.tag} {_mark(element)}>: {text}"
                if name:
                    found[role] = name, evidence
                elif role == "author" and account is None and _ACCOUNT.fullmatch(text) and is_organisation(text):
                    account = text, evidence
    if account:  # a platform's author is the account that published
        found.setdefault("source", account)
    return found


def _is_alone(page: Survey, box: int, block: Block) -> bool:
    """Whether a box around a block holds no other."""
    return page.boxes[box].last - page.boxes[box].first == 1 and not block.hidden


def _mark(element: _Element) -> str:
    return " ".join(filter(None, map(element.get, _NAMES)))[:200]


def _role(element: _Element) -> MarkedRole | None:
    return _role_of(f"{element.tag} {_mark(element)}".lower())


def _role_around(element: _Element) -> MarkedRole | None:
    """The role of the innermost element around that has one: <div class="author"> <div class="info"> <span class="name">."""
    return next(filter(None, map(_role, islice(element.iterancestors(), _MOST_AROUND))), None)


@lru_cache(maxsize=512)
def _role_of(mark: str) -> MarkedRole | None:
    if _AUTHOR.search(mark):
        return "author"
    return "source" if _SOURCE.search(mark) else None


def _source(pieces: list[str]) -> str | None:
    """One name; not a line of reporters nor a labelled value, and without a badge in an element of its own (原创)."""
    name = "".join(pieces[:-1] if len(pieces) > 1 and pieces[-1] == "原创" else pieces)
    return None if _NO_SOURCE.search(name) else named(name)


def _author(text: str) -> str | None:
    """Persons, or one pen name; no department and no time."""
    return person(text) or pen_name(text)
