import ctypes.util

import display
import pytest


@pytest.mark.parametrize(
    "arguments",
    [[], ["window"], ["demo"], ["demo", "--port", "8080"], ["--database", "scan"], ["--input", "list.txt"]],
)
def test_these_arguments_open_a_window(arguments: list[str]) -> None:
    assert display.opens_window(arguments)


@pytest.mark.parametrize(
    "arguments",
    [
        ["scan", "example.com"],
        ["batches"],
        ["show", "latest"],
        ["doctor"],
        ["--help"],
        ["demo", "--help"],
        ["--version"],
    ],
)
def test_these_arguments_open_no_window(arguments: list[str]) -> None:
    assert not display.opens_window(arguments)


@pytest.mark.parametrize(
    ("variables", "platform"),
    [
        ({}, None),
        ({"DISPLAY": ""}, None),
        ({"DISPLAY": ":0"}, "xcb"),
        ({"DISPLAY": ":0", "WAYLAND_DISPLAY": "wayland-0"}, "wayland"),
        ({"QT_QPA_PLATFORM": "offscreen"}, "offscreen"),
        ({"QT_QPA_PLATFORM": "offscreen:size=800x600"}, "offscreen"),
        ({"QT_QPA_PLATFORM": "wayland;xcb"}, "wayland"),
        ({"QT_QPA_PLATFORM": ""}, None),
    ],
)
def test_the_platform_follows_from_the_variables(variables: dict[str, str], platform: str | None) -> None:
    assert display.platform(variables, "linux") == platform


@pytest.mark.parametrize("system", ["win32", "darwin"])
def test_windows_and_macos_always_have_a_display(system: str) -> None:
    assert display.platform({}, system) == display.NATIVE


@pytest.mark.skipif(not ctypes.util.find_library("xcb"), reason="libxcb is not installed")
def test_a_display_that_nobody_serves_does_not_answer() -> None:
    assert not display.answers(display.X11, {"DISPLAY": "unix:4711"})


def test_a_platform_other_than_x11_is_not_asked() -> None:
    assert display.answers("offscreen", {"DISPLAY": "unix:4711"})


def test_the_sentence_for_a_silent_display_names_it_and_both_ways_on() -> None:
    sentence = display.unreachable({"DISPLAY": ":7"})
    assert '":7" does not answer' in sentence
    assert "xvfb-run" in sentence
    assert "desktop-scanner scan" in sentence
