from datetime import UTC, datetime

import pytest

from desktop_scanner.engine.net.fetch import Fetched
from desktop_scanner.engine.site import answers


def fetched(status: int = 200, body: bytes = b"", **headers: str) -> Fetched:
    return Fetched(
        url="https://a.test/x/",
        status=status,
        headers=tuple((name.replace("_", "-"), value) for name, value in headers.items()),
        body=body,
        address=None,
        tls=None,
        started_at=datetime(2026, 11, 23, tzinfo=UTC),
        elapsed_ms=1,
    )


@pytest.mark.parametrize(
    ("status", "kind"),
    [
        (200, None),
        (204, None),
        (301, None),
        (304, "http_protocol"),
        (404, "http_client_error"),
        (429, "rate_limited"),
        (500, "http_server_error"),
        (599, "http_server_error"),
        (999, "http_protocol"),
    ],
)
def test_a_status_is_a_failure_or_none(status: int, kind: str | None) -> None:
    fault = answers.of(fetched(status)).failure
    assert (fault and fault.kind) == kind


def test_a_status_is_told_with_its_phrase() -> None:
    fault = answers.of(fetched(503)).failure
    assert fault is not None
    assert fault.message == "https://a.test/x/ answered 503 Service Unavailable."


@pytest.mark.parametrize(
    ("location", "target"),
    [
        ("../y#part", "https://a.test/y"),
        ("//b.test", "https://b.test/"),
        ("https://u:p@b.test/é", "https://b.test/%C3%A9"),
        ("ftp://b.test/", None),
        ("http://b.test:99999/", None),
        ("http://[", None),
        ("", None),
    ],
)
def test_a_location_is_an_absolute_web_address_or_none(location: str, target: str | None) -> None:
    answer = answers.of(fetched(302, location=location))
    assert answer.is_redirect
    assert answer.location == target


@pytest.mark.parametrize(
    ("media_type", "body"),
    [
        ("text/html; charset=utf-8", b"anything at all"),
        ("application/xhtml+xml", b"<html/>"),
        ("text/html", "<html>Ä</html>".encode("utf-16")),
        ("text/html", "<html>hello</html>".encode("utf-16-le")),
        ("text/plain", b"\xef\xbb\xbf \n<!-- made by hand --><!DOCTYPE HTML>"),
        ("application/xml", b"<?xml version='1.0'?>\n<html>"),
        ("", b"<HTML>"),
        ("image/png", b""),
    ],
)
def test_html_is_told_by_its_label_or_its_beginning(media_type: str, body: bytes) -> None:
    assert answers.not_html(fetched(body=body, content_type=media_type)) is None


@pytest.mark.parametrize(
    ("media_type", "body"),
    [
        ("application/pdf", b"%PDF-1.7"),
        ("application/json", b"<html>"),
        ("text/plain", b"hello"),
        ("text/plain", b"<!-- a comment that never ends"),
        ("text/html", b"%PDF-1.7 and so on"),
        ("text/html", bytes(range(256)) * 4),
        ("text/html", b"\x00" * 100),
    ],
)
def test_anything_else_is_not_html_whatever_its_label(media_type: str, body: bytes) -> None:
    fault = answers.not_html(fetched(body=body, content_type=media_type))
    assert fault is not None
    assert fault.kind == "not_html"
