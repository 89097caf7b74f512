from pathlib import Path

import dns.resolver
import pytest

from desktop_scanner.core.name_servers import NameServer
from desktop_scanner.engine.resolve import dns_configuration
from desktop_scanner.engine.resolve.dns_configuration import SystemConfiguration, is_plain


@pytest.fixture
def written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A resolv.conf and a name service switch of the test's own."""
    read = dns.resolver.Resolver.read_resolv_conf
    file = tmp_path / "resolv.conf"
    monkeypatch.setattr(dns.resolver.Resolver, "read_resolv_conf", lambda self, _: read(self, str(file)))
    monkeypatch.setattr(dns_configuration, "SERVICES", tmp_path / "nsswitch.conf")
    return file


def test_the_servers_of_the_system_are_read(written: Path) -> None:
    written.write_text("search corp.test\nnameserver 192.0.2.53\nnameserver fe80::1%eth0\noptions edns0\n", "ascii")
    assert dns_configuration.system_servers() == (NameServer("192.0.2.53"), NameServer("fe80::1%eth0"))


@pytest.mark.parametrize("text", ["", "nameserver\n", "nameserver dns.test\n", "search corp.test\n"])
def test_a_configuration_without_servers_gives_none(written: Path, text: str) -> None:
    written.write_text(text, "ascii")
    assert SystemConfiguration().servers() == ()


def test_a_missing_configuration_gives_none(written: Path) -> None:
    assert (written.exists(), SystemConfiguration().servers()) == (False, ())


def test_a_change_of_networks_is_noticed_after_a_while(written: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    configuration = SystemConfiguration()
    written.write_text("nameserver 192.0.2.1\n", "ascii")
    assert configuration.servers() == (NameServer("192.0.2.1"),)
    written.write_text("nameserver 192.0.2.2\n", "ascii")
    assert configuration.servers() == (NameServer("192.0.2.1"),)
    monkeypatch.setattr(dns_configuration, "READ_EVERY_S", -1)
    assert configuration.servers() == (NameServer("192.0.2.2"),)


def test_unusual_sources_of_names_leave_everything_to_the_system(written: Path) -> None:
    written.write_text("nameserver 192.0.2.1\n", "ascii")
    written.with_name("nsswitch.conf").write_text("passwd: files\nhosts: files sss dns\n", "ascii")
    assert SystemConfiguration().servers() == ()


@pytest.mark.parametrize(
    ("services", "expected"),
    [
        ("", True),
        ("passwd: files ldap", True),
        ("hosts: files dns", True),
        ("hosts:files mdns4_minimal [NOTFOUND=return] dns # myhostname nis", True),
        ("hosts: mymachines resolve [!UNAVAIL=return] files myhostname dns", True),
        ("hosts: files nis dns", False),
        ("hosts: files", False),
        ("hosts: db files ldap", False),
    ],
)
def test_files_and_dns_are_the_plain_sources(services: str, expected: bool) -> None:
    assert is_plain(services) is expected
