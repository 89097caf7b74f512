"""Telephone numbers: validated and written in E.164, each spelling judged once."""

import functools
from typing import NamedTuple

import phonenumbers

MAX_CHARACTERS = 40


class Number(NamedTuple):
    """A valid number; `rank` is the place of its region among those that were tried (0 where it states its own)."""

    value: str
    display: str
    region: str | None
    rank: int


@functools.lru_cache(maxsize=8_192)
def parse(text: str, regions: tuple[str, ...]) -> Number | None:
    """Return the valid number that a text stands for, taken for one of the regions where it names no country."""
    text = text.strip()
    if not text or len(text) > MAX_CHARACTERS or _is_monotonous(text):
        return None
    if text.startswith("+"):
        return _in_region(text, None, 0)
    if text.startswith("00"):
        found = _in_region(f"+{text[2:].lstrip(' -./')}", None, 0)
        if found:
            return found
    for rank, region in enumerate(regions):
        found = _in_region(text, region, rank)
        if found:
            return found
    return None


def _in_region(text: str, region: str | None, rank: int) -> Number | None:
    try:
        number = phonenumbers.parse(text, region)
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_valid_number(number):
        return None
    number.extension = None
    return Number(
        phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164),
        phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.NATIONAL),
        phonenumbers.region_code_for_number(number),
        rank,
    )


def _is_monotonous(text: str) -> bool:
    """Whether it is a filler such as 000000000 or 0123456789."""
    digits = "".join(character for character in text if character.isdigit())
    return len(digits) < 6 or len(set(digits[2:])) <= 1 or digits.lstrip("0") in ("123456789", "1234567890", "12345678")
