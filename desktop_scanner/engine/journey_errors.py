"""The one error, of a few sorts, with which a request or look-up can end on its way."""

from desktop_scanner.core.failures import FailureKind


class JourneyError(Exception):
    """The request ended here; `str(error)` is a sentence. `retryable` overrides what the kind would say."""

    def __init__(self, kind: FailureKind, message: str, *, retryable: bool | None = None) -> None:
        super().__init__(message)
        self.kind = kind
        self.message = message
        self.retryable = retryable


class SparedError(JourneyError):
    """The request was not made, because of what others have just met at the same place."""


class CertificateError(JourneyError):
    """The server's certificate was not accepted: the one fault that `insecure` may pass over."""
