import pytest

from desktop_scanner.core import name_servers
from desktop_scanner.core.errors import SettingsError
from desktop_scanner.core.name_servers import NameServer


@pytest.mark.parametrize(
    ("text", "server", "place"),
    [
        ("192.0.2.53", NameServer("192.0.2.53", 53), "192.0.2.53"),
        (" 192.0.2.53:5353 ", NameServer("192.0.2.53", 5353), "192.0.2.53:5353"),
        ("2001:db8::53", NameServer("2001:db8::53", 53), "2001:db8::53"),
        ("[2001:DB8:0::53]", NameServer("2001:db8::53", 53), "2001:db8::53"),
        ("[::1]:5353", NameServer("::1", 5353), "[::1]:5353"),
        ("fe80::1%eth0", NameServer("fe80::1%eth0", 53), "fe80::1%eth0"),
    ],
)
def test_a_server_is_an_address_and_perhaps_a_port(text: str, server: NameServer, place: str) -> None:
    assert (name_servers.parse(text), server.place) == (server, place)


@pytest.mark.parametrize("text", ["", "dns.google", "192.0.2", "192.0.2.53:x:y", "[", "[]:53", "tls://192.0.2.53"])
def test_what_is_no_address_is_refused_with_an_example(text: str) -> None:
    with pytest.raises(SettingsError, match="names no DNS server; write its address, such as"):
        name_servers.parse(text)


@pytest.mark.parametrize(
    "text", ["192.0.2.53:", "192.0.2.53:0", "192.0.2.53:65536", "[::1]:x", "[::1]:", "[::1]53x", "1.2.3.4:²"]
)
def test_a_port_that_does_not_exist_is_refused(text: str) -> None:
    with pytest.raises(SettingsError, match="ports run from 1 to 65535"):
        name_servers.parse(text)
