"""What a batch's overview counts a domain by: words such as `technology:WordPress`, kept with its target as JSON.

Triggers of the database keep the table `tally` from them, whichever statement changes a target: the overview of a
million domains is then a look at some hundred rows.
"""

from collections.abc import Iterator
from typing import Any

import msgspec

from desktop_scanner.core.overview import Contact, Facet
from desktop_scanner.core.results import DomainResult
from desktop_scanner.core.statuses import DomainStatus
from desktop_scanner.store import instants

NONE = "[]"
SECOND = "second"  # in which the scan ended
_SCANNED = (DomainStatus.COMPLETED, DomainStatus.FAILED)


def of(result: DomainResult) -> str:
    """Return the traits of a result, each once."""
    return msgspec.json.encode(list(dict.fromkeys(f"{kind}:{value}" for kind, value in _each(result)))).decode()


def language(code: str | None) -> str | None:
    """Return the language without its country: `de` for `de-AT`."""
    return (code or "").replace("_", "-").partition("-")[0].strip().lower() or None


def _each(result: DomainResult) -> Iterator[tuple[str, Any]]:
    if result.verdict is not None:
        yield Facet.VERDICT, result.verdict.value
    if spoken := language(result.language):
        yield Facet.LANGUAGE, spoken
    for address in result.addresses:
        if address.country:
            yield Facet.COUNTRY, address.country.upper()
    for technology in result.technologies:
        yield Facet.TECHNOLOGY, technology.name
    yield from ((Facet.CONTACT, contact) for contact in _contacts(result))
    finished_ms = instants.stored(result.finished_at)
    if finished_ms is not None and result.status in _SCANNED:
        yield SECOND, finished_ms // 1000


def _contacts(result: DomainResult) -> Iterator[Contact]:
    if any(not email.placeholder for email in result.emails):
        yield Contact.EMAIL
    if any(not phone.is_fax for phone in result.phones):
        yield Contact.PHONE
    if result.social:
        yield Contact.SOCIAL
    if result.addresses:
        yield Contact.ADDRESS
