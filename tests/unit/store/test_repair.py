import asyncio
import sqlite3
from collections.abc import Awaitable, Callable
from contextlib import closing
from pathlib import Path

import pytest

from desktop_scanner.core.errors import StoreBusyError, StoreDamagedError, StoreError
from desktop_scanner.core.overview import Tally
from desktop_scanner.core.queries import RowFilter, RowOrder
from desktop_scanner.core.repairs import Repair
from desktop_scanner.core.statuses import BatchState, DomainStatus
from desktop_scanner.store import repair, upgrade
from desktop_scanner.store.database import Store
from tests.data.databases import make_sample
from tests.unit.store import damage, samples
from tests.unit.store.samples import BATCH

COUNT = 300
EVIDENCE = 12  # pieces in each result


@pytest.fixture
async def scanned(database: Path) -> Path:
    store = await Store.open(database)
    await samples.scanned(store, [samples.rich(samples.claimed(f"site-{n:03}.com")) for n in range(COUNT)])
    await store.end_run(BATCH, BatchState.COMPLETED)
    await store.close()
    return database


def _repaired(database: Path) -> Repair:
    done = repair.repair(database)
    assert done is not None
    with closing(sqlite3.connect(database)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
    return done


def _of(done: Repair, table: str) -> tuple[int, int | None, int]:
    (found,) = [each for each in done.tables if each.table == table]
    return found.saved, found.lost, found.orphans


async def _with(database: Path, look: Callable[[Store], Awaitable[None]]) -> None:
    store = await Store.open(database)
    await look(store)
    await store.close()


def test_a_sound_database_is_left_as_it_is(scanned: Path) -> None:
    before = scanned.read_bytes()
    assert repair.repair(scanned) is None
    assert scanned.read_bytes() == before


def test_what_a_damaged_page_did_not_hold_is_saved_and_the_rest_counted(scanned: Path) -> None:
    damage.overwrite(scanned, damage.leaves(scanned, "evidence")[3])
    damaged = scanned.read_bytes()
    done = _repaired(scanned)
    saved, lost, orphans = _of(done, "evidence")
    assert lost is not None
    assert 0 < lost < 100
    assert (saved + lost, orphans) == (COUNT * EVIDENCE, 0)
    assert (_of(done, "target"), _of(done, "batch")) == ((COUNT, 0, 0), (1, 0, 0))
    assert not done.is_whole
    assert done.kept.read_bytes() == damaged


async def test_a_repaired_database_is_searched_and_scanned_as_before(scanned: Path) -> None:
    damage.overwrite(scanned, damage.leaves(scanned, "page")[1])
    await asyncio.to_thread(_repaired, scanned)

    async def look(store: Store) -> None:
        found = await store.row_ids(BATCH, RowOrder(), RowFilter(text="bäckerei"))
        assert len(found) == COUNT
        batch = await store.batch(BATCH)
        assert batch is not None
        assert (batch.state, batch.counts) == (BatchState.COMPLETED, {"completed": COUNT})
        assert (await store.overview(BATCH, 1)).languages == (Tally("de", COUNT),)
        await samples.scanned(store, [samples.rich(samples.claimed("new.com"))], "another")

    await _with(scanned, look)


async def test_domains_whose_result_is_lost_are_scanned_again(scanned: Path) -> None:
    damage.overwrite(scanned, damage.leaves(scanned, "detail")[4])
    done = await asyncio.to_thread(_repaired, scanned)
    assert done.reopened == COUNT - _of(done, "detail")[0] > 0

    async def look(store: Store) -> None:
        batch = await store.batch(BATCH)
        assert batch is not None
        assert batch.state is BatchState.INTERRUPTED
        assert batch.counts == {"completed": COUNT - done.reopened, "pending": done.reopened}
        assert (await store.overview(BATCH, 1)).languages == (Tally("de", COUNT - done.reopened),)
        await store.begin_run(BATCH)
        claimed = await store.claim(BATCH, COUNT)
        assert len(claimed) == done.reopened
        rows = [await store.put(one, samples.rich(one)) for one in claimed[:2]]
        assert {row.status for row in rows} == {DomainStatus.COMPLETED}

    await _with(scanned, look)


async def test_domains_of_a_batch_that_is_lost_get_a_stand_in_and_what_belongs_to_nobody_goes(scanned: Path) -> None:
    damage.overwrite(scanned, damage.root(scanned, "batch"))
    damage.overwrite(scanned, damage.leaves(scanned, "target")[2])
    done = await asyncio.to_thread(_repaired, scanned)
    assert done.stand_ins == 1
    assert all(_of(done, table)[2] > 0 for table in ("detail", "page", "fact", "evidence"))

    async def look(store: Store) -> None:
        [batch] = await store.batches()
        assert batch.name == "Recovered batch 1"
        assert batch.total == batch.counts["completed"] == _of(done, "target")[0]

    await _with(scanned, look)


def test_a_database_of_an_older_version_is_repaired_as_such_and_then_brought_up_to_date(database: Path) -> None:
    database.write_bytes((Path(make_sample.__file__).parent / "v1.db").read_bytes())
    damage.overwrite(database, damage.leaves(database, "evidence")[0])
    with closing(sqlite3.connect(database)) as connection:
        targets = connection.execute("SELECT count(*) FROM target").fetchone()
    _repaired(database)
    upgrade.prepare(database)
    with closing(sqlite3.connect(database)) as connection:
        assert connection.execute("SELECT count(*) FROM target").fetchone() == targets


async def test_nothing_is_repaired_under_somebody_who_has_it_open(scanned: Path) -> None:
    store = await Store.open(scanned)
    with pytest.raises(StoreBusyError, match=r"has the database .* open"):
        await asyncio.to_thread(repair.repair, scanned)
    await store.close()


async def test_nothing_is_opened_while_it_is_repaired(scanned: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    damage.overwrite(scanned, damage.leaves(scanned, "page")[1])

    def refused(_path: Path) -> bool:
        with pytest.raises(StoreBusyError, match="is being repaired"):
            Store(scanned)
        return True

    monkeypatch.setattr(repair, "_is_sound", refused)
    assert await asyncio.to_thread(repair.repair, scanned) is None


def test_a_file_of_which_nothing_can_be_read_is_left_alone(scanned: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("desktop_scanner.store.salvage.MAX_FAULTS", 100)
    content = scanned.read_bytes()
    scanned.write_bytes(content[: damage.page_size(scanned)] + b"\xff" * (len(content) - damage.page_size(scanned)))
    with pytest.raises(StoreDamagedError, match="Nothing of the database"):
        repair.repair(scanned)
    assert not list(scanned.parent.glob("*repaired*"))
    scanned.write_bytes(b"\xff" * len(content))
    with pytest.raises(StoreError, match="is no database"):
        repair.repair(scanned)


async def test_damage_left_by_a_crash_is_noticed_at_the_next_start(scanned: Path) -> None:
    damage.overwrite(scanned, damage.leaves(scanned, "fact")[2])
    await _with(scanned, lambda store: store.batches())  # type: ignore[arg-type, return-value]
    scanned.with_name(f"{scanned.name}-wal").touch()
    with pytest.raises(StoreDamagedError, match="desktop-scanner repair"):
        await Store.open(scanned)
