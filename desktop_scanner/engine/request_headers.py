"""The headers of every request: what a polite program says of itself, and what the user adds."""

import http.cookiejar
import re
from urllib.request import Request

from desktop_scanner.core import domains
from desktop_scanner.core.errors import SettingsError
from desktop_scanner.core.options import ScanOptions
from desktop_scanner.engine.bodies import ACCEPT_ENCODING

MAX_COOKIES = 50
MAX_COOKIE_CHARACTERS = 4_096

_TOKEN = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+")
_ACCEPT = "text/html,application/xhtml+xml,application/xml;q=0.9,text/plain;q=0.8,*/*;q=0.7"
_ACCEPT_LANGUAGE = "en,*;q=0.5"  # the page as it is for visitors of no language in particular

Headers = list[tuple[bytes, bytes]]


class RequestHeaders:
    """The headers of a scan; secrets go to the scanned domain and its subdomains, not wherever it forwards to."""

    _SECRET = frozenset({b"authorization", b"cookie"})

    def __init__(self, options: ScanOptions) -> None:
        headers = {
            b"user-agent": (b"User-Agent", _value("User-Agent", options.user_agent)),
            b"accept": (b"Accept", _ACCEPT.encode()),
            b"accept-language": (b"Accept-Language", _ACCEPT_LANGUAGE.encode()),
            # The user may ask for other pages, not for encodings that nobody here can unpack.
            b"accept-encoding": (b"Accept-Encoding", ACCEPT_ENCODING.encode()),
        }
        added = [(_name(name), _value(name, value)) for name, value in options.headers]
        replaced = {name.lower() for name, _ in added} - {b"accept-encoding"}
        added = [header for header in added if header[0].lower() != b"accept-encoding"]
        self._headers = [header for name, header in headers.items() if name not in replaced] + added

    def for_host(self, host: str, home: str) -> Headers:
        """Return the headers for a host, in a scan of `home`."""
        if host == home or host.endswith(f".{home}"):
            return list(self._headers)
        return [(name, value) for name, value in self._headers if name.lower() not in self._SECRET]


def home(host: str) -> str:
    """Return the host whose subdomains are one site with it."""
    return domains.without_www(host)


def cookie_jar() -> http.cookiejar.CookieJar:
    """Return a jar for one domain that no server can fill without measure."""
    policy = _CookieLimits()
    policy.jar = http.cookiejar.CookieJar(policy=policy)
    return policy.jar


class _CookieLimits(http.cookiejar.DefaultCookiePolicy):
    jar: http.cookiejar.CookieJar

    def set_ok(self, cookie: http.cookiejar.Cookie, request: Request) -> bool:
        """Return whether the cookie is taken."""
        size = len(cookie.name) + len(cookie.value or "")
        fits = size <= MAX_COOKIE_CHARACTERS and len(self.jar) < MAX_COOKIES
        return fits and super().set_ok(cookie, request)


def _name(name: str) -> bytes:
    if not _TOKEN.fullmatch(name):
        raise SettingsError(f'"{name}" is no name of a header; write it as "Name: value".')
    return name.encode("ascii")


def _value(name: str, value: str) -> bytes:
    if re.search(r"[\x00-\x08\x0a-\x1f\x7f]", value):
        raise SettingsError(f'The value of the header "{name}" holds a control character; write it in one line.')
    try:
        return value.strip().encode("utf-8")
    except UnicodeEncodeError as error:
        raise SettingsError(f'The value of the header "{name}" cannot be sent; write it in plain letters.') from error
