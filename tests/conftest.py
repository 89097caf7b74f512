"""No test may leave this machine or ask its real name servers, and none reads the settings of who runs it."""

import ipaddress
import os
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from desktop_scanner.core import locations

_REACHING = {"socket.connect", "socket.sendto"}
_LOOKING_UP = {"socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr"}

_NO_SETTINGS = Path(tempfile.gettempdir(), f"no-settings-{os.getpid()}", "settings.toml")
os.environ["XDG_CONFIG_HOME"] = str(_NO_SETTINGS.parent)  # for the programs that tests start

_attempts: list[str] = []


def _watch(event: str, arguments: tuple[Any, ...]) -> None:
    if event in _REACHING and isinstance(arguments[1], tuple) and not _is_loopback(arguments[1][0]):
        _refuse(f"{event} {arguments[1]}")
    elif event in _LOOKING_UP and not _is_answered_here(arguments[0]):
        _refuse(f"{event} {arguments[0]!r}")


def _refuse(what: str) -> None:
    _attempts.append(what)
    raise PermissionError(f"{what} would leave this machine.")


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _is_answered_here(host: str | bytes | None) -> bool:
    name = host.decode("utf-8", "replace") if isinstance(host, bytes) else host
    if name is None or name in ("", "localhost"):
        return True
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True


sys.addaudithook(_watch)


@pytest.fixture(autouse=True)
def _stays_on_this_machine() -> Iterator[None]:
    _attempts.clear()
    yield
    assert not _attempts


@pytest.fixture(autouse=True)
def _has_no_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(locations, "settings_file", lambda: _NO_SETTINGS)
