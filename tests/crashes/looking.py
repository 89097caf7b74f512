"""What must be true of a database whenever it is opened, however the process before was killed."""

import sqlite3
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import msgspec

from desktop_scanner.core.queries import RowFilter, RowOrder
from desktop_scanner.core.results import DomainResult
from desktop_scanner.core.statuses import BatchState, DomainStatus
from desktop_scanner.services.workspace import Workspace
from desktop_scanner.store.locks import RunLock

_TIMES = ("started_at", "finished_at", "elapsed_ms", "offset_ms", "at", "not_before", "not_after")


async def complaints(database: Path, told: Path) -> list[str]:
    """Open the database as the program does, and return what is wrong with it."""
    async with await Workspace.open(database) as workspace:
        batches = await workspace.history.batches()
    found = [f"{batch.id} says running, but nobody runs it" for batch in batches if batch.state is BatchState.RUNNING]
    with closing(sqlite3.connect(database)) as connection:
        found += [f"integrity: {row[0]}" for row in connection.execute("PRAGMA integrity_check") if row[0] != "ok"]
        found += [f"foreign key: {row}" for row in connection.execute("PRAGMA foreign_key_check")]
        found += [*_search(connection), *_counters(connection), *_results(connection), *_missing(connection, told)]
    for batch in batches:
        lock = RunLock.try_acquire(database, batch.id)
        if lock is None:
            found.append(f"{batch.id} cannot be resumed: its lock is held")
        else:
            lock.release()
    return found


def _search(connection: sqlite3.Connection) -> Iterator[str]:
    try:
        connection.execute("INSERT INTO target_fts (target_fts) VALUES ('integrity-check')")
    except sqlite3.DatabaseError as error:
        yield f"the search does not agree with what is stored: {error}"
    connection.rollback()


def _counters(connection: sqlite3.Connection) -> Iterator[str]:
    """Compare the counters that are kept with the rows that there are."""
    words = [status.value for status in DomainStatus]
    for key, total, *kept in connection.execute(f"SELECT key, total, {', '.join(words)} FROM batch"):  # noqa: S608 -- words of an enum
        query = "SELECT status, count(*) FROM target WHERE batch_key = ? GROUP BY status"
        real = Counter(dict(connection.execute(query, (key,)).fetchall()))
        if [real[word] for word in words] != kept or (sum(kept) != total and not _is_hidden(connection, key)):
            yield f"batch {key} counts {kept} of {total}, but has {dict(real)}"
        if real[DomainStatus.RUNNING.value]:
            yield f"batch {key} has running domains, but nobody runs them"


def _is_hidden(connection: sqlite3.Connection, key: int) -> bool:
    return bool(connection.execute("SELECT deleted_at FROM batch WHERE key = ?", (key,)).fetchone()[0])


def _results(connection: sqlite3.Connection) -> Iterator[str]:
    """Look for results in part, and for results of what was never finished."""
    for what, query in (
        (
            "finished domains have no result",
            "status IN ('completed', 'failed') AND id NOT IN (SELECT target_id FROM detail)",
        ),
        (
            "unfinished domains have a result",
            "status IN ('pending', 'running') AND id IN (SELECT target_id FROM detail)",
        ),
        ("unfinished domains have facts", "status IN ('pending', 'running') AND id IN (SELECT target_id FROM fact)"),
        ("completed domains have no page", "status = 'completed' AND id NOT IN (SELECT target_id FROM page)"),
    ):
        (count,) = connection.execute(f"SELECT count(*) FROM target WHERE {query}").fetchone()  # noqa: S608 -- as above
        if count:
            yield f"{count} {what}"


def _missing(connection: sqlite3.Connection, told: Path) -> Iterator[str]:
    """Compare what listeners were told as stored with what is; a domain is told of once in the life of its batch."""
    lines = told.read_text().splitlines() if told.exists() else []
    for line, times in Counter(lines).items():
        batch_id, domain, status = line.split()
        if times > 1:
            yield f"{domain} was told {times} times"
        query = "SELECT status FROM target JOIN batch ON batch_key = key WHERE batch.id = ? AND domain = ?"
        stored = connection.execute(query, (batch_id, domain)).fetchall()
        if stored != [(status,)]:
            yield f"{domain} was told to be {status}, but is stored as {stored}"


async def results(database: Path, batch_id: str) -> dict[str, Any]:
    """Return the results of a batch by domain, without times."""
    async with await Workspace.open(database) as workspace:
        ids = await workspace.store.row_ids(batch_id, RowOrder(), RowFilter())
        found = [await workspace.store.result(target_id) for target_id in ids]
    return {
        result.domain: timeless(msgspec.json.decode(msgspec.json.encode(result)))
        for result in found
        if isinstance(result, DomainResult)
    }


def timeless(value: Any) -> Any:
    """Return a value without what differs from run to run."""
    if isinstance(value, dict):
        return {key: timeless(item) for key, item in value.items() if key not in _TIMES}
    return [timeless(item) for item in value] if isinstance(value, list) else value
