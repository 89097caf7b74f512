"""Whole scans of sites whose only fault is their certificate, with the checks on and off."""

import ssl
from typing import Any

import pytest

from desktop_scanner.core.failures import FailureKind
from desktop_scanner.core.options import ScanOptions
from desktop_scanner.core.results import DomainResult
from desktop_scanner.core.targets import ClaimedTarget
from desktop_scanner.engine.limits.hosts import HostSlots
from desktop_scanner.engine.net.fetch import Network
from desktop_scanner.engine.site.crawl import CrawlContext, crawl
from tests.servers.certificates import Certificates
from tests.servers.hostile import HostileServer, page, routes, shakes_hands, unused_port
from tests.servers.proxy import HttpProxy
from tests.servers.visits import failure_at, visitor

NAME = "shop.test"
HTML = b"<!doctype html><title>%s</title><p>" + b"Words that somebody wrote for others. " * 20
FAULTS = {
    "expired": FailureKind.TLS_EXPIRED,
    "not_yet_valid": FailureKind.TLS_EXPIRED,
    "untrusted": FailureKind.TLS_UNTRUSTED,
    "self_signed": FailureKind.TLS_UNTRUSTED,
    "wrong_host": FailureKind.TLS_HOSTNAME,
}
each_fault = pytest.mark.parametrize(("fault", "kind"), FAULTS.items(), ids=list(FAULTS))


def site(context: ssl.SSLContext, name: str = NAME) -> HostileServer:
    front = page(HTML % name.encode(), b"Content-Type: text/html")
    return HostileServer(routes({"/": front}), name=name, context=context)


async def scan(certificates: Certificates, *servers: HostileServer, **given: Any) -> DomainResult:
    """Scan the first server's site; its http doors are closed."""
    rules = [f"{server.name}:443:127.0.0.1:{server.port}" for server in servers]
    options = ScanOptions(
        **{"delay_ms": 0, "retries": 0, "ca_file": str(certificates.ca_file), **given},
        connect_to=(*rules, f"::127.0.0.1:{unused_port()}"),
    )
    network = Network(options)
    context = CrawlContext(network=network, hosts=HostSlots(options), options=options)
    target = ClaimedTarget(id=1, attempt=1, domain=servers[0].name, host=servers[0].name)
    try:
        return await crawl(context, target, lambda *_: None)
    finally:
        await network.aclose()


@each_fault
async def test_with_the_checks_on_the_domain_fails_and_its_certificate_is_told(
    certificates: Certificates, fault: str, kind: FailureKind
) -> None:
    async with site(getattr(certificates, fault)(NAME)) as server:
        result = await scan(certificates, server)
    assert (result.status, result.failure and result.failure.kind) == ("failed", kind)
    assert result.tls is not None
    assert (result.tls.verified, result.tls.failure and result.tls.failure.kind) == (False, kind)
    assert result.tls.subject is not None
    assert server.requests == []


@each_fault
async def test_with_the_checks_off_the_domain_is_read_and_the_fault_stays_in_its_result(
    certificates: Certificates, fault: str, kind: FailureKind
) -> None:
    async with site(getattr(certificates, fault)(NAME)) as server:
        result = await scan(certificates, server, insecure=True)
    assert (result.status, result.title, result.final_url) == ("completed", NAME, f"https://{NAME}/")
    assert result.tls is not None
    assert (result.tls.verified, result.tls.protocol) == (False, "TLSv1.3")
    assert result.tls.failure is not None
    assert (result.tls.failure.kind, result.tls.failure.stage) == (kind, "tls")
    assert result.tls.failure.message.startswith(f"The certificate of {NAME}:443 ")


async def test_checks_that_are_off_change_nothing_for_a_good_certificate(certificates: Certificates) -> None:
    async with site(certificates.good(NAME)) as server:
        result = await scan(certificates, server, insecure=True)
    assert result.tls is not None
    assert (result.status, result.tls.verified, result.tls.failure) == ("completed", True, None)


async def test_faults_that_are_not_the_certificates_are_never_passed_over(certificates: Certificates) -> None:
    async with HostileServer(shakes_hands(certificates.outdated(NAME)), name=NAME, scheme="https") as server:
        result = await scan(certificates, server, insecure=True)
    assert result.failure is not None
    assert result.failure.kind is FailureKind.TLS_PROTOCOL


async def test_one_hosts_fault_weakens_no_other_hosts_check(certificates: Certificates) -> None:
    ca_file = str(certificates.ca_file)
    async with (
        site(certificates.expired("bad.test"), "bad.test") as bad,
        site(certificates.good("good.test"), "good.test") as good,
        site(certificates.wrong_host("odd.test"), "odd.test") as odd,
        visitor(bad, good, odd, ca_file=ca_file, insecure=True) as fetcher,
    ):
        facts = [(await fetcher.get(server.url)).tls for server in (bad, good, odd, good, bad)]
    told = [(one.verified, one.failure and one.failure.kind) for one in facts if one is not None]
    expired, fine = (False, FailureKind.TLS_EXPIRED), (True, None)
    assert told == [expired, fine, (False, FailureKind.TLS_HOSTNAME), fine, expired]
    assert good.connections == 1  # with the checks, and kept


async def test_one_domains_fault_is_forgotten_with_its_scan(certificates: Certificates) -> None:
    network = Network(ScanOptions(insecure=True, ca_file=str(certificates.ca_file), connect_to=("::127.0.0.1:1",)))
    one, other = network.fetcher(), network.fetcher()
    assert one._trust.accepted is not other._trust.accepted
    assert one._trust.verifying.verify_mode is ssl.CERT_REQUIRED
    assert one._trust.verifying.check_hostname
    await one.aclose()
    await other.aclose()
    await network.aclose()


async def test_a_proxys_certificate_is_checked_whatever_sites_are_allowed(certificates: Certificates) -> None:
    async with site(certificates.good(NAME)) as server:
        proxy = HttpProxy({(NAME, 443): ("127.0.0.1", server.port)}, login="anna:secret")
        await proxy.start(certificates.expired("localhost"))
        options = {"insecure": True, "ca_file": str(certificates.ca_file), "connect_to": ()}
        error = await failure_at(server, proxies=(f"https://anna:secret@localhost:{proxy.port}",), **options)
        await proxy.__aexit__(None, None, None)
    assert error.failure.kind is FailureKind.PROXY_ERROR
    assert "has expired" in error.failure.message
    assert proxy.heads == []
