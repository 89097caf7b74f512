import pytest

from desktop_scanner.extract.emails import script_calls


@pytest.mark.parametrize(
    ("code", "text"),
    [("YUBiLmJl", "a@b.be"), ("YWI", "ab"), ("YWI=", "ab"), ("?", None), ("gICA", None), ("abcde", None)],
)
def test_base64_is_read_with_and_without_its_padding(code: str, text: str | None) -> None:
    assert script_calls.decoded_base64(code) == text


@pytest.mark.parametrize(
    ("pattern", "found"),
    [("#", ["#"]), ("\\[at\\]", ["[at]"]), ("[#!]", ["#", "!"]), ("a+", []), (".", []), ("[^a]", [])],
)
def test_only_simple_patterns_are_understood(pattern: str, found: list[str]) -> None:
    assert script_calls.literals(pattern) == found


@pytest.mark.parametrize(("literal", "text"), [("'a'", "a"), ('"a\\"b"', 'a"b'), ("'\\n'", "\n"), ("'\\u{0040}'", "@")])
def test_escapes_are_resolved(literal: str, text: str) -> None:
    assert script_calls.unquoted(literal) == text


def test_a_list_is_added_as_javascript_does() -> None:
    assert script_calls.added(["a", 1], "b") == "a,1b"
