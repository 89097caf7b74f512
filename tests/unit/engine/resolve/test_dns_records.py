import pytest

from desktop_scanner.core.failures import FailureKind
from desktop_scanner.engine.journey_errors import JourneyError
from desktop_scanner.engine.resolve import dns_records
from desktop_scanner.engine.resolve.dns_records import RecordKind
from tests.servers.dns import DnsServer, Entry, Fault, Rcode, Reply
from tests.unit.engine.lookups import asking, resolving

LONG = "v=spf1 " + "ip4:192.0.2.1 " * 60 + "-all"
EVERYTHING = Reply(
    mx=((20, "Mx2.Shop.test"), (10, "mx1.shop.test")),
    txt=("v=spf1 mx -all", LONG, "v=spf1 mx -all"),
    ns=("ns1.host.test", "ns2.host.test"),
    caa=(("issue", "letsencrypt.org"),),
    ds=(b"\1" * 32,),
)


async def records(kind: RecordKind, entry: Entry = EVERYTHING, name: str = "shop.test") -> tuple[str, ...]:
    async with DnsServer({"shop.test": entry}) as dns, asking(dns, timeout_s=0.4) as client:
        return await dns_records.look_up(client, name, kind)


async def test_mail_servers_come_by_their_preference() -> None:
    assert await records("MX") == ("mx1.shop.test", "mx2.shop.test")


async def test_pieces_of_a_text_are_joined_and_repetitions_left_out() -> None:
    assert await records("TXT") == ("v=spf1 mx -all", LONG)


async def test_other_records_come_as_zone_files_write_them() -> None:
    assert await records("NS") == ("ns1.host.test", "ns2.host.test")
    assert await records("CAA") == ('0 issue "letsencrypt.org"',)
    assert await records("DS") == (f"12345 13 2 {'01' * 32}",)


async def test_a_domain_that_takes_no_mail_says_so() -> None:
    assert await records("MX", Reply(mx=((0, "."),))) == (".",)


async def test_what_has_no_such_records_has_none() -> None:
    assert await records("MX", Reply(a=("192.0.2.7",))) == ()


async def test_what_is_found_is_bounded() -> None:
    found = await records("TXT", Reply(txt=[f"{number}{'x' * 100}" for number in range(100)]))
    assert len(found) == dns_records.MAX_RECORDS
    assert len((await records("TXT", Reply(txt=("x" * 9_000,))))[0]) == dns_records.MAX_CHARACTERS


@pytest.mark.parametrize(
    ("entry", "name", "kind"),
    [
        (Reply(rcode=Rcode.NXDOMAIN), "shop.test", FailureKind.DNS_NOT_FOUND),
        (Reply(rcode=Rcode.SERVFAIL), "shop.test", FailureKind.DNS_ERROR),
        (Reply(fault=Fault.SILENCE), "shop.test", FailureKind.DNS_TIMEOUT),
        (Reply(fault=Fault.GARBAGE), "shop.test", FailureKind.DNS_TIMEOUT),
        (Reply(cname="shop.test"), "shop.test", FailureKind.DNS_ERROR),
        (Reply(), "a..test", FailureKind.DNS_ERROR),
    ],
)
async def test_what_cannot_be_told_is_an_error_of_its_kind(entry: Entry, name: str, kind: FailureKind) -> None:
    with pytest.raises(JourneyError) as caught:
        await records("TXT", entry, name)
    assert caught.value.kind is kind


@pytest.mark.parametrize("name", ["shop.invalid", "shop.onion"])
async def test_names_that_dns_does_not_have_are_not_asked_for(name: str) -> None:
    async with resolving({}) as (resolver, dns):
        with pytest.raises(JourneyError, match="public DNS does not have"):
            await resolver.records(name, "MX")
        assert dns.questions == []


async def test_without_name_servers_nothing_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    async with resolving({}) as (resolver, _):
        monkeypatch.setattr(resolver, "_own", ())
        monkeypatch.setattr(resolver._configuration, "servers", lambda: ())
        with pytest.raises(JourneyError, match="are not known; name some"):
            await resolver.records("shop.test", "MX")
