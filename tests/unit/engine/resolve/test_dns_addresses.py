import asyncio
import time

import pytest
from dns.rdatatype import RdataType

from desktop_scanner.core.failures import FailureKind
from desktop_scanner.engine.resolve import dns_addresses, dns_client
from desktop_scanner.engine.resolve.dns_addresses import AddressLookup
from desktop_scanner.engine.resolve.dns_outcomes import Outcome
from tests.servers.dns import DnsServer, Entry, Fault, Question, Rcode, Reply
from tests.unit.engine.lookups import asking

FOUR = Reply(a=("192.0.2.7",), ttl=300)


def only_six(otherwise: Reply) -> Entry:
    """Answer IPv6 in one way and IPv4 properly."""
    return lambda question: otherwise if question.kind == RdataType.AAAA else FOUR


async def outcome(entry: Entry, **others: Entry) -> Outcome:
    script = {"shop.test": entry, **{f"{name}.test": other for name, other in others.items()}}
    async with DnsServer(script) as dns, asking(dns, timeout_s=0.4) as client:
        return await AddressLookup(client).look_up("shop.test")


async def test_both_kinds_are_asked_for_at_once_and_ipv4_comes_first() -> None:
    script = {"shop.test": Reply(a=("192.0.2.7",), aaaa=("2001:db8::7",), delay_s=0.05)}
    async with DnsServer(script) as dns, asking(dns) as client:
        found = await AddressLookup(client).look_up("shop.test")
    assert (found.addresses, dns.most_at_once) == (("192.0.2.7", "2001:db8::7"), 2)


@pytest.mark.parametrize(
    ("entry", "message", "keep_s"),
    [
        (Reply(rcode=Rcode.NXDOMAIN, ttl=60), "shop.test does not exist.", 60),
        (Reply(ttl=45), "shop.test exists, but has no address.", 45),
        (Reply(rcode=Rcode.NXDOMAIN, ttl=9_999), "shop.test does not exist.", 300),
        (Reply(cname="gone.test"), "shop.test is an alias of gone.test, which does not exist.", 60),
    ],
)
async def test_a_name_without_addresses_is_missing_for_a_bounded_time(entry: Reply, message: str, keep_s: int) -> None:
    result = await outcome(entry)
    assert (result.kind, result.message, result.keep_s) == (FailureKind.DNS_NOT_FOUND, message, keep_s)


async def test_aliases_are_followed_and_the_shortest_time_to_live_counts() -> None:
    result = await outcome(Reply(cname="cdn.test", ttl=20), cdn=Reply(a=("192.0.2.8",), aaaa=("2001:db8::8",)))
    assert (result.addresses, result.keep_s) == (("192.0.2.8", "2001:db8::8"), 20)


async def test_an_address_is_believed_for_an_hour_at_most() -> None:
    assert (await outcome(Reply(a=("192.0.2.7",), aaaa=("2001:db8::7",), ttl=2**31 - 1))).keep_s == 3600


@pytest.mark.parametrize("length", [1, 25])
async def test_aliases_without_end_are_an_error(length: int) -> None:
    chain = {f"alias{n}": Reply(cname=f"alias{n + 1}.test") for n in range(1, length)}
    result = await outcome(Reply(cname="alias1.test"), **chain, **{f"alias{length}": Reply(cname="shop.test")})
    assert result.kind is FailureKind.DNS_ERROR
    assert "makes no sense" in result.message


@pytest.mark.parametrize(
    "otherwise",
    [Reply(fault=Fault.SILENCE), Reply(rcode=Rcode.SERVFAIL), Reply(rcode=Rcode.NXDOMAIN, delay_s=0.05), Reply()],
)
async def test_trouble_with_ipv6_does_not_cost_the_ipv4_addresses(
    otherwise: Reply, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dns_addresses, "GRACE_S", 0.1)
    assert (await outcome(only_six(otherwise))).addresses == ("192.0.2.7",)


async def test_half_an_answer_is_waited_for_a_little_and_kept_for_a_little(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dns_addresses, "GRACE_S", 0.1)
    started = time.monotonic()
    result = await outcome(only_six(Reply(fault=Fault.SILENCE)))
    assert (result.keep_s, time.monotonic() - started < 0.35) == (30, True)


async def test_a_denial_for_ipv6_does_not_hide_the_ipv4_addresses_that_come_later() -> None:
    def entry(question: Question) -> Reply:
        is_six = question.kind == RdataType.AAAA
        return Reply(rcode=Rcode.NXDOMAIN) if is_six else Reply(a=("192.0.2.7",), delay_s=0.1)

    assert (await outcome(entry)).addresses == ("192.0.2.7",)


async def test_a_failure_says_more_than_silence(monkeypatch: pytest.MonkeyPatch) -> None:
    def entry(question: Question) -> Reply:
        is_six = question.kind == RdataType.AAAA
        return Reply(rcode=Rcode.SERVFAIL) if is_six else Reply(fault=Fault.SILENCE)

    monkeypatch.setattr(dns_client, "PATIENCE_S", 0.1)
    result = await outcome(entry)
    assert (result.kind, result.keep_s) == (FailureKind.DNS_ERROR, 0)


async def test_silence_is_a_timeout() -> None:
    assert (await outcome(Reply(fault=Fault.SILENCE))).kind is FailureKind.DNS_TIMEOUT


async def test_an_enormous_answer_is_bounded_and_quick() -> None:
    script = {"shop.test": Reply(a=[f"10.0.{n // 250}.{n % 250}" for n in range(600)])}
    async with DnsServer(script) as dns, asking(dns) as client:
        started = time.monotonic()
        result = await AddressLookup(client).look_up("shop.test")
    assert len(result.addresses) == dns_addresses.MAX_ADDRESSES
    assert time.monotonic() - started < 2


@pytest.mark.parametrize("name", ["a..test", f"{'x' * 64}.test", "ä\udcff.test"])
async def test_what_is_no_name_is_missing(name: str) -> None:
    async with DnsServer() as dns, asking(dns) as client:
        result = await AddressLookup(client).look_up(name)
    assert (result.kind, dns.questions) == (FailureKind.DNS_NOT_FOUND, [])


async def test_a_look_up_that_is_given_up_ends_both_questions() -> None:
    async with DnsServer({"*": Reply(fault=Fault.SILENCE)}) as dns, asking(dns) as client:
        task = asyncio.create_task(AddressLookup(client).look_up("shop.test"))
        await dns.was_asked("shop.test", times=2)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        assert not [left for left in asyncio.all_tasks() if left.get_name().startswith("ask for shop.test")]
