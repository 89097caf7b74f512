"""A result's contacts, technologies and pages as rows of the detail's small tables."""

from collections.abc import Iterator, Sequence
from urllib.parse import urlsplit

from PySide6.QtCore import QCoreApplication

from desktop_scanner.core.marks import FactKind
from desktop_scanner.core.results import DomainResult, Evidence, Page, Technology
from desktop_scanner.ui import formats, labels, sentences
from desktop_scanner.ui.panels import technology_groups
from desktop_scanner.ui.widgets.facts_tree import Fact, FactKey, Group
from desktop_scanner.ui.widgets.spans import Span

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
    """Give every technology and tracker in its group: name, version, categories, confidence, and where it shows."""
    for each in sorted(result.technologies, key=_place):
        cells = (each.name, each.version or "", ", ".join(each.categories), f"{each.confidence} %")
        group = technology_groups.group(each.categories)
        yield _fact(cells, each.evidence, FactKey("technology", each.name), group=group)
    for tracker in result.trackers:
        cells = (tracker.kind.replace("_", " ").title(), tracker.id, translate("fact_rows", "Tracker id"), "")
        key = FactKey("tracker", f"{tracker.kind}:{tracker.id}")
        yield _fact(cells, tracker.evidence, key, group=technology_groups.trackers())
    yield from _marked(result, ("technology", "tracker"), 4, technology_groups.marked())


def pages(result: DomainResult) -> Iterator[Fact]:
    """Give every page that was asked for, with what came of it, and when."""
    whole_ms = whole(result)
    for page in result.pages:
        outcome = translate("fact_rows", "none") if page.status is None else str(page.status)
        size = "" if page.bytes is None else formats.size(page.bytes)
        colour = "failed" if page.failure else "text"
        span = Span(page.offset_ms, page.elapsed_ms, whole_ms, "failed" if page.failure else "accent")
        cells = (_path(page, result), page.kind, outcome, size, formats.duration(page.elapsed_ms), _begin(page))
        yield Fact((*cells, _last(page)), colour=colour, span=span, url=page.url)


def whole(result: DomainResult) -> int:
    """Return how long the line of time is on which the pages stand, in milliseconds."""
    return max((page.elapsed_ms + (page.offset_ms or 0) for page in result.pages), default=0)


def _begin(page: Page) -> str:
    if page.offset_ms is None:
        return translate("fact_rows", "start unknown")
    return translate("fact_rows", "after {time}").format(time=formats.duration(page.offset_ms))


def _place(technology: Technology) -> tuple[int, int]:
    return technology_groups.place(technology.categories)


def _marked(
    result: DomainResult, kinds: Sequence[FactKind], columns: int, group: Group | None = None
) -> Iterator[Fact]:
    """Give what was found and is marked as wrong, for the mark to be taken back."""
    for each in result.marked:
        if each.kind in kinds:
            where = (
                translate("fact_rows", "Marked as wrong, everywhere")
                if each.everywhere
                else translate("fact_rows", "Marked as wrong")
            )
            key = FactKey(each.kind, each.value, is_marked=True)
            yield Fact((each.value, where, *("",) * (columns - 1)), colour="muted", key=key, group=group)


def _fact(
    cells: Sequence[str],
    evidence: Sequence[Evidence],
    key: FactKey,
    colour: str = "text",
    *,
    group: Group | None = None,
) -> Fact:
    return Fact((*cells, _found_on(evidence)), colour=colour, key=key, evidence=tuple(evidence), group=group)


def _share(confidence: float) -> str:
    return f"{round(100 * confidence)} %"


def _found_on(evidence: Sequence[Evidence]) -> str:
    """Return the first page, and how many others there are."""
    if not evidence:
        return ""
    pages = list(dict.fromkeys(each.url for each in evidence))
    path = urlsplit(pages[0]).path or "/"
    more = len(pages) - 1
    return translate("fact_rows", "{page} and {count} more").format(page=path, count=more) if more else path


def _path(page: Page, result: DomainResult) -> str:
    parts = urlsplit(page.url)
    home = urlsplit(result.final_url or "").netloc
    path = f"{parts.path or '/'}?{parts.query}" if parts.query else parts.path or "/"
    return path if parts.netloc == home else page.url


def _last(page: Page) -> str:
    return (
        f"{labels.kind(page.failure.kind)}: {sentences.shown(page.failure.message)}"
        if page.failure
        else page.title or ""
    )
