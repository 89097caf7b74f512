"""One real worker process under observation: a scan at a time, with its time, processor time and peak memory."""

import asyncio
import contextlib
import logging
import os
import sys
import time
from dataclasses import dataclass
from pathlib import Path

import pytest

from desktop_scanner.core import domains
from desktop_scanner.core.options import ScanOptions
from desktop_scanner.core.results import DomainResult
from desktop_scanner.core.targets import ClaimedTarget
from desktop_scanner.engine.workers import messages
from desktop_scanner.engine.workers.worker_process import WorkerProcess
from tests.hostile import guarded

CAN_MEASURE = sys.platform == "linux"


@dataclass(frozen=True, kw_only=True)
class Run:
    """One scan: `growth` is the peak of the worker's memory during it, above where the worker stood at its start."""

    result: DomainResult
    elapsed_s: float
    cpu_s: float
    growth: int
    complaints: tuple[str, ...]


class Scanner:
    """A worker that scans one domain after the other, until its block ends."""

    def __init__(self, options: ScanOptions, warm_up: str) -> None:
        self._worker = WorkerProcess(options, self._hear, self._end)
        self._warm_up = warm_up
        self._heard: asyncio.Queue[messages.Up | None] = asyncio.Queue()
        self._complaints: list[str] = []
        self._scans = 0
        self._resting_bytes = 0

    async def __aenter__(self) -> "Scanner":
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr("desktop_scanner.engine.workers.worker_process.entry.main", guarded.main)
            await self._worker.start()
        # What is loaded once, on first use, is no site's doing.
        await self.scan(self._warm_up)
        self._resting_bytes = self._memory("VmRSS")
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._worker.stop()

    async def scan(self, domain: str) -> Run:
        """Scan a domain; raise EOFError where the worker does not survive it."""
        self._forget_peak()
        self._scans += 1
        self._complaints.clear()
        cpu_s, started = self._cpu_s(), time.monotonic()
        self._worker.scan(ClaimedTarget(self._scans, 1, domains.without_www(domain), domain))
        result = await self._result()
        return Run(
            result=result,
            elapsed_s=time.monotonic() - started,
            cpu_s=self._cpu_s() - cpu_s,
            growth=self._memory("VmHWM") - self._resting_bytes,
            complaints=tuple(self._complaints),
        )

    async def _result(self) -> DomainResult:
        while (message := await self._heard.get()) is not None:
            if isinstance(message, messages.Result):
                self._worker.in_flight.clear()
                return message.result
            if isinstance(message, messages.LogLine) and message.level >= logging.WARNING:
                self._complaints.append(message.text)
        raise EOFError("the worker died")

    def _hear(self, _: WorkerProcess, message: messages.Up) -> None:
        self._heard.put_nowait(message)

    def _end(self, _: WorkerProcess) -> None:
        self._heard.put_nowait(None)

    def _memory(self, what: str) -> int:
        if not CAN_MEASURE:
            return 0
        lines = Path(f"/proc/{self._worker.pid}/status").read_text().splitlines()
        return 1024 * int(next(line for line in lines if line.startswith(what)).split()[1])

    def _forget_peak(self) -> None:
        """Let the peak be counted anew; where the system does not allow that, it is the peak of all scans so far."""
        if CAN_MEASURE:
            with contextlib.suppress(OSError):
                Path(f"/proc/{self._worker.pid}/clear_refs").write_text("5")

    def _cpu_s(self) -> float:
        if not CAN_MEASURE:
            return 0.0
        fields = Path(f"/proc/{self._worker.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
