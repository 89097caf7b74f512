"""`schedule`, `schedules` and `run-due`: batches that are repeated."""

import asyncio
from functools import partial
from typing import TYPE_CHECKING, Annotated

import typer

from desktop_scanner.cli import listings, messages, phrases, workspaces
from desktop_scanner.cli.arguments import AsJson, Batch, Database, Quiet
from desktop_scanner.cli.interruption import Interruption
from desktop_scanner.cli.outcome import Status
from desktop_scanner.cli.running import Run, run
from desktop_scanner.core.errors import BatchBusyError, InputError, ScannerError
from desktop_scanner.core.schedules import Every, Schedule

if TYPE_CHECKING:
    from desktop_scanner.services.workspace import Workspace


def schedule(
    batch: Batch,
    *,
    every: Annotated[
        Every | None, typer.Option("--every", help="Scan its list again daily, weekly or monthly.", show_default=False)
    ] = None,
    stop: Annotated[bool, typer.Option("--stop", help="Repeat it no more.", show_default=False)] = False,
    database: Database = None,
    quiet: Quiet = False,
) -> int:
    """Repeat a batch.

    An open window starts what is due; without one, let cron or the Task Scheduler run `desktop-scanner run-due`.
    """
    if (every is None) != stop:
        raise InputError("Say how often with --every, or --stop.")

    async def change() -> str:
        async with workspaces.opened(database) as workspace:
            found = await workspace.history.find(batch)
            if every is None:
                await workspace.schedules.stop(found.id)
                return f'"{found.name}" is not repeated any more.'
            at = await workspace.schedules.repeat(found.id, every)
            return f'"{found.name}" is repeated {every.value}, next on {phrases.instant(at)}.'

    messages.note(asyncio.run(change()), is_quiet=quiet)
    return Status.OK


def schedules(*, json: AsJson = False, database: Database = None, quiet: Quiet = False) -> int:
    """List the batches that are repeated, the next one first."""

    async def read() -> list[Schedule]:
        async with workspaces.opened(database) as workspace:
            return await workspace.schedules.all()

    found = asyncio.run(read())
    if json:
        listings.write_json(found)
        return Status.OK
    names = ("Batch", "Name", "Every", "Next")
    rows = ((each.batch_id, each.batch_name, each.every.value, phrases.instant(each.next_at)) for each in found)
    return listings.show(
        found,
        names,
        rows,
        nothing="No batch is repeated; `desktop-scanner schedule BATCH --every weekly` does so.",
        is_quiet=quiet,
    )


def run_due(*, database: Database = None, quiet: Quiet = False) -> int:
    """Scan what is due, one batch after the other, and end.

    One that cannot be started is named, and the others go on.
    """

    async def work() -> Status:
        with Interruption() as interruption:
            async with workspaces.opened(database) as workspace:
                due = await workspace.schedules.due()
                messages.note(f"{len(due):,} {'batch is' if len(due) == 1 else 'batches are'} due.", is_quiet=quiet)
                starts = (partial(workspace.schedules.start, each) for each in due)
                runs = [Run(start=start, to=None, database=database, is_quiet=quiet) for start in starts]
                return await _run_each(workspace, interruption, list(zip(due, runs, strict=True)))

    return asyncio.run(work())


async def _run_each(workspace: "Workspace", interruption: Interruption, asked: "list[tuple[Schedule, Run]]") -> Status:
    worst = Status.OK
    for schedule, each in asked:
        try:
            status = await run(workspace, interruption, each)
        except BatchBusyError as error:
            messages.warning(str(error))
            continue
        except ScannerError as error:
            messages.error(f"{schedule.batch_name}: {error}")
            status = Status.UNUSABLE
        if status is Status.INTERRUPTED:
            return status
        worst = status if worst is Status.OK else worst
    return worst
