from pathlib import Path

import pytest

from desktop_scanner.core.errors import InputError
from desktop_scanner.services.workspace import Workspace


async def test_a_kind_narrows_what_is_unmarked(tmp_path: Path) -> None:
    async with await Workspace.open(tmp_path / "scanner.db") as workspace:
        for kind in ("email", "custom"):
            await workspace.marks.mark("a@b.com", kind=kind)
        taken = await workspace.marks.unmark("A@B.com", kind="custom")
        assert [mark.kind for mark in taken] == ["custom"]
        assert [mark.kind for mark in await workspace.marks.all()] == ["email"]


async def test_a_domain_narrows_what_is_unmarked(tmp_path: Path) -> None:
    async with await Workspace.open(tmp_path / "scanner.db") as workspace:
        await workspace.marks.mark("a@b.com", kind="email", domain="www.B.com")
        with pytest.raises(InputError, match="There is no mark"):
            await workspace.marks.unmark("a@b.com", domain="c.com")
        assert await workspace.marks.unmark("a@b.com", domain="b.com")
