import pytest

from desktop_scanner.cli import row_filters
from desktop_scanner.core.errors import SettingsError
from desktop_scanner.core.failures import FailureKind
from desktop_scanner.core.queries import RowFilter
from desktop_scanner.core.statuses import DomainStatus


def test_no_condition_is_every_row() -> None:
    assert row_filters.parse([]) == RowFilter()


def test_conditions_add_up() -> None:
    conditions = ["status=failed,cancelled", "status=pending", "kind=dns_timeout", "text=a=b"]
    assert row_filters.parse(conditions) == RowFilter(
        text="a=b",
        statuses=(DomainStatus.FAILED, DomainStatus.CANCELLED, DomainStatus.PENDING),
        kinds=(FailureKind.DNS_TIMEOUT,),
    )


@pytest.mark.parametrize(
    ("condition", "sentence"),
    [
        ("failed", "write it as KEY=VALUE"),
        ("status=done", "there are pending, running, completed"),
        ("kind=dns", "dns_not_found, dns_timeout"),
        ("domain=a.com", "there are status, kind and text"),
    ],
)
def test_a_condition_that_is_none_is_answered_with_those_there_are(condition: str, sentence: str) -> None:
    with pytest.raises(SettingsError, match=sentence):
        row_filters.parse([condition])


def test_two_texts_are_refused() -> None:
    with pytest.raises(SettingsError, match="one text"):
        row_filters.parse(["text=a", "text=b"])
