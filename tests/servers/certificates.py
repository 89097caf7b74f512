"""Certificates, good ones and bad ones, and the server contexts that show them."""

import datetime
import ssl
import warnings
from pathlib import Path

import trustme
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.x509.oid import AuthorityInformationAccessOID, ExtendedKeyUsageOID

Key = ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey


class Certificates:
    """A certificate authority that tests trust, one that nobody trusts, and what they issue."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._files = 0
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
        subject = _subject(name)
        builder = _builder(subject, subject, key).add_extension(_names(name), critical=False)
        return self._showing(key, builder.sign(key, hashes.SHA256()))

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

    def incomplete_chain(self, name: str) -> ssl.SSLContext:
        """Return the context of a server that leaves the authority between it and the trusted one out."""
        between = self._trusted.create_child_ca()
        leaf = between.issue_cert(name)
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        path = self._file()
        path.write_bytes(leaf.private_key_pem.bytes() + leaf.cert_chain_pems[0].bytes())
        context.load_cert_chain(path)
        return context

    def issued_by_a_site(self, name: str) -> ssl.SSLContext:
        """Return the context of a server whose certificate was issued by another site, which is no authority."""
        site = self._trusted.issue_cert("issuer.test")
        site_key = _private_key(site.private_key_pem.bytes())
        site_certificate = x509.load_pem_x509_certificate(site.cert_chain_pems[0].bytes())
        key = ec.generate_private_key(ec.SECP256R1())
        builder = _builder(_subject(name), site_certificate.subject, key).add_extension(_names(name), critical=False)
        return self._showing(key, builder.sign(site_key, hashes.SHA256()), site_certificate)

    def nameless(self, name: str) -> ssl.SSLContext:
        """Return the context of a server whose certificate names nobody."""
        return self.odd(x509.Name([]))

    def common_name_only(self, name: str) -> ssl.SSLContext:
        """Return the context of a server whose certificate has its name where nobody looks any more."""
        return self.odd(_subject(name))

    def nul_in_name(self, name: str) -> ssl.SSLContext:
        """Return the context of a server whose certificate would be its own for those who stop at a NUL."""
        return self.odd(_subject(name), _names(f"{name}\0.elsewhere.test"))

    def many_names(self, name: str) -> ssl.SSLContext:
        """Return the context of a server that shares its certificate with thousands."""
        return self.odd(_subject(name), _names(name, *(f"site-{number}.test" for number in range(3_000))))

    def too_many_names(self, name: str) -> ssl.SSLContext:
        """Return the context of a server whose certificate has a megabyte."""
        return self.odd(_subject(name), _names(name, *(f"site-{number}.test" for number in range(60_000))))

    def long_subject(self, name: str) -> ssl.SSLContext:
        """Return the context of a server with a thousand parts in its owner's name."""
        units = [x509.NameAttribute(x509.NameOID.ORGANIZATIONAL_UNIT_NAME, "A long part " * 5)] * 1_000
        return self.odd(x509.Name(units), _names(name))

    def revoked_looking(self, name: str) -> ssl.SSLContext:
        """Return the context of a server whose certificate wants its revocation to be asked for at strange places."""
        place = x509.UniformResourceIdentifier("http://10.0.0.1/revoked.crl")
        points = x509.CRLDistributionPoints([x509.DistributionPoint([place], None, None, None)])
        access = x509.AccessDescription(AuthorityInformationAccessOID.OCSP, place)
        must_staple = x509.TLSFeature([x509.TLSFeatureType.status_request])
        extensions = (points, x509.AuthorityInformationAccess([access]), must_staple)
        return self.odd(_subject(name), _names(name), *extensions)

    def short_key(self, name: str) -> ssl.SSLContext:
        """Return the context of a server whose key can be broken."""
        key = rsa.generate_private_key(65537, 1024)  # noqa: S505 -- a server that is to be refused
        return self.odd(_subject(name), _names(name), key=key)

    def not_for_servers(self, name: str) -> ssl.SSLContext:
        """Return the context of a server that shows a certificate made for signing code."""
        usage = x509.ExtendedKeyUsage([ExtendedKeyUsageOID.CODE_SIGNING])
        return self.odd(_subject(name), _names(name), usage)

    def odd(self, subject: x509.Name, *extensions: x509.ExtensionType, key: Key | None = None) -> ssl.SSLContext:
        """Return the context of a server with a trusted certificate of any form."""
        key = key or ec.generate_private_key(ec.SECP256R1())
        authority = x509.load_pem_x509_certificate(self._trusted.cert_pem.bytes())
        builder = _builder(subject, authority.subject, key)
        for extension in extensions:
            builder = builder.add_extension(extension, critical=False)
        signer = _private_key(self._trusted.private_key_pem.bytes())
        return self._showing(key, builder.sign(signer, hashes.SHA256()))

    def _showing(self, key: Key, *chain: x509.Certificate) -> ssl.SSLContext:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.set_ciphers("DEFAULT:@SECLEVEL=0")
        private = key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
        path = self._file()
        path.write_bytes(private + b"".join(shown.public_bytes(serialization.Encoding.PEM) for shown in chain))
        context.load_cert_chain(path)
        return context

    def _file(self) -> Path:
        self._files += 1
        return self._folder / f"chain-{self._files}.pem"

    def _context(self, leaf: trustme.LeafCert) -> ssl.SSLContext:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        leaf.configure_cert(context)
        return context


def _builder(subject: x509.Name, issuer: x509.Name, key: Key) -> x509.CertificateBuilder:
    now = datetime.datetime.now(datetime.UTC)
    builder = x509.CertificateBuilder(issuer, subject, key.public_key(), x509.random_serial_number())
    day = datetime.timedelta(days=1)
    return builder.not_valid_before(now - day).not_valid_after(now + day)


def _subject(name: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, name)])


def _names(*names: str) -> x509.SubjectAlternativeName:
    return x509.SubjectAlternativeName([x509.DNSName(name) for name in names])


def _private_key(pem: bytes) -> Key:
    key = serialization.load_pem_private_key(pem, None)
    assert isinstance(key, Key)
    return key
