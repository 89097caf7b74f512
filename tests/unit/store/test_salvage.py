import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from desktop_scanner.store import salvage
from desktop_scanner.store.database import Store
from tests.unit.store import damage, samples

COUNT = 400


@pytest.fixture
async def scanned(database: Path) -> Path:
    store = await Store.open(database)
    await samples.scanned(store, [samples.rich(samples.claimed(f"site-{n:03}.com")) for n in range(COUNT)])
    await store.close()
    return database


def _read(database: Path, table: str) -> tuple[list[int], int | None]:
    with closing(sqlite3.connect(f"{database.as_uri()}?mode=ro", uri=True)) as connection:
        known = salvage.columns(connection, table)
        keys = [row[0] for row in salvage.rows(connection, table, known)]
        return keys, salvage.expected(connection, table)


def test_a_sound_table_is_read_whole(scanned: Path) -> None:
    assert _read(scanned, "target") == (list(range(1, COUNT + 1)), COUNT)


@pytest.mark.parametrize("which", [0, 5, -1])
@pytest.mark.parametrize("content", [b"\xff", b"\0"])
def test_only_the_rows_of_a_damaged_page_are_missing(scanned: Path, which: int, content: bytes) -> None:
    leaves = damage.leaves(scanned, "target")
    assert len(leaves) > 20
    damage.overwrite(scanned, leaves[which], content)
    keys, expected = _read(scanned, "target")
    assert expected == COUNT
    assert COUNT - 2 * COUNT // len(leaves) - 2 <= len(keys) < COUNT
    assert keys == sorted(set(keys))


def test_a_table_whose_root_is_gone_gives_nothing_and_takes_no_time(
    scanned: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(salvage, "MAX_FAULTS", 500)
    damage.overwrite(scanned, damage.root(scanned, "target"))
    assert _read(scanned, "target") == ([], COUNT)


def test_a_table_without_its_end_and_its_indexes_is_read_as_far_as_it_goes(
    scanned: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(salvage, "MAX_FAULTS", 500)
    damage.overwrite(scanned, damage.leaves(scanned, "page")[-1])
    damage.overwrite(scanned, damage.root(scanned, "ix_page_target_id"))
    keys, expected = _read(scanned, "page")
    assert expected is None
    assert 2 * COUNT * 0.9 < len(keys) < 2 * COUNT


@pytest.mark.parametrize(
    ("table", "column", "value"),
    [
        ("target", salvage.Column("status", "TEXT", is_required=True), "complet\0d"),
        ("target", salvage.Column("seq", "BIGINT", is_required=True), "7"),
        ("target", salvage.Column("domain", "TEXT", is_required=True), None),
        ("target", salvage.Column("domain", "TEXT", is_required=True), b"site"),
        ("detail", salvage.Column("body", "TEXT", is_required=True), '{"a": '),
        ("batch", salvage.Column("state", "TEXT", is_required=True), "ended"),
    ],
)
def test_what_this_program_cannot_have_written_is_not_believed(
    table: str, column: salvage.Column, value: object
) -> None:
    assert not salvage.is_sound(table, [column], [value])
