import ipaddress

import pytest

from desktop_scanner.engine import addresses

FIRST_AND_LAST = [str(edge) for network, _ in addresses.DENIED for edge in (network[0], network[-1])]


@pytest.mark.parametrize("address", FIRST_AND_LAST)
def test_both_ends_of_every_denied_network_are_blocked(address: str) -> None:
    assert addresses.why_blocked(address)


@pytest.mark.parametrize(
    "address",
    ["1.1.1.1", "9.255.255.255", "11.0.0.0", "100.63.255.255", "100.128.0.0", "126.255.255.255", "128.0.0.1"]
    + ["168.63.129.17", "172.15.255.255", "172.32.0.0", "192.0.1.0", "198.17.255.255", "198.20.0.0", "223.255.255.255"]
    + ["2000::1", "2001:200::1", "2001:4860:4860::8888", "2606:4700::1111", "2a00::1", "3ffd::1", "3fff:1000::1"],
)
def test_public_addresses_are_not_blocked(address: str) -> None:
    assert addresses.why_blocked(address) is None


@pytest.mark.parametrize(
    "address",
    ["169.254.169.254", "100.100.100.200", "168.63.129.16", "192.0.0.192", "fd00:ec2::254", "fd20:ce::254"],
)
def test_metadata_addresses_are_named_as_such(address: str) -> None:
    assert addresses.why_blocked(address) == "a cloud provider's metadata address"


@pytest.mark.parametrize(
    "address",
    ["::ffff:127.0.0.1", "::ffff:8.8.8.8", "::127.0.0.1", "::ffff:0:10.0.0.1", "64:ff9b::a9fe:a9fe", "2002:7f00:1::"]
    + ["2001:0:4136:e378:8000:63bf:3fff:fdd2", "fec0::1", "100.64.0.1", "224.0.0.1", "ff02::1", "fe80::1%eth0"],
)
def test_what_the_standard_library_lets_through_is_blocked(address: str) -> None:
    assert addresses.why_blocked(address)


@pytest.mark.parametrize("address", ["64:ff9b::8.8.8.8", "64:ff9b::808:808", "64:ff9b::1.1.1.1"])
def test_a_public_address_behind_a_translator_is_not_blocked(address: str) -> None:
    assert addresses.why_blocked(address) is None


@pytest.mark.parametrize("network", [network for network, _ in addresses.DENIED if network.version == 4])
def test_a_translator_leads_to_no_denied_network(network: ipaddress.IPv4Network) -> None:
    for edge in (network[0], network[-1]):
        translated = ipaddress.IPv6Address(int(addresses.TRANSLATED[0]) | int(edge))
        what = addresses.why_blocked(str(edge))
        assert addresses.why_blocked(str(translated)) == f"{what} behind a translator (NAT64)"


@pytest.mark.parametrize(
    "address",
    ["64:ff9b:1::808:808", "64:ff9b:1:ffff::8.8.8.8", "64:ff9b::1:808:808", "64:ff9b:0:1::808:808"]
    + ["2002:808:808::1", "2001:0:808:808::1", "::ffff:8.8.8.8", "::8.8.8.8"],
)
def test_public_addresses_in_other_disguises_stay_blocked(address: str) -> None:
    assert addresses.why_blocked(address)


def test_what_is_no_address_is_blocked() -> None:
    assert addresses.why_blocked("localhost") == "not an IP address"


def test_everything_outside_of_global_unicast_is_blocked() -> None:
    in_use = ipaddress.ip_network("2000::/3")
    samples = [ipaddress.IPv6Address(first << 120 | 0xABCD) for first in range(256)]
    assert {str(a) for a in samples if addresses.why_blocked(str(a)) is None} == {
        str(a) for a in samples if a in in_use
    }


@pytest.mark.parametrize(
    ("host", "expected"),
    [("127.0.0.1", "127.0.0.1"), ("[::1]", "::1"), ("0:0::1", "::1"), ("127.1", None), ("example.com", None)],
)
def test_a_literal_is_an_address_in_its_usual_form(host: str, expected: str | None) -> None:
    assert addresses.literal(host) == expected


@pytest.mark.parametrize(
    "host",
    ["localhost", "intranet", "a.localhost", "printer.local", "x.home.arpa", "metadata.google.internal", "A.LAN."],
)
def test_names_of_private_networks_are_local(host: str) -> None:
    assert addresses.is_local_name(host)


@pytest.mark.parametrize("host", ["example.com", "local.example", "hidden.onion", "localhost.example.org"])
def test_names_of_the_internet_are_not_local(host: str) -> None:
    assert not addresses.is_local_name(host)
