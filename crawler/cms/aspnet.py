"""ASP.NET WebForms: AspNetPager, GridView, ListView with DataPager."""

from __future__ import annotations

import re
from typing import ClassVar
from urllib.parse import unquote, urlsplit

from crawler.cms.article_pages import numbered_pages
from crawler.cms.forms import form_fields, form_of, form_request
from crawler.cms.keys import path_key
from crawler.cms.listing import Listing, ListRequest
from crawler.cms.page import ListPage
from crawler.cms.pager import Item, Pager, pager
from crawler.cms.plain import next_link, pages_by_last, stated_total
from crawler.cms.rows import rows
from crawler.reading.reading import Hints

_POSTBACK = re.compile(r"__doPostBack\(\s{0,9}(['\"])([^'\"]{1,300})\1\s{0,9},\s{0,9}(['\"])([^'\"]{0,300})\3\s{0,9}\)")
# pages with validators: WebForm_DoPostBackWithOptions(new WebForm_PostBackOptions("target", "", true, …))
_POSTBACK_OPTIONS = re.compile(r"WebForm_PostBackOptions\(\s{0,9}\"([^\"]{1,300})\"\s{0,9},\s{0,9}\"([^\"]{0,300})\"")
_PAGER_COMMENT = re.compile(r"<!--\s{0,9}AspNetPager\s{1,9}V?[\d.]{1,20}")
_HIDDEN_PAGER = re.compile(r"<!--\s{0,9}(?:记录总数只有一页，AspNetPager已自动隐藏|AspNetPager is hidden because)")
# ANP_checkInput('AspNetPager1_input',7,… · ANP_goToPage('AspNetPager1_input','page','first','template','',7,false)
_CHECKED_PAGES = re.compile(r"ANP_checkInput\('[^']{1,300}',(\d{1,6}),")
_GO_TO_PAGES = re.compile(r"ANP_goToPage\((?:'[^']{0,2000}',){5}(\d{1,6}),(?:true|false)\)")
_STATE = re.compile(r"\bname=[\"']__VIEWSTATE[\"']")


class AspNet:
    """Sites built on ASP.NET WebForms.

    Recognised by: the field ``__VIEWSTATE``, the comment ``AspNetPager``, ``__doPostBack`` in a link, or a path that
    ends in ``.aspx``.

    How its pages follow each other:

    - AspNetPager with links: 下一页, or ``>``; the first page's link has no parameter; with ``ReverseUrlPageIndex`` the
      numbers in the URLs fall (page 2 of 7 is ``page=6``), so only the pager's own link is followed, never a count.
    - AspNetPager by postback: ``__doPostBack('…AspNetPager1','2')``, the argument is the page's number.
    - GridView: ``Page$2``, ``Page$Next``, or a PagerTemplate's buttons; it answers 500 to any argument that the posted
      page did not show.
    - DataPager: links, or targets by position with an empty argument (``DataPager1$ctl02$ctl00``): the same target
      twice is another page.

    A postback is a POST to the form's action (query included) of all fields of the latest answer but the buttons. The
    go button outranks ``__EVENTTARGET``: with it the answer is the current page for ever. ``__VIEWSTATE`` is always the
    latest answer's. An UpdatePanel page answers a plain full POST with a full page, so nothing is asked asynchronously.

    Odd: pages beyond the last one answer 200 with the last or the first page. A pager that hides itself because there is
    one page leaves a comment, which is the same for 10, 1 and 0 rows, and stands in the empty answer to a POST without
    ``__VIEWSTATE`` too. A hidden field ``dd_currentPage`` tells the page that was really served. A PagerTemplate's 下一页
    stays usable on the last page. A DataPager bound in the wrong event counts on while the rows stay: compare the rows.

    Key: path and query; IIS knows no case in paths and parameter names. Evidence: A, recorded from the real controls.
    """

    name: ClassVar[str] = "aspnet"
    hints: ClassVar[Hints] = Hints()

    def recognises(self, page: ListPage) -> str | None:
        """The first mark of WebForms on the page."""
        if _PAGER_COMMENT.search(page.text):
            return "comment AspNetPager"
        if _STATE.search(page.text):
            return "field __VIEWSTATE"
        if "__doPostBack(" in page.text:
            return "script __doPostBack"
        return "path ends in .aspx" if urlsplit(page.url).path.lower().endswith(".aspx") else None

    def listing(self, page: ListPage) -> Listing:
        """Rows by structure; the next page by the pager's link or postback."""
        reading = pager(page)
        served = _served_page(page)
        number = served or reading.page
        # an earlier page than was asked for is the last one
        pages = served if served is not None and served < page.request.page else _pages(page, reading)
        if number is not None and pages is not None and number >= pages:
            following, source = None, f"page {number} of {pages} is the last one"
        else:
            following, source = self._next(page, reading, number)
        found = rows(page, reading)
        total = stated_total(page, reading, bool(found))
        if not found and total is None and pages == 1 and page.request.method == "GET" and _has_empty_list(page):
            total = 0
        mark = self.recognises(page) or "asked as aspnet"
        return Listing(self.name, found, following, number, pages, total, f"{mark}; next: {source}")

    def article_pages(self, page: ListPage) -> tuple[str, ...]:
        """By the numbers of the pager below the text."""
        return numbered_pages(page)

    def article_key(self, url: str) -> str | None:
        """Path and query in one case: ``/newsshow.aspx?id=1001`` (``ID=`` is ``id=``)."""
        return path_key(url, ignore_case=True)

    def _next(self, page: ListPage, reading: Pager, number: int | None) -> tuple[ListRequest | None, str]:
        following = reading.next
        if following is None:
            return next_link(page, reading, self.name)
        posted = _postback(following)
        if posted is None:
            return next_link(page, reading, self.name)
        target, argument = posted
        form = form_of(page, following.element)
        fields = _with_event(form_fields(form if form is not None else page.root), target, argument)
        asked = (number or page.request.page) + 1
        return form_request(page, form, fields, self.name, asked), f"postback {target} {argument}".rstrip()


def _postback(item: Item) -> tuple[str, str] | None:
    """Target and argument of the item's script, None where it is a link."""
    script = unquote(item.script) if "%27" in item.script else item.script
    call = _POSTBACK.search(script)
    if call:
        return call[2], call[4]
    options = _POSTBACK_OPTIONS.search(script)
    return (options[1], options[2]) if options else None


def _with_event(fields: list[tuple[str, str]], target: str, argument: str) -> list[tuple[str, str]]:
    """The fields as ``__doPostBack`` sends them."""
    event = {"__EVENTTARGET": target, "__EVENTARGUMENT": argument}
    sent = [(name, event.get(name, value)) for name, value in fields]
    names = {name for name, _ in fields}
    return sent + [(name, value) for name, value in event.items() if name not in names]


def _served_page(page: ListPage) -> int | None:
    """The number in the hidden field that tells the page really served (hzpolice: ``dd_currentPage``)."""
    for field in page.root.iter("input"):
        name = (field.get("name") or field.get("id") or "").rpartition("$")[2]
        if name.lower() == "dd_currentpage" and (field.get("value") or "").isdecimal():
            return int(field.get("value") or "0") or None
    return None


def _pages(page: ListPage, reading: Pager) -> int | None:
    """The number of pages: stated, in the go box's script, the argument of 尾页, or 1 by the hidden pager's comment."""
    if reading.pages is not None:
        return reading.pages
    scripted = _CHECKED_PAGES.search(page.text) or _GO_TO_PAGES.search(page.text)
    if scripted:
        return int(scripted[1])
    last = next((item for item in reading.items if item.kind == "last"), None)
    posted = _postback(last) if last is not None else None
    if posted and posted[1].isdecimal():
        return int(posted[1])
    if _HIDDEN_PAGER.search(page.text):
        return 1
    if reading.next is not None and reading.next.link is not None and reading.next.link.url is not None:
        return pages_by_last(reading, reading.next.link.url)
    return reading.page if reading.ended else None


def _has_empty_list(page: ListPage) -> bool:
    """Whether the page has a list element without any row: the channel is empty, not unread."""
    return any(
        not page.is_hidden(element) and not page.visible_text(element) and next(element.iter("a", "img"), None) is None
        for element in page.root.iter("ul", "ol", "table", "dl")
    )
