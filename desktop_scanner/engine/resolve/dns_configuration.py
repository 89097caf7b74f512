"""Which name servers this computer uses, where it uses nothing but them.

Read again from time to time: a scan takes hours, in which a computer may change its network.
"""

import time
from collections.abc import Sequence
from pathlib import Path

import dns.exception
import dns.resolver

from desktop_scanner.core import name_servers
from desktop_scanner.core.errors import SettingsError
from desktop_scanner.core.name_servers import NameServer

READ_EVERY_S = 30.0
SERVICES = Path("/etc/nsswitch.conf")

# Sources of names that change nothing for a name with a dot that is no local one: what they add is honoured elsewhere
# (the hosts file, .local, names of this computer), or is DNS itself.
_PLAIN = {"files", "dns", "resolve", "myhostname", "mymachines", "wins"}


class SystemConfiguration:
    """The computer's name servers, read when wanted."""

    def __init__(self) -> None:
        self._servers: tuple[NameServer, ...] = ()
        self._read_at: float | None = None

    def servers(self) -> Sequence[NameServer]:
        """Return the servers; none where they are not known or names are looked up in other ways too."""
        now = time.monotonic()
        if self._read_at is None or now - self._read_at > READ_EVERY_S:
            self._read_at = now
            self._servers = system_servers() if is_plain(_services()) else ()
        return self._servers


def system_servers() -> tuple[NameServer, ...]:
    """Return the name servers that the operating system is set to (resolv.conf, Windows' registry)."""
    try:
        found = dns.resolver.Resolver(configure=True).nameservers
        return tuple(name_servers.parse(str(server)) for server in found)
    except (dns.exception.DNSException, OSError, ValueError, NotImplementedError, SettingsError):
        return ()  # what cannot be read is left to the system's own resolver


def is_plain(services: str) -> bool:
    """Return whether a name service switch looks hosts up in files and DNS only; a computer without one does."""
    for line in services.splitlines():
        database, _, sources = line.partition("#")[0].partition(":")
        if database.strip() == "hosts":
            words = [word for word in sources.replace("[", " [").split() if not word.startswith("[")]
            named = {word for word in words if not word.startswith("mdns")}
            return bool(named & {"dns", "resolve"}) and named <= _PLAIN
    return True


def _services() -> str:
    try:
        return SERVICES.read_text("utf-8", "replace")
    except OSError:
        return ""
