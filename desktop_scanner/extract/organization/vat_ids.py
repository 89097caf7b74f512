"""VAT identification numbers: their form in each country, and the checksum where the country has one.

A number is kept as VIES writes it: the country's two letters (EL for Greece, CHE for Switzerland), no separators.
"""

import re
from collections.abc import Callable, Sequence

# The national part, separators taken out.
_FORMS = {
    "AT": r"U\d{8}",
    "BE": r"[01]\d{9}|\d{9}",
    "BG": r"\d{9,10}",
    "CHE": r"\d{9}",
    "CY": r"\d{8}[A-Z]",
    "CZ": r"[0-8]\d{7}|\d{9,10}",
    "DE": r"[1-9]\d{8}",
    "DK": r"[1-9]\d{7}",
    "EE": r"\d{9}",
    "EL": r"\d{9}",
    "ES": r"[A-Z]\d{7}[0-9A-Z]|\d{8}[A-Z]",
    "FI": r"\d{8}",
    "FR": r"[0-9A-HJ-NP-Z]{2}\d{9}",
    "GB": r"\d{12}|\d{9}",
    "HR": r"\d{11}",
    "HU": r"\d{8}",
    "IE": r"\d{7}[A-W][A-IW]?|\d[A-Z+*]\d{5}[A-W]",
    "IT": r"\d{7}(?:0\d\d|100|12[01]|888|999)\d",
    "LT": r"\d{7}1\d|\d{10}1\d",
    "LU": r"\d{8}",
    "LV": r"\d{11}",
    "MT": r"[1-9]\d{7}",
    "NL": r"\d{9}B\d{2}",
    "NO": r"\d{9}",
    "PL": r"\d{10}",
    "PT": r"[1-9]\d{8}",
    "RO": r"[1-9]\d{1,9}",
    "SE": r"\d{10}(?:0[1-9]|[1-8]\d|9[0-4])",
    "SI": r"[1-9]\d{7}",
    "SK": r"[1-9]\d{9}",
    "XI": r"\d{12}|\d{9}",
}
_PATTERNS = {country: re.compile(form) for country, form in _FORMS.items()}
_LONGEST = 12
_SEPARATORS = re.compile(r"[\s.\-–/]")
_PREFIX = re.compile(
    rf"(?<![\w-])({'|'.join(sorted(_FORMS, key=len, reverse=True))}|GR)[\s:-]{{0,2}}"
    r"(?=[\dUXYZA-W])([0-9A-Z+*](?:[ .\-–\u00a0]{0,2}[0-9A-Z+*]){1,14})(?![a-z])"
)
_CAPITALS = re.compile(r"[A-X](?<![\w-].)(?=[A-Z])")  # which begins with a letter, so that the search is quick
_SPANISH_LETTERS = "TRWAGMYFPDXBNJZSQVHLCKE"
_IRISH_LETTERS = "WABCDEFGHIJKLMNOPQRSTUV"
_CYPRIOT = (1, 0, 5, 7, 9, 13, 15, 17, 19, 21)


def normal(country: str, number: str) -> str | None:
    """Return a number of a country in its normal form, or None for what is none of it."""
    country = {"GR": "EL", "CH": "CHE"}.get(country, country)
    national = _SEPARATORS.sub("", number).upper()
    if country not in _PATTERNS:
        return None
    if country != "DE" or national.startswith("DE"):
        national = national.removeprefix(country)
    if not _PATTERNS[country].fullmatch(national):
        return None
    check = _CHECKS.get(country)
    if not any(digit in national for digit in "123456789") or (check is not None and not check(national)):
        return None
    return country + (national.zfill(10) if country == "BE" else national)


def found_in(text: str) -> tuple[str, int] | None:
    """Return the first number with its country's letters in a text, and where it begins."""
    end = 0
    for capitals in _CAPITALS.finditer(text):
        match = _PREFIX.match(text, capitals.start()) if capitals.start() >= end else None
        if match is None:
            continue
        country, end = match[1], match.end()
        national = _SEPARATORS.sub("", match[2])
        for length in range(min(len(national), _LONGEST), 1, -1):
            number = normal(country, national[:length])
            if number and not _is_cut(match[2], length):
                return number, match.start()
    return None


def _is_cut(written: str, length: int) -> bool:
    """Whether that many characters end in the middle of a word or number."""
    at = kept = 0
    while at < len(written) and kept < length:
        kept += not _SEPARATORS.match(written[at])
        at += 1
    return at < len(written) and written[at].isalnum()


def luhn(digits: str) -> bool:
    """Whether the last digit is the Luhn check of the others."""
    doubled = (int(digit) * (1 + place % 2) for place, digit in enumerate(reversed(digits)))
    return sum(number - 9 if number > 9 else number for number in doubled) % 10 == 0


def weighted(digits: str, weights: Sequence[int]) -> int:
    """Return the sum of the digits times their weights."""
    return sum(int(digit) * weight for digit, weight in zip(digits, weights, strict=False))


def eleven_ten(digits: str) -> bool:
    """Whether the number passes ISO 7064 mod 11, 10."""
    check = 5
    for digit in digits:
        check = ((check or 10) * 2 % 11 + int(digit)) % 10
    return check == 1


def spanish(number: str) -> bool:
    """Whether the last character of a Spanish NIF, NIE or CIF is right."""
    if number[0].isdigit() or number[0] in "XYZ":
        digits = number[:-1].translate(str.maketrans("XYZ", "012"))
        return digits.isdigit() and _SPANISH_LETTERS[int(digits) % 23] == number[-1]
    if number[0] not in "ABCDEFGHJKLMNPQRSUVW":
        return False
    odd = sum(sum(divmod(2 * int(digit), 10)) for digit in number[1:8:2])
    check = -(odd + sum(map(int, number[2:8:2]))) % 10
    return number[-1] in (str(check), "JABCDEFGHI"[check])


def _austrian(number: str) -> bool:
    digits = number[1:]
    total = sum(int(digit) for digit in digits[:7:2]) + sum(sum(divmod(2 * int(digit), 10)) for digit in digits[1:7:2])
    return (10 - (total + 4) % 10) % 10 == int(digits[7])


def _belgian(number: str) -> bool:
    number = number.zfill(10)
    number = number.zfill(10)
    return 97 - int(number[:8]) % 97 == int(number[8:])


def _bulgarian(number: str) -> bool:
    if len(number) == 10:
        return True  # of persons, in several forms
    check = weighted(number[:8], range(1, 9)) % 11
    if check == 10:
        check = weighted(number[:8], range(3, 11)) % 11 % 10
    return check == int(number[8])


def _cypriot(number: str) -> bool:
    total = sum(_CYPRIOT[int(digit)] for digit in number[:8:2]) + sum(map(int, number[1:8:2]))
    return chr(total % 26 + ord("A")) == number[8]


def _czech(number: str) -> bool:
    return len(number) != 8 or (11 - weighted(number, range(8, 1, -1)) % 11) % 10 == int(number[7])


def _finnish(number: str) -> bool:
    return weighted(number, (7, 9, 10, 5, 8, 4, 2, 1)) % 11 == 0


def _french(number: str) -> bool:
    key, siren = number[:2], number[2:]
    return luhn(siren) and (not key.isdigit() or (12 + 3 * (int(siren) % 97)) % 97 == int(key))


def british(number: str) -> bool:
    """Whether the check digits of a British number are right, by the old or the newer way."""
    return (weighted(number[:7], range(8, 1, -1)) + int(number[7:9])) % 97 in (0, 42, 55)


def _irish(number: str) -> bool:
    if not number[1].isdigit():
        number = f"0{number[2:7]}{number[0]}{number[7]}"
    more = 9 * _IRISH_LETTERS.index(number[8]) if len(number) == 9 else 0
    return _IRISH_LETTERS[(weighted(number[:7], range(8, 1, -1)) + more) % 23] == number[7]


def _lithuanian(number: str) -> bool:
    body = number[:-1]
    check = weighted(body, [place % 9 + 1 for place in range(len(body))]) % 11
    if check == 10:
        check = weighted(body, [(place + 2) % 9 + 1 for place in range(len(body))]) % 11 % 10
    return check == int(number[-1])


def _latvian(number: str) -> bool:
    return number[0] <= "3" or weighted(number, (9, 1, 4, 8, 3, 10, 2, 5, 7, 6, 1)) % 11 == 3


def _dutch(number: str) -> bool:
    if weighted(number, range(9, 1, -1)) % 11 == int(number[8]):
        return True
    return int("".join(str(int(character, 36)) for character in f"NL{number}")) % 97 == 1


def _romanian(number: str) -> bool:
    return 10 * weighted(number[:-1].zfill(9), (7, 5, 3, 2, 1, 7, 5, 3, 2)) % 11 % 10 == int(number[-1])


def _eleven(weights: Sequence[int]) -> Callable[[str], bool]:
    """Return the check that the last digit makes up the weighted sum of the others to a multiple of 11."""
    return lambda number: -weighted(number[:-1], weights) % 11 == int(number[-1])


def _portuguese(number: str) -> bool:
    check = -weighted(number[:8], range(9, 1, -1)) % 11
    return (0 if check == 10 else check) == int(number[8])


_CHECKS: dict[str, Callable[[str], bool]] = {
    "AT": _austrian,
    "BE": _belgian,
    "BG": _bulgarian,
    "CHE": _eleven((5, 4, 3, 2, 7, 6, 5, 4)),
    "CY": _cypriot,
    "CZ": _czech,
    "DE": eleven_ten,
    "DK": lambda number: weighted(number, (2, 7, 6, 5, 4, 3, 2, 1)) % 11 == 0,
    "EE": lambda number: weighted(number, (3, 7, 1, 3, 7, 1, 3, 7, 1)) % 10 == 0,
    "EL": lambda number: weighted(number, [2**power for power in range(8, 0, -1)]) % 11 % 10 == int(number[8]),
    "ES": spanish,
    "FI": _finnish,
    "FR": _french,
    "GB": british,
    "HR": eleven_ten,
    "HU": lambda number: weighted(number, (9, 7, 3, 1, 9, 7, 3, 1)) % 10 == 0,
    "IE": _irish,
    "IT": luhn,
    "LT": _lithuanian,
    "LU": lambda number: int(number[:6]) % 89 == int(number[6:]),
    "LV": _latvian,
    "MT": lambda number: (weighted(number, (3, 4, 6, 7, 8, 9)) + int(number[6:])) % 37 == 0,
    "NL": _dutch,
    "NO": _eleven((3, 2, 7, 6, 5, 4, 3, 2)),
    "PL": lambda number: weighted(number[:9], (6, 5, 7, 2, 3, 4, 5, 6, 7)) % 11 == int(number[9]),
    "PT": _portuguese,
    "RO": _romanian,
    "SE": lambda number: luhn(number[:10]),
    "SI": lambda number: -weighted(number[:7], range(8, 1, -1)) % 11 % 10 == int(number[7]),
    "SK": lambda number: int(number) % 11 == 0,
    "XI": british,
}
