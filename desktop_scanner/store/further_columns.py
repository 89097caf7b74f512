"""The columns that only some batches have: those of the user's list, and those of the user's own rules."""

from collections.abc import Iterator

import msgspec
from sqlalchemy import Connection, func, select

from desktop_scanner.core.queries import OWN, RULE
from desktop_scanner.store.schema import batch, cell, target

_SAMPLE = 200  # a list made of several files may have other columns at its end


def of_batch(connection: Connection, batch_id: str) -> list[str]:
    """Return the names of the batch's own columns, as columns of a table are named."""
    key = connection.execute(select(batch.c.key).where(batch.c.id == batch_id)).scalar_one_or_none()
    return [] if key is None else [*_own(connection, key), *_rules(connection, key)]


def _own(connection: Connection, key: int) -> list[str]:
    names: dict[str, None] = {}
    its = select(target.c.columns).where(target.c.batch_key == key).limit(_SAMPLE)
    for order in (target.c.id.asc(), target.c.id.desc()):
        for columns in connection.execute(its.order_by(order)).scalars():
            names.update(dict.fromkeys(msgspec.json.decode(columns, type=dict[str, str])))
    return [f"{OWN}{name}" for name in names]


def _rules(connection: Connection, key: int) -> Iterator[str]:
    """Give the rules that found something, each found by one look into the index after the one before."""
    last = RULE
    while True:
        its = (cell.c.batch_key == key, cell.c.name > last, cell.c.name < f"{RULE}\U0010ffff")
        found = connection.execute(select(func.min(cell.c.name)).where(*its)).scalar()
        if found is None:
            return
        yield found
        last = found
