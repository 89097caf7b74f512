"""The servers that batches can be sent to; their tokens are not here."""

from typing import Any

import msgspec
from sqlalchemy import Connection, Row, delete, func, insert, select, update

from desktop_scanner.core.clock import now
from desktop_scanner.core.remotes import RemoteProfile, RemoteServer
from desktop_scanner.store import instants
from desktop_scanner.store.schema import remote


def all_of(connection: Connection) -> list[RemoteProfile]:
    """Return the servers, by name."""
    return [_profile(row) for row in connection.execute(select(remote).order_by(func.lower(remote.c.name)))]


def put(connection: Connection, profile: RemoteProfile) -> RemoteProfile:
    """Store a server, in the place of one by that name.

    One is the default, the first of all where none is chosen. What was found at another address is forgotten.
    """
    others = [each for each in all_of(connection) if each.name != profile.name]
    is_default = profile.is_default or not any(each.is_default for each in others)
    if is_default:
        connection.execute(update(remote).values(is_default=0))
    its = remote.c.name == profile.name
    known = connection.execute(select(remote.c.base_url).where(its)).scalar()
    values = {**_values(profile), "is_default": int(is_default)}
    if known is None:
        connection.execute(insert(remote).values(created_at=instants.stored(now()), **values))
    else:
        forget = {} if known == profile.base_url else {"server": None}
        connection.execute(update(remote).where(its).values(**values, **forget))
    return msgspec.structs.replace(profile, is_default=is_default)


def remove(connection: Connection, name: str) -> bool:
    """Forget a server, and return whether there was one; where it was the default, the oldest takes its place."""
    is_there = bool(connection.execute(delete(remote).where(remote.c.name == name)).rowcount)
    if not any(each.is_default for each in all_of(connection)):
        oldest = select(func.min(remote.c.id)).scalar_subquery()
        connection.execute(update(remote).where(remote.c.id == oldest).values(is_default=1))
    return is_there


def server_of(connection: Connection, name: str) -> RemoteServer | None:
    """Return what was found when a server was last asked; None where that is not known, or not in a form of today."""
    text = connection.execute(select(remote.c.server).where(remote.c.name == name)).scalar()
    try:
        return msgspec.json.decode(text, type=RemoteServer) if text else None
    except msgspec.DecodeError:
        return None


def put_server(connection: Connection, name: str, server: RemoteServer) -> None:
    """Store what was found when a server was asked."""
    text = msgspec.json.encode(server).decode()
    connection.execute(update(remote).where(remote.c.name == name).values(server=text))


def _values(profile: RemoteProfile) -> dict[str, Any]:
    return {
        "name": profile.name,
        "base_url": profile.base_url,
        "tenant": profile.tenant,
        "ca_file": profile.ca_file,
        "proxy": profile.proxy,
        "poll_ms": round(profile.poll_s * 1000),
        "allows_plain_http": int(profile.allows_plain_http),
    }


def _profile(row: Row[Any]) -> RemoteProfile:
    return RemoteProfile(
        name=row.name,
        base_url=row.base_url,
        tenant=row.tenant,
        ca_file=row.ca_file,
        proxy=row.proxy,
        poll_s=row.poll_ms / 1000,
        allows_plain_http=bool(row.allows_plain_http),
        is_default=bool(row.is_default),
    )
