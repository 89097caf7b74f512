from pathlib import Path

import pytest

from desktop_scanner.core.errors import InputError
from desktop_scanner.core.options import ScanOptions
from desktop_scanner.core.queries import RowFilter, RowOrder
from desktop_scanner.core.targets import TargetList
from desktop_scanner.services import tags
from desktop_scanner.services.workspace import Workspace
from tests.unit.store import samples


async def test_many_domains_are_tagged_in_parts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tags, "_CHUNK", 2)
    async with await Workspace.open(tmp_path / "scanner.db") as workspace:
        batch = await workspace.batches.create(TargetList(targets=tuple(samples.targets(5))), ScanOptions())
        ids = await workspace.history.row_ids(batch.id, RowOrder(), RowFilter())
        assert await workspace.tags.tag(ids, " follow  up ") == ids
        assert await workspace.tags.all() == ["follow up"]
        assert await workspace.tags.untag(ids[1:], "Follow up") == ids[1:]


async def test_a_tag_that_is_none_is_refused(tmp_path: Path) -> None:
    async with await Workspace.open(tmp_path / "scanner.db") as workspace:
        with pytest.raises(InputError):
            await workspace.tags.tag([], "a,b")
        assert await workspace.tags.tag([], "lead") == []
