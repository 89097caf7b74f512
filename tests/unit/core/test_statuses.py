import pytest

from desktop_scanner.core.statuses import BatchState, DomainStatus, batch_state


@pytest.mark.parametrize(
    ("counts", "state"),
    [
        ({"completed": 3}, BatchState.COMPLETED),
        ({"completed": 2, "failed": 1}, BatchState.PARTIAL),
        ({"failed": 3}, BatchState.FAILED),
        ({"completed": 2, "cancelled": 1}, BatchState.CANCELLED),
        ({"completed": 2, "pending": 1}, BatchState.INTERRUPTED),
        ({"failed": 2, "running": 1}, BatchState.INTERRUPTED),
    ],
)
def test_a_batch_is_named_by_its_counts(counts: dict[str, int], state: BatchState) -> None:
    assert batch_state(3, counts) is state


def test_a_domain_is_final_unless_it_waits_or_runs() -> None:
    assert [status for status in DomainStatus if not status.is_final] == [DomainStatus.PENDING, DomainStatus.RUNNING]


def test_only_unfinished_batches_can_be_resumed() -> None:
    resumable = {state for state in BatchState if state.is_resumable}
    assert resumable == {BatchState.PENDING, BatchState.PAUSED, BatchState.CANCELLED, BatchState.INTERRUPTED}
