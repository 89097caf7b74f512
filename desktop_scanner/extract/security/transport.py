"""How a site is reached: https, the way to it from http, its certificate and the version of TLS."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from desktop_scanner.core.failures import Failure, FailureKind, Stage
from desktop_scanner.core.results import Door, TlsFacts
from desktop_scanner.extract.security.finding import Finding, unknown

EXPIRY_DAYS = 14
_MAX_HOPS = 4
_CLOSED = frozenset({Stage.DNS, Stage.CONNECT, Stage.TLS})


def https(doors: Sequence[Door], url: str | None) -> Finding:
    """Judge whether the site answers over https."""
    if (url or "").startswith("https:"):
        return Finding("https", "pass", "The site answers over https.", (url or "",))
    secure = [door for door in doors if door.url.startswith("https:")]
    answering = next((door for door in secure if door.status is not None), None)
    if answering is not None and url is None:
        return Finding("https", "pass", "The site answers over https.", (answering.url,))
    if answering is not None:
        message = "The site answers over https, but leads its visitors to unencrypted pages."
        return Finding("https", "warn", message, (url or "",))
    faults = [door.failure for door in secure if door.failure is not None]
    if url is not None and faults and all(fault.stage in _CLOSED for fault in faults):
        return Finding("https", "fail", "The site does not answer over https.", _messages(faults))
    if any(fault.stage is Stage.TLS for fault in faults):
        return Finding("https", "fail", "The site cannot be read over https as browsers do it.", _messages(faults))
    return unknown("https", "Whether the site answers over https was not seen.")


def https_redirect(doors: Sequence[Door]) -> Finding:
    """Judge whether each http door forwards to https, or is closed."""
    known = {door.url: door for door in doors}
    ends = {door.url: _end(door, known) for door in doors if door.url.startswith("http:")}
    judged = {url: end for url, end in ends.items() if end is not None}
    if not judged or all(door.status is None for door in doors):
        return unknown("https_redirect", "Where unencrypted requests lead was not seen.")
    shown = tuple(f"{url} {end}" for url, end in judged.items())
    if any(end == "shows a page" for end in judged.values()):
        return Finding("https_redirect", "fail", "Pages are shown unencrypted instead of forwarding to https.", shown)
    if any(end.startswith("leads to http:") for end in judged.values()):
        return Finding("https_redirect", "warn", "Unencrypted requests are forwarded, but not to https.", shown)
    return Finding("https_redirect", "pass", "Unencrypted requests lead to https.", shown)


def certificate(tls: TlsFacts | None, at: datetime) -> Finding:
    """Judge the certificate: trusted, for this name, and not about to expire."""
    if tls is None:
        return unknown("certificate", "No certificate was seen.")
    if tls.failure is not None:
        return Finding("certificate", "fail", tls.failure.message, _dates(tls))
    if tls.not_after is None or not tls.verified:
        return unknown("certificate", "The certificate could not be read.")
    left = tls.not_after - at
    days = f"{left.days} {'day' if left.days == 1 else 'days'}"
    if left < _warning_time(tls):
        return Finding("certificate", "warn", f"The certificate expires in {days}.", _dates(tls))
    return Finding("certificate", "pass", f"The certificate is valid, for another {days}.", _dates(tls))


def tls_version(tls: TlsFacts | None, doors: Sequence[Door]) -> Finding:
    """Judge the version of TLS that was agreed on."""
    protocol = tls.protocol if tls else None
    if protocol in ("TLSv1.3", "TLSv1.2"):
        return Finding("tls_version", "pass", f"The connection is encrypted by {protocol}.", (protocol,))
    if protocol is not None:
        return Finding(
            "tls_version", "fail", f"The connection is encrypted by {protocol}, which is outdated.", (protocol,)
        )
    faults = [door.failure for door in doors if door.failure and door.failure.kind is FailureKind.TLS_PROTOCOL]
    if faults:
        return Finding("tls_version", "fail", "The server speaks no version of TLS that is safe.", _messages(faults))
    return unknown("tls_version", "No encrypted connection was made.")


def _end(door: Door, known: dict[str, Door]) -> str | None:
    """Return where a door leads in the end; None where that was not seen."""
    for _ in range(_MAX_HOPS):
        if door.leads_to is not None:
            if door.leads_to.startswith("https:"):
                return f"leads to {door.leads_to}"
            following = known.get(door.leads_to)
            if following is None or following is door:
                return f"leads to {door.leads_to}"
            door = following
        elif door.failure is not None:
            return "is closed" if door.failure.stage is Stage.CONNECT else None
        else:
            return "shows a page" if door.status is not None and 200 <= door.status < 300 else None
    return None


def _warning_time(tls: TlsFacts) -> timedelta:
    """Two weeks; certificates that live for days only are renewed in their last third."""
    usual = timedelta(days=EXPIRY_DAYS)
    if tls.not_after is None or tls.not_before is None:
        return usual
    return min(usual, (tls.not_after - tls.not_before) / 3)


def _dates(tls: TlsFacts) -> tuple[str, ...]:
    until = f"valid until {tls.not_after:%Y-%m-%d}" if tls.not_after else None
    issuer = f"issued by {tls.issuer}"[:160] if tls.issuer else None
    return tuple(part for part in (until, issuer) if part)


def _messages(faults: Sequence[Failure]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(fault.message for fault in faults))[:3]
