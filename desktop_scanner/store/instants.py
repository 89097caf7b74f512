"""Instants as they are stored: whole milliseconds since 1970, UTC."""

from datetime import UTC, datetime, timedelta

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MILLISECOND = timedelta(milliseconds=1)


def stored(instant: datetime | None) -> int | None:
    """Return the instant in milliseconds."""
    return None if instant is None else (instant - _EPOCH) // _MILLISECOND


def restored(milliseconds: int | None) -> datetime | None:
    """Return the instant that was stored."""
    return None if milliseconds is None else required(milliseconds)


def required(milliseconds: int) -> datetime:
    """Return the instant that was stored, where there must be one."""
    return _EPOCH + milliseconds * _MILLISECOND
