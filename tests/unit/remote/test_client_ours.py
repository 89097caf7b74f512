"""One test or more for each promise of our own kind of server that the classic one breaks, and for what it adds."""

import contextlib
from contextlib import aclosing
from datetime import UTC
from pathlib import Path

import pytest

from desktop_scanner.core.errors import (
    RemoteAnswerError,
    RemoteAuthError,
    RemoteConflictError,
    RemoteError,
    RemoteInvalidError,
    RemoteNotFoundError,
    RemoteTooLargeError,
    RemoteUnreachableError,
)
from desktop_scanner.core.remote_batches import PulledResult, RemoteState, Uploaded
from desktop_scanner.core.remotes import DOUBLED_PREFIX
from desktop_scanner.core.statuses import DomainStatus
from desktop_scanner.remote.client import RemoteClient
from tests.servers.v3.fault_proxy import Fault, FaultProxy, random_cuts
from tests.servers.v3.ours import OursServer
from tests.servers.v3.ours_program import running
from tests.servers.v3.serving import Said
from tests.unit.remote.conftest import client, submission
from tests.unit.remote.samples import batch_info, results


async def pulled(made: RemoteClient, batch_id: str, since: str | None = None) -> list[PulledResult]:
    async with aclosing(made.results(batch_id, since)) as stream:
        return [each async for each in stream]


def domains(found: list[PulledResult]) -> list[str]:
    return [each.domain for each in found]


async def test_counts_move_with_each_domain_and_tell_the_truth(ours: OursServer, to_ours: RemoteClient) -> None:
    await to_ours.submit(submission("a.com", "fail.com"))
    await ours.ran("batch-1")
    batch = await to_ours.status("batch-1")
    assert (batch.state, batch.total, batch.completed, batch.failed) == (RemoteState.PARTIAL, 2, 2, 1)
    assert batch.domains["a.com"].status is DomainStatus.COMPLETED
    failed = batch.domains["fail.com"]
    assert (failed.status, failed.error_kind, failed.error) == (
        DomainStatus.FAILED,
        "dns_not_found",
        "fail.com has no address.",
    )


async def test_times_are_aware(ours: OursServer, to_ours: RemoteClient) -> None:
    submitted = await to_ours.submit(submission())
    await ours.ran("batch-1")
    batch = await to_ours.status("batch-1")
    for instant in (submitted.created_at, batch.created_at, batch.started_at, batch.finished_at):
        assert instant is not None
        assert instant.tzinfo is UTC


async def test_domains_are_checked_and_each_bad_one_is_named(ours: OursServer, to_ours: RemoteClient) -> None:
    with pytest.raises(RemoteInvalidError) as caught:
        await to_ours.submit(submission("a.com", "not a domain", "localhost.", "b..c"))
    assert [each.partition(":")[0] for each in caught.value.problems] == ["not a domain", "b..c"]
    assert (await to_ours.status("batch-1")).state is RemoteState.NOT_FOUND
    assert (await to_ours.submit(submission("A.com", "https://www.a.com/", "b.com"))).total == 2


async def test_the_same_id_and_list_again_is_the_same_batch(ours: OursServer, to_ours: RemoteClient) -> None:
    first = await to_ours.submit(submission())
    assert first.is_key_honoured
    assert await to_ours.submit(submission()) == first
    assert len((await to_ours.batches()).batches) == 1


async def test_another_list_under_the_same_id_is_a_conflict(to_ours: RemoteClient) -> None:
    await to_ours.submit(submission())
    with pytest.raises(RemoteConflictError) as caught:
        await to_ours.submit(submission("other.com"))
    assert not caught.value.is_passing


async def test_a_batch_whose_answer_was_lost_is_sent_again_and_exists_once(
    ours: OursServer, to_ours: RemoteClient
) -> None:
    await to_ours.discover()
    ours.drops_before_answer = 2
    for _ in range(2):
        with pytest.raises(RemoteUnreachableError) as caught:
            await to_ours.submit(submission())
        assert caught.value.may_have_arrived
    assert (await to_ours.submit(submission())).batch_id == "batch-1"
    assert len((await to_ours.batches()).batches) == 1


async def test_only_what_changed_since_is_told(ours: OursServer, to_ours: RemoteClient) -> None:
    ours.gate.clear()
    await to_ours.submit(submission("a.com", "b.com"))
    first = await to_ours.status("batch-1")
    assert (set(first.domains), first.state) == ({"a.com", "b.com"}, RemoteState.PENDING)
    ours.gate.set()
    await ours.ran("batch-1")
    second = await to_ours.status("batch-1", first.cursor)
    assert {each.status for each in second.domains.values()} == {DomainStatus.COMPLETED}
    assert (await to_ours.status("batch-1", second.cursor)).domains == {}


async def test_batches_are_listed_page_by_page_newest_first(to_ours: RemoteClient) -> None:
    for number in range(5):
        await to_ours.submit(submission(batch_id=f"batch-{number}", name=f"Number {number}"))
    found, cursor = [], None
    while True:
        page = await to_ours.batches(cursor, limit=2)
        found += [(each.batch_id, each.name) for each in page.batches]
        if (cursor := page.next_cursor) is None:
            break
    assert found == [(f"batch-{number}", f"Number {number}") for number in (4, 3, 2, 1, 0)]


async def test_a_batch_can_be_cancelled_more_than_once(ours: OursServer, to_ours: RemoteClient) -> None:
    ours.gate.clear()
    await to_ours.submit(submission())
    for _ in range(2):
        assert (await to_ours.cancel("batch-1")).state is RemoteState.CANCELLED
    ours.gate.set()
    await ours.ran("batch-1")
    assert await pulled(to_ours, "batch-1") == []
    with pytest.raises(RemoteNotFoundError):
        await to_ours.cancel("batch-2")


async def test_results_stream_in_whole_and_go_on_at_a_cursor(ours: OursServer, to_ours: RemoteClient) -> None:
    names = [f"site-{number}.com" for number in range(120)]
    await to_ours.submit(submission(*names))
    await ours.ran("batch-1")
    found = await pulled(to_ours, "batch-1")
    assert domains(found) == names
    assert found[7].result is not None
    assert found[7].result.emails[0].value == "info@site-7.com"
    assert domains(await pulled(to_ours, "batch-1", found[99].cursor)) == names[100:]
    assert await pulled(to_ours, "batch-1", found[-1].cursor) == []


async def test_a_stream_that_is_left_early_leaves_nothing_open(ours: OursServer, to_ours: RemoteClient) -> None:
    await to_ours.submit(submission(*(f"site-{number}.com" for number in range(500))))
    await ours.ran("batch-1")
    async with aclosing(to_ours.results("batch-1")) as stream:
        assert (await anext(stream)).domain == "site-0.com"
    assert len(await pulled(to_ours, "batch-1")) == 500


async def test_results_cut_off_again_and_again_arrive_once_each(ours: OursServer, to_ours: RemoteClient) -> None:
    names = [f"site-{number}.com" for number in range(200)]
    await to_ours.submit(submission(*names))
    await ours.ran("batch-1")
    ours.packs = False
    found: list[PulledResult] = []
    async with FaultProxy(ours.port, *[Fault(cut_down_at=30_000)] * 4) as wire, client(wire.url) as made:
        made.server = to_ours.server
        for _ in range(4):
            with pytest.raises(RemoteError):
                await take(made, found)
        await take(made, found)
    assert domains(found) == names


async def take(made: RemoteClient, found: list[PulledResult]) -> None:
    """Take results from where the last one was, and keep those that came before a fault."""
    async for each in made.results("batch-1", found[-1].cursor if found else None):
        found.append(each)  # noqa: PERF401 -- a fault ends it in the middle


async def test_a_line_that_this_version_cannot_read_does_not_hold_up_the_others(
    ours: OursServer, to_ours: RemoteClient
) -> None:
    await to_ours.discover()
    odd = b'{"cursor":"1","domain":"a.com","status":"dreaming"}\n'
    good = b'{"cursor":"2","domain":"b.com","domain_display":"b.com","status":"failed"}\n'
    ours.overrides["/results"] = Said(body=odd + good)
    first, second = await pulled(to_ours, "batch-1")
    assert (first.result, second.problem) == (None, None)
    ours.overrides["/results"] = Said(body=b"nonsense\n")
    with pytest.raises(RemoteError, match="not of the v3 API"):
        await pulled(to_ours, "batch-1")


async def test_a_batch_that_was_scanned_here_is_made_there_and_not_run(ours: OursServer, to_ours: RemoteClient) -> None:
    done = await to_ours.upload(batch_info(), results("a.com", "b.com", "fail.com"))
    assert done == Uploaded(batch_id="local-1", stored=3, kept_newer=0, is_new=True)
    [batch] = (await to_ours.batches()).batches
    assert (batch.batch_id, batch.name, batch.state, batch.failed) == (
        "local-1",
        "Shops of Ghent",
        RemoteState.PARTIAL,
        1,
    )
    assert [each.result for each in await pulled(to_ours, "local-1")] == results("a.com", "b.com", "fail.com")
    assert ours.asked_of("/results", "PUT")[0].headers["content-encoding"] == "gzip"


async def test_an_upload_in_parts_and_repeated_changes_nothing(to_ours: RemoteClient) -> None:
    await to_ours.upload(batch_info(), results("a.com"))
    await to_ours.upload(batch_info(), results("b.com"))
    again = await to_ours.upload(batch_info(), results("a.com", "b.com"))
    assert (again.stored, again.kept_newer, again.is_new) == (0, 2, False)
    assert (await to_ours.status("local-1")).completed == 2


async def test_the_newest_result_of_a_domain_wins_whichever_comes_first(to_ours: RemoteClient) -> None:
    await to_ours.upload(batch_info(), results("a.com", "b.com", hours=2))
    done = await to_ours.upload(batch_info(), [*results("a.com", hours=1), *results("b.com", hours=3)])
    assert (done.stored, done.kept_newer) == (1, 1)
    found = {each.domain: each.result for each in await pulled(to_ours, "local-1")}
    assert list(found.values()) == [*results("a.com", hours=2), *results("b.com", hours=3)]


async def test_an_upload_is_much_smaller_on_the_wire(ours: OursServer, to_ours: RemoteClient) -> None:
    await to_ours.upload(batch_info(total=400), results(*(f"site-{number}.com" for number in range(400))))
    [asked] = ours.asked_of("/results", "PUT")
    assert asked.sent_bytes * 5 < len(asked.body)


async def test_an_upload_that_is_too_large_is_told_as_that(ours: OursServer, to_ours: RemoteClient) -> None:
    ours.overrides["/results"] = Said(413)
    with pytest.raises(RemoteTooLargeError, match="Send less at once") as caught:
        await to_ours.upload(batch_info(), results("a.com"))
    assert not caught.value.may_have_arrived


async def test_many_bad_domains_are_all_named(to_ours: RemoteClient) -> None:
    with pytest.raises(RemoteInvalidError) as caught:
        await to_ours.submit(submission(*(f"bad name {number}" for number in range(5_000))))
    assert len(caught.value.problems) == 5_000


async def test_an_upload_that_is_cut_is_not_stored_in_part_and_may_be_repeated(ours: OursServer) -> None:
    async with FaultProxy(ours.port) as wire, client(wire.url) as made:
        await made.discover()
        wire.faults.append(Fault(cut_up_at=900))
        with pytest.raises(RemoteUnreachableError) as caught:
            await made.upload(batch_info(), results(*(f"site-{number}.com" for number in range(300))))
        assert caught.value.may_have_arrived
        assert (await made.status("local-1")).state is RemoteState.NOT_FOUND
        assert (await made.upload(batch_info(), results("a.com"))).stored == 1


async def test_uploads_over_a_wire_that_is_cut_at_random_end_with_each_result_once(
    ours: OursServer, to_ours: RemoteClient
) -> None:
    waiting = [results(*(f"site-{part}-{number}.com" for number in range(20))) for part in range(10)]
    everything = [each for part in waiting for each in part]
    await to_ours.discover()
    async with FaultProxy(ours.port, otherwise=random_cuts(7, 3_000)) as wire, client(wire.url) as made:
        made.server = to_ours.server
        while waiting:
            with contextlib.suppress(RemoteUnreachableError, RemoteAnswerError):
                await made.upload(batch_info(total=200), waiting[0])
                waiting.pop(0)
    assert [each.result for each in await pulled(to_ours, "local-1")] == everything
    assert len((await to_ours.batches()).batches) == 1
    assert wire.connections > 12


async def test_tenants_do_not_see_each_others_batches(ours: OursServer, to_ours: RemoteClient) -> None:
    await to_ours.submit(submission())
    async with client(ours.url, "token-of-b") as other:
        assert (await other.status("batch-1")).state is RemoteState.NOT_FOUND
        assert (await other.batches()).batches == ()
        with pytest.raises(RemoteConflictError):
            await other.submit(submission())
        with pytest.raises(RemoteNotFoundError):
            await pulled(other, "batch-1")
        with pytest.raises(RemoteNotFoundError):
            await other.upload(batch_info("batch-1"), results("a.com"))


@pytest.mark.parametrize(
    ("token", "tenant", "status"), [("token-of-c", None, 401), (None, None, 401), ("token-of-a", "tenant-b", 403)]
)
async def test_tokens_and_tenants_are_enforced(
    ours: OursServer, token: str | None, tenant: str | None, status: int
) -> None:
    async with client(ours.url, token, tenant=tenant) as made:
        with pytest.raises(RemoteAuthError) as caught:
            await made.status("batch-1")
    assert caught.value.status == status


async def test_the_tenant_is_told_with_each_request(ours: OursServer) -> None:
    async with client(ours.url, tenant="tenant-a") as made:
        assert (await made.submit(submission())).total == 3
    assert {each.headers.get("x-tenant-id") for each in ours.asked} == {"tenant-a"}
    assert ours.asked_of("/batch", "POST")[0].json["tenant_id"] == "tenant-a"


async def test_the_doubled_prefix_answers_too(ours: OursServer, to_ours: RemoteClient) -> None:
    await to_ours.submit(submission())
    server = await to_ours.discover()
    to_ours.server = type(server)(kind=server.kind, prefix=DOUBLED_PREFIX)
    assert (await to_ours.status("batch-1")).total == 3
    assert ours.asked[-1].path.startswith(DOUBLED_PREFIX)


async def test_big_lists_are_sent_packed(ours: OursServer, to_ours: RemoteClient) -> None:
    await to_ours.submit(submission(*(f"site-{number}.example.com" for number in range(1_000))))
    [asked] = ours.asked_of("/batch", "POST")
    assert asked.headers["content-encoding"] == "gzip"
    assert len(asked.json["domains"]) == 1_000


async def test_a_server_that_was_stopped_goes_on_where_it_was(ours: OursServer, to_ours: RemoteClient) -> None:
    ours.gate.clear()
    await to_ours.submit(submission("a.com", "b.com"))
    await ours.stop()
    ours.gate.set()
    await ours.start()
    await ours.ran("batch-1")
    assert domains(await pulled(to_ours, "batch-1")) == ["a.com", "b.com"]


async def test_a_server_that_is_killed_loses_nothing_and_reaches_the_end(tmp_path: Path) -> None:
    names = tuple(f"site-{number}.com" for number in range(12))
    async with running(tmp_path / "state.db") as program, client(program.url) as made:
        await made.submit(submission(*names))
        while not (await made.status("batch-1")).completed:
            pass
        await program.kill()
        with pytest.raises(RemoteUnreachableError):
            await made.status("batch-1")
        async with running(tmp_path / "state.db", port=program.port):
            assert (await made.submit(submission(*names))).total == 12
            while not (await made.status("batch-1")).state.is_final:
                pass
            assert sorted(domains(await pulled(made, "batch-1"))) == sorted(names)
