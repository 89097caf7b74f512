"""Sites that cannot be connected to, and those that must not be."""

from tests.hostile.case import Case, Wall, failing
from tests.hostile.catalogue.answers import ORDINARY, site
from tests.servers.hostile import Connection


async def reset(connection: Connection) -> None:
    connection.reset()


async def hang_up(connection: Connection) -> None:
    pass


async def hang_up_when_asked(connection: Connection) -> None:
    await connection.request()


async def reset_when_asked(connection: Connection) -> None:
    await connection.request()
    connection.reset()


CASES: tuple[Case, ...] = (
    Case(name="ordinary", http=site(ORDINARY), pages={"/": None, "/contact": None}),
    failing("refuses", "connect_refused", "connect", says="refused the connection", attempts=1),
    failing("resets", "connect_reset", "connect", http=reset, attempts=2),
    failing("hangs-up", "connect_reset", "connect", http=hang_up, attempts=2),
    failing("hangs-up-when-asked", "connect_reset", "connect", http=hang_up_when_asked, attempts=2),
    failing("resets-when-asked", "connect_reset", "connect", http=reset_when_asked, attempts=2),
    failing("black-hole", "connect_timeout", "connect", https=Wall.BLACK_HOLE, says="did not accept", attempts=2),
    Case(name="black-hole-beside-a-site", https=Wall.BLACK_HOLE, http=site(ORDINARY), pages={"/contact": None}),
    Case(name="resets-beside-a-site", https=reset, http=site(ORDINARY), pages={"/contact": None}),
)

_BLOCKED = {
    "loopback": "127.0.0.1",
    "loopback-network": "127.255.255.254",
    "this-network": "0.0.0.0",
    "private-10": "10.0.0.1",
    "private-172": "172.16.0.1",
    "private-192": "192.168.1.1",
    "provider": "100.64.0.1",
    "link-local": "169.254.10.10",
    "metadata": "169.254.169.254",
    "metadata-alibaba": "100.100.100.200",
    "multicast": "224.0.0.1",
    "broadcast": "255.255.255.255",
    "documentation": "203.0.113.9",
    "ipv6-loopback": "[::1]",
    "ipv6-unspecified": "[::]",
    "ipv6-mapped": "[::ffff:7f00:1]",
    "ipv6-compatible": "[::7f00:1]",
    "ipv6-nat64": "[64:ff9b::a9fe:a9fe]",
    "ipv6-6to4": "[2002:7f00:1::]",
    "ipv6-teredo": "[2001::1]",
    "ipv6-link-local": "[fe80::1]",
    "ipv6-private": "[fd00::1]",
    "ipv6-metadata": "[fd00:ec2::254]",
    "ipv6-multicast": "[ff02::1]",
}
CASES += tuple(
    failing(f"blocked-{name}", "address_blocked", "connect", target=target, says="not contacted", attempts=1)
    for name, target in _BLOCKED.items()
)
CASES += (failing("blocked-localhost", "address_blocked", "connect", target="localhost", says="not contacted"),)
