"""One test or more for each thing that a client of the classic server must live with (numbered as in its contract)."""

from datetime import UTC, timedelta
from uuid import uuid4

import pytest

from desktop_scanner.core.clock import now
from desktop_scanner.core.errors import (
    RemoteAuthError,
    RemoteQuestionError,
    RemoteUnreachableError,
    RemoteUnsupportedError,
)
from desktop_scanner.core.remote_batches import RemoteState
from desktop_scanner.core.statuses import DomainStatus
from desktop_scanner.core.tokens import Token
from desktop_scanner.remote.client import RemoteClient
from desktop_scanner.remote.exchange import Bounds
from desktop_scanner.remote.pacing import PollPace
from tests.servers.v3 import tokens
from tests.servers.v3.classic import ClassicServer, Place
from tests.unit.remote.conftest import client, submission
from tests.unit.remote.samples import batch_info


async def test_the_status_is_asked_for_by_id_since_the_url_in_the_answer_is_wrong(
    classic: ClassicServer, to_classic: RemoteClient
) -> None:
    submitted = await to_classic.submit(submission())
    assert (await to_classic.status(submitted.batch_id)).state is RemoteState.PENDING
    assert classic.asked[-1].path == f"{classic.prefix}/batch/{submitted.batch_id}/status"


async def test_1_there_are_no_results_and_nothing_is_sent_to_ask_for_them(
    classic: ClassicServer, to_classic: RemoteClient
) -> None:
    await to_classic.discover()
    classic.asked.clear()
    with pytest.raises(RemoteUnsupportedError, match="returns no results"):
        await anext(to_classic.results("b"))
    with pytest.raises(RemoteUnsupportedError, match="takes no results"):
        await to_classic.upload(batch_info(), [])
    assert classic.asked == []


@pytest.mark.parametrize("place", ["domain_statuses", "domain_results", "metadata"])
async def test_1_statuses_of_domains_are_found_wherever_a_repaired_server_keeps_them(
    classic: ClassicServer, to_classic: RemoteClient, place: Place
) -> None:
    classic.statuses_in = place
    batch_id = (await to_classic.submit(submission("A.com", "b.com"))).batch_id
    classic.begin(batch_id)
    classic.move(batch_id, 1)
    domains = (await to_classic.status(batch_id)).domains
    assert [(each.domain, each.status, each.elapsed_ms) for each in domains.values()] == [
        ("A.com", DomainStatus.COMPLETED, 250),
        ("b.com", DomainStatus.PENDING, None),
    ]


async def test_1_domains_that_nothing_is_said_of_stay_unknown(classic: ClassicServer, to_classic: RemoteClient) -> None:
    batch_id = (await to_classic.submit(submission())).batch_id
    classic.finish(batch_id)
    assert (await to_classic.status(batch_id)).domains == {}


async def test_2_and_3_counts_are_what_the_server_says_and_move_in_one_burst(
    classic: ClassicServer, to_classic: RemoteClient
) -> None:
    batch_id = (await to_classic.submit(submission("a.com", "not a domain", ""))).batch_id
    told = [await to_classic.status(batch_id)]
    classic.begin(batch_id)
    told.append(await to_classic.status(batch_id))
    classic.finish(batch_id)
    told.append(await to_classic.status(batch_id))
    assert [(each.state.value, each.completed, each.failed, each.progress) for each in told] == [
        ("pending", 0, 0, 0.0),
        ("running", 0, 0, 0.0),
        ("completed", 3, 0, 1.0),
    ]


@pytest.mark.parametrize(
    ("word", "state"),
    [("complete", RemoteState.COMPLETED), ("PARTIAL", RemoteState.PARTIAL), ("error", RemoteState.FAILED)]
    + [("cancelled", RemoteState.CANCELLED), ("dreaming", RemoteState.UNCLEAR)],
)
async def test_4_every_word_for_a_state_is_understood_or_kept(
    classic: ClassicServer, to_classic: RemoteClient, word: str, state: RemoteState
) -> None:
    batch_id = (await to_classic.submit(submission())).batch_id
    classic.finish(batch_id, word)
    batch = await to_classic.status(batch_id)
    assert (batch.state, batch.word) == (state, word.lower())


async def test_4_a_question_that_failed_says_nothing_about_the_batch(
    classic: ClassicServer, to_classic: RemoteClient
) -> None:
    batch_id = (await to_classic.submit(submission())).batch_id
    classic.has_lost_database = True
    with pytest.raises(RemoteQuestionError, match="Try again later") as caught:
        await to_classic.status(batch_id)
    assert caught.value.is_passing
    classic.has_lost_database = False
    assert (await to_classic.status(batch_id)).state is RemoteState.PENDING


async def test_4_a_batch_that_the_server_does_not_know_is_not_found(to_classic: RemoteClient) -> None:
    assert (await to_classic.status(str(uuid4()))).state is RemoteState.NOT_FOUND
    with pytest.raises(RemoteQuestionError, match="Invalid UUID format"):
        await to_classic.status("my-batch")


async def test_5_a_batch_of_a_killed_server_is_seen_not_to_move_though_its_time_goes_on(
    classic: ClassicServer, to_classic: RemoteClient
) -> None:
    batch_id = (await to_classic.submit(submission())).batch_id
    classic.begin(batch_id)
    before = await to_classic.status(batch_id)
    await classic.kill()
    with pytest.raises(RemoteUnreachableError):
        await to_classic.status(batch_id)
    await classic.start()
    after = await to_classic.status(batch_id)
    assert after.state is RemoteState.RUNNING
    assert after.movement == before.movement
    assert (after.processing_s or 0) > (before.processing_s or 0)


async def test_6_the_id_is_not_honoured_and_the_answer_says_so(
    classic: ClassicServer, to_classic: RemoteClient
) -> None:
    first = await to_classic.submit(submission(batch_id="mine"))
    second = await to_classic.submit(submission(batch_id="mine"))
    assert first.batch_id != second.batch_id
    assert not first.is_key_honoured
    assert len(classic.batches) == 2


async def test_6_a_lost_answer_is_told_and_the_batch_not_sent_again(
    classic: ClassicServer, to_classic: RemoteClient
) -> None:
    await to_classic.discover()
    classic.drops_before_answer = 1
    with pytest.raises(RemoteUnreachableError) as caught:
        await to_classic.submit(submission())
    assert caught.value.may_have_arrived
    assert len(classic.batches) == 1
    assert len(classic.asked_of("/batch", "POST")) == 1


async def test_6_there_is_no_list_and_no_cancel(to_classic: RemoteClient) -> None:
    with pytest.raises(RemoteUnsupportedError, match="no list"):
        await to_classic.batches()
    with pytest.raises(RemoteUnsupportedError, match="cancel"):
        await to_classic.cancel("b")


async def test_7_what_the_server_would_not_refuse_is_not_sent(classic: ClassicServer, to_classic: RemoteClient) -> None:
    await to_classic.submit(submission("a.com", "b.com", "a.com", name="Shops", options={"x": 1}))
    sent = classic.asked_of("/batch", "POST")[0].json
    assert sent["domains"] == ["a.com", "b.com"]
    assert (sent["max_pages"], sent["max_concurrent"]) == (3, 10)
    assert sent.keys() == {"domains", "max_pages", "max_concurrent", "batch_id"}


@pytest.mark.parametrize("ahead", [timedelta(), timedelta(hours=-7)])
async def test_8_naive_times_are_utc_by_the_servers_clock(
    classic: ClassicServer, to_classic: RemoteClient, ahead: timedelta
) -> None:
    classic.clock_ahead = ahead
    batch_id = (await to_classic.submit(submission())).batch_id
    classic.begin(batch_id)
    batch = await to_classic.status(batch_id)
    assert batch.created_at is not None
    assert batch.started_at is not None
    assert batch.created_at.tzinfo is UTC
    assert abs(batch.started_at - now() - ahead) < timedelta(seconds=20)


async def test_10_in_production_a_token_is_checked_before_anything_else() -> None:
    async with ClassicServer(is_production=True) as server:
        async with client(server.url, tokens.signed("not its secret")) as made:
            with pytest.raises(RemoteAuthError, match="Could not validate credentials") as caught:
                await made.submit(submission())
            assert not caught.value.may_have_arrived
        async with client(server.url, tokens.signed()) as made:
            assert (await made.submit(submission())).total == 3
    assert len(server.batches) == 1


async def test_10_a_token_that_ends_in_mid_batch_is_told_and_another_one_goes_on() -> None:
    async with ClassicServer() as server, client(server.url, "old-token") as made:
        batch_id = (await made.submit(submission())).batch_id
        server.is_production = True
        with pytest.raises(RemoteAuthError) as caught:
            await made.status(batch_id)
        assert not caught.value.is_passing
        async with RemoteClient(made.profile, Token(tokens.signed()), server=made.server) as renewed:
            assert (await renewed.status(batch_id)).state is RemoteState.PENDING


async def test_11_nothing_is_sent_packed_since_the_server_cannot_unpack(
    classic: ClassicServer, to_classic: RemoteClient
) -> None:
    await to_classic.submit(submission(*(f"site-{number}.example.com" for number in range(1_000))))
    [asked] = classic.asked_of("/batch", "POST")
    assert "content-encoding" not in asked.headers
    assert len(asked.json["domains"]) == 1_000


async def test_11_a_batch_that_does_not_move_is_asked_about_less_and_less(
    classic: ClassicServer, to_classic: RemoteClient
) -> None:
    batch_id = (await to_classic.submit(submission())).batch_id
    classic.begin(batch_id)
    pace = PollPace(1.0)
    still = [pace.after(await to_classic.status(batch_id)) for _ in range(4)]
    assert still == [1.0, 1.5, 2.25, 3.375]
    classic.move(batch_id, 1)
    assert pace.after(await to_classic.status(batch_id)) == 1.0


async def test_11_slow_answers_are_waited_for_within_reason(classic: ClassicServer) -> None:
    async with client(classic.url, bounds=Bounds(answer_s=0.5)) as made:
        batch_id = (await made.submit(submission())).batch_id
        classic.delay_s = 0.1
        assert (await made.status(batch_id)).state is RemoteState.PENDING
        classic.delay_s = 30
        with pytest.raises(RemoteUnreachableError, match="in time"):
            await made.status(batch_id)


async def test_12_a_thousand_domains_with_their_statuses_are_one_answer(
    classic: ClassicServer, to_classic: RemoteClient
) -> None:
    classic.statuses_in = "domain_statuses"
    batch_id = (await to_classic.submit(submission(*(f"d{number}.example.com" for number in range(1_000))))).batch_id
    classic.finish(batch_id)
    batch = await to_classic.status(batch_id)
    assert (batch.total, len(batch.domains)) == (1_000, 1_000)
    assert {each.status for each in batch.domains.values()} == {DomainStatus.COMPLETED}


async def test_a_batch_that_goes_by_itself_reaches_its_end() -> None:
    async with ClassicServer(takes_s=0.01) as server, client(server.url) as made:
        batch_id = (await made.submit(submission())).batch_id
        work = server.batches[batch_id].task
        assert work is not None
        await work
        assert (await made.status(batch_id)).state is RemoteState.COMPLETED
