import math
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_scanner.core.failures import FailureKind, failure
from desktop_scanner.core.options import ScanOptions
from desktop_scanner.engine.site import retry

_NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
_PASSING = failure(FailureKind.CONNECT_RESET, "It was reset.")


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        ("12", 12),
        (" 0 ", 0),
        ("Mon, 23 Nov 2026 12:00:30 GMT", 30),
        ("Mon, 23 Nov 2026 11:00:00 GMT", 0),
        ("Mon, 23 Nov 2026 12:00:30 -0000", 30),
        ("9" * 400, math.inf),
        ("soon", None),
        ("-5", None),
        ("", None),
        (None, None),
    ],
)
def test_retry_after_is_seconds_or_a_date(header: str | None, seconds: float | None) -> None:
    assert retry.asked_pause_s(header, _NOW) == seconds


@given(st.text())
def test_no_header_makes_retry_after_fail(header: str) -> None:
    assert (retry.asked_pause_s(header, _NOW) or 0) >= 0


def test_waits_grow_and_stay_below_their_ceiling() -> None:
    backoff = retry.Backoff(retries=20, retry_after_s=30)
    longest = [max(backoff.pause_s(_PASSING, tries) or 0 for _ in range(300)) for tries in (1, 3, 20)]
    assert longest[0] <= 0.5 < longest[1] <= 2 < longest[2] <= 8


def test_after_the_last_retry_there_is_no_more() -> None:
    backoff = retry.Backoff.of(ScanOptions(retries=2))
    assert backoff.pause_s(_PASSING, 2) is not None
    assert backoff.pause_s(_PASSING, 3) is None


@pytest.mark.parametrize(
    "kind",
    [FailureKind.CONNECT_REFUSED, FailureKind.DNS_NOT_FOUND, FailureKind.HTTP_CLIENT_ERROR, FailureKind.DOMAIN_TIMEOUT],
)
def test_an_answer_is_not_asked_for_again(kind: FailureKind) -> None:
    assert retry.Backoff(retries=5, retry_after_s=30).pause_s(failure(kind, "So it is."), 1) is None


def test_a_failure_that_says_it_is_final_is_not_repeated() -> None:
    fault = failure(FailureKind.HTTP_PROTOCOL, "A head of 300 kB.", retryable=False)
    assert not retry.is_worth_repeating(fault)


def test_a_handshake_that_was_broken_off_is_repeated_and_a_bad_certificate_is_not() -> None:
    assert retry.is_worth_repeating(failure(FailureKind.TLS_ERROR, "It was broken off.", retryable=True))
    assert not retry.is_worth_repeating(failure(FailureKind.TLS_EXPIRED, "It has expired."))


def test_a_wait_that_is_asked_for_is_kept_to_the_second_or_not_at_all() -> None:
    backoff = retry.Backoff(retries=2, retry_after_s=30)
    assert backoff.pause_s(_PASSING, 1, 30) == 30
    assert backoff.pause_s(_PASSING, 1, 31) is None
