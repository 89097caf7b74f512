import asyncio
import errno
import socket
import time

import pytest

from desktop_scanner.core.failures import FailureKind
from desktop_scanner.engine.journey_errors import JourneyError
from desktop_scanner.engine.net import dialing
from desktop_scanner.engine.net.journey import Journey

FAULTS: dict[str, OSError] = {
    "198.51.100.1": ConnectionRefusedError(),
    "198.51.100.2": TimeoutError(),
    "198.51.100.3": OSError(errno.ENETUNREACH, "unreachable"),
    "198.51.100.4": ConnectionResetError(),
    "2001:db8::1": OSError(errno.EADDRNOTAVAIL, "no IPv6 here"),
}


class Dialer:
    """Gives a socket, a fault, or nothing for ever, by address; never opens a connection."""

    def __init__(self) -> None:
        self.dialled: list[str] = []
        self.sockets: list[socket.socket] = []
        self.abandoned: list[str] = []
        self.was_dialled_twice = asyncio.Event()

    async def __call__(self, address: str, port: int) -> socket.socket:
        self.dialled.append(address)
        if len(self.dialled) == 2:
            self.was_dialled_twice.set()
        if address in FAULTS:
            raise FAULTS[address]
        if address.startswith("192.0.2."):
            try:
                await asyncio.Event().wait()
            except asyncio.CancelledError:
                self.abandoned.append(address)
                raise
        self.sockets.append(socket.socket())
        return self.sockets[-1]


def journey() -> Journey:
    return Journey("https", "shop.test", 443)


async def failure(*found: str) -> JourneyError:
    with pytest.raises(JourneyError) as caught:
        await dialing.first_to_connect(Dialer(), found, 443, journey())
    return caught.value


@pytest.mark.parametrize(
    ("address", "kind"),
    [
        ("198.51.100.1", FailureKind.CONNECT_REFUSED),
        ("198.51.100.2", FailureKind.CONNECT_TIMEOUT),
        ("198.51.100.3", FailureKind.NETWORK_UNREACHABLE),
        ("198.51.100.4", FailureKind.CONNECT_RESET),
        ("2001:db8::1", FailureKind.NETWORK_UNREACHABLE),
    ],
)
async def test_each_fault_has_its_kind(address: str, kind: FailureKind) -> None:
    assert (await failure(address)).kind is kind


async def test_of_several_faults_the_one_that_says_most_is_told() -> None:
    error = await failure("2001:db8::1", "198.51.100.2", "198.51.100.1")
    assert error.message == "shop.test:443 refused the connection (198.51.100.1)."


async def test_the_next_address_is_tried_at_once_where_one_fails() -> None:
    dialer, started = Dialer(), time.monotonic()
    sock, address = await dialing.first_to_connect(dialer, ("2001:db8::1", "198.51.100.1", "8.8.8.8"), 443, journey())
    sock.close()
    assert (address, dialer.dialled) == ("8.8.8.8", ["2001:db8::1", "198.51.100.1", "8.8.8.8"])
    assert time.monotonic() - started < dialing.STAGGER_S


async def test_a_silent_address_is_overtaken_and_given_up() -> None:
    dialer, trip = Dialer(), journey()
    sock, address = await dialing.first_to_connect(dialer, ("192.0.2.1", "8.8.8.8"), 443, trip)
    sock.close()
    assert (address, trip.address, dialer.abandoned) == ("8.8.8.8", "8.8.8.8", ["192.0.2.1"])


async def test_a_loser_that_connected_too_is_closed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dialing, "STAGGER_S", 0.0)
    start = asyncio.Event()
    dialer = Dialer()

    async def connect(address: str, port: int) -> socket.socket:
        if len(dialer.dialled) == 1:
            start.set()
        sock = await dialer(address, port)
        await start.wait()
        return sock

    winner, _ = await dialing.first_to_connect(connect, ("8.8.8.8", "8.8.4.4"), 443, journey())
    assert [sock.fileno() < 0 for sock in dialer.sockets if sock is not winner] == [True]
    winner.close()


async def test_a_cancelled_race_leaves_nothing_behind() -> None:
    dialer = Dialer()
    race = asyncio.create_task(dialing.first_to_connect(dialer, ("192.0.2.1", "192.0.2.2"), 443, journey()))
    await dialer.was_dialled_twice.wait()
    race.cancel()
    with pytest.raises(asyncio.CancelledError):
        await race
    assert sorted(dialer.abandoned) == ["192.0.2.1", "192.0.2.2"]


async def test_a_name_with_very_many_addresses_is_not_tried_for_ever() -> None:
    dialer = Dialer()
    with pytest.raises(JourneyError):
        await dialing.first_to_connect(dialer, ["198.51.100.1"] * 100, 443, journey())
    assert len(dialer.dialled) == dialing.MAX_ADDRESSES


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        (("2::1", "2::2", "1.0.0.1", "1.0.0.2"), ["2::1", "1.0.0.1", "2::2", "1.0.0.2"]),
        (("1.0.0.1", "2::1", "2::2"), ["1.0.0.1", "2::1", "2::2"]),
        ((), []),
    ],
)
def test_the_two_families_take_turns(found: tuple[str, ...], expected: list[str]) -> None:
    assert dialing.interleaved(found) == expected


async def test_a_socket_connects_over_both_families() -> None:
    for host in ("127.0.0.1", "::1"):
        server = await asyncio.start_server(lambda _, writer: writer.close(), host, 0)
        sock = await dialing.open_socket(host, server.sockets[0].getsockname()[1])
        assert sock.getpeername()[0] == host
        sock.close()
        server.close()
        await server.wait_closed()
