import asyncio
import time

import pytest
from dns.rdatatype import RdataType

from desktop_scanner.core.failures import FailureKind
from desktop_scanner.engine.journey_errors import JourneyError
from desktop_scanner.engine.resolve import dns_client
from desktop_scanner.engine.resolve.dns_client import DnsClient
from tests.servers.dns import DnsServer, Fault, Rcode, Reply
from tests.servers.hostile import unused_port
from tests.unit.engine.lookups import asking

FOUND = Reply(a=("192.0.2.7",), mx=((10, "mail.shop.test"),), txt=("v=spf1 -all", "x" * 400))


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dns_client, "PATIENCE_S", 0.1)
    monkeypatch.setattr(dns_client, "ROUND_S", 0.05)


async def found(client: DnsClient, kind: RdataType = RdataType.A, name: str = "shop.test") -> list[str]:
    chain = (await client.ask(name, kind)).resolve_chaining()
    return sorted(record.to_text() for record in chain.answer or ())


async def failure(client: DnsClient) -> JourneyError:
    with pytest.raises(JourneyError) as caught:
        await client.ask("shop.test", RdataType.A)
    return caught.value


@pytest.mark.parametrize("host", ["127.0.0.1", "::1"])
async def test_a_server_is_asked_over_both_families(host: str) -> None:
    async with DnsServer({"shop.test": FOUND}, host=host) as dns, asking(dns) as client:
        assert await found(client) == ["192.0.2.7"]


@pytest.mark.parametrize(
    ("kind", "expected"),
    [(RdataType.MX, ["10 mail.shop.test."]), (RdataType.TXT, ['"v=spf1 -all"', f'"{"x" * 255}" "{"x" * 145}"'])],
)
async def test_other_kinds_of_records_can_be_asked_for(kind: RdataType, expected: list[str]) -> None:
    async with DnsServer({"shop.test": FOUND}) as dns, asking(dns) as client:
        assert await found(client, kind) == expected


@pytest.mark.parametrize(
    ("reply", "records"),
    [
        (Reply(a=("192.0.2.7",), fault=Fault.TRUNCATED), 1),
        (Reply(a=[f"192.0.2.{number}" for number in range(1, 201)]), 200),
    ],
)
async def test_an_answer_that_fits_no_datagram_is_fetched_over_tcp(reply: Reply, records: int) -> None:
    async with DnsServer({"shop.test": reply}) as dns, asking(dns) as client:
        assert len(await found(client)) == records
    assert [question.is_tcp for question in dns.questions] == [False, True]


@pytest.mark.parametrize("lost", [1, 2])
async def test_a_question_that_got_lost_is_asked_again(lost: int) -> None:
    script = {"shop.test": [*[Reply(fault=Fault.SILENCE)] * lost, FOUND]}
    async with DnsServer(script) as dns, asking(dns) as client:
        assert await found(client) == ["192.0.2.7"]
    assert dns.asked("shop.test") == lost + 1


async def test_a_slow_server_is_still_listened_to_when_it_is_asked_again() -> None:
    script = {"shop.test": [Reply(a=("192.0.2.7",), delay_s=0.25), Reply(fault=Fault.SILENCE)]}
    async with DnsServer(script) as dns, asking(dns) as client:
        assert await found(client) == ["192.0.2.7"]
    assert dns.asked("shop.test") == 2


@pytest.mark.parametrize(
    "bad",
    [
        Reply(fault=Fault.SILENCE),
        Reply(rcode=Rcode.SERVFAIL),
        Reply(rcode=Rcode.REFUSED),
        Reply(rcode=Rcode.NOTIMP),
        Reply(a=("192.0.2.9",), fault=Fault.CUT_OFF),
        Reply(fault=Fault.HANG_UP),
    ],
)
async def test_where_one_server_is_at_fault_the_next_one_is_asked(bad: Reply) -> None:
    async with (
        DnsServer({"*": bad}) as first,
        DnsServer({"shop.test": FOUND}, host="::1") as second,
        asking(first, second) as client,
    ):
        assert await found(client) == ["192.0.2.7"]
        assert first.asked("shop.test") >= 1


async def test_a_machine_without_name_server_is_passed_over_at_once() -> None:
    async with DnsServer({"shop.test": FOUND}) as dns, asking(f"127.0.0.1:{unused_port()}", dns) as client:
        started = time.monotonic()
        assert await found(client) == ["192.0.2.7"]
        assert time.monotonic() - started < dns_client.PATIENCE_S


async def test_a_silent_server_is_asked_last_from_then_on() -> None:
    script = {"*": FOUND}
    async with (
        DnsServer({"*": Reply(fault=Fault.SILENCE)}) as silent,
        DnsServer(script) as good,
        asking(silent, good) as client,
    ):
        await client.ask("a.test", RdataType.A)
        await client.ask("b.test", RdataType.A)
    assert (silent.names, good.names) == ({"a.test"}, {"a.test", "b.test"})


@pytest.mark.parametrize("fault", [Fault.SILENCE, Fault.GARBAGE, Fault.WRONG_ID, Fault.WRONG_QUESTION])
async def test_silence_and_forged_answers_end_in_a_timeout_in_time(fault: Fault) -> None:
    started = time.monotonic()
    async with DnsServer({"*": Reply(a=("192.0.2.66",), fault=fault)}) as dns, asking(dns, timeout_s=0.4) as client:
        error = await failure(client)
    assert time.monotonic() - started < 2
    assert error.kind is FailureKind.DNS_TIMEOUT
    assert error.message == f"No name server answered within 0.4 s when asked for shop.test ({dns.address})."


@pytest.mark.parametrize(
    ("reply", "words", "times"),
    [
        (Reply(rcode=Rcode.SERVFAIL), "failed (SERVFAIL)", 1),
        (Reply(rcode=Rcode.FORMERR), "failed (FORMERR)", 1),
        (Reply(rcode=Rcode.REFUSED), "refused to answer (REFUSED)", 2),
        (Reply(a=("192.0.2.9",), fault=Fault.CUT_OFF), "sent an answer that cannot be read", 1),
        (Reply(a=("192.0.2.9",), fault=Fault.POINTER_LOOP), "sent an answer that cannot be read", 1),
        (Reply(fault=Fault.HANG_UP), "closed the connection without an answer", 4),
        (Reply(a=[f"10.0.{n // 250}.{n % 250}" for n in range(1_500)]), "sent an answer of more than 16,384 bytes", 4),
    ],
)
async def test_a_server_that_fails_is_an_error_with_its_reason(reply: Reply, words: str, times: int) -> None:
    async with DnsServer({"*": reply}) as dns, asking(dns) as client:
        error = await failure(client)
    assert error.kind is FailureKind.DNS_ERROR
    assert error.message == f"shop.test could not be looked up: {dns.address} {words}."
    assert dns.asked("shop.test") == times


async def test_a_failing_and_a_silent_server_are_both_named() -> None:
    async with (
        DnsServer({"*": Reply(rcode=Rcode.SERVFAIL)}) as failing,
        DnsServer({"*": Reply(fault=Fault.SILENCE)}) as silent,
        asking(failing, silent, timeout_s=0.4) as client,
    ):
        error = await failure(client)
    assert error.kind is FailureKind.DNS_ERROR
    assert f"{failing.address} failed (SERVFAIL)" in error.message
    assert f"{silent.address} did not answer" in error.message


async def test_a_server_that_is_not_there_is_an_error_and_not_waited_for() -> None:
    port, started = unused_port(), time.monotonic()
    async with asking(f"127.0.0.1:{port}") as client:
        error = await failure(client)
    assert error.message == f"shop.test could not be looked up: 127.0.0.1:{port} cannot be reached."
    assert time.monotonic() - started < 1


async def test_a_refusal_for_too_many_questions_passes() -> None:
    async with DnsServer({"shop.test": [Reply(rcode=Rcode.REFUSED), FOUND]}) as dns, asking(dns) as client:
        assert await found(client) == ["192.0.2.7"]


async def test_a_server_that_hangs_over_tcp_is_overtaken() -> None:
    script = {"shop.test": lambda question: Reply(fault=Fault.SILENCE if question.is_tcp else Fault.TRUNCATED)}
    async with DnsServer(script) as hanging, DnsServer({"shop.test": FOUND}) as dns, asking(hanging, dns) as client:
        assert await found(client) == ["192.0.2.7"]


@pytest.mark.parametrize("name", ["a..test", f"{'x' * 64}.test", ".".join(["abcdefgh"] * 40)])
async def test_what_is_no_name_is_asked_of_nobody(name: str) -> None:
    async with DnsServer() as dns, asking(dns) as client:
        with pytest.raises(ValueError, match=r"."):
            await client.ask(name, RdataType.A)
    assert dns.questions == []


async def test_a_question_that_is_given_up_leaves_nothing_behind() -> None:
    async with DnsServer({"*": Reply(fault=Fault.SILENCE)}) as dns, asking(dns) as client:
        task = asyncio.create_task(client.ask("shop.test", RdataType.A))
        await dns.was_asked("shop.test")
        assert client.waiting == 1
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        assert client.waiting == 0
