"""The formats of an export, chosen by name or by the suffix of the output."""

from collections.abc import Callable, Generator, Iterator
from pathlib import Path
from typing import BinaryIO

from desktop_scanner.core.batches import BatchInfo
from desktop_scanner.core.errors import SettingsError
from desktop_scanner.core.results import DomainResult
from desktop_scanner.export import csv_format, json_format, jsonl_format, layouts, parquet_format, writer, xlsx_format
from desktop_scanner.export.layouts import Layout

_Write = Callable[[Iterator[DomainResult], BatchInfo, BinaryIO, Layout, tuple[str, ...]], int]

_WRITERS: dict[str, _Write] = {
    "csv": csv_format.write,
    "json": json_format.write,
    "jsonl": jsonl_format.write,
    "xlsx": xlsx_format.write,
    "parquet": parquet_format.write,
}
FORMATS = tuple(_WRITERS)
_SUFFIXES = {f".{name}": name for name in FORMATS} | {".ndjson": "jsonl", ".pq": "parquet"}


def write(
    results: Iterator[DomainResult],
    batch: BatchInfo,
    output: Path | BinaryIO,
    *,
    format: str,  # noqa: A002 -- the field's word, and that of the command line
    layout: str = "domains",
    columns: tuple[str, ...] = (),
) -> int:
    """Write the results and return the number of rows; a file appears whole or not at all.

    Raises ExportError where the output cannot be written, SettingsError where format, layout or a column is unknown.
    """
    write_to = _writer(format)
    chosen = layouts.layout(layout)
    try:
        with writer.opened(output) as file:
            return write_to(results, batch, file, chosen, columns)
    finally:
        if isinstance(results, Generator):
            results.close()  # it holds a connection of the store


def check(output: Path | None, format: str, layout: str = "domains") -> None:  # noqa: A002 -- as above
    """Raise what `write` would raise for this output (None: a stream), before there are results."""
    _writer(format)
    layouts.layout(layout)
    if format == "parquet":
        parquet_format.check()
    if output is not None:
        writer.check(output)


def format_of(output: Path | None) -> str:
    """Return the format that the output's suffix says: CSV where it says none, JSON lines for a stream."""
    if output is None:
        return "jsonl"
    return _SUFFIXES.get(output.suffix.lower(), "csv")


def _writer(name: str) -> _Write:
    if name not in _WRITERS:
        raise SettingsError(f'There is no format "{name}"; there are {", ".join(FORMATS)}.')
    return _WRITERS[name]
