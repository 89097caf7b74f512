"""Batches repeated when they are due, by whichever window or command looks first."""

from datetime import datetime

from desktop_scanner.core.batches import BatchInfo
from desktop_scanner.core.clock import now
from desktop_scanner.core.errors import BatchBusyError, BatchNotFoundError, InputError
from desktop_scanner.core.schedules import Every, Schedule, next_time
from desktop_scanner.services.batches import BatchService
from desktop_scanner.services.library import LibraryService
from desktop_scanner.store.database import Store


class ScheduleService:
    """Keeps the schedules, and starts what is due."""

    def __init__(self, store: Store, batches: BatchService, library: LibraryService) -> None:
        self._store = store
        self._batches = batches
        self._library = library

    async def all(self) -> list[Schedule]:
        """Return the schedules, the next one first."""
        return await self._store.schedules()

    async def due(self, at: datetime | None = None) -> list[Schedule]:
        """Return the schedules whose time has come."""
        moment = at or now()
        return [each for each in await self.all() if each.next_at <= moment]

    async def repeat(self, batch_id: str, every: Every, first: datetime | None = None) -> datetime:
        """Repeat a batch, at first a day, week or month from now; return when that will be."""
        moment = now()
        next_at = first or next_time(every, moment, moment)
        await self._store.put_schedule(batch_id, every, next_at)
        return next_at

    async def stop(self, batch_id: str) -> None:
        """Repeat a batch no more; raise InputError where it was not to be repeated."""
        if not await self._store.remove_schedule(batch_id):
            raise InputError("This batch is not repeated; `desktop-scanner schedules` lists those that are.")

    async def start(self, due: Schedule, at: datetime | None = None) -> BatchInfo:
        """Start the next repetition as a new batch, which takes the schedule over.

        Raises BatchBusyError where another process was first, and SettingsError where an option needs a secret that
        was not stored; the schedule has moved on even then.
        """
        moment = at or now()
        if not await self._store.take_schedule(due, next_time(due.every, due.next_at, moment)):
            raise BatchBusyError(f'Another window or command has started "{due.batch_name}" already.')
        batch = await self._store.batch(due.batch_id)
        if batch is None:
            raise BatchNotFoundError(f'"{due.batch_name}" was deleted in this moment.')
        targets = await self._library.targets(batch.id)
        made = await self._batches.repeat(batch, targets)
        await self._store.pass_schedule_on(batch.id, made.id)
        return made
