"""What is remembered of places, hosts or addresses, for as long as it matters."""

import time
from collections.abc import Callable
from typing import Generic, Protocol, TypeVar

_FEW = 2_000


class Place(Protocol):
    """Something kept of a place."""

    def is_idle(self, now: float) -> bool:
        """Whether nothing would be lost by forgetting it."""
        ...


Kept = TypeVar("Kept", bound=Place)


class Places(Generic[Kept]):
    """Places by name; those that lie idle are forgotten when there are many, so only those in use cost memory."""

    def __init__(self, make: Callable[[str], Kept]) -> None:
        self._make = make
        self._kept: dict[str, Kept] = {}
        self._tidy_at = _FEW

    def __len__(self) -> int:
        return len(self._kept)

    def __getitem__(self, name: str) -> Kept:
        kept = self._kept.get(name)
        if kept is None:
            if len(self._kept) >= self._tidy_at:
                self._tidy()
            kept = self._kept[name] = self._make(name)
        return kept

    def _tidy(self) -> None:
        now = time.monotonic()
        self._kept = {name: kept for name, kept in self._kept.items() if not kept.is_idle(now)}
        self._tidy_at = max(_FEW, 2 * len(self._kept))  # so that looking through them is rare however many they are
