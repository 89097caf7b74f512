import json
from pathlib import Path

from desktop_scanner.extract import rules


def write(folder: Path, name: str, content: object) -> None:
    (folder / name).write_text(content if isinstance(content, str) else json.dumps(content), encoding="utf-8")


def test_the_rules_that_come_with_the_program_are_all_sound() -> None:
    known = rules.default()
    assert known.problems == ()
    assert len(known.rules) > 300
    assert all(rule.categories for rule in known.rules.values())
    assert not [c for rule in known.rules.values() for c in rule.categories if c.startswith("Category ")]


def test_what_rules_refer_to_is_there() -> None:
    known = rules.default().rules
    referred = {related.name for rule in known.values() for related in rule.implies}
    referred |= {name for rule in known.values() for name in (*rule.requires, *rule.excludes)}
    assert referred <= known.keys()


def test_nearly_all_rules_are_picked_by_a_literal() -> None:
    assert len(rules.default().always) <= 5


def test_a_broken_rule_is_reported_and_the_others_hold(tmp_path: Path) -> None:
    write(tmp_path, "a.json", {"Good": {"html": "good"}, "Bad": {"html": "("}, "Odd": 5, "Css": {"dom": ":::"}})
    write(tmp_path, "b.json", "{")
    write(tmp_path, "c.json", "[]")
    known = rules.load(tmp_path)
    assert list(known.rules) == ["Good"]
    assert [problem.split(" ")[0] for problem in known.problems] == ["b.json", "c.json", "The", "The", "The"]


def test_one_file_may_hold_technologies_and_categories(tmp_path: Path) -> None:
    content = {"technologies": {"X": {"cats": [7], "url": "x"}}, "categories": {"7": {"name": "Seven"}}}
    write(tmp_path, "all.json", content)
    assert rules.load(tmp_path / "all.json").rules["X"].categories == ("Seven",)


def test_a_missing_file_is_a_problem_not_an_error(tmp_path: Path) -> None:
    assert len(rules.load(tmp_path / "none.json").problems) == 1


def test_only_what_could_match_is_worth_trying(tmp_path: Path) -> None:
    write(tmp_path, "a.json", {"A": {"html": "alpha"}, "B": {"scriptSrc": "beta"}, "C": {"url": "x"}})
    known = rules.load(tmp_path)
    assert {(name, field) for name, field, _ in known.worth_trying(b"<p>alpha")} == {("A", "html"), ("C", "url")}
