import asyncio
import socket

import httpcore
import pytest

from desktop_scanner.core.failures import FailureKind, Stage
from desktop_scanner.engine.journey_errors import JourneyError
from desktop_scanner.engine.net import journey, tls
from desktop_scanner.engine.net.journey import Journey
from desktop_scanner.engine.net.streams import TcpStream, Trust


@pytest.fixture
def trust() -> Trust:
    return Trust(tls.trusting_context(), tls.trusting_context())


def pair(trust: Trust) -> tuple[TcpStream, socket.socket]:
    ours, theirs = socket.socketpair()
    ours.setblocking(False)
    journey.begin(Journey("http", "shop.test", 80))
    return TcpStream(ours, "192.0.2.1", trust), theirs


async def test_bytes_go_both_ways(trust: Trust) -> None:
    stream, peer = pair(trust)
    await stream.write(b"question")
    assert peer.recv(100) == b"question"
    peer.sendall(b"answer")
    assert await stream.read(100) == b"answer"
    assert stream.get_extra_info("address") == "192.0.2.1"
    await stream.aclose()
    peer.close()


async def test_an_idle_stream_tells_that_the_other_side_has_hung_up(trust: Trust) -> None:
    stream, peer = pair(trust)
    assert stream.get_extra_info("is_readable") is False
    peer.close()
    assert stream.get_extra_info("is_readable") is True
    await stream.aclose()
    assert stream.get_extra_info("is_readable") is True


async def test_closing_wakes_whoever_waits_and_happens_once(trust: Trust) -> None:
    stream, peer = pair(trust)
    waiting = asyncio.create_task(stream.receive(100))
    await asyncio.sleep(0.01)
    await stream.aclose()
    await stream.aclose()
    assert await waiting == b""
    with pytest.raises(OSError, match="closed"):
        await stream.receive(100)
    peer.close()


async def test_a_failing_write_is_told_in_the_pools_words(trust: Trust) -> None:
    stream, peer = pair(trust)
    peer.close()
    with pytest.raises(httpcore.WriteError):
        await stream.write(b"x" * 100_000)
    await stream.aclose()
    stream.send_at_once(b"ignored")


async def test_a_fault_while_reading_is_called_after_the_stage(trust: Trust) -> None:
    stream, peer = pair(trust)
    await stream.aclose()
    for stage, kind in ((Stage.HTTP, FailureKind.CONNECT_RESET), (Stage.BODY, FailureKind.BODY_INCOMPLETE)):
        journey.current().stage = stage
        with pytest.raises(JourneyError) as caught:
            await stream.read(100)
        assert caught.value.kind is kind
    peer.close()


async def test_a_name_that_no_certificate_can_have_is_a_tls_failure(trust: Trust) -> None:
    stream, peer = pair(trust)
    with pytest.raises(JourneyError) as caught:
        await stream.start_tls(trust.verifying, "." + "a" * 70)
    assert caught.value.kind is FailureKind.TLS_ERROR
    assert stream.is_closed
    peer.close()


async def test_a_cancelled_handshake_closes_the_connection(trust: Trust) -> None:
    stream, peer = pair(trust)
    shaking = asyncio.create_task(stream.start_tls(trust.verifying, "shop.test"))
    peer.setblocking(False)
    assert await asyncio.get_running_loop().sock_recv(peer, 1)
    shaking.cancel()
    with pytest.raises(asyncio.CancelledError):
        await shaking
    assert stream.is_closed
    peer.close()
