import pytest

from desktop_scanner.core.clock import now
from desktop_scanner.core.outbox import Operation, OperationKind, OperationState


@pytest.mark.parametrize("state", OperationState)
def test_everything_but_what_is_done_is_still_to_be_done(state: OperationState) -> None:
    made = Operation(id=1, kind=OperationKind.PULL, remote="office", batch_id="b", state=state, created_at=now())
    assert made.is_open == (state is not OperationState.DONE)
