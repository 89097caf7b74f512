import os
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from desktop_scanner import __version__
from desktop_scanner.core.errors import (
    StoreBusyError,
    StoreDamagedError,
    StoreError,
    StoreFullError,
    StoreTooNewError,
)
from desktop_scanner.core.queries import RowFilter
from desktop_scanner.core.statuses import DomainStatus
from desktop_scanner.store import locks, migration_steps, upgrade
from desktop_scanner.store.database import Store
from desktop_scanner.store.schema import REVISION
from tests.data.databases import make_sample
from tests.unit.store import samples

NOBODY = 65534

LAST, NEXT, AFTER = (f"m{int(REVISION.removeprefix('m')) + steps:03}" for steps in range(3))

STEP = """
from alembic import op
revision, down_revision = {revision!r}, {before!r}
def upgrade():
    op.execute("CREATE TABLE extra_{revision} (x)")
    op.execute({statement!r})
"""


@pytest.fixture
def steps(tmp_path: Path) -> Path:
    folder = tmp_path / "steps"
    folder.mkdir()
    return folder


def _add_step(steps: Path, revision: str, before: str, statement: str) -> None:
    (steps / f"{revision}_test.py").write_text(STEP.format(revision=revision, before=before, statement=statement))


def _upgrade(database: Path, steps: Path, to: str) -> None:
    upgrade.prepare(database, steps=(migration_steps.MIGRATIONS, steps), to=to)


def _ask(database: Path, query: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(database)) as connection:
        return connection.execute(query).fetchall()


def _dump(database: Path) -> list[str]:
    with closing(sqlite3.connect(database)) as connection:
        return list(connection.iterdump())


def test_a_new_database_is_made_with_its_folders(tmp_path: Path) -> None:
    database = upgrade.prepare(tmp_path / "deep" / "ly" / "scanner.db")
    assert _ask(database, "SELECT version_num FROM alembic_version") == [(LAST,)]
    assert _ask(database, "SELECT value FROM property WHERE name = 'program_version'") == [(__version__,)]
    assert _ask(database, "PRAGMA auto_vacuum") == [(2,)]
    assert _ask(database, "PRAGMA journal_mode") == [("wal",)]


def test_an_empty_file_becomes_a_database(database: Path) -> None:
    database.touch()
    upgrade.prepare(database)
    assert _ask(database, "SELECT count(*) FROM batch") == [(0,)]


async def test_an_older_database_is_copied_and_brought_up_to_date(store: Store, database: Path, steps: Path) -> None:
    await samples.scanned(store, [samples.rich(samples.claimed("site-000.com"))])
    before = _dump(database)
    _add_step(steps, NEXT, LAST, "UPDATE batch SET name = 'new name'")
    _add_step(steps, AFTER, NEXT, "DELETE FROM page")
    _upgrade(database, steps, AFTER)
    assert _ask(database, "SELECT name FROM batch") == [("new name",)]
    assert _ask(database, "SELECT version_num FROM alembic_version") == [(AFTER,)]
    # The store is still open, so the last results are in the journal only: a copy of the file would lack them.
    assert _dump(database.with_name(f"scanner.db.{LAST}-copy")) == before


async def test_a_step_that_fails_leaves_no_trace(store: Store, database: Path, steps: Path) -> None:
    await samples.scanned(store, [samples.rich(samples.claimed("site-000.com"))])
    _add_step(steps, NEXT, LAST, "UPDATE batch SET name = 'new name'")
    _add_step(steps, AFTER, NEXT, "SELECT no_such_function()")
    before = _dump(database)
    with pytest.raises(Exception, match="no_such_function"):
        _upgrade(database, steps, AFTER)
    assert _ask(database, "SELECT version_num FROM alembic_version") == [(NEXT,)]
    assert _ask(database, "SELECT name FROM sqlite_master WHERE name LIKE 'extra%'") == [(f"extra_{NEXT}",)]
    assert len(before) + 1 == len(_dump(database))
    _add_step(steps, AFTER, NEXT, "SELECT 1")
    _upgrade(database, steps, AFTER)
    assert _ask(database, "SELECT version_num FROM alembic_version") == [(AFTER,)]


async def test_a_step_may_not_leave_rows_without_the_ones_they_refer_to(
    store: Store, database: Path, steps: Path
) -> None:
    await samples.scanned(store, [samples.rich(samples.claimed("site-000.com"))])
    _add_step(steps, NEXT, LAST, "DELETE FROM target")
    with pytest.raises(RuntimeError, match=f"{NEXT} leaves rows"):
        _upgrade(database, steps, NEXT)
    assert _ask(database, "SELECT count(*) FROM target") == [(1,)]


def test_no_step_is_taken_without_a_copy(database: Path, steps: Path) -> None:
    upgrade.prepare(database)
    _add_step(steps, NEXT, LAST, "SELECT 1")
    database.with_name(f"scanner.db.{LAST}-copy").mkdir()
    with pytest.raises(StoreFullError, match="No copy of the database could be made"):
        _upgrade(database, steps, NEXT)
    assert _ask(database, "SELECT version_num FROM alembic_version") == [(LAST,)]


def test_a_newer_database_is_refused_naming_both_versions(database: Path) -> None:
    upgrade.prepare(database)
    with closing(sqlite3.connect(database)) as connection, connection:
        connection.execute("UPDATE alembic_version SET version_num = 'm700'")
        connection.execute("UPDATE property SET value = '9.4.2'")
    before = _dump(database)
    with pytest.raises(StoreTooNewError, match=rf"9\.4\.2 \(schema m700\).* this is {__version__}.* {LAST}\. Update"):
        upgrade.prepare(database)
    assert _dump(database) == before
    assert not list(database.parent.glob("*copy*"))


def test_a_newer_database_of_unknown_make_is_refused_too(database: Path) -> None:
    upgrade.prepare(database)
    with closing(sqlite3.connect(database)) as connection, connection:
        connection.execute("UPDATE alembic_version SET version_num = 'm1000'")
        connection.execute("DROP TABLE property")
    with pytest.raises(StoreTooNewError, match=r"a newer version .*\(schema m1000\)"):
        upgrade.prepare(database)


@pytest.mark.parametrize("content", [b"domain,status\nexample.com,ok\n" * 50, b"SQLite format 3\0" + b"\xff" * 8192])
def test_a_file_that_is_no_database_is_refused_and_left_alone(database: Path, content: bytes) -> None:
    database.write_bytes(content)
    with pytest.raises(StoreDamagedError, match=r"scanner\.db.*(Choose another|Put a copy)"):
        upgrade.prepare(database)
    assert database.read_bytes() == content


@pytest.mark.parametrize(
    "statement", ["CREATE TABLE bookmarks (url)", "CREATE TABLE alembic_version (version_num)", "DELETE FROM property"]
)
def test_a_database_of_another_program_is_refused_and_left_alone(database: Path, statement: str) -> None:
    if statement.startswith("DELETE"):
        upgrade.prepare(database)
        statement = "UPDATE alembic_version SET version_num = 'a1b2c3'"
    with closing(sqlite3.connect(database)) as connection, connection:
        connection.execute(statement)
    before = database.read_bytes()
    with pytest.raises(StoreDamagedError, match="but not one of Desktop Scanner"):
        upgrade.prepare(database)
    assert database.read_bytes() == before


def test_a_folder_is_no_database(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match=r"is a folder, not a database\. Name a file in it"):
        upgrade.prepare(tmp_path)


def test_a_folder_that_cannot_be_made_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(StoreFullError, match=r"The folder .*file.sub for the database cannot be made: Not a directory"):
        upgrade.prepare(tmp_path / "file" / "sub" / "scanner.db")


def test_a_second_process_waits_for_the_first_but_not_for_ever(database: Path) -> None:
    with (
        locks.migration(database, 1),
        pytest.raises(StoreBusyError, match="Another program has been preparing the database"),
    ):
        upgrade.prepare(database, wait_s=0.05)
    upgrade.prepare(database, wait_s=0.05)


@pytest.fixture
def public_folder() -> Iterator[Path]:
    """Return a folder that an ordinary user can reach; that of pytest belongs to who runs the tests."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        yield Path(folder)


@pytest.fixture
def _as_an_ordinary_user() -> Iterator[None]:
    """Lay the rights of root down, to whom no file is read-only."""
    is_root = hasattr(os, "geteuid") and os.geteuid() == 0
    if is_root:
        os.seteuid(NOBODY)
    yield
    if is_root:
        os.seteuid(0)


@pytest.mark.skipif(os.name == "nt", reason="folders have no such mode there")
@pytest.mark.usefixtures("_as_an_ordinary_user")
def test_a_folder_that_may_not_be_written_is_a_sentence(public_folder: Path) -> None:
    if public_folder.stat().st_uid == os.geteuid():
        public_folder.chmod(0o555)
    with pytest.raises(StoreFullError, match=r"The folder .* cannot be written \(Permission denied\).*--database"):
        upgrade.prepare(public_folder / "scanner.db")
    with pytest.raises(StoreFullError, match=r"The folder .*new for the database cannot be made: Permission denied"):
        upgrade.prepare(public_folder / "new" / "scanner.db")


@pytest.mark.skipif(os.name == "nt", reason="the mode of a file has no owner there")
async def test_a_read_only_database_is_read_and_says_so_when_written(
    public_folder: Path, request: pytest.FixtureRequest
) -> None:
    database = public_folder / "scanner.db"
    store = await Store.open(database)
    await samples.scanned(store, [samples.rich(samples.claimed("site-000.com"))])
    await store.close()
    database.chmod(0o444)
    for folder in (public_folder, public_folder / "scanner.db.locks"):
        folder.chmod(0o777)
    request.getfixturevalue("_as_an_ordinary_user")
    store = await Store.open(database)
    assert [batch.total for batch in await store.batches()] == [1]
    with pytest.raises(StoreFullError, match=r"is read-only\. Make file and folder writable"):
        await store.request(samples.BATCH, "cancel")
    await store.close()


@pytest.mark.parametrize("version", ["v1"])
async def test_a_database_of_each_released_schema_opens(database: Path, version: str) -> None:
    shutil.copy(make_sample.FOLDER / f"{version}.db", database)
    store = await Store.open(database)
    results = list(store.results(samples.BATCH, RowFilter()))
    assert results == make_sample.expected(version)
    assert {result.status for result in results} == set(DomainStatus)
    assert await store.reopen_cancelled(samples.BATCH) == 1
    await store.close()


@pytest.mark.parametrize("name", ["x" * 300 + ".db", "~nobody-of-this-name/scanner.db", "nul\0.db"])
def test_a_path_that_no_file_can_have_is_refused_with_a_sentence(name: str, tmp_path: Path) -> None:
    path = Path(name) if name.startswith("~") else tmp_path / name
    with pytest.raises(StoreError, match=r"cannot be opened|names no f"):
        upgrade.prepare(path)
