"""Servers that speak the v3 API: how one is reached, and what it turned out to be."""

import re
from datetime import datetime
from enum import StrEnum
from urllib.parse import urlsplit

import ada_url
import msgspec
from msgspec import Struct

from desktop_scanner.core import domains, proxy_urls
from desktop_scanner.core.errors import SettingsError

PREFIX = "/api/v3/batch_page_scraper"
DOUBLED_PREFIX = "/api/v3/api/v3/batch_page_scraper"

MIN_POLL_S = 0.5
MAX_POLL_S = 3_600.0
_MAX_NAME = 64
_SKEW_S = 30.0


class ServerKind(StrEnum):
    """The kinds of server that speak the v3 API."""

    CLASSIC = "classic"
    OURS = "ours"


class RemoteProfile(Struct, frozen=True, kw_only=True):
    """How a server is reached; its token is kept elsewhere.

    `base_url` has neither a prefix of the API nor a slash at its end. `allows_plain_http`: the user agreed that the
    token travels unencrypted. A password in `proxy` is a reference, never a literal.
    """

    name: str
    base_url: str
    tenant: str | None = None
    ca_file: str | None = None
    proxy: str | None = None
    poll_s: float = 2.0
    allows_plain_http: bool = False
    is_default: bool = False

    @property
    def origin(self) -> str:
        """Return scheme, host and port, to which alone the token may go."""
        return origin_of(self.base_url)

    @property
    def is_private(self) -> bool:
        """Whether nobody on the network can read what is said: it is encrypted, or stays within this computer."""
        return self.base_url.startswith("https://") or (_is_this_computer(self.base_url) and not self.proxy)

    @property
    def may_carry_token(self) -> bool:
        """Whether a token may be sent: nobody can read it on the way, or the user agreed to that."""
        return self.is_private or self.allows_plain_http

    @property
    def token_variable(self) -> str:
        """Return the environment variable that holds the token, where it is set."""
        return f"DESKTOP_SCANNER_TOKEN_{re.sub('[^A-Z0-9]', '_', self.name.upper())}"

    def checked(self) -> "RemoteProfile":
        """Return the profile in its normal form; raise SettingsError where it cannot be used."""
        return msgspec.structs.replace(
            self,
            name=_checked_name(self.name),
            base_url=base_url(self.base_url),
            tenant=_checked_tenant(self.tenant),
            proxy=_checked_proxy(self.proxy),
            poll_s=_checked_poll(self.poll_s),
        )


class Finding(StrEnum):
    """What is worth knowing of a server that was asked."""

    PREFIX_DOUBLED = "prefix_doubled"
    ACCEPTS_ANY_TOKEN = "accepts_any_token"  # noqa: S105 -- no secret
    TOKEN_MISSING = "token_missing"  # noqa: S105 -- no secret
    TOKEN_REFUSED = "token_refused"  # noqa: S105 -- no secret
    NOT_ENCRYPTED = "not_encrypted"
    CLOCK_DIFFERS = "clock_differs"
    NO_RESULTS = "no_results"
    NO_REPEATED_POST = "no_repeated_post"


class RemoteServer(Struct, frozen=True, kw_only=True):
    """What a server turned out to be; `prefix` is where it answers.

    `is_token_accepted` is None where there is no token, `is_private` as in the profile. `clock_ahead_s` is how far its
    clock is ahead of this one.
    """

    kind: ServerKind
    prefix: str
    accepts_any_token: bool = False
    is_token_accepted: bool | None = None
    is_private: bool = True
    clock_ahead_s: float | None = None
    checked_at: datetime | None = None

    @property
    def is_prefix_doubled(self) -> bool:
        """Whether only the prefix answers that nobody documented."""
        return self.prefix == DOUBLED_PREFIX

    @property
    def is_ours(self) -> bool:
        """Whether it gives results, honours ids and can be asked to cancel."""
        return self.kind is ServerKind.OURS

    @property
    def summary(self) -> str:
        """Return in a few words what it is: classic server, prefix doubled, development mode: ..."""
        words = ["classic server" if self.kind is ServerKind.CLASSIC else "Desktop Scanner server"]
        if self.is_prefix_doubled:
            words.append("prefix doubled")
        if self.accepts_any_token:
            words.append("development mode: it accepts any token")
        return ", ".join(words)

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Return what is worth knowing, the most urgent first."""
        has_clock_fault = self.clock_ahead_s is not None and abs(self.clock_ahead_s) >= _SKEW_S
        told = {
            Finding.TOKEN_REFUSED: self.is_token_accepted is False,
            Finding.TOKEN_MISSING: self.is_token_accepted is None and not self.accepts_any_token,
            Finding.ACCEPTS_ANY_TOKEN: self.accepts_any_token,
            Finding.NOT_ENCRYPTED: not self.is_private,
            Finding.CLOCK_DIFFERS: has_clock_fault,
            Finding.PREFIX_DOUBLED: self.is_prefix_doubled,
            Finding.NO_RESULTS: not self.is_ours,
            Finding.NO_REPEATED_POST: not self.is_ours,
        }
        return tuple(finding for finding, is_so in told.items() if is_so)

    def sentence(self, finding: Finding) -> str:
        """Return a finding as a sentence for the user."""
        return _SENTENCES[finding].format(prefix=self.prefix, seconds=f"{abs(self.clock_ahead_s or 0):,.0f}")


_SENTENCES = {
    Finding.TOKEN_REFUSED: "It refuses the token, or this tenant with it; give it another one.",
    Finding.TOKEN_MISSING: "It wants a token, and none is known for it.",
    Finding.ACCEPTS_ANY_TOKEN: (
        "It runs in development mode and accepts any token: whoever reaches it can use it and see its batches."
    ),
    Finding.NOT_ENCRYPTED: "The way to it is not encrypted; everybody on the network can read what is sent.",
    Finding.CLOCK_DIFFERS: "Its clock and that of this computer differ by {seconds} s; times of batches are its own.",
    Finding.PREFIX_DOUBLED: "It answers at {prefix}, not where its documentation says; this is taken care of.",
    Finding.NO_RESULTS: "It returns no results, only counts; scan the list here as well to see what is found.",
    Finding.NO_REPEATED_POST: (
        "It cannot tell a batch that is sent again from a new one, so one whose answer is lost is not sent again "
        "unasked."
    ),
}


def base_url(text: str) -> str:
    """Return the address of a server in its normal form; raise SettingsError, which never repeats a password in it."""
    if not re.match(r"https?://", text.strip(), re.IGNORECASE) or re.search(r"[\s\x00-\x1f\x7f]", text.strip()):
        raise SettingsError("The server's address must begin with https:// or http:// and name a host.")
    try:
        url = ada_url.URL(text.strip())
    except ValueError as error:
        raise SettingsError("The server's address cannot be read; write it as https://HOST:PORT.") from error
    if url.username or url.password:
        raise SettingsError("The server's address must not hold a user or password; the token is given apart from it.")
    if url.search or url.hash:
        raise SettingsError("The server's address ends after its host, port and folder; leave out ? and # parts.")
    path = url.pathname.rstrip("/")
    for prefix in (DOUBLED_PREFIX, PREFIX):  # pasted whole from somewhere
        path = path.removesuffix(prefix)
    return f"{url.protocol}//{url.host}{path}"


def origin_of(url: str) -> str:
    """Return scheme, host and port of a URL, the port always written."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{(parts.hostname or '').lower()}:{parts.port or (443 if parts.scheme == 'https' else 80)}"


def _is_this_computer(url: str) -> bool:
    host = urlsplit(url).hostname or ""
    return host in ("localhost", "::1") or (host.startswith("127.") and domains.is_address(host))


def _checked_name(name: str) -> str:
    text = name.strip()
    if not text or len(text) > _MAX_NAME or not text.isprintable():
        raise SettingsError(f"The name of a remote has 1 to {_MAX_NAME} characters that can be seen.")
    return text


def _checked_tenant(tenant: str | None) -> str | None:
    text = (tenant or "").strip()
    if not re.fullmatch(r"[\x21-\x7e]{0,128}", text):
        raise SettingsError("A tenant has up to 128 letters, digits and signs, without spaces; a UUID, most often.")
    return text or None


def _checked_proxy(proxy: str | None) -> str | None:
    if not proxy:
        return None
    if proxy_urls.parse(proxy).has_literal_secret:
        raise SettingsError(
            "The password of a remote's proxy is not stored; write it as env:NAME or keyring:NAME in its place, "
            "as in http://USER:env:PROXY_PASSWORD@HOST:PORT."
        )
    return proxy


def _checked_poll(poll_s: float) -> float:
    if not MIN_POLL_S <= poll_s <= MAX_POLL_S:
        raise SettingsError(f"A server is asked every {MIN_POLL_S:g} to {MAX_POLL_S:g} s.")
    return poll_s
