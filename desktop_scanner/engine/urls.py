"""Addresses of pages: joined, cleaned of what makes one page look like many, and compared by site.

Parsing is the WHATWG URL standard's (ada-url). No function here raises, whatever text it is given.
"""

import re
from functools import cache, lru_cache

import ada_url
from publicsuffixlist import PublicSuffixList

from desktop_scanner.core import domains

MAX_CHARACTERS = 2_000

# Parameters that say where a visitor came from, or who they are: the page is the same without them.
_TRACKING = re.compile(
    r"(?:utm|mtm|pk|piwik|matomo|hsa|sfmc|elq|etcc|at|wt|fb|oly|__cf_chl|gad)_|elqtrack|"
    r"(?:gclid|gclsrc|gbraid|wbraid|dclid|fbclid|msclkid|yclid|ysclid|twclid|ttclid|li_fat_id|igshid|"
    r"igsh|mc_[ce]id|_ga|_gl|_gac|_hs[a-z]+|__hs[a-z]+|hsctatracking|mkt_tok|trk|trkcampaign|ref_src|ref_url|srsltid|"
    r"wickedid|wickedsource|vero_id|vero_conv|s_kwcid|s_cid|sc_cid|ef_id|epik|xtor|icid|cmpid|campaignid|adgroupid|"
    r"mkwid|pcrid|zanpid|awc|irclickid|cjevent|rb_clickid|spm|scm|dm_i|guccounter|guce_referrer\w*|_openstat|"
    r"_branch_match_id|nr_email_referer|doing_wp_cron|pagespeed)$",
    re.IGNORECASE,
)
_SESSION = re.compile(
    r"(?:phpsessid|jsessionid|aspsessionid\w*|bvsessionid|craftsessionid|websessionid|sessionid|session_id|sessid|"
    r"sess_id|cfid|cftoken|oscsid|zenid|xtcsid|modsid|gxsid|mscsid|force_sid|fe_typo_user|ftu|sesskey|___sid)$",
    re.IGNORECASE,
)
# Names of sessions here and of pages there: their values tell.
_MAYBE_SESSION = re.compile(r"(?:s|sid|s_id|session|stoken)$", re.IGNORECASE)
_SESSION_VALUE = re.compile(r"(?=\D*\d)[0-9a-z]{16,}", re.IGNORECASE)
_PATH_SESSION = re.compile(r";(?:jsessionid|phpsessid|sid|sessionid)=[^/;]*", re.IGNORECASE)
_ASP_NET_SESSION = re.compile(r"/\([A-Z]\([0-9a-z]{20,}\)\)(?=/|$)", re.IGNORECASE)
_DEFAULT_DOCUMENT = re.compile(
    r"/(?:index|default|home|start)\.(?:html?|php\d?|aspx?|jsp|cfm|cgi|shtml|xhtml)$", re.IGNORECASE
)
# Top levels of two letters that are used all over the world, or by more than one country.
_WORLDWIDE = re.compile(r"a[cgis]|bz|c[cdox]|dj|eu|fm|g[gls]|i[mo]|l[ay]|m[ensu]|nu|pw|s[chtu]|t[cklov]|v[cg]|ws")
_MAY_BE_UNCLEAN = re.compile(r"[;%(]")
_ESCAPE = re.compile(r"%([0-9A-Fa-f]{2})")
_UNRESERVED = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")


def join(base: str, reference: str) -> str | None:
    """Return the http(s) address that `reference` on page `base` means, without credentials and fragment."""
    parsed = _parsed(base, reference)
    if parsed is None:
        return None
    href: str = parsed.href
    return href


def absolute(url: str) -> str | None:
    """Return the address in the standard's one spelling, without credentials and fragment."""
    return join(url, url)


def clean(url: str) -> str | None:
    """Return the address to ask for a page: without fragment, session ids and tracking parameters."""
    parsed = _parsed(url, url)
    if parsed is None or len(parsed.href) > MAX_CHARACTERS:
        return None
    host = parsed.hostname.rstrip(".")
    if not host:
        return None
    if host != parsed.hostname:
        parsed.hostname = host
    if _MAY_BE_UNCLEAN.search(parsed.pathname):
        parsed.pathname = _clean_path(parsed.pathname)
    query = "&".join(_parameters(parsed.search))
    parsed.search = f"?{query}" if query else ""  # the setter takes one question mark off
    href: str = parsed.href
    return href


def at_home(url: str, home: str) -> str:
    """Return the address under the scheme and host of `home` where it differs by them only (http, www)."""
    if url.startswith(f"{origin_of(home)}/"):
        return url
    page, house = ada_url.URL(url), ada_url.URL(home)
    if page.port or house.port or not is_same_host(page.hostname, house.hostname):
        return url
    return f"{house.origin}{page.pathname}{page.search}"


def page_key(url: str) -> str:
    """Return what tells pages apart: equal for http and https, www and apex, `/a`, `/a/` and `/a/index.html`."""
    cleaned = clean(url)
    return url if cleaned is None else clean_key(cleaned)


def clean_key(cleaned: str) -> str:
    """Return the `page_key` of an address that `clean` gave."""
    parsed = ada_url.URL(cleaned)
    path = re.sub(r"/{2,}", "/", parsed.pathname)
    path = _DEFAULT_DOCUMENT.sub("/", path).rstrip("/")
    query = "&".join(sorted(parsed.search.removeprefix("?").split("&")))
    port = f":{parsed.port}" if parsed.port else ""
    return f"{domains.without_www(parsed.hostname)}{port}{path}?{query}"


@lru_cache(maxsize=512)
def host_of(url: str) -> str:
    """Return the host of an address, without a final dot; empty where there is none."""
    try:
        host: str = ada_url.URL(url).hostname
    except ValueError:
        return ""
    return host.rstrip(".")


@lru_cache(maxsize=512)
def origin_of(url: str) -> str:
    """Return scheme, host and port of an address; empty where there is none."""
    try:
        origin: str = ada_url.URL(url).origin
    except ValueError:
        return ""
    return origin


@lru_cache(maxsize=512)
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


def is_suffix(host: str) -> bool:
    """Return whether names below a host belong to whoever registers them (`com`, `co.uk`, `github.io`)."""
    return not domains.is_address(host) and _suffixes().privatesuffix(host) is None


def country_of(host: str) -> str | None:
    """Return the ISO 3166 code of a host's top level, where that level says something about the country."""
    top = host.rpartition(".")[2].lower()
    if len(top) != 2 or not (top.isascii() and top.isalpha()) or _WORLDWIDE.fullmatch(top):
        return None
    return "GB" if top == "uk" else top.upper()


@cache
def _suffixes() -> PublicSuffixList:
    return PublicSuffixList()


def _parsed(base: str, reference: str) -> ada_url.URL | None:
    try:
        url = ada_url.URL(reference.strip(), base)
    except ValueError:
        return None
    if url.protocol not in ("http:", "https:") or not url.hostname:
        return None
    if url.username or url.password:
        url.username = url.password = ""
    if "#" in reference:
        url.hash = ""
    return url


def _clean_path(path: str) -> str:
    path = _ASP_NET_SESSION.sub("", _PATH_SESSION.sub("", path))
    return _ESCAPE.sub(_plain_or_upper, path) or "/"


def _plain_or_upper(escape: re.Match[str]) -> str:
    character = chr(int(escape[1], 16))
    return character if character in _UNRESERVED else escape[0].upper()


def _parameters(search: str) -> list[str]:
    pairs = search.removeprefix("?").split("&")
    return [pair for pair in pairs if pair and not _is_visitors(pair)]


def _is_visitors(pair: str) -> bool:
    """Return whether a parameter belongs to the visitor, not to the page."""
    name, _, value = pair.partition("=")
    if _TRACKING.match(name) or _SESSION.match(name):
        return True
    return bool(_MAYBE_SESSION.match(name) and _SESSION_VALUE.fullmatch(value))
