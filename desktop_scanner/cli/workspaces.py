"""The database and its services, opened for the time of one command."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from desktop_scanner.cli import messages
from desktop_scanner.core import locations
from desktop_scanner.core.errors import InputError
from desktop_scanner.core.options import ScanOptions

if TYPE_CHECKING:
    from desktop_scanner.services.workspace import Workspace


@asynccontextmanager
async def opened(database: Path | None, *, may_make: bool = False) -> AsyncIterator["Workspace"]:
    """Open the named database, or the user's own, and log from here on; only `may_make` makes one that is not there."""
    if database is not None and not may_make:
        check_there(database)
    # Database and engine take half a second to import, which `--help` and a mistyped option need not pay.
    from desktop_scanner.services import log_file  # noqa: PLC0415
    from desktop_scanner.services.workspace import Workspace  # noqa: PLC0415

    log_file.start(locations.log_file())
    async with await Workspace.open(database) as workspace:
        for problem in workspace.settings.problems:
            messages.warning(problem)
        yield workspace


def usual_database() -> Path:
    """Return the database that is used where none is named."""
    from desktop_scanner.services.settings import SettingsService  # noqa: PLC0415 -- it loads two HTML parsers

    return SettingsService().database


def check_there(database: Path) -> None:
    """Raise InputError where there is no such file."""
    try:
        is_there = database.expanduser().exists()
    except (OSError, RuntimeError):
        is_there = False
    if not is_there:
        raise InputError(f"There is no database {database}; check its name and folder.")


def check_secrets(options: ScanOptions) -> None:
    """Raise SettingsError where a secret is not where the options say, before a batch is made that cannot run."""
    from desktop_scanner.services import secrets  # noqa: PLC0415 -- with it comes the keyring

    secrets.reveal(options)


def size(database: Path) -> int:
    """Return what the database takes on the disk, its journal included."""
    files = (database, database.with_name(f"{database.name}-wal"))
    return sum(file.stat().st_size for file in files if file.exists())
