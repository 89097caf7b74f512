import os
from pathlib import Path

import pytest

from desktop_scanner.engine.resolve import dns_hosts_file
from desktop_scanner.engine.resolve.dns_hosts_file import HostsFile

TEXT = """\
# a comment
127.0.0.1\tlocalhost
192.0.2.7  Shop.test www.shop.test.  # two names
2001:DB8::7 shop.test
192.0.2.7 shop.test
0.0.0.0 ads.test
fe80::1%eth0 router.test
300.1.1.1 broken.test
nonsense
"""


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("shop.test", ("192.0.2.7", "2001:db8::7")),
        ("www.shop.test", ("192.0.2.7",)),
        ("ads.test", ("0.0.0.0",)),
        ("router.test", ("fe80::1%eth0",)),
        ("broken.test", ()),
        ("nonsense", ()),
        ("localhost", ("127.0.0.1",)),
        ("a.localhost", ("127.0.0.1", "::1")),
        ("", ()),
    ],
)
def test_names_are_found_with_all_their_addresses(tmp_path: Path, name: str, expected: tuple[str, ...]) -> None:
    file = tmp_path / "hosts"
    file.write_bytes(TEXT.encode() + b"192.0.2.9 \xff\xfe.test\n")
    assert HostsFile(file).addresses(name) == expected


def test_without_a_file_there_is_only_the_computer_itself(tmp_path: Path) -> None:
    hosts = HostsFile(tmp_path / "hosts")
    assert (hosts.addresses("shop.test"), hosts.addresses("localhost")) == ((), ("127.0.0.1", "::1"))


def test_a_change_of_the_file_is_noticed(tmp_path: Path) -> None:
    file = tmp_path / "hosts"
    hosts = HostsFile(file)
    for second, address in enumerate(("192.0.2.1", "192.0.2.2")):
        file.write_text(f"{address} shop.test\n", "ascii")
        os.utime(file, (second, second))
        assert hosts.addresses("shop.test") == (address,)
    file.unlink()
    assert hosts.addresses("shop.test") == ()


def test_the_file_is_read_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "hosts"
    file.write_text("192.0.2.1 shop.test\n", "ascii")
    hosts = HostsFile(file)
    hosts.addresses("shop.test")
    monkeypatch.setattr(dns_hosts_file, "parse", lambda _: {})
    assert hosts.addresses("shop.test") == ("192.0.2.1",)


def test_a_name_far_down_a_long_list_is_found(tmp_path: Path) -> None:
    file = tmp_path / "hosts"
    file.write_text("".join(f"0.0.0.0 ads{n}.test\n" for n in range(20_000)) + "192.0.2.1 shop.test\n", "ascii")
    assert HostsFile(file).addresses("shop.test") == ("192.0.2.1",)
