"""The words for where a domain and a batch stand; stored and exported by their string value."""

from enum import StrEnum


class DomainStatus(StrEnum):
    """Where one domain of a batch stands."""

    PENDING = "pending"
    RUNNING = "running"
    COMPLETED = "completed"
    FAILED = "failed"
    CANCELLED = "cancelled"

    @property
    def is_final(self) -> bool:
        """Whether nothing more will happen to the domain in this run."""
        return self not in (DomainStatus.PENDING, DomainStatus.RUNNING)


class BatchState(StrEnum):
    """Where a batch stands; every one is final, can be resumed, or has a live process that runs it."""

    PENDING = "pending"
    RUNNING = "running"
    PAUSED = "paused"
    COMPLETED = "completed"
    PARTIAL = "partial"
    FAILED = "failed"
    CANCELLED = "cancelled"
    INTERRUPTED = "interrupted"

    @property
    def is_resumable(self) -> bool:
        """Whether `resume` has something to do."""
        return self in (
            BatchState.PENDING,
            BatchState.PAUSED,
            BatchState.CANCELLED,
            BatchState.INTERRUPTED,
        )


class Verdict(StrEnum):
    """What stands behind a domain that answered."""

    OK = "ok"
    PARKED = "parked"
    REDIRECTED_OFFSITE = "redirected_offsite"
    BLOCKED = "blocked"
    EMPTY = "empty"
    JAVASCRIPT_ONLY = "javascript_only"
    SOFT_404 = "soft_404"


def batch_state(total: int, counts: dict[str, int]) -> BatchState:
    """Return the state that a batch's counts by status speak for, whoever runs it and however that ended."""
    if counts.get(DomainStatus.CANCELLED, 0):
        return BatchState.CANCELLED
    failed = counts.get(DomainStatus.FAILED, 0)
    if failed + counts.get(DomainStatus.COMPLETED, 0) < total:
        return BatchState.INTERRUPTED
    if failed == 0:
        return BatchState.COMPLETED
    return BatchState.FAILED if failed == total else BatchState.PARTIAL
