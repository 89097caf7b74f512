"""One JSON document: the schema's version, the batch, and its domains, written as they are read."""

from collections.abc import Iterator
from typing import BinaryIO

from desktop_scanner.core.batches import BatchInfo
from desktop_scanner.core.results import SCHEMA, DomainResult
from desktop_scanner.export.json_values import encode, objects
from desktop_scanner.export.layouts import Layout


def write(
    results: Iterator[DomainResult], batch: BatchInfo, output: BinaryIO, layout: Layout, columns: tuple[str, ...]
) -> int:
    """Write the results, an object a line, and return their number."""
    count = 0
    output.write(b'{"schema":%d,"batch":%b,"%b":[' % (SCHEMA, encode(batch), layout.name.encode()))
    for each in objects(results, layout, columns):
        output.write(b",\n" if count else b"\n")
        output.write(each)
        count += 1
    output.write(b"\n]}\n")
    return count
