"""`retry`, `rescan` and `add`: more to do for a batch that was scanned."""

import asyncio
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Annotated, Any

import typer
from msgspec import Struct

from desktop_scanner.cli import flags as scan_flags
from desktop_scanner.cli import inputs, messages, outputs, phrases, workspaces
from desktop_scanner.cli.arguments import (
    Batch,
    Column,
    Database,
    FormatChoice,
    Inputs,
    LayoutChoice,
    LayoutName,
    Output,
    Quiet,
    Sheet,
)
from desktop_scanner.cli.interruption import Interruption
from desktop_scanner.cli.outcome import Status
from desktop_scanner.cli.running import Run, run
from desktop_scanner.core.batches import BatchInfo
from desktop_scanner.core.clock import now
from desktop_scanner.core.errors import SettingsError
from desktop_scanner.core.failures import FailureKind
from desktop_scanner.core.options import ScanOptions
from desktop_scanner.core.statuses import DomainStatus


class _Asked(Struct, frozen=True, kw_only=True):
    batch: str
    flags: dict[str, Any]
    to: outputs.Destination | None
    database: Path | None
    is_quiet: bool


@scan_flags.with_scan_flags
def retry(  # noqa: PLR0913 -- each is a flag that people type
    batch: Batch,
    *,
    kind: Annotated[
        list[str] | None,
        typer.Option(
            "--kind", metavar="KIND", help="Only failures of this kind, such as read_timeout. May be repeated."
        ),
    ] = None,
    output: Output = None,
    format: FormatChoice = None,  # noqa: A002 -- the flag's name
    layout: LayoutChoice = LayoutName.DOMAINS,
    database: Database = None,
    quiet: Quiet = False,
    **flags: Any,
) -> int:
    """Scan a batch's failed domains again, in place."""
    kinds = tuple(_kind(word) for words in kind or () for word in words.split(","))
    return asyncio.run(
        _retry(_asked(batch, flags, outputs.destination(output, format, layout), database, quiet), kinds)
    )


@scan_flags.with_scan_flags
def rescan(  # noqa: PLR0913 -- each is a flag that people type
    batch: Batch,
    *,
    older_than: Annotated[
        float | None,
        typer.Option("--older-than", metavar="DAYS", min=0, help="Only what was not scanned in the last DAYS days."),
    ] = None,
    name: Annotated[str | None, typer.Option("--name", metavar="TEXT", help="The new batch's name.")] = None,
    output: Output = None,
    format: FormatChoice = None,  # noqa: A002 -- the flag's name
    layout: LayoutChoice = LayoutName.DOMAINS,
    database: Database = None,
    quiet: Quiet = False,
    **flags: Any,
) -> int:
    """Scan a batch's list again, as a new batch.

    What was found before stays as it is, to be compared with.
    """
    asked = _asked(batch, flags, outputs.destination(output, format, layout), database, quiet)
    return asyncio.run(_rescan(asked, older_than, name))


def add(  # noqa: PLR0913 -- each is a flag that people type
    batch: Batch,
    domains: Annotated[list[str] | None, typer.Argument(metavar="DOMAIN", help="Domains or addresses.")] = None,
    *,
    input: Inputs = None,  # noqa: A002 -- the flag's name
    column: Column = None,
    sheet: Sheet = None,
    database: Database = None,
    quiet: Quiet = False,
) -> int:
    """Add domains to a batch; `resume` scans them."""
    targets = inputs.read(domains or (), input or (), column, sheet=sheet)

    async def change() -> Status:
        async with workspaces.opened(database) as workspace:
            found = await workspace.history.find(batch)
            added = await workspace.batches.add(found.id, targets)
            messages.note(_added(found, added, len(targets.targets)), is_quiet=quiet)
        return Status.OK

    return asyncio.run(change())


async def _retry(asked: _Asked, kinds: tuple[FailureKind, ...]) -> Status:
    with Interruption() as interruption:
        async with workspaces.opened(asked.database) as workspace:
            batch = await workspace.history.find(asked.batch)
            count = await workspace.batches.reopen_failed(batch.id, kinds)
            if not count:
                which = " of this kind" if kinds else ""
                messages.note(f"No domain of the batch failed{which}; nothing is to be done.", is_quiet=asked.is_quiet)
                return Status.OK
            messages.note(f"Trying {phrases.domains(count)} again.", is_quiet=asked.is_quiet)
            start = partial(workspace.batches.start, batch.id, partial(scan_flags.changed, flags=asked.flags))
            return await run(workspace, interruption, _run(asked, start))


async def _rescan(asked: _Asked, older_than: float | None, name: str | None) -> Status:
    with Interruption() as interruption:
        async with workspaces.opened(asked.database) as workspace:
            batch = await workspace.history.find(asked.batch)
            before = None if older_than is None else now() - timedelta(days=older_than)
            targets = await workspace.library.targets(batch.id, before)
            if not targets.targets:
                messages.note(
                    "Every domain of the batch was scanned since; nothing is to be done.", is_quiet=asked.is_quiet
                )
                return Status.OK
            messages.note(f"Scanning {phrases.domains(len(targets.targets))} again.", is_quiet=asked.is_quiet)

            override = partial(scan_flags.changed, flags=asked.flags)
            start = partial(workspace.batches.repeat, batch, targets, override, name=name)
            return await run(workspace, interruption, _run(asked, start))


def _asked(
    batch: str, flags: dict[str, Any], to: outputs.Destination | None, database: Path | None, is_quiet: bool
) -> _Asked:
    scan_flags.changed(ScanOptions(), flags)  # a flag that cannot be used is found before anything is done
    return _Asked(batch=batch, flags=flags, to=to, database=database, is_quiet=is_quiet)


def _run(asked: _Asked, start: Any) -> Run:
    return Run(start=start, to=asked.to, database=asked.database, is_quiet=asked.is_quiet)


def _kind(word: str) -> FailureKind:
    try:
        return FailureKind(word.strip())
    except ValueError:
        raise SettingsError(f'There is no failure kind "{word}"; there are {", ".join(FailureKind)}.') from None


def _added(batch: BatchInfo, added: int, given: int) -> str:
    known = given - added
    note = f" ({known:,} it had already)" if known else ""
    going = batch.counts.get(DomainStatus.RUNNING, 0) or not added
    return f'Added {phrases.domains(added)} to "{batch.name}"{note}.' + (
        "" if going else f" `desktop-scanner resume {batch.id}` scans them."
    )
