from datetime import UTC, datetime
from typing import Any

from desktop_scanner.core.batches import BatchInfo
from desktop_scanner.core.options import ScanOptions
from desktop_scanner.core.statuses import BatchState


def batch(**given: Any) -> BatchInfo:
    return BatchInfo(id="1", name="Shops", state=BatchState.RUNNING, created_at=datetime.now(UTC), total=10, **given)


def test_domains_with_a_final_status_are_done() -> None:
    counts = {"completed": 3, "failed": 2, "cancelled": 1, "running": 2, "pending": 2}
    assert batch(counts=counts).done == 6


def test_a_batch_scans_as_many_domains_at_once_as_its_options_say() -> None:
    assert batch(options={"concurrency": 7}).concurrency == 7
    assert batch().concurrency == ScanOptions().concurrency
