"""The options of a scan: each field's type, default, label, help and limits, declared once.

The command line's flags, the window's fields and the README's table are made from these declarations.
"""

from collections.abc import Mapping
from typing import Annotated, Any

import msgspec
from msgspec import Meta, Struct

from desktop_scanner.core import option_checks, user_agent, withheld
from desktop_scanner.core.custom_rules import CustomRule


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
    ] = user_agent.DEFAULT
    headers: Annotated[
        tuple[tuple[str, str], ...],
        Meta(title="Headers", description="Further request headers, as 'Name: value'; secrets as env:NAME."),
    ] = ()
    proxies: Annotated[
        tuple[str, ...],
        Meta(
            title="Proxies",
            description="URLs of proxies (http, https, socks5), used in turn; their passwords as env:NAME.",
        ),
    ] = ()
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
    dns: Annotated[
        bool,
        Meta(
            title="Look up mail records",
            description="Ask DNS for a domain's mail servers, SPF, DMARC, name servers, CAA and DNSSEC.",
        ),
    ] = False
    security_txt: Annotated[
        bool, Meta(title="Read security.txt", description="Ask each site for its security.txt: one more request.")
    ] = True
    max_domain_bytes: Annotated[
        int,
        Meta(title="Bytes per domain", description="Read at most this much of a domain.", ge=10_000, le=10_000_000_000),
    ] = 50_000_000
    robots: Annotated[
        bool, Meta(title="Respect robots.txt", description="Ask each site's robots.txt and keep to it.")
    ] = True
    favicon: Annotated[
        bool, Meta(title="Fetch the icon", description="Ask each site for its icon too, to find sites that share it.")
    ] = True
    fingerprints: Annotated[
        tuple[str, ...],
        Meta(
            title="Further fingerprints",
            description="Know technologies by these files or folders of rules (Wappalyzer schema) as well.",
            extra={"path": "file"},
        ),
    ] = ()
    rules: Annotated[
        tuple[CustomRule, ...],
        Meta(
            title="Own rules", description="A TOML file of rules for values to take from pages (see Rules of your own)."
        ),
    ] = ()
    ca_file: Annotated[
        str | None,
        Meta(
            title="CA file",
            description="A PEM file of further certificate authorities to trust.",
            extra={"path": "file"},
        ),
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
    snippets: Annotated[
        bool,
        Meta(
            title="Keep the text around what is found",
            description="Store the words around each value, which may tell of people, as its evidence.",
        ),
    ] = True
    connect_to: Annotated[
        tuple[str, ...],
        Meta(
            title="Connect to",
            description="HOST1:PORT1:HOST2:PORT2: send requests for the first pair to the second.",
        ),
    ] = ()

    def __repr__(self) -> str:
        """Show what differs from the defaults, secrets left out: a value in a traceback or log ends up in files."""
        usual = msgspec.to_builtins(ScanOptions())
        changed = {name: value for name, value in self.storable().items() if value not in (usual.get(name), [])}
        return f"ScanOptions({', '.join(f'{name}={value!r}' for name, value in changed.items())})"

    @property
    def introduction(self) -> str:
        """What the program says of itself in each request: the user agent, with the contact where there is one."""
        return user_agent.introduction(self.user_agent, self.contact)

    def checked(self) -> "ScanOptions":
        """Return these options, validated; raise SettingsError with a sentence that names the option otherwise."""
        values = {}
        for name, hint in _TYPES.items():
            try:
                values[name] = msgspec.convert(msgspec.to_builtins(getattr(self, name)), hint)
            except (msgspec.ValidationError, TypeError) as error:
                raise option_checks.out_of_range(declaration(name)) from error
        for name, check in option_checks.CHECKS.items():
            check(values[name])
        return ScanOptions(**values)

    def overridden(self, changes: Mapping[str, Any]) -> "ScanOptions":
        """Return these options with others in their place.

        Headers, cookies and sign-ins take the place of those of their name, and a proxy with its password that of the
        same one without: what is not given again stays.
        """
        merged = {name: withheld.merged(name, getattr(self, name), value) for name, value in changes.items()}
        return msgspec.structs.replace(self, **merged)

    def storable(self) -> dict[str, Any]:
        """Return the options as plain values, literal secrets left out and named under `withheld`."""
        plain: dict[str, Any] = msgspec.to_builtins(self)
        named: list[str] = []
        for name, part in withheld.PARTS.items():
            kept, secrets = part(getattr(self, name))
            plain[name] = msgspec.to_builtins(kept)
            named += secrets
        return {**plain, "withheld": named}


_TYPES: dict[str, Any] = {name: ScanOptions.__annotations__[name] for name in ScanOptions.__struct_fields__}


def restore(plain: Mapping[str, Any]) -> tuple[ScanOptions, tuple[str, ...]]:
    """Return stored options, of older versions too, and the names of the secrets that were not stored with them."""
    kept = {name: value for name, value in plain.items() if name != "withheld"}
    if "proxy" in kept:  # until 0.1.0 there was one at most
        proxy = kept.pop("proxy")
        kept.setdefault("proxies", [proxy] if proxy else [])
    return msgspec.convert(kept, ScanOptions), tuple(map(withheld.modern, plain.get("withheld", ())))


def declaration(name: str) -> Meta:
    """Return the label, help and limits of an option."""
    return next(part for part in _TYPES[name].__metadata__ if isinstance(part, Meta))
