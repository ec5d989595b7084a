"""gkmlpt, 广东's platform of disclosed information: a shell, and an interface that answers JSON."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import ClassVar
from urllib.parse import urlsplit

from crawler.cms.answers import answered_row, first_text, json_answer, member, number, records, unique, with_query
from crawler.cms.keys import path_key
from crawler.cms.listing import Listing, ListRequest
from crawler.cms.page import ListPage
from crawler.cms.script_pager import first_match
from crawler.reading.reading import Hints

_CONFIG = re.compile(r"window\._CONFIG\s{0,9}=")
_SITE = re.compile(r"[\"']?\bSID[\"']?\s{0,9}:\s{0,9}[\"']?(\d{1,12})")
_FIRST = re.compile(
    r"[\"']?\bTREE[\"']?\s{0,9}:\s{0,9}\[\s{0,9}\{[^{}\[\]]{0,300}?[\"']?\bid[\"']?\s{0,9}:\s{0,9}[\"']?(\d{1,12})"
)


class Gkmlpt:
    """Disclosed information of 广东's departments (``/gkmlpt/``).

    Recognised by: ``window._CONFIG`` on a path with ``/gkmlpt/``.

    How its pages follow each other: ``/gkmlpt/index#<category>`` is a shell without rows. ``GET
    /gkmlpt/api/all/<category>?page=1&sid=<site>`` answers JSON with ``classify.post_count`` and ``articles``, 100 a page.
    The category stands in the address's fragment; without one it is the first of the site's tree. ``next.page`` of the
    shell is 1, as the shell is no page of the list.

    Odd: titles may be escaped as ``%u516C``; dates are unix seconds. An article's text stands as JSON in
    ``_CONFIG.DETAIL.content`` of its page (``article_document`` puts it in its place). Key: the path. Evidence: B.
    """

    name: ClassVar[str] = "gkmlpt"
    hints: ClassVar[Hints] = Hints()

    def recognises(self, page: ListPage) -> str | None:
        """The shell's configuration, on its own path."""
        on_path = "/gkmlpt/" in f"{urlsplit(page.url).path}/"
        return "script window._CONFIG on /gkmlpt/" if on_path and first_match(page, _CONFIG) else None

    def listing(self, page: ListPage) -> Listing:
        """The shell leads to the interface; its answer has the rows and the count."""
        if "site" in page.request.state:
            return self._answer(page)
        site, first = _SITE.search(page.text), _FIRST.search(page.text)
        category = urlsplit(page.url).fragment.strip("/") or (first[1] if first else "")
        if site is None or not category.isdecimal():
            return Listing(self.name, (), evidence=f"{self.recognises(page)}; next: neither site nor category is named")
        url = page.resolved(f"/gkmlpt/api/all/{category}?page=1&sid={site[1]}")
        if url is None:
            return Listing(self.name, (), evidence="a page without a host")
        headers = {"Referer": page.url.partition("#")[0], "X-Requested-With": "XMLHttpRequest"}
        following = ListRequest(url, headers=headers, family=self.name, state={"site": site[1]})
        return Listing(self.name, (), following, evidence=f"{self.recognises(page)}; next: the list's interface")

    def article_key(self, url: str) -> str | None:
        """Path."""
        return path_key(url) if "/gkmlpt/content/" in url else None

    def article_pages(self, page: ListPage) -> tuple[str, ...]:  # noqa: ARG002 (an article is one file)
        """Always a single address."""
        return ()

    def _answer(self, page: ListPage) -> Listing:
        answer = json_answer(page)
        articles = records(answer, "articles")
        found = unique(
            [
                answered_row(
                    page,
                    first_text(record, "url"),
                    first_text(record, "title"),
                    record.get("date") or record.get("first_publish_time"),
                )
                for record in articles
            ]
        )
        here = page.request.page
        total = number(member(answer, "classify", "post_count"))
        size = number(page.request.state.get("size")) or len(articles)
        pages = (-(-total // size) or 1) if total is not None and size else None
        following = None
        if articles and (pages is None or here < pages):
            url = with_query(page.url, page=here + 1)
            following = replace(page.request, url=url, page=here + 1, state={**page.request.state, "size": size})
        source = "the answer's count" if following else "the answer says that this is the last page"
        return Listing(
            self.name, found, following, here, pages, total, f"answer of the list's interface; next: {source}"
        )
