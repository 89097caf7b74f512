from pathlib import Path

import pytest
import typer

from desktop_scanner.cli import outcome
from desktop_scanner.core import errors, locations
from desktop_scanner.core.events import BatchFinished
from desktop_scanner.core.statuses import BatchState
from tests.unit.cli.conftest import Run


def _raise(error: BaseException) -> int:
    raise error


@pytest.mark.parametrize(
    ("error", "status"),
    [
        (errors.InputError("No list."), 2),
        (errors.SettingsError("No list."), 2),
        (errors.BatchNotFoundError("No list."), 2),
        (errors.BatchBusyError("No list."), 2),
        (typer.BadParameter("No list"), 2),
        (errors.StoreFullError("No list."), 1),
        (errors.StoreTooNewError("No list."), 1),
        (errors.ExportError("No list."), 1),
    ],
)
def test_an_error_is_one_sentence_and_a_status(
    capsys: pytest.CaptureFixture[str], error: Exception, status: int
) -> None:
    assert outcome.status_of(lambda: _raise(error)) == status
    assert capsys.readouterr().err in ("Error: No list.\n", "Error: Invalid value: No list.\n")


def test_ctrl_c_outside_of_a_batch_is_130() -> None:
    assert outcome.status_of(lambda: _raise(KeyboardInterrupt())) == 130


def test_a_command_that_returns_nothing_went_well() -> None:
    assert outcome.status_of(lambda: None) == 0
    assert outcome.status_of(lambda: 3) == 3


def test_a_bug_is_logged_with_its_traceback_and_named_in_a_sentence(
    run: Run, capsys: pytest.CaptureFixture[str]
) -> None:
    assert outcome.status_of(lambda: _raise(ZeroDivisionError())) == 1
    assert f"please report it with the log, {locations.log_file()}" in capsys.readouterr().err.replace("\n", "")


def test_a_bug_before_the_log_was_opened_is_in_it_too(
    run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("logging.root.handlers", [])
    outcome.status_of(lambda: _raise(ZeroDivisionError()))
    assert "ZeroDivisionError" in locations.log_file().read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("state", "error", "status"),
    [
        (BatchState.COMPLETED, None, 0),
        (BatchState.PARTIAL, None, 0),
        (BatchState.FAILED, None, 3),
        (BatchState.INTERRUPTED, None, 130),
        (BatchState.PAUSED, None, 130),
        (BatchState.CANCELLED, None, 130),
        (BatchState.INTERRUPTED, "The disk is full.", 1),
    ],
)
def test_the_end_of_a_batch_is_a_status(state: BatchState, error: str | None, status: int) -> None:
    assert outcome.status_of_batch(BatchFinished(state=state, error=error)) == status
