import pytest

from desktop_scanner.extract.social.social_networks import BY_HOST, NETWORKS, of_host


def test_at_least_twenty_networks_are_known_by_their_hosts() -> None:
    assert len(NETWORKS) >= 20
    assert len(BY_HOST) == sum(len(network.hosts) for network in NETWORKS)


def test_hosts_are_written_without_www() -> None:
    assert not [host for host in BY_HOST if host.startswith("www.") or host != host.lower()]


def test_at_least_thirty_five_networks_are_known() -> None:
    assert len({network.name for network in NETWORKS}) >= 35


@pytest.mark.parametrize(
    ("host", "network", "name"),
    [
        ("de-de.facebook.com", "facebook", None),
        ("m.youtube.com", "youtube", None),
        ("pinterest.com.au", "pinterest", None),
        ("www.tripadvisor.co.uk", "tripadvisor", None),
        ("peeters.tumblr.com", "tumblr", "peeters"),
    ],
)
def test_a_host_belongs_to_its_network(host: str, network: str, name: str | None) -> None:
    place = of_host(host)
    assert place is not None
    assert (place.network.name, place.name) == (network, name)


@pytest.mark.parametrize(
    "host", ["notfacebook.com", "pinterest.example.com", "www.substack.org", "assets.tumblr.com", ""]
)
def test_other_hosts_belong_to_none(host: str) -> None:
    assert of_host(host) is None
