"""The steps of the schema taken, on SQLite as on PostgreSQL: each one transaction with its version number."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, Engine, delete, insert

from desktop_scanner import __version__
from desktop_scanner.store.schema import PROGRAM, REVISION, property_

if TYPE_CHECKING:
    from alembic.script import ScriptDirectory

MIGRATIONS = Path(__file__).with_name("migrations")

# One process at a time changes a PostgreSQL database; any number that no other program uses there.
_ADVISORY_LOCK = 0x4453434D


def take(engine: Engine, steps: Sequence[Path] = (MIGRATIONS,), to: str = REVISION) -> None:
    """Bring a database up to a revision, from whichever it has, or from nothing."""
    # Alembic takes 80 ms to import and is needed once in a version's life.
    from alembic.migration import MigrationContext  # noqa: PLC0415
    from alembic.script import ScriptDirectory  # noqa: PLC0415

    scripts = ScriptDirectory(str(MIGRATIONS), version_locations=[str(folder) for folder in steps])
    with engine.connect() as connection:
        with connection.begin():
            current = MigrationContext.configure(connection).get_current_revision()
        missing = [script.revision for script in scripts.iterate_revisions(to, current or "base")]
        for revision in reversed(missing):
            with connection.begin():
                _take_step(connection, scripts, revision)
        if current and connection.dialect.name == "sqlite":
            # Of an index without statistics, SQLite believes that it leads to a few rows, and takes it for everything.
            with connection.begin():
                connection.exec_driver_sql("ANALYZE")


def _take_step(connection: Connection, scripts: "ScriptDirectory", revision: str) -> None:
    from alembic.config import Config  # noqa: PLC0415 -- as above
    from alembic.migration import MigrationContext  # noqa: PLC0415
    from alembic.runtime.environment import EnvironmentContext  # noqa: PLC0415

    is_sqlite = connection.dialect.name == "sqlite"  # where a lock file stands before all this
    if not is_sqlite:
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_ADVISORY_LOCK})")
        if _is_taken(MigrationContext.configure(connection).get_current_revision(), revision):
            return
    with EnvironmentContext(Config(), scripts, fn=lambda heads, _: scripts._upgrade_revs(revision, heads)) as step:
        step.configure(connection=connection)
        step.run_migrations()
    broken = connection.exec_driver_sql("PRAGMA foreign_key_check").all() if is_sqlite else []
    if broken:
        raise RuntimeError(f"Step {revision} leaves rows without the ones that they refer to: {broken[:5]}")
    connection.execute(delete(property_).where(property_.c.name == PROGRAM))
    connection.execute(insert(property_).values(name=PROGRAM, value=__version__))


def _is_taken(current: str | None, revision: str) -> bool:
    """Return whether another process took the step while this one waited for the lock."""
    return current is not None and int(current.removeprefix("m")) >= int(revision.removeprefix("m"))
