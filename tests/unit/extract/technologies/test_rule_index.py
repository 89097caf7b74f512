from desktop_scanner.extract.technologies import rule_index
from desktop_scanner.extract.technologies.patterns import TimeGuard
from desktop_scanner.extract.technologies.rule_index import Judgement, RuleSet
from desktop_scanner.extract.technologies.rules import rule_of


def known(**rules: dict[str, object]) -> RuleSet:
    return RuleSet(rule_of(name, fields, {}) for name, fields in rules.items())


def test_only_what_could_match_is_worth_trying() -> None:
    rules = known(A={"html": "alpha"}, B={"scripts": "beta"}, C={"dom": "p"}, D={"scriptSrc": "alpha"})
    assert {(trial.name, trial.field) for trial in rules.page.worth_trying(b"<p>alpha")} == {
        ("A", "html"),
        ("C", "dom"),
    }


def test_a_trial_found_by_two_literals_is_tried_once() -> None:
    rules = known(A={"html": "alpha|gamma"})
    assert len(rules.page.worth_trying(b"alpha gamma")) == 1


def test_the_address_of_a_script_is_judged_once() -> None:
    rules = known(A={"scriptSrc": r"alpha-([\d.]+)\;version:\1\;confidence:60"})
    first = rules.of_source("/Alpha-1.2.js", TimeGuard())
    assert first == (Judgement("A", "1.2", 60),)
    assert rules.of_source("/Alpha-1.2.js", TimeGuard()) is first
    assert rules.of_source("/beta.js", TimeGuard()) == ()


def test_a_named_value_is_judged_once() -> None:
    rules = known(A={"headers": {"Server": "^x"}}, B={"cookies": {"b_*": "", "b_1": "z"}})
    first = rules.of_value("headers", "server", "X/1", TimeGuard())
    assert first == (Judgement("A", None, 100),)
    assert rules.of_value("headers", "server", "X/1", TimeGuard()) is first
    assert [found.name for found in rules.of_value("cookies", "b_1", "z", TimeGuard())] == ["B", "B"]
    assert rules.of_value("headers", "date", "now", TimeGuard()) == ()


def test_what_is_remembered_is_bounded() -> None:
    rules = known(A={"scriptSrc": "alpha"})
    for number in range(rule_index.MAX_REMEMBERED + 10):
        rules.of_source(f"/{number}.js", TimeGuard())
    assert len(rules._judged) <= rule_index.MAX_REMEMBERED
