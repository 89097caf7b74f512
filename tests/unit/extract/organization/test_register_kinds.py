import re

import pytest

from desktop_scanner.extract.organization import register_kinds


def test_every_kind_s_words_are_in_lower_case_as_they_are_looked_for() -> None:
    words = [word for kind in register_kinds.KINDS for word in kind.words]
    words += [word for word, *_ in (*register_kinds.VAT_LABELS, *register_kinds.TAX_LABELS)]
    assert words == [word.lower() for word in words]


@pytest.mark.parametrize(
    "pattern", [kind.pattern for kind in register_kinds.KINDS], ids=lambda pattern: pattern.pattern[:20]
)
def test_a_pattern_names_the_number(pattern: re.Pattern[str]) -> None:
    assert "number" in pattern.groupindex
