"""The answer's other headers by which a site protects its visitors, or tells what it runs on."""

import re
from collections.abc import Sequence

from desktop_scanner.extract.security import content_policy
from desktop_scanner.extract.security.content_policy import Policy
from desktop_scanner.extract.security.finding import Finding, header_line

Headers = Sequence[tuple[str, str]]

HALF_A_YEAR_S = 180 * 86_400

_AGE = re.compile(r"\"?([0-9]{1,15})\"?")
_NUMBER = re.compile(r"[0-9]{1,9}\.[0-9]")
_TELLING = ("server", "x-powered-by", "x-aspnet-version", "x-aspnetmvc-version", "x-generator")
_REFERRER = {
    "no-referrer": "pass",
    "same-origin": "pass",
    "strict-origin": "pass",
    "strict-origin-when-cross-origin": "pass",
    "origin": "pass",
    "origin-when-cross-origin": "pass",
    "no-referrer-when-downgrade": "warn",
    "unsafe-url": "fail",
}
_ISOLATING = ("cross-origin-opener-policy", "cross-origin-embedder-policy", "cross-origin-resource-policy")


def values(headers: Headers, name: str) -> tuple[str, ...]:
    """Return all values of a header; names are in lower case."""
    return tuple(value for key, value in headers if key == name)


def hsts(headers: Headers, *, is_https: bool) -> Finding:
    """Judge Strict-Transport-Security (RFC 6797): by it, browsers ask for nothing but https."""
    sent = values(headers, "strict-transport-security")
    if not is_https:
        return Finding("hsts", "fail", "Without https, browsers cannot be told to ask for nothing else (HSTS).")
    if not sent:
        return Finding("hsts", "fail", "Browsers are not told to ask for nothing but https (HSTS).")
    shown = (header_line("strict-transport-security", sent[0]),)
    words = [part.strip().lower() for part in sent[0].split(";")[:20]]
    stated = (_AGE.fullmatch(part.partition("=")[2].strip()) for part in words if part.partition("=")[0] == "max-age")
    age = next((int(match[1]) for match in stated if match), None)
    if not age:
        return Finding("hsts", "fail", "Strict-Transport-Security names no time for which it holds.", shown)
    days = f"{age // 86_400:,} {'day' if age // 86_400 == 1 else 'days'}"
    if age < HALF_A_YEAR_S:
        message = f"Browsers keep to https (HSTS) for {days} only; half a year or more is usual."
        return Finding("hsts", "warn", message, shown)
    below = ", also below this name" if "includesubdomains" in words else ", but not below this name"
    return Finding("hsts", "pass", f"Browsers keep to https (HSTS) for {days}{below}.", shown)


def framing(headers: Headers, policies: Sequence[Policy]) -> Finding:
    """Judge who may show the page within another one; frame-ancestors comes before X-Frame-Options."""
    allowed = content_policy.frame_ancestors(policies)
    if allowed is not None:
        shown = (f"frame-ancestors {' '.join(allowed)}"[:160],)
        if {"*", "http:", "https:"} & set(allowed):
            return Finding("framing", "fail", "Every site may show this one within its own pages.", shown)
        return Finding("framing", "pass", "Which sites may show this one within their pages is limited.", shown)
    sent = values(headers, "x-frame-options")
    if not sent:
        return Finding("framing", "fail", "Every site may show this one within its own pages and mislead clicks.")
    shown = (header_line("x-frame-options", sent[0]),)
    if {part.strip().upper() for value in sent for part in value.split(",")} <= {"DENY", "SAMEORIGIN"}:
        return Finding("framing", "pass", "Other sites cannot show this one within their pages.", shown)
    return Finding("framing", "warn", "Browsers do not understand what X-Frame-Options says here.", shown)


def content_type_options(headers: Headers) -> Finding:
    """Judge X-Content-Type-Options."""
    sent = values(headers, "x-content-type-options")
    if not sent:
        return Finding("content_type_options", "fail", "Browsers may guess the types of files (nosniff is missing).")
    shown = (header_line("x-content-type-options", sent[0]),)
    if sent[0].split(",")[0].strip().lower() == "nosniff":
        return Finding("content_type_options", "pass", "Browsers do not guess the types of files (nosniff).", shown)
    message = "X-Content-Type-Options says something other than nosniff, which browsers ignore."
    return Finding("content_type_options", "warn", message, shown)


def referrer_policy(headers: Headers, in_page: Sequence[str]) -> Finding:
    """Judge what other sites are told of where a visitor came from; the last word that browsers know counts."""
    sent = values(headers, "referrer-policy") or tuple(in_page)
    words = [word.strip().lower() for value in sent for word in value.split(",")[:20]]
    known = [word for word in words if word in _REFERRER]
    if not known:
        message = "What other sites are told of a visitor's way is left to the browser (no Referrer-Policy)."
        return Finding("referrer_policy", "warn", message)
    shown = (header_line("referrer-policy", ", ".join(sent)),)
    match _REFERRER[known[-1]]:
        case "fail":
            message = "Other sites are told the full address that a visitor comes from, even unencrypted."
            return Finding("referrer_policy", "fail", message, shown)
        case "warn":
            message = "Other sites are told the full address that a visitor comes from."
            return Finding("referrer_policy", "warn", message, shown)
    return Finding("referrer_policy", "pass", "Other sites are told little of where a visitor comes from.", shown)


def permissions_policy(headers: Headers) -> Finding:
    """Judge whether the site limits what its pages, and what they embed, may use of a device."""
    sent = values(headers, "permissions-policy")
    if any(value.strip() for value in sent):
        shown = (header_line("permissions-policy", sent[0]),)
        return Finding("permissions_policy", "pass", "What pages may use of a device is limited.", shown)
    message = "What pages may use of a device (camera, location) is not limited (no Permissions-Policy)."
    return Finding("permissions_policy", "warn", message)


def isolation(headers: Headers) -> Finding:
    """Tell whether pages are kept apart from other sites' windows and files; few sites need it."""
    shown = tuple(header_line(name, value) for name in _ISOLATING for value in values(headers, name)[:1])
    message = (
        "Pages are kept apart from other sites." if shown else "Pages are not kept apart from other sites' windows."
    )
    return Finding("isolation", "info", message, shown)


def disclosure(headers: Headers) -> Finding:
    """Judge whether the server tells the versions of what it runs on."""
    shown = tuple(
        header_line(name, value) for name in _TELLING for value in values(headers, name)[:2] if _NUMBER.search(value)
    )
    if shown:
        return Finding("disclosure", "warn", "The server tells which versions it runs on.", shown)
    return Finding("disclosure", "pass", "The server does not tell which versions it runs on.")
