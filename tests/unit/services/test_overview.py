from desktop_scanner.core.options import ScanOptions
from desktop_scanner.core.overview import Tally
from desktop_scanner.core.targets import TargetList
from desktop_scanner.services.workspace import Workspace


async def test_a_scan_fills_the_overview(workspace: Workspace, quick: TargetList, options: ScanOptions) -> None:
    batch = await workspace.batches.create(quick, options)
    assert (await workspace.overview.of_batch(batch.id)).scanned == 0
    await workspace.batches.start(batch.id)
    ended = await workspace.batches.wait(batch.id)
    found = await workspace.overview.of_batch(batch.id)
    assert found.total == found.scanned == len(quick.targets)
    assert {each.value: each.count for each in found.statuses} == ended.counts
    assert sum(sum(each.counts) for each in found.speed.stretches) == found.scanned
    assert len(found.slowest) == found.scanned
    assert Tally("ok", ended.counts["completed"]) in found.verdicts
