import pytest

from desktop_scanner.core.conflicts import Side
from desktop_scanner.store.database import Store
from tests.unit.store.remote_samples import result
from tests.unit.store.samples import BATCH
from tests.unit.store.test_conflicts import disagree
from tests.unit.store.test_remote_results import title


@pytest.mark.parametrize("minutes", [5, -5])
async def test_either_side_can_be_chosen_and_chosen_again(store: Store, minutes: int) -> None:
    await disagree(store, minutes)
    mine = result(0).title
    (conflict,) = await store.remote.conflicts()
    for side, expected in ((Side.MINE, mine), (Side.THEIRS, "Theirs"), (Side.MINE, mine)):
        chosen = await store.remote.choose(conflict.id, side)
        assert chosen is not None
        assert (chosen.winner, chosen.is_resolved, await title(store, 0)) == (side, True, expected)
    assert (await store.batch(BATCH)).counts == {"completed": 2}  # type: ignore[union-attr]


async def test_what_was_not_chosen_does_not_come_back_but_a_newer_one_does(store: Store) -> None:
    its = await disagree(store, 5)
    (conflict,) = await store.remote.conflicts()
    await store.remote.choose(conflict.id, Side.MINE)
    await store.remote.take_in(its, [result(0, 5, title="Theirs")], "1", may_add=False)
    assert await title(store, 0) == result(0).title
    await store.remote.take_in(its, [result(0, 9, title="Newer")], "2", may_add=False)
    assert await title(store, 0) == "Newer"


async def test_there_is_nothing_to_choose_where_there_is_no_conflict(store: Store) -> None:
    assert await store.remote.choose(7, Side.MINE) is None
