"""A result's contacts, technologies and pages as rows of the detail's small tables."""

from collections.abc import Iterator, Sequence
from urllib.parse import urlsplit

from PySide6.QtCore import QCoreApplication

from desktop_scanner.core.marks import FactKind
from desktop_scanner.core.results import DomainResult, Evidence, Page
from desktop_scanner.ui import formats, labels
from desktop_scanner.ui.widgets.facts_tree import Fact, FactKey

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
        cells = (email.value, kind, _share(email.confidence))
        yield _fact(cells, email.evidence, FactKey("email", email.value), "muted" if email.placeholder else "text")
    for phone in result.phones:
        kind = translate("fact_rows", "Fax") if phone.is_fax else translate("fact_rows", "Phone")
        kind = f"{kind}, {phone.region}" if phone.region else kind
        cells = (f"{phone.display}  ({phone.value})", kind, _share(phone.confidence))
        yield _fact(cells, phone.evidence, FactKey("phone", phone.value))
    for profile in result.social:
        yield _fact((profile.url, profile.network.capitalize(), ""), profile.evidence, FactKey("social", profile.url))
    for address in result.addresses:
        kind = (
            translate("fact_rows", "Address, {country}").format(country=address.country)
            if address.country
            else translate("fact_rows", "Address")
        )
        yield _fact((address.value, kind, ""), address.evidence, FactKey("address", address.value))
    yield from _marked(result, ("email", "phone", "social", "address"), 3)


def technologies(result: DomainResult) -> Iterator[Fact]:
    """Give every technology and tracker: name, version, categories, confidence, and where it shows."""
    for each in result.technologies:
        cells = (each.name, each.version or "", ", ".join(each.categories), f"{each.confidence} %")
        yield _fact(cells, each.evidence, FactKey("technology", each.name))
    for tracker in result.trackers:
        yield _fact(
            (tracker.kind.replace("_", " ").title(), tracker.id, translate("fact_rows", "Tracker id"), ""),
            tracker.evidence,
            FactKey("tracker", f"{tracker.kind}:{tracker.id}"),
        )
    yield from _marked(result, ("technology", "tracker"), 4)


def pages(result: DomainResult) -> Iterator[Fact]:
    """Give every page that was asked for, with what came of it."""
    for page in result.pages:
        outcome = "" if page.status is None else str(page.status)
        size = "" if page.bytes is None else formats.size(page.bytes)
        cells = (_path(page, result), page.kind, outcome, formats.duration(page.elapsed_ms), size, _last(page))
        yield Fact(cells, colour="failed" if page.failure else "text")


def _marked(result: DomainResult, kinds: Sequence[FactKind], columns: int) -> Iterator[Fact]:
    """Give what was found and is marked as wrong, for the mark to be taken back."""
    for each in result.marked:
        if each.kind in kinds:
            where = (
                translate("fact_rows", "Marked as wrong, everywhere")
                if each.everywhere
                else translate("fact_rows", "Marked as wrong")
            )
            blank = ("",) * (columns + 1)
            yield Fact((each.value, where, *blank), colour="muted", key=FactKey(each.kind, each.value, is_marked=True))


def _fact(cells: Sequence[str], evidence: Sequence[Evidence], key: FactKey, colour: str = "text") -> Fact:
    blank = ("",) * len(cells)
    first, further = [*evidence[:1]], evidence[1:]
    where = _where(first[0]) if first else ("", "", "")
    return Fact((*cells, *where), tuple((*blank, *_where(each)) for each in further), colour, key)


def _share(confidence: float) -> str:
    return f"{round(100 * confidence)} %"


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
