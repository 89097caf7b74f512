from desktop_scanner.core.conflicts import Side
from desktop_scanner.core.remote_links import RemoteLink
from desktop_scanner.store.database import Store
from tests.unit.store.remote_samples import result, scanned
from tests.unit.store.samples import AT, BATCH


async def disagree(store: Store, minutes: int) -> RemoteLink:
    """Let a server have another result of a domain that was scanned here and never sent."""
    its = await scanned(store, 2)
    taken = await store.remote.take_in(its, [result(0, minutes, title="Theirs")], "1", may_add=False)
    assert taken.conflicts == 1
    return its


async def test_a_domain_that_was_scanned_on_both_sides_is_listed_with_the_newest_as_winner(store: Store) -> None:
    await disagree(store, 5)
    (conflict,) = await store.remote.conflicts(BATCH)
    assert (conflict.domain, conflict.remote, conflict.winner) == ("site-000.com", "office", Side.THEIRS)
    assert (conflict.mine_at, conflict.theirs_at) == (AT, AT.replace(minute=35))
    assert not conflict.is_resolved
    assert await store.remote.conflicts("another") == []


async def test_an_older_one_of_the_server_loses_and_is_listed_too(store: Store) -> None:
    await disagree(store, -5)
    assert [each.winner for each in await store.remote.conflicts()] == [Side.MINE]


async def test_what_was_sent_before_is_no_conflict(store: Store) -> None:
    its = await scanned(store, 2)
    its = await store.remote.change_link(its, (await store.remote.unpushed(its, 10)).cursor)
    assert (await store.remote.take_in(its, [result(0, 5)], "1", may_add=False)).conflicts == 0


async def test_what_is_purged_leaves_no_copy_in_conflicts(store: Store) -> None:
    await disagree(store, 5)
    await store.purge("email", "info@site-000.com")
    assert await store.remote.conflicts() == []


async def test_a_purged_domain_leaves_no_copy_in_conflicts(store: Store) -> None:
    await disagree(store, 5)
    await store.purge("domain", "site-000.com")
    assert await store.remote.conflicts() == []


async def test_conflicts_of_a_deleted_batch_are_not_shown(store: Store) -> None:
    await disagree(store, 5)
    await store.hide(BATCH)
    assert await store.remote.conflicts() == []
    (conflict,) = [each for each in [await store.remote.choose(1, Side.MINE)] if each]
    await store.remove(BATCH)
    assert await store.remote.choose(conflict.id, Side.MINE) is None
