"""Telephone numbers: validated and written in E.164, each spelling judged once."""

import functools
import re
from collections.abc import Iterator
from typing import NamedTuple, cast

import phonenumbers

from desktop_scanner.core.results import PhoneType

MAX_CHARACTERS = 40

_FILLERS = ("123456789", "234567890")
_SEVERAL = re.compile(r"\s?[/|;,]\s?|\s[-–—]\s|\s{2,}")
_ALTERNATIVE_ENDING = re.compile(r"(?<=\d)\s?[/|]\s?-?\d{1,3}$")  # 030 1234567/68
_MARKS = str.maketrans("＋\u2007\u2009\u202f\n−·•", "+    -  ")
_LETTERS = re.compile(r"[A-Za-z]")
_GROUP = re.compile(r"\d+")
_MIN_DIGITS = 6


class Number(NamedTuple):
    """A valid number; `rank` is the place of its region among those that were tried (0 where it states its own)."""

    value: str
    display: str
    region: str | None
    rank: int
    type: PhoneType


def listed(text: str, regions: tuple[str, ...]) -> list[Number]:
    """Return the number that a text is, or the numbers that it lists (`09 223 45 67 / 0471 12 34 56`)."""
    parts = [part for part in _SEVERAL.split(text) if part]
    if len(parts) > 1 and all(_digits(part) >= _MIN_DIGITS for part in parts):
        numbers = [parse(part, regions) for part in parts]
        if all(numbers):
            return [number for number in numbers if number]
    whole = parse(text, regions)
    if whole or len(parts) == 1 or _is_filler(_plain(text)):
        return [whole] if whole else []
    return [number for part in parts if _digits(part) > _MIN_DIGITS and (number := parse(part, regions))]


@functools.lru_cache(maxsize=8_192)
def parse(text: str, regions: tuple[str, ...]) -> Number | None:
    """Return the valid number that a text stands for, taken for one of the regions where it names no country."""
    text = _plain(text)
    if not text or len(text) > MAX_CHARACTERS or _is_filler(text):
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
    if text[0] in "123456789" and _digits(text) > 9:
        found = _in_region(f"+{text}", None, min(1, len(regions)))  # the country code without its sign
        return found if found and found.region in regions else None
    return None


def may_be(text: str, regions: tuple[str, ...]) -> bool:
    """Return whether the digits may be a number of one of the regions, which costs far less than to parse them."""
    digits = "".join(_GROUP.findall(text))
    if not regions or digits.startswith("00") or _SEVERAL.search(text):
        return True
    return any(form.fullmatch(digits) for region in regions if (form := _form(region)))


@functools.cache
def _form(region: str) -> re.Pattern[str] | None:
    """Return the form of the digits that the numbers of a region, and of those with the same code, may have."""
    code = phonenumbers.country_code_for_region(region)
    forms = [form for each in phonenumbers.region_codes_for_country_code(code) for form in _national_forms(each)]
    return re.compile(rf"(?:{code})?(?:{'|'.join(forms)})") if forms else None


def _national_forms(region: str) -> Iterator[str]:
    data = phonenumbers.PhoneMetadata.metadata_for_region(region, None)
    if data is None or data.general_desc is None:
        return
    trunk = data.national_prefix or ""
    if data.national_prefix_for_parsing in (None, trunk):
        yield rf"(?:{trunk})?(?:{data.general_desc.national_number_pattern})"
    else:  # carriers' codes and the like stand before or within
        lengths = [length for length in data.general_desc.possible_length if length > 0]
        yield rf"\d{{{min(lengths)},{max(lengths) + 5}}}"


def _plain(text: str) -> str:
    """Return the number without what only looks good: `(+32)`, `+(32)`, the end of an alternative number."""
    text = text.translate(_MARKS).strip().lstrip(":.")
    if text.startswith(("(+", "+(", "(00")):
        text = text.lstrip("+(").replace(")", " ", 1)
        text = text if text.startswith("00") else f"+{text}"
    if _LETTERS.search(text) and _digits(text) > 3:
        text = phonenumbers.convert_alpha_characters_in_number(text)  # 1-800-FLOWERS
    shorter = _ALTERNATIVE_ENDING.sub("", text)
    return shorter if _digits(shorter) > 7 else text


def _in_region(text: str, region: str | None, rank: int) -> Number | None:
    try:
        number = phonenumbers.parse(text, region)
    except phonenumbers.NumberParseException:
        return None
    type_ = phonenumbers.number_type(number)
    if type_ == phonenumbers.PhoneNumberType.UNKNOWN or str(number.national_number).startswith(_FILLERS):
        return None  # the number plan has no such number, or nobody has
    number.extension = None
    return Number(
        phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164),
        phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.NATIONAL),
        phonenumbers.region_code_for_number(number),
        rank,
        cast("PhoneType", phonenumbers.PhoneNumberType.to_string(type_).lower()),
    )


def is_grouped(text: str, number: Number) -> bool:
    """Return whether a text groups the digits of a number as its country does.

    Where a zero leads, the prefix alone tells: how the rest is grouped is a matter of taste.
    """
    groups, usual = _GROUP.findall(text), _GROUP.findall(number.display)
    if groups[0].startswith("0"):
        return len(groups) > 1 and groups[0] == usual[0] and _digits(text) > 8
    return len(groups) > 1 and groups == usual


def _digits(text: str) -> int:
    return sum(map(str.isdigit, text))


def _is_filler(text: str) -> bool:
    """Whether it is one of those that forms and templates print: 000000000, 0123456789, 555-1234."""
    digits = "".join(filter(str.isdigit, text))
    if len(digits) < _MIN_DIGITS or len(set(digits)) == 1:
        return True
    return (len(digits) > 8 and len(set(digits[-7:])) == 1) or digits.lstrip("0").startswith(_FILLERS)
