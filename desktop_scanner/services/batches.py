"""Batches made, started, paused, cancelled and resumed; whose state is right whatever happens to a run."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from functools import partial
from uuid import UUID

from uuid_utils import uuid7

from desktop_scanner.core.batches import BatchInfo
from desktop_scanner.core.clock import now
from desktop_scanner.core.errors import BatchBusyError, BatchNotFoundError, InputError
from desktop_scanner.core.events import BatchFinished, Event
from desktop_scanner.core.failures import FailureKind
from desktop_scanner.core.options import ScanOptions, restore
from desktop_scanner.core.statuses import BatchState
from desktop_scanner.core.targets import TargetList
from desktop_scanner.services import option_files, secrets
from desktop_scanner.services.batch_run import BatchRun
from desktop_scanner.store.batches import NewBatch
from desktop_scanner.store.database import Store
from desktop_scanner.store.locks import RunLock

log = logging.getLogger(__name__)

MAX_COMPLAINTS = 10
_CHUNK = 5_000  # domains of a selection that are changed in one transaction
_BUSY = "Another window or command runs this batch; wait for it, or cancel it there."

Listener = Callable[[str, Event], None]
Override = Callable[[ScanOptions], ScanOptions]


class BatchService:
    """Runs batches on the caller's event loop."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._runs: dict[str, BatchRun] = {}
        self._starting: set[str] = set()
        self._listeners: list[Listener] = []

    def subscribe(self, listener: Listener) -> Callable[[], None]:
        """Call `listener(batch_id, event)` for each event from now on; the returned call ends that."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    async def create(
        self,
        targets: TargetList,
        options: ScanOptions,
        *,
        name: str | None = None,
        origin: str = "",
        predecessor: str | None = None,
    ) -> BatchInfo:
        """Store a new batch with its targets, before any of it runs; raise InputError if there is none."""
        if not targets.targets:
            raise InputError("The list has no domain that can be scanned.")
        new = NewBatch(
            batch_id=str(UUID(bytes=uuid7().bytes)),
            name=name or _default_name(targets),
            options=(await _usable(options)).storable(),
            origin=origin,
            targets=targets.targets,
            predecessor=predecessor,
        )
        batch = await self._store.create_batch(new)
        if not batch.total:
            await self._store.hide(batch.id)
            raise InputError(
                "Every domain of the list is on the suppression list; `desktop-scanner allow` takes one off."
            )
        return batch

    async def repeat(
        self, batch: BatchInfo, targets: TargetList, override: Override | None = None, *, name: str | None = None
    ) -> BatchInfo:
        """Scan targets of a batch again, with its options, as a new batch that has it as its predecessor.

        Raises SettingsError where a secret that was not stored is missing, before there is a new batch.
        """
        options, withheld = restore(batch.options)
        options = override(options) if override else options
        secrets.check_complete(options, withheld)
        made = await self.create(targets, options, name=name or batch.name, origin=batch.origin, predecessor=batch.id)
        return await self.start(made.id, given=options)

    async def reopen_failed(self, batch_id: str, kinds: Sequence[FailureKind] = (), ids: Sequence[int] = ()) -> int:
        """Let failed domains be scanned again, in place, and return how many; `start` goes on with the batch.

        A batch that runs here takes them up itself. Raises BatchBusyError where another process runs it.
        """
        if not ids:
            return await self._change(batch_id, partial(self._store.reopen_failed, batch_id, kinds))
        counts = [
            await self._change(
                batch_id, partial(self._store.reopen_failed, batch_id, kinds, ids[start : start + _CHUNK])
            )
            for start in range(0, len(ids), _CHUNK)
        ]
        return sum(counts)

    async def add(self, batch_id: str, targets: TargetList) -> int:
        """Add domains to a batch, and return how many it did not have; as `reopen_failed`."""
        return await self._change(batch_id, partial(self._store.add, batch_id, targets.targets))

    async def complaints(self, batch: BatchInfo) -> tuple[str, ...]:
        """Return what of the batch's further fingerprints cannot be used, a sentence each; its scan leaves it out."""
        options, _ = restore(batch.options)
        found = await asyncio.to_thread(option_files.complaints, options)
        more = len(found) - MAX_COMPLAINTS
        return found if more <= 0 else (*found[:MAX_COMPLAINTS], f"{more:,} more rules are left out.")

    async def start(
        self, batch_id: str, override: Override | None = None, *, given: ScanOptions | None = None
    ) -> BatchInfo:
        """Run a batch that is new, interrupted, paused or cancelled from where it stands.

        `given` are the options that a new batch was made with, secrets included; without them the stored ones are
        used, changed by `override`. Raises SettingsError where a secret is missing, BatchBusyError where another
        process runs the batch, and does nothing for a batch that is complete.
        """
        if batch_id in self._runs or batch_id in self._starting:
            return await self._known(batch_id)  # asked twice, as by a double click
        self._starting.add(batch_id)
        try:
            return await self._start_locked(batch_id, override, given)
        finally:
            self._starting.discard(batch_id)

    async def wait(self, batch_id: str) -> BatchFinished:
        """Return how the batch ended, once it has, where this process runs it; else how it stands."""
        if run := self._runs.get(batch_id):
            return await run.wait()
        batch = await self._known(batch_id)
        return BatchFinished(state=batch.state, counts=batch.counts)

    def is_running(self, batch_id: str) -> bool:
        """Return whether this process runs the batch."""
        return batch_id in self._runs

    async def cancel(self, batch_id: str) -> None:
        """Cancel the batch, whoever runs it, also when nobody does."""
        if run := self._runs.get(batch_id):
            run.runner.cancel()
        elif (lock := await self._lock(batch_id)) is None:
            await self._store.request(batch_id, "cancel")
        else:
            with lock:
                await self._cancel_at_rest(batch_id)

    async def pause(self, batch_id: str) -> None:
        """Pause the batch, whoever runs it: what is in flight ends within seconds, the rest waits for `start`."""
        if run := self._runs.get(batch_id):
            run.runner.pause()
        elif RunLock.is_held(self._store.path, batch_id):
            await self._store.request(batch_id, "pause")

    async def set_concurrency(self, batch_id: str, domains: int) -> BatchInfo:
        """Have the batch scan this many domains at once, from now on where it runs, whoever runs it; it is kept.

        Raises SettingsError for a number beyond the option's limits.
        """
        checked = ScanOptions(concurrency=domains).checked().concurrency
        batch = await self._store.set_concurrency(batch_id, checked)
        if run := self._runs.get(batch_id):
            run.set_concurrency(checked)
        return batch

    async def close(self) -> None:
        """Interrupt the batches that this process runs and wait until they are settled."""
        runs = list(self._runs.values())
        for run in runs:
            run.runner.interrupt()
        for run in runs:
            await run.wait()

    async def _change(self, batch_id: str, change: Callable[[], Awaitable[int]]) -> int:
        if run := self._runs.get(batch_id):
            count = await change()
            run.runner.look_again()
            return count
        if (lock := await self._lock(batch_id)) is None:
            raise BatchBusyError(_BUSY)
        with lock:
            return await change()

    async def _lock(self, batch_id: str) -> RunLock | None:
        # It may wait a moment for someone who only looks, which a loop that paints a window must not.
        return await asyncio.to_thread(RunLock.try_acquire, self._store.path, batch_id)

    async def _cancel_at_rest(self, batch_id: str) -> None:
        batch = await self._known(batch_id)
        if batch.state.is_resumable or batch.state is BatchState.RUNNING:
            await self._store.cancel_unfinished(batch_id)
            await self._store.end_run(batch_id, BatchState.CANCELLED)

    async def _known(self, batch_id: str) -> BatchInfo:
        batch = await self._store.batch(batch_id)
        if batch is None:
            raise BatchNotFoundError("This batch is no longer in the database.")
        return batch

    async def _start_locked(self, batch_id: str, override: Override | None, given: ScanOptions | None) -> BatchInfo:
        lock = await self._lock(batch_id)
        if lock is None:
            raise BatchBusyError(_BUSY)
        try:
            return await self._start(batch_id, override, given, lock)
        except BaseException:
            lock.release()
            raise

    async def _start(
        self, batch_id: str, override: Override | None, given: ScanOptions | None, lock: RunLock
    ) -> BatchInfo:
        batch = await self._known(batch_id)
        options, withheld = restore(batch.options)
        if given is not None:
            options = given
        elif override is not None:
            options = override(options)
        secrets.check_complete(options, withheld)
        # The keyring may ask its owner first, and takes its time.
        revealed = await asyncio.to_thread(secrets.reveal, await _usable(options))
        if batch.state is BatchState.CANCELLED:
            await self._store.reopen_cancelled(batch_id)
        elif not batch.state.is_resumable and batch.state is not BatchState.RUNNING:
            lock.release()
            return batch
        known, batch = batch, await self._store.begin_run(batch_id)
        run = BatchRun(self._store, batch, revealed, lock, known.concurrency)
        self._runs[batch_id] = run
        run.start(self._tell)
        return batch

    def _tell(self, batch_id: str, event: Event) -> None:
        if isinstance(event, BatchFinished):
            self._runs.pop(batch_id, None)
        for listener in list(self._listeners):
            try:
                listener(batch_id, event)
            except Exception:
                log.exception("A listener failed at %s", type(event).__name__)  # its bug; others must hear all the same


async def _usable(options: ScanOptions) -> ScanOptions:
    """Return the options, checked; also what only a look at the disk can tell. A worker that meets it later ends."""
    checked = options.checked()
    await asyncio.to_thread(option_files.check, checked)  # thousands of rules may stand there, and a window waits
    return checked


def _default_name(targets: TargetList) -> str:
    first = targets.targets[0].domain_display
    more = len(targets.targets) - 1
    return f"{first} and {more:,} more" if more else f"{first}, {now():%d %b %Y}"
