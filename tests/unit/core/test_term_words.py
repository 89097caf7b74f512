import pytest

from desktop_scanner.core import term_words
from desktop_scanner.core.terms import TermField


def test_kinds_are_chosen_also_by_their_stage() -> None:
    assert {"dns_not_found", "dns", "tls"} <= set(term_words.choices(TermField.KIND))
    assert "tls_expired" in term_words.chosen(TermField.KIND, "TLS")
    assert term_words.chosen(TermField.VERDICT, "tls") == ()


@pytest.mark.parametrize(
    ("field", "words"),
    [
        (TermField.EMAIL, ["yes", "no", "any", "none"]),
        (TermField.LANGUAGE, ["any", "none"]),
        (TermField.STATUS, []),
        (TermField.DOMAIN, []),
    ],
)
def test_no_means_none_only_where_it_is_no_value(field: TermField, words: list[str]) -> None:
    assert list(term_words.presence(field)) == words
