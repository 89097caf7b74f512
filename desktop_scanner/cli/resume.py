"""`desktop-scanner resume`: go on with a batch that did not reach its end."""

import asyncio
from functools import partial
from pathlib import Path
from typing import Any

from msgspec import Struct

from desktop_scanner.cli import flags as scan_flags
from desktop_scanner.cli import messages, outputs, phrases, workspaces
from desktop_scanner.cli.arguments import Batch, Database, FormatChoice, LayoutChoice, LayoutName, Output, Quiet
from desktop_scanner.cli.interruption import Interruption
from desktop_scanner.cli.outcome import Status
from desktop_scanner.cli.running import Run, run
from desktop_scanner.core.options import ScanOptions
from desktop_scanner.core.statuses import BatchState


class _Asked(Struct, frozen=True, kw_only=True):
    batch: str
    flags: dict[str, Any]
    to: outputs.Destination | None
    database: Path | None
    is_quiet: bool


@scan_flags.with_scan_flags
def resume(
    batch: Batch,
    *,
    output: Output = None,
    format: FormatChoice = None,  # noqa: A002 -- the flag's name
    layout: LayoutChoice = LayoutName.DOMAINS,
    database: Database = None,
    quiet: Quiet = False,
    **flags: Any,
) -> int:
    """Go on with a batch that did not reach its end.

    It was interrupted, paused or cancelled. Its own options are used again where no flag says otherwise.
    """
    scan_flags.changed(ScanOptions(), flags)  # a flag that cannot be used is found before anything is done
    to = outputs.destination(output, format, layout)
    asked = _Asked(batch=batch, flags=flags, to=to, database=database, is_quiet=quiet)
    return asyncio.run(_resume(asked))


async def _resume(asked: _Asked) -> Status:
    with Interruption() as interruption:
        async with workspaces.opened(asked.database) as workspace:
            batch = await workspace.history.find(asked.batch)
            if not batch.state.is_resumable and batch.state is not BatchState.RUNNING:
                messages.note(
                    f"The batch {batch.id} is complete: {phrases.counts(batch.counts)}. Nothing is left to do.",
                    is_quiet=asked.is_quiet,
                )
                if asked.to is not None:
                    await outputs.write(workspace, batch.id, asked.to)
                return Status.OK
            left = batch.total - batch.done + batch.counts.get("cancelled", 0)
            messages.note(f"Going on with {phrases.domains(left)}.", is_quiet=asked.is_quiet)
            override = partial(scan_flags.changed, flags=asked.flags)
            await workspace.remote_runs.watch(batch.id)
            start = partial(workspace.batches.start, batch.id, override)
            run_asked = Run(start=start, to=asked.to, database=asked.database, is_quiet=asked.is_quiet)
            return await run(workspace, interruption, run_asked)
