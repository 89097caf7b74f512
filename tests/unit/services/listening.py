"""A listener that keeps a batch's events and wakes whoever waits for them."""

import asyncio

from desktop_scanner.core.events import Event


class Heard:
    """What was told of batches."""

    def __init__(self) -> None:
        self.events: list[tuple[str, Event]] = []
        self._waiting: list[tuple[type[Event], int, asyncio.Event]] = []

    def __call__(self, batch_id: str, event: Event) -> None:
        self.events.append((batch_id, event))
        for kind, count, reached in self._waiting:
            if len(self.of(kind)) >= count:
                reached.set()

    def of(self, kind: type[Event]) -> list[Event]:
        """Return the events of one kind."""
        return [event for _, event in self.events if isinstance(event, kind)]

    async def wait_for(self, kind: type[Event], count: int = 1) -> None:
        """Return when so many events of a kind have come."""
        reached = asyncio.Event()
        if len(self.of(kind)) >= count:
            return
        self._waiting.append((kind, count, reached))
        await reached.wait()
