import pytest

from desktop_scanner.core.errors import SettingsError
from desktop_scanner.core.options import ScanOptions
from desktop_scanner.engine import request_headers
from desktop_scanner.engine.request_headers import RequestHeaders


def sent(*headers: tuple[str, str], host: str = "shop.test") -> dict[bytes, bytes]:
    return {
        name.lower(): value for name, value in RequestHeaders(ScanOptions(headers=headers)).for_host(host, "shop.test")
    }


def test_a_request_introduces_itself_and_says_what_it_can_read() -> None:
    headers = sent()
    assert headers[b"user-agent"].startswith(b"DesktopScanner/")
    assert headers[b"accept"].startswith(b"text/html,application/xhtml+xml")
    assert headers[b"accept-encoding"] == b"gzip, deflate, br, zstd"
    assert b"accept-language" in headers


def test_the_users_headers_replace_the_usual_ones_but_for_the_encodings() -> None:
    headers = sent(("accept-language", "nl"), ("Accept-Encoding", "rot13"), ("X-Key", " spaced "))
    assert headers[b"accept-language"] == b"nl"
    assert headers[b"accept-encoding"] == b"gzip, deflate, br, zstd"
    assert headers[b"x-key"] == b"spaced"


@pytest.mark.parametrize(
    ("host", "is_sent"),
    [("shop.test", True), ("www.shop.test", True), ("notshop.test", False), ("shop.test.evil.test", False)],
)
def test_secrets_stay_with_the_domain(host: str, is_sent: bool) -> None:
    headers = sent(("Authorization", "x"), ("COOKIE", "y"), ("X-Plain", "z"), host=host)
    assert (b"authorization" in headers, b"cookie" in headers) == (is_sent, is_sent)
    assert b"x-plain" in headers


@pytest.mark.parametrize(("host", "home"), [("www.shop.test", "shop.test"), ("a.shop.test", "a.shop.test")])
def test_a_domain_is_at_home_without_its_www(host: str, home: str) -> None:
    assert request_headers.home(host) == home


@pytest.mark.parametrize(
    ("name", "value"), [("a b", "c"), ("", "c"), ("ä", "c"), ("a", "b\nc"), ("a", "b\0"), ("a", "\ud800")]
)
def test_a_header_that_cannot_be_sent_is_refused_by_name(name: str, value: str) -> None:
    with pytest.raises(SettingsError):
        RequestHeaders(ScanOptions(headers=((name, value),)))
