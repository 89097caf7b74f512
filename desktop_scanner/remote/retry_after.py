"""How long a server asks to be left alone (RFC 9110, section 10.2.3)."""

import math
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from desktop_scanner.core.clock import now

MAX_S = 3_600.0  # a server that asks for more is asked after an hour all the same


def seconds(value: str | None, server_date: str | None = None) -> float | None:
    """Return how long to wait, or None where the header is missing or says nothing.

    A date is the server's, so it is held against the server's own clock where its answer shows that.
    """
    if value is None:
        return None
    wait = _number(value)
    if wait is None:
        until = http_date(value)
        if until is None:
            return None
        wait = (until - (http_date(server_date) or now())).total_seconds()
    return min(max(wait, 0.0), MAX_S)


def http_date(value: str | None) -> datetime | None:
    """Return the instant that a header gives, or None where it gives none."""
    try:
        instant = parsedate_to_datetime(value or "")
    except ValueError:
        return None
    return instant.replace(tzinfo=UTC) if instant.tzinfo is None else instant


def _number(value: str) -> float | None:
    try:
        number = float(value)
    except ValueError:
        return None
    return number if math.isfinite(number) else None
