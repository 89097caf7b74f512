"""Social profiles: links to the owner's pages on networks, told from links that share, post or log in."""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple
from urllib.parse import parse_qs, unquote

import ada_url
from msgspec import structs

from desktop_scanner.core.results import SocialProfile
from desktop_scanner.extract.linked_data import structured
from desktop_scanner.extract.parsing import document
from desktop_scanner.extract.parsing.document import Anchor, Document
from desktop_scanner.extract.social import fediverse, social_context, social_networks
from desktop_scanner.extract.social.platform_accounts import PLACEHOLDERS, PLATFORMS
from desktop_scanner.extract.social.social_networks import Network, Place
from desktop_scanner.extract.text import snippets

MAX_PROFILES = 100

_SHARING = re.compile(r"[?&](?:u|url|text|share|mini|body)=https?(?::|%3a)", re.IGNORECASE)
_EMBEDDED = re.compile(
    r"[?&](?:utm_source=ig_embed|ref_src=twsrc%5etfw%7ctwcamp%5e(?!follow)|refer=embed)", re.IGNORECASE
)
_FACEBOOK_ID = re.compile(r"/+(?:people/[^/]+/+(\d{5,20})|p/[^/]*?-(\d{8,20})|profile\.php)/*", re.IGNORECASE)
_PAGE_PLUGIN = re.compile(r"/plugins/(?:page|likebox|fan)\.php|/widgets/fan\.php", re.IGNORECASE)
_FILE = re.compile(r"\.(?:php|js|css|html?|json|xml|aspx?|png|jpe?g|gif|svg|ico|webp)$", re.IGNORECASE)
_NAMED_LIKE_FILES = ("tripadvisor", "glassdoor")
# Folders under which profiles stand, while their own names are none.
_FOLDERS = frozenset(
    ("pages", "pg", "p", "groups", "orgs", "users", "user", "c", "s", "u", "r", "blog", "channel", "group", "profile")
)
_TELLING_NAME = 4  # letters of a host's label, below which it stands in other names by chance
_NAMELESS = re.compile(r"\d+|UC[\w-]{20,}")
_PERSONS = re.compile(r"/(?:in|profile|person|people|profile\.php)[/?]")
_HANDLE = re.compile(r"@\w{1,15}")


class _Found(NamedTuple):
    """An address that may be a profile's, how it was found, and the text around it."""

    url: str
    method: str
    snippet: str
    is_own: bool = False


def social(page: Document, things: Iterable[structured.Thing]) -> tuple[SocialProfile, ...]:
    """Return the profiles that the page names, each once, in the order of the page.

    It looks at the tree, so it comes before the texts.
    """
    found: dict[str, SocialProfile] = {}
    owner = social_context.owner_of(page.url)
    for each in _addresses(page, things):
        profile = profile_of(each.url, owner, is_own=each.is_own)
        if profile is None:
            continue
        key = profile.url.lower()
        held = found.get(key, profile)
        if key in found or len(found) < MAX_PROFILES:
            piece = snippets.evidence(page.url, each.method, each.snippet)
            found[key] = structs.replace(held, evidence=snippets.combine(held.evidence, (piece,)))
    return tuple(_without_strangers(list(found.values()), owner))


def profile_of(url: str, owner: str = "", *, is_own: bool = False) -> SocialProfile | None:
    """Return the profile that an address leads to, in canonical form and without evidence, or None.

    `owner` is what the site calls its owner: a platform's account is none of its customers', but its own. `is_own`: the
    page says that the profile is its owner's (`rel="me"`), so that any host may be one of the Fediverse.
    """
    profile = _profile(url, is_own=is_own)
    return None if profile is None or (not is_own and _is_platforms(profile, owner)) else profile


def _profile(url: str, *, is_own: bool) -> SocialProfile | None:
    try:
        parsed = ada_url.URL(url.strip())
    except (ValueError, UnicodeError):
        return None
    host, path, search = parsed.hostname, unquote(parsed.pathname), parsed.search
    place = social_networks.of_host(host)
    if place is None:
        return fediverse.profile(host, path, is_sure=is_own)
    if _SHARING.search(search) or _EMBEDDED.search(search) or host.startswith(("business.", "l.", "lm.")):
        return None
    if path == "/" and parsed.hash.startswith(("#!/", "#/")):
        path = parsed.hash[1:].lstrip("!")
    by_id = _facebook_id(place.network, path, search) if place.network.name == "facebook" else None
    return by_id or _matched(place, path)


def _addresses(page: Document, things: Iterable[structured.Thing]) -> Iterator[_Found]:
    yield from _said(things)
    yield from _linked(page)
    yield from _embedded(page)
    for href in (each.href for each in page.relations if "me" in each.rel):
        url = page.absolute(href)
        if url:
            yield _Found(url, "rel_me", f'rel="me" {href}', is_own=True)
    yield from _meta(page)


def _said(things: Iterable[structured.Thing]) -> Iterator[_Found]:
    """Yield what the page's owner is said to be the same as; those whom the page is about have profiles too."""
    for thing in things:
        is_other = any(step.name in social_context.FOREIGN_PROPERTIES for step in thing.path)
        for value in () if is_other else structured.texts(thing.data, "sameAs"):
            yield _Found(value, thing.method, f"sameAs {value}")


def _linked(page: Document) -> Iterator[_Found]:
    own_host = document.host_of(page.url)
    own = f"{page.url.partition('/')[0]}//{own_host}/"
    for anchor in page.anchors:
        url = anchor.url
        if url is None or url.startswith(own) or (host := document.host_of(url)) == own_host:
            continue
        is_network = social_networks.of_host(host) is not None
        if not is_network and "/@" not in url and "/users/" not in url:
            continue
        is_own = "me" in anchor.rel.split()
        if not is_own and social_context.is_others(page, anchor):
            continue
        if not is_network and not is_own and not fediverse.is_named(page, anchor):
            continue
        yield _Found(url, "rel_me" if is_own else "link", _snippet(anchor), is_own=is_own or not is_network)


def _snippet(anchor: Anchor) -> str:
    return f"{anchor.text} {anchor.href}".strip()


def _embedded(page: Document) -> Iterator[_Found]:
    """Yield the pages that Facebook's boxes on the page show: their addresses stand in no link."""
    if "facebook" not in page.topics:
        return
    if b"data-href" in page.utf8:
        for node in page.tree.css(".fb-page[data-href], .fb-like-box[data-href], .fb-follow[data-href]")[:10]:
            url = node.attrs.get("data-href") or ""
            yield _Found(url, "attribute", f"data-href {url}")
    for node in page.nodes("iframe")[:50]:
        source = node.attrs.get("src") or node.attrs.get("data-src") or ""
        if _PAGE_PLUGIN.search(source[:200]):
            for url in parse_qs(source.partition("?")[2][:2_000]).get("href", [])[:1]:
                yield _Found(url, "attribute", f"iframe {url}")


def _meta(page: Document) -> Iterator[_Found]:
    handle = page.meta("twitter:site")
    if handle and _HANDLE.fullmatch(handle):
        yield _Found(f"https://x.com/{handle[1:]}", "meta", f"twitter:site {handle}")
    elif handle and handle.startswith("http"):
        yield _Found(handle, "meta", f"twitter:site {handle}")
    for name in ("article:publisher", "og:see_also"):
        for address in page.metas.get(name, ())[:10]:
            yield _Found(address, "meta", f"{name} {address}")
    number = page.meta("fb:page_id")
    if number and number.isdecimal():
        yield _Found(f"https://www.facebook.com/{number}", "meta", f"fb:page_id {number}")


def _without_strangers(profiles: list[SocialProfile], owner: str) -> list[SocialProfile]:
    """Return the profiles without those of makers and guests whom the page links to as well.

    Where a network's profile has the owner's name, others on it are strangers', and so are they on other networks.
    """
    if len(owner) < _TELLING_NAME:
        return profiles
    named = {profile.network for profile in profiles if owner in _folded(profile.handle)}
    strangers = {
        _folded(profile.handle)
        for profile in profiles
        if profile.network in named and owner not in _folded(profile.handle) and _may_be_strangers(profile)
    }
    return [profile for profile in profiles if _folded(profile.handle) not in strangers]


def _may_be_strangers(profile: SocialProfile) -> bool:
    """Return whether nothing but a link speaks for a profile, and it has a name and is no person's."""
    is_linked_only = all(piece.method == "link" for piece in profile.evidence)
    return is_linked_only and not _NAMELESS.fullmatch(profile.handle or "") and not _PERSONS.search(profile.url)


def _folded(handle: str | None) -> str:
    return re.sub(r"[^\w]|_", "", (handle or "").lower())


def _is_platforms(profile: SocialProfile, owner: str) -> bool:
    """Return whether the profile is of those who made the page's tools, and not of the page's owner."""
    handle = _folded(profile.handle)
    if handle in PLACEHOLDERS:
        return True
    return handle in PLATFORMS and not (owner and owner in handle)


def _matched(place: Place, path: str) -> SocialProfile | None:
    network = place.network
    if place.name is not None:
        path = f"/{place.name}" if len(path) < 2 or path.lower() in ("/about", "/about/") else "//"
    match = network.profile.fullmatch(path)
    if match is None:
        return None
    groups = {name: value.strip() for name, value in match.groupdict().items() if value}
    first = path.strip("/").partition("/")[0].lower()
    handle = next(groups[name] for name in ("handle", "at", "name", "plain", "number", "publication") if name in groups)
    is_reserved = first in network.reserved - _FOLDERS and place.name is None
    if is_reserved or handle.lower() in network.reserved or _is_file(network, handle):
        return None
    if "sort" in groups:
        groups["sort"] = groups["sort"].lower() if network.name != "glassdoor" else groups["sort"]
    return SocialProfile(network=network.name, url=_canonical(network, groups), handle=handle)


def _is_file(network: Network, name: str) -> bool:
    return network.name not in _NAMED_LIKE_FILES and bool(_FILE.search(name))


def _canonical(network: Network, groups: dict[str, str]) -> str:
    if network.name == "youtube":
        if "at" in groups:
            return f"https://www.youtube.com/@{groups['at']}"
        return "https://www.youtube.com/" + (groups.get("plain") or f"{groups['sort']}/{groups['name']}")
    if "number" in groups:
        return network.canonical.format(handle=f"{groups['sort']}/{groups['number']}")
    if "publication" in groups:
        return f"https://medium.com/{groups['publication']}"
    return network.canonical.format(**groups)


def _facebook_id(network: Network, path: str, search: str) -> SocialProfile | None:
    match = _FACEBOOK_ID.fullmatch(path)
    if match is None:
        return None
    number = match[1] or match[2] or "".join(parse_qs(search.lstrip("?")[:500]).get("id", [])[:1])
    if not number.isdecimal():
        return None
    url = f"https://www.facebook.com/profile.php?id={number}"
    return SocialProfile(network=network.name, url=url, handle=number)
