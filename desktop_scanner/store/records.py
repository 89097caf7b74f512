"""A DomainResult taken apart into what the tables hold, and put together again as an equal one."""

from collections.abc import Sequence
from typing import Any

import msgspec
from msgspec import Struct, structs

from desktop_scanner.core.batches import DomainRow
from desktop_scanner.core.failures import Failure, FailureKind, failure
from desktop_scanner.core.results import DomainResult, Page
from desktop_scanner.core.statuses import DomainStatus, Verdict
from desktop_scanner.core.targets import Target
from desktop_scanner.store import facts, instants, search, traits
from desktop_scanner.store.facts import FactRow

# What the target's own row holds; the other fields that are neither facts nor pages are the detail.
_IN_TARGET = frozenset(
    {"domain", "domain_display", "input", "columns", "status", "verdict", "http_status", "title"}
    | {"elapsed_ms", "started_at", "finished_at", "tags"}
)
_CUSTOM = "custom"
_BLANK = DomainResult(domain="", domain_display="", status=DomainStatus.PENDING)
_DETAIL = {
    name: getattr(_BLANK, name)
    for name in DomainResult.__struct_fields__
    if name not in _IN_TARGET | facts.FIELDS | {_CUSTOM, "pages", "marked"}
}

# What a target holds that was never scanned; a new run begins with it.
NOTHING_FOUND: dict[str, Any] = {
    "verdict": None,
    "failure_kind": None,
    "failure_message": None,
    "http_status": None,
    "title": None,
    "language": None,
    "pages": 0,
    "emails": 0,
    "phones": 0,
    "technologies": "",
    "elapsed_ms": None,
    "started_at": None,
    "finished_at": None,
    "title_key": None,
    "technologies_key": None,
    "found_search": "",
    "traits": traits.NONE,
}


# What `of_target` says of a new target.
TARGET_COLUMNS = ("domain", "domain_display", "host", "input", "columns", "status", "name_search")


class Record(Struct, frozen=True):
    """One result as the tables hold it; `found` are values of its target's row, `detail` is JSON."""

    result: DomainResult
    found: dict[str, Any]
    detail: str
    pages: list[dict[str, Any]]
    facts: list[FactRow]


def of(result: DomainResult) -> Record:
    """Return the result taken apart; text that no database can hold (lone surrogates) is made harmless."""
    try:
        return _of(result)
    except UnicodeEncodeError:
        return _of(msgspec.convert(encodable(msgspec.to_builtins(result)), DomainResult))


def found(result: DomainResult) -> dict[str, Any]:
    """Return the values of the target's own row that say what was found."""
    why = result.failure
    technologies = ", ".join(f"{found.name} {found.version or ''}".strip() for found in result.technologies)
    return {
        "verdict": result.verdict.value if result.verdict else None,
        "failure_kind": why.kind.value if why else None,
        "failure_message": why.message if why else None,
        "http_status": result.http_status,
        "title": result.title,
        "language": result.language,
        "pages": sum(page.failure is None for page in result.pages),
        "emails": sum(not email.placeholder for email in result.emails),
        "phones": sum(not phone.is_fax for phone in result.phones),
        "technologies": technologies,
        "elapsed_ms": result.elapsed_ms,
        "started_at": instants.stored(result.started_at),
        "finished_at": instants.stored(result.finished_at),
        "title_key": search.sort_key(result.title),
        "technologies_key": search.sort_key(technologies),
        "found_search": search.searchable(
            (
                result.title,
                technologies,
                why.kind.value if why else None,
                why.message if why else None,
                *(email.value for email in result.emails),
                *(phone.value for phone in result.phones),
            )
        ),
        "traits": traits.of(result),
    }


def of_target(target: Target) -> dict[str, Any]:
    """Return the values of a new target's row."""
    return {
        "domain": target.domain,
        "domain_display": target.domain_display,
        "host": target.host,
        "input": encodable(target.input),
        "columns": _json(encodable(target.columns)),
        "status": DomainStatus.PENDING.value,
        "name_search": search.searchable((target.domain, target.domain_display)),
    }


def target(row: Any) -> Target:
    """Return the target that a row was made of."""
    return Target(
        domain=row.domain,
        domain_display=row.domain_display,
        host=row.host,
        input=row.input,
        columns=msgspec.json.decode(row.columns),
    )


def row(values: Any, cells: dict[str, str] | None = None) -> DomainRow:
    """Return the table's row that a target's row (any with its columns as attributes) and its cells make."""
    return DomainRow(
        target_id=values.id,
        domain=values.domain,
        domain_display=values.domain_display,
        status=DomainStatus(values.status),
        verdict=Verdict(values.verdict) if values.verdict else None,
        failure_kind=FailureKind(values.failure_kind) if values.failure_kind else None,
        failure_message=values.failure_message,
        http_status=values.http_status,
        title=values.title,
        pages=values.pages,
        emails=values.emails,
        phones=values.phones,
        technologies=values.technologies,
        elapsed_ms=values.elapsed_ms,
        input=values.input,
        started_at=instants.restored(values.started_at),
        finished_at=instants.restored(values.finished_at),
        cells=cells or {},
    )


def result(target: Any, detail: str | None, pages: Sequence[Any], fact_rows: Sequence[FactRow]) -> DomainResult:
    """Return the result that a target's row and the rows that belong to it make."""
    fields: dict[str, Any] = msgspec.json.decode(detail) if detail else {}
    custom_rules = fields.pop(_CUSTOM, [])
    fields |= {name: getattr(target, name) for name in ("domain", "domain_display", "input", "status", "verdict")}
    fields |= {name: getattr(target, name) for name in ("http_status", "title", "elapsed_ms")}
    fields["columns"] = msgspec.json.decode(target.columns)
    whole = msgspec.convert(fields, DomainResult)
    return structs.replace(
        whole,
        failure=whole.failure or _failure_of_row(target),
        started_at=instants.restored(target.started_at),
        finished_at=instants.restored(target.finished_at),
        pages=tuple(_page(values) for values in pages),
        **facts.put_together(fact_rows, custom_rules),
    )


def _of(result: DomainResult) -> Record:
    fact_rows = facts.taken_apart(result)
    pages = [_page_values(page) for page in result.pages]
    # The one call that looks at every text; the driver would fail later, in the midst of a group.
    msgspec.json.encode((result.title, pages, fact_rows))
    return Record(result, found(result), _detail(result), pages, fact_rows)


def _detail(result: DomainResult) -> str:
    # Only what says something: most results leave most fields as they are.
    said = {name: getattr(result, name) for name, default in _DETAIL.items() if getattr(result, name) != default}
    if result.custom:
        said[_CUSTOM] = list(result.custom)
    return _json(said)


def _page_values(page: Page) -> dict[str, Any]:
    values = structs.asdict(page)
    return values | {"failure": _json(page.failure) if page.failure else None}


def _page(values: Any) -> Page:
    fields = {name: getattr(values, name) for name in Page.__struct_fields__}
    failed = fields["failure"]
    return Page(**fields | {"failure": msgspec.json.decode(failed, type=Failure) if failed else None})


def _failure_of_row(target: Any) -> Failure | None:
    """Return the failure of a target that has no detail: one that was cancelled before it was scanned."""
    return failure(FailureKind(target.failure_kind), target.failure_message) if target.failure_kind else None


def encodable(value: Any) -> Any:
    """Return plain values with what UTF-8 cannot encode replaced."""
    if isinstance(value, str):
        return value if value.isascii() else value.encode("utf-8", "replace").decode()
    if isinstance(value, dict):
        return {encodable(key): encodable(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [encodable(item) for item in value]
    return value


def _json(value: object) -> str:
    return msgspec.json.encode(value).decode()
