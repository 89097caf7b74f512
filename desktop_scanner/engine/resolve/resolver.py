"""From a host's name to its addresses: literal ones, the hosts file, what is remembered, name servers, the system.

Below it: `dns_addresses` (IPv4 and IPv6 together), `dns_records` (mail servers and other records), `dns_client`
(servers in turn), `dns_lines` (sockets), `dns_wildcard`, `dns_hosts_file`, `dns_configuration`, and `resolver_system`
for what is not DNS.
"""

import asyncio
import time
from collections import OrderedDict
from collections.abc import Sequence
from typing import Protocol

from desktop_scanner.core.failures import FailureKind
from desktop_scanner.core.name_servers import NameServer
from desktop_scanner.engine import addresses
from desktop_scanner.engine.journey_errors import JourneyError
from desktop_scanner.engine.resolve import dns_outcomes, dns_records
from desktop_scanner.engine.resolve.dns_addresses import AddressLookup
from desktop_scanner.engine.resolve.dns_client import DnsClient
from desktop_scanner.engine.resolve.dns_configuration import SystemConfiguration
from desktop_scanner.engine.resolve.dns_hosts_file import HostsFile
from desktop_scanner.engine.resolve.dns_outcomes import Outcome
from desktop_scanner.engine.resolve.dns_records import RecordKind
from desktop_scanner.engine.resolve.dns_wildcard import WildcardCheck
from desktop_scanner.engine.resolve.resolver_system import SystemLookup

MAX_KEPT = 10_000
MAX_AT_ONCE = 256

# Top levels that DNS does not have by agreement (RFC 6761, 7686); asking would only tell others what is looked for.
_NOWHERE = {"invalid": "a name that is reserved for what does not exist", "onion": "a name of the Tor network"}


class Resolver(Protocol):
    """Finds all addresses of a name."""

    async def resolve(self, host: str) -> tuple[str, ...]:
        """Return the host's IPv4 and IPv6 addresses, at least one; raise JourneyError of stage dns otherwise."""
        ...

    async def records(self, name: str, kind: RecordKind) -> tuple[str, ...]:
        """Return a name's records as text; raise JourneyError where it does not exist, or that is not known."""
        ...

    async def aclose(self) -> None:
        """Release what the resolver holds."""
        ...


class Source(Protocol):
    """Looks names up in one way, within a time limit of its own."""

    async def look_up(self, name: str) -> Outcome:
        """Return what there is to know of a name."""
        ...


class NameResolver:
    """The resolver of a worker: one look-up for all who ask for the same name at once, answers kept while they last.

    With own `servers`, these are asked for every name that is not in the hosts file.
    """

    def __init__(
        self,
        servers: Sequence[NameServer] = (),
        *,
        hosts_file: HostsFile | None = None,
        system: Source | None = None,
    ) -> None:
        self._own = tuple(servers)
        self._configuration = SystemConfiguration()
        self._hosts_file = hosts_file or HostsFile()
        self._client = DnsClient(self._servers)
        self._dns: Source = AddressLookup(self._client)
        self._system: Source = system or SystemLookup()
        self._wildcard = WildcardCheck(self._ask)
        self._kept: OrderedDict[str, tuple[float, Outcome]] = OrderedDict()
        self._pending: dict[str, asyncio.Task[Outcome]] = {}
        self._turns = asyncio.Semaphore(MAX_AT_ONCE)

    async def resolve(self, host: str) -> tuple[str, ...]:
        """Return the host's addresses; raise JourneyError with dns_not_found, dns_timeout or dns_error."""
        name = host.rstrip(".").lower()
        found = self._at_hand(name)
        if found:
            return found
        outcome = self._recall(name) or await self._shared(name)
        return outcome.unwrap()

    async def records(self, name: str, kind: RecordKind) -> tuple[str, ...]:
        """Return a name's records; only name servers know them, never the system's own resolver."""
        if self._is_local(name) or name.rpartition(".")[2] in _NOWHERE:
            raise JourneyError(FailureKind.DNS_ERROR, f"{name} is a name that public DNS does not have.")
        if not self._servers():
            what = "The name servers of this computer are not known; name some in the options (DNS servers)."
            raise JourneyError(FailureKind.DNS_ERROR, what)
        async with self._turns:
            return await dns_records.look_up(self._client, name, kind)

    async def aclose(self) -> None:
        """Forget the answers, and wait for none that is still to come."""
        self._kept.clear()
        pending = list(self._pending.values())
        for task in pending:
            task.cancel()
        await asyncio.gather(*pending, self._wildcard.aclose(), return_exceptions=True)
        self._client.close()

    def _at_hand(self, name: str) -> tuple[str, ...]:
        address = addresses.literal(name)
        return (address,) if address is not None else self._hosts_file.addresses(name)

    async def _shared(self, name: str) -> Outcome:
        pending = self._pending.get(name)
        if pending is None:
            pending = self._pending[name] = asyncio.create_task(self._look_up(name), name=f"look-up {name}")
        # Shielded: others may wait for the same answer, and it is kept for whoever asks next.
        return await asyncio.shield(pending)

    async def _look_up(self, name: str) -> Outcome:
        try:
            async with self._turns:
                outcome = await self._ask(name)
                if not self._is_local(name):
                    outcome = await self._wildcard.judge(name, outcome)
            self._keep(name, outcome)
            return outcome
        finally:
            del self._pending[name]

    async def _ask(self, name: str) -> Outcome:
        what = _NOWHERE.get(name.rpartition(".")[2])
        if what is not None:
            return dns_outcomes.missing(f"{name} is {what}; DNS does not know it.")
        source = self._system if self._is_local(name) or not self._servers() else self._dns
        return await source.look_up(name)

    def _is_local(self, name: str) -> bool:
        return not self._own and ("." not in name or name.endswith(".local"))

    def _servers(self) -> Sequence[NameServer]:
        return self._own or self._configuration.servers()

    def _recall(self, name: str) -> Outcome | None:
        expires, outcome = self._kept.get(name, (0.0, None))
        return outcome if time.monotonic() < expires else None

    def _keep(self, name: str, outcome: Outcome) -> None:
        if outcome.keep_s <= 0:
            return
        self._kept[name] = (time.monotonic() + outcome.keep_s, outcome)
        self._kept.move_to_end(name)
        while len(self._kept) > MAX_KEPT:
            self._kept.popitem(last=False)
