from desktop_scanner.core.batches import DomainRow
from desktop_scanner.core.clock import now
from desktop_scanner.core.events import (
    BatchStalled,
    BatchStarted,
    BatchWentOn,
    DomainFinished,
    DomainProgress,
    DomainsCancelled,
    DomainStarted,
)
from desktop_scanner.core.statuses import DomainStatus
from desktop_scanner.ui.progress import BatchProgress


def row(target_id: int, status: DomainStatus = DomainStatus.COMPLETED) -> DomainRow:
    return DomainRow(target_id=target_id, domain="a.example", domain_display="a.example", status=status)


def progress(total: int = 10, done: int = 0, counts: dict[str, int] | None = None) -> BatchProgress:
    return BatchProgress(BatchStarted(at=now(), total=total, done=done), counts or {}, clock=iter(range(100)).__next__)


def test_counts_follow_a_domain_from_waiting_to_done() -> None:
    batch = progress(total=2)
    batch.apply(DomainStarted(1))
    assert batch.counts == {"pending": 1, "running": 1}
    batch.apply(DomainProgress(target_id=1, activity="Reading 1/8"))
    batch.apply(DomainFinished(row(1)))
    assert batch.counts == {"pending": 1, "completed": 1}
    assert batch.running == {}


def test_a_domain_started_twice_counts_once() -> None:
    batch = progress(total=2)
    batch.apply(DomainStarted(1))
    batch.apply(DomainStarted(1))
    assert batch.counts["running"] == 1


def test_a_resumed_batch_goes_on_from_its_counts() -> None:
    batch = progress(total=10, done=5, counts={"completed": 4, "failed": 1, "cancelled": 5})
    assert batch.counts == {"pending": 5, "completed": 4, "failed": 1}


def test_failed_domains_put_back_to_pending_are_no_longer_failed() -> None:
    assert progress(total=5, done=3, counts={"completed": 3, "failed": 2}).counts == {"pending": 2, "completed": 3}


def test_cancelled_domains_are_done() -> None:
    batch = progress(total=3)
    batch.apply(DomainsCancelled(3))
    assert (batch.done, batch.counts) == (3, {"cancelled": 3})


def test_rate_and_time_left_come_from_the_last_seconds() -> None:
    batch = progress(total=12)
    for target_id in range(4):
        batch.apply(DomainFinished(row(target_id)))
    assert batch.rate() == 4 / 5
    assert batch.seconds_left() == 8 / (4 / 6)


def test_without_anything_finished_no_time_left_is_named() -> None:
    assert progress().seconds_left() is None


def test_a_batch_knows_what_holds_it_up() -> None:
    batch = progress()
    batch.apply(BatchStalled("The disk is full."))
    assert batch.stalled == "The disk is full."
    batch.apply(BatchWentOn())
    assert batch.stalled == ""
