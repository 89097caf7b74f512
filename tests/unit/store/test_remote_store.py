from desktop_scanner.core.outbox import OperationKind, OperationState
from desktop_scanner.core.remote_links import LinkRole
from desktop_scanner.store.database import Store
from tests.unit.store import samples
from tests.unit.store.remote_samples import link
from tests.unit.store.samples import BATCH


async def test_a_batch_and_what_is_to_be_sent_are_written_together_and_settled_together(store: Store) -> None:
    await samples.started(store, samples.targets(1))
    made = await store.remote.send(link(LinkRole.RUN), "the list")
    operation = await store.remote.operation(OperationKind.SUBMIT, "office", BATCH)
    assert operation is not None
    assert (operation.payload, operation.state, made.remote_id) == ("the list", OperationState.WAITING, None)
    taken = await store.remote.submitted(made, operation, "r-1")
    assert (taken.remote_id, taken == await store.remote.sent(BATCH)) == ("r-1", True)
    assert [each.state for each in await store.remote.operations()] == [OperationState.DONE]
