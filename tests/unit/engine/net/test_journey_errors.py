import pytest

from desktop_scanner.core.failures import FailureKind
from desktop_scanner.engine.journey_errors import CertificateError, JourneyError, SparedError


@pytest.mark.parametrize("kind", [JourneyError, CertificateError, SparedError])
def test_an_error_is_its_sentence_and_keeps_its_kind(kind: type[JourneyError]) -> None:
    error = kind(FailureKind.DNS_TIMEOUT, "No name server answered.", retryable=False)
    assert (str(error), error.kind, error.retryable) == ("No name server answered.", FailureKind.DNS_TIMEOUT, False)
