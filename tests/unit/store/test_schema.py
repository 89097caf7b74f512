import sqlite3
from contextlib import closing
from pathlib import Path

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine

from desktop_scanner.store import engines, migration_steps, schema, upgrade

SEARCH = "target_fts"  # made by hand in its migration, since SQLAlchemy knows no virtual tables


def _tables(database: Path) -> dict[str, tuple[object, ...]]:
    """Return each table's columns, keys and indexes; its SQL depends on whether a column came later."""
    with closing(sqlite3.connect(database)) as connection:
        names = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        return {
            name: (
                sorted(row[1:] for row in connection.execute(f"PRAGMA table_info({name})")),
                sorted(row[2:] for row in connection.execute(f"PRAGMA foreign_key_list({name})")),
                sorted(_index(connection, row) for row in connection.execute(f"PRAGMA index_list({name})").fetchall()),
            )
            for name in names
            if name != "alembic_version" and not name.startswith(SEARCH)
        }


def _index(connection: sqlite3.Connection, row: tuple[object, ...]) -> tuple[str, ...]:
    columns = [name for _, _, name in connection.execute(f"PRAGMA index_info({row[1]})")]
    return (str(row[1]), str(row[2]), *columns)


def test_a_fresh_file_has_the_schema_that_the_program_believes_in(tmp_path: Path) -> None:
    migrated = upgrade.prepare(tmp_path / "migrated.db")
    declared = create_engine(f"sqlite:///{tmp_path / 'declared.db'}")
    schema.metadata.create_all(declared)
    declared.dispose()
    assert _tables(migrated) == _tables(tmp_path / "declared.db")


def test_alembic_sees_no_difference_either(database: Path) -> None:
    upgrade.prepare(database)
    with engines.readers(database).connect() as connection:
        context = MigrationContext.configure(connection, opts={"include_object": _is_ours})
        assert compare_metadata(context, schema.metadata) == []


def _is_ours(_thing: object, name: str | None, *_rest: object) -> bool:
    return not (name or "").startswith(SEARCH)


def test_the_last_step_is_the_revision_that_the_program_knows() -> None:
    scripts = ScriptDirectory(str(migration_steps.MIGRATIONS), version_locations=[str(migration_steps.MIGRATIONS)])
    assert scripts.get_heads() == [schema.REVISION]
    for script in scripts.walk_revisions():
        assert Path(script.path).name.startswith(f"{script.revision}_")


def test_the_mark_in_the_header_is_the_one_that_is_looked_for(database: Path) -> None:
    upgrade.prepare(database)
    with closing(sqlite3.connect(database)) as connection:
        assert connection.execute("PRAGMA application_id").fetchone() == (schema.APPLICATION_ID,)
