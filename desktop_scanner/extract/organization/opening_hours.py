"""Opening hours from structured data, in schema.org's short form: `Mo-Fr 09:00-17:00`."""

import re
from collections.abc import Iterator
from typing import Any

from desktop_scanner.extract.linked_data import structured

_DAYS = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
_NAMES = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_TIME = re.compile(r"T?(\d{1,2}):(\d{2})")
MAX_TEXT = 200


def lines(data: dict[str, Any]) -> tuple[str, ...]:
    """Return an organisation's opening hours, one line for days with the same hours."""
    plain = [value[:MAX_TEXT] for value in structured.texts(data, "openingHours")]
    hours: dict[str, list[int]] = {}
    for days, times in _specified(data):
        held = hours.setdefault(times, [])
        held += [day for day in days if day not in held]
    return tuple(dict.fromkeys([*plain, *(f"{_spans(sorted(days))} {times}".strip() for times, days in hours.items())]))


def _specified(data: dict[str, Any]) -> Iterator[tuple[list[int], str]]:
    for part in structured.parts(data, "openingHoursSpecification", "openingHours"):
        if not isinstance(part, dict):
            continue
        days = [day for text in _texts(part, "dayOfWeek") for day in _day(text)]
        opens, closes = (_time(structured.text(part, name)) for name in ("opens", "closes"))
        if opens and closes and opens != closes:
            yield days, f"{opens}-{closes}"


def _texts(part: dict[str, Any], name: str) -> list[str]:
    return [word for text in structured.texts(part, name) for word in re.split(r"[\s,]+", text)]


def _day(text: str) -> list[int]:
    name = text.rstrip("/").rpartition("/")[2].rpartition("#")[2].lower()
    return [
        _NAMES.index(known)
        for known in _NAMES
        if len(name) >= 2 and known.startswith(name[:3] if len(name) > 2 else name)
    ]


def _time(text: str | None) -> str | None:
    match = _TIME.match(text or "")
    return f"{int(match[1]):02}:{match[2]}" if match else None


def _spans(days: list[int]) -> str:
    """Return days as spans: `Mo-We,Sa`."""
    spans: list[list[int]] = []
    for day in days:
        if spans and spans[-1][-1] == day - 1:
            spans[-1].append(day)
        else:
            spans.append([day])
    return ",".join(_DAYS[span[0]] if len(span) == 1 else f"{_DAYS[span[0]]}-{_DAYS[span[-1]]}" for span in spans)
