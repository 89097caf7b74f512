"""What the domains of a batch share: their facts grouped by value."""

from collections.abc import Collection, Sequence
from itertools import groupby
from operator import attrgetter
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, and_, case, exists, false, func, literal, not_, select

from desktop_scanner.core.pivots import Pivot, PivotKind
from desktop_scanner.store.marks import EVERYWHERE
from desktop_scanner.store.schema import batch, fact, mark, target
from desktop_scanner.store.search import folded

_ANALYTICS = "google_analytics:ua-"
_MATOMO = "matomo:"
_DIGITS = "0123456789"

# Of an old Google Analytics id, the account: the number after it counts the account's sites.
_SHARED = case(
    (fact.c.normalised.startswith(_ANALYTICS), func.rtrim(func.rtrim(fact.c.normalised, _DIGITS), "-")),
    else_=fact.c.normalised,
).label("shared")


def pivots(connection: Connection, batch_id: str, kinds: Collection[PivotKind], min_domains: int) -> list[Pivot]:
    """Return what at least `min_domains` domains of the batch share, by kind, then the most shared first."""
    found: list[Pivot] = []
    for kind in (each for each in PivotKind if each in kinds):
        rows = connection.execute(_query(batch_id, kind, min_domains))
        found += [_pivot(kind, shared, list(members)) for shared, members in groupby(rows, attrgetter("shared"))]
    return found


def holders(batch_key: int, told: str) -> Select[Any]:
    """Return the query for the ids of a batch's targets that share what `kind=value` says; a pivot has the same."""
    name, _, value = told.partition("=")
    of_batch = target.c.batch_key == batch_key
    conditions = _conditions(of_batch, PivotKind(name)) if name in list(PivotKind) else [false()]
    its = select(target.c.id).select_from(target.join(fact, fact.c.target_id == target.c.id)).where(*conditions)
    return its.where(_SHARED.in_((value, folded(value))))  # addresses are kept as they were answered


def _query(batch_id: str, kind: PivotKind, min_domains: int) -> Select[Any]:
    """Return the query of a row for each shared value and domain: one walk over the batch's facts."""
    of_batch = target.c.batch_key == select(batch.c.key).where(batch.c.id == batch_id).scalar_subquery()
    told = (
        select(_SHARED, fact.c.value, target.c.id, target.c.domain)
        .select_from(target.join(fact, fact.c.target_id == target.c.id))
        .where(*_conditions(of_batch, kind))
        .subquery()
    )
    held = (
        select(told.c.shared, func.min(told.c.value).label("value"), told.c.id, told.c.domain)
        .group_by(told.c.shared, told.c.id, told.c.domain)
        .subquery()
    )
    count = func.count().over(partition_by=held.c.shared).label("count")
    counted = select(held, count).subquery()
    order = (counted.c.count.desc(), counted.c.shared, counted.c.id)
    return select(counted).where(counted.c.count >= min_domains).order_by(*order)


def _conditions(of_batch: ColumnElement[bool], kind: PivotKind) -> list[ColumnElement[bool]]:
    is_marked = exists().where(
        mark.c.kind == fact.c.kind,
        mark.c.normalised == fact.c.normalised,
        mark.c.domain.in_((literal(EVERYWHERE), target.c.domain)),
    )
    conditions = [of_batch, fact.c.kind == kind.value, not_(is_marked)]
    if kind is PivotKind.EMAIL:
        conditions.append(not_(fact.c.detail.contains('"placeholder":true')))
    if kind is PivotKind.TRACKER:
        # Without its server, a Matomo's number is anybody's: they begin with 1 everywhere.
        is_bare = and_(fact.c.normalised.startswith(_MATOMO), not_(fact.c.normalised.contains("#")))
        conditions.append(not_(is_bare))
    return conditions


def _pivot(kind: PivotKind, shared: str, members: Sequence[Any]) -> Pivot:
    name, value = None, members[0].value
    if kind is PivotKind.TRACKER:
        name = shared.partition(":")[0]
        if shared.startswith(_ANALYTICS):
            value = value.rpartition("-")[0]
    domains = tuple(member.domain for member in members)
    return Pivot(kind=kind, name=name, value=value, count=len(domains), domains=domains)
