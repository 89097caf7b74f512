"""JSON lines: one object a line, for programs that read a stream."""

from collections.abc import Iterator
from typing import BinaryIO

from desktop_scanner.core.batches import BatchInfo
from desktop_scanner.core.results import DomainResult
from desktop_scanner.export.json_values import objects
from desktop_scanner.export.layouts import Layout


def write(
    results: Iterator[DomainResult], _batch: BatchInfo, output: BinaryIO, layout: Layout, columns: tuple[str, ...]
) -> int:
    """Write the results and return the number of lines."""
    count = 0
    for each in objects(results, layout, columns):
        output.write(each + b"\n")
        count += 1
    return count
