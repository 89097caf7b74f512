"""The way of a request under httpx: connection pools of one domain's own, over guarded connections.

httpx is shown nothing of an answer's head: it would stumble over a faulty Location header, even one it is told not to
follow, and the status would be lost. The head travels beside it, in `HEAD`.
"""

from collections.abc import AsyncIterable, AsyncIterator

import httpcore
import httpx

from desktop_scanner.core.proxy_urls import Proxy
from desktop_scanner.engine.net.journey import current
from desktop_scanner.engine.net.network import GuardedBackend, Ways
from desktop_scanner.engine.net.streams import Trust

HEAD = "head"

# Idle connections beyond these are closed at once; a domain has few hosts.
MAX_IDLE = 8
IDLE_S = 15.0


class GuardedTransport(httpx.AsyncBaseTransport):
    """Sends requests over connections that `GuardedBackend` opens; raises its errors as they are.

    `resolved` holds the addresses of each host that a connection was wanted for. Each proxy has a pool of its own: a
    connection made through one must never be shown the credentials for another.
    """

    def __init__(self, ways: Ways, trust: Trust) -> None:
        self._ways = ways
        self._trust = trust
        self._lanes: dict[Proxy | None, _Lane] = {}
        self.resolved: dict[str, tuple[str, ...]] = {}

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Send the request and return its answer with the body still to be read."""
        proxy = current().proxy
        if proxy not in self._lanes:
            self._lanes[proxy] = _Lane(self._ways, self._trust, proxy, self.resolved)
        answer = await self._lanes[proxy].pool.handle_async_request(self._outgoing(request))
        stream = answer.stream
        if not isinstance(stream, AsyncIterable):
            raise TypeError("the pool's bodies are read asynchronously")
        return httpx.Response(
            status_code=answer.status,
            stream=_BodyStream(stream),
            extensions={**answer.extensions, HEAD: answer.headers},
        )

    async def aclose(self) -> None:
        """Close all connections."""
        for lane in self._lanes.values():
            await lane.pool.aclose()
            await lane.backend.aclose()

    def _outgoing(self, request: httpx.Request) -> httpcore.Request:
        url = request.url
        target, headers = url.raw_path, list(request.headers.raw)
        proxy = self._ways.forwarding_proxy(current())
        if proxy is not None:
            target = b"http://" + url.netloc + url.raw_path
            if proxy.authorization is not None:
                headers.append((b"Proxy-Authorization", proxy.authorization))
        return httpcore.Request(
            method=request.method,
            url=httpcore.URL(scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=target),
            headers=headers,
            content=request.stream,
        )


class _Lane:
    """The connections of a domain that go the same way."""

    def __init__(self, ways: Ways, trust: Trust, proxy: Proxy | None, resolved: dict[str, tuple[str, ...]]) -> None:
        self.backend = GuardedBackend(ways, trust, proxy, resolved)
        self.pool = httpcore.AsyncConnectionPool(
            ssl_context=trust.verifying,
            # No limit: a request that waited for a place in the pool would use up its deadline there.
            max_connections=None,
            max_keepalive_connections=MAX_IDLE,
            keepalive_expiry=IDLE_S,
            network_backend=self.backend,
        )


class _BodyStream(httpx.AsyncByteStream):
    def __init__(self, stream: AsyncIterable[bytes]) -> None:
        self._stream = stream

    async def __aiter__(self) -> AsyncIterator[bytes]:
        async for part in self._stream:
            yield part

    async def aclose(self) -> None:
        close = getattr(self._stream, "aclose", None)
        if close is not None:
            await close()
