"""Certificates for the sample sites, made anew for each run: a demo authority, good and expired ones.

The authority's key stays in memory, and its certificate holds for the sample names only, so the file that a scan is
told to trust can vouch for nothing else.
"""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

_CA_NAME = "Desktop Scanner Demo CA"
_DAY = timedelta(days=1)


class Authority:
    """A certificate authority for the given domains, valid for ninety days."""

    def __init__(self, domains: Sequence[str]) -> None:
        self._now = datetime.now(UTC)
        self._key = ec.generate_private_key(ec.SECP256R1())
        self._name = _name(_CA_NAME)
        permitted = [x509.DNSName(domain) for domain in domains]
        self._certificate = (
            self._builder(self._name, self._key.public_key())
            # Older than the expired certificate, else that one would be faulty for a second reason.
            .not_valid_before(self._now - 800 * _DAY)
            .not_valid_after(self._now + 90 * _DAY)
            .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
            .add_extension(_usage(is_authority=True), critical=True)
            .add_extension(x509.NameConstraints(permitted, None), critical=True)
            .sign(self._key, hashes.SHA256())
        )

    def write(self, path: Path) -> None:
        """Write the authority's certificate as PEM: the file to trust."""
        path.write_bytes(self._certificate.public_bytes(Encoding.PEM))

    def issue(self, hosts: Sequence[str], path: Path, *, is_expired: bool = False) -> None:
        """Write a key and a certificate for the hosts, as one PEM file that its owner alone can read."""
        key = ec.generate_private_key(ec.SECP256R1())
        certificate = (
            self._builder(_name(hosts[0]), key.public_key())
            .not_valid_before(self._now - (400 if is_expired else 1) * _DAY)
            .not_valid_after(self._now + (-23 if is_expired else 60) * _DAY)
            .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
            .add_extension(_usage(is_authority=False), critical=True)
            .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), critical=False)
            .add_extension(x509.SubjectAlternativeName([x509.DNSName(host) for host in hosts]), critical=False)
            .sign(self._key, hashes.SHA256())
        )
        path.touch(mode=0o600)
        private = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
        path.write_bytes(private + certificate.public_bytes(Encoding.PEM))

    def _builder(self, subject: x509.Name, key: ec.EllipticCurvePublicKey) -> x509.CertificateBuilder:
        """Begin a certificate; the key identifiers are what strict verification (Python 3.13) asks for."""
        own = x509.AuthorityKeyIdentifier.from_issuer_public_key(self._key.public_key())
        return (
            x509.CertificateBuilder()
            .subject_name(subject)
            .issuer_name(self._name)
            .public_key(key)
            .serial_number(x509.random_serial_number())
            .add_extension(x509.SubjectKeyIdentifier.from_public_key(key), critical=False)
            .add_extension(own, critical=False)
        )


def _name(common_name: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, common_name)])


def _usage(*, is_authority: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not is_authority,
        key_cert_sign=is_authority,
        crl_sign=is_authority,
        content_commitment=False,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        encipher_only=False,
        decipher_only=False,
    )
