"""The one thread that writes: operations in the order in which they were asked for, results in groups.

A group is committed when its oldest result has waited 250 ms, when it holds 200, or before any other operation,
each of which is a transaction of its own. A future is settled after its commit and cannot be cancelled: whoever
stops waiting for a write does not undo it.

Where another program writes, an operation waits for it as long as its caller may: 30 s for one that is asked for once,
five at the end of a run, which people wait for, a second for one whose caller tries again and wants to hear of it.
"""

import threading
import time
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import Any, TypeVar

from sqlalchemy import Connection, Engine

from desktop_scanner.core.batches import DomainRow
from desktop_scanner.core.errors import StoreBusyError, StoreError
from desktop_scanner.core.results import DomainResult
from desktop_scanner.core.targets import ClaimedTarget
from desktop_scanner.store import faults, puts, records
from desktop_scanner.store.puts import Put

GROUP_S = 0.25
GROUP_SIZE = 200
PATIENT_S = 30.0
PROMPT_S = 1.0
SETTLING_S = 5.0

T = TypeVar("T")


class Writer:
    """A thread that owns the one connection that writes; after a fault it makes a new one."""

    def __init__(self, engine: Engine, path: Path) -> None:
        self._engine = engine
        self._path = path
        self._connection: Connection | None = None
        self._jobs: SimpleQueue[Callable[[], None] | None] = SimpleQueue()
        self._group: list[tuple[Future[DomainRow], Put]] = []
        self._due = 0.0
        self._door = threading.Lock()
        self._is_closed = False
        # A daemon: a program that forgets to close still ends, and what it was told to be stored is stored.
        self._thread = threading.Thread(target=self._work, name="store writer", daemon=True)
        self._thread.start()

    def submit(self, operation: Callable[[Connection], T], patience_s: float = PATIENT_S) -> Future[T]:
        """Run `operation` in a transaction of its own, after all that was asked for before."""
        future: Future[T] = _uncancellable()
        self._enqueue(lambda: self._run(operation, future, patience_s))
        return future

    def outside(self, statement: str, patience_s: float = PATIENT_S) -> Future[None]:
        """Run a statement that no transaction may enclose, after all that was asked for before."""
        future: Future[None] = _uncancellable()
        self._enqueue(lambda: self._run_outside(statement, future, patience_s))
        return future

    def put(self, target: ClaimedTarget, result: DomainResult) -> Future[DomainRow]:
        """Store the result with the next group."""
        future: Future[DomainRow] = _uncancellable()
        self._enqueue(lambda: self._add(target, result, future))
        return future

    @property
    def has_written(self) -> bool:
        """Return whether there may be something to tidy up after."""
        return self._connection is not None

    def close(self) -> None:
        """Do all that was asked for, then end the thread; a second call waits for the same end."""
        with self._door:
            if not self._is_closed:
                self._is_closed = True
                self._jobs.put(None)
        self._thread.join()

    def _enqueue(self, job: Callable[[], None]) -> None:
        with self._door:
            if self._is_closed:
                raise StoreError(f"The database {self._path} is closed already; open it again to go on.")
            self._jobs.put(job)

    def _work(self) -> None:
        while True:
            try:
                job = self._jobs.get(timeout=max(0.0, self._due - time.monotonic()) if self._group else None)
            except Empty:
                self._flush()
                continue
            if job is None:
                break
            job()
        self._flush()
        self._disconnect()

    def _run(self, operation: Callable[[Connection], T], future: Future[T], patience_s: float) -> None:
        self._flush()
        try:
            future.set_result(self._transact(operation, patience_s))
        except Exception as error:  # noqa: BLE001 -- it belongs to whoever waits; the thread must go on
            future.set_exception(error)

    def _run_outside(self, statement: str, future: Future[None], patience_s: float) -> None:
        self._flush()
        try:
            with faults.translated(self._path):
                if self._connection is None:
                    self._connection = self._engine.connect()
                cursor = self._connection.connection.cursor()
                cursor.execute(f"PRAGMA busy_timeout = {int(patience_s * 1000)}").fetchall()
                cursor.execute(statement).fetchall()
                cursor.execute(f"PRAGMA busy_timeout = {int(PROMPT_S * 1000)}").fetchall()
            future.set_result(None)
        except Exception as error:  # noqa: BLE001 -- as above
            future.set_exception(error)

    def _add(self, target: ClaimedTarget, result: DomainResult, future: Future[DomainRow]) -> None:
        try:
            put = Put(target, records.of(result))
        except Exception as error:  # noqa: BLE001 -- as above
            future.set_exception(error)
            return
        if not self._group:
            self._due = time.monotonic() + GROUP_S
        self._group.append((future, put))
        if len(self._group) >= GROUP_SIZE or time.monotonic() >= self._due:
            self._flush()

    def _flush(self) -> None:
        group, self._group = self._group, []
        if group:
            self._store(group)

    def _store(self, group: Sequence[tuple[Future[DomainRow], Put]]) -> None:
        try:
            outcomes = self._transact(lambda connection: puts.store(connection, [put for _, put in group]), PROMPT_S)
        except Exception as error:  # noqa: BLE001 -- as above
            if len(group) == 1 or isinstance(error, StoreError):
                _fail(group, error)
                return
            # A bug at one result: the others of its group must not suffer for it.
            for one in group:
                self._store([one])
            return
        for (future, _), outcome in zip(group, outcomes, strict=True):
            if isinstance(outcome, DomainRow):
                future.set_result(outcome)
            else:
                future.set_exception(outcome)

    def _transact(self, operation: Callable[[Connection], T], patience_s: float) -> T:
        deadline = time.monotonic() + patience_s
        while True:
            try:
                return self._try(operation)
            except StoreBusyError:  # it comes from BEGIN, before anything was done
                if time.monotonic() >= deadline:
                    raise

    def _try(self, operation: Callable[[Connection], T]) -> T:
        try:
            with faults.translated(self._path):
                if self._connection is None:
                    self._connection = self._engine.connect()
                with self._connection.begin():
                    return operation(self._connection)
        except StoreError:
            # The next transaction begins afresh, so that the work goes on when the fault is gone.
            self._disconnect()
            raise

    def _disconnect(self) -> None:
        connection, self._connection = self._connection, None
        if connection is not None:
            connection.close()


def _uncancellable() -> Future[Any]:
    future: Future[Any] = Future()
    future.set_running_or_notify_cancel()
    return future


def _fail(group: Sequence[tuple[Future[DomainRow], Put]], error: Exception) -> None:
    for future, _ in group:
        future.set_exception(error)
