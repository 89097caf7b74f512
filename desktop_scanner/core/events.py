"""What happened in a running batch; emitted only after it is stored, the only way up.

Event
    BatchStarted        once, first
    DomainStarted       a target was handed to a worker
    DomainProgress      merged, at most 10 a second for a target
    DomainFinished      exactly one for each claimed target of a batch that was not interrupted
    BatchStalled        results cannot be stored for now; told again only with another reason
    BatchWentOn         what BatchStalled told of has passed; nothing was lost
    DomainsCancelled    at most one: the targets that a cancelled batch never started
    RemoteTold          where the batch stands on a server, when that has changed; also of a batch that runs here
    BatchFinished       exactly one, last, also when cancelled, interrupted or ended by a fault
"""

from datetime import datetime

from msgspec import Struct, field

from desktop_scanner.core.batches import DomainRow
from desktop_scanner.core.remote_links import RemoteLink
from desktop_scanner.core.statuses import BatchState


class BatchStarted(Struct, frozen=True, kw_only=True):
    """The batch runs; `total` counts all its targets, `done` those with a final status."""

    at: datetime
    total: int
    done: int


class DomainStarted(Struct, frozen=True):
    """A worker has the target."""

    target_id: int


class DomainProgress(Struct, frozen=True, kw_only=True):
    """How far a running target is; `activity` is what it does or waits for, in a few words for the user."""

    target_id: int
    activity: str
    pages_done: int = 0
    pages_planned: int = 0


class DomainFinished(Struct, frozen=True):
    """A target has its final result, and the result is on disk."""

    row: DomainRow


class BatchStalled(Struct, frozen=True):
    """The database takes nothing for now: no more targets are handed out, what is scanned is held, and tried again.

    `reason` is a sentence for the user.
    """

    reason: str


class BatchWentOn(Struct, frozen=True):
    """The database takes results again, those that were held first."""


class DomainsCancelled(Struct, frozen=True):
    """The targets that were never started are cancelled, in one step."""

    count: int


class RemoteTold(Struct, frozen=True):
    """What a server says of the batch has changed, or the verdict on it; both are stored."""

    link: RemoteLink


class BatchFinished(Struct, frozen=True, kw_only=True):
    """The batch has ended in `state`; `error` is a sentence where a fault of the machine or program ended it."""

    state: BatchState
    counts: dict[str, int] = field(default_factory=dict)
    error: str | None = None


Event = (
    BatchStarted
    | DomainStarted
    | DomainProgress
    | DomainFinished
    | BatchStalled
    | BatchWentOn
    | DomainsCancelled
    | RemoteTold
    | BatchFinished
)
