"""The options of a scan: each field's type, default, label, help and limits, declared once.

The command line's flags, the window's fields and the README's table are made from these declarations.
"""

from typing import Annotated, Any

import msgspec
from msgspec import Meta, Struct

from desktop_scanner import __version__
from desktop_scanner.core import connect_to
from desktop_scanner.core.errors import SettingsError

USER_AGENT = f"DesktopScanner/{__version__} (domain research; respects robots.txt)"

_SECRET_HEADERS = frozenset({"authorization", "cookie", "proxy-authorization"})
_REFERENCES = ("env:", "keyring:")


class ScanOptions(Struct, frozen=True, kw_only=True):
    """How a batch is scanned; stored with the batch and used again by resume and retry."""

    max_pages: Annotated[
        int,
        Meta(title="Pages per domain", description="Read at most this many pages of a domain.", ge=1, le=10_000),
    ] = 8
    concurrency: Annotated[
        int,
        Meta(title="Domains at once", description="Scan this many domains at the same time.", ge=1, le=2_000),
    ] = 100
    workers: Annotated[
        int,
        Meta(
            title="Worker processes",
            description="Worker processes; 0 takes one fewer than the cores.",
            ge=0,
            le=64,
        ),
    ] = 0
    per_host: Annotated[
        int, Meta(title="Requests per host", description="Requests in flight at one host.", ge=1, le=32)
    ] = 2
    delay_ms: Annotated[
        int,
        Meta(
            title="Delay per host",
            description="Milliseconds between two requests' starts at one host.",
            ge=0,
            le=60_000,
        ),
    ] = 200
    domain_timeout_s: Annotated[
        float,
        Meta(
            title="Time per domain",
            description="Seconds for one domain, waiting for a slot not counted.",
            gt=0,
            le=3_600,
        ),
    ] = 60.0
    request_timeout_s: Annotated[
        float,
        Meta(
            title="Time per request",
            description="Seconds for one request, from first byte to last.",
            gt=0,
            le=600,
        ),
    ] = 10.0
    retries: Annotated[
        int,
        Meta(
            title="Retries",
            description="Further tries of a request that failed for a passing cause.",
            ge=0,
            le=10,
        ),
    ] = 2
    max_redirects: Annotated[
        int, Meta(title="Redirects", description="Follow at most this many redirects in a row.", ge=0, le=30)
    ] = 10
    max_bytes: Annotated[
        int,
        Meta(
            title="Bytes per page",
            description="Read pages of at most this many bytes, decoded.",
            ge=1_000,
            le=500_000_000,
        ),
    ] = 5_000_000
    retry_after_s: Annotated[
        float,
        Meta(
            title="Longest Retry-After",
            description="Honour a server's Retry-After up to this many seconds.",
            ge=0,
            le=600,
        ),
    ] = 30.0
    user_agent: Annotated[
        str, Meta(title="User agent", description="The name under which the scanner introduces itself.")
    ] = USER_AGENT
    headers: Annotated[
        tuple[tuple[str, str], ...],
        Meta(title="Headers", description="Further request headers, as 'Name: value'; secrets as env:NAME."),
    ] = ()
    proxy: Annotated[
        str | None,
        Meta(title="Proxy", description="A proxy's URL (http, https, socks5); its password as env:NAME."),
    ] = None
    cookies: Annotated[
        tuple[tuple[str, str], ...],
        Meta(title="Cookies", description="Cookies sent to each scanned site; secret values as env:NAME."),
    ] = ()
    auth: Annotated[
        tuple[tuple[str, str], ...],
        Meta(title="Sign-in", description="User and password (USER:PASSWORD) for a host; the password as env:NAME."),
    ] = ()
    contact: Annotated[
        str | None,
        Meta(title="Contact", description="Your page or address, told to site owners in the user agent."),
    ] = None
    include: Annotated[
        tuple[str, ...],
        Meta(title="Include", description="Read only pages whose path matches one of these patterns (* and ?)."),
    ] = ()
    exclude: Annotated[
        tuple[str, ...],
        Meta(title="Exclude", description="Never read pages whose path matches one of these patterns (* and ?)."),
    ] = ()
    all_pages: Annotated[
        bool,
        Meta(title="Use up the page budget", description="Go on reading when contacts, imprint and team are found."),
    ] = False
    per_address: Annotated[
        int,
        Meta(title="Requests per address", description="Requests in flight at one IP address.", ge=1, le=256),
    ] = 8
    dns_servers: Annotated[
        tuple[str, ...],
        Meta(title="DNS servers", description="Ask these name servers (IP or IP:port) instead of the system's."),
    ] = ()
    max_domain_bytes: Annotated[
        int,
        Meta(title="Bytes per domain", description="Read at most this much of a domain.", ge=10_000, le=10_000_000_000),
    ] = 50_000_000
    robots: Annotated[
        bool, Meta(title="Respect robots.txt", description="Ask each site's robots.txt and keep to it.")
    ] = True
    ca_file: Annotated[
        str | None,
        Meta(title="CA file", description="A PEM file of further certificate authorities to trust."),
    ] = None
    insecure: Annotated[
        bool,
        Meta(
            title="Skip certificate checks",
            description="Read sites with a faulty certificate; the fault is still recorded.",
        ),
    ] = False
    allow_private: Annotated[
        bool,
        Meta(title="Allow private addresses", description="Allow private, loopback and link-local addresses."),
    ] = False
    connect_to: Annotated[
        tuple[str, ...],
        Meta(
            title="Connect to",
            description="HOST1:PORT1:HOST2:PORT2: send requests for the first pair to the second.",
        ),
    ] = ()

    def checked(self) -> "ScanOptions":
        """Return these options, validated; raise SettingsError with the field's name otherwise."""
        try:
            options = msgspec.convert(msgspec.to_builtins(self), ScanOptions)
        except msgspec.ValidationError as error:
            raise SettingsError(f"The scan option cannot be used: {error}.") from error
        for rule in options.connect_to:
            connect_to.parse(rule)
        return options

    def storable(self) -> dict[str, Any]:
        """Return the options as plain values, literal secrets left out and named under `withheld`."""
        plain = msgspec.to_builtins(self)
        withheld = [name for name, value in self.headers if _is_literal_secret(name, value)]
        plain["headers"] = [[n, v] for n, v in self.headers if not _is_literal_secret(n, v)]
        if self.proxy and _has_literal_password(self.proxy):
            plain["proxy"] = None
            withheld.append("proxy")
        plain["withheld"] = withheld
        return dict(plain)


def restore(plain: dict[str, Any]) -> tuple[ScanOptions, tuple[str, ...]]:
    """Return stored options and the names of the secrets that were not stored with them."""
    kept = {name: value for name, value in plain.items() if name != "withheld"}
    return msgspec.convert(kept, ScanOptions), tuple(plain.get("withheld", ()))


def declaration(name: str) -> Meta:
    """Return the label, help and limits of an option."""
    hint = ScanOptions.__annotations__[name]
    return next(part for part in hint.__metadata__ if isinstance(part, Meta))


def _is_literal_secret(name: str, value: str) -> bool:
    return name.lower() in _SECRET_HEADERS and not value.startswith(_REFERENCES)


def _has_literal_password(proxy: str) -> bool:
    credentials = proxy.rpartition("@")[0].rpartition("//")[2]
    password = credentials.partition(":")[2]
    return bool(password) and not password.startswith(_REFERENCES)
