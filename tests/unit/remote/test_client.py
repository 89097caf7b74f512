import json

import pytest

from desktop_scanner.core.errors import (
    RemoteAnswerError,
    RemoteError,
    RemoteInvalidError,
    RemoteNotFoundError,
    RemoteQuestionError,
    RemoteRefusedError,
)
from desktop_scanner.core.remotes import DOUBLED_PREFIX, PREFIX, RemoteServer, ServerKind
from desktop_scanner.core.tokens import Token
from desktop_scanner.remote.client import RemoteClient
from desktop_scanner.remote.exchange import Bounds
from desktop_scanner.remote.wire import Submission
from tests.servers.v3.classic import ClassicServer
from tests.servers.v3.fault_proxy import Fault, FaultProxy, huge
from tests.servers.v3.serving import Said, said_json
from tests.unit.remote.conftest import client, submission


async def test_what_was_found_out_earlier_is_not_asked_again(classic: ClassicServer) -> None:
    async with client(classic.url) as first:
        server = await first.discover()
    classic.asked.clear()
    async with RemoteClient(first.profile, Token("any"), server=server) as made:
        await made.submit(submission())
    assert [each.path for each in classic.asked] == [f"{DOUBLED_PREFIX}/batch"]


async def test_a_prefix_that_moved_is_found_anew(classic: ClassicServer) -> None:
    classic.prefixes = "single"
    old = RemoteServer(kind=ServerKind.CLASSIC, prefix=DOUBLED_PREFIX)
    async with client(classic.url) as made:
        made.server = old
        assert (await made.submit(submission())).total == 3
        assert made.server.prefix == PREFIX
    assert len(classic.batches) == 1


async def test_a_classic_404_is_looked_into_once_and_is_no_word_about_the_batch(classic: ClassicServer) -> None:
    classic.overrides["/status"] = said_json({"error": True, "message": "Not Found", "status_code": 404}, 404)
    async with client(classic.url) as made:
        made.server = RemoteServer(kind=ServerKind.CLASSIC, prefix=DOUBLED_PREFIX)
        with pytest.raises(RemoteNotFoundError):
            await made.status("b")
        classic.asked.clear()
        with pytest.raises(RemoteNotFoundError):
            await made.status("b")
    assert len(classic.asked) == 1


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"nonsense",
        b'"Traceback (most recent call last)"',
        b"Traceback (most recent call last):",
        b"[1]",
        b"{}",
        b'{"status":' + b"[" * 50_000,
    ],
)
async def test_what_is_no_answer_of_the_api_is_told(
    classic: ClassicServer, to_classic: RemoteClient, body: bytes
) -> None:
    classic.overrides["/status"] = Said(200, body)
    classic.overrides["/batch"] = Said(200, body)
    to_classic.server = RemoteServer(kind=ServerKind.CLASSIC, prefix=DOUBLED_PREFIX)
    with pytest.raises(RemoteAnswerError, match="not of the v3 API") as caught:
        await to_classic.status("b")
    assert not caught.value.may_have_arrived
    with pytest.raises(RemoteAnswerError) as caught:
        await to_classic.submit(submission())
    assert caught.value.may_have_arrived


async def test_each_error_shape_reaches_the_user_as_a_sentence(
    classic: ClassicServer, to_classic: RemoteClient
) -> None:
    with pytest.raises(RemoteInvalidError, match="Missing required parameter: domains list is required"):
        await to_classic.submit(Submission(domains=(), max_pages=1, max_concurrent=1))
    classic.overrides["/batch"] = said_json(
        {"detail": [{"loc": ["body"], "msg": "Field required"}], "error": True}, 422
    )
    with pytest.raises(RemoteInvalidError, match="body: Field required"):
        await to_classic.submit(submission())
    classic.has_tracebacks = True
    with pytest.raises(RemoteRefusedError, match="no running event loop"):
        await to_classic.status("b")


async def test_a_server_that_repeats_the_token_in_its_question_does_not_bring_it_into_an_error() -> None:
    async with ClassicServer() as server, client(server.url, "hunter2-token") as made:
        server.overrides["/status"] = said_json({"status": "error", "total_domains": 0, "error": "for hunter2-token"})
        with pytest.raises(RemoteQuestionError) as caught:
            await made.status("b")
    assert "hunter2" not in str(caught.value)
    assert "for ***" in str(caught.value)


async def test_a_status_of_100_megabytes_is_read(classic: ClassicServer, to_classic: RemoteClient) -> None:
    entry = {"status": "completed", "job_id": "0" * 36, "start_time": "2026-11-23T12:42:00", "error": "x" * 900}
    many = {f"site-{number}.example.com": entry for number in range(100_000)}
    body = json.dumps({"batch_id": "b", "status": "processing", "total_domains": 100_000, "domain_statuses": many})
    await to_classic.discover()
    classic.overrides["/status"] = Said(200, body.encode())
    assert len(body) > 100_000_000
    assert len((await to_classic.status("b")).domains) == 100_000


async def test_an_answer_of_100_megabytes_that_says_little_is_read_too(classic: ClassicServer) -> None:
    async with FaultProxy(classic.port) as wire, client(wire.url) as made:
        await made.discover()
        wire.cut_all()
        wire.faults.append(huge(100_000_000))
        assert (await made.status("b")).total == 2


async def test_a_prefix_that_moves_while_a_batch_is_watched_is_found(
    classic: ClassicServer, to_classic: RemoteClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    batch_id = (await to_classic.submit(submission())).batch_id
    classic.prefixes = "single"
    with pytest.raises(RemoteNotFoundError):
        await to_classic.status(batch_id)
    monkeypatch.setattr("desktop_scanner.remote.client._LOOK_AGAIN_S", 0.0)
    assert (await to_classic.status(batch_id)).total == 3


async def test_a_status_beyond_the_bound_is_refused(classic: ClassicServer) -> None:
    async with client(classic.url, bounds=Bounds(answer_bytes=1_000)) as made:
        await made.discover()
        classic.overrides["/status"] = said_json({"status": "pending", "error": "x" * 2_000})
        with pytest.raises(RemoteAnswerError, match="larger than 1,000 bytes"):
            await made.status("b")


@pytest.mark.parametrize("at", range(0, 480, 40))
async def test_a_question_whose_answer_is_cut_anywhere_fails_and_is_answered_the_next_time(
    classic: ClassicServer, to_classic: RemoteClient, at: int
) -> None:
    batch_id = (await to_classic.submit(submission())).batch_id
    cut = Fault(cut_down_at=at)
    async with FaultProxy(classic.port, cut, cut) as wire, client(wire.url) as made:
        made.server = to_classic.server
        with pytest.raises(RemoteError) as caught:
            await made.status(batch_id)
        assert caught.value.is_passing
        wire.faults.clear()
        assert (await made.status(batch_id)).total == 3
