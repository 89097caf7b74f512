"""Batches that a server scans, or that come from one: made, told of by domain, settled."""

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Connection, Row, func, select, update

from desktop_scanner.core import domains as names
from desktop_scanner.core.batches import DomainRow
from desktop_scanner.core.outbox import Operation, OperationKind, OperationState
from desktop_scanner.core.remote_batches import RemoteBatch, RemoteDomain
from desktop_scanner.core.remote_links import RemoteLink
from desktop_scanner.core.statuses import BatchState, DomainStatus, batch_state
from desktop_scanner.core.targets import Target
from desktop_scanner.store import batches, counters, instants, outbox, records, remote_links, remote_results, search
from desktop_scanner.store.batches import NewBatch
from desktop_scanner.store.schema import batch, target

_AT_ONCE = 500
_WAITING = (DomainStatus.PENDING.value, DomainStatus.RUNNING.value)


def send(connection: Connection, link: RemoteLink, payload: str) -> RemoteLink:
    """Write down that a batch is to be scanned by a server, and what is to be sent."""
    outbox.arm(connection, OperationKind.SUBMIT, link.remote, link.batch_id, payload)
    return remote_links.put(connection, link)


def submitted(connection: Connection, link: RemoteLink, operation_id: int, remote_id: str) -> RemoteLink:
    """Write down under which id a server took a batch, and that there is nothing more to send."""
    outbox.settle(connection, operation_id, OperationState.DONE)
    fields = {"remote_id": remote_id, "verdict": None, "sentence": ""}
    return remote_links.change(connection, link.batch_id, link.remote, fields) or link


def adopt(connection: Connection, link: RemoteLink, there: RemoteBatch, options: dict[str, Any]) -> Operation | None:
    """Make a batch of what stands at a server, with the wish to fetch it; None for one that was deleted here."""
    remote_links.put(connection, link)
    is_there = select(batch.c.deleted_at).where(batch.c.id == link.batch_id)
    known = connection.execute(is_there).one_or_none()
    if known is not None and known.deleted_at is not None:
        return None
    if known is None:
        name = there.name or there.batch_id
        new = NewBatch(batch_id=link.batch_id, name=name, options=options, origin=f"remote {link.remote}", targets=())
        batches.create(connection, new)
        paused = update(batch).where(batch.c.id == link.batch_id).values(state=BatchState.PAUSED.value)
        connection.execute(paused)
        if there.created_at is not None:
            made = update(batch).where(batch.c.id == link.batch_id)
            connection.execute(made.values(created_at=instants.stored(there.created_at)))
    return outbox.arm(connection, OperationKind.PULL, link.remote, link.batch_id)


def begin_domains(connection: Connection, batch_id: str, told: Sequence[RemoteDomain]) -> list[int]:
    """Make pending targets running that a server has begun, and return their ids."""
    return [row.id for row, _ in _moved(connection, batch_id, told, (DomainStatus.PENDING,), DomainStatus.RUNNING)]


def end_domains(connection: Connection, batch_id: str, told: Sequence[RemoteDomain]) -> list[DomainRow]:
    """Settle targets of which a server tells how they ended, and nothing else; what it leaves out stays unknown."""
    rows: list[DomainRow] = []
    for status in (DomainStatus.COMPLETED, DomainStatus.FAILED, DomainStatus.CANCELLED):
        its = [one for one in told if one.status is status]
        waiting = (DomainStatus.PENDING, DomainStatus.RUNNING)
        ids = [row.id for row, _ in _moved(connection, batch_id, its, waiting, status)]
        for start in range(0, len(ids), _AT_ONCE):
            some = select(target).where(target.c.id.in_(ids[start : start + _AT_ONCE]))
            rows += [records.row(row) for row in connection.execute(some)]
    return rows


def add_domains(connection: Connection, batch_id: str, told: Iterable[RemoteDomain]) -> int:
    """Add the domains of a batch that came from a server, and return how many it did not have."""
    return remote_results.add(connection, batch_id, [made for one in told if (made := _target(one.domain))])


def settle(connection: Connection, batch_id: str, there: RemoteBatch | None) -> None:
    """Give a batch that nobody runs the state that its counts speak for; what is unfinished waits."""
    found = batches.info(connection, batch_id)
    if found.state is BatchState.RUNNING:
        return
    state = batch_state(found.total, found.counts)
    if state is BatchState.INTERRUPTED or not found.total:
        state = found.state if found.state.is_resumable else BatchState.PAUSED
    its = target.c.batch_key == batches.key_of(connection, batch_id)
    first, last = connection.execute(
        select(func.min(target.c.started_at), func.max(target.c.finished_at)).where(its)
    ).one()
    started_at = found.started_at or (there and there.started_at) or instants.restored(first)
    finished_at = None if state.is_resumable else found.finished_at or instants.restored(last)
    if (state, started_at, finished_at) == (found.state, found.started_at, found.finished_at):
        return
    values = {"started_at": instants.stored(started_at), "finished_at": instants.stored(finished_at)}
    changed = update(batch).where(batch.c.id == batch_id)
    connection.execute(changed.values(state=state.value, seq=counters.next_change(connection), **values))


def unfinished(connection: Connection, batch_id: str) -> list[str]:
    """Return the domains that have no end yet, in the order of the list."""
    its = (target.c.batch_key == batches.key_of(connection, batch_id), target.c.status.in_(_WAITING))
    return list(connection.execute(select(target.c.domain).where(*its).order_by(target.c.id)).scalars())


def agrees(connection: Connection, batch_id: str, told: Sequence[RemoteDomain]) -> bool:
    """Return whether a server's domains are those of the batch, each finished at the same instant."""
    key = batches.key_of(connection, batch_id)
    here = {
        row.domain: row.finished_at for row in remote_results.rows_of(connection, key, [one.domain for one in told])
    }
    there = {one.domain: instants.stored(one.finished_at) for one in told}
    return here == there and None not in there.values()


def _moved(
    connection: Connection,
    batch_id: str,
    told: Sequence[RemoteDomain],
    before: tuple[DomainStatus, ...],
    after: DomainStatus,
) -> list[tuple[Row[Any], RemoteDomain]]:
    if not told:
        return []
    key, seq = batches.key_of(connection, batch_id), counters.next_change(connection)
    by_name = {one.domain: one for one in told}
    found = remote_results.rows_of(connection, key, by_name)
    moved = [(row, by_name[row.domain]) for row in found if row.status in [each.value for each in before]]
    changes: dict[DomainStatus, int] = {after: len(moved)}
    for row, one in moved:
        status = DomainStatus(row.status)
        changes[status] = changes.get(status, 0) - 1
        values = _values(one, after) | {"status": after.value, "seq": seq}
        connection.execute(update(target).where(target.c.id == row.id).values(**values))
    counters.shift(connection, key, changes, seq)
    return moved


def _values(told: RemoteDomain, after: DomainStatus) -> dict[str, object]:
    """Return what a server says of a domain: its times, and a failure in its own words, which are of no known kind."""
    times: dict[str, object] = {"started_at": instants.stored(told.started_at)}
    if not after.is_final:
        return times
    message = told.error if after is DomainStatus.FAILED else None
    ended = {"finished_at": instants.stored(told.finished_at), "elapsed_ms": told.elapsed_ms}
    return times | ended | {"failure_message": message, "found_search": search.searchable((message,))}


def _target(name: str) -> Target | None:
    try:
        return names.target(name)
    except names.DomainNameError:
        return None
