"""Saved lists. A long one is taken in as a long batch is: hidden, as if it was deleted, until all of it is there."""

from collections.abc import Sequence
from typing import Any

import msgspec
from sqlalchemy import Connection, Row, delete, func, insert, select, update

from desktop_scanner.core import domains
from desktop_scanner.core.clock import now
from desktop_scanner.core.errors import InputError
from desktop_scanner.core.lists import SavedList
from desktop_scanner.core.suppression import SuppressedKind
from desktop_scanner.core.targets import Target
from desktop_scanner.store import instants, records, suppression
from desktop_scanner.store.schema import saved_domain, saved_list

_REMOVED_AT_ONCE = 20_000


def all_of(connection: Connection) -> list[SavedList]:
    """Return the lists that were not deleted, by name."""
    rows = connection.execute(select(saved_list).where(saved_list.c.deleted_at.is_(None)))
    return sorted(map(_info, rows), key=lambda each: (each.name.casefold(), each.id))


def begin(connection: Connection, name: str) -> int:
    """Make a list that nobody sees yet and return its id."""
    values = {"name": records.encodable(name), "changed_at": instants.stored(now())}
    made = connection.execute(
        insert(saved_list).values(**values, deleted_at=instants.stored(now())).returning(saved_list.c.id)
    )
    return int(made.scalar_one())


def fill(connection: Connection, list_id: int, targets: Sequence[Target]) -> None:
    """Put the next domains into the list."""
    rows = [
        {
            "list_id": list_id,
            "domain": each.domain,
            "host": each.host,
            "input": records.encodable(each.input),
            "columns": msgspec.json.encode(records.encodable(each.columns)).decode(),
        }
        for each in targets
    ]
    connection.execute(insert(saved_domain), rows)
    its = update(saved_list).where(saved_list.c.id == list_id)
    connection.execute(its.values(total=saved_list.c.total + len(rows), deleted_at=instants.stored(now())))


def end(connection: Connection, list_id: int) -> SavedList:
    """Show the list, whole; one that has its name until now is deleted."""
    name = _row(connection, list_id).name
    for each in all_of(connection):
        if each.name.casefold() == name.casefold():
            hide(connection, each.id)
    connection.execute(update(saved_list).where(saved_list.c.id == list_id).values(deleted_at=None))
    return _info(_row(connection, list_id))


def targets(connection: Connection, list_id: int) -> list[Target]:
    """Return the list's domains in their order, each as it was given, with its own columns."""
    rows = connection.execute(select(saved_domain).where(saved_domain.c.list_id == list_id).order_by(saved_domain.c.id))
    return [
        Target(
            domain=row.domain,
            domain_display=domains.display(row.domain),
            host=row.host,
            input=row.input,
            columns=msgspec.json.decode(row.columns),
        )
        for row in rows
    ]


def rename(connection: Connection, list_id: int, name: str) -> SavedList:
    """Give the list another name; raise InputError where another list has it."""
    for each in all_of(connection):
        if each.id != list_id and each.name.casefold() == name.casefold():
            raise InputError(f'There is a saved list "{each.name}" already; choose another name, or delete it first.')
    values = {"name": records.encodable(name), "changed_at": instants.stored(now())}
    connection.execute(update(saved_list).where(saved_list.c.id == list_id).values(**values))
    return _info(_row(connection, list_id))


def hide(connection: Connection, list_id: int) -> None:
    """Delete the list for everybody who looks; `show` undoes it until it is removed."""
    its = update(saved_list).where(saved_list.c.id == list_id)
    connection.execute(its.values(deleted_at=instants.stored(now())))


def show(connection: Connection, list_id: int) -> SavedList:
    """Undo `hide`; where another list has the name by now, this one gets a number behind it."""
    name = _row(connection, list_id).name
    taken = {each.name.casefold() for each in all_of(connection)}
    free, count = name, 1
    while free.casefold() in taken:
        count += 1
        free = f"{name} {count}"
    connection.execute(update(saved_list).where(saved_list.c.id == list_id).values(name=free, deleted_at=None))
    return _info(_row(connection, list_id))


def remove_some(connection: Connection, before_ms: int) -> bool:
    """Remove a part of what was deleted before this instant; return whether there is more."""
    old = select(saved_list.c.id).where(saved_list.c.deleted_at < before_ms).limit(1)
    list_id = connection.execute(old).scalar_one_or_none()
    if list_id is None:
        return False
    its = select(saved_domain.c.id).where(saved_domain.c.list_id == list_id).limit(_REMOVED_AT_ONCE)
    gone = connection.execute(delete(saved_domain).where(saved_domain.c.id.in_(its.scalar_subquery()))).rowcount
    if gone < _REMOVED_AT_ONCE:
        connection.execute(delete(saved_list).where(saved_list.c.id == list_id))
    return True


def purge_domain(connection: Connection, name: str) -> None:
    """Remove a domain from every list."""
    holding = select(saved_domain.c.list_id).where(saved_domain.c.domain == name)
    ids = connection.execute(holding).scalars().all()
    connection.execute(delete(saved_domain).where(saved_domain.c.domain == name))
    for list_id in ids:
        left = select(func.count()).where(saved_domain.c.list_id == list_id).scalar_subquery()
        connection.execute(update(saved_list).where(saved_list.c.id == list_id).values(total=left))


def purge_value(connection: Connection, kind: SuppressedKind, normalised: str) -> None:
    """Remove a person's value from what lists say of their domains."""
    pattern = suppression.scrubber([(kind, normalised)])
    assert pattern is not None  # noqa: S101 -- there is one value
    its = saved_domain.c
    holds = its.input.icontains(normalised, autoescape=True) | its.columns.icontains(normalised, autoescape=True)
    for row in connection.execute(select(its.id, its.input, its.columns).where(holds)).all():
        scrubbed = {name: pattern.sub(suppression.REMOVED, getattr(row, name)) for name in ("input", "columns")}
        connection.execute(update(saved_domain).where(its.id == row.id).values(**scrubbed))


def _row(connection: Connection, list_id: int) -> Row[Any]:
    row = connection.execute(select(saved_list).where(saved_list.c.id == list_id)).one_or_none()
    if row is None:
        raise InputError("This list was deleted too long ago to be brought back.")
    return row


def _info(row: Row[Any]) -> SavedList:
    return SavedList(id=row.id, name=row.name, total=row.total, changed_at=instants.required(row.changed_at))
