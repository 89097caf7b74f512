from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest

from desktop_scanner.core import name_servers
from desktop_scanner.core.errors import SettingsError
from desktop_scanner.core.failures import FailureKind, Stage
from desktop_scanner.core.options import ScanOptions
from desktop_scanner.core.results import DomainResult
from desktop_scanner.core.statuses import DomainStatus
from desktop_scanner.engine.net.fetch import Fetcher, FetchError, Network
from desktop_scanner.engine.resolve.dns_hosts_file import HostsFile
from desktop_scanner.engine.resolve.resolver import NameResolver, Resolver
from tests.servers.dns import DnsServer, Entry, Fault, Question, Rcode, Reply
from tests.servers.hostile import HostileServer, keeps_alive
from tests.servers.hostile import page as answer
from tests.servers.sites import Site, page
from tests.unit.engine.scans import ALL_ALLOWED, bench

HERE = Reply(a=("127.0.0.1",))
SITE: Site = {"/robots.txt": ALL_ALLOWED, "/": page("A shop")}


async def scanned(
    script: Mapping[str, Entry], host: str = "shop.test", sites: Mapping[str, Site] | None = None, **options: Any
) -> tuple[DomainResult, DnsServer]:
    """Scan a domain whose names are looked up at a name server and only then led to the sites' ports."""
    async with DnsServer(script) as dns, bench(sites or {"shop.test": SITE}) as ports:
        plain, secure = (rule.rpartition(":")[2] for rule in reversed(ports.options.connect_to))
        rules = (f":80::{plain}", f":443::{secure}")
        given = {"dns_servers": (dns.address,), "connect_to": rules, "retries": 0, **options}
        made = type(ports)(ports.server, ScanOptions(**{"ca_file": ports.options.ca_file, "delay_ms": 0, **given}))
        try:
            return await made.scan(host), dns
        finally:
            await made.aclose()


@asynccontextmanager
async def fetcher(resolver: Resolver | None = None, **options: Any) -> AsyncIterator[Fetcher]:
    network = Network(ScanOptions(**options), resolver=resolver)
    made = network.fetcher()
    try:
        yield made
    finally:
        await made.aclose()
        await network.aclose()


async def test_a_site_is_found_by_its_name_server() -> None:
    result, dns = await scanned({"shop.test": HERE, "www.shop.test": HERE})
    assert (result.status, result.ip_addresses) == (DomainStatus.COMPLETED, ("127.0.0.1",))
    assert dns.asked("shop.test", 1) == 1


@pytest.mark.parametrize(
    ("entry", "kind"),
    [
        (Reply(rcode=Rcode.NXDOMAIN), FailureKind.DNS_NOT_FOUND),
        (Reply(), FailureKind.DNS_NOT_FOUND),
        (Reply(rcode=Rcode.SERVFAIL), FailureKind.DNS_ERROR),
        (Reply(fault=Fault.SILENCE), FailureKind.DNS_TIMEOUT),
    ],
)
async def test_a_domain_without_address_fails_at_its_look_up(entry: Reply, kind: FailureKind) -> None:
    result, _ = await scanned({"*": entry}, request_timeout_s=0.3)
    assert result.failure is not None
    assert (result.failure.kind, result.failure.stage) == (kind, Stage.DNS)
    assert "shop.test" in result.failure.message


async def test_a_domain_of_which_only_www_exists_is_read_there() -> None:
    result, _ = await scanned({"www.shop.test": HERE}, sites={"www.shop.test": SITE})
    assert (result.status, result.final_url) == (DomainStatus.COMPLETED, "https://www.shop.test/")


async def test_a_dead_domain_behind_servers_that_answer_everything_is_not_found() -> None:
    result, _ = await scanned({"*": HERE})
    assert result.failure is not None
    assert result.failure.kind is FailureKind.DNS_NOT_FOUND
    assert "lead every unknown name to 127.0.0.1" in result.failure.message


async def test_records_are_part_of_the_result_and_judged_where_they_are_wanted() -> None:
    shop = Reply(a=("127.0.0.1",), mx=((10, "mx.shop.test"),), txt=("v=spf1 mx -all",))
    script = {"shop.test": shop, "www.shop.test": HERE, "_dmarc.shop.test": Reply(txt=("v=DMARC1; p=none",))}
    result, _ = await scanned(script, dns=True)
    results = {check["id"]: check["result"] for check in result.security["checks"]}
    assert (result.dns.mx, result.dns.spf) == (("mx.shop.test",), "v=spf1 mx -all")
    assert (results["spf"], results["dmarc"]) == ("pass", "warn")


async def test_records_that_are_not_answered_fail_no_domain() -> None:
    def only_addresses(question: Question) -> Reply:
        return HERE if question.kind in (1, 28) else Reply(rcode=Rcode.SERVFAIL)

    result, _ = await scanned({"shop.test": only_addresses, "www.shop.test": HERE}, dns=True)
    assert (result.status, result.failure) == (DomainStatus.COMPLETED, None)
    assert "SERVFAIL" in result.dns.unknown["mx"]


async def test_a_name_that_leads_to_this_computer_is_not_contacted() -> None:
    async with HostileServer(answer(b"secret")) as server, DnsServer({"*.test": HERE}) as dns:
        async with fetcher(dns_servers=(dns.address,)) as visitor:
            with pytest.raises(FetchError) as caught:
                await visitor.get(f"http://rebound.test:{server.port}/")
        assert server.connections == 0
    assert caught.value.failure.kind is FailureKind.ADDRESS_BLOCKED


async def test_a_rule_to_an_address_asks_no_name_server() -> None:
    async with (
        DnsServer() as dns,
        HostileServer(keeps_alive(answer(b"hello"))) as server,
        fetcher(dns_servers=(dns.address,), connect_to=server.connect_to) as visitor,
    ):
        assert (await visitor.get(server.url)).body == b"hello"
        assert dns.questions == []


async def test_an_address_in_place_of_a_name_asks_no_name_server() -> None:
    async with (
        DnsServer() as dns,
        HostileServer(answer(b"hello")) as server,
        fetcher(dns_servers=(dns.address,), allow_private=True) as visitor,
    ):
        assert (await visitor.get(f"http://127.0.0.1:{server.port}/")).body == b"hello"
        assert dns.questions == []


async def test_a_name_of_the_hosts_file_asks_no_name_server(tmp_path: Path) -> None:
    file = tmp_path / "hosts"
    file.write_text("127.0.0.1 staging.test\n", "ascii")
    async with DnsServer() as dns, HostileServer(answer(b"hello")) as server:
        names = NameResolver([name_servers.parse(dns.address)], hosts_file=HostsFile(file))
        async with fetcher(names, allow_private=True) as visitor:
            assert (await visitor.get(f"http://staging.test:{server.port}/")).body == b"hello"
        assert dns.questions == []


def test_a_name_server_that_is_none_is_refused_before_the_scan() -> None:
    with pytest.raises(SettingsError, match=r"names no DNS server"):
        Network(ScanOptions(dns_servers=("dns.google",)))
