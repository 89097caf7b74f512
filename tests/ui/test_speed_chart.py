from datetime import timedelta

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop_scanner.core.overview import Speed, Stretch
from desktop_scanner.ui import formats
from desktop_scanner.ui.theme import Theme
from desktop_scanner.ui.widgets.speed_chart import SpeedChart
from tests.unit.store.samples import AT

SPEED = Speed(10, (Stretch(AT, (2, 0, 4)), Stretch(AT + timedelta(days=1), (2,))))


@pytest.fixture
def chart(qtbot: QtBot, qapp: object) -> SpeedChart:
    made = SpeedChart(Theme(qapp))  # type: ignore[arg-type]
    qtbot.addWidget(made)
    made.resize(400, 150)
    made.show_speed(SPEED)
    made.show()
    return made


def keys(chart: SpeedChart, *pressed: Qt.Key) -> str:
    for key in pressed:
        QTest.keyClick(chart, key)
    return chart.marked_text


def test_the_mean_and_the_most_are_told(chart: SpeedChart) -> None:
    assert chart.summary() == chart.accessibleDescription() == "12 domains a minute, 24 at most"


def test_the_arrow_keys_go_from_step_to_step_over_a_break(chart: SpeedChart) -> None:
    assert keys(chart, Qt.Key.Key_Left).endswith(": 12 domains a minute")
    assert keys(chart, Qt.Key.Key_Left).endswith(": 24 domains a minute")
    assert keys(chart, Qt.Key.Key_Home, Qt.Key.Key_Left) == f"{formats.to_the_second(AT)}: 12 domains a minute"
    assert keys(chart, Qt.Key.Key_Right).endswith(": 0 domains a minute")
    assert keys(chart, Qt.Key.Key_End).endswith(": 12 domains a minute")
    assert chart.accessibleName() == f"Speed, {chart.marked_text}"


def test_the_mouse_marks_the_nearest_step_and_takes_it_away_again(chart: SpeedChart, qtbot: QtBot) -> None:
    QTest.mouseMove(chart, QPoint(395, 60))
    QTest.mouseMove(chart, QPoint(398, 70))
    qtbot.waitUntil(lambda: chart.marked_text.endswith(": 12 domains a minute"))
    chart.clearFocus()
    chart.leaveEvent(None)  # type: ignore[arg-type]
    assert chart.marked_text == ""


@pytest.mark.parametrize("speed", [Speed(), Speed(1, (Stretch(AT, (7,)),)), Speed(1, (Stretch(AT, (0, 0)),))])
def test_every_course_can_be_painted(chart: SpeedChart, speed: Speed) -> None:
    keys(chart, Qt.Key.Key_End)
    chart.show_speed(speed)
    assert not chart.grab().isNull()
    assert bool(keys(chart, Qt.Key.Key_Right)) is bool(speed.steps)
