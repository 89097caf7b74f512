"""A batch's overview: its counters, the tallies of its targets' traits, and what an index answers at once."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from sqlalchemy import BigInteger, ColumnElement, Connection, cast, func, select

from desktop_scanner.core.failures import FailureKind
from desktop_scanner.core.overview import Contact, Facet, Overview, SlowDomain, Speed, Stretch, Tally
from desktop_scanner.core.statuses import DomainStatus
from desktop_scanner.store import batches, instants
from desktop_scanner.store.schema import batch, tally, target
from desktop_scanner.store.traits import SECOND

_COUNTED = [facet.value for facet in (Facet.VERDICT, Facet.CONTACT, Facet.TECHNOLOGY, Facet.LANGUAGE, Facet.COUNTRY)]
_STEPS = 120  # of the speed, at most as many as a picture shows
_NICE_S = (1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14_400, 43_200, 86_400)
_MINUTE_S = 60
_BREAK_STEPS = 5  # without a domain, and a minute at least: nobody scanned meanwhile


def of_batch(connection: Connection, batch_id: str, top: int) -> Overview:
    """Return the figures of a batch, of long lists the `top` most frequent values; raise BatchNotFoundError."""
    key = batches.key_of(connection, batch_id)
    counted = connection.execute(select(batch).where(batch.c.key == key)).one()
    statuses = {status: getattr(counted, status.value) for status in DomainStatus}
    by_kind = _tallies(connection, key)
    contacts = {each.value: each.count for each in by_kind.get(Facet.CONTACT, ())}
    return Overview(
        total=counted.total,
        scanned=statuses[DomainStatus.COMPLETED] + statuses[DomainStatus.FAILED],
        statuses=tuple(Tally(status.value, count) for status, count in statuses.items() if count),
        failures=_failures(connection, key),
        contacts=tuple(Tally(contact.value, contacts.get(contact.value, 0)) for contact in Contact),
        verdicts=tuple(by_kind.get(Facet.VERDICT, ())),
        technologies=tuple(by_kind.get(Facet.TECHNOLOGY, ())[:top]),
        languages=tuple(by_kind.get(Facet.LANGUAGE, ())[:top]),
        countries=tuple(by_kind.get(Facet.COUNTRY, ())[:top]),
        kinds={kind: len(found) for kind, found in by_kind.items()},
        slowest=_slowest(connection, key, top),
        speed=_speed(connection, key),
    )


def _tallies(connection: Connection, key: int) -> dict[str, list[Tally]]:
    """Return what domains have by the kind of it, the most frequent first."""
    query = (
        select(tally.c.kind, tally.c.value, tally.c.domains)
        .where(tally.c.batch_key == key, tally.c.kind.in_(_COUNTED), tally.c.domains > 0)
        .order_by(tally.c.kind, tally.c.domains.desc(), tally.c.value)
    )
    found: dict[str, list[Tally]] = {}
    for kind, value, domains in connection.execute(query):
        found.setdefault(kind, []).append(Tally(value, domains))
    return found


def _failures(connection: Connection, key: int) -> tuple[Tally, ...]:
    """Return the kinds of failure; what was cancelled has not failed."""
    kind, count = target.c.failure_kind, func.count()
    its = (target.c.batch_key == key, kind.is_not(None), kind != FailureKind.CANCELLED.value)
    query = select(kind, count).where(*its).group_by(kind).order_by(count.desc(), kind)
    return tuple(Tally(*row) for row in connection.execute(query))


def _slowest(connection: Connection, key: int, top: int) -> tuple[SlowDomain, ...]:
    columns = (target.c.domain, target.c.domain_display, target.c.elapsed_ms)
    timed = select(*columns).where(target.c.batch_key == key, target.c.elapsed_ms.is_not(None))
    rows = connection.execute(timed.order_by(target.c.elapsed_ms.desc(), target.c.id.desc()).limit(top))
    return tuple(SlowDomain(*row) for row in rows)


def _speed(connection: Connection, key: int) -> Speed:
    second = cast(tally.c.value, BigInteger)
    its = (tally.c.batch_key == key, tally.c.kind == SECOND, tally.c.domains > 0)
    minutes = func.count(_floor(second, _MINUTE_S).distinct())
    first, last, active = connection.execute(select(func.min(second), func.max(second), minutes).where(*its)).one()
    if not active:
        return Speed()
    step_s = _step(min(last - first + 1, active * _MINUTE_S))
    step = _floor(second, step_s).label("step")
    query = select(step, func.sum(tally.c.domains)).where(*its).group_by(step).order_by(step)
    rows = [(int(at), int(count)) for at, count in connection.execute(query)]
    return Speed(step_s, tuple(_stretches(rows, step_s)))


def _floor(second: ColumnElement[int], step_s: int) -> ColumnElement[Any]:
    """Return the beginning of the step, without a division: dialects do not agree on what it gives."""
    return second - second % step_s


def _step(active_s: int) -> int:
    return next((step_s for step_s in _NICE_S if active_s <= step_s * _STEPS), _NICE_S[-1])


def _stretches(steps: Iterable[tuple[int, int]], step_s: int) -> Iterator[Stretch]:
    """Yield the times without a long break, from the steps in which there was anything."""
    longest_s = max(_MINUTE_S, _BREAK_STEPS * step_s)
    run: list[tuple[int, int]] = []
    for step in steps:
        if run and step[0] - run[-1][0] > longest_s:
            yield _stretch(run, step_s)
            run = []
        run.append(step)
    if run:
        yield _stretch(run, step_s)


def _stretch(run: Sequence[tuple[int, int]], step_s: int) -> Stretch:
    counts, begun = dict(run), run[0][0]
    every = range(begun, run[-1][0] + 1, step_s)
    return Stretch(instants.required(begun * 1000), tuple(counts.get(at, 0) for at in every))
