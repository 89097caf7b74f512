"""The border to the network: one request in, one `Fetched` or one `FetchError` out, and nothing else.

Below it: `exchange` (one request's steps), `transport` (httpx's way down), `network` (rules, names, addresses checked),
`streams` (TCP and TLS), `bodies` (unpacking within bounds), `faults` (what an exception means).
"""

import asyncio
import time
from collections.abc import Callable
from datetime import datetime

import httpx
from msgspec import Struct

from desktop_scanner.core import clock, connect_to
from desktop_scanner.core.failures import Failure, FailureKind, failure
from desktop_scanner.core.options import ScanOptions
from desktop_scanner.core.results import TlsFacts
from desktop_scanner.engine import exchange, faults, proxies, request_headers, tls
from desktop_scanner.engine.dialing import Connect, open_socket
from desktop_scanner.engine.exchange import Exchange
from desktop_scanner.engine.journey import CertificateError, Journey, JourneyError, begin
from desktop_scanner.engine.network import Ways
from desktop_scanner.engine.request_headers import RequestHeaders
from desktop_scanner.engine.resolver import Resolver, SystemResolver
from desktop_scanner.engine.streams import Trust
from desktop_scanner.engine.transport import GuardedTransport

_NONE = httpx.Timeout(None)  # httpx counts each read by itself; the deadline of the whole request is kept here


class Fetched(Struct, frozen=True, kw_only=True):
    """One answer, whatever its status; header names are lower-case, `body` is decoded and bounded."""

    url: str
    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes
    address: str | None
    tls: TlsFacts | None
    started_at: datetime
    elapsed_ms: int

    def header(self, name: str) -> str | None:
        """Return the first value of a header, or None."""
        return next((value for key, value in self.headers if key == name.lower()), None)


class FetchError(Exception):
    """The request gave no answer that can be used; holds what is known of it."""

    def __init__(  # noqa: PLR0913 -- all that can be known of a failed request, each part optional
        self,
        failure: Failure,
        *,
        started_at: datetime,
        elapsed_ms: int,
        status: int | None = None,
        headers: tuple[tuple[str, str], ...] = (),
        address: str | None = None,
        tls: TlsFacts | None = None,
    ) -> None:
        super().__init__(failure.message)
        self.failure = failure
        self.started_at = started_at
        self.elapsed_ms = elapsed_ms
        self.status = status
        self.headers = headers
        self.address = address
        self.tls = tls


class Network:
    """What all domains of a worker share: trust, resolver, rules; raises SettingsError for unusable options."""

    def __init__(
        self, options: ScanOptions, *, resolver: Resolver | None = None, connect: Connect = open_socket
    ) -> None:
        self._options = options
        self._headers = RequestHeaders(options)
        # Read once: the authorities take longer to load than a page.
        self._verifying = tls.verifying_context(options.ca_file)
        self._trusting = tls.trusting_context()
        self._resolver = resolver or SystemResolver()
        self._ways = Ways(
            resolver=self._resolver,
            rules=tuple(connect_to.parse(rule) for rule in options.connect_to),
            proxy=proxies.parse(options.proxy) if options.proxy else None,
            allow_private=options.allow_private,
            connect=connect,
        )

    def fetcher(self) -> "Fetcher":
        """Return a fetcher for one domain, to be closed with it."""
        return Fetcher(self._options, self._headers, self._ways, Trust(self._verifying, self._trusting))

    async def aclose(self) -> None:
        """Release what is shared; fetchers are closed by whoever asked for them."""
        await self._resolver.aclose()


class Fetcher:
    """The requests of one domain, over connections and cookies of its own.

    The host of its first request is the domain's: secret headers go there and to its subdomains only.
    """

    def __init__(self, options: ScanOptions, headers: RequestHeaders, ways: Ways, trust: Trust) -> None:
        self._options = options
        self._headers = headers
        self._ways = ways
        self._trust = trust
        self._home: str | None = None
        self._transport = GuardedTransport(ways, trust)
        self._client = httpx.AsyncClient(
            transport=self._transport, trust_env=False, timeout=_NONE, cookies=request_headers.cookie_jar()
        )
        self._client.headers.clear()

    async def get(
        self, url: str, *, max_bytes: int | None = None, on_sent: Callable[[], None] | None = None
    ) -> Fetched:
        """Send one GET request, without redirects or retries; raise FetchError only.

        The deadline of a request holds for all of it: name, connection, TLS, head and body. `on_sent` is told when the
        request has left: that is its start as the server sees it, which may be long after this call.
        """
        started_at, started = clock.now(), time.perf_counter()
        asked: Exchange | None = None
        limit = asyncio.timeout(self._options.request_timeout_s)
        try:
            asked = exchange.plan(url, max_bytes or self._options.max_bytes)
            asked.journey.on_sent = on_sent
            async with limit:
                await self._run(asked)
        except Exception as error:
            fault = self._fault(error, asked, is_late=limit.expired())
            raise _fetch_error(fault, asked, started_at, _ms_since(started)) from error
        return Fetched(
            url=url,
            status=asked.status or 0,
            headers=asked.headers,
            body=asked.body,
            address=asked.address,
            tls=asked.tls,
            started_at=started_at,
            elapsed_ms=_ms_since(started),
        )

    def addresses_of(self, host: str) -> tuple[str, ...]:
        """Return all addresses that the last resolution of a host gave; none through a proxy."""
        return self._transport.resolved.get(host.strip("[]"), ())

    async def aclose(self) -> None:
        """Close the domain's connections; a request still under way ends as broken off."""
        await self._client.aclose()

    async def _run(self, asked: Exchange) -> None:
        begin(asked.journey)
        while True:
            try:
                response = await self._client.send(self._request(asked), stream=True)
            except JourneyError as error:
                if not self._may_go_again(error, asked.journey):
                    raise
                asked.journey.start_again()
            else:
                break
        try:
            asked.take_head(response)
            self._check_proxy(asked)
            await asked.take_body(response)
        finally:
            await response.aclose()

    def _request(self, asked: Exchange) -> httpx.Request:
        host = asked.journey.host
        if self._home is None:
            self._home = request_headers.home(host)
        try:
            return self._client.build_request("GET", asked.url, headers=self._headers.for_host(host, self._home))
        except faults.BAD_URL_ERRORS as error:
            raise faults.bad_address(asked.url) from error

    def _may_go_again(self, error: JourneyError, journey: Journey) -> bool:
        """Return whether the fault was the connection's and not the server's answer to this request."""
        if isinstance(error, CertificateError):
            where = (journey.host, journey.port)
            if not self._options.insecure or where in self._trust.accepted:
                return False
            self._trust.accepted[where] = failure(error.kind, error.message)
            return True
        # A server may close an idle connection in the very moment in which it is used again (RFC 9112, 9.3.1).
        is_stale = not journey.has_connected and journey.received_bytes == 0
        return error.kind is FailureKind.CONNECT_RESET and is_stale

    def _check_proxy(self, asked: Exchange) -> None:
        journey = asked.journey
        proxy = self._ways.forwarding_proxy(journey.scheme, journey.host, journey.port)
        if proxy is not None and asked.status == 407:
            raise proxies.refused_credentials(proxy)

    def _fault(self, error: Exception, asked: Exchange | None, *, is_late: bool) -> Failure:
        if asked is None:
            meant = error if isinstance(error, JourneyError) else faults.unforeseen(error, "an address")
        elif is_late:
            meant = faults.deadline(asked.journey, self._options.request_timeout_s)
        else:
            meant = faults.meaning(error, asked.journey)
        return failure(meant.kind, meant.message, retryable=meant.retryable)


def _fetch_error(fault: Failure, asked: Exchange | None, started_at: datetime, elapsed_ms: int) -> FetchError:
    if asked is None:
        return FetchError(fault, started_at=started_at, elapsed_ms=elapsed_ms)
    return FetchError(
        fault,
        started_at=started_at,
        elapsed_ms=elapsed_ms,
        status=asked.status,
        headers=asked.headers,
        address=asked.address or asked.journey.address,
        tls=asked.tls or asked.journey.tls,
    )


def _ms_since(started: float) -> int:
    return round((time.perf_counter() - started) * 1000)
