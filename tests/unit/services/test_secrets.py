import keyring
import keyring.errors
import pytest
from keyring.backend import KeyringBackend

from desktop_scanner.core.errors import SettingsError
from desktop_scanner.core.options import ScanOptions
from desktop_scanner.services import secrets


class MemoryKeyring(KeyringBackend):
    priority = 1.0

    def get_password(self, service: str, username: str) -> str | None:
        return {("desktop-scanner", "proxy"): "from the keyring"}.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        raise keyring.errors.PasswordSetError(f"{service} {username} {password}")


@pytest.fixture(autouse=True)
def _keyring() -> object:
    before = keyring.get_keyring()
    keyring.set_keyring(MemoryKeyring())  # type: ignore[no-untyped-call]
    yield
    keyring.set_keyring(before)


def test_references_become_the_secrets_they_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SITE_TOKEN", "Bearer abc")
    options = ScanOptions(headers=(("Authorization", "env:SITE_TOKEN"), ("X-Team", "research")))
    assert secrets.reveal(options).headers == (("Authorization", "Bearer abc"), ("X-Team", "research"))


@pytest.mark.parametrize(
    ("proxy", "revealed"),
    [
        ("http://me:env:PROXY_PASSWORD@proxy.net:3128", "http://me:hunter2@proxy.net:3128"),
        ("socks5://me:keyring:proxy@proxy.net:1080", "socks5://me:from%20the%20keyring@proxy.net:1080"),
        ("http://proxy.net:3128", "http://proxy.net:3128"),
        ("http://me:plain@proxy.net:3128", "http://me:plain@proxy.net:3128"),
    ],
)
def test_a_proxy_password_is_looked_up(proxy: str, revealed: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PROXY_PASSWORD", "hunter2")
    assert secrets.reveal(ScanOptions(proxies=(proxy, "http://other.net"))).proxies == (revealed, "http://other.net")


@pytest.mark.parametrize("reference", ["env:NOT_SET_ANYWHERE", "keyring:unknown"])
def test_a_missing_secret_is_named_with_its_place(reference: str) -> None:
    with pytest.raises(SettingsError, match=reference.partition(":")[2]):
        secrets.reveal(ScanOptions(headers=(("Cookie", reference),)))


def test_cookies_and_passwords_are_looked_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SECRET", "s3c:ret\n")
    options = ScanOptions(cookies=(("a", "env:SECRET"), ("b", "c")), auth=(("shop.test", "anna:env:SECRET"),))
    revealed = secrets.reveal(options)
    assert revealed.cookies == (("a", "s3c:ret"), ("b", "c"))
    assert revealed.auth == (("shop.test", "anna:s3c:ret"),)


@pytest.mark.parametrize(
    "options",
    [ScanOptions(headers=(("Authorization", "env:SECRET"),)), ScanOptions(cookies=(("a", "env:SECRET"),))]
    + [ScanOptions(auth=(("shop.test", "anna:env:SECRET"),)), ScanOptions(proxies=("http://anna:env:SECRET@p.test",))],
)
def test_a_secret_that_cannot_be_sent_is_refused_without_being_shown(
    options: ScanOptions, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SECRET", "hunter2\r\nX: y")
    with pytest.raises(SettingsError) as caught:
        secrets.reveal(options)
    assert "hunter2" not in str(caught.value)


def test_secrets_that_were_not_stored_must_be_given_again() -> None:
    with pytest.raises(SettingsError, match=r"--header .Cookie.*--proxy"):
        secrets.check_complete(ScanOptions(), ("header Cookie", "proxy "))


def test_of_many_missing_secrets_a_few_are_named() -> None:
    with pytest.raises(SettingsError, match=r"c7=\.\.\..* and 12 more\."):
        secrets.check_complete(ScanOptions(), tuple(f"cookie c{number}" for number in range(20)))


def test_secrets_that_are_given_again_are_enough() -> None:
    given = ScanOptions(headers=(("cookie", "a=b"),), proxies=("http://me:pw@proxy.net:1",))
    secrets.check_complete(given, ("header Cookie", "proxy http://me@proxy.net:1"))
