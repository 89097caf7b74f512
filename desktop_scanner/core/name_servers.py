"""Name servers as people write them: an address, or an address and a port, IPv6 with a port in brackets."""

import ipaddress

from msgspec import Struct

from desktop_scanner.core.errors import SettingsError

PORT = 53


class NameServer(Struct, frozen=True):
    """Where questions about names are sent."""

    address: str
    port: int = PORT

    @property
    def place(self) -> str:
        """Return the server as people write it, without the port where that is the usual one."""
        if self.port == PORT:
            return self.address
        return f"[{self.address}]:{self.port}" if ":" in self.address else f"{self.address}:{self.port}"


def parse(text: str) -> NameServer:
    """Return the server that `text` names; raise SettingsError where it names none."""
    host, port = _parts(text.strip())
    try:
        address = str(ipaddress.ip_address(host))
    except ValueError as error:
        raise SettingsError(
            f'"{text}" names no DNS server; write its address, such as 192.0.2.53, 192.0.2.53:5353 or [2001:db8::53].'
        ) from error
    if not (port.isascii() and port.isdigit() and 1 <= int(port) <= 65535):
        raise SettingsError(f'"{text}" names a port that does not exist; ports run from 1 to 65535.')
    return NameServer(address, int(port))


def _parts(text: str) -> tuple[str, str]:
    if text.startswith("["):
        host, _, rest = text[1:].partition("]")
        return host, rest[1:] if rest.startswith(":") else rest or str(PORT)
    if text.count(":") == 1:
        host, _, port = text.partition(":")
        return host, port
    return text, str(PORT)
