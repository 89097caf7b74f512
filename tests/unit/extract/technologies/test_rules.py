from typing import Any

import pytest

from desktop_scanner.extract.technologies.rules import Related, rule_of


@pytest.mark.parametrize(
    ("dom", "expected"),
    [
        ("a.x-link", [("a.x-link", False, [])]),
        (["#one", "#two"], [("#one", False, []), ("#two", False, [])]),
        ({"#one": {"exists": ""}}, [("#one", False, [])]),
        ({"#one": {"text": "by x"}}, [("#one", True, [])]),
        ({"#one": {"attributes": {"href": "x", "class": ""}}}, [("#one", False, ["href", "class"])]),
        ([{"#one": {"exists": ""}}, "#two"], [("#one", False, []), ("#two", False, [])]),
        ({"#one": [{"text": "a"}, {"text": "b"}]}, [("#one", True, []), ("#one", True, [])]),
        ({"#one": {"properties": {"_reactRoot": ""}}}, []),
    ],
)
def test_selectors_are_read_in_all_forms_of_the_schema(dom: Any, expected: list[Any]) -> None:
    selectors = rule_of("X", {"dom": dom}, {}).dom
    assert [(one.css, one.text is not None, [key for key, _ in one.attributes]) for one in selectors] == expected


@pytest.mark.parametrize(
    ("css", "literals"),
    [
        ("div.x-box", ("x-box",)),
        ("link[rel~='stylesheet'][href*='x.io']", ("x.io",)),
        ("#__next", ("__next",)),
        ("lite-youtube", ("lite-youtube",)),
        (r"[wire\:id]", ("wire",)),
        (".one-box, #two-box", ("one-box", "two-box")),
        ("a[title='a, b'], .x-y", ("a, b", "x-y")),
        ("a:not(.x-box)", ()),
        (".x-box, p", ()),
        (":is(.a-b, .c-d)", ()),
    ],
)
def test_a_selector_is_tried_only_where_one_of_its_words_stands(css: str, literals: tuple[str, ...]) -> None:
    assert rule_of("X", {"dom": css}, {}).dom[0].literals == literals


def test_what_a_rule_relates_to_is_read_with_its_tags() -> None:
    fields = {
        "cats": [1, 99],
        "implies": ["PHP\\;confidence:50\\;version:8", "Perl\\;confidence:x"],
        "requires": "Y",
        "excludes": ["Z"],
        "requiresCategory": 1,
        "plugin": "X-Slug",
        "js": {"x": ""},
        "xhr": "x",
    }
    rule = rule_of("X", fields, {"1": {"name": "CMS"}})
    assert rule.categories == ("CMS", "Category 99")
    assert rule.implies == (Related("PHP", 50, "8"), Related("Perl", 100))
    assert (rule.requires, rule.excludes, rule.requires_categories) == (("Y",), ("Z",), ("CMS",))
    assert rule.assets == {"plugin": ("x-slug",)}
    assert not rule.lists


@pytest.mark.parametrize("fields", [{"html": "("}, {"dom": ":::"}, {"meta": "x"}, 5, {"dom": {"#a": 5}}])
def test_a_broken_rule_is_an_error(fields: Any) -> None:
    with pytest.raises((ValueError, TypeError, AttributeError)):
        rule_of("X", fields, {})
