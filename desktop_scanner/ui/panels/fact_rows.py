"""A result's contacts, technologies and pages as rows of the detail's small tables."""

from collections.abc import Iterator, Sequence
from urllib.parse import urlsplit

from PySide6.QtCore import QCoreApplication

from desktop_scanner.core.results import DomainResult, Evidence, Page
from desktop_scanner.ui import formats, labels
from desktop_scanner.ui.widgets.facts_tree import Fact

translate = QCoreApplication.translate  # under its own name, by which lupdate finds the texts


def contacts(result: DomainResult) -> Iterator[Fact]:
    """Give every contact: value, kind, confidence, and where it stands."""
    for email in result.emails:
        kind = (
            translate("fact_rows", "E-mail, placeholder")
            if email.placeholder
            else translate("fact_rows", "E-mail, {kind}").format(kind=email.kind)
        )
        if email.own_domain:
            kind = translate("fact_rows", "{kind}, own domain").format(kind=kind)
        cells = (email.value, kind, f"{email.confidence:.2f}")
        yield _fact(cells, email.evidence, "muted" if email.placeholder else "text")
    for phone in result.phones:
        kind = translate("fact_rows", "Fax") if phone.is_fax else translate("fact_rows", "Phone")
        kind = f"{kind}, {phone.region}" if phone.region else kind
        yield _fact((f"{phone.display}  ({phone.value})", kind, f"{phone.confidence:.2f}"), phone.evidence)
    for profile in result.social:
        yield _fact((profile.url, profile.network.capitalize(), ""), profile.evidence)
    for address in result.addresses:
        kind = (
            translate("fact_rows", "Address, {country}").format(country=address.country)
            if address.country
            else translate("fact_rows", "Address")
        )
        yield _fact((address.value, kind, ""), address.evidence)


def technologies(result: DomainResult) -> Iterator[Fact]:
    """Give every technology and tracker: name, version, categories, confidence, and where it shows."""
    for each in result.technologies:
        cells = (each.name, each.version or "", ", ".join(each.categories), f"{each.confidence} %")
        yield _fact(cells, each.evidence)
    for tracker in result.trackers:
        yield _fact(
            (tracker.kind.replace("_", " ").title(), tracker.id, translate("fact_rows", "Tracker id"), ""),
            tracker.evidence,
        )


def pages(result: DomainResult) -> Iterator[Fact]:
    """Give every page that was asked for, with what came of it."""
    for page in result.pages:
        outcome = "" if page.status is None else str(page.status)
        size = "" if page.bytes is None else formats.size(page.bytes)
        cells = (_path(page, result), page.kind, outcome, formats.duration(page.elapsed_ms), size, _last(page))
        yield Fact(cells, colour="failed" if page.failure else "text")


def _fact(cells: Sequence[str], evidence: Sequence[Evidence], colour: str = "text") -> Fact:
    blank = ("",) * len(cells)
    first, further = [*evidence[:1]], evidence[1:]
    where = _where(first[0]) if first else ("", "", "")
    return Fact((*cells, *where), tuple((*blank, *_where(each)) for each in further), colour)


def _where(evidence: Evidence) -> tuple[str, str, str]:
    parts = urlsplit(evidence.url)
    return parts.path or "/", evidence.method, evidence.snippet


def _path(page: Page, result: DomainResult) -> str:
    parts = urlsplit(page.url)
    home = urlsplit(result.final_url or "").netloc
    path = f"{parts.path or '/'}?{parts.query}" if parts.query else parts.path or "/"
    return path if parts.netloc == home else page.url


def _last(page: Page) -> str:
    return f"{labels.kind(page.failure.kind)}: {page.failure.message}" if page.failure else page.title or ""
