from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from desktop_scanner.core.batches import BatchInfo
from desktop_scanner.core.clock import now
from desktop_scanner.core.errors import BatchBusyError, BatchNotFoundError, InputError
from desktop_scanner.core.options import ScanOptions
from desktop_scanner.intake import lists
from desktop_scanner.services.workspace import Workspace
from desktop_scanner.store.locks import RunLock

LATER = datetime(2100, 1, 1, tzinfo=UTC)


@pytest.fixture
async def workspace(tmp_path: Path) -> AsyncIterator[Workspace]:
    async with await Workspace.open(tmp_path / "scanner.db") as opened:
        yield opened


@pytest.fixture
async def batch(workspace: Workspace) -> BatchInfo:
    return await workspace.batches.create(lists.read_text("acme.com\nwww.bee.be"), ScanOptions())


async def test_tags_are_added_and_removed_whatever_their_capitals(workspace: Workspace, batch: BatchInfo) -> None:
    tagged = await workspace.library.tag(batch, add=("Food", " food ", "be"))
    assert tagged.tags == ("Food", "be")
    assert (await workspace.library.tag(tagged, add=("new",), remove=("FOOD",))).tags == ("be", "new")


async def test_what_is_said_is_kept_in_bounds(workspace: Workspace, batch: BatchInfo) -> None:
    assert (await workspace.library.rename(batch.id, "  Two   shops ")).name == "Two shops"
    assert (await workspace.library.note(batch.id, " call again ")).note == "call again"
    for refused in (
        workspace.library.rename(batch.id, " "),
        workspace.library.rename(batch.id, "x" * 201),
        workspace.library.note(batch.id, "x" * 10_001),
        workspace.library.tag(batch, add=("a,b",)),
        workspace.library.tag(batch, add=("",)),
    ):
        with pytest.raises(InputError):
            await refused


async def test_a_deleted_batch_comes_back_until_it_is_tidied_away(workspace: Workspace, batch: BatchInfo) -> None:
    await workspace.library.delete(batch.id)
    assert await workspace.history.batches() == []
    assert await workspace.library.tidy() == 0
    assert await workspace.library.bring_back(batch.id) == batch
    await workspace.library.delete(batch.id)
    assert await workspace.library.tidy(LATER) == 1
    with pytest.raises(BatchNotFoundError, match="too long ago"):
        await workspace.library.bring_back(batch.id)


async def test_a_batch_that_runs_is_not_deleted(workspace: Workspace, batch: BatchInfo) -> None:
    lock = RunLock.try_acquire(workspace.database, batch.id)
    assert lock is not None
    with lock, pytest.raises(BatchBusyError, match="cancel it first"):
        await workspace.library.delete(batch.id)


async def test_the_list_of_a_batch_is_read_again_as_it_was_given(workspace: Workspace, batch: BatchInfo) -> None:
    assert await workspace.library.targets(batch.id) == lists.read_text("acme.com\nwww.bee.be")
    assert len((await workspace.library.targets(batch.id, now())).targets) == 2


async def test_removing_a_batch_at_once_leaves_other_deleted_ones_to_be_brought_back(
    workspace: Workspace, batch: BatchInfo
) -> None:
    other = await workspace.batches.create(lists.read_text("other.com"), ScanOptions())
    await workspace.library.delete(batch.id)
    await workspace.library.remove(other.id)
    assert (await workspace.library.bring_back(batch.id)).id == batch.id
    with pytest.raises(BatchNotFoundError):
        await workspace.library.bring_back(other.id)


async def test_what_old_results_stand_on_is_pruned(workspace: Workspace, batch: BatchInfo) -> None:
    done = await workspace.library.prune(timedelta(days=30))
    assert (done.pages, done.evidence, done.after) == (0, 0, None)
