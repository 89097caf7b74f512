"""What a server says of a batch: only what it tells; what it leaves out is None, never a guess."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from msgspec import Struct, field

from desktop_scanner.core.results import DomainResult
from desktop_scanner.core.statuses import DomainStatus


class RemoteState(StrEnum):
    """Where a batch stands on a server."""

    PENDING = "pending"
    RUNNING = "running"
    COMPLETED = "completed"
    PARTIAL = "partial"
    FAILED = "failed"
    CANCELLED = "cancelled"
    NOT_FOUND = "not_found"  # the server has no such batch
    UNCLEAR = "unclear"  # a word that this program does not know

    @property
    def is_final(self) -> bool:
        """Whether nothing more will happen to the batch there."""
        return self not in (RemoteState.PENDING, RemoteState.RUNNING, RemoteState.UNCLEAR)


class RemoteDomain(Struct, frozen=True, kw_only=True):
    """One domain of a batch, under the name by which it was sent; `word` is the server's own for its status."""

    domain: str
    status: DomainStatus | None
    word: str
    started_at: datetime | None = None
    finished_at: datetime | None = None
    elapsed_ms: int | None = None
    error: str | None = None
    error_kind: str | None = None


class RemoteBatch(Struct, frozen=True, kw_only=True):
    """A batch on a server; `word` is the server's own for its state, `progress` runs from 0 to 1.

    `cursor` is for asking what has changed since; a classic server gives none.
    """

    batch_id: str
    state: RemoteState
    word: str
    total: int | None = None
    completed: int | None = None
    failed: int | None = None
    progress: float | None = None
    created_at: datetime | None = None
    updated_at: datetime | None = None
    started_at: datetime | None = None
    finished_at: datetime | None = None
    processing_s: float | None = None
    error: str | None = None
    domains: dict[str, RemoteDomain] = field(default_factory=dict)
    cursor: str | None = None
    name: str | None = None
    options: dict[str, Any] | None = None

    @property
    def movement(self) -> tuple[object, ...]:
        """Return what changes while a server works: a classic one that was killed keeps this as it is for ever.

        `processing_s` is no part of it: it grows also where nothing happens any more.
        """
        return (self.word, self.completed, self.failed, self.progress, self.updated_at, self.cursor)


class Submitted(Struct, frozen=True, kw_only=True):
    """A server's word that it took a batch; `is_key_honoured`: under the id that was sent, so it may be sent again."""

    batch_id: str
    total: int | None
    created_at: datetime | None
    is_key_honoured: bool


class BatchPage(Struct, frozen=True, kw_only=True):
    """A part of a server's list of batches, newest first; `next_cursor` leads to the next, None is the end."""

    batches: tuple[RemoteBatch, ...]
    next_cursor: str | None = None


class PulledResult(Struct, frozen=True, kw_only=True):
    """A result as a server gave it; `cursor` is where to go on after it.

    `result` is None where this version cannot use it; `problem` then says why.
    """

    cursor: str
    domain: str
    result: DomainResult | None = None
    problem: str | None = None


class Uploaded(Struct, frozen=True, kw_only=True):
    """What became of results that were sent: `stored`, or `kept_newer` where the server's own were as new or newer."""

    batch_id: str
    stored: int
    kept_newer: int
    is_new: bool
