from typing import Any

import pytest

from desktop_scanner.extract.organization import opening_hours


def spec(days: object, opens: str = "09:00", closes: str = "17:00:00") -> dict[str, Any]:
    return {"@type": "OpeningHoursSpecification", "dayOfWeek": days, "opens": opens, "closes": closes}


@pytest.mark.parametrize(
    ("data", "lines"),
    [
        ({"openingHours": ["Mo-Th 08:30-17:30", "Fr 08:30-13:00"]}, ("Mo-Th 08:30-17:30", "Fr 08:30-13:00")),
        (
            {"openingHoursSpecification": spec(["Monday", "Tuesday", "https://schema.org/Wednesday"])},
            ("Mo-We 09:00-17:00",),
        ),
        (
            {"openingHoursSpecification": [spec("Mo"), spec("Friday"), spec("Sa", "T10:00", "12:00")]},
            ("Mo,Fr 09:00-17:00", "Sa 10:00-12:00"),
        ),
        ({"openingHoursSpecification": spec("Monday, Tuesday", "8:00")}, ("Mo-Tu 08:00-17:00",)),
        ({"openingHoursSpecification": spec([])}, ("09:00-17:00",)),
        ({"openingHoursSpecification": spec("Sunday", "00:00", "00:00")}, ()),
        ({"openingHoursSpecification": ["x", spec("Mo", "morning")]}, ()),
        ({}, ()),
    ],
)
def test_hours_are_in_the_short_form(data: dict[str, Any], lines: tuple[str, ...]) -> None:
    assert opening_hours.lines(data) == lines
