from datetime import UTC, datetime

import pytest

from desktop_scanner.ui import formats

NOW = datetime(2026, 11, 3, 14, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("elapsed_ms", "expected"),
    [(840, "840 ms"), (1_440, "1.4 s"), (17_000, "17 s"), (125_000, "2 min 5 s"), (12_000_000, "3 h 20 min")],
)
def test_durations_are_as_exact_as_people_need(qapp: object, elapsed_ms: int, expected: str) -> None:
    assert formats.duration(elapsed_ms) == expected


def test_thousands_are_grouped(qapp: object) -> None:
    assert formats.number(1_312) == "1,312"
    assert formats.domains(1) == "1 domain"
    assert formats.domains(2_000) == "2,000 domains"


def test_a_batch_is_at_a_hundred_per_cent_only_when_it_is_done() -> None:
    assert formats.percent(1_999, 2_000) == "99 %"
    assert formats.percent(2_000, 2_000) == "100 %"
    assert formats.percent(0, 0) == "0 %"


@pytest.mark.parametrize(
    ("instant", "expected"),
    [(datetime(2026, 5, 3, 12, 0, tzinfo=UTC), "3 May, "), (datetime(2024, 5, 3, 12, 0, tzinfo=UTC), "3 May 2024")],
)
def test_a_moment_says_no_more_than_is_needed(qapp: object, instant: datetime, expected: str) -> None:
    assert formats.moment(instant, NOW).startswith(expected)
    assert len(formats.moment(NOW, NOW)) == 5


def test_rates_and_sizes_have_their_units(qapp: object) -> None:
    assert formats.rate(41.2) == "41/s"
    assert formats.rate(0.84) == "0.8/s"
    assert formats.size(2_100_000) == "2.1 MB"
