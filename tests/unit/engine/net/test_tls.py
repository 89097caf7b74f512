import datetime
import ssl

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from desktop_scanner.core import clock
from desktop_scanner.core.failures import FailureKind, Stage
from desktop_scanner.engine.journey_errors import CertificateError
from desktop_scanner.engine.net import tls
from tests.servers.certificates import Certificates
from tests.servers.hostile import Connection, HostileServer, Script, keeps_alive, page, shakes_hands
from tests.servers.visits import failure_at, visitor

NAME = "shop.test"
FAULTS = {
    "expired": FailureKind.TLS_EXPIRED,
    "not_yet_valid": FailureKind.TLS_EXPIRED,
    "untrusted": FailureKind.TLS_UNTRUSTED,
    "self_signed": FailureKind.TLS_UNTRUSTED,
    "wrong_host": FailureKind.TLS_HOSTNAME,
}
each_fault = pytest.mark.parametrize(("fault", "kind"), FAULTS.items(), ids=list(FAULTS))


def site(certificates: Certificates, kind: str) -> HostileServer:
    context: ssl.SSLContext = getattr(certificates, kind)(NAME)
    return HostileServer(keeps_alive(page(b"hello")), name=NAME, context=context)


def wary_site(context: ssl.SSLContext) -> HostileServer:
    return HostileServer(shakes_hands(context), name=NAME, scheme="https")


async def test_a_good_certificate_is_verified_and_told(certificates: Certificates) -> None:
    async with site(certificates, "good") as server, visitor(server, ca_file=str(certificates.ca_file)) as fetcher:
        fetched = await fetcher.get(server.url)
        again = await fetcher.get(server.url)
    facts = fetched.tls
    assert facts is not None
    assert (fetched.body, facts.verified, facts.failure, facts.san) == (b"hello", True, None, (NAME,))
    assert facts.protocol == "TLSv1.3"
    assert facts.issuer is not None
    assert "Trusted Tests" in facts.issuer
    assert facts.not_after is not None
    assert facts.not_after.tzinfo is datetime.UTC
    assert again.tls == facts


async def test_a_certificates_life_number_and_key_are_told(certificates: Certificates) -> None:
    async with site(certificates, "good") as server, visitor(server, ca_file=str(certificates.ca_file)) as fetcher:
        facts = (await fetcher.get(server.url)).tls
    assert facts is not None
    assert facts.not_before is not None
    assert facts.not_before < clock.now()
    assert int(facts.serial or "", 16) > 0
    assert facts.key == "EC secp256r1"


@each_fault
async def test_each_fault_of_a_certificate_has_its_kind_and_shows_the_certificate(
    certificates: Certificates, fault: str, kind: FailureKind
) -> None:
    async with site(certificates, fault) as server:
        error = await failure_at(server, ca_file=str(certificates.ca_file))
    assert (error.failure.kind, error.failure.stage) == (kind, Stage.TLS)
    assert error.failure.message.startswith("The certificate of shop.test:443 ")
    assert error.tls is not None
    assert (error.tls.verified, bool(error.tls.san)) == (False, True)
    assert error.tls.failure is not None
    assert error.tls.failure.kind is kind


@each_fault
async def test_without_checks_the_page_is_read_and_the_fault_kept(
    certificates: Certificates, fault: str, kind: FailureKind
) -> None:
    ca_file = str(certificates.ca_file)
    async with site(certificates, fault) as server, visitor(server, ca_file=ca_file, insecure=True) as fetcher:
        fetched = await fetcher.get(server.url)
        again = await fetcher.get(server.url)
    assert (fetched.body, again.tls) == (b"hello", fetched.tls)
    assert fetched.tls is not None
    assert (fetched.tls.verified, fetched.tls.protocol) == (False, "TLSv1.3")
    assert fetched.tls.failure is not None
    assert fetched.tls.failure.kind is kind


async def test_a_good_certificate_is_verified_also_where_checks_are_off(certificates: Certificates) -> None:
    ca_file = str(certificates.ca_file)
    async with site(certificates, "good") as server, visitor(server, ca_file=ca_file, insecure=True) as fetcher:
        fetched = await fetcher.get(server.url)
    assert fetched.tls is not None
    assert (fetched.tls.verified, fetched.tls.failure, server.connections) == (True, None, 1)


async def test_without_the_ca_file_its_certificates_are_not_trusted(certificates: Certificates) -> None:
    async with site(certificates, "good") as server:
        assert (await failure_at(server)).failure.kind is FailureKind.TLS_UNTRUSTED


async def test_a_server_that_speaks_no_tls_is_foreign() -> None:
    async def answer_at_once(connection: Connection) -> None:
        await connection.send(page(b"plain"))
        await connection.stall()

    async with HostileServer(answer_at_once, name=NAME, scheme="https") as server:
        assert (await failure_at(server)).failure.kind is FailureKind.TLS_PROTOCOL


async def test_a_server_of_an_outdated_version_is_foreign(certificates: Certificates) -> None:
    async with wary_site(certificates.outdated(NAME)) as server:
        error = await failure_at(server, ca_file=str(certificates.ca_file))
    assert error.failure.kind is FailureKind.TLS_PROTOCOL


async def test_a_server_that_shares_no_cipher_is_foreign(certificates: Certificates) -> None:
    async with wary_site(certificates.no_shared_cipher(NAME)) as server:
        error = await failure_at(server, ca_file=str(certificates.ca_file))
    assert error.failure.kind is FailureKind.TLS_PROTOCOL


async def test_a_server_that_does_not_know_the_name_says_so(certificates: Certificates) -> None:
    async with wary_site(certificates.refuses_name(NAME)) as server:
        error = await failure_at(server, ca_file=str(certificates.ca_file))
    assert error.failure.kind is FailureKind.TLS_ERROR
    assert error.failure.message == "shop.test:443 has no certificate for the name shop.test."


async def test_a_server_that_wants_a_certificate_of_its_visitors_says_so(certificates: Certificates) -> None:
    async with wary_site(certificates.asks_for_certificate(NAME)) as server:
        error = await failure_at(server, ca_file=str(certificates.ca_file))
    assert error.failure.kind is FailureKind.TLS_ERROR
    assert "certificate of their own" in error.failure.message


async def hang_up(connection: Connection) -> None:
    await connection.receive()


async def reset(connection: Connection) -> None:
    await connection.receive()
    connection.reset()


@pytest.mark.parametrize("script", [hang_up, reset])
async def test_a_handshake_broken_off_can_be_tried_again(script: Script) -> None:
    async with HostileServer(script, name=NAME, scheme="https") as server:
        error = await failure_at(server)
    assert (error.failure.kind, error.failure.retryable) == (FailureKind.TLS_ERROR, True)


@pytest.mark.parametrize(
    ("code", "kind"),
    [(9, FailureKind.TLS_EXPIRED), (10, FailureKind.TLS_EXPIRED), (62, FailureKind.TLS_HOSTNAME)]
    + [(code, FailureKind.TLS_UNTRUSTED) for code in (18, 19, 20, 21, 24, 79)]
    + [(66, FailureKind.TLS_ERROR)],
)
def test_verify_codes_have_their_kinds(code: int, kind: FailureKind) -> None:
    error = ssl.SSLCertVerificationError(1, "x")
    error.verify_code, error.verify_message = code, "a reason"
    meant = tls.handshake_error(error, NAME, 443)
    assert isinstance(meant, CertificateError)
    assert meant.kind is kind


@pytest.mark.parametrize("reason", ["UNSUPPORTED_PROTOCOL", "TLSV1_ALERT_PROTOCOL_VERSION", "DH_KEY_TOO_SMALL", ""])
def test_reasons_of_an_outdated_or_foreign_server_are_a_protocol_fault(reason: str) -> None:
    error = ssl.SSLError(1, "x")
    error.reason = reason
    assert tls.handshake_error(error, NAME, 443).kind is FailureKind.TLS_PROTOCOL


@pytest.mark.parametrize("der", [None, b"", b"garbage", b"\x30\x82\x00\x05hello"])
def test_a_certificate_that_cannot_be_read_leaves_its_facts_unknown(der: bytes | None) -> None:
    facts = tls.certificate_facts(der, "TLSv1.2", verified=False)
    assert (facts.issuer, facts.san, facts.protocol) == (None, (), "TLSv1.2")


def test_names_in_a_certificate_are_bounded() -> None:
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(x509.NameOID.ORGANIZATION_NAME, "o" * 64)] * 50)
    now = datetime.datetime.now(datetime.UTC)
    names = x509.SubjectAlternativeName([x509.DNSName(f"{number}.test") for number in range(500)])
    builder = x509.CertificateBuilder(subject, subject, key.public_key(), 1).add_extension(names, critical=False)
    builder = builder.not_valid_before(now).not_valid_after(now)
    der = builder.sign(key, hashes.SHA256()).public_bytes(serialization.Encoding.DER)
    facts = tls.certificate_facts(der, None, verified=False)
    assert len(facts.san) == tls.MAX_NAMES
    assert len(facts.subject or "") == tls.MAX_CHARACTERS
