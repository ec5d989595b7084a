"""What identifies an article in its URL.

When in doubt two URLs are two articles: a copy is better than a loss.
"""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, quote, unquote, urlencode, urlsplit, urlunsplit

#: Parameters that only say where a reader came from, by the documentation of those who add them.
_TRACKING = frozenset(
    {
        "spm",
        "scm",
        "gclid",
        "fbclid",
        "msclkid",
        "yclid",
        "bd_vid",
        "hmsr",
        "hmpl",
        "hmcu",
        "hmkw",
        "hmci",
        "isappinstalled",
        "share_token",
        "wxfid",
        "wx_fid",
    }
)
_TRACKING_PREFIXES = ("utm_", "hm_", "mtm_", "pk_")
#: WeChat adds ``from=timeline`` to what is shared; any other ``from`` may say something.
_SHARED_FROM = frozenset({"timeline", "singlemessage", "groupmessage"})
_MOBILE = re.compile(r"^/(?:m|wap|mobile|3g)(?=/.)", re.IGNORECASE)
# cookieless ASP.NET sessions: /(S(x5kq3m45))/news.aspx; servlet sessions: /news.jsp;jsessionid=1A2B
_SESSION = re.compile(r"^/\([A-Za-z]\([\w-]{1,64}\)\)(?=/)|;jsessionid=[\w.!-]{1,128}", re.IGNORECASE)
_DEFAULT_PORTS = {"http": 80, "https": 443}


def canonical_url(url: str) -> str:
    """The URL without fragment, known tracking parameters and default port; nothing else is taken away.

    >>> canonical_url("HTTP://www.GA.example.cn:80/show.aspx?id=7&utm_source=wx#top")
    'http://www.ga.example.cn/show.aspx?id=7'
    """
    parts = urlsplit(url.strip())
    host = (parts.hostname or "").lower()
    if ":" in host:
        host = f"[{host}]"
    if parts.port is not None and parts.port != _DEFAULT_PORTS.get(parts.scheme.lower()):
        host = f"{host}:{parts.port}"
    query = "&".join(pair for pair in parts.query.split("&") if pair and not _is_tracking(*_pair(pair)))
    return urlunsplit((parts.scheme.lower(), host, parts.path or "/", query, ""))


def lasting_url(url: str) -> str:
    """The canonical URL without the visitor's session, which requests may need and no later visitor has.

    >>> lasting_url("http://www.ga.example.cn/show.do;jsessionid=1A2B?id=7")
    'http://www.ga.example.cn/show.do?id=7'
    """
    parts = urlsplit(canonical_url(url))
    return urlunsplit(parts._replace(path=_SESSION.sub("", parts.path)))


def path_key(url: str, ignore_case: bool = False) -> str:
    """Path and identifying query, the key where a family knows none of its own.

    Host, scheme, fragment, tracking parameters, sessions and the order of parameters never matter; ``/m/``, ``/wap/``
    and ``/mobile/`` in front are the mobile twin of the same path. ignore_case: path and parameter names are one in any
    case, as on IIS.

    >>> path_key("http://m.ga.example.cn/wap/NewsShow.aspx?ID=7&t=1", ignore_case=True)
    '/newsshow.aspx?id=7&t=1'
    """
    parts = urlsplit(url.strip())
    path = _MOBILE.sub("", _SESSION.sub("", parts.path or "/")) or "/"
    path = quote(unquote(path), safe="/:@!$&'()*+,;=~-._")
    pairs = [
        (name, value) for name, value in parse_qsl(parts.query, keep_blank_values=True) if not _is_tracking(name, value)
    ]
    if ignore_case:
        path = path.lower()
        pairs = [(name.lower(), value) for name, value in pairs]
    query = urlencode(sorted(pairs))
    return f"{path}?{query}" if query else path


def _pair(pair: str) -> tuple[str, str]:
    name, _, value = pair.partition("=")
    return unquote(name), unquote(value)


def _is_tracking(name: str, value: str) -> bool:
    name = name.lower()
    if name == "from":
        return value in _SHARED_FROM
    return name in _TRACKING or name.startswith(_TRACKING_PREFIXES)
