"""Certificates, good ones and bad ones, and the server contexts that show them."""

import datetime
import ssl
import warnings
from pathlib import Path

import trustme
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec


class Certificates:
    """A certificate authority that tests trust, one that nobody trusts, and what they issue."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._trusted = trustme.CA(organization_name="Trusted Tests")
        self._unknown = trustme.CA(organization_name="Unknown Tests")
        self.ca_file = folder / "ca.pem"
        self._trusted.cert_pem.write_to_path(str(self.ca_file))

    def good(self, name: str) -> ssl.SSLContext:
        """Return the context of a server with nothing wrong."""
        return self._context(self._trusted.issue_cert(name))

    def expired(self, name: str) -> ssl.SSLContext:
        """Return the context of a server whose certificate ran out."""
        then = datetime.datetime(2021, 1, 1, tzinfo=datetime.UTC)
        return self._context(self._trusted.issue_cert(name, not_before=then, not_after=then + datetime.timedelta(90)))

    def not_yet_valid(self, name: str) -> ssl.SSLContext:
        """Return the context of a server whose certificate begins in the future."""
        then = datetime.datetime.now(datetime.UTC) + datetime.timedelta(days=30)
        return self._context(self._trusted.issue_cert(name, not_before=then, not_after=then + datetime.timedelta(90)))

    def untrusted(self, name: str) -> ssl.SSLContext:
        """Return the context of a server whose authority nobody knows."""
        return self._context(self._unknown.issue_cert(name))

    def wrong_host(self, name: str) -> ssl.SSLContext:
        """Return the context of a server that shows somebody else's certificate."""
        return self._context(self._trusted.issue_cert(f"not-{name}"))

    def self_signed(self, name: str) -> ssl.SSLContext:
        """Return the context of a server that vouches for itself."""
        key = ec.generate_private_key(ec.SECP256R1())
        subject = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, name)])
        now = datetime.datetime.now(datetime.UTC)
        certificate = (
            x509.CertificateBuilder(subject, subject, key.public_key(), x509.random_serial_number())
            .not_valid_before(now - datetime.timedelta(days=1))
            .not_valid_after(now + datetime.timedelta(days=1))
            .add_extension(x509.SubjectAlternativeName([x509.DNSName(name)]), critical=False)
            .sign(key, hashes.SHA256())
        )
        path = self._folder / "self-signed.pem"
        private = key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
        path.write_bytes(private + certificate.public_bytes(serialization.Encoding.PEM))
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(path)
        return context

    def asks_for_certificate(self, name: str) -> ssl.SSLContext:
        """Return the context of a server that wants visitors to show a certificate."""
        context = self.good(name)
        context.verify_mode = ssl.CERT_REQUIRED
        self._trusted.configure_trust(context)
        return context

    def refuses_name(self, name: str) -> ssl.SSLContext:
        """Return the context of a server that has no site of the name asked for."""
        context = self.good(name)
        context.sni_callback = lambda *_: ssl.ALERT_DESCRIPTION_UNRECOGNIZED_NAME
        return context

    def outdated(self, name: str) -> ssl.SSLContext:
        """Return the context of a server that speaks TLS 1.1 and nothing newer."""
        context = self.good(name)
        context.set_ciphers("ALL:@SECLEVEL=0")
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)
            context.minimum_version = ssl.TLSVersion.TLSv1
            context.maximum_version = ssl.TLSVersion.TLSv1_1
        return context

    def no_shared_cipher(self, name: str) -> ssl.SSLContext:
        """Return the context of a server with which no cipher is shared."""
        context = self.good(name)
        context.maximum_version = ssl.TLSVersion.TLSv1_2
        context.set_ciphers("AES128-SHA:@SECLEVEL=0")
        return context

    def _context(self, leaf: trustme.LeafCert) -> ssl.SSLContext:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        leaf.configure_cert(context)
        return context
