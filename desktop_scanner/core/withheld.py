"""Which parts of a scan's options are secrets that stand there literally: used for one run, named, and not stored.

Each is named by the flag with which it is given again and what tells it from others: `header Authorization`,
`cookie session`, `auth shop.example`, `proxy http://anna@proxy.example:3128`.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from desktop_scanner.core import header_fields, proxy_urls, sign_ins
from desktop_scanner.core.errors import SettingsError
from desktop_scanner.core.references import is_reference

Pair = tuple[str, str]


def headers(given: Iterable[Pair]) -> tuple[list[Pair], list[str]]:
    """Return the headers that may be stored, and the names of the others."""
    return _apart("header", given, lambda name, value: header_fields.is_secret(name) and not is_reference(value))


def cookies(given: Iterable[Pair]) -> tuple[list[Pair], list[str]]:
    """Return the cookies that may be stored, and the names of the others: a cookie is as good as a password."""
    return _apart("cookie", given, lambda _, value: not is_reference(value))


def sign_ins_of(given: Iterable[Pair]) -> tuple[list[Pair], list[str]]:
    """Return the sign-ins that may be stored, and the names of the others."""
    return _apart("auth", given, lambda _, credentials: sign_ins.is_literal(credentials))


def proxies(given: Iterable[str]) -> tuple[list[str], list[str]]:
    """Return the proxies without the secrets in their URLs, in their order, and the names of those that had any."""
    kept, named = [], []
    for url in given:
        try:
            proxy = proxy_urls.parse(url)
        except SettingsError:  # nobody checked it, so nobody knows what stands in it
            named.append("proxy ")
            continue
        if proxy.has_literal_secret:
            named.append(f"proxy {proxy.shown}")
        kept.append(proxy.shown if proxy.has_literal_secret else url)
    return kept, named


PARTS: dict[str, Callable[[Any], tuple[list[Any], list[str]]]] = {
    "headers": headers,
    "cookies": cookies,
    "auth": sign_ins_of,
    "proxies": proxies,
}


def modern(name: str) -> str:
    """Return the name of a secret as versions after 0.1.0 write it."""
    if " " in name:
        return name
    return "proxy " if name == "proxy" else f"header {name}"


def missing(names: Iterable[str], options: Any) -> list[str]:
    """Return which of the secrets of these names, which were not stored, do not stand in the options again.

    A proxy is missing where the same one is still there without its password, or where there is none at all.
    """
    given = {
        *(f"header {name.lower()}" for name, _ in options.headers),
        *(f"cookie {name}" for name, _ in options.cookies),
        *(f"auth {sign_ins.host_of(host)}" for host, _ in options.auth),
    }
    bare = {f"proxy {url}" for url in options.proxies or ("",)}
    return [name for name in names if (name in bare if name.startswith("proxy ") else _plain(name) not in given)]


def flag(name: str) -> str:
    """Return how the secret of this name is given on the command line."""
    kind, _, what = name.partition(" ")
    match kind:
        case "header":
            return f'--header "{what}: ..."'
        case "cookie":
            return f'--cookie "{what}=..."'
        case "auth":
            return f'--auth "{what}=USER:..."'
        case _:
            scheme, _, rest = what.partition("://")
            user, at, place = rest.rpartition("@")
            return f'--proxy "{scheme or "http"}://{user if at else "USER"}:...@{place or "HOST:PORT"}"'


def merged(option: str, before: Any, given: Any) -> Any:
    """Return an option's values with the given ones in the place of their like."""
    keys: dict[str, Callable[[str], str]] = {"headers": str.lower, "cookies": str, "auth": sign_ins.host_of}
    if key := keys.get(option):
        replaced = {key(name) for name, _ in given}
        return (*(pair for pair in before if key(pair[0]) not in replaced), *given)
    return _with_passwords(before, given) if option == "proxies" else given


def _with_passwords(before: Sequence[str], given: Sequence[str]) -> tuple[str, ...]:
    """Return the proxies of before with their credentials, where nothing else is given; otherwise the given ones."""
    whole = {proxy.shown: url for url in given if (proxy := proxy_urls.parse(url)).username is not None}
    if len(whole) == len(given) and whole.keys() <= set(before):
        return tuple(whole.get(url, url) for url in before)
    return tuple(given)


def _plain(name: str) -> str:
    """Return the name of a secret as `missing` compares it."""
    kind, _, what = name.partition(" ")
    if kind == "auth":
        return f"auth {sign_ins.host_of(what)}"
    return name.lower() if kind == "header" else name


def _apart(flag: str, given: Iterable[Pair], is_secret: Callable[[str, str], bool]) -> tuple[list[Pair], list[str]]:
    kept: list[Pair] = []
    named: list[str] = []
    for name, value in given:
        if is_secret(name, value):
            named.append(f"{flag} {name}")
        else:
            kept.append((name, value))
    return kept, named
