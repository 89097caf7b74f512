import json
from pathlib import Path
from typing import Any

import pytest

from desktop_scanner.core import resources
from desktop_scanner.core.errors import SettingsError
from desktop_scanner.extract.technologies import rule_files


def write(path: Path, content: Any) -> str:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(content if isinstance(content, str) else json.dumps(content), encoding="utf-8")
    return str(path)


def test_the_rules_that_come_with_the_program_are_all_sound() -> None:
    known = rule_files.default()
    assert known.problems == ()
    assert len(known.rules) > 1_500
    assert all(rule.categories for rule in known.rules.values())
    assert not [c for rule in known.rules.values() for c in rule.categories if c.startswith("Category ")]


def test_what_rules_refer_to_is_there() -> None:
    known = rule_files.default().rules
    referred = {related.name for rule in known.values() for related in rule.implies}
    referred |= {name for rule in known.values() for name in (*rule.requires, *rule.excludes)}
    assert referred <= known.keys()


def test_each_own_pattern_compiles() -> None:
    for rule in rule_files.default().rules.values():
        for pattern in (pattern for found in rule.lists.values() for pattern in found):
            pattern.search("")
        for pattern in (pattern for found in rule.named.values() for _, pattern in found):
            pattern.search("")


def test_nearly_all_rules_are_picked_by_a_literal() -> None:
    assert len(rule_files.default().page.always) <= 5


def test_no_technology_stands_in_two_files() -> None:
    folder = resources.path("technologies")
    names = [name for file in folder.glob("*.json") for name in json.loads(file.read_text(encoding="utf-8"))]
    assert len(names) == len(set(names))


def test_a_users_rules_stand_beside_the_programs_and_over_them(tmp_path: Path) -> None:
    path = write(tmp_path / "mine.json", {"Drupal": {"cats": [1], "html": "my drupal"}, "Mine": {"cats": [7777]}})
    known = rule_files.loaded((path,))
    assert known.rules["Drupal"].lists.keys() == {"html"}
    assert known.rules["Drupal"].categories == ("CMS",)  # the numbers mean the same in all sets
    assert known.rules["Mine"].categories == ("Category 7777",)
    assert "WordPress" in known.rules
    assert rule_files.loaded((path,)) is known


@pytest.mark.parametrize("given", ["src", "src/technologies", "src/technologies/a.json"])
def test_the_layout_of_the_public_sets_is_known(tmp_path: Path, given: str) -> None:
    write(tmp_path / "src" / "categories.json", {"7": {"name": "Seven", "groups": [1]}})
    write(tmp_path / "src" / "groups.json", {"1": {"name": "Group"}})
    write(tmp_path / "src" / "technologies" / "a.json", {"Alpha": {"cats": [7], "html": "alpha"}})
    write(tmp_path / "src" / "technologies" / "b.json", {"Beta": {"cats": [7], "html": "beta"}})
    known = rule_files.loaded((str(tmp_path / given),))
    assert known.rules["Alpha"].categories == ("Seven",) or given == "src/technologies/a.json"
    assert ("Beta" in known.rules) is not given.endswith(".json")
    assert "Group" not in known.rules


@pytest.mark.parametrize("key", ["technologies", "apps"])
def test_one_file_may_hold_technologies_and_categories(tmp_path: Path, key: str) -> None:
    content = {"$schema": "x", key: {"X": {"cats": [7]}}, "categories": {"7": {"name": "Seven"}}}
    path = write(tmp_path / "all.json", content)
    assert rule_files.loaded((path,)).rules["X"].categories == ("Seven",)


def test_a_broken_rule_is_told_with_its_name_and_file_and_the_others_hold(tmp_path: Path) -> None:
    rules = {"Good": {"html": "good"}, "Bad": {"html": "("}, "Odd": 5, "Css": {"dom": ":::"}}
    problems = rule_files.check([write(tmp_path / "a.json", rules)])
    assert [problem.split(" is left out: ")[0] for problem in problems] == [
        f'The rule for "{name}" in a.json' for name in ("Bad", "Odd", "Css")
    ]
    assert "is no regular expression" in problems[0]
    assert "another form" in problems[1]
    assert "Good" in rule_files.loaded((str(tmp_path / "a.json"),)).rules


def test_a_file_without_rules_is_told(tmp_path: Path) -> None:
    assert "holds no rules" in rule_files.check([write(tmp_path / "a.json", {})])[0]


@pytest.mark.parametrize("content", ["{", "[]", None, "\x00"])
def test_a_file_that_cannot_be_read_is_an_error(tmp_path: Path, content: str | None) -> None:
    path = tmp_path / "a.json"
    if content is not None:
        write(path, content)
    with pytest.raises(SettingsError, match="cannot be read"):
        rule_files.check([str(path)])


def test_a_folder_without_rules_and_a_file_too_large_are_errors(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(SettingsError, match=r"holds no file that ends in \.json"):
        rule_files.check([str(tmp_path)])
    monkeypatch.setattr(rule_files, "MAX_FILE_BYTES", 1)
    with pytest.raises(SettingsError, match="larger than"):
        rule_files.check([write(tmp_path / "a.json", {})])


def test_a_file_that_the_system_refuses_is_an_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write(tmp_path / "a.json", {})
    monkeypatch.setattr(Path, "read_text", lambda *_, **__: (_ for _ in ()).throw(PermissionError(13, "Denied")))
    with pytest.raises(SettingsError, match="Denied"):
        rule_files._further([path], [])
