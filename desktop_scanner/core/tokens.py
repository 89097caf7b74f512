"""The token for a server, in a form that no log, error text or representation shows."""

import re

from desktop_scanner.core.errors import SettingsError

MASK = "***"

_MAX_CHARACTERS = 8_192
_SHORTEST_SCRUBBED = 4  # shorter ones stand in ordinary words


class Token:
    """A bearer token; only `value` gives it out."""

    __slots__ = ("value",)

    def __init__(self, value: str) -> None:
        text = value.strip()
        if not text:
            raise SettingsError("The token is empty.")
        if len(text) > _MAX_CHARACTERS or not re.fullmatch(r"[\x21-\x7e]+", text):
            raise SettingsError("The token holds a space or a character that no header can carry; copy it again.")
        self.value = text

    def __repr__(self) -> str:
        return f"Token({MASK})"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Token) and other.value == self.value

    def __hash__(self) -> int:
        return hash(self.value)

    def __reduce__(self) -> str:
        raise TypeError("A token is not to be pickled.")

    def scrub(self, text: str) -> str:
        """Return a text without the token, which servers may repeat in what they answer."""
        return text.replace(self.value, MASK) if len(self.value) >= _SHORTEST_SCRUBBED else text
