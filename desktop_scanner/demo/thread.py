"""The sample sites' server in a thread with a loop of its own, beside a window or a command."""

import asyncio
import contextlib
import threading
from concurrent.futures import Future
from pathlib import Path
from types import TracebackType
from typing import Self

import msgspec
from msgspec import Struct

from desktop_scanner.core import domains
from desktop_scanner.core.options import ScanOptions
from desktop_scanner.demo.server import DemoServer
from desktop_scanner.demo.sites import Site

_STOP_S = 10.0


class _Stopper:
    """Ends the thread's loop from any other thread."""

    def __init__(self) -> None:
        self._loop = asyncio.get_running_loop()
        self._event = asyncio.Event()

    async def wait(self) -> None:
        await self._event.wait()

    def stop(self) -> None:
        self._loop.call_soon_threadsafe(self._event.set)


class RunningDemo(Struct, frozen=True, kw_only=True):
    """The sample sites while they are served; a context manager that stops them at its end."""

    sites: tuple[Site, ...]
    domains: tuple[str, ...]
    http_port: int
    https_port: int
    connect_to: tuple[str, ...]
    ca_file: Path
    _thread: threading.Thread
    _stopper: _Stopper

    @property
    def text(self) -> str:
        """Return the list of the sites, one a line as people write them."""
        return "\n".join(map(domains.display, self.domains))

    @property
    def options(self) -> ScanOptions:
        """Return options that lead to the sites."""
        return ScanOptions(connect_to=self.connect_to, ca_file=str(self.ca_file), delay_ms=20, all_pages=True)

    def renewed(self, options: ScanOptions) -> ScanOptions:
        """Lead a batch of sample sites that were served before to where they are served now."""
        if options.ca_file is None or Path(options.ca_file).name != self.ca_file.name:
            return options
        return msgspec.structs.replace(options, connect_to=self.connect_to, ca_file=str(self.ca_file))

    def stop(self) -> None:
        """Free the ports and remove the certificates, then return; a second call does nothing."""
        if self._thread.is_alive():
            with contextlib.suppress(RuntimeError):  # its loop has ended in this very moment
                self._stopper.stop()
            self._thread.join(_STOP_S)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: type[BaseException] | BaseException | TracebackType | None) -> None:
        self.stop()


def start_in_thread(port: int = 0) -> RunningDemo:
    """Serve the sample sites until `stop`; raise SettingsError where the port cannot be had."""
    started: Future[tuple[DemoServer, _Stopper]] = Future()
    # A daemon: a program that dies without `stop` must not be kept alive by its sample sites.
    thread = threading.Thread(target=lambda: asyncio.run(_serve(port, started)), name="demo", daemon=True)
    thread.start()
    server, stopper = started.result()
    return RunningDemo(
        sites=server.sites,
        domains=server.domains,
        http_port=server.http_port,
        https_port=server.https_port,
        connect_to=server.connect_to,
        ca_file=server.ca_file,
        _thread=thread,
        _stopper=stopper,
    )


async def _serve(port: int, started: "Future[tuple[DemoServer, _Stopper]]") -> None:
    try:
        server = DemoServer(port)
        await server.start()
    except Exception as error:  # noqa: BLE001 -- not swallowed: raised in the thread that asked for the start
        started.set_exception(error)
        return
    stopper = _Stopper()
    started.set_result((server, stopper))
    try:
        await stopper.wait()
    finally:
        await server.aclose()
