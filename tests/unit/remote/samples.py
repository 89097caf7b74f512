"""Batches and results as they are sent to servers."""

from datetime import timedelta

from desktop_scanner.core.batches import BatchInfo
from desktop_scanner.core.results import DomainResult
from desktop_scanner.core.statuses import BatchState
from tests.servers.v3.ours_results import found
from tests.unit.store.samples import AT


def batch_info(batch_id: str = "local-1", total: int = 3) -> BatchInfo:
    """Return a batch that was scanned here."""
    return BatchInfo(id=batch_id, name="Shops of Ghent", state=BatchState.COMPLETED, created_at=AT, total=total)


def results(*domains: str, hours: int = 0) -> list[DomainResult]:
    """Return what was found here, so many hours after a certain time."""
    return [found(name, AT, AT + timedelta(hours=hours)) for name in domains]
