"""How batches of here and those on servers belong together."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from msgspec import structs
from sqlalchemy import ColumnElement, Connection, Row, delete, insert, select, update

from desktop_scanner.core.clock import now
from desktop_scanner.core.remote_batches import RemoteState
from desktop_scanner.core.remote_links import LinkRole, RemoteLink, RemoteVerdict
from desktop_scanner.store import instants
from desktop_scanner.store.schema import remote_link

_SENT = (LinkRole.RUN.value, LinkRole.BESIDE.value)


def put(connection: Connection, link: RemoteLink) -> RemoteLink:
    """Store a link, in the place of one of the same batch at the same server."""
    made = structs.replace(link, created_at=link.created_at or now())
    connection.execute(delete(remote_link).where(*_its(link.batch_id, link.remote)))
    connection.execute(insert(remote_link).values(**_stored(structs.asdict(made))))
    return made


def change(connection: Connection, batch_id: str, remote: str, fields: Mapping[str, object]) -> RemoteLink | None:
    """Give fields of a link other values, and return it; None where there is no such link any more."""
    connection.execute(update(remote_link).where(*_its(batch_id, remote)).values(**_stored(fields)))
    return find(connection, batch_id, remote)


def find(connection: Connection, batch_id: str, remote: str) -> RemoteLink | None:
    """Return the link of a batch at a server."""
    return _one(connection, *_its(batch_id, remote))


def sent(connection: Connection, batch_id: str) -> RemoteLink | None:
    """Return the link of a batch that a server scans for us."""
    return _one(connection, remote_link.c.batch_id == batch_id, remote_link.c.role.in_(_SENT))


def by_remote_id(connection: Connection, remote: str, remote_id: str) -> RemoteLink | None:
    """Return the link of a batch that a server knows under this id."""
    return _one(connection, remote_link.c.remote == remote, remote_link.c.remote_id == remote_id)


def all_of(connection: Connection, batch_id: str | None = None) -> list[RemoteLink]:
    """Return all links, or those of a batch, the oldest first."""
    its = [] if batch_id is None else [remote_link.c.batch_id == batch_id]
    return [_link(row) for row in connection.execute(select(remote_link).where(*its).order_by(remote_link.c.id))]


def remove(connection: Connection, batch_id: str, remote: str) -> None:
    """Forget that a batch has anything to do with a server."""
    connection.execute(delete(remote_link).where(*_its(batch_id, remote)))


def _its(batch_id: str, remote: str) -> tuple[ColumnElement[bool], ...]:
    return (remote_link.c.batch_id == batch_id, remote_link.c.remote == remote)


def _one(connection: Connection, *which: ColumnElement[bool]) -> RemoteLink | None:
    row = connection.execute(select(remote_link).where(*which).order_by(remote_link.c.id.desc()).limit(1)).one_or_none()
    return None if row is None else _link(row)


def _stored(fields: Mapping[str, object]) -> dict[str, Any]:
    return {name: _plain(value) for name, value in fields.items()}


def _plain(value: object) -> object:
    if isinstance(value, datetime):
        return instants.stored(value)
    return int(value) if isinstance(value, bool) else value


def _link(row: Row[Any]) -> RemoteLink:
    fields = {name: getattr(row, name) for name in RemoteLink.__struct_fields__}
    fields |= {name: instants.restored(fields[name]) for name in ("moved_at", "told_at", "created_at")}
    fields["role"] = LinkRole(row.role)
    fields["is_ours"] = None if row.is_ours is None else bool(row.is_ours)
    fields["state"] = RemoteState(row.state) if row.state else None
    fields["verdict"] = RemoteVerdict(row.verdict) if row.verdict else None
    return RemoteLink(**fields)
