"""What is different between two batches, as CSV (a row for each fact) or JSON (an object for each domain)."""

import codecs
from collections.abc import Iterator
from typing import BinaryIO, Protocol

from desktop_scanner.core.batches import BatchInfo
from desktop_scanner.core.comparison import ComparisonSummary, DomainDifference
from desktop_scanner.core.errors import SettingsError
from desktop_scanner.core.results import SCHEMA
from desktop_scanner.export import csv_format
from desktop_scanner.export.cells import Cell
from desktop_scanner.export.json_values import encode

FORMATS = ("csv", "json")
COLUMNS = ("domain", "change", "status_before", "status_after", "fact", "fact_change", "value", "before", "after")


class DifferenceWriter(Protocol):
    """Writes domains as they are compared; `end` writes what comes after the last."""

    def take(self, difference: DomainDifference) -> None:
        """Write one domain."""
        ...

    def end(self, summary: ComparisonSummary) -> None:
        """Write the end."""
        ...


def writer(format_name: str, output: BinaryIO, before: BatchInfo, after: BatchInfo) -> DifferenceWriter:
    """Return the writer of a format, its beginning written; raise SettingsError for an unknown format."""
    check(format_name)
    return _Csv(output) if format_name == "csv" else _Json(output, before, after)


def check(format_name: str) -> None:
    """Raise SettingsError where differences are not written in this format."""
    if format_name not in FORMATS:
        raise SettingsError(f'A comparison is not written as "{format_name}"; there are {", ".join(FORMATS)}.')


class _Csv:
    def __init__(self, output: BinaryIO) -> None:
        self._output = output
        output.write(codecs.BOM_UTF8 + csv_format.line(COLUMNS))

    def take(self, difference: DomainDifference) -> None:
        for cells in _rows(difference):
            self._output.write(csv_format.line(cells))

    def end(self, summary: ComparisonSummary) -> None:
        """Write nothing more: a table has no summary."""


class _Json:
    def __init__(self, output: BinaryIO, before: BatchInfo, after: BatchInfo) -> None:
        self._output = output
        self._count = 0
        output.write(b'{"schema":%d,"before":%b,"after":%b,"domains":[' % (SCHEMA, encode(before), encode(after)))

    def take(self, difference: DomainDifference) -> None:
        self._output.write(b",\n" if self._count else b"\n")
        self._output.write(encode(difference))
        self._count += 1

    def end(self, summary: ComparisonSummary) -> None:
        self._output.write(b'\n],"summary":%b}\n' % encode(summary))


def _rows(difference: DomainDifference) -> Iterator[tuple[Cell, ...]]:
    whole = (difference.domain, difference.change.value, difference.before, difference.after)
    if not difference.facts:
        yield (*whole, None, None, None, None, None)
    for fact in difference.facts:
        yield (*whole, fact.kind, fact.change.value, fact.value, fact.before, fact.after)
