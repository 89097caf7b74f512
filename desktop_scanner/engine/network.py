"""Where connections come from: rules applied, names resolved, every address checked, and connected to as checked."""

from collections.abc import Iterable
from dataclasses import dataclass

import httpcore

from desktop_scanner.core.connect_to import Route, Rule, route
from desktop_scanner.core.failures import FailureKind, Stage
from desktop_scanner.engine import addresses, proxies
from desktop_scanner.engine.dialing import Connect, first_to_connect, open_socket
from desktop_scanner.engine.journey import Journey, JourneyError, current
from desktop_scanner.engine.proxies import Proxy
from desktop_scanner.engine.resolver import Resolver
from desktop_scanner.engine.streams import Stream, TcpStream, Trust, encrypted


@dataclass(frozen=True, slots=True)
class Ways:
    """How a worker's connections are led: the resolver, the rules, the proxy."""

    resolver: Resolver
    rules: tuple[Rule, ...] = ()
    proxy: Proxy | None = None
    allow_private: bool = False
    connect: Connect = open_socket

    def route(self, host: str, port: int) -> Route:
        """Return where connections for a host and port go."""
        return route(self.rules, host.rstrip("."), port)

    def forwarding_proxy(self, scheme: str, host: str, port: int) -> Proxy | None:
        """Return the proxy that is sent the whole request, where there is one; others only carry the connection.

        A rule's target cannot be told from the request's own host in a forwarded request, so that goes by tunnel.
        """
        if self.proxy is None or self.proxy.is_socks or scheme != "http" or self.route(host, port).is_ruled:
            return None
        return self.proxy


class GuardedBackend(httpcore.AsyncNetworkBackend):
    """Opens the connections of one domain, and in the end closes those that the pool has lost sight of."""

    def __init__(self, ways: Ways, trust: Trust) -> None:
        self._ways = ways
        self._trust = trust
        self._streams: list[TcpStream] = []
        self._is_closed = False
        self.resolved: dict[str, tuple[str, ...]] = {}

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
        if self._ways.proxy is None:
            stream: Stream = await self._direct(target, journey)
        else:
            stream = await self._through(self._ways.proxy, target, journey)
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
        self.resolved[journey.host] = found
        if not target.is_ruled and not self._ways.allow_private:
            found = _allowed(found, target.host)
        journey.stage = Stage.CONNECT
        return await self._connect(found, target.port, journey)

    async def _through(self, proxy: Proxy, target: Route, journey: Journey) -> Stream:
        self.resolved[journey.host] = ()
        if not target.is_ruled and not self._ways.allow_private:
            _check_proxied(target.host)
        journey.stage = Stage.PROXY
        stream = await self._connect_to_proxy(proxy)
        if self._ways.forwarding_proxy(journey.scheme, journey.host, journey.port) is None:
            try:
                await proxies.open_way(stream, proxy, target.host, target.port)
            except BaseException:
                await stream.aclose()
                raise
        return stream

    async def _connect_to_proxy(self, proxy: Proxy) -> Stream:
        leg = Journey(proxy.scheme, proxy.host, proxy.port)
        try:
            # The user named the proxy, so it may stand where sites may not.
            stream = await self._connect(await self._resolve(proxy.host, leg), proxy.port, leg)
            if proxy.scheme == "https":
                stream = await encrypted(stream, self._trust.verifying, proxy.host, leg)
        except JourneyError as error:
            raise JourneyError(FailureKind.PROXY_ERROR, f"The proxy cannot be used: {error.message}") from error
        return stream

    async def _resolve(self, host: str, journey: Journey) -> tuple[str, ...]:
        address = addresses.literal(host)
        if address is not None:
            return (address,)
        journey.stage = Stage.DNS
        return await self._ways.resolver.resolve(host)

    async def _connect(self, found: tuple[str, ...], port: int, journey: Journey) -> Stream:
        sock, address = await first_to_connect(self._ways.connect, found, port, journey)
        if self._is_closed:
            sock.close()
            raise JourneyError(FailureKind.CONNECT_RESET, f"The connection to {journey.place} is no longer wanted.")
        stream = TcpStream(sock, None if self._ways.proxy else address, self._trust)
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
