import pytest

from desktop_scanner.core import row_terms, term_faults


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("stauts:x", 'Rows are not filtered by "stauts:". Do you mean status:?'),
        ("status:qq", "There are pending, running, completed, failed, cancelled."),
        ("zzzz:1", "There are text, status, kind,"),
        ("pages:x", 'as pages:3, pages:>3 or pages:2..5, not "x"'),
        ("marked:x", 'Write marked:yes or marked:no, not "x".'),
    ],
)
def test_a_fault_says_what_is_possible(text: str, sentence: str) -> None:
    [fault] = row_terms.parse(text).faults
    assert sentence in term_faults.sentence(fault)
