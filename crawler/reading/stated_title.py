"""The titles that a page states in its head: ``<title>`` with the names of site and column, and metas."""

from __future__ import annotations

import re
from typing import NamedTuple

from crawler.reading.lines import is_footer, reason_of
from crawler.reading.names import is_organisation
from crawler.reading.survey import Survey, folded
from crawler.reading.title_key import key

# <第8期> is no markup
_MARKUP = re.compile(r"</?[A-Za-z!][^<>]{0,1000}>|</?[A-Za-z!][^<>]{0,1000}$")
_META_TITLES = ("articletitle", "og:title", "dc.title", "title", "twitter:title", "headline")
_SEPARATORS = re.compile(
    r"\s{0,3}(?:[_|｜]|--+|——(?=[^—]{1,12}$)|\s[-–—]\s|(?<=[\u4e00-\u9fff”》）])[-–—](?=[\u4e00-\u9fff“《（])|>>|»)[>\s]{0,3}"
)
_SITE = re.compile(
    r"(?:网|网站|门户|政府|公安局|公安厅|公安部|客户端|频道|新闻|日报|晚报|首页|在线|平台|资讯|要闻|动态|中心|公告|委员会|局|厅|[Nn]et|[Cc]om|栏目|信息|文章|正文|公开|警方|支队|大队|"
    r"总队|检察院|法院|政法委|专题|通知|工作|报道|数字报|融媒)$"
)
# 检察日报2013年10月17日
_ISSUE = re.compile(r"报\d{4}年\d{1,2}月\d{1,2}日$")
_SITE_NAME = re.compile(
    r"^[\w·\s-]{2,18}(?:网|网站|门户|人民政府|公安局|公安厅|分局|在线|客户端|平台|首页|数字报刊?|电子报|委员会|检察院|法院|支队|总队)$"
)
_COLUMN = re.compile(
    r"^.{0,4}(?:新闻|动态|公告|要闻|资讯|通知|公开|中心|专栏|详情|内容|正文|文章|信息|报道|浏览|查看)$"
)
_PARTING = ("-", "_", "|", "–", "—")
_FOOT = 15
_SHORTEST_ALONE = 5


class StatedTitle(NamedTuple):
    """head: of ``<title>``, "" where that is nothing but the site's or a column's name. meta_name, meta: the first meta's."""

    head: str
    meta_name: str
    meta: str


def stated_title(page: Survey) -> StatedTitle:
    """The titles in a page's head, without markup."""
    head = plain(page.title)
    bare = "" if head.startswith(_PARTING) else without_site(head, page)
    # nothing stands before the site's name: a template without the title
    if (
        not bare
        or _is_site_name(head, page)
        or (bare != head and _is_site_name(bare, page))
        or _COLUMN.match(bare)
        or (len(bare) < _SHORTEST_ALONE and not _is_printed(bare, page))
    ):
        head = ""
    meta_name, meta = next(((name, page.metas[name]) for name in _META_TITLES if page.metas.get(name)), ("", ""))
    return StatedTitle(head, meta_name, plain(meta))


def plain(text: str) -> str:
    """The text of a title without markup: some editors write tags into it."""
    return folded(_MARKUP.sub("", text)).replace("\u00a0", " ") if "<" in text else text.replace("\u00a0", " ")


def without_site(head: str, page: Survey) -> str:
    """``<title>`` without what stands before and behind the article's own title."""
    pieces = [piece for piece in _SEPARATORS.split(head) if piece]
    if len(pieces) < 2:
        return head
    columns = {key(page.metas.get(name, "")) for name in ("sitename", "columnname")}
    while len(pieces) > 1 and (
        len(pieces[-1]) <= 4
        or len(pieces[-1]) < len(pieces[0]) / 2
        or _SITE.search(pieces[-1])
        or key(pieces[-1]) in columns
    ):
        pieces.pop()
    while len(pieces) > 1 and (
        key(pieces[0]) in columns
        or _ISSUE.search(pieces[0])
        or (_SITE.search(pieces[0]) and len(pieces[0]) < len(pieces[-1]))
    ):
        pieces.pop(0)
    start = head.find(pieces[0])
    end = head.find(pieces[-1], start) + len(pieces[-1])
    return head[start:end]


def _is_site_name(head: str, page: Survey) -> bool:
    """Whether ``<title>`` is nothing but the site's name, as on pages whose template says it once for all."""
    if key(head) == key(page.metas.get("sitename", "")):
        return True
    return len(head) <= 20 and (_SITE_NAME.search(head) is not None or (is_organisation(head) and _signs(head, page)))


def _is_printed(text: str, page: Survey) -> bool:
    return any(block.text == text and not block.links and not block.hidden for block in page.blocks)


def _signs(name: str, page: Survey) -> bool:
    """Whether the page's foot names a body as its owner."""
    foot = [block for block in page.blocks if not block.hidden][-_FOOT:]
    return any(name in block.text and (is_footer(block.text) or reason_of(block) == "copyright") for block in foot)
