import re

import pytest

from desktop_scanner.extract.pattern_literals import literals


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
    assert literals(text) == expected


def test_what_is_no_expression_is_an_error() -> None:
    with pytest.raises(re.error):
        literals("(")
