"""The cookies that a site sets, never their values, and whether their flags protect them (RFC 6265)."""

import re
from collections.abc import Iterable, Sequence

from desktop_scanner.core.security import SetCookie
from desktop_scanner.extract.security.finding import Finding

MAX_COOKIES = 50
_MAX_LINE = 8_192
_MAX_CHARACTERS = 200

# Names under which servers and frameworks keep who a visitor is; those that scripts have to read are not among them.
_SESSION = re.compile(
    r"(?:__(?:host|secure)-)?(?:[a-z0-9_.-]{0,40}(?:sess(?:ion)?|sid|auth|token|login)(?:[-_.]?id)?[a-z0-9_.-]{0,40}|"
    r"connect\.sid|\.aspnet[a-z0-9._-]{0,60}|cfid|cftoken|remember[-_]?me|jwt)",
    re.IGNORECASE,
)
_FOR_SCRIPTS = re.compile(r"xsrf|csrf|requestverification|_ga|consent|analytics", re.IGNORECASE)


def read(lines: Iterable[tuple[str, str]]) -> tuple[SetCookie, ...]:
    """Return the cookies in (address, Set-Cookie) pairs, each name of a domain and path once, the last of them."""
    found: dict[tuple[str, str | None, str | None], SetCookie] = {}
    for url, line in lines:
        cookie = _cookie(url, line[:_MAX_LINE])
        if cookie is not None:
            found[cookie.name, cookie.domain, cookie.path] = cookie
            if len(found) >= MAX_COOKIES:
                break
    return tuple(found.values())


def check(cookies: Sequence[SetCookie]) -> Finding:
    """Judge the cookies' flags: Secure where there is https, HttpOnly for sessions, SameSite for all."""
    if not cookies:
        return Finding("cookies", "pass", "No cookies were set on the pages that were read.")
    bare = [cookie for cookie in cookies if not cookie.secure and _needs_secure(cookie)]
    readable = [cookie for cookie in cookies if cookie.is_session and not cookie.http_only]
    open_ = [cookie for cookie in cookies if cookie.same_site is None]
    faults = {
        "without Secure": bare,
        "of sessions without HttpOnly": readable,
        "without SameSite": open_,
    }
    shown = tuple(f"{cookie.name}: {what}" for what, found in faults.items() for cookie in found[:4])
    parts = [f"{len(found)} {what}" for what, found in faults.items() if found]
    if not parts:
        return Finding("cookies", "pass", f"The flags of all {len(cookies)} cookies protect them.")
    message = f"Of {len(cookies)} {'cookie' if len(cookies) == 1 else 'cookies'}: {', '.join(parts)}."
    return Finding("cookies", "fail" if bare or readable else "warn", message, shown)


def _cookie(url: str, line: str) -> SetCookie | None:
    first, *rest = line.split(";")
    name, is_pair, _ = first.partition("=")
    name = name.strip()[:_MAX_CHARACTERS]
    if not (is_pair and name and name.isprintable()):
        return None
    said: dict[str, str] = {}
    for part in rest[:30]:
        key, _, value = part.partition("=")
        said[key.strip().lower()] = value.strip()[:_MAX_CHARACTERS]
    same_site = said.get("samesite", "").lower()
    return SetCookie(
        name=name,
        url=url,
        domain=said.get("domain", "").removeprefix(".").lower() or None,
        path=said.get("path") or None,
        secure="secure" in said,
        http_only="httponly" in said,
        same_site=same_site.capitalize() if same_site in ("strict", "lax", "none") else None,
        is_session=_SESSION.fullmatch(name) is not None and _FOR_SCRIPTS.search(name) is None,
    )


def _needs_secure(cookie: SetCookie) -> bool:
    """Over http, a cookie cannot be Secure; that there is no https counts elsewhere."""
    return cookie.url.startswith("https:")
