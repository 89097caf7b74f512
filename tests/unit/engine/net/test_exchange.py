import httpx
import pytest

from desktop_scanner.core.failures import FailureKind, Stage
from desktop_scanner.engine.journey_errors import JourneyError
from desktop_scanner.engine.net import exchange
from desktop_scanner.engine.net.transport import HEAD


class Stream:
    """The connection that an answer came over."""

    def get_extra_info(self, info: str) -> str | None:
        return "192.0.2.1" if info == "address" else None


def response(*headers: tuple[bytes, bytes], status: int = 200) -> httpx.Response:
    return httpx.Response(status, extensions={HEAD: list(headers), "network_stream": Stream()})


@pytest.mark.parametrize(
    ("url", "scheme", "host", "port", "sent"),
    [
        ("HTTPS://Shop.TEST", "https", "shop.test", 443, "https://shop.test/"),
        ("http://u:p@shop.test:8080/a b?c#d", "http", "shop.test", 8080, "http://shop.test:8080/a%20b?c"),
        ("http://[::1]:81/", "http", "::1", 81, "http://[::1]:81/"),
        ("http://bücher.test/ü", "http", "xn--bcher-kva.test", 80, "http://xn--bcher-kva.test/%C3%BC"),
        ("http://😀.test:8080/", "http", "xn--e28h.test", 8080, "http://xn--e28h.test:8080/"),
        ("http://0x7f.1/", "http", "127.0.0.1", 80, "http://127.0.0.1/"),
    ],
)
def test_an_address_is_read_as_browsers_read_it(url: str, scheme: str, host: str, port: int, sent: str) -> None:
    asked = exchange.plan(url, 1_000)
    assert (asked.journey.scheme, asked.journey.host, asked.journey.port, asked.url) == (scheme, host, port, sent)


@pytest.mark.parametrize("url", ["", "shop.test", "ftp://shop.test/", "mailto:a@b.test", "http://", "http://a:70000/"])
def test_what_is_no_web_address_is_refused(url: str) -> None:
    with pytest.raises(JourneyError) as caught:
        exchange.plan(url, 1_000)
    assert caught.value.kind is FailureKind.HTTP_PROTOCOL


def test_a_head_is_noted_with_lower_case_names() -> None:
    asked = exchange.plan("http://shop.test/", 1_000)
    asked.take_head(response((b"X-Two", b"a"), (b"x-two", b"\xfc"), status=404))
    assert (asked.status, asked.values("x-two"), asked.address) == (404, ["a", "ü"], "192.0.2.1")
    assert asked.journey.stage is Stage.BODY


@pytest.mark.parametrize(
    "headers",
    [[(b"a", b"b")] * (exchange.MAX_HEADERS + 1), [(b"a", b"b" * exchange.MAX_HEADER_BYTES)]],
    ids=["number", "size"],
)
def test_headers_are_bounded_in_number_and_size(headers: list[tuple[bytes, bytes]]) -> None:
    asked = exchange.plan("http://shop.test/", 1_000)
    with pytest.raises(JourneyError) as caught:
        asked.take_head(response(*headers))
    assert caught.value.kind is FailureKind.HTTP_PROTOCOL
    assert asked.headers == ()
