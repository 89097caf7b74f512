"""What a command lists: a table for people, JSON for programs, or a sentence that there is nothing."""

from collections.abc import Iterable, Sequence
from typing import Any

import msgspec
from rich.table import Table
from rich.text import Text

from desktop_scanner.cli import messages
from desktop_scanner.cli.outcome import Status
from desktop_scanner.export import json_values


def write_json(value: Any) -> None:
    """Print a value as JSON, indented where a person reads it."""
    write_encoded(json_values.encode(value))


def write_encoded(data: bytes) -> None:
    """Print JSON, indented where a person reads it."""
    messages.write(msgspec.json.format(data, indent=2 if messages.is_for_person() else 0) + b"\n")


def show(
    found: Sequence[Any], names: Sequence[str], rows: Iterable[Sequence[str]], *, nothing: str, is_quiet: bool
) -> Status:
    """Print a table of rows under these names, or say that there is nothing."""
    if not found:
        messages.note(nothing, is_quiet=is_quiet)
        return Status.OK
    table = Table(box=None, pad_edge=False, header_style="bold")
    for name in names:
        table.add_column(name, no_wrap=True, overflow="ellipsis", max_width=60)
    for row in rows:
        table.add_row(*(Text(messages.plain(cell)) for cell in row))
    messages.show(table)
    return Status.OK
