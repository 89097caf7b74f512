import asyncio
import time
from pathlib import Path

import pytest

from desktop_scanner.core import name_servers
from desktop_scanner.core.failures import FailureKind
from desktop_scanner.engine.resolve import dns_configuration, dns_outcomes, dns_wildcard, resolver
from desktop_scanner.engine.resolve.dns_hosts_file import HostsFile
from desktop_scanner.engine.resolve.dns_outcomes import Outcome
from desktop_scanner.engine.resolve.resolver import NameResolver
from tests.servers.dns import DnsServer, Fault, Rcode, Reply
from tests.unit.engine.lookups import NoSource, failure, resolving

SHOP = Reply(a=("192.0.2.7",), aaaa=("2001:db8::7",))


class System:
    """The system's resolver, which knows one address for every name."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    async def look_up(self, name: str) -> Outcome:
        self.asked.append(name)
        return dns_outcomes.found(("192.0.2.99",), 60) if len(name) < 20 else dns_outcomes.missing("It is random.")


@pytest.fixture
def no_system_servers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dns_configuration, "system_servers", lambda: ())


@pytest.mark.parametrize("host", ["shop.test", "SHOP.test", "shop.test."])
async def test_a_name_has_one_spelling(host: str) -> None:
    async with resolving({"shop.test": SHOP}) as (names, dns):
        assert await names.resolve(host) == ("192.0.2.7", "2001:db8::7")
    assert dns.asked("shop.test") == 2


@pytest.mark.parametrize("host", ["127.0.0.1", "192.0.2.1", "::1", "[::1]", "2001:DB8:0::7"])
async def test_an_address_is_its_own_answer(host: str) -> None:
    async with resolving({}) as (names, dns):
        assert len(await names.resolve(host)) == 1
    assert dns.questions == []


async def test_the_hosts_file_stands_before_all_name_servers(tmp_path: Path) -> None:
    file = tmp_path / "hosts"
    file.write_text("192.0.2.55 shop.test\n", "ascii")
    async with DnsServer({"shop.test": SHOP}) as dns:
        names = NameResolver([name_servers.parse(dns.address)], hosts_file=HostsFile(file), system=NoSource())
        assert await names.resolve("Shop.test.") == ("192.0.2.55",)
        assert await names.resolve("api.localhost") == ("127.0.0.1", "::1")
        await names.aclose()
    assert dns.questions == []


@pytest.mark.parametrize("host", ["shop.invalid", "duckduckgo.onion"])
async def test_names_that_dns_does_not_have_are_asked_of_nobody(host: str) -> None:
    async with resolving({"*": SHOP}) as (names, dns):
        error = await failure(names, host)
    assert (error.kind, dns.questions) == (FailureKind.DNS_NOT_FOUND, [])


async def test_own_servers_are_asked_for_local_names_too() -> None:
    async with resolving({"intranet": SHOP, "printer.local": SHOP}) as (names, _):
        for host in ("intranet", "printer.local"):
            assert await names.resolve(host) == ("192.0.2.7", "2001:db8::7")


async def test_the_systems_servers_are_asked_by_default_and_the_system_for_local_names(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async with DnsServer({"shop.test": SHOP}) as dns:
        server = name_servers.parse(dns.address)
        monkeypatch.setattr(dns_configuration, "system_servers", lambda: (server,))
        system = System()
        names = NameResolver(system=system)
        assert await names.resolve("shop.test") == ("192.0.2.7", "2001:db8::7")
        assert await names.resolve("intranet") == await names.resolve("printer.local") == ("192.0.2.99",)
        await names.aclose()
    assert system.asked == ["intranet", "printer.local"]


@pytest.mark.usefixtures("no_system_servers")
async def test_where_no_servers_are_known_the_system_is_asked_for_every_name() -> None:
    system = System()
    names = NameResolver(system=system)
    assert await names.resolve("shop.test") == ("192.0.2.99",)
    assert system.asked[0] == "shop.test"
    await names.aclose()


@pytest.mark.usefixtures("no_system_servers")
async def test_a_scan_that_asks_nothing_opens_and_reads_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dns_configuration, "system_servers", pytest.fail)
    names = NameResolver(system=NoSource())
    await names.resolve("127.0.0.1")
    await names.resolve("localhost")
    await names.aclose()


@pytest.mark.parametrize(
    ("reply", "kind"),
    [
        (Reply(rcode=Rcode.NXDOMAIN), FailureKind.DNS_NOT_FOUND),
        (Reply(), FailureKind.DNS_NOT_FOUND),
        (Reply(rcode=Rcode.SERVFAIL), FailureKind.DNS_ERROR),
        (Reply(rcode=Rcode.REFUSED), FailureKind.DNS_ERROR),
    ],
)
async def test_the_ways_to_have_no_address_are_told_apart(reply: Reply, kind: FailureKind) -> None:
    async with resolving({"shop.test": reply}) as (names, _):
        assert (await failure(names, "shop.test")).kind is kind


@pytest.mark.parametrize(("reply", "times"), [(Reply(ttl=60), 1), (Reply(ttl=0), 2), (Reply(rcode=Rcode.SERVFAIL), 2)])
async def test_an_absence_is_kept_while_it_lasts_and_a_failure_is_not(reply: Reply, times: int) -> None:
    async with resolving({"shop.test": reply}) as (names, dns):
        for _ in range(2):
            await failure(names, "shop.test")
    assert dns.asked("shop.test", 1) == times


async def test_an_address_that_may_not_be_kept_is_asked_for_each_time() -> None:
    rebound = [Reply(a=(address,), ttl=0) for address in ("192.0.2.1", "127.0.0.1", "10.0.0.1")]
    async with resolving({"rebound.test": rebound}) as (names, _):
        answers = [await names.resolve("rebound.test") for _ in range(4)]
    assert answers == [("192.0.2.1",), ("127.0.0.1",), ("10.0.0.1",), ("10.0.0.1",)]


async def test_an_address_is_kept_as_long_as_it_lasts(monkeypatch: pytest.MonkeyPatch) -> None:
    now = 1_000.0
    monkeypatch.setattr(time, "monotonic", lambda: now)
    async with resolving({"shop.test": [Reply(a=("192.0.2.1",), ttl=60), Reply(a=("192.0.2.2",), ttl=60)]}) as (
        names,
        _,
    ):
        assert await names.resolve("shop.test") == ("192.0.2.1",)
        now += 59
        assert await names.resolve("shop.test") == ("192.0.2.1",)
        now += 2
        assert await names.resolve("shop.test") == ("192.0.2.2",)


async def test_what_is_kept_is_bounded_and_forgotten_at_the_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(resolver, "MAX_KEPT", 2)
    async with resolving({"*.shop.test": SHOP}) as (names, dns):
        for letter in "abcac":
            await names.resolve(f"{letter}.shop.test")
        assert [dns.asked(f"{letter}.shop.test", 1) for letter in "abc"] == [2, 1, 1]
        await names.aclose()
        await names.resolve("c.shop.test")
        assert dns.asked("c.shop.test", 1) == 2


async def test_hundreds_ask_for_one_name_and_the_server_is_asked_once() -> None:
    async with resolving({"shop.test": Reply(a=("192.0.2.7",), delay_s=0.05)}) as (names, dns):
        answers = await asyncio.gather(*(names.resolve("shop.test") for _ in range(300)))
    assert (set(answers), dns.asked("shop.test", 1)) == ({("192.0.2.7",)}, 1)


async def test_five_hundred_names_are_looked_up_with_a_bound_on_questions_at_once() -> None:
    async with resolving({"*.shop.test": Reply(a=("192.0.2.7",), delay_s=0.5)}) as (names, dns):
        answers = await asyncio.gather(*(names.resolve(f"{n}.shop.test") for n in range(500)))
    assert set(answers) == {("192.0.2.7",)}
    assert resolver.MAX_AT_ONCE < dns.most_at_once <= 2 * resolver.MAX_AT_ONCE + 4


async def test_a_stubborn_name_does_not_hold_up_the_others() -> None:
    script = {"stubborn.test": Reply(fault=Fault.SILENCE), "*.shop.test": SHOP}
    async with resolving(script) as (names, dns):
        stubborn = [asyncio.create_task(names.resolve("stubborn.test")) for _ in range(300)]
        await dns.was_asked("stubborn.test")
        async with asyncio.timeout(3):
            await asyncio.gather(*(names.resolve(f"{n}.shop.test") for n in range(300)))
        assert not any(task.done() for task in stubborn)
        await names.aclose()
        await asyncio.gather(*stubborn, return_exceptions=True)


async def test_one_who_gives_up_does_not_cost_the_others_their_answer() -> None:
    async with resolving({"shop.test": Reply(a=("192.0.2.7",), delay_s=0.1)}) as (names, dns):
        tasks = [asyncio.create_task(names.resolve("shop.test")) for _ in range(3)]
        await dns.was_asked("shop.test")
        tasks[0].cancel()
        assert await asyncio.gather(*tasks[1:]) == [("192.0.2.7",)] * 2
        assert tasks[0].cancelled()
    assert dns.asked("shop.test", 1) == 1


async def test_a_resolver_is_closed_at_once_while_it_waits() -> None:
    async with resolving({"*": Reply(fault=Fault.SILENCE)}) as (names, dns):
        task = asyncio.create_task(names.resolve("shop.test"))
        await dns.was_asked("shop.test")
        async with asyncio.timeout(1):
            await names.aclose()
        with pytest.raises(asyncio.CancelledError):
            await task
        assert not [left for left in asyncio.all_tasks() if "shop.test" in left.get_name()]


async def test_servers_that_answer_for_every_name_are_noticed() -> None:
    advertisements = Reply(a=("198.51.100.1",))
    async with resolving({"*": advertisements, "shop.test": SHOP}) as (names, dns):
        error = await failure(names, "gone.test")
        assert await names.resolve("shop.test") == ("192.0.2.7", "2001:db8::7")
        await failure(names, "gone-too.test")
    assert error.kind is FailureKind.DNS_NOT_FOUND
    assert "lead every unknown name to 198.51.100.1" in error.message
    assert len(dns.names - {"gone.test", "gone-too.test", "shop.test"}) == 2


async def test_a_wildcard_of_one_zone_is_believed() -> None:
    async with resolving({"*.shop.test": Reply(a=("198.51.100.1",))}) as (names, _):
        assert await names.resolve("anything.shop.test") == ("198.51.100.1",)


async def test_honest_servers_are_asked_for_names_that_do_not_exist_once() -> None:
    async with resolving({"*.shop.test": SHOP}) as (names, dns):
        await asyncio.gather(*(names.resolve(f"{n}.shop.test") for n in range(50)))
    assert len([name for name in dns.names if not name.endswith(".shop.test")]) == 2


async def test_local_names_are_not_compared_with_a_wildcard(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dns_wildcard.WildcardCheck, "judge", pytest.fail)
    names = NameResolver(system=System())
    assert await names.resolve("intranet") == ("192.0.2.99",)
    await names.aclose()
