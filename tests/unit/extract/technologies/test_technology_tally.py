from typing import Any

import pytest

from desktop_scanner.core.results import Evidence, Technology
from desktop_scanner.extract.technologies import technology_tally
from desktop_scanner.extract.technologies.rule_index import RuleSet
from desktop_scanner.extract.technologies.rules import rule_of
from desktop_scanner.extract.technologies.technology_tally import Hit, Tally, better_version, joined

URL = "https://x.example/"


def sums(hits: list[tuple[str, int]], **rules: dict[str, Any]) -> dict[str, int]:
    tally = Tally(RuleSet(rule_of(name, fields, {}) for name, fields in rules.items()), URL)
    tally.add(Hit(name, None, confidence, Evidence(URL, "html", name)) for name, confidence in hits)
    return {found.name: found.confidence for found in tally.technologies()}


@pytest.mark.parametrize(
    ("hits", "rules", "expected"),
    [
        ([("A", 30)], {}, {}),
        ([("A", 30), ("A", 30)], {}, {"A": 60}),
        ([("A", 100), ("A", 100)], {}, {"A": 100}),
        ([("A", 100)], {"A": {"implies": "B\\;confidence:60"}, "B": {"implies": "C"}}, {"A": 100, "B": 60, "C": 60}),
        ([("A", 30)], {"A": {"implies": "B"}}, {}),
        ([("A", 100)], {"A": {"implies": "B\\;confidence:40"}}, {"A": 100}),
        ([("A", 100), ("B", 30)], {"A": {"implies": "B\\;confidence:90"}}, {"A": 100, "B": 90}),
        ([("A", 100)], {"A": {"implies": "B"}, "B": {"implies": "A"}}, {"A": 100, "B": 100}),
        ([("A", 100)], {"A": {"requires": "B"}}, {}),
        ([("A", 100), ("B", 100)], {"A": {"requires": ["C", "B"]}}, {"A": 100, "B": 100}),
        ([("A", 100), ("B", 100)], {"A": {"requiresCategory": 1}, "B": {"cats": [1]}}, {"A": 100, "B": 100}),
        ([("A", 100)], {"A": {"requiresCategory": 1}}, {}),
        ([("A", 100), ("B", 100)], {"A": {"excludes": "B"}}, {"A": 100}),
        ([("A", 30), ("B", 100)], {"A": {"excludes": "B"}}, {"B": 100}),
    ],
)
def test_hits_amount_to_technologies(
    hits: list[tuple[str, int]], rules: dict[str, dict[str, Any]], expected: dict[str, int]
) -> None:
    assert sums(hits, **rules) == expected


def test_the_numbers_of_hits_and_of_implied_ones_are_bounded() -> None:
    assert len(sums([(f"T{number}", 100) for number in range(2_000)])) == technology_tally.MAX_TECHNOLOGIES
    chain = {f"T{number}": {"implies": f"T{number + 1}"} for number in range(2_000)}
    assert len(sums([("T0", 100)], **chain)) <= technology_tally.MAX_IMPLIED + 1


@pytest.mark.parametrize(
    ("first", "second", "best"),
    [("6", "6.5.2", "6.5.2"), (None, "1", "1"), (None, None, None), ("3.7.1", "1.12.4", "3.7.1")],
)
def test_the_more_precise_version_is_kept(first: str | None, second: str | None, best: str | None) -> None:
    assert better_version(first, second) == best


def test_the_technologies_of_pages_become_a_domains() -> None:
    pages = [
        Technology(name="A", version="1", confidence=60, evidence=(Evidence(URL, "html", "a"),)),
        Technology(name="B", version=None, confidence=80),
        Technology(name="A", version="1.2", confidence=90, evidence=(Evidence(f"{URL}2", "html", "b"),)),
    ]
    one, two = joined(pages)
    assert (one.name, one.version, one.confidence, len(one.evidence), two.name) == ("A", "1.2", 90, 2, "B")
