"""Social profiles: links to the owner's pages on networks, told from links that share, post or log in."""

import re
from collections.abc import Iterable, Iterator
from urllib.parse import parse_qs, unquote

import ada_url

from desktop_scanner.core.results import Evidence, SocialProfile
from desktop_scanner.extract import snippets, structured
from desktop_scanner.extract.document import Document
from desktop_scanner.extract.social_networks import BY_HOST, NOT_THE_OWNER, Network

MAX_PROFILES = 100

_MASTODON_PATH = re.compile(r"/@(?P<handle>\w{1,60})/?")
_MASTODON_HOST = re.compile(r"mastodon|mstdn|fosstodon|chaos\.social|\.social$|mas\.to$|hachyderm|toot")
_SHARING = re.compile(r"[?&](?:u|url|text|share|mini|body)=https?(?::|%3a)", re.IGNORECASE)
_FACEBOOK_ID = re.compile(r"/+(?:people/[^/]+/|profile\.php)(\d{5,20})?", re.IGNORECASE)
# Folders under which profiles stand, while their own names are none.
_FOLDERS = frozenset(("pages", "pg"))
_SUBDOMAINS = re.compile(r"^(?:www|m|mobile|touch|[a-z]{2}(?:-[a-z]{2})?|web|business|l|lm)\.", re.IGNORECASE)


def social(page: Document, things: Iterable[structured.Thing]) -> tuple[SocialProfile, ...]:
    """Return the profiles that the page names, each once, in the order of the page."""
    found: dict[str, SocialProfile] = {}
    for url, method, snippet in _addresses(page, things):
        profile = profile_of(url, is_own=method == "rel_me")
        if profile is None:
            continue
        piece = snippets.evidence(page.url, method, snippet)
        key = profile.url.lower()
        if key in found:
            found[key] = _with(found[key], piece)
        elif len(found) < MAX_PROFILES:
            found[key] = _with(profile, piece)
    return tuple(found.values())


def profile_of(url: str, *, is_own: bool = False) -> SocialProfile | None:
    """Return the profile that an address leads to, in canonical form and without evidence, or None.

    `is_own`: the page says that it is its owner's (`rel="me"`), so that any host may be a Mastodon server.
    """
    try:
        parsed = ada_url.URL(url)
    except (ValueError, UnicodeError):
        return None
    host = parsed.hostname
    network = BY_HOST.get(host) or BY_HOST.get(_SUBDOMAINS.sub("", host))
    if network is None:
        return _mastodon(host, parsed.pathname) if is_own or _MASTODON_HOST.search(host) else None
    if _SHARING.search(parsed.search) or host.startswith(("business.", "l.", "lm.")):
        return None
    path = unquote(parsed.pathname)
    if network.name == "facebook":
        by_id = _facebook_id(path, parsed.search)
        if by_id:
            return by_id
    return _matched(network, path)


def _addresses(page: Document, things: Iterable[structured.Thing]) -> Iterator[tuple[str, str, str]]:
    for thing in things:
        for value in structured.texts(thing.data, "sameAs"):
            yield value, thing.method, f"sameAs {value}"
    for anchor in page.anchors:
        if anchor.url is not None:
            snippet = f"{anchor.text} {anchor.href}".strip()
            if _host(anchor.url) in BY_HOST:
                yield anchor.url, "link", snippet
            elif "/@" in anchor.url:
                yield anchor.url, "rel_me" if "me" in anchor.rel.split() else "link", snippet
    handle = page.meta("twitter:site")
    if handle and re.fullmatch(r"@\w{1,15}", handle):
        yield f"https://x.com/{handle[1:]}", "meta", f"twitter:site {handle}"
    publisher = page.meta("article:publisher")
    if publisher:
        yield publisher, "meta", f"article:publisher {publisher}"


def _host(url: str) -> str:
    host = url.partition("//")[2].partition("/")[0].partition("?")[0].rpartition("@")[2].lower()
    return host if host in BY_HOST else _SUBDOMAINS.sub("", host)


def _matched(network: Network, path: str) -> SocialProfile | None:
    match = network.profile.match(path)
    if match is None:
        return None
    groups = {name: value for name, value in match.groupdict().items() if value}
    first = path.strip("/").partition("/")[0].lower()
    if network.name == "youtube":
        return None if "plain" in groups and first in network.reserved else _youtube(groups)
    handle = groups["handle"].strip()
    if first in network.reserved - _FOLDERS or handle.lower() in network.reserved:
        return None
    if (network.name, handle.lower()) in NOT_THE_OWNER:
        return None
    if "sort" in groups:
        groups["sort"] = groups["sort"].lower()
    return SocialProfile(network=network.name, url=network.canonical.format(**groups), handle=handle)


def _youtube(groups: dict[str, str]) -> SocialProfile | None:
    if "at" in groups:
        handle, path = groups["at"], f"@{groups['at']}"
    elif "plain" in groups:
        handle, path = groups["plain"], groups["plain"]
    elif "name" in groups:
        handle, path = groups["name"], f"{groups['sort'].lower()}/{groups['name']}"
    else:
        return None
    if ("youtube", handle.lower()) in NOT_THE_OWNER:
        return None
    return SocialProfile(network="youtube", url=f"https://www.youtube.com/{path}", handle=handle)


def _facebook_id(path: str, search: str) -> SocialProfile | None:
    match = _FACEBOOK_ID.fullmatch(path.rstrip("/"))
    if match is None:
        return None
    number = match[1] or "".join(parse_qs(search.lstrip("?")[:500]).get("id", [])[:1])
    if not number.isdigit():
        return None
    return SocialProfile(network="facebook", url=f"https://www.facebook.com/profile.php?id={number}", handle=number)


def _mastodon(host: str, path: str) -> SocialProfile | None:
    """Return a profile in the form that Mastodon servers share, on whatever host."""
    match = _MASTODON_PATH.fullmatch(path)
    if match is None or "." not in host:
        return None
    name = match["handle"]
    return SocialProfile(network="mastodon", url=f"https://{host}/@{name}", handle=f"@{name}@{host}")


def _with(profile: SocialProfile, piece: Evidence) -> SocialProfile:
    evidence = snippets.combine(profile.evidence, (piece,))
    return SocialProfile(network=profile.network, url=profile.url, handle=profile.handle, evidence=evidence)
