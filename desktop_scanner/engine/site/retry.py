"""Which tries are worth repeating, and how long to wait before: exponential backoff with full jitter, Retry-After."""

import math
import random
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from msgspec import Struct

from desktop_scanner.core.failures import Failure, FailureKind
from desktop_scanner.core.options import ScanOptions

# Passing causes of the domain as a whole; the same request sent again would meet them again.
_NEVER_AT_ONCE = frozenset(
    {FailureKind.DOMAIN_TIMEOUT, FailureKind.CANCELLED, FailureKind.WORKER_CRASHED, FailureKind.INTERNAL}
)


class Backoff(Struct, frozen=True, kw_only=True):
    """How often and how soon a request is tried again."""

    retries: int
    retry_after_s: float
    base_s: float = 0.5
    cap_s: float = 8.0

    @classmethod
    def of(cls, options: ScanOptions) -> "Backoff":
        """Return the backoff that the options ask for."""
        return cls(retries=options.retries, retry_after_s=options.retry_after_s)

    def pause_s(self, failure: Failure, tries: int, asked_s: float | None = None) -> float | None:
        """Return the seconds to wait before the next try, or None where there is to be none.

        A server that asks for a longer wait than allowed is left alone: coming back sooner would be ruder than
        not at all.
        """
        if tries > self.retries or not is_worth_repeating(failure):
            return None
        if asked_s is not None:
            return asked_s if asked_s <= self.retry_after_s else None
        ceiling = min(self.cap_s, self.base_s * 2 ** (tries - 1))
        return random.uniform(0, ceiling)  # noqa: S311 -- jitter, no secret


def is_worth_repeating(failure: Failure) -> bool:
    """Return whether the same request may succeed a moment later."""
    return failure.retryable and failure.kind not in _NEVER_AT_ONCE


def asked_pause_s(retry_after: str | None, now: datetime) -> float | None:
    """Return the seconds that a Retry-After header asks for (a number, or a date), or None where it says nothing."""
    text = (retry_after or "").strip()
    if text.isascii() and text.isdigit():
        return float(text) if len(text) < 10 else math.inf
    try:
        at = parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    if at.tzinfo is None:
        at = at.replace(tzinfo=UTC)
    return max(0.0, (at - now).total_seconds())
