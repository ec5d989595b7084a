"""One walk over a channel's listing: after each page, whether there is a next one, and if not, what the walk was worth."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from crawler.cms import Channel, Listing, ListRequest, is_guess, own_host
from crawler.ledger import Standing
from crawler.probing import FULL_PAGE, Place, Probing, may_go_on, missed

#: An incremental walk stops after so many pages in a row that hold nothing to look for; so does one with ``since``.
STOP_PAGES = 2
#: A page of rows that were all seen may be the page before it, pushed down by news; two in a row lead nowhere.
STALE_PAGES = 2


@dataclass(frozen=True, slots=True)
class Step:
    """What follows a page: the next request, or the end of the walk.

    stopped: why it ended, in words. closed: it covered what it had to, so its rows may stop a later walk.
    failure: the cause, where the listing is not what it says.
    """

    following: ListRequest | None = None
    stopped: str = ""
    closed: bool = False
    failure: str | None = None


@dataclass(slots=True)
class Walk:
    """A walk under way: of this channel, by this number in the ledger, from this first request.

    A listing moves while it is walked. What is published or moved to the top meanwhile stands on the first page again:
    a walk of several pages that met anything new looks there a second time before it closes. What is removed pulls a row
    over the border between a page that was read and the next; where the first page or the stated number of rows tells
    of a removal, the second look goes on until as many unseen rows are found as may have slipped. Where the first page
    has changed it goes over all that was read: what was published hides what was removed after it, and the number that
    a postback states can be that of its first page.

    What a page states counts until another page states otherwise: a page without rows, or without a way on, before the
    stated last one is a failure, not the end; so is a page that shows a way on which cannot be followed.

    A full first page that says nothing about more pages may have them (:mod:`crawler.probing`). Where something on it is
    new, a few addresses are tried; the first one that answers with new rows of the column is the second page, and a page
    that is missing in its form is the end.
    """

    channel: Channel
    number: int
    first: ListRequest
    full: bool = False
    since: date | None = None
    max_pages: int = 20_000
    pages: int = 0
    second_look: bool = False
    _shells: int = 0
    _met_new: bool = False
    _first_page: list[str] = field(default_factory=list)
    _rows: int = 0
    _total: int | None = None
    _stated_pages: int | None = None
    _probing: Probing | None = None
    _unfollowed: str = ""
    _dated: int = 0
    _slipped: int = 0
    _read_again: int = 0
    _settled_pages: int = 0
    _old_pages: int = 0
    _stale_pages: int = 0
    _ended: str = ""

    def accepts(self, listing: Listing, asked: ListRequest, identities: Sequence[str], place: Place) -> bool:
        """Whether an answer is a page of this listing; what a guessed address answers need not be one."""
        if self._probing is None or not is_guess(asked):
            return True
        return self._probing.accepts(listing, asked, identities, place)

    def lacks(self, asked: ListRequest, cause: str) -> bool:
        """Whether a failed request says that a guessed page is not there, and nothing against the listing."""
        if self._probing is None or not is_guess(asked):
            return False
        return missed(cause) if self._probing.found is None else cause == "gone"

    def step(
        self,
        listing: Listing,
        asked: ListRequest,
        identities: Sequence[str],
        standings: Sequence[Standing],
        place: Place | None = None,
    ) -> Step:
        """Take in a page that :meth:`accepts` and say what follows.

        identities, standings: of the page's rows, in order, as the ledger knew them before this page. place: where the
        page stands, for one that may be followed by a guess.
        """
        if asked.page == 1 and listing.next is None and self._probing is not None:
            listing = replace(listing, next=self._probing.found)
        if listing.next is not None and listing.next.page == asked.page:
            # A shell: the channel's page names the request that answers with its listing, and may show some rows of it.
            self._shells += 1
            return self._next(listing.next, asked)
        self.pages += 1
        if asked.page == 1 and not listing.rows and listing.total != 0:
            stated = f", though it states {listing.total}" if listing.total else ""
            filled = f": {listing.unfollowed}" if listing.unfollowed else ""
            return self._failed(asked, f"no rows: the first page has none{stated}{filled}")
        fresh = sum(not standing.seen for standing in standings)
        self._count(listing, standings, fresh)
        if self.second_look:
            return self._look_again(listing, asked, identities, fresh)
        if asked.page == 1:
            self._first_page = self._unpinned(listing, identities)
            if (
                place is not None
                and may_go_on(listing)
                and (self.full or not self._settled_pages)
                and not self._old_pages
            ):
                self._probing = Probing.of(listing, identities, place)
        return self._go_on(listing, asked, fresh)

    def no_page(self) -> Step:
        """What follows where no page was found at a guessed address: the next guess, or the end."""
        if self.second_look:
            return self._looked_again()
        probing = self._probing
        if probing is not None and probing.found is None and (probe := probing.following()) is not None:
            return Step(probe)
        if self._unfollowed:
            failure = f"no next: a way on is shown and not followed: {self._unfollowed}"
            return Step(stopped=f"page {self.pages} failed ({failure})", failure=failure)
        if probing is not None and probing.found is None:
            return self._closed(f"the last page: it has no pager, {probing.tried} probes found no other")
        return self._closed(self._end() + self._missing_rows())

    def _end(self) -> str:
        """What was seen where the walk ended: the last page only where the listing said so, or a guess led no further."""
        counted = self._total is not None and self._rows >= self._total
        if self._stated_pages is not None or counted or self._probing is not None:
            return "the last page"
        if self.pages > 1:
            return f"page {self.pages} leads to no other"
        few = f", {self._dated} rows with a day are too few to probe" if self._dated < FULL_PAGE else ""
        return f"one page, which leads to no other{few}"

    def _count(self, listing: Listing, standings: Sequence[Standing], fresh: int) -> None:
        known = bool(standings) and all(standing.settled for standing in standings)
        self._settled_pages = self._settled_pages + 1 if known else 0
        in_range = not listing.rows or any(
            row.pinned or row.date is None or self.since is None or row.date >= self.since for row in listing.rows
        )
        self._old_pages = 0 if in_range else self._old_pages + 1
        self._met_new = self._met_new or not all(standing.settled for standing in standings)
        self._rows += fresh
        self._dated = sum(row.date is not None for row in listing.rows)
        self._unfollowed = listing.unfollowed
        self._stale_pages = 0 if fresh else self._stale_pages + 1
        if listing.total is not None:
            self._slipped += max(0, (self._total or 0) - listing.total)
            self._total = listing.total
        if listing.pages is not None:
            self._stated_pages = listing.pages

    def _go_on(self, listing: Listing, asked: ListRequest, fresh: int) -> Step:
        promised = self._promised(asked)
        echo = listing.page is not None and listing.page != asked.page and not fresh
        if self._settled_pages >= STOP_PAGES and not self.full:
            return self._closed(f"{STOP_PAGES} pages of known rows")
        if self.since and self._old_pages >= STOP_PAGES:
            return Step(stopped=f"{STOP_PAGES} pages older than {self.since}")
        if promised and (echo or self._stale_pages >= STALE_PAGES):
            # A postback pager whose go button is posted answers with page 1 for ever.
            return self._failed(
                asked, f"stuck: page {asked.page} of {self._stated_pages} shows only rows of earlier pages"
            )
        if promised and (short := self._short(listing, asked)):
            return self._failed(asked, short)
        if listing.next is None:
            return self.no_page()
        if not listing.rows or echo or self._stale_pages >= STALE_PAGES:
            return self._closed("a page without a new row" + self._missing_rows())
        return self._next(listing.next, asked)

    def _look_again(self, listing: Listing, asked: ListRequest, identities: Sequence[str], fresh: int) -> Step:
        if asked.page == 1:
            self._slipped += self._removed(identities)
            if self._unpinned(listing, identities) != self._first_page:
                self._read_again = self.pages - 1
        else:
            self._slipped -= min(fresh, self._slipped)
        goes_on = bool(fresh or self._slipped or asked.page < self._read_again)
        if goes_on and self._promised(asked) and (short := self._short(listing, asked)):
            return self._failed(asked, short)
        if listing.next is not None and listing.rows and goes_on:
            return self._next(listing.next, asked)
        return self._looked_again()

    def _missing_rows(self) -> str:
        """What the stated number of rows says against the end; no failure, since it may count more than is listed."""
        return f", with {self._rows} of {self._total} stated rows" if self._rows < (self._total or 0) else ""

    def _looked_again(self) -> Step:
        return Step(stopped=self._ended, closed=self.since is None)

    def _promised(self, asked: ListRequest) -> bool:
        return self._stated_pages is not None and asked.page < self._stated_pages

    def _short(self, listing: Listing, asked: ListRequest) -> str | None:
        """How a page before the stated last one breaks the listing off, None for one that does not."""
        here = f"page {asked.page} of {self._stated_pages}"
        if not listing.rows:
            return f"no rows: {here} has none"
        return None if listing.next else f"no next: {here} leads to no further page"

    @staticmethod
    def _unpinned(listing: Listing, identities: Sequence[str]) -> list[str]:
        return [identity for identity, row in zip(identities, listing.rows, strict=True) if not row.pinned]

    def _removed(self, identities: Sequence[str]) -> int:
        """How many rows of the first page left it upwards of rows that are still there: removed, or moved away."""
        still = [identity for identity in self._first_page if identity in set(identities)]
        if not still:
            return 0
        return self._first_page.index(still[-1]) + 1 - len(still)

    def _closed(self, stopped: str) -> Step:
        if self._probing is not None and self._probing.found is not None:
            stopped = f"{stopped} (no pager: page 2 was found by probe {self._probing.tried})"
        if self.pages == 1 or not self._met_new:
            return Step(stopped=stopped, closed=self.since is None)
        self.second_look, self._ended = True, stopped
        return Step(self.first)

    def _next(self, following: ListRequest, asked: ListRequest) -> Step:
        if not own_host(following.url, self.first.url):
            return self._failed(asked, f"redirect: the next page is on another host: {following.url[:200]}")
        if self.pages + self._shells >= self.max_pages:
            return self._failed(
                asked, f"endless: {self.pages + self._shells} pages and no last one (LISTING_MAX_PAGES)"
            )
        return Step(following)

    def _failed(self, asked: ListRequest, failure: str) -> Step:
        return Step(stopped=f"page {asked.page} failed ({failure})", failure=failure)
