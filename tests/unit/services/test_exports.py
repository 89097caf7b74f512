import io
import json
from pathlib import Path

import pytest

from desktop_scanner.core.errors import BatchNotFoundError, ExportError
from desktop_scanner.core.options import ScanOptions
from desktop_scanner.core.queries import RowFilter
from desktop_scanner.core.statuses import DomainStatus
from desktop_scanner.core.targets import TargetList
from desktop_scanner.services.workspace import Workspace


@pytest.fixture
async def scanned(workspace: Workspace, quick: TargetList, options: ScanOptions) -> str:
    batch = await workspace.batches.create(quick, options)
    await workspace.batches.start(batch.id)
    await workspace.batches.wait(batch.id)
    return batch.id


async def test_a_batch_is_written_to_a_file(workspace: Workspace, scanned: str, tmp_path: Path) -> None:
    output = tmp_path / "found.json"
    assert await workspace.exports.export(scanned, output, format="json") == 3
    written = json.loads(output.read_text(encoding="utf-8"))
    assert [domain["domain"] for domain in written["domains"]] == ["one.test", "two.test", "three.test"]
    assert written["batch"]["counts"] == {"completed": 3}


async def test_a_stream_can_be_written_to_as_well(workspace: Workspace, scanned: str) -> None:
    stream = io.BytesIO()
    await workspace.exports.export(scanned, stream, format="jsonl")
    assert len(stream.getvalue().splitlines()) == 3


async def test_only_the_rows_meant_are_written(workspace: Workspace, scanned: str) -> None:
    where = RowFilter(statuses=(DomainStatus.FAILED,))
    assert await workspace.exports.export(scanned, io.BytesIO(), format="csv", where=where) == 0


async def test_an_output_that_cannot_be_written_is_an_error_with_its_path(workspace: Workspace, scanned: str) -> None:
    with pytest.raises(ExportError, match="nowhere"):
        await workspace.exports.export(scanned, workspace.database / "nowhere" / "found.csv", format="csv")


async def test_a_batch_that_is_gone_is_named_as_such(workspace: Workspace) -> None:
    with pytest.raises(BatchNotFoundError):
        await workspace.exports.export("gone", io.BytesIO(), format="csv")
