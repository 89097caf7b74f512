"""Ctrl-C and SIGTERM: the first one ends the batch in order, the second one ends the program at once."""

import asyncio
import contextlib
import os
import signal
import threading
from collections.abc import Coroutine, Iterator
from types import FrameType, TracebackType
from typing import Any, TypeVar

from desktop_scanner.cli import messages
from desktop_scanner.cli.outcome import Status

T = TypeVar("T")

_SIGNALS = (signal.SIGINT, signal.SIGTERM)


@contextlib.contextmanager
def terminable() -> Iterator[None]:
    """Let SIGTERM end a command as Ctrl-C does, also before and after its batch runs."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


class Interruption:
    """Waits for a signal while a batch runs; a context manager inside a running loop."""

    def __init__(self) -> None:
        self._loop = asyncio.get_running_loop()
        self._asked = asyncio.Event()
        self._before: dict[signal.Signals, object] = {}

    async def wait(self) -> None:
        """Return when the first signal comes."""
        await self._asked.wait()

    async def unless(self, work: Coroutine[Any, Any, T]) -> T:
        """Return what the work returns; a signal cancels it, and the command ends as interrupted."""
        task = self._loop.create_task(work, name="work of a command")
        signalled = self._loop.create_task(self.wait(), name="wait for a signal")
        try:
            await asyncio.wait((task, signalled), return_when=asyncio.FIRST_COMPLETED)
            if not task.done():
                task.cancel()
                await asyncio.gather(task, return_exceptions=True)
                raise KeyboardInterrupt
            return task.result()
        finally:
            signalled.cancel()

    def __enter__(self) -> "Interruption":
        for number in _SIGNALS:
            self._before[number] = signal.getsignal(number)
            try:
                self._loop.add_signal_handler(number, self._on_signal)
            except NotImplementedError:  # Windows
                signal.signal(number, self._from_main_thread)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for number, handler in self._before.items():
            with contextlib.suppress(NotImplementedError):  # Windows
                self._loop.remove_signal_handler(number)
            signal.signal(number, handler)  # type: ignore[arg-type]

    def _from_main_thread(self, _number: int, _frame: FrameType | None) -> None:
        self._loop.call_soon_threadsafe(self._on_signal)

    def _on_signal(self) -> None:
        if self._asked.is_set():
            messages.STDERR.show_cursor()
            # Each result is stored as it comes, and the batch's lock falls with the process: nothing is lost.
            os._exit(Status.INTERRUPTED)
        self._asked.set()
        messages.warning("Stopping; what is scanned is stored. Ctrl-C once more ends at once.")
