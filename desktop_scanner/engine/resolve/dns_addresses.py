"""A name's IPv4 and IPv6 addresses, asked for together."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass

import dns.exception
import dns.message
import dns.rcode
from dns.rdatatype import RdataType

from desktop_scanner.core.failures import FailureKind
from desktop_scanner.engine.journey_errors import JourneyError
from desktop_scanner.engine.resolve import dns_outcomes
from desktop_scanner.engine.resolve.dns_client import DnsClient
from desktop_scanner.engine.resolve.dns_outcomes import Outcome

# Some servers never answer for IPv6; once there are addresses of one kind, those of the other get this long.
GRACE_S = 1.0
KEEP_HALF_S = 30.0  # where one kind is not known
MAX_ADDRESSES = 64


class AddressLookup:
    """Looks names up at name servers."""

    def __init__(self, client: DnsClient) -> None:
        self._client = client

    async def look_up(self, name: str) -> Outcome:
        """Return all addresses of a name, IPv4 first: where a computer's IPv6 is broken, nothing then waits for it."""
        kinds = (RdataType.A, RdataType.AAAA)
        asked = [asyncio.create_task(self._ask(name, kind), name=f"ask for {name} {kind.name}") for kind in kinds]
        try:
            done, waiting = await asyncio.wait(asked, return_when=asyncio.FIRST_COMPLETED)
            if waiting:
                await asyncio.wait(waiting, timeout=_patience_s([task.result() for task in done]))
            return _together(name, [task.result() for task in asked if task.done()])
        except ValueError:
            return dns_outcomes.no_name(name)
        finally:
            for task in asked:
                task.cancel()
            await asyncio.gather(*asked, return_exceptions=True)

    async def aclose(self) -> None:
        """Close the sockets."""
        self._client.close()

    async def _ask(self, name: str, kind: RdataType) -> "_Part":
        try:
            return _part(name, kind, await self._client.ask(name, kind))
        except JourneyError as error:
            return _Part(kind, fault=error)


@dataclass(frozen=True, slots=True)
class _Part:
    """What is known of one kind of addresses."""

    kind: RdataType
    addresses: tuple[str, ...] = ()
    keep_s: float = KEEP_HALF_S
    missing: str | None = None  # the name that does not exist: the one asked for, or the one it is an alias of
    fault: JourneyError | None = None


def _part(name: str, kind: RdataType, message: dns.message.QueryMessage) -> _Part:
    try:
        chain = message.resolve_chaining()
    except dns.exception.DNSException as error:
        what = f"The name server's answer for {name} makes no sense (an alias that leads nowhere, or to itself)."
        raise JourneyError(FailureKind.DNS_ERROR, what) from error
    addresses = tuple(record.to_text() for record in chain.answer or ())
    is_missing = message.rcode() == dns.rcode.NXDOMAIN
    missing = chain.canonical_name.to_text(omit_final_dot=True) if is_missing else None
    return _Part(kind, addresses[:MAX_ADDRESSES], chain.minimum_ttl, missing)


def _patience_s(parts: Sequence[_Part]) -> float | None:
    # RFC 4074: there are servers that deny a name's existence when asked for IPv6, though it has IPv4 addresses.
    if any(part.missing is not None and part.kind is RdataType.A for part in parts):
        return 0.0
    return GRACE_S if any(part.addresses for part in parts) else None


def _together(name: str, parts: Sequence[_Part]) -> Outcome:
    addresses = tuple(address for part in parts for address in part.addresses)
    keep_s = min(part.keep_s for part in parts)
    if addresses:
        return dns_outcomes.found(addresses, keep_s if len(parts) == 2 else min(keep_s, KEEP_HALF_S))
    missing = next((part.missing for part in parts if part.missing is not None), None)
    if missing is not None:
        alias = "" if missing.lower() == name else f" is an alias of {missing}, which"
        return dns_outcomes.missing(f"{name}{alias} does not exist.", keep_s)
    # A server's failure says more than another one's silence.
    faults = sorted((part.fault for part in parts if part.fault), key=lambda f: f.kind is FailureKind.DNS_TIMEOUT)
    if faults:
        return dns_outcomes.failed(faults[0].kind, faults[0].message)
    return dns_outcomes.missing(f"{name} exists, but has no address.", keep_s)
