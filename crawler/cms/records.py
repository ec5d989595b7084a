"""Rows out of pieces of HTML that a family knows to be one row each: the records of a datastore, list items."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from html import unescape
from itertools import islice

from lxml import etree
from lxml.etree import _Element

from crawler.cms.listing import Row
from crawler.cms.page import Link, ListPage, own_host
from crawler.cms.row import is_pinned, row_date, row_title

#: Records of one answer that are looked at; no server hands out more at once.
MOST_RECORDS = 2000
_MOST_PIECES = 60
_ITEM_TAGS = ("li", "tr", "dd")
_CDATA = "<![CDATA["
_WRITTEN = re.compile(
    r"document\.write(?:ln)?\(\s{0,9}(?:'((?:[^'\\\n]|\\.){1,4000})'|\"((?:[^\"\\\n]|\\.){1,4000})\")\s{0,9}\)"
)
_ESCAPE = re.compile(r"\\(.)", re.DOTALL)
# <li onclick="name2('/sgaj/jwdt/content/8f3a.htm')">: a row whose target stands in a script's call
_CALLED = re.compile(r"\b\w{1,40}\(\s{0,9}['\"]((?:https?://|\.{0,2}/)[^'\"\s]{1,500})['\"]")


def between(text: str, start: str, end: str) -> Iterator[str]:
    """What stands between each pair of the two marks, in order.

    >>> list(between("<a>1</a><a>2</a><a>", "<a>", "</a>"))
    ['1', '2']
    """
    position = 0
    while (begin := text.find(start, position)) >= 0:
        begin += len(start)
        position = text.find(end, begin)
        if position < 0:
            return
        yield text[begin:position]


def records_of(text: str) -> list[str]:
    """The HTML of each ``<record><![CDATA[…]]></record>`` in a datastore (Hanweb, TrueCMS).

    >>> records_of("<recordset><record><![CDATA[<li>警讯</li>]]></record></recordset>")
    ['<li>警讯</li>']
    """
    found: list[str] = []
    for record in islice(between(text, "<record>", "</record>"), MOST_RECORDS):
        start, end = record.find(_CDATA), record.rfind("]]>")
        found.append(record[start + len(_CDATA) : end] if 0 <= start < end else unescape(record))
    return found


def fragment(page: ListPage, source: str, base: str | None = None) -> ListPage:
    """A piece of HTML as a page of its own. base: the URL of the page into which a browser puts it."""
    asked = replace(page.request, url=base or page.base)
    body = f"<html><body>{source}</body></html>".encode("utf-8", "replace")
    return ListPage.of(body, asked, "text/html; charset=utf-8", page.retrieved_at)


def written(page: ListPage) -> ListPage | None:
    """The links that the page's scripts write, as a page of their own; None where they write none.

    The form: ``document.write('<li><a href="…/t_1177973.html">…</a></li>');``, in one call or in several.
    """
    calls = (call for script in page.root.iter("script") for call in _WRITTEN.finditer(script.text or ""))
    source = "".join(_ESCAPE.sub(r"\1", call[1] or call[2] or "") for call in islice(calls, MOST_RECORDS))
    return fragment(page, source) if "<a " in source else None


def rows_of_records(page: ListPage, records: Iterable[str], base: str | None = None) -> tuple[Row, ...]:
    """One row for each record that has a link, each URL once. base: as for ``fragment``."""
    joined = "".join(f'<div data-record="1">{record}</div>' for record in islice(records, MOST_RECORDS))
    if not joined:
        return ()
    part = fragment(page, joined, base)
    return rows_of_elements(part, (node for node in part.root.iter("div") if node.get("data-record")))


def rows_of_items(page: ListPage) -> tuple[Row, ...]:
    """One row for each list item or table row of a page that holds nothing but a list."""
    items = [node for node in page.root.iter(*_ITEM_TAGS) if not page.is_hidden(node)]
    outer = {around for node in items for around in islice(node.iterancestors(*_ITEM_TAGS), 1)}
    return rows_of_elements(page, (node for node in items if node not in outer))


def source_of(element: _Element) -> str:
    """The element's HTML."""
    return etree.tostring(element, encoding="unicode", method="html", with_tail=False)


def rows_of_elements(page: ListPage, elements: Iterable[_Element]) -> tuple[Row, ...]:
    """One row for each element that has a link with a title, each URL once."""
    links: dict[_Element, Link] = {link.element: link for link in page.links}
    found: dict[str, Row] = {}
    for element in islice(elements, MOST_RECORDS):
        row = _row(page, element, links)
        if row is not None:
            found.setdefault(row.url, row)
    return tuple(found.values())


def _row(page: ListPage, record: _Element, links: Mapping[_Element, Link]) -> Row | None:
    anchors = [links[node] for node in islice(record.iter("a"), _MOST_PIECES) if node in links]
    titled = [(row_title(page, link.element), link, _target(page, link)) for link in anchors]
    usable = [(title, link, url) for title, link, url in titled if title and url]
    if not usable:
        return _row_without_link(page, record)
    # the longest text is the title; a picture, a channel's name in front and 详细 are shorter or empty
    title, link, url = max(usable, key=lambda entry: len(entry[0]))
    assert url is not None
    day, _, yearless = row_date(page, _texts(page, record, link.element), url)
    return Row(url, title, day, is_pinned(page, record, link.element), not own_host(url, page.url), yearless)


def _row_without_link(page: ListPage, record: _Element) -> Row | None:
    """A row that a script opens: the target stands in the ``onclick`` of the record or of something in it."""
    for node in islice(record.iter(etree.Element), _MOST_PIECES):
        called = _CALLED.search((node.get("onclick") or "")[:2000])
        url = page.resolved(called[1]) if called else None
        title = row_title(page, node) if url else ""
        if url and title:
            day, _, yearless = row_date(page, _texts(page, record, node), url)
            return Row(url, title, day, is_pinned(page, record, node), not own_host(url, page.url), yearless)
    return None


def _target(page: ListPage, link: Link) -> str | None:
    if link.url is not None:
        return link.url
    called = _CALLED.search((link.element.get("onclick") or link.element.get("href") or "")[:2000])
    return page.resolved(called[1]) if called else None


def _texts(page: ListPage, record: _Element, title: _Element) -> Iterator[str]:
    for text, holder in islice(page.pieces(record), _MOST_PIECES):
        if holder is not title:
            yield text
    for clock in record.iter("time"):
        yield clock.get("datetime") or ""
