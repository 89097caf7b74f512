"""How a command ends: its exit status, and the sentence for what went wrong."""

import logging
from collections.abc import Callable
from enum import IntEnum

import typer

from desktop_scanner.cli import messages
from desktop_scanner.core import locations
from desktop_scanner.core.errors import (
    BatchBusyError,
    BatchNotFoundError,
    InputError,
    ScannerError,
    SettingsError,
)
from desktop_scanner.core.events import BatchFinished
from desktop_scanner.core.statuses import BatchState
from desktop_scanner.services import log_file

log = logging.getLogger(__name__)

_UNUSABLE = (InputError, SettingsError, BatchNotFoundError, BatchBusyError)


class Status(IntEnum):
    """Exit statuses; programs rely on them."""

    OK = 0
    FAULT = 1  # the machine or the program failed
    UNUSABLE = 2  # the command cannot be used, or nothing in its input can
    ALL_FAILED = 3  # the batch ran to its end, and every domain failed
    INTERRUPTED = 130  # Ctrl-C or SIGTERM; `resume` goes on


def status_of(run: Callable[[], int | None]) -> int:
    """Run a command and return its exit status; what goes wrong is said in one sentence."""
    try:
        return run() or Status.OK
    except ScannerError as error:
        messages.error(str(error))
        return Status.UNUSABLE if isinstance(error, _UNUSABLE) else Status.FAULT
    except typer.TyperException as error:
        return _unusable(error)
    except (KeyboardInterrupt, typer.Abort):
        messages.warning("Interrupted.")
        return Status.INTERRUPTED
    except BrokenPipeError:
        messages.drop_output()
        return Status.OK  # whoever read the output has seen enough
    except Exception:
        if not logging.getLogger().handlers:  # it came before the command had opened its database and log
            log_file.start(locations.log_file())
        log.exception("A bug ended the command")
        messages.error(f"This is a fault of Desktop Scanner; please report it with the log, {locations.log_file()}.")
        return Status.FAULT


def _unusable(error: typer.TyperException) -> Status:
    """Say what is wrong with the command line."""
    context: typer.Context | None = getattr(error, "ctx", None)
    sentence = error.format_message().replace("Value error, ", "")  # pydantic's words, before those of the check
    messages.error(f"{sentence.rstrip('.')}.")
    if context is not None:
        messages.warning(f"`{context.command_path} --help` lists what there is.")
    return Status.UNUSABLE


def status_of_batch(finished: BatchFinished) -> Status:
    """Return the exit status of a command that ran a batch."""
    if finished.error is not None:
        return Status.FAULT
    if finished.state in (BatchState.COMPLETED, BatchState.PARTIAL):
        return Status.OK
    return Status.ALL_FAILED if finished.state is BatchState.FAILED else Status.INTERRUPTED
