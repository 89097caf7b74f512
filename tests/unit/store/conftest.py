"""An open store in a folder of the test's own."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from desktop_scanner.store import writer
from desktop_scanner.store.database import Store


@pytest.fixture(autouse=True)
def _quick_groups(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let no test wait a quarter of a second for each of its results."""
    monkeypatch.setattr(writer, "GROUP_S", 0.01)


@pytest.fixture
def database(tmp_path: Path) -> Path:
    """Return where the test's database is."""
    return tmp_path / "scanner.db"


@pytest.fixture
async def store(database: Path) -> AsyncIterator[Store]:
    """Return an open, empty store."""
    opened = await Store.open(database)
    yield opened
    await opened.close()
