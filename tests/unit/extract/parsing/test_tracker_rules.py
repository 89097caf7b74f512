import re

import pytest

from desktop_scanner.extract.parsing.tracker_rules import METAS, RULES


def test_each_kind_is_a_word_of_the_contract() -> None:
    assert all(re.fullmatch(r"[a-z0-9_]+", kind) for kind in (*(rule.kind for rule in RULES), *METAS.values()))


def test_at_least_sixty_services_are_known() -> None:
    assert len({rule.kind for rule in RULES} | set(METAS.values())) >= 60


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: f"{rule.kind} {rule.word}")
def test_no_pattern_runs_on_for_ever(rule: object) -> None:
    word = rule.word  # type: ignore[attr-defined]
    assert rule.pattern.search((word + " " * 50).encode() * 2_000) is None  # type: ignore[attr-defined]
