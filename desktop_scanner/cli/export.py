"""`desktop-scanner export`: a batch's results, written to a file."""

import asyncio
from pathlib import Path
from typing import Annotated

import typer

from desktop_scanner.cli import messages, outputs, row_filters, workspaces
from desktop_scanner.cli.arguments import Batch, Database, FormatChoice, LayoutChoice, LayoutName, Quiet
from desktop_scanner.cli.outcome import Status
from desktop_scanner.core.queries import RowFilter


def export(  # noqa: PLR0913 -- each is a flag that people type
    batch: Batch,
    *,
    output: Annotated[str, typer.Option("--output", metavar="FILE", help="The file; `-` is standard output.")],
    format: FormatChoice = None,  # noqa: A002 -- the flag's name
    layout: LayoutChoice = LayoutName.DOMAINS,
    columns: Annotated[
        str | None, typer.Option("--columns", metavar="A,B", help="Only these columns, in this order.")
    ] = None,
    where: Annotated[
        list[str] | None,
        typer.Option(
            "--where",
            metavar="FILTER",
            help="Only rows that this means, as in the window's filter: status:failed, 'tech:wordpress email:yes',"
            " pages:>3; also KEY=VALUE. May be repeated: all must be met.",
        ),
    ] = None,
    database: Database = None,
    quiet: Quiet = False,
) -> int:
    """Write a batch's results to a file.

    The formats are CSV, JSON, JSON lines, Excel and Parquet.
    """
    to = outputs.destination(output, format, layout)
    assert to is not None  # noqa: S101 -- an output is required
    chosen = tuple(name.strip() for name in (columns or "").split(",") if name.strip())
    sentence = asyncio.run(_export(batch, to, chosen, row_filters.parse(where or ()), database))
    if sentence:
        messages.note(sentence, is_quiet=quiet)
    return Status.OK


async def _export(
    reference: str, to: outputs.Destination, columns: tuple[str, ...], where: RowFilter, database: Path | None
) -> str | None:
    async with workspaces.opened(database) as workspace:
        batch = await workspace.history.find(reference)
        return await outputs.write(workspace, batch.id, to, columns=columns, where=where)
