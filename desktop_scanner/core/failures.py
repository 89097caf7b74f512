"""Why a domain or page failed: kind, stage, what to do next, and the tries that led there."""

from datetime import datetime
from enum import StrEnum

from msgspec import Struct


class Stage(StrEnum):
    """The step of a scan at which something ended, in the order in which a scan reaches them."""

    INPUT = "input"
    DNS = "dns"
    PROXY = "proxy"
    CONNECT = "connect"
    TLS = "tls"
    POLICY = "policy"
    HTTP = "http"
    BODY = "body"
    ENGINE = "engine"


class FailureKind(StrEnum):
    """Every way in which a domain or page can fail."""

    INVALID_INPUT = "invalid_input"
    DNS_NOT_FOUND = "dns_not_found"
    DNS_TIMEOUT = "dns_timeout"
    DNS_ERROR = "dns_error"
    CONNECT_REFUSED = "connect_refused"
    CONNECT_TIMEOUT = "connect_timeout"
    CONNECT_RESET = "connect_reset"
    NETWORK_UNREACHABLE = "network_unreachable"
    ADDRESS_BLOCKED = "address_blocked"
    TLS_EXPIRED = "tls_expired"
    TLS_UNTRUSTED = "tls_untrusted"
    TLS_HOSTNAME = "tls_hostname"
    TLS_PROTOCOL = "tls_protocol"
    TLS_ERROR = "tls_error"
    PROXY_ERROR = "proxy_error"
    HTTP_PROTOCOL = "http_protocol"
    READ_TIMEOUT = "read_timeout"
    HTTP_CLIENT_ERROR = "http_client_error"
    HTTP_SERVER_ERROR = "http_server_error"
    RATE_LIMITED = "rate_limited"
    BOT_WALL = "bot_wall"
    TOO_MANY_REDIRECTS = "too_many_redirects"
    REDIRECT_LOOP = "redirect_loop"
    REDIRECT_BLOCKED = "redirect_blocked"
    BODY_TOO_LARGE = "body_too_large"
    BODY_INCOMPLETE = "body_incomplete"
    DECOMPRESSION_BOMB = "decompression_bomb"
    NOT_HTML = "not_html"
    HTML_TOO_COMPLEX = "html_too_complex"
    DECODE_ERROR = "decode_error"
    ROBOTS_DISALLOWED = "robots_disallowed"
    DOMAIN_TIMEOUT = "domain_timeout"
    WORKER_CRASHED = "worker_crashed"
    CANCELLED = "cancelled"
    INTERNAL = "internal"


class Attempt(Struct, frozen=True, kw_only=True):
    """One try at one step; `kind` is None where the try succeeded."""

    at: datetime
    stage: Stage
    kind: FailureKind | None
    elapsed_ms: int


class Failure(Struct, frozen=True, kw_only=True):
    """What failed, where, after how many tries, and what the user can do about it."""

    kind: FailureKind
    stage: Stage
    message: str
    hint: str
    attempts: int = 1
    retryable: bool
    timeline: tuple[Attempt, ...] = ()


_STAGES: dict[Stage, tuple[FailureKind, ...]] = {
    Stage.INPUT: (FailureKind.INVALID_INPUT,),
    Stage.DNS: (FailureKind.DNS_NOT_FOUND, FailureKind.DNS_TIMEOUT, FailureKind.DNS_ERROR),
    Stage.CONNECT: (
        FailureKind.CONNECT_REFUSED,
        FailureKind.CONNECT_TIMEOUT,
        FailureKind.CONNECT_RESET,
        FailureKind.NETWORK_UNREACHABLE,
        FailureKind.ADDRESS_BLOCKED,
    ),
    Stage.TLS: (
        FailureKind.TLS_EXPIRED,
        FailureKind.TLS_UNTRUSTED,
        FailureKind.TLS_HOSTNAME,
        FailureKind.TLS_PROTOCOL,
        FailureKind.TLS_ERROR,
    ),
    Stage.PROXY: (FailureKind.PROXY_ERROR,),
    Stage.HTTP: (
        FailureKind.HTTP_PROTOCOL,
        FailureKind.READ_TIMEOUT,
        FailureKind.HTTP_CLIENT_ERROR,
        FailureKind.HTTP_SERVER_ERROR,
        FailureKind.RATE_LIMITED,
        FailureKind.BOT_WALL,
        FailureKind.TOO_MANY_REDIRECTS,
        FailureKind.REDIRECT_LOOP,
        FailureKind.REDIRECT_BLOCKED,
    ),
    Stage.BODY: (
        FailureKind.BODY_TOO_LARGE,
        FailureKind.BODY_INCOMPLETE,
        FailureKind.DECOMPRESSION_BOMB,
        FailureKind.NOT_HTML,
        FailureKind.HTML_TOO_COMPLEX,
        FailureKind.DECODE_ERROR,
    ),
    Stage.POLICY: (FailureKind.ROBOTS_DISALLOWED,),
    Stage.ENGINE: (
        FailureKind.DOMAIN_TIMEOUT,
        FailureKind.WORKER_CRASHED,
        FailureKind.CANCELLED,
        FailureKind.INTERNAL,
    ),
}

STAGE_OF: dict[FailureKind, Stage] = {kind: stage for stage, kinds in _STAGES.items() for kind in kinds}

# Worth another try at once: the fault is often gone a moment later. A refusal or a missing name is an answer.
RETRYABLE: frozenset[FailureKind] = frozenset(
    {
        FailureKind.DNS_TIMEOUT,
        FailureKind.DNS_ERROR,
        FailureKind.CONNECT_TIMEOUT,
        FailureKind.CONNECT_RESET,
        FailureKind.NETWORK_UNREACHABLE,
        FailureKind.PROXY_ERROR,
        FailureKind.HTTP_PROTOCOL,
        FailureKind.READ_TIMEOUT,
        FailureKind.HTTP_SERVER_ERROR,
        FailureKind.RATE_LIMITED,
        FailureKind.BODY_INCOMPLETE,
        FailureKind.DOMAIN_TIMEOUT,
        FailureKind.WORKER_CRASHED,
        FailureKind.CANCELLED,
        FailureKind.INTERNAL,
    }
)

HINTS: dict[FailureKind, str] = {
    FailureKind.INVALID_INPUT: "Correct the domain name and send it again.",
    FailureKind.DNS_NOT_FOUND: "Check the spelling; the domain may have expired or never been registered.",
    FailureKind.DNS_TIMEOUT: "Check this computer's connection and DNS servers, then try again.",
    FailureKind.DNS_ERROR: "The name servers answered with an error; try again later.",
    FailureKind.CONNECT_REFUSED: "The machine is up but runs no web server on this port; try again later.",
    FailureKind.CONNECT_TIMEOUT: "The server may be down or a firewall drops the connection; try again later.",
    FailureKind.CONNECT_RESET: "The server broke the connection off; try again later, or with fewer requests.",
    FailureKind.NETWORK_UNREACHABLE: "Check this computer's network connection, then try again.",
    FailureKind.ADDRESS_BLOCKED: "Allow private addresses in the options if this is a network of your own.",
    FailureKind.TLS_EXPIRED: "The owner must renew the certificate; scan with checks off to read it anyway.",
    FailureKind.TLS_UNTRUSTED: "Name the issuer's certificate as CA file if you trust it, or scan with checks off.",
    FailureKind.TLS_HOSTNAME: "The certificate belongs to another name; check the spelling, or scan with checks off.",
    FailureKind.TLS_PROTOCOL: "The server speaks only outdated or foreign TLS; it cannot be read safely.",
    FailureKind.TLS_ERROR: "The encrypted connection could not be set up; try again later.",
    FailureKind.PROXY_ERROR: "Check the proxy's address and credentials.",
    FailureKind.HTTP_PROTOCOL: "The server's answer is not valid HTTP; open the page in a browser to compare.",
    FailureKind.READ_TIMEOUT: "The server is too slow; try again later, or allow more time.",
    FailureKind.HTTP_CLIENT_ERROR: "The server refuses or does not know the page; open it in a browser to compare.",
    FailureKind.HTTP_SERVER_ERROR: "The site itself is broken at the moment; try again later.",
    FailureKind.RATE_LIMITED: "The server asks for fewer requests; try again later with a longer delay.",
    FailureKind.BOT_WALL: "The site lets only browsers in; open it in a browser.",
    FailureKind.TOO_MANY_REDIRECTS: "The site forwards without end; open it in a browser to compare.",
    FailureKind.REDIRECT_LOOP: "The site forwards in a circle; its owner must mend it.",
    FailureKind.REDIRECT_BLOCKED: "The site forwards to an address that is not public; it was not followed.",
    FailureKind.BODY_TOO_LARGE: "Raise the limit of bytes for a page if you need this one.",
    FailureKind.BODY_INCOMPLETE: "The connection ended in mid-page; try again.",
    FailureKind.DECOMPRESSION_BOMB: "The page unpacks to a harmful size; it was not read.",
    FailureKind.NOT_HTML: "The address serves something other than a web page.",
    FailureKind.HTML_TOO_COMPLEX: "The page's markup is nested beyond reason; it was not read.",
    FailureKind.DECODE_ERROR: "The page's text could not be decoded; open it in a browser to compare.",
    FailureKind.ROBOTS_DISALLOWED: "The site's robots.txt asks not to be scanned; respect it, or switch robots off.",
    FailureKind.DOMAIN_TIMEOUT: "Allow more time for a domain, or fewer pages.",
    FailureKind.WORKER_CRASHED: "Try the domain again; if it fails the same way, please report it.",
    FailureKind.CANCELLED: "Resume the batch to scan it.",
    FailureKind.INTERNAL: "This is a fault of Desktop Scanner; please report it with the log.",
}


# Sites put addresses of a hundred kilobytes into their redirects; a sentence stays a sentence.
_MESSAGE_CHARACTERS = 500


def failure(
    kind: FailureKind,
    message: str,
    *,
    attempts: int = 1,
    retryable: bool | None = None,
    timeline: tuple[Attempt, ...] = (),
) -> Failure:
    """Return the failure of this kind, with its stage and hint; `message` is a whole sentence."""
    return Failure(
        kind=kind,
        stage=STAGE_OF[kind],
        message=_readable(message),
        hint=HINTS[kind],
        attempts=attempts,
        retryable=kind in RETRYABLE if retryable is None else retryable,
        timeline=timeline,
    )


def _readable(message: str) -> str:
    if len(message) <= _MESSAGE_CHARACTERS:
        return message
    half = _MESSAGE_CHARACTERS // 2
    return f"{message[:half]}…{message[1 - half :]}"
