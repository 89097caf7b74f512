import json
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop_scanner.extract.technologies import patterns, rule_files
from desktop_scanner.extract.technologies.patterns import PAGE_S, FoldedText, TimeGuard

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


@pytest.mark.parametrize(
    ("pattern", "text", "found"),
    [
        (r"x{2}-alpha(\d+)", "İ€ <b>XX-Alpha12</b>", "XX-Alpha12"),
        (r"(?:one|two)-(?:alpha|gamma)", "one-beta two-gamma", "two-gamma"),
        (r"alpha=\d", "alpha=x " * 5 + "alpha=1", "alpha=1"),
        (r"alpha=\d", "alpha=x " * 50 + "alpha=1", "alpha=1"),
        (r"[^>]*alpha", "x" * 5_000 + "alpha", "x" * 5_000 + "alpha"),
        (r"^alpha", " alpha", None),
        (r"\balpha", "xalpha alpha", "alpha"),
        (r"\d", "a1", "1"),
        ("alpha", "beta", None),
    ],
)
@pytest.mark.parametrize("is_foreign", [True, False])
def test_a_match_is_found_near_what_it_must_hold(pattern: str, text: str, found: str | None, is_foreign: bool) -> None:
    match = patterns.parse(pattern, is_foreign=is_foreign).search_near(FoldedText(text), TimeGuard())
    assert (match[0] if match else None) == found


def test_looking_near_literals_finds_what_looking_everywhere_finds() -> None:
    text = "".join(example_texts())
    for pattern in own_patterns():
        near = pattern.search_near(FoldedText(text), TimeGuard())
        assert (near is None) is (pattern.search(text) is None), pattern.source


def own_patterns() -> Iterator[patterns.Pattern]:
    for rule in rule_files.default().rules.values():
        for field in ("html", "scripts", "css"):
            yield from rule.lists.get(field, ())


def example_texts() -> Iterator[str]:
    for file in sorted((Path(__file__).parents[3] / "data" / "technologies").glob("*.json")):
        for found in json.loads(file.read_text(encoding="utf-8")).values():
            yield from (example["html"] for example in found["yes"] if "html" in example)
