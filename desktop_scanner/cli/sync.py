"""`desktop-scanner sync`: batches with their results pushed to a server, and those of there fetched."""

import asyncio
from typing import Annotated, Any

import typer

from desktop_scanner.cli import listings, messages, phrases, workspaces
from desktop_scanner.cli.arguments import AsJson, Database, Quiet
from desktop_scanner.cli.interruption import Interruption
from desktop_scanner.cli.outcome import Status
from desktop_scanner.core.errors import InputError
from desktop_scanner.core.outbox import Operation, OperationKind
from desktop_scanner.services.tally import Tally

_SHOWN_PROBLEMS = 10


def sync(  # noqa: PLR0913 -- each is a flag of its own
    batch: Annotated[
        str | None, typer.Argument(metavar="BATCH", help="One batch; by default all, and those of the server.")
    ] = None,
    *,
    remote: Annotated[
        str | None, typer.Option("--remote", metavar="NAME", help="The server; by default the default one.")
    ] = None,
    push: Annotated[bool, typer.Option("--push", help="Only push.", show_default=False)] = False,
    pull: Annotated[bool, typer.Option("--pull", help="Only fetch.", show_default=False)] = False,
    wait: Annotated[float, typer.Option("--wait", metavar="S", help="Try for so long where the way is broken.")] = 60.0,
    json: AsJson = False,
    database: Database = None,
    quiet: Quiet = False,
) -> int:
    """Push batches with their results to a server, and fetch those of there.

    What cannot be done now waits in the outbox and is tried again by the next sync. Of a domain that was scanned on
    both sides the newest result counts; `conflicts` lists those.
    """
    if push and pull:
        raise InputError("--push and --pull each mean only that; leave both away for both.")

    async def work() -> tuple[Tally, list[Operation]]:
        with Interruption() as interruption:
            async with workspaces.opened(database) as workspace:
                batch_id = (await workspace.history.find(batch)).id if batch else None
                syncing = workspace.sync.sync(batch_id, remote, push=not pull, pull=not push, patience_s=wait)
                tally = await interruption.unless(syncing)
                return tally, await workspace.sync.operations()

    tally, left = asyncio.run(work())
    left = [each for each in left if each.kind is not OperationKind.SUBMIT]
    if json:
        listings.write_json(_plain(tally, left))
    else:
        _tell(tally, is_quiet=quiet)
    for each in left:
        messages.warning(
            f"{each.kind.value} of {each.batch_id or each.remote} is {each.state.value}: {each.last_error}"
        )
    return Status.FAULT if left else Status.OK


def _tell(tally: Tally, *, is_quiet: bool) -> None:
    parts = [f"{phrases.domains(tally.sent)} pushed", f"{tally.taken:,} fetched"]
    if tally.kept_there:
        parts.append(f"{tally.kept_there:,} newer there")
    if tally.conflicts:
        parts.append(f"{tally.conflicts:,} scanned on both sides (`desktop-scanner conflicts`)")
    messages.note(f"{', '.join(parts)}.", is_quiet=is_quiet)
    for problem in tally.problems[:_SHOWN_PROBLEMS]:
        messages.warning(problem)
    more = len(tally.problems) - _SHOWN_PROBLEMS
    if more > 0:
        messages.warning(f"And {more:,} more like these.")


def _plain(tally: Tally, left: list[Operation]) -> dict[str, Any]:
    return {
        "pushed": tally.sent,
        "fetched": tally.taken,
        "newer_there": tally.kept_there,
        "newer_here": tally.kept_here,
        "conflicts": tally.conflicts,
        "problems": list(tally.problems),
        "left": [{"id": each.id, "kind": each.kind, "state": each.state, "error": each.last_error} for each in left],
    }
