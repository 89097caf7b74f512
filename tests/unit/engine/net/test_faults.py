import logging

import httpcore
import pytest

from desktop_scanner.core.failures import FailureKind, Stage
from desktop_scanner.engine.journey_errors import JourneyError
from desktop_scanner.engine.net import faults
from desktop_scanner.engine.net.journey import Journey


def journey(stage: Stage = Stage.HTTP, *, has_ended: bool = False) -> Journey:
    return Journey("https", "shop.test", 443, stage=stage, has_ended=has_ended)


@pytest.mark.parametrize(
    ("stage", "kind"),
    [
        (Stage.DNS, FailureKind.DNS_TIMEOUT),
        (Stage.PROXY, FailureKind.PROXY_ERROR),
        (Stage.CONNECT, FailureKind.CONNECT_TIMEOUT),
        (Stage.TLS, FailureKind.TLS_ERROR),
        (Stage.HTTP, FailureKind.READ_TIMEOUT),
        (Stage.BODY, FailureKind.READ_TIMEOUT),
    ],
)
def test_the_deadline_is_called_after_the_stage_it_met(stage: Stage, kind: FailureKind) -> None:
    error = faults.deadline(journey(stage), 10)
    assert (error.kind, error.retryable) == (kind, True)
    assert error.message.startswith("Waited 10 s for shop.test:443, but ")


@pytest.mark.parametrize(
    ("trip", "kind"),
    [
        (journey(), FailureKind.HTTP_PROTOCOL),
        (journey(has_ended=True), FailureKind.HTTP_PROTOCOL),
        (journey(Stage.BODY), FailureKind.HTTP_PROTOCOL),
        (journey(Stage.BODY, has_ended=True), FailureKind.BODY_INCOMPLETE),
    ],
)
def test_what_the_parser_refuses_is_told_by_where_it_stood(trip: Journey, kind: FailureKind) -> None:
    assert faults.meaning(httpcore.RemoteProtocolError("x"), trip).kind is kind


def test_a_group_means_what_its_first_part_means() -> None:
    group = ExceptionGroup("x", [httpcore.ReadError("x"), KeyError("y")])
    assert faults.meaning(group, journey()).kind is FailureKind.CONNECT_RESET


def test_a_failure_stays_what_it_is() -> None:
    error = JourneyError(FailureKind.ADDRESS_BLOCKED, "x")
    assert faults.meaning(error, journey()) is error


def test_what_nobody_foresaw_is_internal_and_logged(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.ERROR):
        assert faults.meaning(ZeroDivisionError("x"), journey()).kind is FailureKind.INTERNAL
    assert caplog.records[0].exc_info


def test_a_bad_address_is_shown_in_part_and_can_be_stored() -> None:
    message = faults.bad_address("http://\ud800" + "x" * 1_000).message
    assert message.encode("utf-8").startswith(b'"http://\\ud800x')
    assert len(message) < 300
