"""The computer's hosts file: names that are looked up there and nowhere else."""

import ipaddress
import os
import sys
from collections.abc import Iterable
from pathlib import Path

PATH = (
    Path(os.environ.get("SYSTEMROOT", r"C:\Windows"), "System32", "drivers", "etc", "hosts")
    if sys.platform == "win32"
    else Path("/etc/hosts")
)
MAX_BYTES = 32_000_000  # lists that block advertisements have some megabytes

# RFC 6761: these names mean the computer itself whatever a name server says.
_LOOPBACK = ("127.0.0.1", "::1")


class HostsFile:
    """The names of a hosts file, read again when the file has changed."""

    def __init__(self, path: Path = PATH) -> None:
        self._path = path
        self._seen: tuple[int, int] | None = None
        self._names: dict[str, tuple[str, ...]] = {}

    def addresses(self, name: str) -> tuple[str, ...]:
        """Return the addresses of a name (in lower case, without a final dot); none where the file has none."""
        self._refresh()
        found = self._names.get(name, ())
        return found or (_LOOPBACK if name == "localhost" or name.endswith(".localhost") else ())

    def _refresh(self) -> None:
        try:
            status = self._path.stat()
            seen = (status.st_mtime_ns, status.st_size)
            if seen == self._seen:
                return
            self._seen = seen
            with self._path.open(encoding="utf-8", errors="replace") as file:
                self._names = parse(file.read(MAX_BYTES).splitlines())
        except OSError:
            self._seen, self._names = None, {}


def parse(lines: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Return the addresses of each name in the lines of a hosts file."""
    names: dict[str, tuple[str, ...]] = {}
    for line in lines:
        address, *aliases = line.partition("#")[0].split() or [""]
        try:
            written = str(ipaddress.ip_address(address))
        except ValueError:
            continue
        for alias in aliases:
            name = alias.rstrip(".").lower()
            if written not in names.get(name, ()):
                names[name] = (*names.get(name, ()), written)
    return names
