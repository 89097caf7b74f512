import pytest

from desktop_scanner.core.options import ScanOptions
from desktop_scanner.engine.net import request_headers
from desktop_scanner.engine.net.request_headers import RequestHeaders


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
    [("shop.test", True), ("shop.test.", True), ("www.shop.test", True), ("api.shop.test", True)]
    + [("notshop.test", False), ("shop.test.evil.test", False)],
)
def test_secrets_stay_with_the_domain(host: str, is_sent: bool) -> None:
    headers = sent(("Authorization", "x"), ("X-Api-Key", "y"), ("X-Plain", "z"), host=host)
    assert (b"authorization" in headers, b"x-api-key" in headers) == (is_sent, is_sent)
    assert b"x-plain" in headers


def test_cookies_are_not_among_the_headers_but_kept_for_the_jar() -> None:
    given = RequestHeaders(ScanOptions(headers=(("Cookie", "a=b; c=d"),), cookies=(("e", "f"),)))
    assert given.cookies == (("a", "b"), ("c", "d"), ("e", "f"))
    assert b"Cookie" not in dict(given.for_host("shop.test", "shop.test"))


def test_a_contact_is_told() -> None:
    headers = dict(RequestHeaders(ScanOptions(contact="https://me.test/")).for_host("a.test", "a.test"))
    assert headers[b"User-Agent"].endswith(b" (+https://me.test/)")


ANNA = b"Basic YW5uYTpzZWNyZXQ="


@pytest.mark.parametrize(
    ("host", "home", "is_sent"),
    [
        ("shop.test", "shop.test", True),
        ("www.shop.test", "shop.test", True),
        ("api.shop.test", "shop.test", False),  # another host, though of the domain
        ("shop.test", "evil.test", False),  # where a redirect of another domain led
        ("evil.test", "evil.test", False),
    ],
)
def test_a_sign_in_goes_to_its_host_in_its_domains_scan_only(host: str, home: str, is_sent: bool) -> None:
    given = RequestHeaders(ScanOptions(auth=(("shop.test", "anna:secret"),)))
    assert ((b"Authorization", ANNA) in given.for_host(host, home)) is is_sent


def test_a_sign_in_goes_before_an_authorization_for_all() -> None:
    options = ScanOptions(auth=(("api.shop.test", "anna:secret"),), headers=(("Authorization", "Bearer x"),))
    given = RequestHeaders(options)
    for host, value in (("api.shop.test", ANNA), ("shop.test", b"Bearer x")):
        said = [value for name, value in given.for_host(host, "shop.test") if name == b"Authorization"]
        assert said == [value]


@pytest.mark.parametrize(
    ("host", "home"), [("www.shop.test", "shop.test"), ("a.shop.test", "a.shop.test"), ("shop.test.", "shop.test")]
)
def test_a_domain_is_at_home_without_its_www(host: str, home: str) -> None:
    assert request_headers.home(host) == home
