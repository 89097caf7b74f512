"""Addresses of pages: joined, cleaned of what makes one page look like many, and compared by site.

Parsing is the WHATWG URL standard's (ada-url). No function here raises, whatever text it is given.
"""

import re
from functools import cache

import ada_url
from publicsuffixlist import PublicSuffixList

from desktop_scanner.core import domains

MAX_CHARACTERS = 2_000

_TRACKING = re.compile(
    r"utm_|(?:gclid|gbraid|wbraid|fbclid|msclkid|dclid|yclid|twclid|ttclid|igshid|mc_[ce]id|_ga|_gl|_hs[a-z]+|"
    r"ref_src|srsltid|wickedid|vero_id|mkt_tok|phpsessid|jsessionid|aspsessionid\w*|cfid|cftoken|sid|sessionid|"
    r"session_id|oscsid|zenid|s_?id)$",
    re.IGNORECASE,
)
_PATH_SESSION = re.compile(r";(?:jsessionid|phpsessid|sid|sessionid)=[^/;]*", re.IGNORECASE)
_ASP_NET_SESSION = re.compile(r"/\([A-Z]\([0-9a-z]{20,}\)\)(?=/|$)", re.IGNORECASE)
_DEFAULT_DOCUMENT = re.compile(
    r"/(?:index|default|home|start)\.(?:html?|php\d?|aspx?|jsp|cfm|cgi|shtml|xhtml)$", re.IGNORECASE
)
# Top levels of two letters that are used all over the world, or by more than one country.
_WORLDWIDE = re.compile(r"a[cgis]|bz|c[cdox]|dj|eu|fm|g[gls]|i[mo]|l[ay]|m[ensu]|nu|pw|s[chtu]|t[cklov]|v[cg]|ws")
_ESCAPE = re.compile(r"%([0-9A-Fa-f]{2})")
_UNRESERVED = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")


def join(base: str, reference: str) -> str | None:
    """Return the http(s) address that `reference` on page `base` means, without credentials and fragment."""
    try:
        url = ada_url.URL(reference.strip(), base)
    except ValueError:
        return None
    if url.protocol not in ("http:", "https:") or not url.hostname:
        return None
    url.username = url.password = url.hash = ""
    href: str = url.href
    return href


def absolute(url: str) -> str | None:
    """Return the address in the standard's one spelling, without credentials and fragment."""
    return join(url, url)


def clean(url: str) -> str | None:
    """Return the address to ask for a page: without fragment, session ids and tracking parameters."""
    absolute_url = absolute(url)
    if absolute_url is None:
        return None
    parsed = ada_url.URL(absolute_url)
    host = parsed.hostname.rstrip(".")
    if not host or len(absolute_url) > MAX_CHARACTERS:
        return None
    if host != parsed.hostname:
        parsed.hostname = host
    parsed.pathname = _clean_path(parsed.pathname)
    query = "&".join(_parameters(parsed.search))
    parsed.search = f"?{query}" if query else ""  # the setter takes one question mark off
    href: str = parsed.href
    return href


def at_home(url: str, home: str) -> str:
    """Return the address under the scheme and host of `home` where it differs by them only (http, www)."""
    page, house = ada_url.URL(url), ada_url.URL(home)
    if page.port or house.port or not is_same_host(page.hostname, house.hostname):
        return url
    return f"{house.origin}{page.pathname}{page.search}"


def page_key(url: str) -> str:
    """Return what tells pages apart: equal for http and https, www and apex, `/a`, `/a/` and `/a/index.html`."""
    cleaned = clean(url)
    if cleaned is None:
        return url
    parsed = ada_url.URL(cleaned)
    path = re.sub(r"/{2,}", "/", parsed.pathname)
    path = _DEFAULT_DOCUMENT.sub("/", path).rstrip("/")
    query = "&".join(sorted(_parameters(parsed.search)))
    port = f":{parsed.port}" if parsed.port else ""
    return f"{domains.without_www(parsed.hostname)}{port}{path}?{query}"


def host_of(url: str) -> str:
    """Return the host of an address, without a final dot; empty where there is none."""
    try:
        host: str = ada_url.URL(url).hostname
    except ValueError:
        return ""
    return host.rstrip(".")


def origin_of(url: str) -> str:
    """Return scheme, host and port of an address; empty where there is none."""
    try:
        origin: str = ada_url.URL(url).origin
    except ValueError:
        return ""
    return origin


def path_of(url: str) -> str:
    """Return the path of an address, and its query where there is one."""
    try:
        parsed = ada_url.URL(url)
    except ValueError:
        return "/"
    return f"{parsed.pathname}{parsed.search}"


def site_of(host: str) -> str:
    """Return the registrable domain of a host, or the host itself where it has none (addresses, bare suffixes)."""
    if domains.is_address(host):
        return host
    return _suffixes().privatesuffix(host) or host


def is_same_host(one: str, other: str) -> bool:
    """Return whether two hosts differ by a leading `www.` at most."""
    return domains.without_www(one) == domains.without_www(other)


def is_same_site(one: str, other: str) -> bool:
    """Return whether two hosts share their registrable domain."""
    return is_same_host(one, other) or site_of(one) == site_of(other)


def country_of(host: str) -> str | None:
    """Return the ISO 3166 code of a host's top level, where that level says something about the country."""
    top = host.rpartition(".")[2].lower()
    if len(top) != 2 or not (top.isascii() and top.isalpha()) or _WORLDWIDE.fullmatch(top):
        return None
    return "GB" if top == "uk" else top.upper()


@cache
def _suffixes() -> PublicSuffixList:
    return PublicSuffixList()


def _clean_path(path: str) -> str:
    path = _ASP_NET_SESSION.sub("", _PATH_SESSION.sub("", path))
    return _ESCAPE.sub(_plain_or_upper, path) or "/"


def _plain_or_upper(escape: re.Match[str]) -> str:
    character = chr(int(escape[1], 16))
    return character if character in _UNRESERVED else escape[0].upper()


def _parameters(search: str) -> list[str]:
    pairs = search.removeprefix("?").split("&")
    return [pair for pair in pairs if pair and not _TRACKING.match(pair.partition("=")[0])]
