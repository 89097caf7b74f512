from pathlib import Path

import pytest

from desktop_scanner.core.errors import StoreError
from desktop_scanner.services import repair
from desktop_scanner.services.workspace import Workspace


async def test_a_path_is_taken_as_users_write_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    async with await Workspace.open(tmp_path / "scanner.db"):
        pass
    assert await repair.repair(Path("scanner.db")) is None
    with pytest.raises(StoreError, match="names no folder"):
        await repair.repair(Path("~nobody-of-this-name/scanner.db"))
