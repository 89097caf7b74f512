"""`--where KEY=VALUE`: which rows of a batch are meant."""

from collections.abc import Iterable
from enum import StrEnum
from typing import TypeVar

from desktop_scanner.core.errors import SettingsError
from desktop_scanner.core.failures import FailureKind
from desktop_scanner.core.queries import RowFilter
from desktop_scanner.core.statuses import DomainStatus

_Word = TypeVar("_Word", bound=StrEnum)


def parse(conditions: Iterable[str]) -> RowFilter:
    """Return the filter that the conditions mean: one key several times is either value, several keys are both."""
    statuses: list[DomainStatus] = []
    kinds: list[FailureKind] = []
    text = ""
    for condition in conditions:
        key, equals, value = condition.partition("=")
        if not equals:
            raise SettingsError(f'"{condition}" is no condition; write it as KEY=VALUE, such as status=failed.')
        if key == "status":
            statuses += _words(value, DomainStatus, key)
        elif key == "kind":
            kinds += _words(value, FailureKind, key)
        elif key == "text" and not text:
            text = value
        elif key == "text":
            raise SettingsError("Rows can be searched for one text; give text=... once.")
        else:
            raise SettingsError(f'Rows are not filtered by "{key}"; there are status, kind and text.')
    return RowFilter(text=text, statuses=tuple(statuses), kinds=tuple(kinds))


def _words(value: str, words: type[_Word], key: str) -> list[_Word]:
    try:
        return [words(word.strip()) for word in value.split(",")]
    except ValueError:
        raise SettingsError(f'There is no {key} "{value}"; there are {", ".join(words)}.') from None
