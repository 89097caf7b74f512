import pytest
from sqlalchemy.exc import IntegrityError

from desktop_scanner.core.remote_batches import RemoteState
from desktop_scanner.core.remote_links import LinkRole, RemoteVerdict
from desktop_scanner.store.database import Store
from tests.unit.store.remote_samples import link
from tests.unit.store.samples import AT, BATCH


async def test_a_link_comes_back_as_it_was_put(store: Store) -> None:
    whole = link(
        LinkRole.RUN,
        is_ours=True,
        remote_id="r-1",
        status_cursor="7",
        pull_cursor="8",
        push_cursor=9,
        push_target=10,
        state=RemoteState.RUNNING,
        word="processing",
        total=3,
        completed=2,
        failed=1,
        progress=0.5,
        moved_at=AT,
        told_at=AT,
        verdict=RemoteVerdict.STALLED,
        sentence="Nothing moves.",
        stall_s=5.0,
        created_at=AT,
    )
    assert await store.remote.put_link(whole) == whole
    assert await store.remote.link(BATCH, "office") == whole
    assert await store.remote.link_of_remote_id("office", "r-1") == whole
    assert await store.remote.links(BATCH) == [whole]


async def test_there_is_one_link_for_a_batch_at_a_server(store: Store) -> None:
    await store.remote.put_link(link(LinkRole.PUSHED))
    await store.remote.put_link(link(LinkRole.RUN))
    assert [each.role for each in await store.remote.links()] == [LinkRole.RUN]
    await store.remote.put_link(link(remote_id="r-1"))
    with pytest.raises(IntegrityError):
        await store.remote.put_link(link(batch_id="another", remote_id="r-1"))


async def test_fields_change_and_a_link_that_is_gone_stays_so(store: Store) -> None:
    made = await store.remote.put_link(link(LinkRole.BESIDE))
    changed = await store.remote.change_link(made, {"verdict": RemoteVerdict.GONE, "is_ours": False, "moved_at": AT})
    assert (changed.verdict, changed.is_ours, changed.moved_at) == (RemoteVerdict.GONE, False, AT)
    assert await store.remote.sent(BATCH) == changed
    await store.remote.remove_link(made)
    assert await store.remote.change_link(made, {"word": "x"}) == made
    assert await store.remote.sent(BATCH) is None


async def test_only_what_a_server_scans_is_sent(store: Store) -> None:
    await store.remote.put_link(link(LinkRole.PULLED))
    assert await store.remote.sent(BATCH) is None
