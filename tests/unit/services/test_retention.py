from datetime import timedelta

import pytest

from desktop_scanner.core.batches import BatchInfo
from desktop_scanner.core.options import ScanOptions
from desktop_scanner.core.schedules import Every
from desktop_scanner.core.settings.groups import Storage
from desktop_scanner.core.targets import TargetList
from desktop_scanner.services import retention
from desktop_scanner.services.workspace import Workspace


@pytest.fixture
async def scanned(workspace: Workspace, quick: TargetList, options: ScanOptions) -> BatchInfo:
    batch = await workspace.batches.create(quick, options, name="Three")
    await workspace.batches.start(batch.id, given=options)
    await workspace.batches.wait(batch.id)
    return batch


async def test_what_the_settings_keep_for_ever_stays(workspace: Workspace, scanned: BatchInfo) -> None:
    assert await retention.tidy(workspace.library, Storage()) == retention.Tidied()
    assert await retention.tidy(workspace.library, Storage(batch_days=1, evidence_days=1)) == retention.Tidied()


async def test_a_batch_that_ended_too_long_ago_is_deleted_and_can_come_back(
    workspace: Workspace, scanned: BatchInfo
) -> None:
    gone = await workspace.library.expire(timedelta(0))
    assert [batch.name for batch in gone] == ["Three"]
    assert await workspace.history.batches() == []
    assert (await workspace.library.bring_back(scanned.id)).id == scanned.id


async def test_tagged_repeated_and_unfinished_batches_stay(
    workspace: Workspace, scanned: BatchInfo, quick: TargetList, options: ScanOptions
) -> None:
    waiting = await workspace.batches.create(quick, options)
    await workspace.schedules.repeat(scanned.id, Every.DAY)
    assert await workspace.library.expire(timedelta(0)) == []
    await workspace.schedules.stop(scanned.id)
    await workspace.library.tag(scanned, add=("keep",))
    assert await workspace.library.expire(timedelta(0)) == []
    assert {batch.id for batch in await workspace.history.batches()} == {waiting.id, scanned.id}


async def test_old_evidence_goes_and_results_stay(
    workspace: Workspace, scanned: BatchInfo, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(retention, "timedelta", lambda days: timedelta(seconds=-days))
    tidied = await retention.tidy(workspace.library, Storage(evidence_days=1))
    assert (tidied.pruned.pages, tidied.batches) == (3, ())
    assert (await workspace.history.result_of(scanned.id, "one.test")).title == "Title of one.test"
