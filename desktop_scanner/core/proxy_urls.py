"""Proxies as people write them: a URL with scheme, credentials, host and port."""

import base64
import re
from dataclasses import dataclass, field, replace
from urllib.parse import SplitResult, quote, unquote, urlsplit

from desktop_scanner.core.errors import SettingsError
from desktop_scanner.core.references import is_reference

_PORTS = {"http": 80, "https": 443, "socks5": 1080, "socks5h": 1080}
_MAX_SOCKS_BYTES = 255  # RFC 1929
_UNREADABLE = "The proxy's URL cannot be read; write it as http://HOST:PORT or http://USER:PASSWORD@HOST:PORT."


@dataclass(frozen=True, slots=True)
class Proxy:
    """A proxy and the credentials for it, which no text but `url` shows."""

    scheme: str
    host: str
    port: int
    username: str | None = field(default=None, repr=False)
    password: str = field(default="", repr=False)

    @property
    def place(self) -> str:
        """Return host and port as people write them."""
        return f"[{self.host}]:{self.port}" if ":" in self.host else f"{self.host}:{self.port}"

    @property
    def url(self) -> str:
        """Return the whole URL, password included."""
        user = "" if self.username is None else f"{quote(self.username, safe='')}:{quote(self.password, safe='')}@"
        return f"{self.scheme}://{user}{self.place}"

    @property
    def shown(self) -> str:
        """Return the URL without what is secret in it; a user without a password is a key, and no name."""
        user = f"{quote(self.username, safe='')}@" if self.username and self.password else ""
        return f"{self.scheme}://{user}{self.place}"

    @property
    def is_socks(self) -> bool:
        """Whether the proxy speaks SOCKS 5 and not HTTP."""
        return self.scheme.startswith("socks5")

    @property
    def has_literal_secret(self) -> bool:
        """Whether the credentials stand in the URL itself, and not where it says."""
        return self.username is not None and not is_reference(self.password)

    @property
    def authorization(self) -> bytes | None:
        """Return the value of the Proxy-Authorization header, where there are credentials."""
        if self.username is None:
            return None
        return b"Basic " + base64.b64encode(f"{self.username}:{self.password}".encode())

    def with_password(self, password: str) -> "Proxy":
        """Return the same proxy with another password."""
        return replace(self, password=password)


def parse(url: str) -> Proxy:
    """Return the proxy that a URL names; raise SettingsError, which never repeats the URL, where it names none."""
    try:
        parts = urlsplit(url if "://" in url else f"http://{url}")
        port = parts.port
    except ValueError as error:
        raise SettingsError(_UNREADABLE) from error
    if "@" in f"{parts.path}{parts.query}{parts.fragment}":
        raise SettingsError("In the proxy's user name and password, / ? # and @ are written as %2F %3F %23 and %40.")
    if parts.scheme not in _PORTS or not parts.hostname:
        raise SettingsError("The proxy's URL must begin with http://, https:// or socks5:// and name a host.")
    if re.search(r"[\s\x00-\x1f\x7f]", parts.netloc) or not parts.hostname.isascii():
        raise SettingsError(_UNREADABLE)
    proxy = Proxy(parts.scheme, parts.hostname, port or _PORTS[parts.scheme], *_credentials(parts))
    _check_credentials(proxy)
    return proxy


def _credentials(parts: SplitResult) -> tuple[str | None, str]:
    # An empty user, as in http://@proxy, is none.
    username = unquote(parts.username) if parts.username else None
    return username, unquote(parts.password or "")


def _check_credentials(proxy: Proxy) -> None:
    username = proxy.username or ""
    if proxy.password and proxy.username is None:
        raise SettingsError(f"The proxy {proxy.place} has a password but no user name; write USER:PASSWORD@HOST:PORT.")
    if re.search(r"[\x00-\x1f\x7f]", username + proxy.password):
        raise SettingsError(f"The credentials of the proxy {proxy.place} hold a control character.")
    if proxy.is_socks and max(len(username.encode()), len(proxy.password.encode())) > _MAX_SOCKS_BYTES:
        raise SettingsError(f"The credentials of the proxy {proxy.place} are longer than the 255 bytes SOCKS 5 allows.")
    if not proxy.is_socks and ":" in username:
        raise SettingsError(f"The user name for the proxy {proxy.place} holds a colon, which HTTP does not allow.")
