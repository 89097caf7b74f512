"""Where the results of a command go: a file or standard output, in a format and a layout."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from desktop_scanner.cli import messages
from desktop_scanner.cli.arguments import Format, LayoutName
from desktop_scanner.core.queries import RowFilter
from desktop_scanner.export import formats

if TYPE_CHECKING:
    from desktop_scanner.services.workspace import Workspace

_STDOUT = "-"
_EVERYTHING = RowFilter()


class Destination(Struct, frozen=True):
    """An output that was found to be writable; `path` is None for standard output."""

    path: Path | None
    format: str
    layout: str


def destination(output: str | None, chosen: Format | None, layout: LayoutName) -> Destination | None:
    """Return where results go, None for nowhere; raise ExportError now if they could not be written later."""
    if output is None:
        return None
    path = None if output == _STDOUT else Path(output).expanduser()
    format_ = chosen.value if chosen else formats.format_of(path)
    formats.check(path, format_, layout.value)
    return Destination(path, format_, layout.value)


async def write(
    workspace: "Workspace",
    batch_id: str,
    to: Destination,
    *,
    columns: tuple[str, ...] = (),
    where: RowFilter = _EVERYTHING,
) -> str | None:
    """Write the batch's results and return a sentence about it, None where a program reads them on its own."""
    output = to.path or sys.stdout.buffer
    try:
        rows = await workspace.exports.export(
            batch_id, output, format=to.format, layout=to.layout, columns=columns, where=where
        )
    except BrokenPipeError:
        messages.drop_output()  # its reader has seen enough
        return None
    return None if to.path is None else f"Wrote {rows:,} {'row' if rows == 1 else 'rows'} to {to.path}."
