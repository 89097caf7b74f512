import asyncio
import gzip
import os
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

from desktop_scanner.core.failures import FailureKind
from desktop_scanner.engine.site.session import Ask
from tests.servers.sites import Reply, page
from tests.unit.engine.scans import bench

_URL = "https://a.test/"


def ask(url: str = _URL, *, has_retries: bool = True) -> Ask:
    return Ask(url=url, activity="Reading", has_retries=has_retries)


async def test_a_passing_fault_is_tried_again_and_forgotten() -> None:
    async with bench({"a.test": {"/": [Reply(resets=True), Reply(status=503), page("Here")]}}) as made:
        answer = await made.session.ask(ask())
    assert (answer.status, answer.failure) == (200, None)
    assert made.told.count("Reading") == 3
    assert made.told.count("Trying again in 1 s") == 2


async def test_attempts_and_timeline_tell_every_try() -> None:
    script = [Reply(resets=True), Reply(status=502), Reply(status=503)]
    async with bench({"a.test": {"/": script}}) as made:
        fault = (await made.session.ask(ask())).failure
    assert fault is not None
    assert (fault.kind, fault.attempts) == (FailureKind.HTTP_SERVER_ERROR, 3)
    assert [attempt.kind for attempt in fault.timeline] == ["connect_reset", "http_server_error", "http_server_error"]
    assert [attempt.at for attempt in fault.timeline] == sorted(attempt.at for attempt in fault.timeline)


async def test_what_is_not_worth_it_is_asked_once() -> None:
    async with bench({"a.test": {"/": Reply(status=404)}}) as made:
        fault = (await made.session.ask(ask())).failure
    assert fault is not None
    assert (fault.attempts, len(made.server.log)) == (1, 1)


async def test_without_retries_one_try_is_all() -> None:
    async with bench({"a.test": {"/": Reply(status=500)}}) as made:
        await made.session.ask(ask(has_retries=False))
    assert len(made.server.log) == 1


async def test_retry_after_is_honoured_to_the_second() -> None:
    busy = Reply(status=429, headers=(("Retry-After", "1"),))
    async with bench({"a.test": {"/": [busy, page("Here")]}}) as made:
        answer = await made.session.ask(ask())
    first, second = made.server.starts("a.test")
    assert answer.failure is None
    assert second - first >= 1
    assert "Waiting: Retry-After 1 s" in made.told


async def test_a_host_that_asks_for_a_long_rest_is_not_asked_again() -> None:
    busy = Reply(status=503, headers=(("Retry-After", "3600"),))
    async with bench({"a.test": {"/": busy}}) as made:
        fault = (await made.session.ask(ask())).failure
    assert fault is not None
    assert (fault.kind, fault.attempts) == (FailureKind.HTTP_SERVER_ERROR, 1)


async def test_when_time_ends_in_a_wait_the_real_failure_is_told_at_once() -> None:
    busy = Reply(status=429, headers=(("Retry-After", "20"),))
    async with bench({"a.test": {"/": busy}}, domain_timeout_s=5) as made:
        fault = (await asyncio.wait_for(made.session.ask(ask()), 2)).failure
    assert fault is not None
    assert (fault.kind, fault.attempts) == (FailureKind.RATE_LIMITED, 1)


async def test_when_time_ends_in_a_second_try_the_first_ones_failure_is_told() -> None:
    never = Reply(waits_for=asyncio.Event())
    async with bench({"a.test": {"/": [Reply(resets=True), never]}}, domain_timeout_s=1.5) as made:
        fault = (await made.session.ask(ask())).failure
    assert fault is not None
    assert (fault.kind, fault.attempts) == (FailureKind.CONNECT_RESET, 2)
    assert fault.timeline[-1].kind is FailureKind.DOMAIN_TIMEOUT


async def test_when_time_ends_in_the_first_try_there_is_nothing_else_to_tell() -> None:
    async with bench({"a.test": {"/": Reply(waits_for=asyncio.Event())}}, domain_timeout_s=0.3) as made:
        fault = (await made.session.ask(ask())).failure
        over = (await made.session.ask(ask("https://a.test/x"))).failure
    assert fault is not None
    assert over is not None
    assert (fault.kind, fault.attempts, fault.stage) == (FailureKind.DOMAIN_TIMEOUT, 1, "engine")
    assert fault.timeline[0].elapsed_ms >= 300
    assert over.kind is FailureKind.DOMAIN_TIMEOUT
    assert made.server.asked() == [_URL]


async def test_waiting_for_a_host_takes_none_of_the_domains_time() -> None:
    async with bench({"a.test": {"/": page("Here")}}, domain_timeout_s=0.5, delay_ms=400) as made:
        answers = [await made.session.ask(ask()) for _ in range(4)]
    assert [answer.failure for answer in answers] == [None] * 4


async def test_a_closed_door_is_not_tried_again_when_its_share_of_time_is_used_up() -> None:
    async with bench({"a.test": {"/": Reply(resets=True)}}) as made:
        fault = (await made.session.ask(Ask(url=_URL, activity="Connecting", share_s=0))).failure
    assert fault is not None
    assert fault.attempts == 1


async def test_what_stood_at_each_address_is_known_without_its_body() -> None:
    async with bench({"a.test": {"/": page("Here")}}) as made:
        await made.session.ask(ask())
        known = made.session.known[_URL]
    assert known.fetched is not None
    assert (known.status, known.fetched.body) == (200, b"")


async def test_every_answer_counts_among_the_domains_bytes() -> None:
    site = {"/": page("Here"), "/gone": Reply("x" * 2_000, status=404), "/go": Reply("y" * 3_000, status=302)}
    async with bench({"a.test": site}) as made:
        for path in site:
            await made.session.ask(ask(f"https://a.test{path}"))
    assert 5_000 < made.session.bytes.used < 10_000


async def test_a_body_counts_as_it_unpacks() -> None:
    packed = Reply(gzip.compress(b"x" * 500_000), headers=(("Content-Encoding", "gzip"),))
    async with bench({"a.test": {"/": packed}}) as made:
        await made.session.ask(ask())
    assert made.session.bytes.used >= 500_000


async def test_a_body_that_was_refused_counts_as_far_as_it_came() -> None:
    packed = Reply(gzip.compress(os.urandom(120_000).hex().encode()), headers=(("Content-Encoding", "gzip"),))
    async with bench({"a.test": {"/": packed}}, max_bytes=200_000) as made:
        answer = await made.session.ask(ask())
    assert answer.failure is not None
    assert answer.failure.kind is FailureKind.BODY_TOO_LARGE
    assert made.session.bytes.used >= 200_000


async def test_nothing_is_asked_when_the_bytes_are_used_up() -> None:
    async with bench({"a.test": {"/": Reply("x" * 20_000)}}, max_domain_bytes=10_000) as made:
        first = await made.session.ask(ask())
        second = await made.session.ask(ask("https://a.test/x"))
    assert [answer.failure and answer.failure.kind for answer in (first, second)] == ["body_too_large"] * 2
    assert (made.server.asked(), made.session.is_exhausted) == ([_URL], True)


async def test_a_well_packed_page_that_the_bytes_left_have_no_room_for_is_no_bomb() -> None:
    packed = Reply(gzip.compress(b"x" * 3_000_000), headers=(("Content-Encoding", "gzip"),))
    async with bench({"a.test": {"/": packed}}, max_domain_bytes=100_000) as made:
        answer = await made.session.ask(ask())
    assert answer.failure is not None
    assert (answer.failure.kind, made.session.bytes.is_spent) == (FailureKind.BODY_TOO_LARGE, True)


async def test_a_host_that_asked_for_a_long_rest_is_asked_nothing_else_and_that_is_told() -> None:
    busy = Reply(status=429, headers=(("Retry-After", "3600"),))
    async with bench({"a.test": {"/": busy, "/x": page("There")}}) as made:
        await made.session.ask(ask())
        answer = await made.session.ask(ask("https://a.test/x"))
        assert made.server.asked() == [_URL]
    assert answer.failure is not None
    assert answer.failure.kind is FailureKind.RATE_LIMITED
    assert answer.failure.message.startswith("a.test asked to be left alone for another ")


async def test_a_rest_until_a_date_is_honoured_too() -> None:
    at = format_datetime(datetime.now(UTC) + timedelta(seconds=3), usegmt=True)
    busy = Reply(status=503, headers=(("Retry-After", at),))
    async with bench({"a.test": {"/": [busy, page("Here")]}}) as made:
        answer = await made.session.ask(ask())
    first, second = made.server.starts("a.test")
    assert answer.failure is None
    assert second - first >= 1  # whole seconds, of which the first one is under way


async def test_a_rest_holds_for_requests_that_are_not_tried_again_too() -> None:
    busy = Reply(status=429, headers=(("Retry-After", "1"),))
    async with bench({"a.test": {"/": busy, "/x": page("There")}}) as made:
        await made.session.ask(ask(has_retries=False))
        await made.session.ask(ask("https://a.test/x"))
    first, second = made.server.starts("a.test")
    assert second - first >= 0.95
