"""What our own kind of server keeps, in an SQLite file: a server that is killed finds all of it again."""

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from pathlib import Path

import msgspec
from msgspec import Struct

from desktop_scanner.core.clock import now
from desktop_scanner.core.results import DomainResult
from desktop_scanner.core.statuses import DomainStatus

_SCHEMA = """
CREATE TABLE IF NOT EXISTS batch (
    number INTEGER PRIMARY KEY, id TEXT UNIQUE, tenant TEXT, digest TEXT, name TEXT, options TEXT, total INTEGER,
    is_run INTEGER, is_cancelled INTEGER DEFAULT 0, created_at TEXT, updated_at TEXT
);
CREATE TABLE IF NOT EXISTS domain (
    batch TEXT, domain TEXT, status TEXT, started_at TEXT, finished_at TEXT, result TEXT, seq INTEGER,
    PRIMARY KEY (batch, domain)
);
CREATE INDEX IF NOT EXISTS by_seq ON domain (batch, seq);
CREATE TABLE IF NOT EXISTS counter (value INTEGER);
INSERT INTO counter SELECT 0 WHERE NOT EXISTS (SELECT 1 FROM counter);
"""


class Made(Struct, frozen=True, kw_only=True):
    """A batch to be made; an uploaded one has no digest and is never run."""

    id: str
    tenant: str
    digest: str | None
    name: str
    options: str = "{}"
    total: int = 0
    domains: tuple[str, ...] = ()


class Kept(Struct, frozen=True, kw_only=True):
    """A batch as it stands; counts by status."""

    number: int
    id: str
    tenant: str
    digest: str | None
    name: str
    options: str
    total: int
    is_run: bool
    is_cancelled: bool
    created_at: str
    updated_at: str
    counts: dict[str, int]
    started_at: str | None
    finished_at: str | None
    cursor: int

    @property
    def completed(self) -> int:
        """Return how many domains are done, well or not."""
        return sum(self.counts.get(status, 0) for status in ("completed", "failed"))

    @property
    def word(self) -> str:
        """Return the batch's state in the words of the API."""
        if self.counts.get("cancelled"):
            return "cancelled"
        if self.completed < self.total:
            waiting = "pending" if self.started_at is None else "running"
            return waiting if self.is_run else "partial"
        failed = self.counts.get("failed", 0)
        return "completed" if not failed else "failed" if failed == self.total else "partial"


class State:
    """The file; each method is one transaction."""

    def __init__(self, path: Path | str) -> None:
        self._connection = sqlite3.connect(path, isolation_level=None)
        # Nothing is lost by a kill without it, and a power loss is no part of the tests.
        self._connection.executescript(f"PRAGMA journal_mode = WAL; PRAGMA synchronous = OFF; {_SCHEMA}")

    def close(self) -> None:
        """Close the file."""
        self._connection.close()

    def make(self, made: Made) -> None:
        """Make a batch."""
        at = _text(now())
        with self._transaction() as seq:
            self._connection.execute(
                "INSERT INTO batch (id, tenant, digest, name, options, total, is_run, created_at, updated_at)"
                " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (
                    made.id,
                    made.tenant,
                    made.digest,
                    made.name,
                    made.options,
                    made.total,
                    made.digest is not None,
                    at,
                    at,
                ),
            )
            rows = [(made.id, name, DomainStatus.PENDING.value, seq) for name in made.domains]
            self._connection.executemany("INSERT INTO domain (batch, domain, status, seq) VALUES (?, ?, ?, ?)", rows)

    def find(self, batch_id: str) -> Kept | None:
        """Return a batch, whosever it is."""
        found = list(self._kept("id = ?", (batch_id,), 1))
        return found[0] if found else None

    def page(self, tenant: str, before: int | None, limit: int) -> list[Kept]:
        """Return a tenant's batches, newest first, those older than `before`."""
        return list(self._kept("tenant = ? AND number < ?", (tenant, before or 2**62), limit))

    def unfinished(self) -> list[str]:
        """Return the batches that are to be run on."""
        return [each.id for each in self._kept("is_run = 1", (), 2**31) if each.word in ("pending", "running")]

    def changed(self, batch_id: str, since: int) -> list[tuple[str, str, str | None, str | None, str | None]]:
        """Return the domains that changed after `since`: name, status, times and result."""
        return self._connection.execute(
            "SELECT domain, status, started_at, finished_at, result FROM domain WHERE batch = ? AND seq > ?"
            " ORDER BY seq, rowid",
            (batch_id, since),
        ).fetchall()

    def results(self, batch_id: str, since: int, limit: int) -> list[tuple[int, str]]:
        """Return results that came after `since`, each with its number."""
        return self._connection.execute(
            "SELECT seq, result FROM domain WHERE batch = ? AND seq > ? AND result IS NOT NULL ORDER BY seq LIMIT ?",
            (batch_id, since, limit),
        ).fetchall()

    def begin(self, batch_id: str) -> str | None:
        """Begin a batch's next domain and return it; one that a killed server had begun comes first."""
        row = self._connection.execute(
            "SELECT domain FROM domain WHERE batch = ? AND status IN ('running', 'pending')"
            " ORDER BY status DESC, rowid LIMIT 1",
            (batch_id,),
        ).fetchone()
        if row is None:
            return None
        with self._transaction() as seq:
            self._connection.execute(
                "UPDATE domain SET status = 'running', started_at = ?, seq = ? WHERE batch = ? AND domain = ?",
                (_text(now()), seq, batch_id, row[0]),
            )
        return str(row[0])

    def cancel(self, batch_id: str) -> None:
        """Cancel what is not done."""
        with self._transaction() as seq:
            self._connection.execute("UPDATE batch SET is_cancelled = 1 WHERE id = ?", (batch_id,))
            self._connection.execute(
                "UPDATE domain SET status = 'cancelled', seq = ? WHERE batch = ? AND status IN ('pending', 'running')",
                (seq, batch_id),
            )
            self._touch(batch_id)

    def put(self, batch_id: str, results: Sequence[DomainResult]) -> int:
        """Store results where they are newer than what is there; return how many were."""
        stored = 0
        for result in results:
            with self._transaction() as seq:
                if not self._is_newer(batch_id, result):
                    continue
                self._connection.execute(
                    "INSERT INTO domain (batch, domain, status, started_at, finished_at, result, seq)"
                    " VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (batch, domain) DO UPDATE SET status = excluded.status,"
                    " started_at = excluded.started_at, finished_at = excluded.finished_at, result = excluded.result,"
                    " seq = excluded.seq",
                    (
                        batch_id,
                        result.domain,
                        result.status.value,
                        _text(result.started_at),
                        _text(result.finished_at),
                        msgspec.json.encode(result).decode(),
                        seq,
                    ),
                )
                self._touch(batch_id)
                stored += 1
        return stored

    def _is_newer(self, batch_id: str, result: DomainResult) -> bool:
        row = self._connection.execute(
            "SELECT result, finished_at FROM domain WHERE batch = ? AND domain = ?", (batch_id, result.domain)
        ).fetchone()
        if row is None or row[0] is None:
            return True
        if result.finished_at is None:
            return False
        return row[1] is None or result.finished_at > datetime.fromisoformat(row[1])

    def _touch(self, batch_id: str) -> None:
        self._connection.execute(
            "UPDATE batch SET updated_at = ?, total = max(total, (SELECT count(*) FROM domain WHERE batch = id))"
            " WHERE id = ?",
            (_text(now()), batch_id),
        )

    def _kept(self, where: str, values: Iterable[object], limit: int) -> Iterator[Kept]:
        rows = self._connection.execute(
            f"SELECT * FROM batch WHERE {where} ORDER BY number DESC LIMIT ?",  # noqa: S608 -- this module's own words
            (*values, limit),
        ).fetchall()
        for row in rows:
            counts = dict(
                self._connection.execute(
                    "SELECT status, count(*) FROM domain WHERE batch = ? GROUP BY status", (row[1],)
                ).fetchall()
            )
            times = self._connection.execute(
                "SELECT min(started_at), max(finished_at), max(seq) FROM domain WHERE batch = ?", (row[1],)
            ).fetchone()
            yield Kept(
                **dict(zip(Kept.__struct_fields__[:7], row, strict=False)),
                is_run=bool(row[7]),
                is_cancelled=bool(row[8]),
                created_at=row[9],
                updated_at=row[10],
                counts=counts,
                started_at=times[0],
                finished_at=times[1],
                cursor=times[2] or 0,
            )

    def _transaction(self) -> "_Transaction":
        return _Transaction(self._connection)


class _Transaction:
    """A transaction with the next number of the order in which changes were made."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def __enter__(self) -> int:
        self._connection.execute("BEGIN IMMEDIATE")
        (seq,) = self._connection.execute("UPDATE counter SET value = value + 1 RETURNING value").fetchone()
        return int(seq)

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        self._connection.execute("ROLLBACK" if kind else "COMMIT")


def _text(instant: datetime | None) -> str | None:
    return None if instant is None else msgspec.to_builtins(instant)
