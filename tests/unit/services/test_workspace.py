from pathlib import Path

import pytest

from desktop_scanner.core.errors import StoreDamagedError
from desktop_scanner.core.options import ScanOptions
from desktop_scanner.core.statuses import BatchState
from desktop_scanner.core.targets import TargetList
from desktop_scanner.services.workspace import Workspace


async def test_what_a_dead_process_left_running_is_interrupted_on_opening(
    tmp_path: Path, quick: TargetList, options: ScanOptions
) -> None:
    async with await Workspace.open(tmp_path / "scanner.db") as workspace:
        batch = await workspace.batches.create(quick, options)
        await workspace.store.begin_run(batch.id)
        await workspace.store.claim(batch.id, 2)
    async with await Workspace.open(tmp_path / "scanner.db") as workspace:
        (listed,) = await workspace.store.batches()
    assert (listed.state, listed.counts) == (BatchState.INTERRUPTED, {"pending": 3})


async def test_a_file_that_is_no_database_is_refused(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("Dear reader,\n" * 1000)
    with pytest.raises(StoreDamagedError, match=r"letter\.txt"):
        await Workspace.open(tmp_path / "letter.txt")


async def test_the_default_database_is_in_the_data_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    monkeypatch.setattr("desktop_scanner.core.locations.data_folder", lambda: tmp_path / "data")
    async with await Workspace.open() as workspace:
        assert workspace.database == tmp_path / "data" / "scanner.db"
        assert workspace.database.exists()
