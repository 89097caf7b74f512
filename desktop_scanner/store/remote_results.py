"""Results that come from a server or go to one; what is taken in and how far that is are one transaction.

What comes in is stored as what was scanned here is: suppressed and marked values are treated alike.
"""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from msgspec import Struct
from sqlalchemy import Connection, Row, and_, or_, select, update

from desktop_scanner.core import domains, snippets
from desktop_scanner.core.batches import DomainRow
from desktop_scanner.core.remote_links import RemoteLink
from desktop_scanner.core.results import DomainResult
from desktop_scanner.core.statuses import DomainStatus
from desktop_scanner.core.targets import ClaimedTarget, Target
from desktop_scanner.store import (
    batches,
    conflicts,
    counters,
    instants,
    puts,
    queries,
    records,
    remote_links,
)
from desktop_scanner.store.conflicts import Found
from desktop_scanner.store.puts import Put
from desktop_scanner.store.schema import batch, target

_PUSHED = [DomainStatus.COMPLETED.value, DomainStatus.FAILED.value]
_FEW = 500


class TakenIn(Struct, frozen=True, kw_only=True):
    """What became of results: the rows that changed, how many there were newer here, and domains of no batch."""

    rows: tuple[DomainRow, ...] = ()
    kept: int = 0
    conflicts: int = 0
    strangers: tuple[str, ...] = ()


class Unpushed(Struct, frozen=True):
    """Results that a server does not have, and the link's fields that say so once it does."""

    results: tuple[DomainResult, ...]
    cursor: dict[str, object]


def take_in(
    connection: Connection, link: RemoteLink, results: Sequence[DomainResult], cursor: str | None, *, may_add: bool
) -> TakenIn:
    """Store the results that are newer than what is here, and the cursor behind them.

    For whoever holds the batch's lock, so that a running domain is one of which the server said so. `may_add`: domains
    that the batch does not have come to it; they are left out otherwise. Where both sides have scanned a domain since
    they last agreed, that is a conflict.
    """
    current = remote_links.find(connection, link.batch_id, link.remote) or link
    key = batches.key_of(connection, link.batch_id)
    may_keep = batches.info(connection, link.batch_id).options.get("snippets", True)
    ended = [result for result in results if result.status.value in _PUSHED]
    newest = {result.domain: result if may_keep else snippets.removed(result) for result in ended}
    if may_add:
        add(connection, link.batch_id, [_target(result) for result in newest.values()])
    known = {row.domain: row for row in rows_of(connection, key, newest)}
    was_all_sent = not _has_unpushed(connection, key, current)
    rejected = conflicts.rejected(connection, link, list(newest))
    chosen = [name for name, row in known.items() if _is_taken(row, newest[name], rejected)]
    found = [
        Found(row, newest[name], name in chosen)
        for name, row in known.items()
        if _is_conflict(row, newest[name], current, rejected)
    ]
    conflicts.keep(connection, link, found)
    rows = _store(connection, key, [(known[name], newest[name]) for name in chosen])
    _go_on(connection, current, cursor, is_all_sent=was_all_sent)
    return TakenIn(
        rows=tuple(rows),
        kept=len(known) - len(chosen),
        conflicts=len(found),
        strangers=tuple(name for name in newest if name not in known),
    )


def put_in_place(connection: Connection, batch_id: str, result: DomainResult) -> DomainRow | None:
    """Store a result in the place of the one that is there, whichever is newer."""
    key = batches.key_of(connection, batch_id)
    rows = list(rows_of(connection, key, [result.domain]))
    stored = _store(connection, key, [(row, result) for row in rows if row.status != DomainStatus.RUNNING.value])
    return stored[0] if stored else None


def add(connection: Connection, batch_id: str, targets: Sequence[Target]) -> int:
    """Add domains that the batch does not have, and return how many; it keeps its state."""
    key, seq = batches.key_of(connection, batch_id), counters.next_change(connection)
    added = batches.add_targets(connection, key, seq, targets)
    counts = {"total": batch.c.total + added, "pending": batch.c.pending + added, "seq": seq}
    if added:
        connection.execute(update(batch).where(batch.c.key == key).values(**counts))
    return added


def unpushed(connection: Connection, link: RemoteLink, limit: int) -> Unpushed:
    """Return the next results that a server does not have, in the order of their changes."""
    key = batches.key_of(connection, link.batch_id)
    after = or_(target.c.seq > link.push_cursor, and_(target.c.seq == link.push_cursor, target.c.id > link.push_target))
    which = (target.c.batch_key == key, target.c.status.in_(_PUSHED), after)
    chosen = connection.execute(
        select(target.c.id, target.c.seq).where(*which).order_by(target.c.seq, target.c.id).limit(limit)
    ).all()
    results = queries.results_of(connection, [row.id for row in chosen])
    cursor = {"push_cursor": chosen[-1].seq, "push_target": chosen[-1].id} if chosen else {}
    return Unpushed(tuple(result for _, result in results), cursor)


def _has_unpushed(connection: Connection, key: int, link: RemoteLink) -> bool:
    after = or_(target.c.seq > link.push_cursor, and_(target.c.seq == link.push_cursor, target.c.id > link.push_target))
    its = select(target.c.id).where(target.c.batch_key == key, target.c.status.in_(_PUSHED), after)
    return connection.execute(its.limit(1)).first() is not None


def rows_of(connection: Connection, key: int, names: Collection[str]) -> Sequence[Row[Any]]:
    """Return the rows of a batch's targets by their domains."""
    found: list[Row[Any]] = []
    wanted = list(names)
    for start in range(0, len(wanted), _FEW):
        its = (target.c.batch_key == key, target.c.domain.in_(wanted[start : start + _FEW]))
        found += connection.execute(select(target).where(*its)).all()
    return found


def _is_taken(row: Row[Any], theirs: DomainResult, rejected: Mapping[str, int | None]) -> bool:
    if row.status not in _PUSHED:
        return True
    at = instants.stored(theirs.finished_at)
    if at is None or (theirs.domain in rejected and rejected[theirs.domain] == at):
        return False
    return row.finished_at is None or at > row.finished_at


def _is_conflict(row: Row[Any], theirs: DomainResult, link: RemoteLink, rejected: Mapping[str, int | None]) -> bool:
    at = instants.stored(theirs.finished_at)
    if row.status not in _PUSHED or row.finished_at == at or rejected.get(theirs.domain, -1) == at:
        return False
    return (row.seq, row.id) > (link.push_cursor, link.push_target)  # changed here, and not sent yet


def _store(connection: Connection, key: int, pairs: Sequence[tuple[Row[Any], DomainResult]]) -> list[DomainRow]:
    if not pairs:
        return []
    seq = counters.next_change(connection)
    changes: dict[DomainStatus, int] = {DomainStatus.RUNNING: len(pairs)}
    for row, _ in pairs:
        before = DomainStatus(row.status)
        changes[before] = changes.get(before, 0) - 1
    counters.shift(connection, key, changes, seq)
    claimed = update(target).where(target.c.id.in_([row.id for row, _ in pairs]))
    connection.execute(claimed.values(status=DomainStatus.RUNNING.value, attempt=target.c.attempt + 1, seq=seq))
    group = [
        Put(ClaimedTarget(row.id, row.attempt + 1, row.domain, row.host), records.of(result)) for row, result in pairs
    ]
    return [row for row in puts.store(connection, group) if isinstance(row, DomainRow)]


def _go_on(connection: Connection, link: RemoteLink, cursor: str | None, *, is_all_sent: bool) -> None:
    fields: dict[str, object] = {} if cursor is None else {"pull_cursor": cursor}
    if is_all_sent:  # what came from there need not be sent back
        fields |= {"push_cursor": counters.next_change(connection), "push_target": 0}
    if fields:
        remote_links.change(connection, link.batch_id, link.remote, fields)


def _target(result: DomainResult) -> Target:
    return Target(
        domain=result.domain,
        domain_display=domains.target(result.domain).domain_display,
        host=result.domain,
        input=result.input or result.domain,
        columns=result.columns,
    )
