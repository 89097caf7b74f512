import pytest

from desktop_scanner.core.failures import HINTS, STAGE_OF, FailureKind, Stage, failure


@pytest.mark.parametrize("kind", FailureKind)
def test_every_kind_has_a_stage_and_a_hint(kind: FailureKind) -> None:
    assert STAGE_OF[kind] in Stage
    assert HINTS[kind].endswith(".")


def test_a_failure_carries_what_its_kind_implies() -> None:
    made = failure(FailureKind.DNS_NOT_FOUND, "The name gone.example does not exist.")
    assert (made.stage, made.retryable, made.attempts) == (Stage.DNS, False, 1)


def test_whether_it_is_retryable_can_be_said_otherwise() -> None:
    assert failure(FailureKind.HTTP_SERVER_ERROR, "The site answers 501.", retryable=False).retryable is False


def test_a_message_with_an_endless_address_keeps_its_beginning_and_its_end() -> None:
    fault = failure(FailureKind.HTTP_CLIENT_ERROR, f"https://a.test/{'x' * 90_000} answered 404 Not Found.")
    assert len(fault.message) == 500
    assert fault.message.startswith("https://a.test/xx")
    assert fault.message.endswith("xx answered 404 Not Found.")
