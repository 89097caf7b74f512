import ssl
from datetime import UTC, datetime
from pathlib import Path

import pytest
from cryptography import x509

from desktop_scanner.demo.certificates import Authority


@pytest.fixture
def authority() -> Authority:
    return Authority(["sample.de"])


def handshake(authority: Authority, folder: Path, certificate: Path, name: str) -> None:
    """Shake hands in memory, with the strict verification that newer Pythons use."""
    authority.write(folder / "ca.pem")
    trusting = ssl.create_default_context(cafile=str(folder / "ca.pem"))
    trusting.verify_flags |= ssl.VERIFY_X509_STRICT
    serving = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    serving.load_cert_chain(certificate)
    up, down = ssl.MemoryBIO(), ssl.MemoryBIO()
    client = trusting.wrap_bio(down, up, server_hostname=name)
    server = serving.wrap_bio(up, down, server_side=True)
    for side in (client, server, client):
        try:
            side.do_handshake()
        except ssl.SSLWantReadError:
            continue


def test_a_certificate_holds_for_its_hosts(authority: Authority, tmp_path: Path) -> None:
    authority.issue(["sample.de", "www.sample.de"], tmp_path / "site.pem")
    handshake(authority, tmp_path, tmp_path / "site.pem", "www.sample.de")


def test_a_certificate_holds_for_no_other_host(authority: Authority, tmp_path: Path) -> None:
    authority.issue(["sample.de"], tmp_path / "site.pem")
    with pytest.raises(ssl.SSLCertVerificationError) as caught:
        handshake(authority, tmp_path, tmp_path / "site.pem", "www.sample.de")
    assert caught.value.verify_code == 62


def test_an_expired_certificate_is_faulty_for_that_reason_alone(authority: Authority, tmp_path: Path) -> None:
    authority.issue(["sample.de"], tmp_path / "site.pem", is_expired=True)
    with pytest.raises(ssl.SSLCertVerificationError) as caught:
        handshake(authority, tmp_path, tmp_path / "site.pem", "sample.de")
    assert caught.value.verify_code == 10


def test_the_authority_can_vouch_for_its_own_domains_only(authority: Authority, tmp_path: Path) -> None:
    authority.issue(["elsewhere.de"], tmp_path / "site.pem")
    with pytest.raises(ssl.SSLCertVerificationError, match="permitted subtree violation"):
        handshake(authority, tmp_path, tmp_path / "site.pem", "elsewhere.de")


def test_a_certificate_s_validity_lies_within_its_authority_s(authority: Authority, tmp_path: Path) -> None:
    authority.write(tmp_path / "ca.pem")
    authority.issue(["sample.de"], tmp_path / "old.pem", is_expired=True)
    ca = x509.load_pem_x509_certificate((tmp_path / "ca.pem").read_bytes())
    old = x509.load_pem_x509_certificate((tmp_path / "old.pem").read_bytes())
    assert ca.not_valid_before_utc < old.not_valid_before_utc < old.not_valid_after_utc < datetime.now(UTC)


def test_the_file_to_trust_holds_no_key(authority: Authority, tmp_path: Path) -> None:
    authority.write(tmp_path / "ca.pem")
    assert b"PRIVATE" not in (tmp_path / "ca.pem").read_bytes()
