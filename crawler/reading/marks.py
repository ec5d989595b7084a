"""Names of boxes, as the content systems and their templates give them: ids and classes, lower case."""

from __future__ import annotations

import re
from functools import lru_cache

# boxes that hold an article's text: the content systems' own names, and those that most templates use; a space stands
# before the first name, here and below
_KNOWN = re.compile(
    r"trs_editor|trs_ueditor|trs_paper|trs_view|custom_unionstyle|ucap-?content|vsb_content|v_news_content|\s(?:(?:js_)?zoom(?:con|$|\s)|"
    r"(?:article|art|news|detail|doc|text|main|page|wz)[_-]?(?:content|text|body|con|article|nr|cont)(?:$|[\s_\d-])|"
    r"(?:content|zhengwen|fontzoom|endtext|artibody|contenttxt|txtcontent|newscontent|ozoom|pages_content|easysitetext|rich_media_content|detailcontent)(?:$|\s))|articlebody"
)
# boxes that are no part of an article: comments, sharing, related links, navigation, advertisements, the foot
_FOREIGN = re.compile(
    r"[\s_-](?:(?<=\s)(?:right|side|bottom|top)(?:$|\s)|(?:comments?|pinglun|bdshare|bshare|share|sharebox|social|related|relate|relative|xgyd|xglj|xgwz|recommend|recom|tuijian|hot|hots|rank|ranking|paihang|sidebar|aside|"
    r"rightbar|footer|foot|copyright|copy|nav|menu|header|crumbs?|breadcrumb|friend|friendlinks?|links|yqlj|banner|ads?|advert\w{0,12}|gg|guanggao|popup|dialog|modal|layer|"
    r"login|search|toolbar|tools?|pager|pages|pagination|prevnext|prenext|preandnext|qrcode|ewm|erweima|tags?|statement|mzsm|shengming|reply|replies|"
    r"download-?app|openapp|app-?download|disclaimer|product-card|robot|topnav|weixin|wx)(?:$|[\s_\d-]))|footer|copyright|comment|related|recommend|breadcrumb|bshare|bdshare|share[_-]"
)


@lru_cache(maxsize=1024)
def is_known(mark: str) -> bool:
    """Whether the names of a box are those of an article's text."""
    return _KNOWN.search(f" {mark}") is not None


@lru_cache(maxsize=1024)
def is_foreign(mark: str) -> bool:
    """Whether the names of a box say that it is no part of an article, and none that it holds an article's text."""
    return _FOREIGN.search(f" {mark}") is not None and not is_known(mark)
