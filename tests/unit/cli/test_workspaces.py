import subprocess
import sys
from pathlib import Path

import pytest

from desktop_scanner.cli import workspaces
from desktop_scanner.core import locations
from desktop_scanner.core.errors import SettingsError
from desktop_scanner.core.options import ScanOptions
from tests.unit.cli.conftest import Run

_HEAVY = {"PySide6", "sqlalchemy", "httpx", "keyring", "xlsxwriter", "selectolax"}


async def test_a_command_works_on_the_named_database_and_logs(run: Run, tmp_path: Path) -> None:
    async with workspaces.opened(tmp_path / "other.db", may_make=True) as workspace:
        assert workspace.database == tmp_path / "other.db"
        assert await workspace.history.batches() == []
    assert locations.log_file().exists()


def test_a_secret_that_is_not_there_is_named() -> None:
    with pytest.raises(SettingsError, match="NO_SUCH_VARIABLE"):
        workspaces.check_secrets(ScanOptions(headers=(("Cookie", "env:NO_SUCH_VARIABLE"),)))


def test_the_help_imports_none_of_the_heavy_libraries() -> None:
    code = "import sys, desktop_scanner.cli as cli; cli.main(['--help']); print(*sys.modules)"
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert not _HEAVY & set(ended.stdout.splitlines()[-1].split())


def test_a_database_that_cannot_be_had_is_status_1(run: Run, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    ran = run("scan", "a.test", "--database", str(tmp_path / "file" / "x.db"))
    assert ran.status == 1
    assert ran.err.startswith("Error: ")


@pytest.mark.parametrize("command", [("batches",), ("show", "latest"), ("resume", "latest"), ("cancel", "latest")])
def test_a_command_that_only_looks_makes_no_database(command: tuple[str, ...], run: Run, tmp_path: Path) -> None:
    ran = run(*command, "--database", str(tmp_path / "mistyped.db"))
    assert ran.status == 2
    assert "no database" in ran.err
    assert not list(tmp_path.glob("mistyped*"))
