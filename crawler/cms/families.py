"""Which family reads a page."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from crawler.cms.aspnet import AspNet
from crawler.cms.family import Family
from crawler.cms.gkmlpt import Gkmlpt
from crawler.cms.listing import Listing, ListRequest
from crawler.cms.mps import Mps
from crawler.cms.nfcms import Nfcms
from crawler.cms.page import ListPage
from crawler.cms.plain import Plain
from crawler.cms.trs import Trs
from crawler.cms.ucap import Ucap
from crawler.cms.vsb import Vsb

_PLAIN: Final[Family] = Plain()

#: In the order in which they are asked; the general walk is last.
FAMILIES: Final[tuple[Family, ...]] = (
    Gkmlpt(),
    Nfcms(),
    Ucap(),
    Mps(),
    Vsb(),
    Trs(),
    AspNet(),
    _PLAIN,
)

_BY_NAME: Final[dict[str, Family]] = {family.name: family for family in FAMILIES}


def family_named(name: str) -> Family:
    """The family of this name. Raises ``LookupError`` with the known names for another one."""
    try:
        return _BY_NAME[name]
    except KeyError:
        message = f"there is no family {name!r}; known are {', '.join(_BY_NAME)}"
        raise LookupError(message) from None


def read_listing(
    body: bytes,
    request: ListRequest,
    content_type: str | None = None,
    retrieved_at: datetime | None = None,
) -> Listing:
    """The rows of a listing page and the request for the page that follows.

    body: as served. content_type: the header's value. retrieved_at: aware; relative and yearless days count from it.
    The answer to a family's own request is read by that family; any other page by the first that knows it.

    Raises ``UnreadableListing`` where the page cannot be parsed at all; a page without rows gives ``rows=()``.
    """
    page = ListPage.of(body, request, content_type, retrieved_at)
    family = _BY_NAME.get(request.family or "") or recognised(page)
    return family.listing(page)


def recognised(page: ListPage) -> Family:
    """The family of a page: the first that knows a mark on it."""
    return next((family for family in FAMILIES if family.recognises(page)), _PLAIN)


def article_key(url: str, family: str | None = None) -> str:
    """The site's own key in an article's URL, the second half of its ``id``.

    family: the family that listed the article. Two URLs of one article give one key only where the family declares
    that with evidence; in doubt they give two.

    >>> article_key("http://www.ga.example.cn/NewsShow.aspx?ID=1001", "aspnet")
    '/newsshow.aspx?id=1001'
    """
    reader = _BY_NAME.get(family or "", _PLAIN)
    return reader.article_key(url) or _PLAIN.article_key(url) or url
