from datetime import UTC, datetime

import pytest

from desktop_scanner.core.schedules import Every, next_time


def at(month: int, day: int, year: int = 2026) -> datetime:
    return datetime(year, month, day, 9, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("every", "last", "now", "following"),
    [
        (Every.DAY, at(3, 1), at(3, 1), at(3, 2)),
        (Every.WEEK, at(3, 1), at(3, 7), at(3, 8)),
        (Every.MONTH, at(1, 31), at(1, 31), at(2, 28)),
        (Every.MONTH, at(1, 31), at(2, 28), at(3, 31)),
        (Every.MONTH, at(12, 5), at(12, 5), at(1, 5, 2027)),
        (Every.DAY, at(3, 1), at(3, 10), at(3, 11)),
        (Every.WEEK, at(3, 9), at(3, 1), at(3, 9)),
    ],
)
def test_the_next_time_is_the_first_that_is_still_to_come(
    every: Every, last: datetime, now: datetime, following: datetime
) -> None:
    assert next_time(every, last, now) == following
