import pytest
from sqlalchemy import Connection, select

from desktop_scanner.store import ids
from desktop_scanner.store.database import Store
from desktop_scanner.store.schema import target
from tests.unit.store import samples


@pytest.mark.parametrize("part", [1, 4, 200_000])
async def test_ids_come_in_their_order_however_they_are_cut(
    store: Store, part: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ids, "_PART", part)
    await samples.started(store, samples.targets(12))

    def read(connection: Connection) -> tuple[list[int], set[int], list[int]]:
        ordered = select(target.c.id).order_by(target.c.domain.desc())
        none = ordered.where(target.c.id > 99)
        return ids.ids(connection, ordered), ids.id_set(connection, ordered), ids.ids(connection, none)

    assert await store._read(read) == ([*range(12, 0, -1)], {*range(1, 13)}, [])
