"""A batch and its rows, as lists and tables show them."""

from datetime import datetime
from typing import Any

from msgspec import Struct, field

from desktop_scanner.core.failures import FailureKind
from desktop_scanner.core.options import ScanOptions
from desktop_scanner.core.statuses import BatchState, DomainStatus, Verdict


class BatchInfo(Struct, frozen=True, kw_only=True):
    """One batch of the history; `counts` holds the number of targets by status, only where above zero.

    `origin` says where its list came from, `predecessor` is the id of the batch whose domains it scans again.
    """

    id: str
    name: str
    state: BatchState
    created_at: datetime
    started_at: datetime | None = None
    finished_at: datetime | None = None
    total: int
    counts: dict[str, int] = field(default_factory=dict)
    options: dict[str, Any] = field(default_factory=dict)
    origin: str = ""
    note: str = ""
    tags: tuple[str, ...] = ()
    predecessor: str | None = None

    @property
    def concurrency(self) -> int:
        """Return how many of its domains are scanned at once."""
        return int(self.options.get("concurrency", ScanOptions().concurrency))

    @property
    def done(self) -> int:
        """Return the number of targets with a final status."""
        return sum(n for status, n in self.counts.items() if DomainStatus(status).is_final)


class Wishes(Struct, frozen=True):
    """What is asked of a running batch's owner: to stop in some way, and how many domains to scan at once."""

    stop: str | None
    concurrency: int


class DomainRow(Struct, frozen=True, kw_only=True):
    """One row of a batch's table, without its facts.

    `cells` holds the text of further columns that were asked for, several values on a line each.
    """

    target_id: int
    domain: str
    domain_display: str
    status: DomainStatus
    verdict: Verdict | None = None
    failure_kind: FailureKind | None = None
    failure_message: str | None = None
    http_status: int | None = None
    title: str | None = None
    pages: int = 0
    emails: int = 0
    phones: int = 0
    technologies: str = ""
    elapsed_ms: int | None = None
    input: str = ""
    started_at: datetime | None = None
    finished_at: datetime | None = None
    cells: dict[str, str] = {}
