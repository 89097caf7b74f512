"""`desktop-scanner scan`: a list of domains, scanned to its end."""

import asyncio
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Any

import typer
from msgspec import Struct

from desktop_scanner.cli import flags as scan_flags
from desktop_scanner.cli import inputs, lists, messages, outputs, phrases, workspaces
from desktop_scanner.cli.arguments import (
    Column,
    Database,
    FormatChoice,
    Inputs,
    LayoutChoice,
    LayoutName,
    Output,
    Quiet,
    SavedLists,
    Sheet,
)
from desktop_scanner.cli.interruption import Interruption
from desktop_scanner.cli.outcome import Status
from desktop_scanner.cli.running import Run, run
from desktop_scanner.core.batches import BatchInfo
from desktop_scanner.core.options import ScanOptions
from desktop_scanner.core.targets import TargetList


class _NewBatch(Struct, frozen=True, kw_only=True):
    targets: TargetList
    options: ScanOptions
    name: str | None
    origin: str


@scan_flags.with_scan_flags
def scan(  # noqa: PLR0913 -- each is a flag that people type
    domains: Annotated[
        list[str] | None, typer.Argument(metavar="DOMAIN", help="Domains or addresses of sites.")
    ] = None,
    *,
    input: Inputs = None,  # noqa: A002 -- the flag's name
    column: Column = None,
    sheet: Sheet = None,
    list: SavedLists = None,  # noqa: A002 -- the flag's name
    name: Annotated[
        str | None, typer.Option("--name", metavar="TEXT", help="What the history calls the batch.")
    ] = None,
    output: Output = None,
    format: FormatChoice = None,  # noqa: A002 -- the flag's name
    layout: LayoutChoice = LayoutName.DOMAINS,
    database: Database = None,
    quiet: Quiet = False,
    own_settings: Annotated[
        bool,
        typer.Option(
            "--settings/--no-settings", help="Start from your settings, or from the program's own.", show_default=False
        ),
    ] = True,
    **flags: Any,
) -> int:
    """Scan a list of domains.

    What is found is kept in the database, and written to a file too if --output names one. What no flag says is as in
    your settings (`desktop-scanner settings`), and what they leave open has the defaults below.
    """
    options = _options(flags, has_settings=own_settings)
    to = outputs.destination(output, format, layout)
    saved = asyncio.run(lists.read(list, database)) if list else ()
    targets = inputs.read(domains or (), input or (), column, sheet=sheet, saved=saved)
    new = _NewBatch(
        targets=targets,
        options=options,
        name=name or _name(domains or (), input or (), list or ()),
        origin=inputs.origin(domains or (), input or (), list or ()),
    )
    return asyncio.run(_scan(new, to, database, is_quiet=quiet))


async def _scan(new: _NewBatch, to: outputs.Destination | None, database: Path | None, *, is_quiet: bool) -> Status:
    with Interruption() as interruption:
        async with workspaces.opened(database, may_make=True) as workspace:
            _announce(new.targets, is_quiet=is_quiet)

            async def start() -> BatchInfo:
                workspaces.check_secrets(new.options)
                batch = await workspace.batches.create(new.targets, new.options, name=new.name, origin=new.origin)
                _report_suppressed(len(new.targets.targets) - batch.total)
                return await workspace.batches.start(batch.id, given=new.options)

            asked = Run(start=start, to=to, database=database, is_quiet=is_quiet)
            return await run(workspace, interruption, asked)


def _options(flags: dict[str, Any], *, has_settings: bool) -> ScanOptions:
    """Return the program's own options, the settings over them, and the flags over those."""
    changes = scan_flags.changes(flags)
    if not has_settings:
        return ScanOptions().overridden(changes).checked()
    # With it come two HTML parsers, which `--help` need not wait for.
    from desktop_scanner.services.settings import SettingsService  # noqa: PLC0415

    return SettingsService().options(with_rules="rules" not in changes).overridden(changes).checked()


def _name(domains: Sequence[str], files: Sequence[str], saved: Sequence[str]) -> str | None:
    """Return the name of the only list, else None: the service finds one in the domains."""
    if saved:
        return saved[0] if len(saved) == 1 and not domains and not files else None
    return Path(files[0]).stem if len(files) == 1 and not domains and files[0] != "-" else None


def _report_suppressed(count: int) -> None:
    if count:
        are = "is" if count == 1 else "are"
        messages.warning(f"{phrases.domains(count)} {are} on the suppression list and left out.")


def _announce(targets: TargetList, *, is_quiet: bool) -> None:
    apart = []
    if targets.duplicates:
        apart.append(f"{targets.duplicates:,} {'duplicate' if targets.duplicates == 1 else 'duplicates'}")
    if targets.rejected:
        apart.append(f"{len(targets.rejected):,} unusable")
    note = f" ({', '.join(apart)} left out)" if apart else ""
    messages.note(f"Scanning {phrases.domains(len(targets.targets))}{note}.", is_quiet=is_quiet)
