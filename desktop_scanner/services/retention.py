"""How long results are kept, as the settings say: what is older is removed by whoever looks."""

from datetime import timedelta

from msgspec import Struct

from desktop_scanner.core.batches import BatchInfo
from desktop_scanner.core.settings.groups import Storage
from desktop_scanner.services.library import LibraryService
from desktop_scanner.store.prune import Pruned


class Tidied(Struct, frozen=True):
    """What was removed."""

    pruned: Pruned = Pruned(after=None)
    batches: tuple[BatchInfo, ...] = ()


async def tidy(library: LibraryService, storage: Storage) -> Tidied:
    """Delete the batches, and remove the pages and evidence, that are older than the settings keep them."""
    expired: list[BatchInfo] = []
    pruned = Pruned(after=None)
    if storage.batch_days:
        expired = await library.expire(timedelta(days=storage.batch_days))
    if storage.evidence_days:
        pruned = await library.prune(timedelta(days=storage.evidence_days))
    return Tidied(pruned, tuple(expired))
