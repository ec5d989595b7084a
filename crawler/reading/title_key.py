"""What is compared of titles, which pages print with other spaces, punctuation and widths at each place."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_WORD = re.compile(r"[\W_][\W_]*")
# taken out first: NFKC is slow wherever it must change something, and most of what it changes are these
_PUNCTUATION = re.compile("[ \u00a0\u3000，。：；！？（）“”‘’、《》【】…—]")
#: What may stand before a title's first letter.
SIGNS = " \u00a0\u3000“‘（(【[《·—■●◆>"


@lru_cache(maxsize=1024)
def key(text: str) -> str:
    """What is compared of a title: its letters and digits.

    >>> key("“净边2021” 侦破 4900余起！")
    '净边2021侦破4900余起'
    """
    bare = unicodedata.normalize("NFKC", _PUNCTUATION.sub("", text))
    return (bare if bare.isalnum() else _WORD.sub("", bare)).lower()


def may_begin(text: str, title_key: str) -> bool:
    """Whether the key of a text may begin like a title's: by its first letter, most do not."""
    if "\u4e00" <= text < "\ua000":  # a Chinese character, which has one form
        return text[0] == title_key[:1]
    first = text.lstrip(SIGNS)[:1].lower()
    return first == title_key[:1] or not (first.isalnum() and unicodedata.is_normalized("NFKC", first))


def says(text: str, title_key: str) -> bool:
    """Whether a text has a title's key."""
    return may_begin(text, title_key) and key(text) == title_key
