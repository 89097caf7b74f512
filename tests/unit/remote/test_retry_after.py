from datetime import timedelta
from email.utils import format_datetime

import pytest

from desktop_scanner.core.clock import now
from desktop_scanner.remote import retry_after

SERVER = "Wed, 21 Oct 2015 07:28:00 GMT"


@pytest.mark.parametrize(
    ("value", "wait"),
    [(None, None), ("7", 7.0), (" 2.5", 2.5), ("-3", 0.0), ("99999999", 3_600.0), ("soon", None), ("nan", None)],
)
def test_seconds_are_taken_within_reason(value: str | None, wait: float | None) -> None:
    assert retry_after.seconds(value) == wait


@pytest.mark.parametrize(("value", "wait"), [("Wed, 21 Oct 2015 07:28:20 GMT", 20.0), (SERVER, 0.0)])
def test_a_date_is_read_by_the_clock_of_the_server_that_wrote_it(value: str, wait: float) -> None:
    assert retry_after.seconds(value, SERVER) == wait


def test_a_date_without_the_servers_clock_is_read_by_this_one() -> None:
    wait = retry_after.seconds(format_datetime(now() + timedelta(seconds=90)))
    assert wait is not None
    assert 85 < wait <= 90


@pytest.mark.parametrize("text", [None, "", "yesterday", "2026-13-45"])
def test_what_is_no_date_is_none(text: str | None) -> None:
    assert retry_after.http_date(text) is None
