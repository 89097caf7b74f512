import asyncio
import socket
import threading
import time

import pytest

from desktop_scanner.core.failures import FailureKind
from desktop_scanner.engine import resolver
from desktop_scanner.engine.journey import JourneyError
from desktop_scanner.engine.resolver import SystemResolver


class Book:
    """A look-up that counts how often it is asked."""

    def __init__(self, answer: tuple[str, ...] | Exception) -> None:
        self.answer = answer
        self.asked: list[str] = []

    def __call__(self, host: str) -> tuple[str, ...]:
        self.asked.append(host)
        if isinstance(self.answer, Exception):
            raise self.answer
        return self.answer


async def kind_of(lookup: Book) -> FailureKind:
    with pytest.raises(JourneyError) as caught:
        await SystemResolver(lookup).resolve("shop.test")
    return caught.value.kind


async def test_the_hosts_file_is_honoured() -> None:
    assert "127.0.0.1" in await SystemResolver().resolve("localhost")


async def test_all_addresses_are_returned() -> None:
    assert await SystemResolver(Book(("192.0.2.1", "2001:db8::1"))).resolve("shop.test") == ("192.0.2.1", "2001:db8::1")


@pytest.mark.parametrize("error", [socket.gaierror(socket.EAI_NONAME, "x"), UnicodeError("x"), ValueError("nul")])
async def test_a_name_that_does_not_exist_is_not_found(error: Exception) -> None:
    assert await kind_of(Book(error)) is FailureKind.DNS_NOT_FOUND


async def test_a_name_without_addresses_is_not_found() -> None:
    assert await kind_of(Book(())) is FailureKind.DNS_NOT_FOUND


@pytest.mark.parametrize(
    "error", [socket.gaierror(socket.EAI_AGAIN, "x"), socket.gaierror(socket.EAI_FAIL, "x"), OSError(24, "too many")]
)
async def test_a_failing_name_server_is_an_error(error: Exception) -> None:
    assert await kind_of(Book(error)) is FailureKind.DNS_ERROR


async def test_a_slow_try_again_of_the_system_is_a_timeout(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(resolver, "_TIMEOUT_AFTER_S", 0.0)
    assert await kind_of(Book(socket.gaierror(socket.EAI_AGAIN, "x"))) is FailureKind.DNS_TIMEOUT


async def test_a_silent_name_server_is_a_timeout_in_time_and_its_late_answer_is_kept() -> None:
    may_answer = threading.Event()
    asked = SystemResolver(lambda _: ("192.0.2.1",) if may_answer.wait(5) else (), timeout_s=0.05)
    started = time.monotonic()
    with pytest.raises(JourneyError) as caught:
        await asked.resolve("slow.test")
    assert caught.value.kind is FailureKind.DNS_TIMEOUT
    assert time.monotonic() - started < 2
    may_answer.set()
    assert await SystemResolver.resolve(asked, "slow.test") == ("192.0.2.1",)


async def test_a_name_is_looked_up_once_however_many_ask_and_however_it_is_written() -> None:
    book = Book(("192.0.2.1",))
    asked = SystemResolver(book)
    await asyncio.gather(*(asked.resolve(name) for name in ("shop.test", "SHOP.test", "shop.test.")))
    await asked.resolve("shop.test")
    assert book.asked == ["shop.test"]


async def test_a_missing_name_is_kept_and_an_error_is_not() -> None:
    for error, times in ((socket.gaierror(socket.EAI_NONAME, "x"), 1), (socket.gaierror(socket.EAI_FAIL, "x"), 2)):
        book = Book(error)
        asked = SystemResolver(book)
        for _ in range(2):
            with pytest.raises(JourneyError):
                await asked.resolve("shop.test")
        assert len(book.asked) == times


async def test_what_is_kept_is_bounded_and_forgotten_at_the_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(resolver, "MAX_KEPT", 2)
    book = Book(("192.0.2.1",))
    asked = SystemResolver(book)
    for name in ("a.test", "b.test", "c.test", "a.test", "c.test"):
        await asked.resolve(name)
    assert book.asked == ["a.test", "b.test", "c.test", "a.test"]
    await asked.aclose()
    await asked.resolve("c.test")
    assert book.asked[-1] == "c.test"


async def test_hundreds_of_names_are_looked_up_at_once() -> None:
    crowd = threading.Barrier(200)

    def lookup(host: str) -> tuple[str, ...]:
        crowd.wait(10)  # passes only when all of them wait here together
        return ("192.0.2.1",)

    asked = SystemResolver(lookup)
    answers = await asyncio.gather(*(asked.resolve(f"{number}.test") for number in range(200)))
    assert answers == [("192.0.2.1",)] * 200


async def test_more_names_than_threads_wait_for_their_turn(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(resolver, "MAX_THREADS", 1)
    book = Book(("192.0.2.1",))
    asked = SystemResolver(book)
    await asyncio.gather(*(asked.resolve(name) for name in ("a.test", "b.test", "b.test")))
    assert sorted(book.asked) == ["a.test", "b.test"]


async def test_a_look_up_that_hangs_does_not_outlive_the_process() -> None:
    may_end = threading.Event()
    asked = SystemResolver(lambda _: ("192.0.2.1",) if may_end.wait(5) else (), timeout_s=0.01)
    with pytest.raises(JourneyError):
        await asked.resolve("hangs.test")
    assert all(thread.daemon for thread in threading.enumerate() if thread.name == "look-up hangs.test")
    may_end.set()
