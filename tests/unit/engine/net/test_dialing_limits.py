"""What the limits of addresses mean for a fetch: real requests to loopback addresses, names read off the host."""

import asyncio
import socket
from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager

import pytest

from desktop_scanner.core.failures import FailureKind
from desktop_scanner.core.options import ScanOptions
from desktop_scanner.engine.limits.breakers import HOSTS_IN_A_ROW
from desktop_scanner.engine.net.dialing import open_socket
from desktop_scanner.engine.net.fetch import Fetched, FetchError, Network
from tests.servers import loopback
from tests.servers.sites import Reply, Site, SiteServer, page

_SLOW: Site = {"*": Reply(page("Shop").body, delay_s=0.1)}


class Dead:
    """Refuses every connection, or leaves it unanswered, and counts them."""

    def __init__(self, *, is_silent: bool = False) -> None:
        self.dialled = 0
        self._is_silent = is_silent

    async def __call__(self, address: str, port: int) -> socket.socket:
        self.dialled += 1
        if self._is_silent:
            await asyncio.Event().wait()
        raise ConnectionRefusedError


@asynccontextmanager
async def network(**given: object) -> AsyncIterator[Network]:
    options = {"allow_private": True, "request_timeout_s": 5.0} | given
    dial = options.pop("connect", loopback.dial)
    made = Network(ScanOptions(**options), resolver=loopback.Names(), connect=dial)  # type: ignore[arg-type]
    yield made
    await made.aclose()


def ruled(server: SiteServer) -> AbstractAsyncContextManager[Network]:
    return network(per_address=1, connect_to=server.rules(), connect=open_socket)


async def fetch(made: Network, host: str, times: int = 1) -> list[Fetched | FetchError]:
    fetcher, outcomes = made.fetcher(), list[Fetched | FetchError]()
    for number in range(times):
        try:
            outcomes.append(await fetcher.get(f"http://{host}/{number}"))
        except FetchError as error:
            outcomes.append(error)
    await fetcher.aclose()
    return outcomes


def kinds(outcomes: list[Fetched | FetchError]) -> list[FailureKind]:
    return [outcome.failure.kind for outcome in outcomes if isinstance(outcome, FetchError)]


async def test_kept_connections_count_for_their_address_as_new_ones_do(monkeypatch: pytest.MonkeyPatch) -> None:
    names = [f"d{n}.at2.test" for n in range(6)]
    async with (
        SiteServer(dict.fromkeys(names, _SLOW), addresses=("127.0.0.2",)) as server,
        network(per_address=2) as made,
    ):
        monkeypatch.setenv(loopback.PORT, str(server.port))
        outcomes = await asyncio.gather(*(fetch(made, name, times=3) for name in names))
    assert [kinds(outcome) for outcome in outcomes] == [[]] * 6
    assert len(server.log) == 18
    assert max(entry.at_address for entry in server.log) == 2


async def test_the_wait_for_an_address_counts_neither_as_the_requests_time_nor_as_the_servers(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    names = [f"d{n}.at2.test" for n in range(8)]
    async with (
        SiteServer(dict.fromkeys(names, _SLOW), addresses=("127.0.0.2",)) as server,
        network(per_address=1, request_timeout_s=0.6) as made,
    ):
        monkeypatch.setenv(loopback.PORT, str(server.port))
        outcomes = await asyncio.gather(*(fetch(made, name) for name in names))
    assert all(isinstance(one, Fetched) and one.elapsed_ms < 600 for (one,) in outcomes)


async def test_a_ruled_request_counts_for_no_address() -> None:
    names = [f"d{n}.test" for n in range(4)]
    release = asyncio.Event()
    held: Site = {"*": Reply(waits_for=release)}
    async with SiteServer(dict.fromkeys(names, held)) as server, ruled(server) as made, asyncio.timeout(10):
        tasks = [asyncio.create_task(fetch(made, name)) for name in names]
        while len(server.log) < 4:
            server.was_asked.clear()
            await server.was_asked.wait()
        release.set()
        await asyncio.gather(*tasks)


async def test_a_dead_address_is_refused_at_once_after_several_domains_and_says_why() -> None:
    dead = Dead()
    async with network(connect=dead) as made:
        outcomes = [(await fetch(made, f"d{n}.at2.test"))[0] for n in range(50)]
    assert set(kinds(outcomes)) == {FailureKind.CONNECT_REFUSED}
    assert dead.dialled == HOSTS_IN_A_ROW
    last = outcomes[-1]
    assert isinstance(last, FetchError)
    assert last.was_spared
    assert last.failure.message == ("d49.at2.test:80 was not asked: 127.0.0.2 refused several other domains just now.")


async def test_an_address_that_answers_nobody_is_left_in_peace(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("desktop_scanner.engine.limits.breakers.OPEN_S", 0.5)
    dead = Dead(is_silent=True)
    async with network(connect=dead, request_timeout_s=0.2) as made, asyncio.timeout(20):
        first = await asyncio.gather(*(fetch(made, f"d{n}.at2.test") for n in range(8)))
        later = await asyncio.gather(*(fetch(made, f"e{n}.at2.test") for n in range(50)))
    assert {kind for outcome in (*first, *later) for kind in kinds(outcome)} == {FailureKind.CONNECT_TIMEOUT}
    assert dead.dialled <= 10


async def test_ruled_requests_open_no_breaker() -> None:
    dead = Dead()
    async with network(connect=dead, connect_to=("::127.0.0.1:1",)) as made:
        for number in range(HOSTS_IN_A_ROW + 3):
            await fetch(made, f"d{number}.test")
    assert dead.dialled == HOSTS_IN_A_ROW + 3
