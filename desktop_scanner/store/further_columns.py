"""The columns that only some batches have: those of the user's list, and those of the user's own rules."""

from collections.abc import Iterator

import msgspec
from sqlalchemy import Connection, func, select

from desktop_scanner.core.queries import OWN, RULE
from desktop_scanner.store import matching
from desktop_scanner.store.schema import cell, target
from desktop_scanner.store.term_queries import Scope

_SAMPLE = 200  # a list made of several files may have other columns at its end


def of_batch(connection: Connection, batch_id: str) -> list[str]:
    """Return the names of the batch's own columns, as columns of a table are named."""
    scope = matching.scope_of(connection, batch_id)
    return [] if scope is None else [*_own(connection, scope), *_rules(connection, scope.batch_key)]


def _own(connection: Connection, scope: Scope) -> list[str]:
    names: dict[str, None] = {}
    # Added to, the key is no reason to walk an index of the whole batch and to sort it.
    its = select(target.c.columns).where(target.c.batch_key + 0 == scope.batch_key).limit(_SAMPLE)
    beginning = its.where(target.c.id >= scope.first).order_by(target.c.id.asc())
    end = its.where(target.c.id <= scope.last).order_by(target.c.id.desc())
    for sample in (beginning, end):
        for columns in connection.execute(sample).scalars():
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
