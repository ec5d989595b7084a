"""Where a click leads that is a script's call: ``location.href='…'``, ``show('/a/1.html')``, ``openNews('1001')``."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

# JEECMS: <a href="#" onclick="location.href=encodeURI('index_2.jhtml')">
_GOES_TO = re.compile(
    r"(?:location(?:\.href)?\s{0,9}=|location\.(?:replace|assign)\s{0,9}\(|window\.open\s{0,9}\()"
    r"\s{0,9}(?:encodeURI\s{0,9}\()?\s{0,9}['\"]([^'\"]{1,2000})['\"]"
)
_CALL = re.compile(
    r"^(?:javascript:)?\s{0,9}(?:return\s{1,9})?(\w{1,40})\(\s{0,9}"
    r"(?:['\"]([^'\"\s(),]{1,300})['\"]|(\d{1,18}))\s{0,9}\)\s{0,9};?"
)
_PATH = re.compile(r"(?:https?://|\.{0,2}/)\S")
#: A function that opens a page is this short.
_FUNCTION_LENGTH = 400
_MOST_CODE = 2000
_MOST_FUNCTIONS = 50


@dataclass(slots=True)
class Clicks:
    """What the calls of one page do. text: the page's source, where its functions stand."""

    text: str
    _forms: dict[str, tuple[str, str] | None] = field(default_factory=dict)

    def target(self, code: str) -> str | None:
        """The URL as printed that a call leads to, None where it leads nowhere that can be told.

        A function's own text tells where it leads: the one address in it that ends in its argument.

        >>> Clicks("function openNews(id){ window.open('show.aspx?id=' + id); }").target("openNews('1001')")
        'show.aspx?id=1001'
        """
        code = code[:_MOST_CODE]
        if found := _GOES_TO.search(code):
            return found[1]
        call = _CALL.match(code.strip())
        if call is None:
            return None
        # goPage(curPage+1) names a variable: what it holds is not to be told
        argument = call[2] or call[3]
        if _PATH.match(argument):
            return argument
        form = self._form(call[1])
        return f"{form[0]}{argument}{form[1]}" if form else None

    def _form(self, name: str) -> tuple[str, str] | None:
        """What a function puts before and behind its argument to make an address."""
        if name not in self._forms and len(self._forms) < _MOST_FUNCTIONS:
            self._forms[name] = self._read_form(name)
        return self._forms.get(name)

    def _read_form(self, name: str) -> tuple[str, str] | None:
        start = re.search(
            rf"\bfunction\s{{1,9}}{name}\s{{0,9}}\(\s{{0,9}}(\w{{1,40}})\s{{0,9}}\)\s{{0,9}}\{{", self.text
        )
        if start is None:
            return None
        body = self.text[start.end() : start.end() + _FUNCTION_LENGTH]
        end = body.find("function")
        body = body if end < 0 else body[:end]
        if "location" not in body and "open(" not in body:
            return None
        form = re.search(
            rf"['\"]([^'\"\s]{{1,200}})['\"]\s{{0,9}}\+\s{{0,9}}{start[1]}\b(?:\s{{0,9}}\+\s{{0,9}}['\"]([^'\"\s]{{0,100}})['\"])?",
            body,
        )
        return (form[1], form[2] or "") if form else None
