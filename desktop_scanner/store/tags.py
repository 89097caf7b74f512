"""Tags of single domains, which a new scan of them leaves as they are."""

from collections.abc import Iterator, Sequence

from sqlalchemy import Connection, delete, func, insert, select, update

from desktop_scanner.store import counters, records, search
from desktop_scanner.store.schema import tag, target

_CHUNK = 500


def add(connection: Connection, ids: Sequence[int], word: str) -> list[int]:
    """Give targets the tag and return the ids of those that did not have it."""
    word = records.encodable(word)
    folded = search.folded(word)
    added: list[int] = []
    for some in _chunks(ids):
        having = select(tag.c.target_id).where(tag.c.target_id.in_(some), tag.c.folded == folded)
        new = select(target.c.id, target.c.batch_key).where(target.c.id.in_(some), target.c.id.not_in(having))
        values = [
            {"target_id": row_id, "batch_key": key, "folded": folded, "tag": word}
            for row_id, key in connection.execute(new.order_by(target.c.id))
        ]
        if values:
            connection.execute(insert(tag), values)
        added.extend(value["target_id"] for value in values)
    _touch(connection, added)
    return added


def remove(connection: Connection, ids: Sequence[int], word: str) -> list[int]:
    """Take the tag from targets and return the ids of those that had it."""
    folded = search.folded(records.encodable(word))
    removed: list[int] = []
    for some in _chunks(ids):
        its = delete(tag).where(tag.c.target_id.in_(some), tag.c.folded == folded)
        removed.extend(connection.execute(its.returning(tag.c.target_id)).scalars())
    _touch(connection, removed)
    return removed


def all_of(connection: Connection) -> list[str]:
    """Return the tags that domains have, the most used first."""
    query = select(func.min(tag.c.tag)).group_by(tag.c.folded).order_by(func.count().desc(), tag.c.folded)
    return list(connection.execute(query).scalars())


def _touch(connection: Connection, ids: Sequence[int]) -> None:
    """Let whoever follows the database see that these have changed."""
    seq = counters.next_change(connection)
    for some in _chunks(ids):
        connection.execute(update(target).where(target.c.id.in_(some)).values(seq=seq))


def _chunks(ids: Sequence[int]) -> Iterator[Sequence[int]]:
    for start in range(0, len(ids), _CHUNK):
        yield ids[start : start + _CHUNK]
