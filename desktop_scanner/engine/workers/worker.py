"""A worker process: scans targets on an event loop of its own and ends when its parent does."""

import asyncio
import logging
import os
import signal
from collections.abc import Callable
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

import psutil

from desktop_scanner import __version__
from desktop_scanner.core import garbage
from desktop_scanner.core.errors import SettingsError
from desktop_scanner.core.options import ScanOptions
from desktop_scanner.core.targets import ClaimedTarget
from desktop_scanner.engine.limits.hosts import HostSlots
from desktop_scanner.engine.limits.shared_limits import SharedLimits
from desktop_scanner.engine.net.fetch import Network
from desktop_scanner.engine.site.crawl import CrawlContext, crawl
from desktop_scanner.engine.workers import messages, result_frames
from desktop_scanner.engine.workers.channel import Channel
from desktop_scanner.extract.technologies import rule_files
from desktop_scanner.extract.technologies.rule_index import RuleSet

log = logging.getLogger(__name__)

Send = Callable[[messages.Up], None]

PROGRESS_INTERVAL_S = 0.1
ALIVE_INTERVAL_S = 1.0
_LAST_WORDS_S = 5.0
_LONGEST_LOG_LINE = 20_000  # characters


def main(connection: "Connection[Any, Any]") -> None:
    """Run the worker; the parent alone decides when it ends (Ctrl-C reaches the whole terminal group)."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    garbage.spare_what_is_loaded()
    asyncio.run(_serve(connection))


async def _serve(connection: "Connection[Any, Any]") -> None:
    # Nothing is worth saving without a parent, and a loop that hangs could not end itself.
    worker = Worker(connection, on_broken_pipe=lambda: os._exit(0))
    _send_logs_to(worker.send)
    await worker.serve()


class Worker:
    """Takes Scan messages, answers each with one Result, until Stop or the end of the pipe."""

    def __init__(self, connection: "Connection[Any, Any]", *, on_broken_pipe: Callable[[], None]) -> None:
        self._tasks: dict[int, asyncio.Task[None]] = {}
        self._progress: dict[int, messages.Progress] = {}
        self._inbox: asyncio.Queue[messages.Down] = asyncio.Queue()
        loop = asyncio.get_running_loop()
        take = self._inbox.put_nowait
        self._channel = Channel(connection, messages.Decoders.down, loop, take, on_broken_pipe=on_broken_pipe)
        self.send = self._channel.send

    async def serve(self) -> None:
        """Serve until told to stop."""
        self._channel.start()
        hello = await self._inbox.get()
        if isinstance(hello, messages.Hello) and hello.version == __version__:
            await self._work(hello)
        else:
            log.error("The program and its worker are of different versions; restart the program")
        self._channel.finish_sending()
        self._channel.join_writer(_LAST_WORDS_S)

    async def _work(self, hello: messages.Hello) -> None:
        shared = SharedLimits(Path(hello.limits_file)) if hello.limits_file else None
        network = Network(hello.options, shared=shared)
        hosts = HostSlots(hello.options, shared)
        self._context = CrawlContext(
            network=network, hosts=hosts, options=hello.options, rule_set=_rules(hello.options)
        )
        beats = [
            asyncio.create_task(self._tell_progress(), name="progress"),
            asyncio.create_task(self._tell_alive(), name="alive"),
        ]
        self._channel.send(messages.Ready())
        try:
            await self._obey()
        finally:
            await _end([*beats, *self._tasks.values()])
            await network.aclose()

    async def _obey(self) -> None:
        while True:
            match await self._inbox.get():
                case messages.Scan(target):
                    self._start(target)
                case messages.Cancel(target_id):
                    self._cancel(target_id)
                case messages.Stop():
                    return
                case messages.Hello():
                    log.error("A second greeting from the program is ignored")

    def _start(self, target: ClaimedTarget) -> None:
        task = asyncio.create_task(self._scan(target), name=f"scan {target.domain}")
        self._tasks[target.id] = task
        task.add_done_callback(lambda _: self._tasks.pop(target.id, None))

    def _cancel(self, target_id: int | None) -> None:
        for task_id, task in list(self._tasks.items()):
            if target_id in (None, task_id):
                task.cancel()

    async def _scan(self, target: ClaimedTarget) -> None:
        def report(activity: str, pages_done: int, pages_planned: int) -> None:
            self._progress[target.id] = messages.Progress(target.id, activity, pages_done, pages_planned)

        try:
            frame = result_frames.of(target, await crawl(self._context, target, report))
        except Exception:
            log.exception("The scan of %s ended by a fault of the program", target.domain)
            frame = result_frames.of_fault(target)
        self._progress.pop(target.id, None)
        self._channel.send_frame(frame)

    async def _tell_progress(self) -> None:
        while True:
            await asyncio.sleep(PROGRESS_INTERVAL_S)
            progress, self._progress = self._progress, {}
            for message in progress.values():
                self._channel.send(message)

    async def _tell_alive(self) -> None:
        process = psutil.Process()
        while True:
            self._channel.send(messages.Alive(process.memory_info().rss))
            await asyncio.sleep(ALIVE_INTERVAL_S)


def _rules(options: ScanOptions) -> RuleSet:
    """Return the rules for technologies; the program's own where the further ones are gone since the batch began."""
    try:
        return rule_files.loaded(options.fingerprints)
    except SettingsError as error:
        log.error("%s", error)  # noqa: TRY400 -- the sentence is all there is to say
        return rule_files.default()


async def _end(tasks: list[asyncio.Task[None]]) -> None:
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)


class LogSender(logging.Handler):
    """Sends the worker's log to the program."""

    def __init__(self, send: Send) -> None:
        super().__init__(logging.INFO)
        self._send = send

    def emit(self, record: logging.LogRecord) -> None:
        """Send one line."""
        try:
            text = self.format(record)[:_LONGEST_LOG_LINE].encode(errors="replace").decode()
            self._send(messages.LogLine(record.levelno, record.name, text))
        except Exception:  # noqa: BLE001 -- logging's own rule: a line that cannot be written harms nobody
            self.handleError(record)


def _send_logs_to(send: Send) -> None:
    root = logging.getLogger()
    root.handlers = [LogSender(send)]
    root.setLevel(logging.INFO)
    logging.getLogger("httpx").setLevel(logging.WARNING)
