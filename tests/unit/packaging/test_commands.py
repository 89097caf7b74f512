import os
import sys
from pathlib import Path
from typing import NoReturn

import commands
import environment
import pytest
from faults import SetupError


class BecameError(Exception):
    def __init__(self, command: list[str], variables: dict[str, str]) -> None:
        super().__init__(command)
        self.command = command
        self.variables = variables


@pytest.fixture
def prepared(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return the kinds that were prepared; the environment, the system and exec are left alone."""
    kinds: list[str] = []

    def become(command: list[str], variables: dict[str, str]) -> NoReturn:
        raise BecameError(command, variables)

    monkeypatch.setattr(environment, "prepare", lambda _checkout, _venv, kind, *_rest: kinds.append(kind))
    monkeypatch.setattr(commands, "_qt_problems", lambda _platform: [])
    monkeypatch.setattr(commands, "_become", become)
    monkeypatch.setattr(commands, "_leave_own_environment", lambda: None)
    monkeypatch.setattr(os, "chdir", lambda _folder: None)
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    return kinds


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux can be without a display")
def test_without_a_display_one_sentence_names_both_ways_on(
    prepared: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert commands.main("run", []) == 2
    said = capsys.readouterr()
    assert "xvfb-run" in said.err
    assert "desktop-scanner scan" in said.err
    assert said.err.count("\n") == 1
    assert said.out == ""
    assert prepared == ["run"], "the environment is made before the display is looked at"


def test_a_command_without_a_window_needs_no_display(prepared: list[str]) -> None:
    with pytest.raises(BecameError) as became:
        commands.main("run", ["--", "scan", "example.com"])
    program, *arguments = became.value.command
    assert Path(program).stem == "desktop-scanner"
    assert arguments == ["scan", "example.com"]
    assert prepared == ["run"]


def test_a_chosen_qt_platform_counts_as_a_display(prepared: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    with pytest.raises(BecameError) as became:
        commands.main("run", [])
    assert became.value.command[1:] == []


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux can be without a display")
def test_the_tests_run_offscreen_where_there_is_no_display(prepared: list[str]) -> None:
    with pytest.raises(BecameError) as became:
        commands.main("test", ["--", "-k", "name"])
    assert became.value.variables["QT_QPA_PLATFORM"] == "offscreen"
    assert became.value.command[1:] == ["-m", "tests", "-k", "name"]
    assert prepared == ["test"]


def test_missing_libraries_end_the_start_with_the_line_to_run(
    prepared: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    monkeypatch.setattr(commands, "_qt_problems", lambda _platform: ["sudo apt-get install libegl1"])
    assert commands.main("run", []) == 2
    assert "apt-get install libegl1" in capsys.readouterr().err


def test_a_fault_is_said_and_its_status_returned(
    prepared: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(*_arguments: object) -> None:
        raise SetupError("The disk is full.")

    monkeypatch.setattr(environment, "prepare", fail)
    assert commands.main("test", []) == 1
    assert capsys.readouterr().err == "The disk is full.\n"


def test_a_folder_of_somebody_else_is_named(
    prepared: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(*_arguments: object) -> None:
        raise PermissionError(13, "Permission denied", "/checkout/.venv")

    monkeypatch.setattr(environment, "prepare", fail)
    assert commands.main("run", []) == 1
    assert "/checkout/.venv cannot be written (Permission denied)" in capsys.readouterr().err
