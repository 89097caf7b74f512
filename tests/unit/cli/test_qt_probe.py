import sys

import pytest

from desktop_scanner.cli import qt_probe


def test_qt_starts_on_the_platform_that_needs_no_display() -> None:
    assert qt_probe.probe("offscreen") == qt_probe.QtProbe(True, "offscreen")


def test_a_platform_that_does_not_exist_ends_only_the_probe_and_is_quoted() -> None:
    tried = qt_probe.probe("nonsense")
    assert not tried.is_ok
    assert "nonsense" in tried.said


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux can be without a display")
@pytest.mark.parametrize(
    ("variables", "expected"),
    [
        ({}, False),
        ({"DISPLAY": ":0"}, True),
        ({"WAYLAND_DISPLAY": "wayland-0"}, True),
        ({"QT_QPA_PLATFORM": "offscreen", "DISPLAY": ":0"}, False),
        ({"QT_QPA_PLATFORM": "vnc"}, True),
    ],
)
def test_whether_a_window_could_show(
    variables: dict[str, str], expected: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert qt_probe.has_display() is expected
