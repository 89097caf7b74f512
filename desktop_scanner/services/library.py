"""What people do with the batches that they keep: name, tag and note them, delete them, scan them again."""

from datetime import datetime, timedelta

from desktop_scanner.core import tags
from desktop_scanner.core.batches import BatchInfo
from desktop_scanner.core.clock import now
from desktop_scanner.core.errors import BatchBusyError, BatchNotFoundError, InputError
from desktop_scanner.core.statuses import BatchState
from desktop_scanner.core.targets import TargetList
from desktop_scanner.store.database import Store
from desktop_scanner.store.edits import Description
from desktop_scanner.store.locks import RunLock
from desktop_scanner.store.prune import Pruned

UNDO = timedelta(minutes=10)  # how long a deleted batch can be brought back
MAX_NAME = 200
MAX_NOTE = 10_000


class LibraryService:
    """Changes what is said of batches, and which are kept."""

    def __init__(self, store: Store) -> None:
        self._store = store

    async def rename(self, batch_id: str, name: str) -> BatchInfo:
        """Give the batch another name; raise InputError for an empty or endless one."""
        name = " ".join(name.split())
        if not 1 <= len(name) <= MAX_NAME:
            raise InputError(f"A batch's name has 1 to {MAX_NAME} characters.")
        return await self._store.describe(batch_id, Description(name=name))

    async def note(self, batch_id: str, note: str) -> BatchInfo:
        """Note something about the batch, in the place of what was noted before."""
        if len(note) > MAX_NOTE:
            raise InputError(f"A note has at most {MAX_NOTE:,} characters; this one has {len(note):,}.")
        return await self._store.describe(batch_id, Description(note=note.strip()))

    async def tag(self, batch: BatchInfo, *, add: tuple[str, ...] = (), remove: tuple[str, ...] = ()) -> BatchInfo:
        """Add and remove tags, whatever their capitals."""
        gone = {tag.casefold() for tag in remove}
        kept = {tag.casefold(): tag for tag in batch.tags if tag.casefold() not in gone}
        for tag in map(tags.clean, add):
            kept.setdefault(tag.casefold(), tag)
        return await self._store.describe(batch.id, Description(tags=tuple(kept.values())))

    async def delete(self, batch_id: str) -> None:
        """Delete a batch that nobody runs; it can be brought back until `tidy` removes it for good."""
        if RunLock.is_held(self._store.path, batch_id):
            raise BatchBusyError("This batch runs; cancel it first, then delete it.")
        await self._store.hide(batch_id)

    async def bring_back(self, batch_id: str) -> BatchInfo:
        """Undo `delete`; raise BatchNotFoundError where the batch is already removed."""
        batch = await self._store.show(batch_id)
        if batch is None:
            raise BatchNotFoundError("This batch was deleted too long ago to be brought back.")
        return batch

    async def tidy(self, deleted_before: datetime | None = None) -> int:
        """Remove batches deleted over ten minutes ago, give their space back, and return their number."""
        gone = await self._store.hidden(deleted_before or now() - UNDO)
        for batch_id in gone:
            await self._store.remove(batch_id)
        return len(gone)

    async def remove(self, batch_id: str) -> None:
        """Delete a batch for good, at once, and give its space back."""
        await self.delete(batch_id)
        await self._store.remove(batch_id)

    async def prune(self, older_than: timedelta) -> Pruned:
        """Remove pages and evidence of domains scanned longer ago, and give their space back; facts stay."""
        return await self._store.prune(now() - older_than)

    async def expire(self, older_than: timedelta) -> list[BatchInfo]:
        """Delete, as `delete` does, the batches that ended longer ago and return them.

        One that can still be resumed stays, and so does one with a tag, or that is repeated.
        """
        repeated = {each.batch_id for each in await self._store.schedules()}
        before = now() - older_than
        found = [each for each in await self._store.batches() if _is_past(each, before) and each.id not in repeated]
        for batch in found:
            await self._store.hide(batch.id)
        return found

    async def targets(self, batch_id: str, scanned_before: datetime | None = None) -> TargetList:
        """Return the batch's list, as a new one; with an instant, only what was last scanned before it, or never."""
        targets = await self._store.targets(batch_id, scanned_before)
        return TargetList(targets=tuple(targets))


def _is_past(batch: BatchInfo, before: datetime) -> bool:
    has_ended = batch.state in (BatchState.COMPLETED, BatchState.PARTIAL, BatchState.FAILED)
    return has_ended and not batch.tags and batch.finished_at is not None and batch.finished_at < before
