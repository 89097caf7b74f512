"""The plugins and themes of a WordPress site, with their versions, from the addresses of their files.

WordPress keeps them in folders of their own (`/wp-content/plugins/SLUG/`, `/wp-content/themes/SLUG/`) and appends to
each file the version that its plugin declares, or its own where it declares none. Libraries that a plugin brings along
carry theirs. So a version is the one that most of a plugin's own files carry, and never WordPress's.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from msgspec import Struct

MAX_ADDRESSES = 600
_MAX_CODE = 500_000  # characters of the page's own scripts and styles

_FOLDER = re.compile(
    r"/(?:wp-content|app)/(plugins|themes|mu-plugins)/([a-z0-9][a-z0-9._-]{0,60})/([^?#\"'\s]{0,300})(?:\?([^#\"'\s]{0,200}))?",
    re.IGNORECASE,
)
_CODED_FOLDER = re.compile(
    r"(?:https?:)?(?:\\?/){2}([\w.-]{3,100})(?:\\?/[\w~.-]{1,60}){0,4}?\\?/wp-content\\?/(plugins|themes)\\?/"
    r"([a-z0-9][a-z0-9._-]{0,60})\\?/([^?#\"'\s)]{0,200})(?:\?ver=([\w.-]{1,24}))?",
    re.IGNORECASE,
)
_VERSION = re.compile(
    r"(?:^|&)(?:ver|v|version)=v?(\d{1,4}(?:\.\d{1,6}){1,4}(?:-[a-z0-9.]{1,12})?)(?:&|$)", re.IGNORECASE
)
_FOREIGN_PART = re.compile(
    r"(?:^|/)(?:vendor|vendors|lib|libs|libraries|node_modules|third-party|third_party|thirdparty|external|"
    r"bower_components|deps|swiper|slick|fontawesome|font-awesome)/",
    re.IGNORECASE,
)
_CORE_FILE = re.compile(
    r"/wp-includes/(?:css/dist/block-library/|js/wp-embed|js/wp-emoji|js/comment-reply|blocks/|css/dashicons)"
    r"[^?]{0,80}\?ver=(\d\.\d{1,2}(?:\.\d{1,2})?)(?:&|$)"
)
_GENERATOR = re.compile(r"WordPress (\d\.\d{1,2}(?:\.\d{1,2})?)\b")


class Part(Struct, frozen=True, kw_only=True):
    """A plugin or theme (`kind`) by its folder's name, in lower case, and one address that shows it."""

    kind: str
    slug: str
    version: str | None
    address: str


def core_version(addresses: Iterable[str], generator: str) -> str | None:
    """Return the version of WordPress itself, as its own files carry it or it says."""
    told = _GENERATOR.match(generator)
    if told:
        return told[1]
    found = Counter(match[1] for address in addresses if (match := _CORE_FILE.search(address)))
    return found.most_common(1)[0][0] if found else None


def parts(addresses: Iterable[str], codes: Iterable[str], host: str, core: str | None) -> tuple[Part, ...]:
    """Return the plugins and themes in the addresses that a page loads, and in its own scripts and styles.

    In code only addresses at the site itself count: others' may be quoted there.
    """
    versions: dict[tuple[str, str], Counter[str]] = {}
    shown: dict[tuple[str, str], str] = {}
    for kind, slug, path, version, address in _found(addresses, codes, host):
        key = (kind, slug.lower())
        shown.setdefault(key, address)
        counts = versions.setdefault(key, Counter())
        if version and version != core and not _FOREIGN_PART.search(path):
            counts[version] += 1
    return tuple(
        Part(kind=kind, slug=slug, version=_usual(versions[kind, slug]), address=address)
        for (kind, slug), address in shown.items()
    )


def _found(
    addresses: Iterable[str], codes: Iterable[str], host: str
) -> Iterator[tuple[str, str, str, str | None, str]]:
    for address in addresses:
        match = _FOLDER.search(address)
        if match:
            version = _VERSION.search((match[4] or "").replace("&amp;", "&").replace("&#038;", "&"))
            yield _kind(match[1]), match[2], match[3], version[1] if version else None, address
    for code in codes:
        if "wp-content" in code:
            for match in _CODED_FOLDER.finditer(code, 0, _MAX_CODE):
                if _is_own(match[1].lower(), host):
                    yield _kind(match[2]), match[3], match[4].replace("\\/", "/"), None, match[0].replace("\\/", "/")


def _kind(folder: str) -> str:
    return "theme" if folder.lower() == "themes" else "plugin"


def _usual(counts: Counter[str]) -> str | None:
    return counts.most_common(1)[0][0] if counts else None


def _is_own(found: str, host: str) -> bool:
    bare, own = found.removeprefix("www."), host.removeprefix("www.")
    return bare == own or bare.endswith(f".{own}") or own.endswith(f".{bare}")
