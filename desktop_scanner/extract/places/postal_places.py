"""Where in a text an address may stand: a first look that passes over nearly all other numbers.

The text is drawn in shapes, all digits as one and all capitals as one, in which a search is many times faster. What
has the shape of a postal code is then looked at closely: what follows it may be a town, what stands before it a street.
"""

import re
from collections.abc import Collection, Iterator
from itertools import islice

from desktop_scanner.extract.places import postal_formats, streets
from desktop_scanner.extract.places.postal_formats import Format, Order
from desktop_scanner.extract.text import shapes

MAX_PLACES = 500
_BEFORE = 240  # characters; no street is as long
_SHORT = 80
_AREA = 32  # `Newfoundland and Labrador, `
_PREFIX = 4  # `D-`, `FIN-`

# Each match begins with a digit that follows none. A question mark is what Latin-1 does not have: any letter, any gap.
_CODE = re.compile(
    rb"0(?<!00)(?:00(?:0(?:0?0?(?:-000)?,?(?:[ ?]{1,20}[A?]|A)|(?<=A[A.)][ ,]0000)0?(?![0Aa_.,])"
    rb"|0(?<=aa 00000)(?![0Aa_.,])|0-000(?![0Aa_]))|[ ?]00,?[ ?]{1,20}[A?]|-0000)|0-000,?[ ?]{1,20}[A?]"
    rb"|AA(?![0Aa_])|A[ ?]?0A0(?![0Aa_])|[0A](?<=A0[0A])[ ?]?[0A]{4}(?![0Aa_]))"
)
_BRAZILIAN = re.compile(r"\d{5}-\d{3}(?!\w)")
_NUMBERS = frozenset(".,:/+€$£#")  # before a digit they make it part of a number, a price, a reference
_AT_END = (
    *(form for form in postal_formats.FORMATS if form.order is Order.CODE_LAST or form.name == "ar"),
    Format("jp", ("JP",), Order.CODE_FIRST, postal_formats.JAPANESE),
)
# Where the street follows the town.
_HUNGARY = ("Ungar", "Ungher", "ngria", "ngría", "ngrie", "ngary", "ngarije", "ngarn", "agyar")


def places(text: str, likely: Collection[str]) -> list[int]:
    """Return where a text has something like a postal code beside a town: elsewhere there is no address."""
    found = list(islice(_codes(text, likely), MAX_PLACES))
    if "IE" in likely:
        towns = islice(postal_formats.IRISH_PLACE.finditer(text), MAX_PLACES)
        found += [match.start() for match in towns]
    return found


def _codes(text: str, likely: Collection[str]) -> Iterator[int]:
    for match in _CODE.finditer(shapes.drawn(text)):
        place = match.start()
        if _is_before_town(text, place, likely) or _is_at_end(text, place, likely):
            yield place


def _is_before_town(text: str, place: int, likely: Collection[str]) -> bool:
    """Return whether a number may be a code that stands before its town."""
    if text[place - 1 : place] in _NUMBERS:
        return False
    match = postal_formats.CODE_BEFORE_TOWN.match(text, place)
    if match is None:
        return False
    start = max(text.rfind("\n", max(0, place - _BEFORE), place) + 1, place - _BEFORE, 0)
    before = text[start:place]
    if text.count("\n", place, match.end()) > 1 and len(before.strip()) > _PREFIX:
        return False  # the town is in another element, and only a code alone in its own is put together with it
    if postal_formats.NO_TOWN.match(text, match.end() - 1):
        return False
    if streets.may_end(before) or (len(before) < _SHORT and streets.may_end(_wrapped(text, start, place))):
        return True
    return (
        "HU" in likely or before.endswith(("H-", "HU-")) or any(map(text[place : place + 100].__contains__, _HUNGARY))
    )


def _wrapped(text: str, start: int, end: int) -> str:
    """Return a line with the one before it, where a sentence is broken in the source."""
    earliest = max(0, start - _BEFORE)
    earlier = max(text.rfind("\n", earliest, max(0, start - 1)) + 1, earliest)
    return " ".join(text[earlier:end].split())


def _is_at_end(text: str, place: int, likely: Collection[str]) -> bool:
    """Return whether a number may be a code, or the end of one, that stands after its town."""
    if not postal_formats.CODE_AFTER_TOWN.match(text, place):
        return False
    if _BRAZILIAN.match(text, place):
        return "BR" in likely
    near = " ".join(text[max(0, place - _AREA) : place + _AREA].split())
    return any(form.pattern.search(near) for form in _AT_END)
