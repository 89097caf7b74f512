"""What the window says of an error: a sentence for the user, and a report where it is the program's own fault."""

import logging
import platform
import traceback

from PySide6 import __version__ as pyside_version
from PySide6.QtCore import QCoreApplication, qVersion

from desktop_scanner import __version__
from desktop_scanner.core import locations
from desktop_scanner.core.clock import now
from desktop_scanner.core.errors import ScannerError
from desktop_scanner.core.redaction import redacted
from desktop_scanner.services.crash_log import Crash
from desktop_scanner.ui import sentences

log = logging.getLogger(__name__)


def in_words(error: BaseException) -> tuple[str, str]:
    """Return the sentence and the report that Copy takes; a bug is logged with its traceback."""
    if isinstance(error, ScannerError):
        return sentences.shown(str(error)), ""
    log.error("A task of the window failed.", exc_info=error)
    sentence = QCoreApplication.translate(
        "errors", "Something went wrong in Desktop Scanner itself: {error}. Please copy this report and send it."
    )
    return sentence.format(error=redacted(str(error) or type(error).__name__)), report(error)


def report(error: BaseException) -> str:
    """Return what those who mend the program need to know, without secrets."""
    return _report(f"{now():%Y-%m-%d %H:%M:%S} UTC", "".join(traceback.format_exception(error)))


def crash_report(crash: Crash) -> str:
    """Return the same of a crash of an earlier run."""
    return _report(f"{crash.at:%Y-%m-%d %H:%M:%S} UTC (ended by the operating system)", crash.trace)


def _report(at: str, trace: str) -> str:
    lines = (
        f"Desktop Scanner {__version__}",
        f"At {at}",
        f"Python {platform.python_version()}, Qt {qVersion()}, PySide6 {pyside_version}, {platform.platform()}",
        f"Log: {locations.log_file()}",
    )
    return redacted("\n".join((*lines, "", trace.strip(), "")))
