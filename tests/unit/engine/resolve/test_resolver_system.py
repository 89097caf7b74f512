import asyncio
import socket
import threading
import time

import pytest

from desktop_scanner.core.failures import FailureKind
from desktop_scanner.engine.resolve import resolver_system
from desktop_scanner.engine.resolve.resolver_system import SystemLookup


class Book:
    """A look-up that answers one thing."""

    def __init__(self, answer: tuple[str, ...] | Exception) -> None:
        self.answer = answer

    def __call__(self, name: str) -> tuple[str, ...]:
        if isinstance(self.answer, Exception):
            raise self.answer
        return self.answer


async def kind_of(answer: tuple[str, ...] | Exception) -> FailureKind | None:
    return (await SystemLookup(Book(answer)).look_up("shop.test")).kind


async def test_the_system_knows_the_computer_itself() -> None:
    assert "127.0.0.1" in (await SystemLookup().look_up("localhost")).addresses


async def test_all_addresses_are_returned_and_kept_for_a_while() -> None:
    outcome = await SystemLookup(Book(("192.0.2.1", "2001:db8::1"))).look_up("shop.test")
    assert (outcome.addresses, outcome.keep_s) == (("192.0.2.1", "2001:db8::1"), resolver_system.KEEP_S)


@pytest.mark.parametrize("answer", [socket.gaierror(socket.EAI_NONAME, "x"), UnicodeError("x"), ValueError("nul"), ()])
async def test_a_name_that_does_not_exist_is_not_found(answer: tuple[str, ...] | Exception) -> None:
    assert await kind_of(answer) is FailureKind.DNS_NOT_FOUND


@pytest.mark.parametrize(
    "error", [socket.gaierror(socket.EAI_AGAIN, "x"), socket.gaierror(socket.EAI_FAIL, "x"), OSError(24, "too many")]
)
async def test_a_failing_resolver_is_an_error(error: Exception) -> None:
    assert await kind_of(error) is FailureKind.DNS_ERROR


async def test_a_silent_resolver_is_a_timeout_in_time_in_a_thread_that_does_not_outlive_the_process() -> None:
    may_end = threading.Event()
    system = SystemLookup(lambda _: ("192.0.2.1",) if may_end.wait(5) else (), timeout_s=0.05)
    started = time.monotonic()
    assert (await system.look_up("hangs.test")).kind is FailureKind.DNS_TIMEOUT
    assert time.monotonic() - started < 2
    assert all(thread.daemon for thread in threading.enumerate() if thread.name == "look-up hangs.test")
    may_end.set()


async def test_hundreds_of_names_are_looked_up_at_once() -> None:
    crowd = threading.Barrier(200)

    def lookup(_: str) -> tuple[str, ...]:
        crowd.wait(10)  # passes only when all of them wait here together
        return ("192.0.2.1",)

    system = SystemLookup(lookup)
    outcomes = await asyncio.gather(*(system.look_up(f"{number}.test") for number in range(200)))
    assert {outcome.addresses for outcome in outcomes} == {("192.0.2.1",)}


async def test_more_names_than_threads_wait_for_their_turn(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(resolver_system, "MAX_THREADS", 1)
    system = SystemLookup(Book(("192.0.2.1",)))
    outcomes = await asyncio.gather(*(system.look_up(name) for name in ("a.test", "b.test", "c.test")))
    assert [outcome.addresses for outcome in outcomes] == [("192.0.2.1",)] * 3
