from collections.abc import Callable

import pytest

from desktop_scanner.core.custom_rules import CustomRule
from desktop_scanner.extract.custom_rules import custom
from desktop_scanner.extract.custom_rules.custom import CustomFacts
from desktop_scanner.extract.parsing.document import Document

Make = Callable[..., Document]

PAGE = """<html lang=nl><body><h1>Bakkerij  <em>Peeters</em></h1><ul class=menu><li data-price="3,20">Brood</li>
<li data-price="2,10">Koffiekoek</li><li data-price="3,20">Pistolets</li></ul><p>Sinds 1931, vroeger sinds 1929.</p>
<a href="/prijslijst.pdf">Prijzen</a><script>var shop = {"id": "pt-77"};</script></body></html>"""


def values(document: Make, *rules: CustomRule) -> dict[str, tuple[str, ...]]:
    return custom.custom(document(PAGE), rules).values


@pytest.mark.parametrize(
    ("rule", "found"),
    [
        (CustomRule(name="r", css="h1"), ("Bakkerij Peeters",)),
        (CustomRule(name="r", css="li"), ("Brood",)),
        (CustomRule(name="r", css="li", many=True), ("Brood", "Koffiekoek", "Pistolets")),
        (CustomRule(name="r", css="li", attribute="data-price", many=True), ("3,20", "2,10")),
        (CustomRule(name="r", css="li", attribute="data-price", regex=r"^\d+", many=True), ("3", "2")),
        (CustomRule(name="r", css="li", attribute="title", many=True), ()),
        (CustomRule(name="r", xpath="//a[contains(@href, '.pdf')]/@href"), ("/prijslijst.pdf",)),
        (CustomRule(name="r", xpath="//li", attribute="data-price"), ("3,20",)),
        (CustomRule(name="r", xpath="//h1"), ("Bakkerij Peeters",)),
        (CustomRule(name="r", xpath="count(//li)"), ("3",)),
        (CustomRule(name="r", xpath="//li = 'Brood'"), ("true",)),
        (CustomRule(name="r", xpath="//li = 'Taart'"), ()),
        (CustomRule(name="r", xpath="//comment()"), ()),
        (CustomRule(name="r", regex=r"(?i)sinds (\d{4})"), ("1931",)),
        (CustomRule(name="r", regex=r"(?i)sinds (\d{4})", many=True), ("1931", "1929")),
        (CustomRule(name="r", regex=r"1\d{3}"), ("1931",)),
        (CustomRule(name="r", regex=r"pt-\d+"), ()),
        (CustomRule(name="r", regex=r'"id": "(pt-\d+)"', source="html"), ("pt-77",)),
    ],
)
def test_a_rule_takes_what_it_selects(document: Make, rule: CustomRule, found: tuple[str, ...]) -> None:
    assert values(document, rule) == {"r": found}


@pytest.mark.parametrize(
    ("pages", "looked"), [("/contact", True), ("/c*", True), ("/over*", False), ("*?print=*", False)]
)
def test_a_rule_looks_at_its_pages_only(document: Make, pages: str, looked: bool) -> None:
    assert ("r" in values(document, CustomRule(name="r", css="h1", pages=pages))) is looked


def test_looking_leaves_the_page_as_it_was(document: Make) -> None:
    page = document(PAGE)
    custom.custom(page, [CustomRule(name="r", regex="Sinds")])
    assert page.tree.css_first("script") is not None


def test_a_pattern_that_backtracks_without_end_is_named_and_the_others_hold(
    document: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(custom, "REGEX_S", 0.05)
    page = document(f"<p>{'a' * 5_000}!</p><h1>Peeters</h1>")
    found = custom.custom(page, [CustomRule(name="evil", regex=r"(a|aa)+$"), CustomRule(name="name", css="h1")])
    assert found.values == {"name": ("Peeters",)}
    assert "longer than a second on https://www.bakkerij-peeters.be/contact" in found.problems["evil"]


def test_rules_for_which_a_page_has_no_time_left_are_named(document: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(custom, "PAGE_S", -1.0)
    found = custom.custom(document(PAGE), [CustomRule(name="late", css="h1")])
    assert found.values == {}
    assert "no time left" in found.problems["late"]


@pytest.mark.parametrize("markup", ["", "<!-- nothing -->", "&nbsp;"])
def test_an_empty_page_has_no_values(document: Make, markup: str) -> None:
    found = custom.custom(document(markup), [CustomRule(name="x", xpath="//a"), CustomRule(name="c", css="a")])
    assert found == CustomFacts({"x": (), "c": ()})


def test_values_are_bounded_in_number_and_length(document: Make) -> None:
    page = document("".join(f"<b>{number} {'x' * 5_000}</b>" for number in range(300)))
    found = custom.custom(page, [CustomRule(name="b", css="b", many=True)]).values["b"]
    assert len(found) == custom.MAX_VALUES
    assert max(map(len, found)) == custom.MAX_VALUE


def test_a_domain_has_the_values_of_its_pages_in_their_order() -> None:
    rules = [
        CustomRule(name="one", css="a"),
        CustomRule(name="all", css="a", many=True),
        CustomRule(name="no", css="b"),
    ]
    front = CustomFacts({"all": ("a", "b")}, {"no": "on the front page"})
    other = CustomFacts({"one": ("c", "d"), "all": ("b", "c")}, {"no": "on another"})
    whole = custom.merged([front, other], rules)
    assert whole.values == {"one": ("c",), "all": ("a", "b", "c"), "no": ()}
    assert whole.problems == {"no": "on the front page"}
