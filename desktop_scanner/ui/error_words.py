"""What the window says of an error: a sentence for the user, and a report where it is the program's own fault."""

import logging
import traceback

from PySide6.QtCore import QCoreApplication

from desktop_scanner.core.errors import ScannerError
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
    return sentence.format(error=str(error) or type(error).__name__), "".join(traceback.format_exception(error))
