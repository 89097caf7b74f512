from pathlib import Path

import pytest

from desktop_scanner.cli import stopping
from desktop_scanner.core.options import ScanOptions
from desktop_scanner.core.statuses import BatchState
from desktop_scanner.intake import lists
from desktop_scanner.services.workspace import Workspace
from desktop_scanner.store.database import Store
from desktop_scanner.store.locks import RunLock


async def test_whoever_does_not_stop_is_not_waited_for_for_ever(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stopping, "PATIENCE_S", 0.3)
    async with await Workspace.open(tmp_path / "scanner.db") as workspace:
        made = await workspace.batches.create(lists.read_text("acme.com"), ScanOptions())
        owner, lock = await Store.open(workspace.database), RunLock.try_acquire(workspace.database, made.id)
        assert lock is not None
        batch = await owner.begin_run(made.id)
        assert (await stopping.wait(workspace, batch)).state is BatchState.RUNNING
        await owner.end_run(made.id, BatchState.PAUSED)
        assert (await stopping.wait(workspace, batch)).state is BatchState.PAUSED
        lock.release()
        await owner.close()
