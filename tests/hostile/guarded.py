"""A worker process that cannot leave this machine: whoever tries is refused and told on."""

import ipaddress
import logging
import sys
from typing import Any

from desktop_scanner.engine.workers import worker

log = logging.getLogger(__name__)

_REACHING = frozenset({"socket.connect", "socket.sendto"})
_LOOKING_UP = frozenset({"socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr"})


def main(*arguments: Any) -> None:
    """Run the worker under guard."""
    sys.addaudithook(_guard)
    worker.main(*arguments)


def _guard(event: str, arguments: tuple[Any, ...]) -> None:
    if event in _REACHING and isinstance(arguments[1], tuple) and not _is_loopback(arguments[1][0]):
        _refuse(f"a connection to {arguments[1]}")
    elif event in _LOOKING_UP and not _stays_here(arguments[0]):
        _refuse(f"a look-up of {arguments[0]}")


def _refuse(what: str) -> None:
    log.critical("The worker wanted %s.", what)
    raise PermissionError(f"{what} is refused by the test")


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _stays_here(host: str | bytes | None) -> bool:
    """Whether the system answers by itself: for its own name, and for what is an address already."""
    name = host.decode() if isinstance(host, bytes) else host
    if name is None or name == "localhost":
        return True
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True
