from datetime import timedelta

from desktop_scanner.core.clock import now
from desktop_scanner.core.outbox import OperationKind, OperationState
from desktop_scanner.store.database import Store
from tests.unit.store import samples
from tests.unit.store.samples import BATCH

UPLOADS = (OperationKind.UPLOAD,)


async def test_a_wish_is_written_down_once(store: Store) -> None:
    first = await store.remote.arm(OperationKind.UPLOAD, "office", BATCH, "x")
    again = await store.remote.arm(OperationKind.UPLOAD, "office", BATCH, "y")
    assert (again.id, again.payload) == (first.id, "x")
    await store.remote.arm(OperationKind.PULL, "office", BATCH)
    await store.remote.arm(OperationKind.UPLOAD, "lab", BATCH)
    assert len(await store.remote.operations()) == 3


async def test_each_try_is_counted_before_it_is_made(store: Store) -> None:
    made = await store.remote.arm(OperationKind.UPLOAD, "office", BATCH)
    begun = await store.remote.begin(made)
    assert begun is not None
    assert (begun.state, begun.attempts) == (OperationState.TRYING, 1)
    assert await store.remote.due(UPLOADS) == []


async def test_what_is_done_needs_its_payload_no_more_and_is_not_begun(store: Store) -> None:
    made = await store.remote.arm(OperationKind.SUBMIT, "office", BATCH, "a long list")
    await store.remote.settle(made, OperationState.DONE)
    done = await store.remote.operation(OperationKind.SUBMIT, "office", BATCH)
    assert done is not None
    assert (done.is_open, done.payload, done.ended_at is not None) == (False, "", True)
    assert await store.remote.begin(made) is None
    again = await store.remote.arm(OperationKind.SUBMIT, "office", BATCH, "another list")
    assert (again.id, again.state, again.attempts) == (made.id, OperationState.WAITING, 0)


async def test_what_failed_in_passing_is_due_later(store: Store) -> None:
    made = await store.remote.arm(OperationKind.UPLOAD, "office", BATCH)
    at = now() + timedelta(hours=1)
    await store.remote.settle(made, OperationState.WAITING, "No connection.", at, 4)
    assert await store.remote.due(UPLOADS, now()) == []
    (waiting,) = await store.remote.due(UPLOADS, at)
    assert (waiting.last_error, waiting.next_try_at, waiting.attempts) == ("No connection.", at, 4)
    assert await store.remote.retry(made.id)
    assert [each.attempts for each in await store.remote.due(UPLOADS, now())] == [0]


async def test_what_is_undecided_waits_for_a_person(store: Store) -> None:
    made = await store.remote.arm(OperationKind.SUBMIT, "office", BATCH, "x")
    await store.remote.settle(made, OperationState.UNDECIDED, "Nobody knows.")
    assert await store.remote.begin(made) is None
    assert not await store.remote.retry(made.id)
    assert (await store.remote.arm(OperationKind.SUBMIT, "office", BATCH, "y")).state is OperationState.UNDECIDED
    assert await store.remote.drop(made.id)
    assert not await store.remote.drop(made.id)
    assert await store.remote.operation_by_id(made.id) is None


async def test_what_a_dead_process_was_trying_waits_again(store: Store) -> None:
    await samples.started(store, samples.targets(1))
    for kind in (OperationKind.UPLOAD, OperationKind.SUBMIT):
        await store.remote.begin(await store.remote.arm(kind, "office", BATCH))
    await store.remote.recover(UPLOADS)
    states = {each.kind: each.state for each in await store.remote.operations()}
    assert states == {OperationKind.UPLOAD: OperationState.WAITING, OperationKind.SUBMIT: OperationState.TRYING}


async def test_what_was_to_be_done_with_a_deleted_batch_is_forgotten(store: Store) -> None:
    await samples.started(store, samples.targets(1))
    for kind in (OperationKind.UPLOAD, OperationKind.CANCEL):
        await store.remote.arm(kind, "office", BATCH)
    await store.remote.arm(OperationKind.LIST, "office")
    await store.hide(BATCH)
    await store.remote.recover(UPLOADS)
    assert [each.kind for each in await store.remote.operations()] == [OperationKind.CANCEL, OperationKind.LIST]
