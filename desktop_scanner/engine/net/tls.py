"""TLS: whom to trust, what a certificate says, and what a failed handshake means."""

import contextlib
import ssl
import sys
from pathlib import Path
from typing import Any

import certifi
from cryptography import x509
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric import ec

from desktop_scanner.core.errors import SettingsError
from desktop_scanner.core.failures import Failure, FailureKind
from desktop_scanner.core.results import TlsFacts
from desktop_scanner.engine.journey_errors import CertificateError, JourneyError
from desktop_scanner.engine.net.journey import place

MAX_NAMES = 100
MAX_CHARACTERS = 500

# OpenSSL's X509_V_ERR codes, with what they say of a certificate.
_VERIFY_CODES: dict[int, tuple[FailureKind, str]] = {
    9: (FailureKind.TLS_EXPIRED, "is not valid yet"),
    10: (FailureKind.TLS_EXPIRED, "has expired"),
    2: (FailureKind.TLS_UNTRUSTED, "was issued by somebody unknown"),
    18: (FailureKind.TLS_UNTRUSTED, "is signed by itself"),
    19: (FailureKind.TLS_UNTRUSTED, "comes from an authority that is not trusted"),
    20: (FailureKind.TLS_UNTRUSTED, "was issued by somebody unknown, or its chain is incomplete"),
    21: (FailureKind.TLS_UNTRUSTED, "cannot be verified, its chain is incomplete"),
    24: (FailureKind.TLS_UNTRUSTED, "was issued by something that is no authority"),
    79: (FailureKind.TLS_UNTRUSTED, "was issued by something that is no authority"),  # the same, from OpenSSL 3 on
    27: (FailureKind.TLS_UNTRUSTED, "comes from an authority that is not trusted"),
    28: (FailureKind.TLS_UNTRUSTED, "comes from an authority that is rejected"),
    62: (FailureKind.TLS_HOSTNAME, "belongs to another name"),
    64: (FailureKind.TLS_HOSTNAME, "belongs to another name, not to this address"),
}

# Parts of OpenSSL's reasons that mean that the two sides share no version, cipher or signature.
_FOREIGN = (
    "PROTOCOL",
    "VERSION",
    "HANDSHAKE_FAILURE",
    "CIPHER",
    "INSUFFICIENT_SECURITY",
    "TOO_SMALL",
    "LEGACY",
    "SIGNATURE",
)

_DER = 2  # _ssl.ENCODING_DER

_OP_LEGACY_SERVER_CONNECT = 0x4  # ssl.OP_LEGACY_SERVER_CONNECT, from Python 3.12


def verifying_context(ca_file: str | None = None) -> ssl.SSLContext:
    """Return the context that trusts the system's authorities, certifi's, and those of a PEM file."""
    context = ssl.create_default_context()
    context.load_verify_locations(certifi.where())
    # Browsers connect to servers that lack secure renegotiation, and accept certificates of older profiles.
    context.options |= _OP_LEGACY_SERVER_CONNECT
    context.verify_flags &= ~ssl.VERIFY_X509_STRICT
    if ca_file is not None:
        _load(context, Path(ca_file))
    return context


def check_ca_file(ca_file: str | None) -> None:
    """Raise SettingsError where the file holds no authorities that can be trusted."""
    if ca_file is not None:
        _load(ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT), Path(ca_file))


def trusting_context() -> ssl.SSLContext:
    """Return the context that takes any certificate; used only where the user allowed it."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.options |= _OP_LEGACY_SERVER_CONNECT
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    context.set_alpn_protocols(["http/1.1"])
    return context


def facts(tls: ssl.SSLObject, *, verified: bool, failure: Failure | None = None) -> TlsFacts:
    """Return what is known of a connection's certificate and protocol."""
    return certificate_facts(tls.getpeercert(binary_form=True), tls.version(), verified=verified, failure=failure)


def failed_facts(tls: ssl.SSLObject, failure: Failure) -> TlsFacts | None:
    """Return what the certificate says that was just refused, or None where the server showed none."""
    return certificate_facts(_refused_certificate(tls), None, verified=False, failure=failure)


def certificate_facts(
    der: bytes | None, protocol: str | None, *, verified: bool, failure: Failure | None = None
) -> TlsFacts:
    """Return the facts of a certificate in DER; one that cannot be parsed leaves them unknown."""
    bare = TlsFacts(protocol=protocol, verified=verified, failure=failure)
    if not der:
        return bare
    try:
        certificate = x509.load_der_x509_certificate(der)
        return TlsFacts(
            issuer=certificate.issuer.rfc4514_string()[:MAX_CHARACTERS],
            subject=certificate.subject.rfc4514_string()[:MAX_CHARACTERS],
            san=_names(certificate),
            not_after=certificate.not_valid_after_utc,
            protocol=protocol,
            verified=verified,
            failure=failure,
            not_before=certificate.not_valid_before_utc,
            serial=f"{certificate.serial_number:x}"[:MAX_CHARACTERS],
            key=_key(certificate),
        )
    except (ValueError, TypeError):
        return bare


def handshake_error(error: Exception, host: str, port: int) -> JourneyError:
    """Return what a failed handshake means."""
    if isinstance(error, ssl.SSLCertVerificationError):
        kind, what = _VERIFY_CODES.get(error.verify_code, (FailureKind.TLS_ERROR, f"is not valid ({_text(error)})"))
        return CertificateError(kind, f"The certificate of {place(host, port)} {what}.")
    if isinstance(error, ssl.SSLEOFError) or not isinstance(error, ssl.SSLError):
        return JourneyError(
            FailureKind.TLS_ERROR,
            f"{place(host, port)} broke the connection off while it was being encrypted.",
            retryable=True,
        )
    return _alert(error, host, port)


def stream_error(error: ssl.SSLError, host: str, port: int) -> JourneyError:
    """Return what a fault on an encrypted connection means once its handshake is over."""
    if "CERTIFICATE_REQUIRED" in (error.reason or ""):
        return JourneyError(FailureKind.TLS_ERROR, f"{place(host, port)} asks visitors for a certificate of their own.")
    return JourneyError(
        FailureKind.TLS_ERROR, f"The encrypted connection to {place(host, port)} was damaged ({_text(error)})."
    )


def _alert(error: ssl.SSLError, host: str, port: int) -> JourneyError:
    reason = error.reason or ""
    where = place(host, port)
    if reason in ("WRONG_VERSION_NUMBER", "HTTP_REQUEST", "PACKET_LENGTH_TOO_LONG", "RECORD_LAYER_FAILURE"):
        return JourneyError(FailureKind.TLS_PROTOCOL, f"What {where} speaks is not TLS.")
    if "UNRECOGNIZED_NAME" in reason:
        return JourneyError(FailureKind.TLS_ERROR, f"{where} has no certificate for the name {host}.")
    if not reason or any(part in reason for part in _FOREIGN):
        return JourneyError(
            FailureKind.TLS_PROTOCOL, f"{where} and this program share no version of TLS that is safe ({_text(error)})."
        )
    return JourneyError(FailureKind.TLS_ERROR, f"The TLS handshake with {where} failed ({_text(error)}).")


def _text(error: ssl.SSLError) -> str:
    reason = getattr(error, "verify_message", None) or error.reason or "no reason given"
    return reason.replace("_", " ").lower()


def _names(certificate: x509.Certificate) -> tuple[str, ...]:
    try:
        extension = certificate.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    except (x509.ExtensionNotFound, x509.DuplicateExtension, x509.UnsupportedGeneralNameType, ValueError):
        return ()
    kinds = (x509.DNSName, x509.IPAddress)
    names = (str(name.value) for name in extension if isinstance(name, kinds))
    return tuple(name[:MAX_CHARACTERS] for name in list(names)[:MAX_NAMES])


def _key(certificate: x509.Certificate) -> str | None:
    try:
        key = certificate.public_key()
    except (ValueError, TypeError, UnsupportedAlgorithm):
        return None
    if isinstance(key, ec.EllipticCurvePublicKey):
        return f"EC {key.curve.name}"
    kind = type(key).__name__.removeprefix("_").removesuffix("PublicKey")
    size = getattr(key, "key_size", None)
    return f"{kind} {size}" if size else kind


def _refused_certificate(tls: ssl.SSLObject) -> bytes | None:
    with contextlib.suppress(AttributeError, IndexError, TypeError, ValueError):
        if sys.version_info >= (3, 13):
            return bytes(tls.get_unverified_chain()[0])
        # WORKAROUND(python/cpython#109109): before 3.13 only the object within knows what a refused server showed.
        chain: Any = tls._sslobj.get_unverified_chain()  # type: ignore[attr-defined]
        return bytes(chain[0].public_bytes(_DER))
    return None


def _load(context: ssl.SSLContext, path: Path) -> None:
    try:
        context.load_verify_locations(path)
    except ssl.SSLError as error:
        raise SettingsError(f"The CA file {path} holds no certificate in PEM form; name one that does.") from error
    except OSError as error:
        raise SettingsError(f"The CA file {path} cannot be read: {error.strerror}. Check its path.") from error
