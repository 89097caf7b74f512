from pathlib import Path

import pytest

from desktop_scanner.core.security import CheckResult
from desktop_scanner.extract.security import grade
from desktop_scanner.extract.security.finding import Finding


def findings(**results: CheckResult) -> list[Finding]:
    return [Finding(name, result, f"{name} is {result}.") for name, result in results.items()]


def test_points_are_whole_for_a_pass_half_for_a_warning_and_none_for_a_fail() -> None:
    judged = grade.checks(findings(csp="warn", https="pass", hsts="fail", cookies="unknown", isolation="info"))
    assert [(check.id, check.points, check.max_points) for check in judged] == [
        ("https", 16, 16),
        ("hsts", 0, 10),
        ("csp", 7, 14),
        ("isolation", 0, 0),
        ("cookies", 0, 0),
    ]
    assert grade.score(judged) == 58


def test_what_is_not_known_changes_no_score() -> None:
    known = findings(https="pass", csp="fail")
    more = findings(spf="unknown", security_txt="info")
    assert grade.score(grade.checks(known)) == grade.score(grade.checks(known + more))
    assert grade.score(grade.checks(more)) is None


@pytest.mark.parametrize(
    ("reached", "letter"), [(100, "A"), (90, "A"), (89, "B"), (60, "C"), (50, "D"), (35, "E"), (0, "F")]
)
def test_the_letter_goes_by_the_score(reached: int, letter: str) -> None:
    assert grade.grade((), reached) == letter


@pytest.mark.parametrize("decisive", ["https", "certificate"])
def test_a_site_that_browsers_cannot_reach_safely_is_an_f(decisive: str) -> None:
    judged = grade.checks([*findings(csp="pass", hsts="pass"), Finding(decisive, "fail", "It is bad.")])
    assert grade.grade(judged, 95) == "F"
    assert grade.summary(judged, "F", 95) == "F: It is bad, which outweighs everything else (95 of 100 points)."


def test_the_summary_names_what_is_wrong_the_heaviest_first() -> None:
    judged = grade.checks(findings(https="pass", hsts="fail", csp="fail", framing="fail", cookies="warn"))
    said = "missing or wrong: the Content-Security-Policy, HSTS, protection from framing; weak: the cookies' flags"
    assert grade.summary(judged, "D", 50) == f"D: 50 of 100 points; {said}."


def test_a_long_list_of_faults_is_cut() -> None:
    names = ("hsts", "csp", "framing", "content_type_options", "cookies", "mixed_content")
    judged = grade.checks([Finding(name, "fail", "It is bad.") for name in names])
    assert grade.summary(judged, "F", 0).endswith(" and 2 more.")


def test_a_faultless_site_is_told_so() -> None:
    assert "nothing that could be checked is wrong" in grade.summary(grade.checks(findings(https="pass")), "A", 100)


def test_without_the_site_there_is_no_grade_and_a_reason() -> None:
    assert grade.summary(grade.checks(findings(spf="fail")), None, None).startswith("The site itself was not seen")
    assert grade.summary((), None, None) == "The site itself was not seen, so it has no grade."


def test_the_readme_shows_the_table_of_all_checks() -> None:
    readme = Path(__file__).parents[4].joinpath("README.md").read_text(encoding="utf-8")
    assert grade.table() in readme, f"Put this table into the README:\n{grade.table()}"
