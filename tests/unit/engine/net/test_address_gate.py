import asyncio
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field

import pytest

from desktop_scanner.core.failures import FailureKind
from desktop_scanner.core.options import ScanOptions
from desktop_scanner.engine.limits import breakers
from desktop_scanner.engine.limits.breakers import HOSTS_IN_A_ROW, OutageError
from desktop_scanner.engine.net import address_gate
from desktop_scanner.engine.net.address_gate import AddressGate, Waiting

_ADDRESS, _PORT = "192.0.2.1", 443
_TIMEOUT, _RESET, _REFUSED = FailureKind.CONNECT_TIMEOUT, FailureKind.CONNECT_RESET, FailureKind.CONNECT_REFUSED


@dataclass
class Traveller:
    host: str = "a.test"
    told: list[str] = field(default_factory=list)

    @property
    def waiting(self) -> Waiting:
        @contextmanager
        def wait(reason: str) -> Iterator[None]:
            self.told.append(reason)
            yield

        return wait


def gate_of(**options: object) -> AddressGate:
    return AddressGate(ScanOptions(**options))  # type: ignore[arg-type]


def broken(gate: AddressGate, kind: FailureKind = _TIMEOUT) -> AddressGate:
    now = asyncio.get_running_loop().time()
    for number in range(HOSTS_IN_A_ROW):
        gate.breakers.failed(_ADDRESS, _PORT, f"{number}.test", kind, now)
    return gate


@asynccontextmanager
async def full(gate: AddressGate, count: int) -> AsyncIterator[Callable[[], None]]:
    holds = [await gate.enter(_ADDRESS, _PORT, f"{number}.test") for number in range(count)]
    yield holds[0].leave
    for hold in holds:
        hold.leave()


async def test_as_many_requests_are_let_in_as_allowed_and_the_next_waits_and_says_so() -> None:
    gate, traveller = gate_of(per_address=2), Traveller()
    async with full(gate, 2) as leave:
        waiting = asyncio.create_task(gate.passage().enter(_ADDRESS, _PORT, traveller))
        await asyncio.sleep(0)
        assert traveller.told == ["Waiting: address slot"]
        assert not waiting.done()
        leave()
        (await waiting).leave()


async def test_who_waits_is_let_in_before_who_comes_later() -> None:
    gate = gate_of(per_address=1)
    async with full(gate, 1) as leave:
        waiting = asyncio.create_task(gate.enter(_ADDRESS, _PORT, "first.test"))
        await asyncio.sleep(0)
        leave()
        assert await gate.enter_at_once(_ADDRESS, _PORT, "second.test") is None
        (await waiting).leave()


async def test_other_addresses_do_not_wait() -> None:
    gate, traveller = gate_of(per_address=1), Traveller()
    async with full(gate, 1):
        (await gate.passage().enter("192.0.2.2", _PORT, traveller)).leave()
    assert traveller.told == []


async def test_a_cancelled_wait_leaves_nothing_behind() -> None:
    gate = gate_of(per_address=1)
    async with full(gate, 1):
        waiting = asyncio.create_task(gate.enter(_ADDRESS, _PORT, "a.test"))
        await asyncio.sleep(0)
        waiting.cancel()
        await asyncio.gather(waiting, return_exceptions=True)
    async with asyncio.timeout(5):
        (await gate.enter(_ADDRESS, _PORT, "b.test")).leave()


async def test_a_slot_is_given_back_once() -> None:
    gate = gate_of(per_address=1)
    hold = await gate.enter(_ADDRESS, _PORT, "a.test")
    hold.leave()
    hold.leave()
    async with full(gate, 1):
        assert await gate.enter_at_once(_ADDRESS, _PORT, "b.test") is None


async def say(gate: AddressGate, host: str, status: int) -> None:
    hold = await gate.enter(_ADDRESS, _PORT, host)
    hold.ended(status)
    hold.leave()


@pytest.mark.parametrize("status", [429, 503])
async def test_an_address_on_which_several_hosts_want_fewer_requests_is_slowed(status: int) -> None:
    gate, traveller = gate_of(), Traveller()
    for number in range(address_gate.SEVERAL_HOSTS):
        assert gate.reason(_ADDRESS) == "Waiting: address slot"
        await say(gate, f"{number}.test", status)
    (await gate.passage().enter(_ADDRESS, _PORT, traveller)).leave()
    assert traveller.told == ["Waiting: address delay, slowed to 0.25 s"]


async def test_one_host_that_wants_fewer_requests_does_not_slow_its_address() -> None:
    gate = gate_of()
    for _ in range(20):
        await say(gate, "a.test", 429)
    assert gate.reason(_ADDRESS) == "Waiting: address slot"


async def test_good_answers_quicken_an_address_again() -> None:
    gate, traveller = gate_of(), Traveller()
    for number in range(address_gate.SEVERAL_HOSTS):
        await say(gate, f"{number}.test", 429)
    for number in range(5):
        await say(gate, f"{number}.test", 200)
    await asyncio.sleep(0.25)
    for _ in range(3):
        (await gate.passage().enter(_ADDRESS, _PORT, traveller)).leave()
    assert traveller.told == []


async def test_a_dead_address_is_not_connected_to() -> None:
    gate = broken(gate_of(), _REFUSED)
    passage, traveller = gate.passage(), Traveller()
    await passage.wait_out([_ADDRESS], _PORT, traveller)
    for enter in (passage.enter, passage.enter_at_once):
        with pytest.raises(OutageError):
            await enter(_ADDRESS, _PORT, traveller)
    assert traveller.told == []  # a refusal is the same for everybody: nothing to wait for
    async with full(gate, 8):
        pass  # and what was found out late has left no slot taken


async def test_a_domain_waits_once_for_an_address_that_is_down_and_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(breakers, "OPEN_S", 0.2)
    gate = broken(gate_of())
    passage, traveller = gate.passage(), Traveller()
    await passage.wait_out([_ADDRESS], _PORT, traveller)
    assert traveller.told == ["Waiting: 192.0.2.1 is down, next try in 1 s"]
    hold = await passage.enter(_ADDRESS, _PORT, traveller)
    hold.failed(_TIMEOUT)
    hold.leave()
    await passage.wait_out([_ADDRESS], _PORT, traveller)
    assert len(traveller.told) == 1
    with pytest.raises(OutageError):
        await passage.enter(_ADDRESS, _PORT, traveller)


async def test_of_those_who_wait_one_tries_and_the_others_learn_from_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(breakers, "OPEN_S", 0.1)
    gate = broken(gate_of())
    passages = [gate.passage() for _ in range(5)]
    waits = {asyncio.create_task(one.wait_out([_ADDRESS], _PORT, Traveller())): one for one in passages}
    done, pending = await asyncio.wait(waits, return_when=asyncio.FIRST_COMPLETED)
    assert (len(done), len(pending)) == (1, 4)
    probe = await waits[done.pop()].enter(_ADDRESS, _PORT, Traveller())
    probe.connected()
    async with asyncio.timeout(5):
        await asyncio.gather(*pending)
    for task in pending:
        (await waits[task].enter(_ADDRESS, _PORT, Traveller())).leave()


async def test_where_connections_are_broken_off_each_domain_has_a_try_of_its_own(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(breakers, "OPEN_S", 0.1)
    gate = broken(gate_of(), _RESET)
    for number in range(3):
        passage, traveller = gate.passage(), Traveller(f"later{number}.test")
        await passage.wait_out([_ADDRESS], _PORT, traveller)
        hold = await passage.enter(_ADDRESS, _PORT, traveller)
        hold.ended(None, _RESET)
        hold.leave()


async def test_an_address_beside_the_dead_one_is_taken_without_a_wait() -> None:
    gate, traveller = broken(gate_of()), Traveller()
    await gate.passage().wait_out([_ADDRESS, "192.0.2.2"], _PORT, traveller)
    assert traveller.told == []


@pytest.mark.parametrize(
    ("status", "kind", "is_well"),
    [(200, None, True), (None, FailureKind.TLS_EXPIRED, True), (None, FailureKind.READ_TIMEOUT, False)],
)
async def test_a_sign_of_life_closes_the_breaker(status: int | None, kind: FailureKind | None, is_well: bool) -> None:
    gate = gate_of()
    hold = await gate.enter(_ADDRESS, _PORT, "a.test")
    broken(gate)
    hold.ended(status, kind)
    assert (gate.breakers.outage(_ADDRESS, _PORT, asyncio.get_running_loop().time()) is None) is is_well


async def test_a_connection_given_up_counts_as_failed_only_when_it_was_waited_for() -> None:
    for timeout_s, is_failed in ((0.1, True), (60.0, False)):
        gate = gate_of(request_timeout_s=timeout_s)
        holds = [await gate.enter(_ADDRESS, _PORT, f"{number}.test") for number in range(HOSTS_IN_A_ROW)]
        await asyncio.sleep(0.1)
        for hold in holds:
            hold.given_up()
        assert (gate.breakers.outage(_ADDRESS, _PORT, asyncio.get_running_loop().time()) is not None) is is_failed
