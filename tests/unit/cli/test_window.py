from pathlib import Path

import pytest

from desktop_scanner import app
from desktop_scanner.cli import qt_probe
from tests.unit.cli.conftest import Run


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[tuple[Path | None, list[Path]]]:
    """Note what the window would be opened with."""
    calls: list[tuple[Path | None, list[Path]]] = []

    def run_window(database: Path | None, inputs: list[Path]) -> int:
        calls.append((database, inputs))
        return 0

    monkeypatch.setattr(app, "run_window", run_window)
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    return calls


@pytest.mark.parametrize("command", [(), ("window",)])
def test_no_command_opens_the_window(
    run: Run, opened: list[tuple[Path | None, list[Path]]], command: tuple[str, ...]
) -> None:
    assert run(*command, "--database", "x.db", "--input", "list.txt").status == 0
    assert opened == [(Path("x.db"), [Path("list.txt")])]


def test_without_a_display_the_ways_on_are_named(
    run: Run, opened: list[tuple[Path | None, list[Path]]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("QT_QPA_PLATFORM")
    monkeypatch.setattr(qt_probe, "has_display", lambda: False)
    ran = run()
    assert (ran.status, opened) == (2, [])
    assert "`desktop-scanner scan`" in ran.err
    assert "xvfb-run" in ran.err


def test_the_window_reads_no_standard_input(run: Run, opened: list[tuple[Path | None, list[Path]]]) -> None:
    ran = run("--input", "-")
    assert (ran.status, opened) == (2, [])
    assert "desktop-scanner scan --input -" in ran.err


def test_options_before_a_command_are_refused_with_their_place(run: Run) -> None:
    ran = run("--database", "x.db", "batches")
    assert ran.status == 2
    assert "Options stand after the command's name" in ran.err
