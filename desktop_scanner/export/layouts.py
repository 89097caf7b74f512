"""What a row of an export is: a domain, a contact, a technology or a page; the columns and the cells of each."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from enum import StrEnum

from msgspec import Struct

from desktop_scanner.core.errors import SettingsError
from desktop_scanner.core.results import DomainResult, Evidence, PageCounts, Technology
from desktop_scanner.export.cells import Cell, joined


class Kind(StrEnum):
    """What a column holds."""

    TEXT = "text"
    INTEGER = "integer"
    NUMBER = "number"
    INSTANT = "instant"


class Layout(Struct, frozen=True):
    """A way to lay results out in rows; `columns` gives each column's name and kind.

    With `has_custom`, the values of the user's own rules follow, a column for each rule. Columns `if_named` are in a
    table only where they are asked for.
    """

    name: str
    columns: tuple[tuple[str, Kind], ...]
    rows: Callable[[DomainResult], Iterable[Sequence[Cell]]]
    has_custom: bool = False
    if_named: frozenset[str] = frozenset()


_COUNTS = PageCounts.__struct_fields__
_NETWORKS = ("facebook", "instagram", "linkedin", "x", "youtube", "tiktok", "pinterest", "github")


def layout(name: str) -> Layout:
    """Return the layout of that name; raise SettingsError if there is none."""
    if name not in LAYOUTS:
        raise SettingsError(f'There is no layout "{name}"; there are {", ".join(LAYOUTS)}.')
    return LAYOUTS[name]


def _domain_rows(result: DomainResult) -> Iterator[Sequence[Cell]]:
    failure = result.failure
    yield (
        result.domain,
        result.input,
        result.status.value,
        result.verdict.value if result.verdict else None,
        failure.kind.value if failure else None,
        failure.message if failure else None,
        result.http_status,
        result.final_url,
        result.title,
        result.description,
        result.language,
        joined(email.value for email in result.emails if not email.placeholder),
        joined(phone.value for phone in result.phones if not phone.is_fax),
        *(joined(profile.url for profile in result.social if profile.network == network) for network in _NETWORKS),
        joined(profile.url for profile in result.social if profile.network not in _NETWORKS),
        joined(map(_with_version, result.technologies)),
        joined(each.name for each in result.technologies if "CMS" in each.categories),
        joined(address.value for address in result.addresses),
        result.favicon_url,
        result.logo_url,
        sum(page.failure is None for page in result.pages),
        result.elapsed_ms,
        result.started_at,
        result.finished_at,
        joined(phone.value for phone in result.phones if phone.is_fax),
        joined(result.tags),
    )


def _contact_rows(result: DomainResult) -> Iterator[Sequence[Cell]]:
    """Return the contacts of a domain, those that only stand for one (info@example.com) left out."""
    for email in result.emails:
        if not email.placeholder:
            what = ("email", email.kind, email.value, None, email.confidence)
            yield _contact(result, what, email.evidence, email.own_domain)
    for phone in result.phones:
        contact = "fax" if phone.is_fax else "phone"
        cells = (contact, phone.region, phone.value, phone.display, phone.confidence)
        yield _contact(result, cells, phone.evidence, type_=phone.type)
    for profile in result.social:
        yield _contact(result, ("social", profile.network, profile.url, profile.handle, None), profile.evidence)
    for address in result.addresses:
        yield _contact(result, ("address", address.country, address.value, None, None), address.evidence)


def _contact(
    result: DomainResult,
    cells: Sequence[Cell],
    evidence: tuple[Evidence, ...],
    is_own: bool | None = None,
    type_: str | None = None,
) -> Sequence[Cell]:
    own = None if is_own is None else "yes" if is_own else "no"
    return (result.domain, *cells, *_found(evidence), own, type_)


def _technology_rows(result: DomainResult) -> Iterator[Sequence[Cell]]:
    for each in result.technologies:
        categories = joined(each.categories)
        yield (result.domain, each.name, each.version, categories, each.confidence, *_found(each.evidence))


def _page_rows(result: DomainResult) -> Iterator[Sequence[Cell]]:
    for page in result.pages:
        failure = page.failure
        yield (
            result.domain,
            page.url,
            page.kind,
            page.status,
            page.title,
            page.bytes,
            page.elapsed_ms,
            failure.kind.value if failure else None,
            failure.message if failure else None,
            *(getattr(page, name) for name in _COUNTS),
            page.offset_ms,
        )


def _found(evidence: tuple[Evidence, ...]) -> Sequence[Cell]:
    """Return where a value stands: every page, and the way and the words of the first."""
    first = evidence[0] if evidence else None
    return (
        joined(each.url for each in evidence),
        first.method if first else None,
        first.snippet if first else None,
    )


def _with_version(technology: Technology) -> str:
    return f"{technology.name} {technology.version}" if technology.version else technology.name


def _texts(*names: str) -> tuple[tuple[str, Kind], ...]:
    return tuple((name, Kind.TEXT) for name in names)


_FOUND = _texts("found_on", "method", "snippet")
_FAILURE = _texts("failure_kind", "failure_message")

LAYOUTS: dict[str, Layout] = {
    each.name: each
    for each in (
        Layout(
            "domains",
            (
                *_texts("domain", "input", "status", "verdict"),
                *_FAILURE,
                ("http_status", Kind.INTEGER),
                *_texts("final_url", "title", "description", "language", "emails", "phones"),
                *_texts(*_NETWORKS, "other_social"),
                *_texts("technologies", "cms", "addresses", "favicon_url", "logo_url"),
                ("pages_fetched", Kind.INTEGER),
                ("elapsed_ms", Kind.INTEGER),
                ("started_at", Kind.INSTANT),
                ("finished_at", Kind.INSTANT),
                *_texts("faxes", "tags"),
            ),
            _domain_rows,
            has_custom=True,
            if_named=frozenset({"tags"}),
        ),
        Layout(
            "contacts",
            (
                *_texts("domain", "contact", "kind", "value", "display"),
                ("confidence", Kind.NUMBER),
                *_FOUND,
                *_texts("own_domain", "type"),
            ),
            _contact_rows,
        ),
        Layout(
            "technologies",
            (*_texts("domain", "technology", "version", "categories"), ("confidence", Kind.INTEGER), *_FOUND),
            _technology_rows,
        ),
        Layout(
            "pages",
            (
                *_texts("domain", "url", "kind"),
                ("status", Kind.INTEGER),
                *_texts("title"),
                ("bytes", Kind.INTEGER),
                ("elapsed_ms", Kind.INTEGER),
                *_FAILURE,
                *((name, Kind.INTEGER) for name in (*_COUNTS, "offset_ms")),
            ),
            _page_rows,
        ),
    )
}
