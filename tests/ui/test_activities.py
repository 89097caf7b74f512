import pytest
from PySide6.QtWidgets import QApplication

from desktop_scanner.ui import activities
from tests.ui.german import german

__all__ = ["german"]


@pytest.mark.parametrize(
    ("activity", "expected"),
    [
        ("Reading 3/8", "Liest 3/8"),
        ("Reading robots.txt", "Liest robots.txt"),
        ("Waiting: host delay", "Wartet: Pause für den Host"),
        ("Waiting: host delay, slowed to 2.5 s", "Wartet: Pause für den Host, verlangsamt auf 2.5 s"),
        (
            "Waiting: 203.0.113.9 is down, next try in 7 s",
            "Wartet: 203.0.113.9 ist ausgefallen, nächster Versuch in 7 s",
        ),
        ("Doing what nobody knows", "Doing what nobody knows"),
    ],
)
def test_what_a_domain_does_is_told_in_the_windows_language(german: QApplication, activity: str, expected: str) -> None:
    assert activities.shown(activity) == expected


def test_one_that_only_waits_is_told_from_one_that_works(qapp: QApplication) -> None:
    assert activities.is_waiting("Waiting: host slot")
    assert not activities.is_waiting("Reading 1/8")
    assert activities.shown("Waiting: Retry-After 30 s") == "Waiting: Retry-After 30 s"
