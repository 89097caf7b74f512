import pytest

from desktop_scanner.core.references import is_reference


@pytest.mark.parametrize(
    ("value", "expected"), [("env:TOKEN", True), ("keyring:token", True), ("token", False), ("environment:x", False)]
)
def test_the_place_of_a_secret_is_told_from_a_secret(value: str, expected: bool) -> None:
    assert is_reference(value) is expected
