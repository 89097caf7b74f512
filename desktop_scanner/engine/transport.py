"""The way of a request under httpx: a connection pool of one domain's own, over guarded connections.

httpx is shown an answer's cookies and nothing else of its head: it would stumble over a faulty Location header, even
one it is told not to follow, and the status would be lost. The whole head travels beside it, in `HEAD`.
"""

from collections.abc import AsyncIterable, AsyncIterator

import httpcore
import httpx

from desktop_scanner.engine.network import GuardedBackend, Ways
from desktop_scanner.engine.streams import Trust

HEAD = "head"

# Idle connections beyond these are closed at once; a domain has few hosts.
MAX_IDLE = 8
IDLE_S = 15.0


class GuardedTransport(httpx.AsyncBaseTransport):
    """Sends requests over connections that `GuardedBackend` opens; raises its errors as they are."""

    def __init__(self, ways: Ways, trust: Trust) -> None:
        self._ways = ways
        self._backend = GuardedBackend(ways, trust)
        self._pool = httpcore.AsyncConnectionPool(
            ssl_context=trust.verifying,
            # No limit: a request that waited for a place in the pool would use up its deadline there.
            max_connections=None,
            max_keepalive_connections=MAX_IDLE,
            keepalive_expiry=IDLE_S,
            network_backend=self._backend,
        )

    @property
    def resolved(self) -> dict[str, tuple[str, ...]]:
        """Return the addresses of each host that a connection was wanted for."""
        return self._backend.resolved

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Send the request and return its answer with the body still to be read."""
        answer = await self._pool.handle_async_request(self._outgoing(request))
        stream = answer.stream
        if not isinstance(stream, AsyncIterable):
            raise TypeError("the pool's bodies are read asynchronously")
        return httpx.Response(
            status_code=answer.status,
            headers=[(name, value) for name, value in answer.headers if name.lower() == b"set-cookie"],
            stream=_BodyStream(stream),
            extensions={**answer.extensions, HEAD: answer.headers},
        )

    async def aclose(self) -> None:
        """Close all connections."""
        await self._pool.aclose()
        await self._backend.aclose()

    def _outgoing(self, request: httpx.Request) -> httpcore.Request:
        url = request.url
        port = url.port or (443 if url.scheme == "https" else 80)
        target, headers = url.raw_path, list(request.headers.raw)
        proxy = self._ways.forwarding_proxy(url.scheme, url.raw_host.decode("ascii"), port)
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
