"""All checks of one domain together: from what a scan has seen to the result's `security`."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from msgspec import Struct

from desktop_scanner.core.results import DnsFacts, Door, TlsFacts
from desktop_scanner.core.security import MixedContent, SecurityFacts, SecurityTxt, SetCookie
from desktop_scanner.extract.security import (
    content_policy,
    cookies,
    grade,
    headers,
    mail,
    security_txt,
    transport,
)
from desktop_scanner.extract.security.finding import Finding, unknown
from desktop_scanner.extract.security.headers import Headers
from desktop_scanner.extract.security.markup import Markup

MAX_MIXED = 50


class Seen(Struct, frozen=True, kw_only=True):
    """What a scan has seen of a domain's own site.

    `url` and `headers` are those of its front page, None where that was not read or is another site's; `pages` holds
    the markup of each page that was read, the front page's first, and `cookies` each Set-Cookie line with its address.
    """

    at: datetime
    url: str | None = None
    headers: Headers | None = None
    doors: tuple[Door, ...] = ()
    tls: TlsFacts | None = None
    pages: tuple[Markup, ...] = ()
    cookies: tuple[tuple[str, str], ...] = ()
    security_txt: SecurityTxt | None = None
    dns: DnsFacts = DnsFacts()


def assess(seen: Seen) -> SecurityFacts | None:
    """Return what is known of the domain's security, or None where nothing is."""
    baked = cookies.read(seen.cookies)
    mixed = tuple(part for page in seen.pages for part in page.mixed_content)[:MAX_MIXED]
    judged = grade.checks([*_reached(seen), *_page(seen, baked, mixed), *_beside(seen)])
    if all(check.result == "unknown" for check in judged):
        return None
    is_seen = seen.url is not None or grade.decisive(judged) is not None
    reached = grade.score(judged) if is_seen else None
    letter = None if reached is None else grade.grade(judged, reached)
    return SecurityFacts(
        grade=letter,
        score=reached,
        summary=grade.summary(judged, letter, reached),
        checks=judged,
        security_txt=seen.security_txt,
        cookies=baked,
        mixed_content=mixed,
    )


def _reached(seen: Seen) -> Iterable[Finding]:
    return (
        transport.https(seen.doors, seen.url),
        transport.https_redirect(seen.doors),
        transport.certificate(seen.tls, seen.at),
        transport.tls_version(seen.tls, seen.doors),
    )


def _page(seen: Seen, baked: Sequence[SetCookie], mixed: Sequence[MixedContent]) -> Iterable[Finding]:
    """Judge what the front page's answer and all pages' markup say."""
    if seen.headers is None or seen.url is None:
        names = ("hsts", "csp", "framing", "content_type_options", "referrer_policy", "permissions_policy")
        more = ("isolation", "disclosure", "cookies", "mixed_content")
        return [unknown(name, "No page of the site was read.") for name in (*names, *more)]
    sent = headers.values(seen.headers, "content-security-policy")
    reported = headers.values(seen.headers, "content-security-policy-report-only")
    front = seen.pages[0] if seen.pages else Markup()
    policies = content_policy.parse(sent)
    is_https = seen.url.startswith("https:")
    upgrades = content_policy.upgrades((*policies, *content_policy.parse(front.policies)))
    return (
        headers.hsts(seen.headers, is_https=is_https),
        content_policy.check(sent, front.policies, reported),
        headers.framing(seen.headers, policies),
        headers.content_type_options(seen.headers),
        headers.referrer_policy(seen.headers, front.referrer),
        headers.permissions_policy(seen.headers),
        headers.isolation(seen.headers),
        headers.disclosure(seen.headers),
        cookies.check(baked),
        _mixed(mixed, is_https=is_https, upgrades=upgrades),
    )


def _beside(seen: Seen) -> Iterable[Finding]:
    return security_txt.check(seen.security_txt), mail.spf(seen.dns), mail.dmarc(seen.dns)


def _mixed(mixed: Sequence[MixedContent], *, is_https: bool, upgrades: bool) -> Finding:
    if not is_https:
        return unknown("mixed_content", "The pages themselves are not encrypted.")
    if not mixed:
        return Finding("mixed_content", "pass", "No page takes anything over http.")
    shown = tuple(f"{part.kind}: {part.url}"[:160] for part in mixed[:4])
    active = [part for part in mixed if part.kind != "passive"]
    if upgrades:
        message = f"{_parts(len(mixed))} named by http, which browsers are told to take over https."
        return Finding("mixed_content", "warn", message, shown)
    if active:
        message = f"{_parts(len(active))} a script, style, frame or form over http, where it can be changed on its way."
        return Finding("mixed_content", "fail", message, shown)
    return Finding("mixed_content", "warn", f"{_parts(len(mixed))} a picture or film over http.", shown)


def _parts(count: int) -> str:
    return f"{count} {'part of the pages is' if count == 1 else 'parts of the pages are'}"
