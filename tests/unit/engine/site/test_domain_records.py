from collections.abc import Mapping
from typing import Any

import pytest

from desktop_scanner.core.options import ScanOptions
from desktop_scanner.core.results import DnsFacts
from desktop_scanner.engine.net.fetch import Network
from desktop_scanner.engine.site import domain_records
from tests.servers.dns import DnsServer, Entry, Fault, Rcode, Reply

SHOP = Reply(
    a=("127.0.0.1",),
    mx=((10, "mx.shop.test"),),
    txt=("google-site-verification=1", "v=spf1 mx -all"),
    ns=("ns2.host.test", "ns1.host.test"),
    caa=(("issue", "letsencrypt.org"),),
    ds=(b"\1" * 32,),
)
DMARC = Reply(txt=("v=DMARC1; p=reject",))


async def asked(
    script: Mapping[str, Entry], host: str = "shop.test", *, is_on: bool = True, **options: Any
) -> tuple[DnsFacts, DnsServer]:
    async with DnsServer(script) as dns:
        given = ScanOptions(dns=is_on, dns_servers=(dns.address,), **options)
        network = Network(given)
        try:
            return await domain_records.ask(network, given, host), dns
        finally:
            await network.aclose()


@pytest.mark.parametrize("host", ["shop.test", "www.shop.test", "a.b.shop.test"])
async def test_the_registrable_domain_is_asked_for_all_its_records(host: str) -> None:
    found, _ = await asked({"shop.test": SHOP, "_dmarc.shop.test": DMARC}, host)
    assert found == DnsFacts(
        mx=("mx.shop.test",),
        txt=("google-site-verification=1", "v=spf1 mx -all"),
        name="shop.test",
        spf="v=spf1 mx -all",
        dmarc="v=DMARC1; p=reject",
        ns=("ns1.host.test", "ns2.host.test"),
        caa=('0 issue "letsencrypt.org"',),
        dnssec=True,
    )


async def test_what_is_not_there_is_known_to_be_missing() -> None:
    found, _ = await asked({"shop.test": Reply(a=("127.0.0.1",))})
    assert found == DnsFacts(name="shop.test", dnssec=False)


async def test_nothing_is_asked_unless_wanted() -> None:
    found, dns = await asked({"shop.test": SHOP}, is_on=False)
    assert (found, dns.questions) == (DnsFacts(), [])


@pytest.mark.parametrize(
    ("host", "options", "reason"),
    [
        ("shop.test", {"proxies": ("http://127.0.0.1:1",)}, "with a proxy"),
        ("shop.test", {"connect_to": ("shop.test:80:127.0.0.1:1", "shop.test:443:127.0.0.1:1")}, "--connect-to"),
        ("www.shop.test", {"connect_to": ("shop.test::127.0.0.1:",)}, "--connect-to"),
        ("192.0.2.7", {}, "is an address"),
        ("[2001:db8::7]", {}, "is an address"),
    ],
)
async def test_where_no_question_may_be_asked_the_reason_is_told(
    host: str, options: dict[str, Any], reason: str
) -> None:
    found, dns = await asked({"shop.test": SHOP}, host, **options)
    assert (found.name, dns.questions) == (None, [])
    assert reason in (found.note or "")


@pytest.mark.parametrize("rule", ["shop.test:443:127.0.0.1:1", ":443::8443", "other.test::127.0.0.1:"])
async def test_rules_that_leave_a_names_address_needed_leave_it_asked_for(rule: str) -> None:
    found, _ = await asked({"shop.test": SHOP}, connect_to=(rule,))
    assert found.mx == ("mx.shop.test",)


async def test_a_domain_that_does_not_exist_has_a_note() -> None:
    found, _ = await asked({"shop.test": Reply(rcode=Rcode.NXDOMAIN)})
    assert found == DnsFacts(note="shop.test does not exist in DNS.")


async def test_a_fault_is_told_for_what_it_leaves_unknown() -> None:
    def only_mail(question: object) -> Reply:
        return SHOP if getattr(question, "kind", 0) == 15 else Reply(rcode=Rcode.SERVFAIL)

    found, _ = await asked({"shop.test": only_mail})
    assert (found.mx, found.txt, found.spf, found.dmarc, found.dnssec) == (("mx.shop.test",), (), None, None, None)
    assert sorted(found.unknown) == ["caa", "dnssec", "ns", "spf", "txt"]
    assert "failed (SERVFAIL)" in found.unknown["spf"]


async def test_silent_servers_are_waited_for_within_bounds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(domain_records, "TIMEOUT_S", 0.2)
    found, _ = await asked({"shop.test": Reply(fault=Fault.SILENCE), "_dmarc.shop.test": DMARC})
    assert found.dmarc == "v=DMARC1; p=reject"
    assert found.unknown["mx"] == "The name servers did not answer for shop.test within 0.2 s."


async def test_several_dmarc_records_are_none() -> None:
    found, _ = await asked(
        {"shop.test": SHOP, "_dmarc.shop.test": Reply(txt=("v=DMARC1; p=none", "v=DMARC1;p=reject"))}
    )
    assert found.dmarc is None
