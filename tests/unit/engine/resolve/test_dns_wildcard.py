import asyncio

import pytest

from desktop_scanner.core.failures import FailureKind
from desktop_scanner.engine.resolve import dns_outcomes, dns_wildcard
from desktop_scanner.engine.resolve.dns_outcomes import Outcome
from desktop_scanner.engine.resolve.dns_wildcard import WildcardCheck

SHOP = dns_outcomes.found(("192.0.2.7",), 60)
PORTAL = dns_outcomes.found(("198.51.100.1",), 60)
NOT_FOUND = dns_outcomes.missing("It does not exist.")
SILENCE = dns_outcomes.failed(FailureKind.DNS_TIMEOUT, "No answer.")


class Names:
    """What names that nobody can have lead to, one answer after the other."""

    def __init__(self, *answers: Outcome) -> None:
        self._answers = answers
        self.asked: list[str] = []

    async def __call__(self, name: str) -> Outcome:
        self.asked.append(name)
        return self._answers[min(len(self.asked), len(self._answers)) - 1]


async def test_an_honest_server_is_asked_for_two_random_names_once() -> None:
    names = Names(NOT_FOUND)
    check = WildcardCheck(names)
    for _ in range(3):
        assert await check.judge("shop.test", SHOP) is SHOP
    assert [name.count(".") for name in names.asked] == [1, 1]
    assert names.asked[1].endswith(".com")


async def test_nothing_is_asked_while_nothing_is_found() -> None:
    names = Names(PORTAL)
    assert await WildcardCheck(names).judge("gone.test", NOT_FOUND) is NOT_FOUND
    assert names.asked == []


@pytest.mark.parametrize("answers", [(PORTAL,), (NOT_FOUND, PORTAL), (PORTAL, NOT_FOUND)])
async def test_a_name_that_leads_where_unknown_names_lead_is_not_found(answers: tuple[Outcome, ...]) -> None:
    outcome = await WildcardCheck(Names(*answers)).judge("gone.test", PORTAL)
    assert outcome.kind is FailureKind.DNS_NOT_FOUND
    assert outcome.message.startswith(
        "gone.test seems not to exist: the name servers in use lead every unknown name to"
    )


async def test_a_name_with_addresses_of_its_own_is_found_behind_a_wildcard() -> None:
    check = WildcardCheck(Names(PORTAL))
    both = dns_outcomes.found(("198.51.100.1", "192.0.2.7"), 60)
    assert await check.judge("shop.test", SHOP) is SHOP
    assert await check.judge("shop.test", both) is both


async def test_a_wildcard_with_several_addresses_is_known_by_all_of_them() -> None:
    check = WildcardCheck(Names(PORTAL, dns_outcomes.found(("198.51.100.2",), 60)))
    either = dns_outcomes.found(("198.51.100.2", "198.51.100.1"), 60)
    assert (await check.judge("gone.test", either)).is_missing


async def test_silence_proves_nothing_and_is_asked_again_after_a_while(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dns_wildcard, "ASK_AGAIN_S", 0.0)
    check = WildcardCheck(Names(SILENCE, PORTAL, PORTAL, PORTAL))
    assert await check.judge("gone.test", PORTAL) is PORTAL
    assert (await check.judge("gone.test", PORTAL)).is_missing


async def test_a_network_that_has_been_signed_in_to_is_noticed_after_a_while(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dns_wildcard, "ASK_EVERY_S", 0.0)
    check = WildcardCheck(Names(PORTAL, PORTAL, NOT_FOUND))
    assert (await check.judge("shop.test", PORTAL)).is_missing
    assert await check.judge("shop.test", PORTAL) is PORTAL


async def test_all_who_wait_share_one_question_and_none_is_lost_with_one_of_them() -> None:
    may_answer = asyncio.Event()
    names = Names(PORTAL)

    async def look_up(name: str) -> Outcome:
        await may_answer.wait()
        return await names(name)

    check = WildcardCheck(look_up)
    tasks = [asyncio.create_task(check.judge(f"{n}.test", PORTAL)) for n in range(3)]
    await asyncio.sleep(0)
    tasks[0].cancel()
    may_answer.set()
    outcomes = await asyncio.gather(*tasks[1:])
    assert ([outcome.is_missing for outcome in outcomes], len(names.asked)) == ([True, True], 2)


async def test_a_check_that_still_asks_can_be_closed() -> None:
    async def look_up(_: str) -> Outcome:
        return await asyncio.Future[Outcome]()

    check = WildcardCheck(look_up)
    task = asyncio.create_task(check.judge("shop.test", SHOP))
    await asyncio.sleep(0)
    await check.aclose()
    assert (await asyncio.gather(task, return_exceptions=True))[0].__class__ is asyncio.CancelledError
