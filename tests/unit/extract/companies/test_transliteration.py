import pytest

from desktop_scanner.extract.companies import transliteration


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("abc é", "abc é"),
        ("μπαρμπαλιας", "barbalias"),
        ("ουζο", "ouzo"),
        ("счетоводна", "schetovodna"),
        ("київ", "kiyiv"),
        ("書", "書"),
    ],
)
def test_letters_are_written_as_hosts_spell_them(text: str, expected: str) -> None:
    assert transliteration.latin(text) == expected
