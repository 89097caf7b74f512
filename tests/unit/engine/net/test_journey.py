import asyncio

import pytest

from desktop_scanner.core.failures import FailureKind, Stage
from desktop_scanner.core.results import TlsFacts
from desktop_scanner.engine.journey_errors import JourneyError
from desktop_scanner.engine.net import journey
from desktop_scanner.engine.net.journey import MAX_HEAD_BYTES, Journey


def test_a_place_is_written_as_people_write_it() -> None:
    assert Journey("https", "shop.test", 443).place == "shop.test:443"
    assert Journey("http", "::1", 8080).place == "[::1]:8080"


def test_an_end_before_any_answer_is_a_reset() -> None:
    with pytest.raises(JourneyError) as caught:
        Journey("http", "shop.test", 80).received(0)
    assert caught.value.kind is FailureKind.CONNECT_RESET


def test_a_head_beyond_all_measure_is_refused_and_a_long_body_is_not() -> None:
    trip = Journey("http", "shop.test", 80)
    trip.received(MAX_HEAD_BYTES)
    with pytest.raises(JourneyError) as caught:
        trip.received(1)
    assert caught.value.kind is FailureKind.HTTP_PROTOCOL
    trip.stage = Stage.BODY
    trip.received(MAX_HEAD_BYTES)
    trip.received(0)
    assert trip.has_ended


def test_a_second_try_begins_as_the_first_one_did() -> None:
    trip = Journey("http", "shop.test", 80, Stage.TLS, "192.0.2.1", TlsFacts(), True, 5, True)
    trip.start_again()
    assert trip == Journey("http", "shop.test", 80)


async def test_each_task_is_on_its_own_journey() -> None:
    async def travel(host: str) -> str:
        journey.begin(Journey("http", host, 80))
        await asyncio.sleep(0)
        return journey.current().host

    hosts = await asyncio.gather(*(travel(host) for host in ("a.test", "b.test")))
    assert hosts == ["a.test", "b.test"]
