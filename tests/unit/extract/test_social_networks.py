from desktop_scanner.extract.social_networks import BY_HOST, NETWORKS


def test_at_least_twenty_networks_are_known_by_their_hosts() -> None:
    assert len(NETWORKS) >= 20
    assert len(BY_HOST) == sum(len(network.hosts) for network in NETWORKS)


def test_hosts_are_written_without_www() -> None:
    assert not [host for host in BY_HOST if host.startswith("www.") or host != host.lower()]
