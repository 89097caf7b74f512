"""A conflict decided by a person."""

from msgspec import structs
from sqlalchemy import Connection

from desktop_scanner.core.conflicts import Conflict, Side
from desktop_scanner.store import batches, conflicts, queries, remote_results


def choose(connection: Connection, conflict_id: int, winner: Side) -> Conflict | None:
    """Let this side's result count, and keep the other one in its place; None where there is no such conflict."""
    found = conflicts.other(connection, conflict_id)
    if found is None:
        return None
    conflict, other = found
    if conflict.winner is winner:
        conflicts.resolve(connection, conflict_id, winner, other)
        return structs.replace(conflict, is_resolved=True)
    key = batches.key_of(connection, conflict.batch_id)
    standing = [
        queries.result(connection, row.id) for row in remote_results.rows_of(connection, key, [conflict.domain])
    ]
    if standing and (loser := standing[0]) and remote_results.put_in_place(connection, conflict.batch_id, other):
        conflicts.resolve(connection, conflict_id, winner, loser)
    return structs.replace(conflict, winner=winner, is_resolved=True)
