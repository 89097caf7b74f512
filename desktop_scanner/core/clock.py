"""The time of day, as the results carry it."""

from datetime import UTC, datetime


def now() -> datetime:
    """Return the instant in UTC, to the millisecond: what is stored, exported and compared is then the same."""
    instant = datetime.now(UTC)
    return instant.replace(microsecond=instant.microsecond // 1000 * 1000)
