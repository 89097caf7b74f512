"""Parquet for data tools, with typed columns; needs the optional library pyarrow."""

from collections.abc import Iterator
from itertools import islice
from typing import Any, BinaryIO

from desktop_scanner.core.batches import BatchInfo
from desktop_scanner.core.errors import ExportError
from desktop_scanner.core.results import DomainResult
from desktop_scanner.export.layouts import Kind, Layout
from desktop_scanner.export.tables import tabulate

_GROUP_ROWS = 10_000


def write(
    results: Iterator[DomainResult], _batch: BatchInfo, output: BinaryIO, layout: Layout, columns: tuple[str, ...]
) -> int:
    """Write the results and return the number of rows; raise ExportError where pyarrow is missing."""
    arrow, parquet = _library()
    types = {
        Kind.TEXT: arrow.string(),
        Kind.INTEGER: arrow.int64(),
        Kind.NUMBER: arrow.float64(),
        Kind.INSTANT: arrow.timestamp("ms", tz="UTC"),
    }
    count = 0
    with tabulate(results, layout, columns) as table:
        schema = arrow.schema([(name, types[kind]) for name, kind in table.columns])
        rows = table.rows()
        with parquet.ParquetWriter(output, schema) as writer:
            while group := list(islice(rows, _GROUP_ROWS)):
                by_column = zip(*group, strict=True)
                arrays = [arrow.array(cells, field.type) for cells, field in zip(by_column, schema, strict=True)]
                writer.write_table(arrow.Table.from_arrays(arrays, schema=schema))
                count += len(group)
    return count


def check() -> None:
    """Raise ExportError where pyarrow is missing."""
    _library()


def _library() -> tuple[Any, Any]:
    try:
        import pyarrow  # noqa: PLC0415 -- an extra, and slow to import
        import pyarrow.parquet  # noqa: PLC0415
    except ImportError as error:
        raise ExportError(
            "Parquet needs the library pyarrow, which is not installed: "
            'install it with `pip install "desktop-scanner[parquet]"`, or export as CSV or XLSX.'
        ) from error
    return pyarrow, pyarrow.parquet
