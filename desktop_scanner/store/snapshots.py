"""Domains as batches saw them, read for comparisons: no pages, no evidence, in the order of their names."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import msgspec
from sqlalchemy import Connection, Row, Select, select

from desktop_scanner.core.comparison import Snapshot
from desktop_scanner.core.failures import FailureKind
from desktop_scanner.core.statuses import DomainStatus, Verdict
from desktop_scanner.store import facts, instants, marks
from desktop_scanner.store.marks import Marks
from desktop_scanner.store.schema import batch, detail, fact, target

_CHUNK = 500
_VERSIONED = "technology"
_APART = ("organization", *facts.FOR_PIVOTS)  # the first is a property


class _Detail(msgspec.Struct):
    """The parts of a result's detail that comparisons look at."""

    final_url: str | None = None
    tls: dict[str, Any] | None = None
    organization: dict[str, Any] | None = None


def of_batch(connection: Connection, batch_id: str) -> Iterator[Snapshot]:
    """Give every domain of a batch, ordered by name, a few hundred in memory at a time."""
    wrong, after = marks.load(connection), ""
    while True:
        its = _query().where(batch.c.id == batch_id, target.c.domain > after).order_by(target.c.domain).limit(_CHUNK)
        rows = connection.execute(its).all()
        if not rows:
            return
        yield from _snapshots(connection, rows, wrong)
        after = rows[-1].domain


def of_domain(connection: Connection, domain: str) -> list[Snapshot]:
    """Return the domain as each batch saw it that still exists, the earliest first."""
    its = _query().where(target.c.domain == domain, batch.c.deleted_at.is_(None))
    rows = connection.execute(its.order_by(batch.c.created_at, batch.c.id)).all()
    return list(_snapshots(connection, rows, marks.load(connection)))


def _query() -> Select[Any]:
    columns = (target.c.id, target.c.domain, target.c.domain_display, target.c.status, target.c.verdict)
    found = (target.c.failure_kind, target.c.http_status, target.c.title, target.c.finished_at, detail.c.body)
    return select(*columns, *found, batch.c.id.label("batch_id")).join(batch).outerjoin(detail)


def _snapshots(connection: Connection, rows: Sequence[Row[Any]], wrong: Marks) -> Iterator[Snapshot]:
    found = _facts(connection, [row.id for row in rows])
    for row in rows:
        yield Snapshot(
            target_id=row.id,
            batch_id=row.batch_id,
            domain=row.domain,
            domain_display=row.domain_display,
            status=DomainStatus(row.status),
            verdict=Verdict(row.verdict) if row.verdict else None,
            failure_kind=FailureKind(row.failure_kind) if row.failure_kind else None,
            finished_at=instants.restored(row.finished_at),
            facts={key: value for key, value in found[row.id] if not wrong.is_wrong(*key, row.domain)},
            properties=_properties(row),
        )


def _facts(connection: Connection, ids: Sequence[int]) -> dict[int, list[tuple[tuple[str, str], tuple[str, str]]]]:
    found: dict[int, list[tuple[tuple[str, str], tuple[str, str]]]] = defaultdict(list)
    columns = (fact.c.target_id, fact.c.kind, fact.c.normalised, fact.c.value, fact.c.detail)
    for row in connection.execute(select(*columns).where(fact.c.target_id.in_(ids)).order_by(fact.c.id)):
        if row.kind not in _APART:
            version = msgspec.json.decode(row.detail).get("version") if row.kind == _VERSIONED else None
            found[row.target_id].append(((row.kind, row.normalised), (row.value, version or "")))
    return found


def _properties(row: Row[Any]) -> dict[str, str]:
    told = msgspec.json.decode(row.body, type=_Detail) if row.body else _Detail()
    values = {
        "title": row.title,
        "verdict": row.verdict,
        "failure": row.failure_kind,
        "http_status": row.http_status,
        "final_url": told.final_url,
        "certificate": _certificate(told.tls),
        "organization": (told.organization or {}).get("name"),
    }
    return {name: str(value) for name, value in values.items() if value not in (None, "")}


def _certificate(tls: dict[str, Any] | None) -> str | None:
    """Return who issued the certificate and until when it is valid: what a renewal changes."""
    parts: Iterable[str | None] = () if tls is None else (tls.get("issuer"), (tls.get("not_after") or "")[:10])
    return ", until ".join(filter(None, parts)) or None
