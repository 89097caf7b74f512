from datetime import UTC, datetime, timedelta, timezone

import pytest

from desktop_scanner.store import instants


@pytest.mark.parametrize("year", [1969, 1970, 2026, 2200])
def test_an_instant_comes_back_to_the_millisecond(year: int) -> None:
    instant = datetime(year, 12, 31, 23, 59, 59, 999_000, tzinfo=UTC)
    assert instants.restored(instants.stored(instant)) == instant


def test_an_instant_of_another_zone_is_the_same_instant() -> None:
    instant = datetime(2026, 1, 1, tzinfo=timezone(timedelta(hours=5)))
    stored = instants.stored(instant)
    assert stored is not None
    assert instants.required(stored) == instant


def test_no_instant_stays_none() -> None:
    assert instants.stored(None) is None
    assert instants.restored(None) is None


def test_later_instants_are_greater() -> None:
    first = datetime(2026, 1, 1, tzinfo=UTC)
    later = [instants.stored(first + timedelta(milliseconds=step)) for step in range(3)]
    assert later[0] is not None
    assert later == [later[0], later[0] + 1, later[0] + 2]
