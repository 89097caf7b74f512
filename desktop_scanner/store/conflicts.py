"""Domains with a result on both sides; the one that does not count here is kept until a person has chosen."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import msgspec
from msgspec import Struct
from sqlalchemy import Connection, Row, delete, insert, select, update

from desktop_scanner.core.clock import now
from desktop_scanner.core.conflicts import Conflict, Side
from desktop_scanner.core.remote_links import RemoteLink
from desktop_scanner.core.results import DomainResult
from desktop_scanner.store import instants, queries, records
from desktop_scanner.store.schema import batch, remote_conflict


class Found(Struct, frozen=True):
    """A conflict that was met: the row of here, the result of there, and whether that one is taken."""

    row: Row[Any]
    theirs: DomainResult
    is_theirs: bool


def keep(connection: Connection, link: RemoteLink, found: Sequence[Found]) -> None:
    """Write conflicts down, with the result that loses; called while the one of here still stands."""
    for one in found:
        its = (remote_conflict.c.batch_id == link.batch_id, remote_conflict.c.domain == one.theirs.domain)
        connection.execute(delete(remote_conflict).where(*its, remote_conflict.c.remote == link.remote))
        mine = queries.result(connection, one.row.id) if one.is_theirs else None
        connection.execute(
            insert(remote_conflict).values(
                batch_id=link.batch_id,
                domain=one.theirs.domain,
                remote=link.remote,
                mine_at=one.row.finished_at,
                theirs_at=instants.stored(one.theirs.finished_at),
                winner=(Side.THEIRS if one.is_theirs else Side.MINE).value,
                other=_text(mine or one.theirs),
                found_at=instants.stored(now()),
            )
        )


def all_of(connection: Connection, batch_id: str | None = None) -> list[Conflict]:
    """Return the conflicts of all batches that are there, or of one, the newest first."""
    its = [batch.c.deleted_at.is_(None)] + ([remote_conflict.c.batch_id == batch_id] if batch_id else [])
    joined = select(remote_conflict).join(batch, batch.c.id == remote_conflict.c.batch_id)
    return [_conflict(row) for row in connection.execute(joined.where(*its).order_by(remote_conflict.c.id.desc()))]


def other(connection: Connection, conflict_id: int) -> tuple[Conflict, DomainResult] | None:
    """Return a conflict with the result that does not count."""
    row = connection.execute(select(remote_conflict).where(remote_conflict.c.id == conflict_id)).one_or_none()
    return None if row is None else (_conflict(row), msgspec.json.decode(row.other, type=DomainResult))


def resolve(connection: Connection, conflict_id: int, winner: Side, loser: DomainResult) -> None:
    """Say which side a person chose, and keep the result that now does not count."""
    its = update(remote_conflict).where(remote_conflict.c.id == conflict_id)
    connection.execute(its.values(winner=winner.value, other=_text(loser), is_resolved=1))


def rejected(connection: Connection, link: RemoteLink, names: Iterable[str]) -> Mapping[str, int | None]:
    """Return the instants of the results that a person did not choose, by domain: the server still has them."""
    its = (remote_conflict.c.batch_id == link.batch_id, remote_conflict.c.is_resolved == 1)
    wanted = set(names)
    return {
        row.domain: row.theirs_at if row.winner == Side.MINE.value else row.mine_at
        for row in connection.execute(select(remote_conflict).where(*its))
        if row.domain in wanted
    }


def forget(connection: Connection, domain: str) -> None:
    """Forget the conflicts of a domain, and the results in them."""
    connection.execute(delete(remote_conflict).where(remote_conflict.c.domain == domain))


def forget_with(connection: Connection, value: str) -> None:
    """Forget the conflicts in which a value stands."""
    its = remote_conflict.c.other.icontains(value, autoescape=True)
    connection.execute(delete(remote_conflict).where(its))


def _text(result: DomainResult) -> str:
    try:
        return msgspec.json.encode(result).decode()
    except UnicodeEncodeError:
        return msgspec.json.encode(records.encodable(msgspec.to_builtins(result))).decode()


def _conflict(row: Row[Any]) -> Conflict:
    return Conflict(
        id=row.id,
        batch_id=row.batch_id,
        domain=row.domain,
        remote=row.remote,
        mine_at=instants.restored(row.mine_at),
        theirs_at=instants.restored(row.theirs_at),
        winner=Side(row.winner),
        found_at=instants.required(row.found_at),
        is_resolved=bool(row.is_resolved),
    )
