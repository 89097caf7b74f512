"""The cookies of one domain's scan, kept as RFC 6265 says: the user's own and those that its servers set.

They are never shared with another domain, gone with the scan, and bounded in number and size. Many sites forward in a
circle for visitors who do not bring back what they were given.
"""

import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from email.utils import parsedate_to_datetime

import ada_url

from desktop_scanner.core import domains
from desktop_scanner.engine import urls

MAX_COOKIES = 50
MAX_BYTES = 4_096  # name and value of one, as browsers have it
_MAX_LINE = 8_192

_CONTROLS = bytes(n for n in range(32) if n != 9) + b"\x7f"


@dataclass(frozen=True, slots=True)
class Cookie:
    """One cookie, and which requests it is for."""

    name: bytes
    value: bytes
    domain: str
    path: str = "/"
    is_host_only: bool = False
    is_secure: bool = False
    is_users: bool = False

    def is_for(self, place: "_Place") -> bool:
        """Return whether a request to this place brings the cookie."""
        is_own = place.host == self.domain if self.is_host_only else _is_within(place.host, self.domain)
        return is_own and _is_below(place.path, self.path) and (place.is_secure or not self.is_secure)


class Cookies:
    """A jar for one domain."""

    def __init__(self, now: Callable[[], float] = time.time) -> None:
        self._now = now
        self._kept: dict[tuple[bytes, str, str], Cookie] = {}
        self._ends_at: dict[tuple[bytes, str, str], float] = {}

    def give(self, host: str, pairs: Iterable[tuple[str, str]]) -> None:
        """Put the user's cookies in, for a host and its subdomains; a server may replace them, as in a browser."""
        for name, value in pairs:
            self._keep(Cookie(name.encode(), value.encode(), host.rstrip("."), is_users=True), None)

    def take(self, url: str, lines: Iterable[bytes]) -> None:
        """Take up what an answer's Set-Cookie headers say."""
        place = _place(url)
        for line in list(lines)[:MAX_COOKIES]:
            cookie, ends_at = self._read(line[:_MAX_LINE], place)
            if cookie is not None:
                self._keep(cookie, ends_at)

    def header(self, url: str) -> bytes:
        """Return the value of the Cookie header of a request, empty where there is none to bring."""
        place = _place(url)
        now = self._now()
        ended = {key for key, ends_at in self._ends_at.items() if ends_at <= now}
        mine = [cookie for key, cookie in self._kept.items() if key not in ended and cookie.is_for(place)]
        mine.sort(key=lambda cookie: -len(cookie.path))  # those of the same path stay in the order in which they came
        return b"; ".join(b"%s=%s" % (cookie.name, cookie.value) for cookie in mine)

    def _read(self, line: bytes, place: "_Place") -> tuple[Cookie | None, float | None]:
        """Return the cookie that a Set-Cookie header sets and when it ends; None for one that is refused."""
        first, *rest = line.split(b";")
        name, is_pair, value = (part.strip() for part in first.partition(b"="))
        if not (name and is_pair) or len(name) + len(value) > MAX_BYTES or first.translate(None, _CONTROLS) != first:
            return None, None
        said = _attributes(rest)
        domain = said.get("domain", "").removeprefix(".").lower() or place.host
        is_shared = domains.is_address(domain) or urls.is_suffix(domain)
        is_refused = not _is_within(place.host, domain) or (is_shared and domain != place.host)
        if is_refused or ("secure" in said and not place.is_secure):
            return None, None
        path = said.get("path", "")
        cookie = Cookie(
            name,
            value,
            domain,
            path if path.startswith("/") else _folder(place.path),
            is_host_only=is_shared or not said.get("domain"),
            is_secure="secure" in said,
        )
        return cookie, _end(said, self._now())

    def _keep(self, cookie: Cookie, ends_at: float | None) -> None:
        key = (cookie.name, cookie.domain, cookie.path)
        if ends_at is not None and ends_at <= self._now():
            self._kept.pop(key, None)
            return
        self._kept[key] = cookie
        self._ends_at.pop(key, None)
        if ends_at is not None:
            self._ends_at[key] = ends_at
        foreign = [kept for kept, one in self._kept.items() if not one.is_users]
        for oldest in foreign[: max(0, len(foreign) - MAX_COOKIES)]:
            self._kept.pop(oldest)
            self._ends_at.pop(oldest, None)


@dataclass(frozen=True, slots=True)
class _Place:
    host: str
    path: str
    is_secure: bool


def _place(url: str) -> _Place:
    try:
        parsed = ada_url.URL(url)
    except ValueError:
        return _Place("", "/", is_secure=False)
    return _Place(parsed.hostname.strip("[]").rstrip("."), parsed.pathname, is_secure=parsed.protocol == "https:")


def _attributes(parts: Iterable[bytes]) -> dict[str, str]:
    found: dict[str, str] = {}
    for part in parts:
        name, _, value = part.decode("latin-1").partition("=")
        found[name.strip().lower()] = value.strip()
    return found


def _end(said: dict[str, str], now: float) -> float | None:
    """Return when a cookie ends: Max-Age before Expires; None where it does not say, or says nothing of use."""
    age = said.get("max-age", "")
    if age.removeprefix("-").isdecimal() and age.isascii():
        return now + min(int(age[:12]), 400 * 86_400)
    try:
        return parsedate_to_datetime(said.get("expires", "")).timestamp()
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def _is_within(host: str, domain: str) -> bool:
    return host == domain or (host.endswith(f".{domain}") and not domains.is_address(host))


def _is_below(path: str, folder: str) -> bool:
    return path == folder or path.startswith(folder if folder.endswith("/") else f"{folder}/")


def _folder(path: str) -> str:
    """Return the default path of a cookie (RFC 6265 section 5.1.4)."""
    return path.rpartition("/")[0] or "/"
