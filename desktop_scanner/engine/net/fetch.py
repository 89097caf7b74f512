"""The border to the network: one request in, one `Fetched` or one `FetchError` out, and nothing else.

Below it: `exchange` (one request's steps), `transport` (httpx's way down), `network` (rules, names, addresses checked),
`streams` (TCP and TLS), `bodies` (unpacking within bounds), `faults` (what an exception means).
"""

import os
import time
from collections.abc import Callable
from datetime import datetime

import httpx
from msgspec import Struct

from desktop_scanner.core import clock, connect_to, name_servers, proxy_urls
from desktop_scanner.core.failures import Failure, FailureKind, failure
from desktop_scanner.core.options import ScanOptions
from desktop_scanner.core.results import TlsFacts
from desktop_scanner.engine.journey_errors import CertificateError, JourneyError, SparedError
from desktop_scanner.engine.limits.shared_limits import SharedLimits
from desktop_scanner.engine.net import exchange, faults, proxies, proxy_rotation, request_headers, tls
from desktop_scanner.engine.net.address_gate import AddressGate, Waiting
from desktop_scanner.engine.net.cookies import Cookies
from desktop_scanner.engine.net.dialing import Connect, open_socket
from desktop_scanner.engine.net.exchange import Exchange
from desktop_scanner.engine.net.journey import Journey, begin
from desktop_scanner.engine.net.lateness import Lateness
from desktop_scanner.engine.net.network import Ways
from desktop_scanner.engine.net.proxy_rotation import ProxyError, ProxyRotation
from desktop_scanner.engine.net.request_clock import RequestClock
from desktop_scanner.engine.net.request_headers import RequestHeaders
from desktop_scanner.engine.net.streams import Trust
from desktop_scanner.engine.net.transport import GuardedTransport
from desktop_scanner.engine.resolve.dns_records import RecordKind
from desktop_scanner.engine.resolve.resolver import NameResolver, Resolver

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
    transferred_bytes: int = 0

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
        transferred_bytes: int = 0,
    ) -> None:
        super().__init__(failure.message)
        self.failure = failure
        self.started_at = started_at
        self.elapsed_ms = elapsed_ms
        self.transferred_bytes = transferred_bytes
        self.was_spared = False  # the request was not made, because others failed at the same place just now
        self.status = status
        self.headers = headers
        self.address = address
        self.tls = tls


class Network:
    """What all domains of a worker share: trust, resolver, rules; raises SettingsError for unusable options."""

    def __init__(
        self,
        options: ScanOptions,
        *,
        resolver: Resolver | None = None,
        connect: Connect = open_socket,
        shared: SharedLimits | None = None,
    ) -> None:
        self._options = options = options.checked()
        self._headers = RequestHeaders(options)
        # Workers are started one after the other: by their numbers they begin with different proxies.
        rotation = ProxyRotation([proxy_urls.parse(url) for url in options.proxies], start=os.getpid())
        self._lateness = Lateness()
        # Read once: the authorities take longer to load than a page.
        self._verifying = tls.verifying_context(options.ca_file)
        self._trusting = tls.trusting_context()
        self._resolver = resolver or NameResolver([name_servers.parse(server) for server in options.dns_servers])
        self._ways = Ways(
            resolver=self._resolver,
            gate=AddressGate(options, shared),
            rules=tuple(connect_to.parse(rule) for rule in options.connect_to),
            proxies=rotation,
            proxy_patience_s=rotation.patience_s(options.request_timeout_s),
            allow_private=options.allow_private,
            connect=connect,
        )

    def fetcher(self) -> "Fetcher":
        """Return a fetcher for one domain, to be closed with it."""
        self._lateness.start()
        trust = Trust(self._verifying, self._trusting)
        return Fetcher(self._options, self._headers, self._ways, trust, self._lateness)

    async def records(self, name: str, kind: RecordKind) -> tuple[str, ...]:
        """Return a name's DNS records as text; raise JourneyError where they cannot be had."""
        return await self._resolver.records(name, kind)

    async def aclose(self) -> None:
        """Release what is shared; fetchers are closed by whoever asked for them."""
        await self._lateness.aclose()
        await self._resolver.aclose()


class Fetcher:
    """The requests of one domain, over connections and cookies of its own.

    The host of its first request is the domain's: secrets go there and to its subdomains only.
    """

    def __init__(
        self, options: ScanOptions, headers: RequestHeaders, ways: Ways, trust: Trust, lateness: Lateness
    ) -> None:
        self._options = options
        self._lateness = lateness
        self._headers = headers
        self._ways = ways
        self._trust = trust
        self._home: str | None = None
        self._cookies = Cookies()
        self._proxies = ways.proxies.choice()
        self._transport = GuardedTransport(ways, trust)
        self._client = httpx.AsyncClient(transport=self._transport, trust_env=False, timeout=_NONE)
        self._client.headers.clear()

    async def get(
        self,
        url: str,
        *,
        max_bytes: int | None = None,
        takes_beginning: bool = False,
        on_sent: Callable[[], None] | None = None,
        on_wait: Waiting | None = None,
    ) -> Fetched:
        """Send one GET request, without redirects or retries; raise FetchError only.

        The deadline of a request holds for all of it: name, connection, TLS, head and body; it stands while the request
        waits for a slot at its address, which `on_wait` is told. `on_sent` is told when the
        request has left: that is its start as the server sees it, which may be long after this call. Of a body of more
        than `max_bytes`, `takes_beginning` returns what came until then; otherwise it is a failure.
        """
        started_at, started = clock.now(), time.perf_counter()
        asked: Exchange | None = None
        timer = RequestClock(self._options.request_timeout_s, on_wait, self.late_s)
        try:
            asked = exchange.plan(url, max_bytes or self._options.max_bytes, takes_beginning=takes_beginning)
            asked.journey.on_sent, asked.journey.waiting = on_sent, timer.waiting
            async with timer:
                await self._run(asked)
            asked.journey.end(asked.status)
        except Exception as error:
            fault = self._fault(error, asked, is_late=timer.is_over)
            if asked is not None:
                asked.journey.end(asked.status, fault.kind)
            failed = _fetch_error(fault, asked, started_at, _ms_since(started, timer))
            failed.was_spared = isinstance(error, SparedError)
            raise failed from error
        finally:
            if asked is not None:
                asked.journey.leave()
        return Fetched(
            url=url,
            status=asked.status or 0,
            headers=asked.headers,
            body=asked.body,
            address=asked.address,
            tls=asked.tls,
            started_at=started_at,
            elapsed_ms=_ms_since(started, timer),
            transferred_bytes=asked.transferred_bytes,
        )

    def late_s(self) -> float:
        """Return by how much the event loop has been late so far, with all that it does."""
        return self._lateness.total_s

    def cookies_for(self, url: str) -> bytes:
        """Return what the Cookie header of a request would say now: it tells apart requests to the same address."""
        return self._cookies.header(url)

    def addresses_of(self, host: str) -> tuple[str, ...]:
        """Return all addresses that the last resolution of a host gave; none through a proxy."""
        return self._transport.resolved.get(host.strip("[]"), ())

    async def aclose(self) -> None:
        """Close the domain's connections; a request still under way ends as broken off."""
        await self._client.aclose()

    async def _run(self, asked: Exchange) -> None:
        begin(asked.journey)
        self._proxies.begin(asked.journey)
        while True:
            try:
                return await self._exchange(asked)
            except ProxyError as error:
                if not self._proxies.goes_on(asked.journey, error):
                    raise proxy_rotation.all_failed(asked.journey, error) from error
            except JourneyError as error:
                if not self._may_go_again(error, asked.journey):
                    raise
            asked.start_again()

    async def _exchange(self, asked: Exchange) -> None:
        response = await self._send(asked)
        try:
            asked.take_head(response)
            self._check_proxy(asked)
            self._cookies.take(asked.url, asked.cookies)
            await asked.take_body(response)
        finally:
            await response.aclose()

    async def _send(self, asked: Exchange) -> httpx.Response:
        response = await self._client.send(self._request(asked), stream=True)
        if asked.journey.received_bytes == 0:
            # Left over from the answer before: taken for this one, every later page would be the wrong one.
            await response.aclose()
            place = asked.journey.place
            raise JourneyError(FailureKind.CONNECT_RESET, f"{place} sent an answer that nobody had asked for.")
        return response

    def _request(self, asked: Exchange) -> httpx.Request:
        host = asked.journey.host
        if self._home is None:
            self._home = request_headers.home(host)
            self._cookies.give(self._home, self._headers.cookies)
        # Without a Host header httpx would write one of its own, and stumble over names that IDNA 2008 does not know.
        headers = [(b"Host", asked.authority.encode("ascii")), *self._headers.for_host(host, self._home)]
        if cookies := self._cookies.header(asked.url):
            headers.append((b"Cookie", cookies))
        try:
            return self._client.build_request("GET", asked.url, headers=headers)
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
        proxy = self._ways.forwarding_proxy(asked.journey)
        if proxy is not None and asked.status == 407:
            raise proxies.refused_credentials(proxy)
        self._proxies.serves(asked.journey)

    def _fault(self, error: Exception, asked: Exchange | None, *, is_late: bool) -> Failure:
        if asked is None:
            meant = error if isinstance(error, JourneyError) else faults.unforeseen(error, "an address")
        elif is_late:
            meant = faults.deadline(asked.journey, self._options.request_timeout_s)
            if meant.kind is FailureKind.PROXY_ERROR:
                self._proxies.runs_late(asked.journey)
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
        transferred_bytes=asked.transferred_bytes,
    )


def _ms_since(started: float, timer: RequestClock) -> int:
    return round((time.perf_counter() - started - timer.waited_s) * 1000)
