from datetime import UTC, timedelta

from desktop_scanner.core import clock


def test_instants_are_aware_utc_and_whole_milliseconds() -> None:
    instant = clock.now()
    assert instant.tzinfo is UTC
    assert instant.microsecond % 1000 == 0
    assert clock.now() - instant < timedelta(minutes=1)
