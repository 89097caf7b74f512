"""Where connections come from: rules applied, names resolved, every address checked, and connected to as checked."""

import asyncio
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import partial

import httpcore

from desktop_scanner.core.connect_to import Route, Rule, route
from desktop_scanner.core.failures import FailureKind, Stage
from desktop_scanner.core.proxy_urls import Proxy
from desktop_scanner.engine import addresses
from desktop_scanner.engine.journey_errors import JourneyError
from desktop_scanner.engine.net import proxies
from desktop_scanner.engine.net.address_gate import AddressGate, Passage
from desktop_scanner.engine.net.dialing import Connect, first_to_connect, open_socket
from desktop_scanner.engine.net.journey import Journey, current
from desktop_scanner.engine.net.proxy_rotation import ProxyError, ProxyRotation
from desktop_scanner.engine.net.streams import Stream, TcpStream, Trust, encrypted
from desktop_scanner.engine.resolve.resolver import Resolver


@dataclass(frozen=True, slots=True)
class Ways:
    """How a worker's connections are led: the resolver, the rules, the proxies and how long one may take to answer."""

    resolver: Resolver
    gate: AddressGate
    rules: tuple[Rule, ...] = ()
    proxies: ProxyRotation = field(default_factory=ProxyRotation)
    proxy_patience_s: float | None = None
    allow_private: bool = False
    connect: Connect = open_socket

    def route(self, host: str, port: int) -> Route:
        """Return where connections for a host and port go."""
        return route(self.rules, host.rstrip("."), port)

    def forwarding_proxy(self, journey: Journey) -> Proxy | None:
        """Return the proxy that is sent the whole request, where there is one; others only carry the connection.

        A rule's target cannot be told from the request's own host in a forwarded request, so that goes by tunnel.
        """
        proxy = journey.proxy
        if proxy is None or proxy.is_socks or journey.scheme != "http":
            return None
        return None if self.route(journey.host, journey.port).is_ruled else proxy


class GuardedBackend(httpcore.AsyncNetworkBackend):
    """Opens the connections of one domain, all directly or all through one proxy.

    In the end it closes those that the pool has lost sight of. `resolved` takes up the addresses of each host.
    """

    def __init__(self, ways: Ways, trust: Trust, proxy: Proxy | None, resolved: dict[str, tuple[str, ...]]) -> None:
        self._ways = ways
        self._trust = trust
        self._proxy = proxy
        self._resolved = resolved
        self._passage = ways.gate.passage()
        self._streams: list[TcpStream] = []
        self._is_closed = False

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ASYNC109 -- the pool's form
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        """Return a connection that leads to the request's host; raise JourneyError."""
        journey = current()
        journey.has_connected = True
        target = self._ways.route(host, port)
        if self._proxy is None:
            stream: Stream = await self._direct(target, journey)
        else:
            stream = await self._through(self._proxy, target, journey)
        journey.stage = Stage.HTTP
        return stream

    async def aclose(self) -> None:
        """Close all connections that are still open, and take up none that are still being made."""
        self._is_closed = True
        for stream in self._streams:
            await stream.aclose()
        self._streams.clear()

    async def _direct(self, target: Route, journey: Journey) -> Stream:
        found = await self._resolve(target.host, journey)
        self._resolved[journey.host] = found
        if not target.is_ruled and not self._ways.allow_private:
            found = _allowed(found, target.host)
        journey.stage = Stage.CONNECT
        passage = None if target.is_ruled else self._passage
        return await self._connect(found, target.port, journey, passage)

    async def _through(self, proxy: Proxy, target: Route, journey: Journey) -> Stream:
        self._resolved[journey.host] = ()
        if not target.is_ruled and not self._ways.allow_private:
            _check_proxied(target.host)
        journey.stage = Stage.PROXY
        stream = await self._connect_to_proxy(proxy)
        journey.has_reached_proxy = True
        if self._ways.forwarding_proxy(journey) is None:
            try:
                await proxies.open_way(stream, proxy, target.host, target.port)
            except BaseException:
                await stream.aclose()
                raise
        return stream

    async def _connect_to_proxy(self, proxy: Proxy) -> Stream:
        leg = Journey(proxy.scheme, proxy.host, proxy.port)
        patience_s = self._ways.proxy_patience_s
        try:
            async with asyncio.timeout(patience_s):
                # The user named the proxy, so it may stand where sites may not.
                stream = await self._connect(await self._resolve(proxy.host, leg), proxy.port, leg)
                if proxy.scheme == "https":
                    # Its certificate is checked whatever the user allows sites: it is shown the credentials.
                    stream = await encrypted(stream, self._trust.verifying, proxy.host, leg)
        except JourneyError as error:
            raise ProxyError(f"The proxy cannot be used: {error.message}", is_own=True) from error
        except TimeoutError as error:
            raise ProxyError(f"The proxy {proxy.place} did not answer within {patience_s:g} s.", is_own=True) from error
        return stream

    async def _resolve(self, host: str, journey: Journey) -> tuple[str, ...]:
        address = addresses.literal(host)
        if address is not None:
            return (address,)
        journey.stage = Stage.DNS
        return await self._ways.resolver.resolve(host)

    async def _connect(
        self, found: tuple[str, ...], port: int, journey: Journey, passage: Passage | None = None
    ) -> Stream:
        sock, address = await first_to_connect(self._ways.connect, found, port, journey, passage)
        if self._is_closed:
            sock.close()
            raise JourneyError(FailureKind.CONNECT_RESET, f"The connection to {journey.place} is no longer wanted.")
        enter = partial(passage.travel, address, port) if passage is not None else None
        stream = TcpStream(sock, None if self._proxy else address, self._trust, enter)
        self._streams = [*(open_one for open_one in self._streams if not open_one.is_closed), stream]
        return stream


def _allowed(found: tuple[str, ...], host: str) -> tuple[str, ...]:
    reasons = {address: addresses.why_blocked(address) for address in found}
    allowed = tuple(address for address, reason in reasons.items() if reason is None)
    if allowed:
        return allowed
    address, reason = next(iter(reasons.items()))
    what = f"{host} is {reason}" if addresses.literal(host) else f"{host} leads to {address}, {reason}"
    raise JourneyError(FailureKind.ADDRESS_BLOCKED, f"{what}; it was not contacted.")


def _check_proxied(host: str) -> None:
    address = addresses.literal(host)
    reason = addresses.why_blocked(address) if address else None
    if address is None and addresses.is_local_name(host):
        reason = "a name of a private network"
    if reason is not None:
        raise JourneyError(FailureKind.ADDRESS_BLOCKED, f"{host} is {reason}; the proxy was not asked for it.")
