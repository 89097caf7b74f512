"""`desktop-scanner` and `desktop-scanner window`: the window."""

import os
from collections.abc import Sequence
from pathlib import Path

from desktop_scanner.cli.arguments import Database, Inputs, Quiet
from desktop_scanner.core import garbage
from desktop_scanner.core.errors import SettingsError


def window(*, input: Inputs = None, database: Database = None, quiet: Quiet = False) -> int:  # noqa: A002
    """Open the window, with a list if --input names one."""
    return show(database, input or ())


def show(database: Path | None, inputs: Sequence[str]) -> int:
    """Open the window with these lists and return its exit status; raise SettingsError where there is no display."""
    if "-" in inputs:
        raise SettingsError("The window reads lists from files; give it one, or use `desktop-scanner scan --input -`.")
    check_display()
    garbage.pause()
    # Qt is imported only when a window is wanted: the other commands run where it cannot.
    from desktop_scanner import app  # noqa: PLC0415

    return app.run_window(database, [Path(name).expanduser() for name in inputs])


def check_display() -> None:
    """Raise SettingsError where no window could show; Qt would end the program without a word for people."""
    from desktop_scanner.cli import qt_probe  # noqa: PLC0415 -- with it comes multiprocessing

    if not (os.environ.get("QT_QPA_PLATFORM") or qt_probe.has_display()):
        raise SettingsError(
            "There is no display to open the window on; use `desktop-scanner scan` instead, "
            "or start it under `xvfb-run`."
        )
