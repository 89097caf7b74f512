import re

import pytest

from desktop_scanner.extract.technologies.pattern_literals import literals


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("wp-content", ("wp-content",)),
        ("x(?:content|includes)y", ("content", "includes")),
        (r"jquery[.-](\d+)\.js", ("jquery",)),
        (r"(?:foo)?bar\d", ("bar",)),
        (r"(?:drupal)+", ("drupal",)),
        (r"a|bcd", ()),
        (r"^\d+$", ()),
        (r"class=[^>]*wpb_", ("wpb_",)),
        (r"Some(Thing)Long", ("somethinglong",)),
        ("|".join(f"word{letter}" for letter in "abcdefghijklmnop"), ("word",)),
        ("|".join(f"{letter}word" for letter in "abcdefghijklmnop"), ()),
    ],
)
def test_the_literals_are_those_of_which_one_must_be_there(text: str, expected: tuple[str, ...]) -> None:
    assert literals(text).words == expected


def test_what_is_no_expression_is_an_error() -> None:
    with pytest.raises(re.error):
        literals("(")


@pytest.mark.parametrize(
    ("text", "reach"),
    [("alpha", 0), (r"\d{1,3}-alpha", 3), (r"(?:ab|c)?-alpha", 2), (r".*alpha", None), (r".{0,2000}alpha", None)],
)
def test_a_match_begins_so_far_before_its_literal_at_most(text: str, reach: int | None) -> None:
    assert literals(text).reach == reach
