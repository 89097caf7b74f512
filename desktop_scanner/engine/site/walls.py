"""Bot walls: the answers by which protection services tell that they let only browsers in.

Each rule names the service, the statuses it answers with (none: any), and literals of which one must stand in the
header or in the beginning of the body. Ordinary pages of protected sites carry other literals of the same services, and
many load a captcha for their forms: under status 200 a page is a wall only by a literal that stands nowhere else, or
where it is small and its title asks for nothing but the proof.
"""

import re

from msgspec import Struct

from desktop_scanner.core.results import SNIPPET_CHARACTERS, Evidence
from desktop_scanner.engine.net.fetch import Fetched

_BODY_BYTES = 50_000
_REFUSALS = frozenset({401, 403, 405, 406, 429, 503})
_SMALL_BYTES = 20_000
_ANY_BYTES = 2**40


class Wall(Struct, frozen=True):
    """A bot wall that answered: its service, and what shows it."""

    service: str
    evidence: Evidence


class _Rule(Struct, frozen=True):
    service: str
    statuses: frozenset[int] = frozenset()
    header: str = ""
    values: tuple[str, ...] = ()
    body: tuple[bytes, ...] = ()
    max_bytes: int = _ANY_BYTES  # of the whole page; where its literal stands on ordinary pages too


_CAPTCHAS = (
    b"hcaptcha.com/1/api.js",
    b"js.hcaptcha.com",
    b"/recaptcha/api.js",
    b"/recaptcha/enterprise.js",
    b"recaptcha.net/recaptcha",
    b"challenges.cloudflare.com/turnstile",
    b"funcaptcha.com",
    b"arkoselabs.com",
    b"geetest.com",
)
_PROOF_TITLE = re.compile(
    rb"<title[^>]{0,80}>\s*(?:just a moment|one moment,? please|attention required|robot or human|human or robot|"
    rb"are you (?:a )?(?:robot|human)|(?:human|bot|browser|security|ddos|captcha)[ -](?:verification|check|challenge)|"
    rb"verify(?:ing)? (?:that )?you are|verification required|captcha|please verify|access denied|"
    rb"checking your browser|pardon our interruption|prove (?:that )?you are human|you are not a robot)",
    re.IGNORECASE,
)
_WALL_HOSTS = frozenset({"validate.perfdrive.com", "geo.captcha-delivery.com", "challenges.cloudflare.com"})

_RULES = (
    _Rule("Cloudflare", header="cf-mitigated", values=("challenge",)),
    _Rule(
        "Cloudflare",
        _REFUSALS,
        header="server",
        values=("cloudflare",),
        body=(
            b"challenge-platform",
            b"cf-chl-",
            b"cf_chl_",
            b"<title>Just a moment...",
            b"Attention Required! | Cloudflare",
        ),
    ),
    _Rule("Cloudflare", body=(b"<title>Just a moment...</title>", b"window._cf_chl_opt", b"cf-browser-verification")),
    _Rule(
        "Cloudflare",
        _REFUSALS,
        body=(b"error code: 10", b"cf-error-details"),
    ),
    _Rule("Cloudflare", _REFUSALS, body=(b"challenges.cloudflare.com/turnstile",)),
    _Rule("AWS WAF", header="x-amzn-waf-action", values=("challenge", "captcha")),
    _Rule("AWS WAF", body=(b"window.gokuProps", b"AwsWafIntegration.checkForceRefresh"), max_bytes=_SMALL_BYTES),
    _Rule("Vercel", header="x-vercel-mitigated", values=("challenge", "deny")),
    _Rule("SiteGround", header="sg-captcha", values=("challenge",)),
    _Rule("SiteGround", body=(b"/.well-known/sgcaptcha/",), max_bytes=_SMALL_BYTES),
    _Rule("Sucuri", _REFUSALS, header="x-sucuri-block", values=("",)),
    _Rule("Sucuri", body=(b"sucuri_cloudproxy_js", b"Sucuri WebSite Firewall - Access Denied")),
    _Rule("DataDome", _REFUSALS, body=(b"captcha-delivery.com",)),
    _Rule("DataDome", _REFUSALS, header="x-dd-b", values=("",)),
    _Rule("Imperva", body=(b"Incapsula incident ID",)),
    _Rule("Imperva", body=(b"/_Incapsula_Resource?",), max_bytes=1_500),
    _Rule("Imperva", body=(b"<title>Pardon Our Interruption",)),
    _Rule("HUMAN", _REFUSALS, body=(b"px-captcha", b"captcha.px-cloud.net", b"perimeterx.com/whywasiblocked")),
    _Rule("Kasada", _REFUSALS, header="x-kpsdk-ct", values=("",)),
    _Rule("Kasada", _REFUSALS, body=(b"KPSDK.scriptStart", b"window.KPSDK")),
    _Rule("Akamai", _REFUSALS, body=(b"errors.edgesuite.net", b"sec-if-cpt-container", b"sec-bc-tile-container")),
    _Rule("Akamai", _REFUSALS, header="server", values=("akamaighost",), body=(b"Access Denied",)),
    _Rule("Akamai", body=(b"sec-if-cpt-container",), max_bytes=_SMALL_BYTES),
    _Rule("DDoS-Guard", _REFUSALS, header="server", values=("ddos-guard",)),
    _Rule("DDoS-Guard", body=(b"/.well-known/ddos-guard/js-challenge",), max_bytes=_SMALL_BYTES),
    _Rule("Reblaze", body=(b"window.rbzns",), max_bytes=_SMALL_BYTES),
    _Rule("Reblaze", _REFUSALS, header="server", values=("reblaze",)),
    _Rule("F5", body=(b'window["bobcmn"]', b"window.bobcmn"), max_bytes=_SMALL_BYTES),
    _Rule("F5", body=(b"The requested URL was rejected. Please consult with your administrator.",)),
    _Rule("Radware", body=(b"validate.perfdrive.com",), max_bytes=_SMALL_BYTES),
    _Rule("Imunify360", body=(b"imunify360-captcha", b"Imunify360 bot-protection", b"I360 bot-protection")),
    _Rule("Google", frozenset({429}), body=(b"websearch/answer/86640",)),
    _Rule("Wordfence", _REFUSALS, body=(b"Generated by Wordfence",)),
    _Rule("Anubis", body=(b"anubis_challenge",)),
    _Rule("a cookie test in JavaScript", body=(b"slowAES.decrypt(",)),
    _Rule("a captcha", _REFUSALS, body=_CAPTCHAS, max_bytes=_SMALL_BYTES),
)


def wall(fetched: Fetched) -> Wall | None:
    """Return the bot wall that this answer is, or None for any other answer."""
    beginning = fetched.body[:_BODY_BYTES]
    for rule in _RULES:
        if rule.statuses and fetched.status not in rule.statuses:
            continue
        if len(fetched.body) > rule.max_bytes:
            continue
        found = _match(rule, fetched, beginning)
        if found is not None:
            return Wall(rule.service, found)
    return _captcha(fetched)


def is_wall_host(host: str) -> bool:
    """Return whether a host does nothing but tell people from robots."""
    return host in _WALL_HOSTS


def _captcha(fetched: Fetched) -> Wall | None:
    """Return the wall that is a page of any status with a captcha and a title that asks for it, and little else."""
    if len(fetched.body) > _SMALL_BYTES:
        return None
    title = _PROOF_TITLE.search(fetched.body)
    literal = next((part for part in _CAPTCHAS if part in fetched.body), None) if title else None
    return Wall("a captcha", Evidence(fetched.url, "html", _around(fetched.body, literal))) if literal else None


def _match(rule: _Rule, fetched: Fetched, beginning: bytes) -> Evidence | None:
    shown = None
    if rule.header:
        value = fetched.header(rule.header)
        if value is None or not any(part in value.lower() for part in rule.values):
            return None
        shown = Evidence(fetched.url, "header", f"{rule.header}: {value}"[:SNIPPET_CHARACTERS])
    if rule.body:
        literal = next((part for part in rule.body if part in beginning), None)
        if literal is None:
            return None
        shown = Evidence(fetched.url, "html", _around(beginning, literal))
    return shown


def _around(body: bytes, literal: bytes) -> str:
    at = body.index(literal)
    begin = max(0, at - 40)
    text = body[begin : begin + SNIPPET_CHARACTERS].decode("utf-8", "replace")
    return " ".join(text.split())
