"""What the address of a script or style sheet tells: a package on a public CDN, a file's name, and a version.

https://cdn.jsdelivr.net/npm/swiper@11.0.5/swiper-bundle.min.js   package swiper, file swiper-bundle, 11.0.5
https://cdnjs.cloudflare.com/ajax/libs/jquery/3.7.1/jquery.js     package jquery, file jquery, 3.7.1
/js/jquery-3.7.1.slim.min.js                                      file jquery, 3.7.1
/lib/owl.carousel.min.js?ver=2.3.4                                file owl.carousel, 2.3.4
"""

import re
from collections.abc import Iterator
from urllib.parse import unquote

from msgspec import Struct

MAX_ADDRESS = 2_000

_NUMBER = r"v?(\d{1,4}(?:\.\d{1,6}){0,3}(?:-(?:alpha|beta|rc|next)[\w.]{0,10})?)"
_NPM = re.compile(
    r"//(?:cdn\.jsdelivr\.net/npm|(?:www\.)?unpkg\.com|esm\.sh|cdn\.skypack\.dev|esm\.run|fastly\.jsdelivr\.net/npm|"
    r"cdn\.bootcdn\.net/ajax/npm)/((?:@[\w.-]+/)?[\w.-]+)(?:@\^?~?([^/?#]{1,40}))?",
    re.IGNORECASE,
)
_COMBINED = re.compile(r"//cdn\.jsdelivr\.net/combine/(.*)", re.IGNORECASE)
_COMBINED_PART = re.compile(r"npm/((?:@[\w.-]+/)?[\w.-]+)(?:@([^/,]{1,40}))?(?:/([^,?]*))?", re.IGNORECASE)
_LIBRARY = re.compile(
    r"//(?:cdnjs\.cloudflare\.com/ajax/libs|ajax\.googleapis\.com/ajax/libs|ajax\.aspnetcdn\.com/ajax|"
    r"cdn\.staticfile\.(?:org|net)|cdn\.bootcss\.com|cdn\.bootcdn\.net/ajax/libs|lib\.baomitu\.com|libs\.baidu\.com|"
    rf"(?:maxcdn|stackpath|netdna)\.bootstrapcdn\.com)/([\w.-]+)/{_NUMBER}(?=/)",
    re.IGNORECASE,
)
_SUFFIX = re.compile(r"\.(?:m?js|cjs|css)$", re.IGNORECASE)
_MODIFIERS = re.compile(
    r"[.-](?:min|slim|umd|esm|iife|pkgd|prod|production|development|global|module|pack|packed|custom|compressed|full|"
    r"bundle|all|browser|runtime|cjs|es5|legacy|rtl|[0-9a-f]{8,32})$",
    re.IGNORECASE,
)
_FILE_VERSION = re.compile(r"[._-]v?(\d{1,3}(?:\.\d{1,5}){1,3}(?:-(?:alpha|beta|rc)[\w.]{0,10})?)$", re.IGNORECASE)
_PATH_VERSION = re.compile(r"^v?(\d{1,3}(?:\.\d{1,5}){1,3})$")
_PATH_NAMED_VERSION = re.compile(r"^([a-z][\w.]*?)[@_-]v?(\d{1,3}(?:\.\d{1,5}){1,3})$", re.IGNORECASE)
_QUERY_VERSION = re.compile(
    r"(?:^|(?:^|&|;)(?:ver|v|version|rev)=)v?(\d{1,3}(?:\.\d{1,5}){1,3}(?:-(?:alpha|beta|rc)[\w.]{0,10})?)(?:[-+&]|$)"
)
_FULL_VERSION = re.compile(r"v?(\d{1,4}(?:\.\d{1,6}){0,3}(?:-(?:alpha|beta|rc|next)[\w.]{0,10})?)")


class Asset(Struct, frozen=True):
    """An address, in lower case where names are concerned; `is_sure` tells a version in a path from one in a query.

    `suffix` is that of scripts or of style sheets, whichever the file is.
    """

    package: str | None
    file: str | None
    version: str | None
    is_sure: bool = True
    suffix: str = ".js"


def read(url: str) -> tuple[Asset, ...]:
    """Return what an address names: one asset, or several where a CDN serves files joined."""
    url = url[:MAX_ADDRESS]
    combined = _COMBINED.search(url)
    if combined:
        return tuple(_combined(combined[1]))
    path, _, query = url.partition("#")[0].partition("?")
    folder, _, name = path.rpartition("/")
    file, version = _file(name)
    package, package_version = _package(path)
    version, is_sure = package_version or version or _path_version(folder, file), True
    if version is None and (queried := _QUERY_VERSION.search(unquote(query.replace("&amp;", "&")))):
        version, is_sure = queried[1], False
    suffix = ".css" if name.lower().endswith(".css") else ".js"
    return (Asset(package, file, version, is_sure, suffix),) if package or file else ()


def _package(path: str) -> tuple[str | None, str | None]:
    if (library := _LIBRARY.search(path)) is not None:
        return library[1].lower(), library[2]
    if (npm := _NPM.search(path)) is not None:
        return npm[1].lower(), _version(npm[2])
    return None, None


def _file(name: str) -> tuple[str | None, str | None]:
    """Return a file's bare name and the version in it."""
    if not _SUFFIX.search(name):
        return None, None
    bare, version = _SUFFIX.sub("", unquote(name)), None
    for _ in range(6):
        if (found := _FILE_VERSION.search(bare)) is not None and version is None:
            bare, version = bare[: found.start()], found[1]
        elif (modifier := _MODIFIERS.search(bare)) is not None and modifier.start() > 0:
            bare = bare[: modifier.start()]
        else:
            break
    return bare.lower() or None, version


def _path_version(folder: str, file: str | None) -> str | None:
    """Return a version that is a folder's whole name, or follows the file's name in a folder's."""
    segments = folder.split("/")[3 if "//" in folder else 0 :][-4:]
    for segment in reversed(segments):
        if (plain := _PATH_VERSION.match(segment)) is not None:
            return plain[1]
        named = _PATH_NAMED_VERSION.match(segment)
        if named is not None and file is not None and _bare(named[1]) == _bare(file):
            return named[2]
    return None


def _bare(name: str) -> str:
    return name.lower().removesuffix(".js").removesuffix("js").strip(".-_")


def _combined(parts: str) -> Iterator[Asset]:
    for found in _COMBINED_PART.finditer(parts):
        file, _ = _file((found[3] or "").rpartition("/")[2])
        yield Asset(found[1].lower(), file, _version(found[2]))


def _version(text: str | None) -> str | None:
    match = _FULL_VERSION.fullmatch(text or "")
    return match[1] if match else None
