"""The jQuery plug-in jpage, by which Hanweb's and TrueCMS's pages show a list.

The page holds the first records, in an XML island, a hidden list or a JavaScript array, and the plug-in fetches the
others from a proxy, a group of a few pages at once: ``?startrecord=46&endrecord=90&perpage=15``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import parse_qsl

from lxml.etree import _Element

from crawler.cms.page import ListPage
from crawler.cms.records import MOST_RECORDS, between, records_of

# $('#417912').jpage({themeName:'default',totalRecord:386,groupSize:3,proxyUrl:'…',perPage:15,ajaxParam:{…}});
_CALL = re.compile(r"\(\s{0,9}['\"]#?([\w-]{1,60})['\"]\s{0,9}\)\s{0,9}\.jpage\(\s{0,9}\{")
_TOTAL = re.compile(r"totalRecord\s{0,9}[:=]\s{0,9}['\"]?(\d{1,9})")
_TOTAL_TAG = re.compile(r"<totalrecord>\s{0,9}(\d{1,9})", re.IGNORECASE)
_PER_PAGE = re.compile(r"perPage\s{0,9}:\s{0,9}['\"]?(\d{1,4})")
_GROUP = re.compile(r"groupSize\s{0,9}:\s{0,9}['\"]?(\d{1,3})")
_PROXY = re.compile(r"proxyUrl\s{0,9}:\s{0,9}['\"]([^'\"\s]{1,300})['\"]")
_FIELDS = re.compile(r"ajaxParam\s{0,9}:\s{0,9}(?:\{([^{}]{0,4000})\}|param_?(\w{1,60}))")
# var param_417912 = {col:1,appid:1,webid:2,path:'/',columnid:59265,…}
_VARIABLE = re.compile(r"\bparam_?(\w{1,60})\s{0,9}=\s{0,9}\{([^{}]{0,4000})\}")
_PAIR = re.compile(
    r"['\"]?\b(\w{1,40})['\"]?\s{0,9}:\s{0,9}(?:'([^']{0,500})'|\"([^\"]{0,500})\"|(-?\d{1,18}|true|false))"
)
_NEXT_GROUP = re.compile(r"<a\s[^<>]{0,100}?href=[\"']([^\"'<>]{1,1000})[\"']", re.IGNORECASE)
# InitData49468=['<li>…</li>','<li>…</li>'], older than the XML island
_ARRAY = re.compile(r"(?:InitData\w{0,60}\s{0,9}=|dataStore\s{0,9}[:=])\s{0,9}\[")
_ITEM = re.compile(r"\s{0,99}'((?:[^'\\]|\\.){0,20000})'\s{0,99}[,\]]")
_ESCAPE = re.compile(r"\\(.)", re.DOTALL)
_CALL_LENGTH = 20_000


@dataclass(frozen=True, slots=True)
class Unit:
    """One list of a page, or a proxy's answer.

    name: the id of its container. records: HTML of the rows. total: stated rows. per_page, group: rows of a page, pages
    of a group. proxy: as printed. fields: what the plug-in posts. next_group: the link that the server hands out for the
    following group, as printed.
    """

    name: str
    records: list[str]
    total: int | None = None
    per_page: int | None = None
    group: int | None = None
    proxy: str | None = None
    fields: tuple[tuple[str, str], ...] = ()
    next_group: str | None = None

    @property
    def window(self) -> int:
        """How many rows one request gives."""
        return (self.per_page or 15) * (self.group or 3)


def unit_of(page: ListPage) -> Unit | None:
    """The page's list: of several units the one with most records; None where the page has none."""
    units = list(_units(page))
    return max(units, key=lambda unit: (len(unit.records), unit.total or 0)) if units else None


def answered_unit(text: str) -> Unit:
    """The unit of a proxy's answer."""
    return _unit(text, "", "", {})


def _units(page: ListPage) -> Iterator[Unit]:
    text = page.text
    variables = {match[1]: match[2] for match in _VARIABLE.finditer(text)}
    calls = {match[1]: _call(text, match.end()) for match in _CALL.finditer(text)}
    found = [(_container(script), script.text or "") for script in page.root.iter("script")]
    stores = [(name, source) for name, source in found if "<recordset" in source or "<record>" in source]
    for name, source in stores:
        call = calls.get(name, "") or (next(iter(calls.values())) if len(calls) == 1 else "")
        yield _unit(source, name, call, variables)
    if not stores:
        for name, call in calls.items():
            yield _unit(text, name, call, variables)


def _container(script: _Element) -> str:
    """The id of the nearest container that has one."""
    return next((around.get("id") or "" for around in script.iterancestors() if around.get("id")), "")


def _call(text: str, start: int) -> str:
    end = text.find("</script", start, start + _CALL_LENGTH)
    return text[start : end if end > 0 else start + _CALL_LENGTH]


def _unit(source: str, name: str, call: str, variables: dict[str, str]) -> Unit:
    records = records_of(source) or list(_array(source))
    total = _TOTAL.search(call) or _TOTAL_TAG.search(source) or _TOTAL.search(source)
    per_page, group, proxy = _PER_PAGE.search(call), _GROUP.search(call), _PROXY.search(call)
    literal = ""
    if fields := _FIELDS.search(call):
        literal = fields[1] or variables.get(fields[2] or "", "")
    literal = literal or variables.get(name, "") or (next(iter(variables.values())) if len(variables) == 1 else "")
    return Unit(
        name,
        records,
        int(total[1]) if total else None,
        int(per_page[1]) if per_page else None,
        int(group[1]) if group else None,
        proxy[1] if proxy else None,
        tuple(_pairs(literal)),
        _next_group(source),
    )


def _array(source: str) -> Iterator[str]:
    """The strings of the array that older versions keep the records in."""
    start = _ARRAY.search(source)
    position = start.end() if start else -1
    for _ in range(MOST_RECORDS if start else 0):
        item = _ITEM.match(source, position)
        if item is None:
            return
        yield _ESCAPE.sub(r"\1", item[1])
        position = item.end()


def _pairs(literal: str) -> Iterator[tuple[str, str]]:
    """Names and values of a flat object literal.

    >>> list(_pairs("col:1,path:'/',webname:'青岚县公安局'"))
    [('col', '1'), ('path', '/'), ('webname', '青岚县公安局')]
    """
    for match in _PAIR.finditer(literal):
        yield match[1], next(value for value in (match[2], match[3], match[4]) if value is not None)


def _next_group(source: str) -> str | None:
    """The link of the following group; its ``&amp;`` may be written either way, since the link stands in CDATA."""
    group = next(between(source, "<nextgroup>", "</nextgroup>"), "")
    link = _NEXT_GROUP.search(group)
    return link[1].replace("&amp;", "&").strip() if link else None


def query_pairs(query: str) -> list[tuple[str, str]]:
    """Names and values of a query as it stands in a script."""
    return parse_qsl(query.replace("&amp;", "&"), keep_blank_values=True)
