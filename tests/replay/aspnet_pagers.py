"""The two usual pagers of WebForms, AspNetPager (Webdiyer, 7.5.1) and GridView, as they answer right and wrong requests.

Behaviour follows recordings of the real controls. What a crawler meets:

- a page beyond the last is answered with the last page again, an unreadable number with page 1, never with 404;
- page 1's own link carries no page parameter; reversed numbers run from the page count down to 1;
- a posted go button outranks ``__EVENTTARGET``: the answer is the page of its box, for ever;
- a postback without ``__VIEWSTATE`` is answered 200 with an empty list and no pager;
- GridView takes only what the posted answer itself offered, else the answer is 500.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from html import escape
from urllib.parse import urlencode

from tests.replay.aspnet import Event, Postback, RedirectError, State, check_request, fields, integer, posted
from tests.replay.exchange import Request


def pages(count: int, size: int) -> int:
    """How many pages a listing of so many rows has: at least one."""
    return max(1, -(-count // size))


def window(page: int, total: int, buttons: int) -> range:
    """The page numbers that a numeric pager shows: the block of ``buttons`` numbers that holds the page."""
    first = (page - 1) // buttons * buttons + 1
    return range(first, min(first + buttons, total + 1))


@dataclass(frozen=True, slots=True)
class AspNetPager:
    """Webdiyer's pager. With ``parameter`` its buttons are links (UrlPaging), without they are postbacks.

    target: UniqueID of the control. parameter: UrlPageIndexName. reverse: ReverseUrlPageIndex. box: ShowPageIndexBox.
    buttons: NumericButtonCount.
    """

    target: str
    parameter: str | None = None
    reverse: bool = False
    box: bool = False
    buttons: int = 10

    def asked(self, query: Mapping[str, str], total: int) -> int:
        """The page that a plain request means."""
        if self.parameter is None:
            return 1
        number = integer(query.get(self.parameter.lower(), ""), 0)
        if self.reverse:
            return total - number + 1 if 1 <= number <= total else 1
        return min(max(number, 1), total)

    def told(self, postback: Postback, state: State, total: int) -> int:
        """The page that a postback means; the go button, where posted, outranks the target."""
        name = self.target.lower()
        number = postback.form.get(f"{name}_input")
        in_box = integer(number, state.page) if number is not None else None
        if in_box is not None and not 1 <= in_box <= total:
            in_box = state.page
        if name in postback.form and in_box is not None:
            return in_box
        if postback.target.lower() != name and name not in postback.form:
            return state.page
        if postback.argument == "":
            return in_box or state.page
        return min(max(integer(postback.argument, state.page), 1), total)

    def events(self, page: int, total: int) -> list[Event]:
        """What an answer offers for validation: nothing, this control never validates."""
        del page, total
        return []

    def markup(self, page: int, total: int, count: int, url: str, query: Sequence[tuple[str, str]]) -> str:
        """The pager below a listing. url: the page's own name; query: the request's, as sent."""
        mark = "<!-- AspNetPager 7.5.1 Copyright:2003-2015 Webdiyer (www.webdiyer.com) -->"
        if total == 1:
            hidden = "记录总数只有一页，AspNetPager已自动隐藏，若需在只有一页数据时显示AspNetPager，请将AlwaysShow属性值设为true！"
            return f"{mark}\r\n<!--{hidden}-->\r\n{mark}\r\n"
        shown = window(page, total, self.buttons)

        def button(text: str, number: int, enabled: bool = True) -> str:
            if not enabled:
                return f'<a disabled="disabled" style="margin-right:5px;">{text}</a>'
            href = self._href(number, total, url, query)
            return f'<a href="{href}" style="margin-right:5px;">{text}</a>'

        parts = [button("首页", 1, page > 1), button("上一页", page - 1, page > 1)]
        if shown[0] > 1:
            parts.append(button("...", shown[0] - 1))
        for number in shown:
            if number == page:
                parts.append(f'<span class="cpb" style="margin-right:5px;">{number}</span>')
            else:
                parts.append(button(str(number), number))
        if shown[-1] < total:
            parts.append(button("...", shown[-1] + 1))
        parts += [button("下一页", page + 1, page < total), button("尾页", total, page < total)]
        if self.box:
            parts.append(self._go_box(page, total, url, query))
        identity = self.target.replace("$", "_")
        return (
            f'{mark}\r\n<div id="{identity}" class="paginator">\r\n'
            f'<div class="paginator" style="width:40%;float:left;">\r\n\t共{count}条记录 第{page}页/共{total}页\n'
            f'</div><div class="paginator" style="width:60%;float:left;">\r\n\t{"".join(parts)}\n</div>\n</div>\r\n{mark}\r\n'
        )

    def _href(self, number: int, total: int, url: str, query: Sequence[tuple[str, str]]) -> str:
        if self.parameter is None:
            return f"javascript:__doPostBack('{self.target}','{number}')"
        return escape(self._link(number, total, url, query))

    def _link(self, number: int, total: int, url: str, query: Sequence[tuple[str, str]]) -> str:
        assert self.parameter is not None
        name = self.parameter.lower()
        value = str(total - number + 1 if self.reverse else number)
        if number == 1:
            pairs = [pair for pair in query if pair[0].lower() != name]
        else:
            pairs = [(other, value if other.lower() == name else kept) for other, kept in query]
            if all(other.lower() != name for other, _ in query):
                pairs.append((self.parameter, value))
        return f"{url}?{urlencode(pairs)}" if pairs else url

    def _go_box(self, page: int, total: int, url: str, query: Sequence[tuple[str, str]]) -> str:
        box, button = f"{self.target}_input", f"{self.target.replace('$', '_')}_btn"
        text = (
            f'&nbsp;&nbsp;转到第<input type="text" value="{page}" name="{box}" id="{box.replace("$", "_")}" '
            f'onkeydown="ANP_keydown(event,\'{button}\');" style="width:30px;" />页'
        )
        if self.parameter is None:
            return (
                f'{text}<input type="submit" value="GO" name="{self.target}" id="{button}" onclick="'
                f"if(ANP_checkInput('{box}',{total},'页索引超出范围！','页索引不是有效的数值！'))"
                f"{{__doPostBack('{self.target}','')}} else{{return false}}\" />"
            )
        first = self._link(1, total, url, query)
        pattern = first + ("&" if "?" in first else "?") + self.parameter + "={page}"
        return (
            f'{text}<input type="button" value="GO" id="{button}" onclick="if(ANP_checkInput(\'{box}\',{total},'
            f"'页索引超出范围！','页索引不是有效的数值！')){{ANP_goToPage('{box}','{self.parameter}','{escape(first)}',"
            f"'{escape(pattern)}','',{total},{str(self.reverse).lower()});}};return false;\" />"
        )


@dataclass(frozen=True, slots=True)
class GridView:
    """``asp:GridView`` with numeric paging. target: UniqueID of the control; buttons: PageButtonCount."""

    target: str
    buttons: int = 10

    def asked(self, query: Mapping[str, str], total: int) -> int:
        """The page that a plain request means: the first."""
        del query, total
        return 1

    def told(self, postback: Postback, state: State, total: int) -> int:
        """The page that a postback means; ApplicationError for what the posted answer did not offer."""
        if postback.target.lower() != self.target.lower():
            return state.page
        postback.validate(self.target, postback.argument)
        return min(integer(postback.argument.removeprefix("Page$"), state.page), total)

    def events(self, page: int, total: int) -> list[Event]:
        """What an answer offers for validation: its own buttons."""
        return [(self.target, f"Page${number}") for number, _ in self._shown(page, total) if number != page]

    def _shown(self, page: int, total: int) -> list[tuple[int, str]]:
        numbers = window(page, total, self.buttons)
        if len(numbers) < self.buttons:  # the last block is filled up from the left
            numbers = range(max(1, numbers[-1] - self.buttons + 1), numbers[-1] + 1)
        shown = [(number, str(number)) for number in numbers]
        if numbers[0] > 1:
            shown.insert(0, (numbers[0] - 1, "..."))
        if numbers[-1] < total:
            shown.append((numbers[-1] + 1, "..."))
        return shown if total > 1 else []

    def markup(self, page: int, total: int, columns: int) -> str:
        """The pager's row, the last of the grid's table; empty where there is one page only."""
        cells = "".join(
            f"<td><span>{number}</span></td>"
            if number == page
            else f'<td><a href="javascript:__doPostBack(&#39;{self.target}&#39;,&#39;Page${number}&#39;)">{text}</a></td>'
            for number, text in self._shown(page, total)
        )
        if not cells:
            return ""
        return (
            f'<tr class="pager" align="center">\r\n\t\t\t<td colspan="{columns}"><table>\r\n\t\t\t\t<tr>\r\n'
            f"\t\t\t\t\t{cells}\r\n\t\t\t\t</tr>\r\n\t\t\t</table></td>\r\n\t\t</tr>"
        )


@dataclass(frozen=True, slots=True)
class Controls:
    """The controls of a page besides its pager.

    boxes: each ``asp:TextBox``, validated whenever it is posted. buttons: each submit button with the place that its
    click leads to, None where it leads nowhere.
    """

    boxes: tuple[str, ...] = ()
    buttons: Mapping[str, str | None] = field(default_factory=dict)

    def events(self) -> list[Event]:
        """What an answer offers for validation."""
        return [(name, "") for name in (*self.boxes, *self.buttons)]

    def clicked(self, postback: Postback, pager: AspNetPager | GridView) -> bool:
        """Whether a button outranks the pager; RedirectError where its click leads elsewhere, ApplicationError from validation."""
        for box in self.boxes:
            if box.lower() in postback.form:
                postback.validate(box)
        if isinstance(pager, AspNetPager) and pager.target.lower() in postback.form:
            return False  # the control that stands last in the page is told, and that is the go button
        for button, location in self.buttons.items():
            if button.lower() in postback.form:
                postback.validate(button)
                if location is not None:
                    raise RedirectError(location)
                return True
        return False


@dataclass(frozen=True, slots=True)
class Shown:
    """What a request for a listing shows. page: 0 where the list is empty because its state was lost."""

    page: int
    total: int
    count: int


def shown(
    request: Request,
    name: str,
    charset: str,
    pager: AspNetPager | GridView,
    controls: Controls,
    count: int,
    size: int = 10,
) -> Shown:
    """Decide which page of a listing a request gets.

    name: the page's own (``NewsList.aspx``); count: rows of the listing now; size: rows a page. ApplicationError and RedirectError as IIS
    would. AspNetPager keeps the number of rows in the state, so that a postback sees the number of its first answer.
    """
    query = fields(request.query, charset)
    check_request(query.values())
    postback = posted(request, name, charset)
    if postback is None:
        total = pages(count, size)
        return Shown(pager.asked(query, total), total, count)
    clicked = controls.clicked(postback, pager)
    if postback.state is None:
        if isinstance(pager, GridView) and postback.target:
            postback.validate(pager.target, postback.argument)
        return Shown(0, 1, 0)
    known = postback.state.count if isinstance(pager, AspNetPager) else count
    total = pages(known, size)
    if clicked:
        return Shown(min(postback.state.page, total), total, known)
    return Shown(pager.told(postback, postback.state, total), total, known)
