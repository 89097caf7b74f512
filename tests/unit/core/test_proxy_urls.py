import pytest

from desktop_scanner.core import proxy_urls
from desktop_scanner.core.errors import SettingsError


@pytest.mark.parametrize(
    ("url", "place"),
    [
        ("http://proxy.test", "proxy.test:80"),
        ("https://proxy.test", "proxy.test:443"),
        ("socks5h://proxy.test", "proxy.test:1080"),
        ("proxy.test:3128", "proxy.test:3128"),
        ("socks5://u%40x:p%3Aw@[::1]:9050", "[::1]:9050"),
        ("http://@proxy.test", "proxy.test:80"),
    ],
)
def test_a_proxys_address_is_read(url: str, place: str) -> None:
    assert proxy_urls.parse(url).place == place


def test_a_proxys_credentials_are_read_and_never_shown() -> None:
    proxy = proxy_urls.parse("socks5://u%40x:p%3Aw@proxy.test")
    assert (proxy.username, proxy.password) == ("u@x", "p:w")
    assert "p:w" not in repr(proxy)
    assert proxy.shown == "socks5://u%40x@proxy.test:1080"
    assert proxy_urls.parse(proxy.url) == proxy


def test_a_user_without_a_password_is_a_key_and_not_shown() -> None:
    proxy = proxy_urls.parse("http://a-key@proxy.test:1")
    assert (proxy.shown, proxy.has_literal_secret) == ("http://proxy.test:1", True)


@pytest.mark.parametrize(
    ("url", "is_literal"),
    [("http://me:pw@p.test", True), ("http://me:env:PW@p.test", False), ("http://p.test", False)],
)
def test_a_password_that_stands_elsewhere_is_no_secret(url: str, is_literal: bool) -> None:
    assert proxy_urls.parse(url).has_literal_secret is is_literal


def test_credentials_become_a_header() -> None:
    assert proxy_urls.parse("http://me:pw@p.test").authorization == b"Basic bWU6cHc="
    assert proxy_urls.parse("http://p.test").authorization is None


@pytest.mark.parametrize(
    "url",
    ["", "ftp://proxy.test", "http://", "http://proxy.test:99999", "http://[::1", "http://me:hunter2@a b", "http://ü"]
    + ["http://me:hunter2/@proxy.test", "http://me:1/hunter2@proxy.test", "http://me:hunter2#x@proxy.test:1"]
    + ["http://:hunter2@proxy.test", "http://m%3Ae:hunter2@proxy.test", "http://me:hunter2%0a@proxy.test"]
    + ["socks5://me:" + "hunter2" * 40 + "@proxy.test"],
)
def test_what_is_no_proxy_is_refused_without_its_password(url: str) -> None:
    with pytest.raises(SettingsError) as caught:
        proxy_urls.parse(url)
    assert "hunter2" not in str(caught.value)
