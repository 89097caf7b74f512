"""The process that is killed: python -m tests.crashes.victim ACTION DATABASE TOLD [RULE...].

What a listener is told as stored is appended to the file TOLD, which outlives the process. A line on standard output
says each step, so that it is killed in the midst of one and not while Python starts.
"""

import asyncio
import os
import sys
from pathlib import Path

from desktop_scanner.core.events import DomainFinished, Event
from desktop_scanner.core.options import ScanOptions
from desktop_scanner.core.statuses import BatchState
from desktop_scanner.intake import lists
from desktop_scanner.services.workspace import Workspace
from desktop_scanner.store.batches import NewBatch
from desktop_scanner.store.database import Store
from desktop_scanner.store.locks import RunLock
from tests.unit.store import samples

DOMAINS = 120
CLOSED = 10  # sites at which nobody listens
DELETED = 2_000
OTHER = "no scan"  # the name of batches whose results are made up


class Told:
    """Writes a line for each result that was told to be stored."""

    def __init__(self, path: Path) -> None:
        self._file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND)

    def __call__(self, batch_id: str, event: Event) -> None:
        if isinstance(event, DomainFinished):
            self.write(batch_id, event.row.domain, event.row.status.value)

    def write(self, *words: str) -> None:
        """Write a line, which the system keeps from then on whatever becomes of this process."""
        os.write(self._file, f"{' '.join(words)}\n".encode())
        _step()


def _step() -> None:
    os.write(1, b".\n")


def options(rules: list[str]) -> ScanOptions:
    """Return the options of the batch that is killed again and again."""
    return ScanOptions(
        connect_to=tuple(rules),
        delay_ms=0,
        max_pages=2,
        retries=0,
        workers=2,
        concurrency=20,
        # No load of this machine exceeds them, which would make results differ.
        request_timeout_s=120,
        domain_timeout_s=900,
    )


async def scan(database: Path, told: Path, rules: list[str]) -> None:
    """Run the batch that is not finished, or a new one, to its end."""
    async with await Workspace.open(database) as workspace:
        workspace.batches.subscribe(Told(told))
        known = [batch for batch in await workspace.history.batches() if batch.name != OTHER]
        waiting = [batch for batch in known if batch.state.is_resumable]
        if not waiting:
            names = [f"site{number}.many-sites.net" for number in range(DOMAINS)]
            names += [f"closed{number}.many-sites.net" for number in range(CLOSED)]
            waiting = [await workspace.batches.create(lists.read_text("\n".join(names)), options(rules))]
        await workspace.batches.start(waiting[0].id)
        _step()
        await workspace.batches.wait(waiting[0].id)


async def store(database: Path, told: Path, rules: list[str]) -> None:
    """Claim and put as fast as it goes, so that a kill falls into a transaction."""
    write, opened = Told(told).write, await Store.open(database)
    batch_id = rules[0]
    with RunLock.try_acquire(database, batch_id) or sys.exit("The lock is held."):
        if await opened.batch(batch_id) is None:
            new = NewBatch(batch_id=batch_id, name=OTHER, options={}, origin="", targets=samples.targets(1_000))
            await opened.create_batch(new)
        await opened.begin_run(batch_id)
        _step()
        while claimed := await opened.claim(batch_id, 20):
            for row in await asyncio.gather(*(opened.put(one, samples.rich(one)) for one in claimed)):
                write(batch_id, row.domain, row.status.value)
        await opened.end_run(batch_id, BatchState.COMPLETED)
    await opened.close()


async def delete(database: Path, _told: Path, rules: list[str]) -> None:
    """Make a batch, delete another that was made before, and give its space back."""
    opened = await Store.open(database)
    _step()
    for batch_id in await opened.hidden(samples.AT.replace(year=2100)):
        await opened.remove(batch_id)
    _step()
    new = NewBatch(batch_id=rules[0], name=OTHER, options={}, origin="", targets=samples.targets(DELETED))
    await opened.create_batch(new)
    _step()
    await opened.hide(rules[0])
    while await opened.remove_some(rules[0]):
        _step()
    await opened.remove(rules[0])
    await opened.close()


async def migrate(database: Path, _told: Path, _rules: list[str]) -> None:
    """Open a database of an older schema."""
    _step()
    await (await Store.open(database)).close()


if __name__ == "__main__":
    action, *paths = sys.argv[1:4]
    chosen = {"scan": scan, "store": store, "delete": delete, "migrate": migrate}[action]
    asyncio.run(chosen(Path(paths[0]), Path(paths[1]), sys.argv[4:]))
