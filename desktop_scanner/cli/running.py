"""A batch run by a command: shown while it runs, interrupted by signals, its results written at its end."""

import asyncio
from collections import Counter
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from desktop_scanner.cli import messages, outputs, phrases, remote_following
from desktop_scanner.cli.interruption import Interruption
from desktop_scanner.cli.outcome import Status, status_of_batch
from desktop_scanner.cli.outputs import Destination
from desktop_scanner.cli.progress import BatchProgress
from desktop_scanner.cli.remote_following import RemoteNotes
from desktop_scanner.core.batches import BatchInfo
from desktop_scanner.core.events import BatchFinished
from desktop_scanner.core.queries import RowFilter, RowOrder
from desktop_scanner.core.statuses import BatchState, DomainStatus

if TYPE_CHECKING:
    from desktop_scanner.services.workspace import Workspace

_CHUNK = 1_000
_FINISHED = RowFilter(statuses=(DomainStatus.COMPLETED, DomainStatus.FAILED))


class Run(Struct, frozen=True, kw_only=True):
    """What a command asked for: its batch started by `start`, its results written to `to`."""

    start: Callable[[], Awaitable[BatchInfo]]
    to: Destination | None
    database: Path | None
    is_quiet: bool


async def run(workspace: "Workspace", interruption: Interruption, asked: Run) -> Status:
    """Run the batch to its end or until a signal comes; write its results, say how it went."""
    with BatchProgress(is_quiet=asked.is_quiet) as progress:
        forget = [workspace.batches.subscribe(each) for each in (progress.on_event, RemoteNotes().on_event)]
        try:
            batch = await asked.start()
            for complaint in await workspace.batches.complaints(batch):
                messages.warning(complaint)
            finished = await _end_of(workspace, batch.id, interruption)
            await remote_following.wait_beside(workspace, batch.id, interruption)
        finally:
            for each in forget:
                each()
    if finished.error is not None:
        messages.error(finished.error)
    await _write(workspace, batch.id, finished, asked)
    link = await remote_following.tell(workspace, batch.id, asked.database, is_quiet=asked.is_quiet)
    if link is None or not link.is_run_there or not link.sentence:
        await _tell(workspace, batch.id, finished, progress, asked)
    status = remote_following.status_of(finished, link)
    return status_of_batch(finished) if status is None else status


async def failures(workspace: "Workspace", batch_id: str) -> Counter[str]:
    """Return how many of a batch's domains failed in which way."""
    failed = RowFilter(statuses=(DomainStatus.FAILED,))
    ids = await workspace.history.row_ids(batch_id, RowOrder(), failed)
    found: Counter[str] = Counter()
    for start in range(0, len(ids), _CHUNK):
        rows = await workspace.history.rows(ids[start : start + _CHUNK])
        found.update(row.failure_kind.value for row in rows if row.failure_kind)
    return found


async def _end_of(workspace: "Workspace", batch_id: str, interruption: Interruption) -> BatchFinished:
    end = asyncio.create_task(workspace.batches.wait(batch_id), name=f"wait for batch {batch_id}")
    signalled = asyncio.create_task(interruption.wait(), name="wait for a signal")
    try:
        await asyncio.wait((end, signalled), return_when=asyncio.FIRST_COMPLETED)
        if not end.done():
            await workspace.batches.close()
        return await end
    finally:
        signalled.cancel()


async def _write(workspace: "Workspace", batch_id: str, finished: BatchFinished, asked: Run) -> None:
    """Write every result of a batch that ended, and of one that did not those that it has."""
    if asked.to is None or finished.error is not None:
        return
    where = _FINISHED if finished.state in (BatchState.INTERRUPTED, BatchState.PAUSED) else RowFilter()
    sentence = await outputs.write(workspace, batch_id, asked.to, where=where)
    if sentence:
        messages.note(sentence, is_quiet=asked.is_quiet)


async def _tell(
    workspace: "Workspace", batch_id: str, finished: BatchFinished, progress: BatchProgress, asked: Run
) -> None:
    batch = await workspace.history.find(batch_id)
    if finished.state.is_resumable:
        resume = phrases.command("resume", batch_id, database=asked.database)
        messages.warning(
            f"The batch is {finished.state.value} after {phrases.scanned(batch):,} of {phrases.domains(batch.total)}; "
            f"what is finished is in the database. `{resume}` goes on."
        )
        return
    parts = [f"{phrases.domains(batch.total)} in {phrases.duration(progress.elapsed_s)}"]
    parts.append(phrases.counts(batch.counts))
    summary = ": ".join(parts)
    by_kind = phrases.kinds(await failures(workspace, batch_id))
    show = phrases.command("show", batch_id, database=asked.database)
    messages.note(f"{summary}{f' ({by_kind})' if by_kind else ''}.", is_quiet=asked.is_quiet)
    messages.note(f"All of it is in the database: `{show}`.", is_quiet=asked.is_quiet)
