"""What domains share, as CSV (a row each) or JSON, by the suffix of the output."""

import codecs
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import BinaryIO

from desktop_scanner.core.batches import BatchInfo
from desktop_scanner.core.pivots import Pivot
from desktop_scanner.core.results import SCHEMA
from desktop_scanner.export import csv_format, writer
from desktop_scanner.export.cells import Cell, clean, joined
from desktop_scanner.export.json_values import encode

COLUMNS = ("kind", "name", "value", "count", "domains")


def write(pivots: Sequence[Pivot], batch: BatchInfo, output: Path | BinaryIO) -> None:
    """Write the pivots; raise ExportError where the output cannot be written."""
    is_json = isinstance(output, Path) and output.suffix.lower() == ".json"
    with writer.opened(output) as file:
        file.write(as_json(pivots, batch) if is_json else _as_csv(pivots))


def as_json(pivots: Sequence[Pivot], batch: BatchInfo) -> bytes:
    """Return the pivots as one JSON document."""
    return encode({"schema": SCHEMA, "batch": batch, "pivots": pivots}) + b"\n"


def _as_csv(pivots: Iterable[Pivot]) -> bytes:
    rows: list[tuple[Cell, ...]] = [COLUMNS]
    rows += [(each.kind.value, each.name, clean(each.value), each.count, joined(each.domains)) for each in pivots]
    return codecs.BOM_UTF8 + b"".join(map(csv_format.line, rows))
