import sqlite3
from contextlib import closing
from pathlib import Path

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine

from desktop_scanner.store import engines, schema, upgrade


def _tables(database: Path) -> dict[str, str]:
    with closing(sqlite3.connect(database)) as connection:
        rows = connection.execute("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL").fetchall()
    return {name: " ".join(sql.split()) for name, sql in rows if name != "alembic_version"}


def test_a_fresh_file_has_the_schema_that_the_program_believes_in(tmp_path: Path) -> None:
    migrated = upgrade.prepare(tmp_path / "migrated.db")
    declared = create_engine(f"sqlite:///{tmp_path / 'declared.db'}")
    schema.metadata.create_all(declared)
    declared.dispose()
    assert _tables(migrated) == _tables(tmp_path / "declared.db")


def test_alembic_sees_no_difference_either(database: Path) -> None:
    upgrade.prepare(database)
    with engines.readers(database).connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), schema.metadata) == []


def test_the_last_step_is_the_revision_that_the_program_knows() -> None:
    scripts = ScriptDirectory(str(upgrade.MIGRATIONS), version_locations=[str(upgrade.MIGRATIONS)])
    assert scripts.get_heads() == [schema.REVISION]
    for script in scripts.walk_revisions():
        assert Path(script.path).name.startswith(f"{script.revision}_")


def test_the_mark_in_the_header_is_the_one_that_is_looked_for(database: Path) -> None:
    upgrade.prepare(database)
    with closing(sqlite3.connect(database)) as connection:
        assert connection.execute("PRAGMA application_id").fetchone() == (schema.APPLICATION_ID,)
