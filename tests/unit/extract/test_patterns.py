import pytest

from desktop_scanner.extract import patterns


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
    ],
)
def test_the_literals_are_those_of_which_one_must_be_there(text: str, expected: tuple[str, ...]) -> None:
    assert patterns.literals(text) == expected


@pytest.mark.parametrize(
    ("pattern", "text", "version"),
    [
        (r"x-([\d.]+)\;version:\1", "x-1.2.3", "1.2.3"),
        (r"x-([\d.]+)?\;version:\1", "x-", None),
        (r"x(-pro)?\;version:\1?Pro:Free", "x-pro", "Pro"),
        (r"x(-pro)?\;version:\1?Pro:Free", "x", "Free"),
        (r"x(\d)_(\d)\;version:\1.\2", "x1_2", "1.2"),
        (r"x(\d)\;version:\7", "x1", None),
        (r"x", "x", None),
    ],
)
def test_version_templates_are_filled(pattern: str, text: str, version: str | None) -> None:
    parsed = patterns.parse(pattern)
    match = parsed.expression.search(text)
    assert match is not None
    assert parsed.version_of(match) == version


def test_tags_and_javascript_groups_are_understood() -> None:
    parsed = patterns.parse(r"(?<name>abc)\;confidence:40\;unknown:x")
    assert parsed.confidence == 40
    assert parsed.expression.search("xABC")


@pytest.mark.parametrize("text", ["(", "[a", "a{99999999999999999999}", r"x\;confidence:high", "(?<=a+)b"])
def test_a_pattern_that_cannot_be_used_says_why(text: str) -> None:
    with pytest.raises(patterns.PatternError):
        patterns.parse(text)
