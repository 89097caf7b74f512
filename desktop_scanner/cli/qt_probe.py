"""Whether Qt starts here, tried in a process of its own: where it cannot, it ends the process that asked."""

import multiprocessing
import os
import sys
import tempfile
from pathlib import Path

from msgspec import Struct

OFFSCREEN = "offscreen"
_PATIENCE_S = 30.0
_SHOWN_CHARACTERS = 400
# Exit statuses of the probing process, beside those of a Qt that ends it.
_NO_MODULE = 3


class QtProbe(Struct, frozen=True):
    """What the try showed: whether Qt started, on which platform plugin, and what it said if it did not."""

    is_ok: bool
    platform: str
    said: str = ""


def has_display() -> bool:
    """Return whether a window could show: Windows and macOS always have a display, Linux says so."""
    if os.environ.get("QT_QPA_PLATFORM"):
        return os.environ["QT_QPA_PLATFORM"] not in (OFFSCREEN, "minimal")
    return not sys.platform.startswith("linux") or bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def probe(platform: str | None = None) -> QtProbe:
    """Start Qt's windows once in another process, on the named platform plugin or the one that Qt chooses."""
    with tempfile.TemporaryDirectory() as folder:
        output = Path(folder, "qt.txt")
        process = multiprocessing.get_context("spawn").Process(target=_start_qt, args=(platform, str(output)))
        process.start()
        process.join(_PATIENCE_S)
        if process.exitcode is None:
            process.kill()
            process.join()
            return QtProbe(False, platform or "", f"Qt did not start within {_PATIENCE_S:.0f} seconds.")
        said = output.read_text(encoding="utf-8", errors="replace") if output.exists() else ""
    if process.exitcode == 0:
        return QtProbe(True, said.strip().splitlines()[-1])
    return QtProbe(False, platform or "", _in_one_line(said) or f"It ended with status {process.exitcode}.")


def _start_qt(platform: str | None, output: str) -> None:
    """Write what Qt says, and the name of its platform as the last line, to the file `output`."""
    # Qt writes to the descriptor itself, and where it gives up it calls abort: a handler would come too late.
    descriptor = os.open(output, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
    os.dup2(descriptor, 1)
    os.dup2(descriptor, 2)
    if platform is not None:
        os.environ["QT_QPA_PLATFORM"] = platform
    try:
        from PySide6.QtWidgets import QApplication  # noqa: PLC0415 -- its failure is what is looked for
    except ImportError as error:
        os.write(descriptor, f"{error}\n".encode())
        os._exit(_NO_MODULE)
    application = QApplication(["desktop-scanner"])
    os.write(descriptor, f"{application.platformName()}\n".encode())
    os._exit(0)


def _in_one_line(text: str) -> str:
    lines = (line.strip() for line in text.splitlines())
    return " ".join(line for line in lines if line)[:_SHOWN_CHARACTERS]
