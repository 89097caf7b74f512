"""Processes that a test runs beside its own: python -m tests.unit.store.child ACTION DATABASE BATCH."""

import asyncio
import sys
from pathlib import Path

from desktop_scanner.core.statuses import BatchState, batch_state
from desktop_scanner.store import writer
from desktop_scanner.store.batches import NewBatch
from desktop_scanner.store.database import Store
from desktop_scanner.store.locks import RunLock
from tests.unit.store import samples


async def scan(database: Path, batch_id: str, count: int) -> None:
    """Run a batch to its end and print the id of each target once its result is committed."""
    store = await Store.open(database)
    lock = RunLock.try_acquire(database, batch_id)
    assert lock
    await samples.started(store, samples.targets(count), batch_id)
    while claimed := await store.claim(batch_id, 10):
        for row in await asyncio.gather(*(store.put(one, samples.rich(one)) for one in claimed)):
            _say(str(row.target_id))
    await store.end_run(batch_id, batch_state(count, {}))
    await store.close()
    lock.release()


async def hold(database: Path, batch_id: str) -> None:
    """Hold the batch's lock until standard input ends."""
    with RunLock.try_acquire(database, batch_id) or sys.exit("The lock is held."):
        _say("held")
        await asyncio.to_thread(sys.stdin.read)


async def create(database: Path, batch_id: str) -> None:
    """Open a database that may not be there yet, and add a batch."""
    store = await Store.open(database)
    await store.create_batch(NewBatch(batch_id=batch_id, name="", options={}, origin="", targets=samples.targets(3)))
    await store.end_run(batch_id, BatchState.PAUSED)
    await store.close()


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def main() -> None:
    """Do what the arguments say."""
    writer.GROUP_S = 0.01
    action, database, batch_id, *count = sys.argv[1:]
    if action == "scan":
        asyncio.run(scan(Path(database), batch_id, int(count[0])))
    elif action == "hold":
        asyncio.run(hold(Path(database), batch_id))
    else:
        asyncio.run(create(Path(database), batch_id))


if __name__ == "__main__":
    main()
