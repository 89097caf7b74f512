from datetime import UTC, datetime

from desktop_scanner.core.batches import BatchInfo
from desktop_scanner.core.statuses import BatchState


def test_domains_with_a_final_status_are_done() -> None:
    batch = BatchInfo(
        id="1",
        name="Shops",
        state=BatchState.RUNNING,
        created_at=datetime.now(UTC),
        total=10,
        counts={"completed": 3, "failed": 2, "cancelled": 1, "running": 2, "pending": 2},
    )
    assert batch.done == 6
