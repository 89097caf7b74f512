"""One domain's facts from its pages' facts: evidence kept, duplicates joined, best first."""

from collections.abc import Iterable, Sequence
from typing import Any

import msgspec
from msgspec import Struct

from desktop_scanner.core.custom_rules import CustomRule
from desktop_scanner.core.organizations import as_dict
from desktop_scanner.core.results import Address, Email, FrontPage, Phone, SocialProfile, Technology, Tracker
from desktop_scanner.extract.custom_rules import custom
from desktop_scanner.extract.emails import emails
from desktop_scanner.extract.organization import identity, postal
from desktop_scanner.extract.page import PageFacts
from desktop_scanner.extract.phones import phones
from desktop_scanner.extract.technologies import technology_tally
from desktop_scanner.extract.text import snippets

# What a further page adds to the confidence in a contact.
_CORROBORATION = 0.02
_CERTAIN = 0.99


class DomainFacts(Struct, frozen=True, kw_only=True):
    """What is known of a domain from all of its pages that were read."""

    title: str | None = None
    description: str | None = None
    language: str | None = None
    charset: str | None = None
    favicon_url: str | None = None
    favicon_hash: int | None = None
    logo_url: str | None = None
    logo_reason: str | None = None
    page_facts: FrontPage | None = None
    emails: tuple[Email, ...] = ()
    phones: tuple[Phone, ...] = ()
    social: tuple[SocialProfile, ...] = ()
    addresses: tuple[Address, ...] = ()
    technologies: tuple[Technology, ...] = ()
    trackers: tuple[Tracker, ...] = ()
    organization: dict[str, Any] | None = None
    custom: dict[str, list[str]] = {}
    custom_problems: dict[str, str] = {}


def merge(pages: Sequence[tuple[str, PageFacts]], rules: Sequence[CustomRule] = (), domain: str = "") -> DomainFacts:
    """Return a domain's facts from (address, facts) of its pages, the front page first.

    `domain` is the one that was asked for: addresses there are its own too, where it forwards to another.
    """
    facts = [page for _, page in pages]
    own = custom.merged((page.custom for page in facts), rules)
    return DomainFacts(
        title=_first(page.title for page in facts),
        description=_first(page.description for page in facts),
        language=_language(facts),
        charset=_first(page.charset for page in facts),
        favicon_url=_first(page.favicon_url for page in facts),
        favicon_hash=next((page.favicon_hash for page in facts if page.favicon_hash is not None), None),
        logo_url=_first(page.logo_url for page in facts),
        logo_reason=_first(page.logo_reason for page in facts),
        page_facts=next((page.front_page for page in facts if page.front_page), None),
        emails=emails.ordered(_emails(facts, domain)),
        phones=phones.ordered(_phones(facts)),
        social=tuple(_social(facts)),
        addresses=postal.merged(address for page in facts for address in page.addresses),
        technologies=technology_tally.joined(found for page in facts for found in page.technologies),
        trackers=tuple(_trackers(facts)),
        organization=_organization(pages),
        custom={name: list(values) for name, values in own.values.items()},
        custom_problems=own.problems,
    )


def _first(values: Iterable[str | None]) -> str | None:
    return next((value for value in values if value), None)


def _language(facts: list[PageFacts]) -> str | None:
    """Return the language of the front page's text where it is sure: builders declare `en` of sites in any language."""
    front = next((page.front_page for page in facts if page.front_page), None)
    if front is not None and front.language_detected and not front.language_plausible:
        return front.language_detected
    return _first(page.language for page in facts)


def _surer(first: float, second: float) -> float:
    best = max(first, second)
    return best if best >= _CERTAIN or best < 0.5 else round(min(_CERTAIN, best + _CORROBORATION), 2)


def _emails(facts: list[PageFacts], domain: str) -> Iterable[Email]:
    found: dict[str, Email] = {}
    for email in (email for page in facts for email in page.emails):
        key = email.value.lower()
        held = found.get(key)
        if held is None:
            found[key] = msgspec.structs.replace(email, own_domain=email.own_domain or emails.is_own(key, domain))
            continue
        found[key] = msgspec.structs.replace(
            held,
            own_domain=held.own_domain or email.own_domain,
            confidence=_surer(held.confidence, email.confidence),
            evidence=snippets.combine(held.evidence, email.evidence),
        )
    return found.values()


def _phones(facts: list[PageFacts]) -> Iterable[Phone]:
    found: dict[str, Phone] = {}
    for phone in (phone for page in facts for phone in page.phones):
        held = found.get(phone.value)
        if held is not None:
            found[phone.value] = msgspec.structs.replace(
                held,
                is_fax=phones.is_fax(held, phone),
                confidence=_surer(held.confidence, phone.confidence),
                evidence=snippets.combine(held.evidence, phone.evidence),
            )
        else:
            found[phone.value] = phone
    return found.values()


def _social(facts: list[PageFacts]) -> Iterable[SocialProfile]:
    found: dict[str, SocialProfile] = {}
    for profile in (profile for page in facts for profile in page.social):
        key = profile.url.lower()
        held = found.get(key)
        if held is not None:
            found[key] = msgspec.structs.replace(held, evidence=snippets.combine(held.evidence, profile.evidence))
        else:
            found[key] = profile
    return found.values()


def _trackers(facts: list[PageFacts]) -> Iterable[Tracker]:
    found: dict[tuple[str, str], Tracker] = {}
    for tracker in (tracker for page in facts for tracker in page.trackers):
        held = found.get((tracker.kind, tracker.id))
        if held is not None:
            found[tracker.kind, tracker.id] = msgspec.structs.replace(
                held, evidence=snippets.combine(held.evidence, tracker.evidence)
            )
        else:
            found[tracker.kind, tracker.id] = tracker
    return found.values()


def _organization(pages: Sequence[tuple[str, PageFacts]]) -> dict[str, Any] | None:
    """Return the organisation that all pages together name; the front page's host is the site's."""
    claims = [claim for _, page in pages for claim in page.claims]
    owner = identity.owner(claims, pages[0][0]) if pages else None
    return as_dict(owner) if owner else None
