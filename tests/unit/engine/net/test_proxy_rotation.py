import re

import pytest

from desktop_scanner.core import proxy_urls
from desktop_scanner.core.failures import FailureKind
from desktop_scanner.core.proxy_urls import Proxy
from desktop_scanner.engine.net.fetch import FetchError
from desktop_scanner.engine.net.journey import Journey
from desktop_scanner.engine.net.proxy_rotation import (
    REST_S,
    STRIKES,
    ProxyChoice,
    ProxyError,
    ProxyRotation,
    all_failed,
)
from tests.servers.certificates import Certificates
from tests.servers.hostile import BlackHole, HostileServer, keeps_alive, page, unused_port
from tests.servers.proxy import HttpProxy, ProxyServer, SocksProxy
from tests.servers.visits import visitor

NAME = "shop.test"
A, B, C = (proxy_urls.parse(f"http://{name}.test:1") for name in "abc")
OWN = ProxyError("It is broken.", is_own=True)
SITES = ProxyError("It did not reach the site.", is_own=False)


class Clock:
    def __init__(self) -> None:
        self.now = 1_000.0

    def __call__(self) -> float:
        return self.now


def on_its_way(choice: ProxyChoice) -> Journey:
    journey = Journey("https", NAME, 443)
    choice.begin(journey)
    return journey


def through(choice: ProxyChoice) -> Proxy | None:
    return on_its_way(choice).proxy


def test_domains_take_the_proxies_in_turn_and_keep_theirs() -> None:
    rotation = ProxyRotation([A, B, C, B], start=1)
    choices = [rotation.choice() for _ in range(4)]
    assert [through(choice) for choice in choices] == [B, C, A, B]
    assert [through(choice) for choice in choices] == [B, C, A, B]


def test_without_proxies_connections_are_made_directly() -> None:
    rotation = ProxyRotation()
    journey = on_its_way(rotation.choice())
    assert (journey.proxy, rotation.patience_s(10)) == (None, None)
    assert not rotation.choice().goes_on(journey, OWN)


def test_a_proxy_that_fails_rests_and_its_domain_goes_on_with_the_next() -> None:
    clock = Clock()
    rotation = ProxyRotation([A, B], now=clock)
    first = rotation.choice()
    journey = on_its_way(first)
    assert first.goes_on(journey, OWN)
    assert (journey.proxy, through(first)) == (B, B)
    assert [through(rotation.choice()) for _ in range(2)] == [B, B]
    clock.now += REST_S
    assert {through(rotation.choice()) for _ in range(2)} == {A, B}


def test_all_proxies_are_tried_once_for_a_request() -> None:
    choice = ProxyRotation([A, B, C]).choice()
    journey = on_its_way(choice)
    went = [journey.proxy]
    while choice.goes_on(journey, OWN):
        went.append(journey.proxy)
    assert went == [A, B, C]
    told = all_failed(journey, OWN).message
    assert told == "None of 3 proxies leads to shop.test:443 (a.test:1, b.test:1, c.test:1). The last: It is broken."


def test_where_all_rest_the_one_that_failed_first_is_tried_first() -> None:
    clock = Clock()
    rotation = ProxyRotation([A, B], now=clock)
    for proxy in (B, A):
        rotation.fails(proxy, is_own=True)
        clock.now += 1
    assert through(rotation.choice()) == B


def test_two_requests_that_fail_together_move_their_domain_once() -> None:
    choice = ProxyRotation([A, B, C]).choice()
    one, other = on_its_way(choice), on_its_way(choice)
    assert choice.goes_on(one, OWN)
    assert choice.goes_on(other, OWN)
    assert (one.proxy, other.proxy) == (B, B)


def test_a_site_that_is_not_reached_is_not_held_against_a_proxy_until_none_is() -> None:
    rotation = ProxyRotation([A, B])
    for strike in range(STRIKES):
        assert rotation.is_resting(A) is (strike >= STRIKES)
        rotation.fails(A, is_own=False)
    assert rotation.is_resting(A)
    rotation.serves(A)
    assert not rotation.is_resting(A)


def test_an_answer_forgives_what_was_before() -> None:
    rotation = ProxyRotation([A, B])
    choice = rotation.choice()
    journey = on_its_way(choice)
    for _ in range(STRIKES * 2):
        rotation.fails(A, is_own=False)
        choice.serves(journey)
    assert not rotation.is_resting(A)


@pytest.mark.parametrize(("has_reached", "rests"), [(False, True), (True, False)])
def test_a_request_that_ran_late_takes_another_proxy_at_its_next_try(*, has_reached: bool, rests: bool) -> None:
    rotation = ProxyRotation([A, B])
    choice = rotation.choice()
    journey = on_its_way(choice)
    journey.has_reached_proxy = has_reached
    choice.runs_late(journey)
    assert (through(choice), rotation.is_resting(A)) == (B, rests)


def test_only_the_first_of_many_proxies_are_named() -> None:
    proxies = [proxy_urls.parse(f"http://anna:hunter2@p{number}.test") for number in range(30)]
    choice = ProxyRotation(proxies).choice()
    journey = on_its_way(choice)
    while choice.goes_on(journey, SITES):
        pass
    message = all_failed(journey, SITES).message
    assert "p4.test:80 and 25 more)" in message
    assert "hunter2" not in message


BOTH = pytest.mark.parametrize("make", [HttpProxy, SocksProxy])


def routes(server: HostileServer) -> dict[tuple[str, int], tuple[str, int]]:
    return {(NAME, port): ("127.0.0.1", server.port) for port in (80, 443)}


def site() -> HostileServer:
    return HostileServer(keeps_alive(page(b"hello")), name=NAME)


@BOTH
async def test_a_domain_that_meets_a_dead_proxy_is_read_through_another(make: type[ProxyServer]) -> None:
    dead = f"http://127.0.0.1:{unused_port()}"
    async with site() as server, make(routes(server)) as proxy:
        for proxies in ((dead, proxy.url), (proxy.url, dead)):
            async with visitor(proxies=proxies) as fetcher:
                assert [(await fetcher.get(server.url)).body for _ in range(2)] == [b"hello", b"hello"]


@BOTH
async def test_a_proxy_that_lets_nobody_in_is_passed_over(make: type[ProxyServer]) -> None:
    async with site() as server, make(routes(server), login="anna:x") as closed, make(routes(server)) as opened:
        for proxies in ((closed.url_without_login, opened.url), (opened.url, closed.url_without_login)):
            async with visitor(proxies=proxies) as fetcher:
                assert (await fetcher.get(server.url)).body == b"hello"


@BOTH
async def test_what_one_proxy_does_not_reach_is_asked_of_the_next(
    make: type[ProxyServer], certificates: Certificates
) -> None:
    server = HostileServer(keeps_alive(page(b"hello")), name=NAME, context=certificates.good(NAME))
    async with server, make({}) as lost, make(routes(server)) as found:
        for proxies in ((lost.url, found.url), (found.url, lost.url)):
            async with visitor(proxies=proxies, ca_file=str(certificates.ca_file)) as fetcher:
                assert (await fetcher.get(server.url)).body == b"hello"
    assert len(found.asked) == 2


async def test_a_proxy_that_does_not_answer_leaves_time_for_the_next() -> None:
    with BlackHole() as port:
        async with site() as server, HttpProxy(routes(server)) as proxy:
            silent = f"http://127.0.0.1:{port}"
            for proxies in ((silent, proxy.url), (proxy.url, silent)):
                async with visitor(proxies=proxies, request_timeout_s=3.0) as fetcher:
                    assert (await fetcher.get(server.url)).body == b"hello"


async def test_where_every_proxy_fails_all_are_named_without_their_passwords() -> None:
    ports = [unused_port() for _ in range(3)]
    proxies = tuple(f"socks5://anna:hunter2@127.0.0.1:{port}" for port in ports)
    async with site() as server, visitor(proxies=proxies) as fetcher:
        with pytest.raises(FetchError) as caught:
            await fetcher.get(server.url)
    fault = caught.value.failure
    assert fault.kind is FailureKind.PROXY_ERROR
    assert re.match(r"None of 3 proxies leads to shop\.test:80 \(127\.0\.0\.1:", fault.message)
    assert all(f"127.0.0.1:{port}" in fault.message for port in ports)
    assert "hunter2" not in fault.message


async def test_the_credentials_of_one_proxy_are_never_shown_to_another() -> None:
    async with (
        site() as server,
        HttpProxy(routes(server), login="anna:first") as one,
        HttpProxy(routes(server), login="bert:second") as other,
    ):
        for proxies in ((one.url, other.url.replace("second", "wrong")), (one.url.replace("first", "bad"), other.url)):
            async with visitor(proxies=proxies) as fetcher:
                for _ in range(2):
                    assert (await fetcher.get(server.url)).body == b"hello"
        ours, theirs = (b"YW5uYT", b"YmVydD")  # anna:, bert: in Base64
        assert all(ours in head and theirs not in head for head in one.heads)
        assert all(theirs in head and ours not in head for head in other.heads)
    assert one.heads
    assert other.heads
