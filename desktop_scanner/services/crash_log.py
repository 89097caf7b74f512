"""What is left of a window that the operating system ended in mid-work: the trace that Python writes as it dies.

The trace goes to a file of its own, which a normal end leaves empty. Windows of several processes append to the same.
"""

import faulthandler
import logging
from datetime import UTC, datetime
from pathlib import Path
from typing import TextIO

from msgspec import Struct

log = logging.getLogger(__name__)


class Crash(Struct, frozen=True):
    """A hard crash of an earlier run: when, and the trace."""

    at: datetime
    trace: str


class CrashLog:
    """The file of traces."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._file: TextIO | None = None

    def start(self) -> Crash | None:
        """Write a trace where this process crashes from now on, and return the crash of an earlier one, told once."""
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            crash = self._take()
            self._file = self._path.open("a", encoding="utf-8")
        except OSError as error:
            log.warning("There is no file for traces of crashes: %s (%s)", self._path, error.strerror)
            return None
        faulthandler.enable(self._file)
        return crash

    def stop(self) -> None:
        """Leave nothing: the program ends as it should."""
        if self._file is None:
            return
        faulthandler.disable()
        # Windows' handler also writes of faults that were caught; this process lived on.
        self._file.truncate(0)
        self._file.close()
        self._file = None

    def _take(self) -> Crash | None:
        """Return what stands in the file, which is moved into one beside it, so that it can still be sent later."""
        if not self._path.exists():
            return None
        trace = self._path.read_text(encoding="utf-8", errors="replace")
        if not trace.strip():
            return None
        at = datetime.fromtimestamp(self._path.stat().st_mtime, UTC)
        self._path.with_name(f"last-{self._path.name}").write_text(trace, encoding="utf-8")
        self._path.write_text("", encoding="utf-8")
        return Crash(at=at, trace=trace)
