from datetime import UTC, datetime, timedelta

import pytest

from desktop_scanner.core.failures import FailureKind, failure
from desktop_scanner.core.results import Door, TlsFacts
from desktop_scanner.extract.security import transport

AT = datetime(2026, 11, 23, tzinfo=UTC)
REFUSED = failure(FailureKind.CONNECT_REFUSED, "It refused the connection.")
OUTDATED = failure(FailureKind.TLS_PROTOCOL, "It speaks nothing safe.")
EXPIRED = failure(FailureKind.TLS_EXPIRED, "The certificate of a.test:443 has expired.")
MISSING = failure(FailureKind.DNS_NOT_FOUND, "It does not exist.")
ERROR = failure(FailureKind.HTTP_SERVER_ERROR, "It answered 500.")

SECURE, PLAIN, WWW = "https://a.test/", "http://a.test/", "http://www.a.test/"


@pytest.mark.parametrize(
    ("doors", "url", "result"),
    [
        ((), SECURE, "pass"),
        ((Door(url=SECURE, status=301),), None, "pass"),
        ((Door(url=SECURE, status=200),), PLAIN, "warn"),
        ((Door(url=SECURE, failure=REFUSED),), PLAIN, "fail"),
        ((Door(url=SECURE, failure=EXPIRED),), None, "fail"),
        ((Door(url=SECURE, failure=REFUSED), Door(url=PLAIN, failure=REFUSED)), None, "unknown"),
        ((Door(url=SECURE, failure=MISSING),), None, "unknown"),
        ((), PLAIN, "unknown"),
        ((), None, "unknown"),
    ],
)
def test_https_is_what_visitors_end_at(doors: tuple[Door, ...], url: str | None, result: str) -> None:
    assert transport.https(doors, url).result == result


@pytest.mark.parametrize(
    ("doors", "result"),
    [
        ((Door(url=PLAIN, status=301, leads_to=SECURE),), "pass"),
        ((Door(url=PLAIN, status=301, leads_to=WWW), Door(url=WWW, status=301, leads_to=SECURE)), "pass"),
        ((Door(url=PLAIN, failure=REFUSED), Door(url=WWW, status=301, leads_to=SECURE)), "pass"),
        ((Door(url=PLAIN, status=301, leads_to=SECURE), Door(url=WWW, status=200)), "fail"),
        ((Door(url=PLAIN, status=301, leads_to=WWW), Door(url=WWW, status=200)), "fail"),
        ((Door(url=PLAIN, status=301, leads_to="http://b.test/"),), "warn"),
        ((Door(url=PLAIN, status=301, leads_to=PLAIN),), "warn"),
        ((Door(url=PLAIN, status=301, leads_to=WWW), Door(url=WWW, status=301, leads_to=PLAIN)), "unknown"),
        ((Door(url=PLAIN, status=500, failure=ERROR), Door(url=WWW, failure=MISSING)), "unknown"),
        ((Door(url=PLAIN, failure=REFUSED), Door(url=SECURE, status=200)), "pass"),
        ((Door(url=PLAIN, failure=REFUSED), Door(url=SECURE, failure=REFUSED)), "unknown"),
        ((Door(url=SECURE, status=200),), "unknown"),
    ],
)
def test_each_unencrypted_door_must_lead_to_https_or_be_closed(doors: tuple[Door, ...], result: str) -> None:
    assert transport.https_redirect(doors).result == result


@pytest.mark.parametrize(
    ("days", "life", "result"),
    [(90, None, "pass"), (13, None, "warn"), (13, 90, "warn"), (5, 6, "pass"), (1, 6, "warn"), (20, 45, "pass")],
)
def test_a_certificate_is_warned_of_before_it_expires(days: int, life: int | None, result: str) -> None:
    until = AT + timedelta(days=days, hours=1)
    tls = TlsFacts(verified=True, not_after=until, not_before=until - timedelta(days=life) if life else None)
    finding = transport.certificate(tls, AT)
    assert finding.result == result
    assert f"{days} day" in finding.message


@pytest.mark.parametrize(
    ("tls", "result"),
    [
        (None, "unknown"),
        (TlsFacts(verified=True), "unknown"),
        (TlsFacts(verified=False, failure=EXPIRED, issuer="CN=CA", not_after=AT), "fail"),
    ],
)
def test_a_certificate_that_was_refused_or_not_seen(tls: TlsFacts | None, result: str) -> None:
    assert transport.certificate(tls, AT).result == result


def test_a_refused_certificate_says_why_and_whose_it_is() -> None:
    finding = transport.certificate(TlsFacts(failure=EXPIRED, issuer="CN=CA", not_after=AT), AT)
    assert finding.message == EXPIRED.message
    assert finding.evidence == ("valid until 2026-11-23", "issued by CN=CA")


@pytest.mark.parametrize(
    ("protocol", "doors", "result"),
    [
        ("TLSv1.3", (), "pass"),
        ("TLSv1.2", (), "pass"),
        ("TLSv1.1", (), "fail"),
        (None, (Door(url=SECURE, failure=OUTDATED),), "fail"),
        (None, (Door(url=SECURE, failure=REFUSED),), "unknown"),
    ],
)
def test_only_tls_that_is_safe_passes(protocol: str | None, doors: tuple[Door, ...], result: str) -> None:
    assert transport.tls_version(TlsFacts(protocol=protocol) if protocol else None, doors).result == result
