import pickle

import pytest

from desktop_scanner.core.errors import SettingsError
from desktop_scanner.core.tokens import Token

SECRET = "hunter2-hunter2"


def test_no_representation_shows_a_token() -> None:
    token = Token(f" {SECRET}\n")
    assert token.value == SECRET
    for shown in (repr(token), str(token), f"{token}", repr([token])):
        assert "hunter2" not in shown
    with pytest.raises(TypeError):
        pickle.dumps(token)


@pytest.mark.parametrize("text", ["", "  \n", "two words", "line\r\nX: y", "ü", "x" * 9_000])
def test_what_no_header_can_carry_is_refused_without_being_shown(text: str) -> None:
    with pytest.raises(SettingsError) as caught:
        Token(text)
    assert text.strip() == "" or text not in str(caught.value)


def test_tokens_are_taken_out_of_texts_but_not_every_letter_of_a_short_one() -> None:
    assert Token(SECRET).scrub(f"you sent {SECRET}!") == "you sent ***!"
    assert Token("a").scrub("a man") == "a man"


def test_equal_tokens_are_equal() -> None:
    assert Token(SECRET) == Token(SECRET)
    assert len({Token(SECRET), Token(SECRET), Token("other")}) == 2
    assert Token(SECRET) != SECRET
