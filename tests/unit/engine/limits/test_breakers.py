import pytest

from desktop_scanner.core.failures import FailureKind
from desktop_scanner.engine.limits import breakers
from desktop_scanner.engine.limits.breakers import HOSTS_IN_A_ROW, OPEN_S, Breakers

_WHERE = ("192.0.2.1", 443)
_TIMEOUT, _REFUSED, _RESET = FailureKind.CONNECT_TIMEOUT, FailureKind.CONNECT_REFUSED, FailureKind.CONNECT_RESET


def failing(count: int, kind: FailureKind = _TIMEOUT, now: float = 100.0) -> Breakers:
    made = Breakers()
    for number in range(count):
        made.failed(*_WHERE, f"{number}.test", kind, now)
    return made


@pytest.mark.parametrize("kind", [_TIMEOUT, _REFUSED, _RESET])
def test_several_domains_in_a_row_open_it_with_their_own_kind(kind: FailureKind) -> None:
    assert failing(HOSTS_IN_A_ROW - 1, kind).outage(*_WHERE, 100.0) is None
    outage = failing(HOSTS_IN_A_ROW, kind).outage(*_WHERE, 101.0)
    assert outage is not None
    assert (outage.kind, outage.wait_s) == (kind, OPEN_S - 1)
    assert outage.words.endswith("several other domains just now")


def test_one_domain_alone_never_opens_it() -> None:
    made = Breakers()
    for _ in range(50):
        made.failed(*_WHERE, "a.test", _TIMEOUT, 100.0)
        made.failed(*_WHERE, "www.a.test", _TIMEOUT, 100.0)
    assert made.outage(*_WHERE, 100.0) is None


def test_a_success_between_begins_the_row_anew() -> None:
    made = failing(HOSTS_IN_A_ROW - 1)
    made.connected(*_WHERE)
    made.failed(*_WHERE, "last.test", _TIMEOUT, 100.0)
    assert made.outage(*_WHERE, 100.0) is None


def test_where_connections_are_broken_off_only_an_answer_counts_as_a_success() -> None:
    made = failing(HOSTS_IN_A_ROW, _RESET)
    made.connected(*_WHERE)
    assert made.outage(*_WHERE, 100.0) is not None
    made.answered(*_WHERE)
    assert made.outage(*_WHERE, 100.0) is None


def test_other_ports_and_addresses_are_not_concerned() -> None:
    made = failing(HOSTS_IN_A_ROW)
    assert made.outage("192.0.2.1", 80, 100.0) is None
    assert made.outage("192.0.2.2", 443, 100.0) is None


def test_what_says_nothing_about_the_address_does_not_count() -> None:
    assert failing(50, FailureKind.NETWORK_UNREACHABLE).outage(*_WHERE, 100.0) is None


def test_one_connection_tries_again_and_closes_it() -> None:
    made, later = failing(HOSTS_IN_A_ROW), 100.0 + OPEN_S
    assert not made.probe(*_WHERE, later - 1)
    assert made.outage(*_WHERE, later) is None
    assert made.probe(*_WHERE, later)
    assert not made.probe(*_WHERE, later)
    assert made.outage(*_WHERE, later) is not None
    made.connected(*_WHERE)
    assert made.outage(*_WHERE, later) is None


def test_a_try_that_fails_opens_it_for_longer_up_to_a_minute() -> None:
    made, now, waits = failing(HOSTS_IN_A_ROW), 100.0, list[float]()
    for _ in range(4):
        outage = made.outage(*_WHERE, now)
        assert outage is not None
        waits.append(outage.wait_s)
        now += outage.wait_s
        assert made.probe(*_WHERE, now)
        made.failed(*_WHERE, "probe.test", _TIMEOUT, now)
    assert waits == [15, 30, 60, 60]


def test_a_try_that_is_given_up_leaves_room_for_another() -> None:
    made, later = failing(HOSTS_IN_A_ROW), 100.0 + OPEN_S
    assert made.probe(*_WHERE, later)
    made.given_up(*_WHERE)
    assert made.probe(*_WHERE, later)
    assert made.probe(*_WHERE, later + 31)  # also one that is not heard of any more


def test_a_million_failing_addresses_take_no_more_room_than_the_latest(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(breakers, "_MAX_KEPT", 10)
    made = Breakers()
    for number in range(1_000):
        made.failed(f"address {number}", 80, "a.test", _TIMEOUT, 100.0)
    assert len(made._breakers) == 10
