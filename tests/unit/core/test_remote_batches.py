from datetime import UTC, datetime

import msgspec
import pytest

from desktop_scanner.core.remote_batches import RemoteBatch, RemoteState

AT = datetime(2026, 3, 1, tzinfo=UTC)


@pytest.mark.parametrize("state", list(RemoteState))
def test_a_state_is_final_unless_something_may_still_happen(state: RemoteState) -> None:
    assert state.is_final is (state.value not in ("pending", "running", "unclear"))


def test_time_that_passes_is_no_movement() -> None:
    batch = RemoteBatch(batch_id="b", state=RemoteState.RUNNING, word="processing", updated_at=AT, processing_s=4.0)
    assert msgspec.structs.replace(batch, processing_s=8.0).movement == batch.movement
    assert msgspec.structs.replace(batch, completed=1).movement != batch.movement
