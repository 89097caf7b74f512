"""Sites under names of their own at several loopback addresses, without rules: what is polite to addresses shows there.

A name's last label but one says its address: `shop.at3.test` is at 127.0.0.3. Port 80 is led to the server's port,
which needs no rights then; every other port is closed.
"""

import os
import socket
from functools import partial
from multiprocessing.connection import Connection
from typing import Any

from desktop_scanner.engine.net.dialing import open_socket
from desktop_scanner.engine.net.fetch import Network
from desktop_scanner.engine.workers import worker

PORT = "LOOPBACK_SITES_PORT"  # in the environment, as worker processes see nothing else of a test


class Names:
    """A resolver that reads a name's address off the name; names outside `atN.test` are at 127.0.0.2."""

    async def resolve(self, host: str) -> tuple[str, ...]:
        """Return the address."""
        number = host.removesuffix(".test").rpartition(".")[2].removeprefix("at")
        return (f"127.0.0.{number}",) if number.isdigit() else ("127.0.0.2",)

    async def records(self, name: str, kind: str) -> tuple[str, ...]:
        """Know none."""
        return ()

    async def aclose(self) -> None:
        """Hold nothing."""


async def dial(address: str, port: int) -> socket.socket:
    """Connect to the sites' server at one of its addresses."""
    if port != 80:
        raise ConnectionRefusedError
    return await open_socket(address, int(os.environ[PORT]))


def main(connection: "Connection[Any, Any]") -> None:
    """Run a worker process that finds the sites."""
    vars(worker)["Network"] = partial(Network, resolver=Names(), connect=dial)
    worker.main(connection)
