import time

import pytest

from desktop_scanner.extract import patterns
from desktop_scanner.extract.patterns import PAGE_S, TimeGuard

EVIL = (r"^(?:a|a?)+$", r"(?:.*x.*y.*z.*)+w", r"(\w+\s?)*\!", r"(.*)*(.*)*(.*)*#")


@pytest.mark.parametrize(
    ("pattern", "text", "version"),
    [
        (r"x-([\d.]+)\;version:\1", "x-1.2.3", "1.2.3"),
        (r"x-([\d.]+)?\;version:\1", "x-", None),
        (r"x(-pro)?\;version:\1?Pro:Free", "x-pro", "Pro"),
        (r"x(-pro)?\;version:\1?Pro:Free", "x", "Free"),
        (r"x(\d)_(\d)\;version:\1.\2", "x1_2", "1.2"),
        (r"x(\d)\;version:\7", "x1", None),
        (r"x\;version:2", "x", "2"),
        (r"x", "x", None),
    ],
)
@pytest.mark.parametrize("is_foreign", [True, False])
def test_version_templates_are_filled(pattern: str, text: str, version: str | None, is_foreign: bool) -> None:
    parsed = patterns.parse(pattern, is_foreign=is_foreign)
    match = parsed.search(text)
    assert match is not None
    assert parsed.version_of(match) == version


def test_tags_and_javascript_groups_are_understood() -> None:
    parsed = patterns.parse(r"(?<name>abc)\;confidence:40\;unknown:x")
    assert parsed.confidence == 40
    assert parsed.literals == ("abc",)
    assert parsed.search("xABC")


@pytest.mark.parametrize("text", ["(", "[a", "a{99999999999999999999}", r"x\;confidence:high"])
def test_a_pattern_that_cannot_be_used_says_why(text: str) -> None:
    with pytest.raises(patterns.PatternError):
        patterns.parse(text)


@pytest.mark.parametrize("evil", EVIL)
def test_a_pattern_that_backtracks_without_end_costs_a_page_no_more_than_its_time(evil: str) -> None:
    pattern, guard = patterns.parse(evil, is_foreign=True), TimeGuard()
    started = time.process_time()
    for _ in range(20):
        pattern.search("axyz a" * 5_000 + "b", guard)
    assert time.process_time() - started < 10 * PAGE_S


def test_a_pattern_that_ran_out_of_time_thrice_is_given_up(caplog: pytest.LogCaptureFixture) -> None:
    pattern = patterns.parse(EVIL[0], is_foreign=True)
    for _ in range(5):
        assert pattern.search("a" * 5_000 + "b") is None
    assert [record.message.rpartition(": ")[2] for record in caplog.records] == ["it takes too long"]
    assert pattern.search("a") is None


def test_a_page_without_time_left_is_not_searched() -> None:
    assert patterns.parse("a", is_foreign=True).search("a", TimeGuard(0)) is None


def test_a_pattern_that_only_shows_its_fault_when_compiled_is_given_up(caplog: pytest.LogCaptureFixture) -> None:
    pattern = patterns.parse("a", is_foreign=True)
    pattern.source = "("
    assert pattern.search("a") is None
    assert "is not tried any more" in caplog.text


def test_look_behind_of_any_length_works_in_others_patterns() -> None:
    assert patterns.parse("(?<=a+)b", is_foreign=True).search("aab")
