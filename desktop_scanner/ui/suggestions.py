"""What can be completed at the cursor of a filter: a word, or a value of the word before it."""

from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from desktop_scanner.core.term_scanner import part_at, scan, written
from desktop_scanner.core.term_words import WORDS, choices, presence
from desktop_scanner.core.terms import TermField
from desktop_scanner.ui import filter_words, formats

MOST = 60

# The most frequent values of a field in the batch, each with the number of its rows.
Values = Sequence[tuple[str, int]]


class Suggestion(Struct, frozen=True):
    """A completion: `text` takes the place from `start` to `end`; `goes_on`: a value is to follow."""

    text: str
    label: str
    detail: str
    start: int
    end: int
    goes_on: bool = False


class Place(Struct, frozen=True):
    """What is being written at the cursor: a value of `field`, or a word or plain text where that is None."""

    field: TermField | None
    typed: str
    sign: str
    start: int
    end: int


def place_at(text: str, cursor: int) -> Place | None:
    """Return what is written at the cursor; None where nothing can be completed."""
    part = part_at(scan(text), cursor)
    if part is None:
        return Place(None, "", "", cursor, cursor)
    item = part.item_at(cursor)
    if item is None or (item.is_quoted and not part.word):
        return None
    field = WORDS.get(part.word) if part.word else None
    if part.word and field is None:
        return None
    typed = item.text if part.word else text[item.start : cursor]
    return Place(field, typed.casefold(), item.sign, item.start, item.end)


def suggest(place: Place, values: Values) -> list[Suggestion]:
    """Return what can stand at the place, the most likely first."""
    if place.field is None:
        return list(_words(place))
    found = [each for each in _values(place, place.field, values) if place.typed in each.label.casefold()]
    found.sort(key=lambda each: not each.label.casefold().startswith(place.typed))
    if len(found) == 1 and found[0].label.casefold() == place.typed:
        return []  # it is written already
    return found[:MOST]


def _words(place: Place) -> Iterator[Suggestion]:
    for field in filter_words.DESCRIPTIONS:
        if field.value.startswith(place.typed) or place.typed.removesuffix(":") == field.value:
            word = f"{field.value}:"
            yield Suggestion(word, word, filter_words.description(field), place.start, place.end, goes_on=True)


def _values(place: Place, field: TermField, values: Values) -> Iterator[Suggestion]:
    counts: Mapping[str, int] = dict(values)
    for name, count in counts.items():
        yield _value(place, field, name, formats.number(count), counts)
    for name in choices(field):
        if name not in counts:
            yield _value(place, field, name, "", counts)
    for name, is_there in tuple(presence(field).items())[:2]:
        yield Suggestion(name, name, filter_words.presence(is_there=is_there), place.start, place.end)


def _value(place: Place, field: TermField, name: str, count: str, others: Mapping[str, int]) -> Suggestion:
    called = filter_words.value(field, name)
    # Where other names begin with this one, it is the whole one that is meant.
    is_beginning = any(other != name and other.casefold().startswith(name.casefold()) for other in others)
    is_compared = field in (TermField.TECHNOLOGY, TermField.CMS)
    sign = place.sign or ("=" if is_compared and is_beginning else "")
    detail = f"{called} · {count}" if called and count else called or count
    return Suggestion(f"{sign}{written(name)}", name, detail, place.start, place.end)
