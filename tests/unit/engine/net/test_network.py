import ipaddress
import socket

import pytest

from desktop_scanner.core.failures import FailureKind
from desktop_scanner.core.options import ScanOptions
from desktop_scanner.engine import addresses
from desktop_scanner.engine.journey_errors import JourneyError
from desktop_scanner.engine.net.dialing import open_socket
from desktop_scanner.engine.net.fetch import FetchError, Network
from tests.servers.hostile import HostileServer, keeps_alive, page


class Names:
    """A resolver that answers from a list, one answer after the other, and remembers what it was asked."""

    def __init__(self, *answers: tuple[str, ...]) -> None:
        self._answers = list(answers)
        self.asked: list[str] = []

    async def resolve(self, host: str) -> tuple[str, ...]:
        self.asked.append(host)
        if not self._answers:
            raise JourneyError(FailureKind.DNS_NOT_FOUND, f"{host} does not exist.")
        return self._answers.pop(0) if len(self._answers) > 1 else self._answers[0]

    async def records(self, name: str, kind: str) -> tuple[str, ...]:
        return ()

    async def aclose(self) -> None:
        self._answers.clear()


class Dialer:
    """Records where connections are wanted, and opens them on loopback only, at a server of the test's own."""

    def __init__(self, port: int | None = None) -> None:
        self._port = port
        self.dialled: list[tuple[str, int]] = []

    async def __call__(self, address: str, port: int) -> socket.socket:
        self.dialled.append((address, port))
        if self._port is None:
            raise ConnectionRefusedError
        return await open_socket("127.0.0.1", self._port)


async def kind_of(url: str, names: Names, dialer: Dialer, **options: object) -> FailureKind:
    network = Network(ScanOptions(**options), resolver=names, connect=dialer)  # type: ignore[arg-type]
    fetcher = network.fetcher()
    with pytest.raises(FetchError) as caught:
        await fetcher.get(url)
    await fetcher.aclose()
    await network.aclose()
    return caught.value.failure.kind


EDGES = [str(edge) for network, _ in addresses.DENIED for edge in (network[0], network[-1])]


@pytest.mark.parametrize("address", EDGES)
async def test_a_name_that_leads_to_a_denied_network_is_never_connected_to(address: str) -> None:
    dialer = Dialer()
    assert await kind_of("http://rebound.test/", Names((address,)), dialer) is FailureKind.ADDRESS_BLOCKED
    assert dialer.dialled == []


@pytest.mark.parametrize("address", EDGES)
async def test_a_literal_address_of_a_denied_network_is_never_connected_to(address: str) -> None:
    dialer, names = Dialer(), Names()
    host = f"[{address}]" if ipaddress.ip_address(address).version == 6 else address
    assert await kind_of(f"https://{host}/", names, dialer) is FailureKind.ADDRESS_BLOCKED
    assert (dialer.dialled, names.asked) == ([], [])


@pytest.mark.parametrize("host", ["127.1", "0x7f.1", "2130706433", "0177.0.0.1", "127.0.0.1.", "%31%32%37.1", "①②⑦.1"])
async def test_loopback_in_disguise_is_never_connected_to(host: str) -> None:
    dialer = Dialer()
    assert await kind_of(f"http://{host}/", Names(), dialer) is FailureKind.ADDRESS_BLOCKED
    assert dialer.dialled == []


async def test_of_several_addresses_only_the_public_ones_are_connected_to() -> None:
    dialer = Dialer()
    names = Names(("10.0.0.1", "198.41.0.4", "::1", "2001:503:ba3e::2:30"))
    assert await kind_of("http://mixed.test/", names, dialer) is FailureKind.CONNECT_REFUSED
    assert sorted(dialer.dialled) == [("198.41.0.4", 80), ("2001:503:ba3e::2:30", 80)]


async def test_private_addresses_are_connected_to_where_the_user_allows_it() -> None:
    dialer = Dialer()
    kind = await kind_of("http://intranet.test/", Names(("10.0.0.1",)), dialer, allow_private=True)
    assert (kind, dialer.dialled) == (FailureKind.CONNECT_REFUSED, [("10.0.0.1", 80)])


async def test_a_name_that_is_rebound_is_connected_to_where_it_was_checked() -> None:
    async with HostileServer(page(b"hello")) as server:
        dialer, names = Dialer(server.port), Names(("198.41.0.4",), ("127.0.0.1",))
        network = Network(ScanOptions(), resolver=names, connect=dialer)
        fetcher = network.fetcher()
        fetched = await fetcher.get("http://rebound.test/")
        with pytest.raises(FetchError) as caught:
            await fetcher.get("http://rebound.test/")
        await fetcher.aclose()
    assert (fetched.address, dialer.dialled) == ("198.41.0.4", [("198.41.0.4", 80)])
    assert caught.value.failure.kind is FailureKind.ADDRESS_BLOCKED
    assert names.asked == ["rebound.test", "rebound.test"]


async def test_all_addresses_of_a_name_are_told() -> None:
    network = Network(ScanOptions(), resolver=Names(("198.41.0.4", "10.0.0.1")), connect=Dialer())
    fetcher = network.fetcher()
    with pytest.raises(FetchError):
        await fetcher.get("http://shop.test/")
    assert fetcher.addresses_of("shop.test") == ("198.41.0.4", "10.0.0.1")
    await fetcher.aclose()


async def test_the_refusal_names_the_address() -> None:
    network = Network(ScanOptions(), resolver=Names(("10.0.0.1",)), connect=Dialer())
    fetcher = network.fetcher()
    with pytest.raises(FetchError, match=r"shop\.test leads to 10\.0\.0\.1, a private address; it was not contacted\."):
        await fetcher.get("http://shop.test/")
    await fetcher.aclose()


async def test_a_rule_leads_to_a_private_address_without_any_question_to_dns() -> None:
    async with HostileServer(keeps_alive(page(b"hello"))) as server:
        names, dialer = Names(), Dialer(server.port)
        network = Network(ScanOptions(connect_to=server.connect_to), resolver=names, connect=dialer)
        fetcher = network.fetcher()
        assert (await fetcher.get("http://HOSTILE.test/")).body == b"hello"
        assert (await fetcher.get("http://hostile.test./")).body == b"hello"
        await fetcher.aclose()
    assert names.asked == []
    assert set(dialer.dialled) == {("127.0.0.1", server.port)}
    assert b"Host: hostile.test\r\n" in server.requests[0]


async def test_the_address_of_a_rule_is_refused_when_reached_another_way() -> None:
    async with HostileServer(keeps_alive(page(b"hello"))) as server:
        options = {"connect_to": (f"hostile.test:80:127.0.0.1:{server.port}",)}
        for url in (f"http://127.0.0.1:{server.port}/", f"http://hostile.test:{server.port}/"):
            kind = await kind_of(url, Names(("127.0.0.1",)), Dialer(), **options)
            assert kind is FailureKind.ADDRESS_BLOCKED
    assert server.connections == 0


async def test_a_rule_to_a_name_asks_for_that_name() -> None:
    names, dialer = Names(("10.0.0.1",)), Dialer()
    kind = await kind_of("http://shop.test/", names, dialer, connect_to=("shop.test:80:staging.test:8080",))
    assert (kind, names.asked) == (FailureKind.CONNECT_REFUSED, ["staging.test"])
    assert dialer.dialled == [("10.0.0.1", 8080)]


async def test_a_name_that_does_not_exist_is_not_found() -> None:
    assert await kind_of("http://nowhere.test/", Names(), Dialer()) is FailureKind.DNS_NOT_FOUND
