import pytest

from desktop_scanner.core.failures import FailureKind
from desktop_scanner.engine.journey_errors import JourneyError
from desktop_scanner.engine.resolve import dns_outcomes


def test_addresses_are_kept_as_long_as_they_say_within_bounds() -> None:
    assert [dns_outcomes.found(("192.0.2.1",), ttl).keep_s for ttl in (0, 60, 1e9)] == [0, 60, 3600]


def test_missing_names_are_kept_more_shortly_and_failures_not_at_all() -> None:
    assert [dns_outcomes.missing("x", ttl).keep_s for ttl in (0, 60, 1e9)] == [0, 60, 300]
    assert dns_outcomes.failed(FailureKind.DNS_ERROR, "x").keep_s == 0


def test_each_asker_gets_an_error_of_his_own() -> None:
    outcome = dns_outcomes.no_name("a..b")
    errors = []
    for _ in range(2):
        with pytest.raises(JourneyError) as caught:
            outcome.unwrap()
        errors.append(caught.value)
    assert (errors[0].message, errors[0] is errors[1]) == ('"a..b" is not a name that DNS can hold.', False)
