"""What the engine needs of the world around it, so that it knows no database."""

from collections.abc import Callable, Sequence
from typing import Protocol

from desktop_scanner.core.batches import DomainRow
from desktop_scanner.core.events import Event
from desktop_scanner.core.results import DomainResult
from desktop_scanner.core.targets import ClaimedTarget

Emit = Callable[[Event], None]


class TargetSource(Protocol):
    """Where targets come from."""

    async def claim(self, limit: int) -> Sequence[ClaimedTarget]:
        """Mark up to `limit` pending targets as running and return them; none left gives an empty sequence."""
        ...


class ResultSink(Protocol):
    """Where results go."""

    async def put(self, target: ClaimedTarget, result: DomainResult) -> DomainRow:
        """Store the final result and return its row once it is committed."""
        ...
