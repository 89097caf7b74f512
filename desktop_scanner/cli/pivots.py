"""`desktop-scanner pivots`: what domains of a batch share."""

import asyncio
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table
from rich.text import Text

from desktop_scanner.cli import listings, messages, workspaces
from desktop_scanner.cli.arguments import AsJson, Batch, Database, Quiet
from desktop_scanner.cli.outcome import Status
from desktop_scanner.core.batches import BatchInfo
from desktop_scanner.core.pivots import MIN_DOMAINS, Pivot, PivotKind
from desktop_scanner.export import pivots as pivot_files

_STDOUT = "-"
_DOMAINS_SHOWN = 6


def pivots(  # noqa: PLR0913 -- each is a flag that people type
    batch: Batch,
    *,
    kind: Annotated[
        list[PivotKind] | None,
        typer.Option("--kind", help="Only what is shared of this kind. May be repeated.", show_default=False),
    ] = None,
    least: Annotated[
        int, typer.Option("--min", metavar="N", min=1, help="Only what at least this many domains share.")
    ] = MIN_DOMAINS,
    json: AsJson = False,
    output: Annotated[
        str | None,
        typer.Option(
            "--output", metavar="FILE", help="Write it to a file: JSON for .json, else CSV; `-` is standard output."
        ),
    ] = None,
    database: Database = None,
    quiet: Quiet = False,
) -> int:
    """Show which domains of a batch share an account, icon, certificate, address or e-mail."""
    info, found = asyncio.run(_pivots(batch, kind or (), least, database))
    if output is not None:
        _write(found, info, output, is_quiet=quiet)
    if json:
        listings.write_encoded(pivot_files.as_json(found, info))
    elif output is None and found:
        messages.show(_table(found))
    elif output is None:
        messages.note(f"Nothing is shared by {least} or more domains of this batch.", is_quiet=quiet)
    return Status.OK


async def _pivots(
    reference: str, kinds: Sequence[PivotKind], least: int, database: Path | None
) -> tuple[BatchInfo, list[Pivot]]:
    async with workspaces.opened(database) as workspace:
        batch = await workspace.history.find(reference)
        return batch, await workspace.history.pivots(batch.id, kinds, least)


def _write(found: Sequence[Pivot], batch: BatchInfo, output: str, *, is_quiet: bool) -> None:
    path = None if output == _STDOUT else Path(output).expanduser()
    try:
        pivot_files.write(found, batch, path or sys.stdout.buffer)
    except BrokenPipeError:
        messages.drop_output()  # its reader has seen enough
        return
    if path is not None:
        rows = f"{len(found):,} {'row' if len(found) == 1 else 'rows'}"
        messages.note(f"Wrote {rows} to {path}.", is_quiet=is_quiet)


def _table(found: Sequence[Pivot]) -> Table:
    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column("Kind", no_wrap=True)
    table.add_column("Shared", overflow="fold")
    table.add_column("Domains", justify="right", no_wrap=True)
    table.add_column("Which", overflow="fold")
    for each in found:
        more = each.count - _DOMAINS_SHOWN
        which = ", ".join(each.domains[:_DOMAINS_SHOWN]) + (f" and {more:,} more" if more > 0 else "")
        table.add_row(
            (each.name or each.kind.value).replace("_", " "),
            Text(messages.plain(each.value)),
            f"{each.count:,}",
            Text(which),
        )
    return table
