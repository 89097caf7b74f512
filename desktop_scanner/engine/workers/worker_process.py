"""The program's handle on one worker process."""

import asyncio
import logging
import multiprocessing
import time
from collections.abc import Callable
from pathlib import Path

from desktop_scanner import __version__
from desktop_scanner.core.options import ScanOptions
from desktop_scanner.core.targets import ClaimedTarget
from desktop_scanner.engine.workers import entry, messages
from desktop_scanner.engine.workers.channel import Channel

log = logging.getLogger(__name__)

_SPAWN = multiprocessing.get_context("spawn")
_END_S = 0.5


class WorkerProcess:
    """One worker: its targets in flight, when it was last heard of, how much it has done and holds, and its end.

    `on_message` is called on the event loop for each message, `on_end` once, when the process is gone.
    """

    def __init__(
        self,
        options: ScanOptions,
        on_message: Callable[["WorkerProcess", messages.Up], None],
        on_end: Callable[["WorkerProcess"], None],
        limits_file: Path | None = None,
    ) -> None:
        self._options = options
        self._on_message = on_message
        self._on_end = on_end
        self._limits_file = str(limits_file) if limits_file is not None else None
        self.in_flight: dict[int, ClaimedTarget] = {}
        self.is_ready = False
        self.is_stopping = False
        self.has_ended = False
        self.answered = 0
        self.memory_bytes = 0
        self.heard_at = time.monotonic()

    @property
    def pid(self) -> int | None:
        """Return the process id."""
        return self._process.pid

    @property
    def is_alive(self) -> bool:
        """Return whether the process runs."""
        return self._process.is_alive()

    async def start(self) -> None:
        """Start the process; it takes targets at once and works on them when it is ready."""
        ours, theirs = _SPAWN.Pipe(duplex=True)
        self._process = _SPAWN.Process(target=entry.main, args=(theirs,), name="desktop-scanner-worker", daemon=True)
        loop = asyncio.get_running_loop()
        # A spawn takes tens of milliseconds, too long for a loop that also paints a window.
        await loop.run_in_executor(None, self._process.start)
        theirs.close()
        self._channel = Channel(ours, messages.Decoders.up, loop, self._hear, self._end)
        self._channel.start()
        self._channel.send(messages.Hello(__version__, self._options, self._limits_file))

    def scan(self, target: ClaimedTarget) -> None:
        """Hand a target over."""
        self.in_flight[target.id] = target
        self._channel.send(messages.Scan(target))

    def silence_s(self) -> float:
        """Return the seconds since the worker was last heard of."""
        return time.monotonic() - self.heard_at

    def forgive_silence(self) -> None:
        """Count its silence from now on."""
        self.heard_at = time.monotonic()

    def kill(self) -> None:
        """End the process at once; `on_end` follows."""
        self._process.kill()

    async def stop(self) -> None:
        """End the process in order, or after half a second by force; return when it is gone."""
        self.is_stopping = True
        self._channel.send(messages.Stop())
        self._channel.finish_sending()
        loop = asyncio.get_running_loop()
        await loop.run_in_executor(None, self._process.join, _END_S)
        if self._process.is_alive():
            self._process.kill()
            await loop.run_in_executor(None, self._process.join)

    def _hear(self, message: messages.Up) -> None:
        self.heard_at = time.monotonic()
        match message:
            case messages.Ready():
                self.is_ready = True
            case messages.Alive(memory_bytes):
                self.memory_bytes = memory_bytes
            case messages.LogLine(level, logger, text):
                logging.getLogger(logger).log(level, "worker %s: %s", self.pid, text)
            case messages.Result(target_id=target_id, attempt=attempt):
                target = self.in_flight.get(target_id)
                if target is None or target.attempt != attempt:
                    return
                self.answered += 1
        self._on_message(self, message)

    def _end(self) -> None:
        self.has_ended = True
        # The pipe's end without the process's: it sent what cannot be read, and would live on unseen.
        if not self.is_stopping:
            self._process.kill()
        self._process.join(0)
        self._on_end(self)
