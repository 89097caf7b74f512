import pytest

from desktop_scanner.cli import row_filters
from desktop_scanner.core import row_terms
from desktop_scanner.core.errors import SettingsError
from desktop_scanner.core.failures import FailureKind
from desktop_scanner.core.queries import RowFilter
from desktop_scanner.core.statuses import DomainStatus
from desktop_scanner.core.terms import Term, TermField


def test_no_condition_is_every_row() -> None:
    assert row_filters.parse([]) == RowFilter()


def test_of_a_key_given_twice_either_value_is_meant() -> None:
    conditions = ["status=failed,cancelled", "status=pending", "kind=dns_timeout", "text=a=b, c"]
    assert row_filters.parse(conditions) == RowFilter(
        statuses=(DomainStatus.FAILED, DomainStatus.CANCELLED, DomainStatus.PENDING),
        kinds=(FailureKind.DNS_TIMEOUT,),
        terms=(Term(TermField.TEXT, ("a=b, c",)),),
    )


@pytest.mark.parametrize(
    ("conditions", "same"),
    [
        (["tech:wordpress email:yes", "-lang:de"], "tech:wordpress email:yes -lang:de"),
        (["tech=wordpress,joomla"], "tech:wordpress,joomla"),
        (["pages=>3"], "pages:>3"),
        (["-tld=de"], "-tld:de"),
        (["bakery"], "bakery"),
    ],
)
def test_conditions_are_written_as_in_the_window(conditions: list[str], same: str) -> None:
    assert row_filters.parse(conditions) == row_terms.parse(same).where


@pytest.mark.parametrize(
    ("condition", "sentence"),
    [
        ("status=faild", "Do you mean failed"),
        ("kind=xyz", "dns_not_found, dns_timeout"),
        ("staus=failed", "Do you mean status:"),
        ("pages:many", "Write a number"),
        ("  ", "is empty"),
        ("text=", "Write a value"),
    ],
)
def test_a_condition_that_is_none_is_answered_with_what_is_possible(condition: str, sentence: str) -> None:
    with pytest.raises(SettingsError, match=sentence):
        row_filters.parse([condition])
