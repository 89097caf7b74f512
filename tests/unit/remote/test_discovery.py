import json
from datetime import timedelta
from pathlib import Path

import pytest

from desktop_scanner.core.errors import (
    RemoteAnswerError,
    RemoteBusyError,
    RemoteError,
    RemoteRefusedError,
    RemoteUnreachableError,
)
from desktop_scanner.core.remotes import DOUBLED_PREFIX, PREFIX, Finding, RemoteServer, ServerKind
from tests.servers.hostile import unused_port
from tests.servers.v3 import tokens
from tests.servers.v3.classic import ClassicServer
from tests.servers.v3.fault_proxy import PORTAL, FaultProxy, busy
from tests.servers.v3.ours import OursServer
from tests.servers.v3.serving import HttpServer, Said, said_json
from tests.unit.remote.conftest import TOKEN, client


async def found(url: str, token: str | None = TOKEN) -> RemoteServer:
    async with client(url, token) as made:
        return await made.discover()


async def test_a_classic_server_in_development_is_told_as_what_it_is() -> None:
    async with ClassicServer() as server:
        told = await found(server.url)
        assert server.batches == {}
    assert told.summary == "classic server, prefix doubled, development mode: it accepts any token"
    assert (told.kind, told.prefix, told.is_token_accepted) == (ServerKind.CLASSIC, DOUBLED_PREFIX, True)
    assert {each.method for each in server.asked} == {"GET"}


async def test_a_classic_server_at_the_documented_prefix() -> None:
    async with ClassicServer(prefixes="single") as server:
        told = await found(server.url)
    assert (told.prefix, told.is_prefix_doubled) == (PREFIX, False)
    assert Finding.PREFIX_DOUBLED not in told.findings


@pytest.mark.parametrize(
    ("token", "is_accepted"),
    [
        (tokens.signed(), True),
        (tokens.signed("another secret"), False),
        (tokens.signed(aud="other"), False),
        (tokens.signed(sub="alice"), False),
        ("no-jwt", False),
        (None, None),
    ],
)
async def test_a_classic_server_in_production_lets_in_whom_it_knows(
    token: str | None, is_accepted: bool | None
) -> None:
    async with ClassicServer(is_production=True) as server:
        told = await found(server.url, token)
    assert (told.kind, told.accepts_any_token, told.is_token_accepted) == (ServerKind.CLASSIC, False, is_accepted)


@pytest.mark.parametrize(("token", "is_accepted"), [("token-of-a", True), ("token-of-c", False), (None, None)])
async def test_our_own_server_is_known_with_a_token_or_without(
    ours: OursServer, token: str | None, is_accepted: bool | None
) -> None:
    told = await found(ours.url, token)
    assert (told.kind, told.prefix, told.is_token_accepted) == (ServerKind.OURS, PREFIX, is_accepted)
    assert not told.accepts_any_token


@pytest.mark.parametrize("hours", [-5, 0, 48])
async def test_a_clock_that_differs_is_told(hours: int) -> None:
    async with ClassicServer() as server:
        server.clock_ahead = timedelta(hours=hours)
        told = await found(server.url)
    assert told.clock_ahead_s == pytest.approx(hours * 3_600, abs=5)
    assert (Finding.CLOCK_DIFFERS in told.findings) is bool(hours)


async def test_a_health_without_a_time_tells_no_difference() -> None:
    async with ClassicServer() as server:
        server.overrides["/health"] = said_json({"status": "ok"})
        assert (await found(server.url)).clock_ahead_s is None


async def test_a_folder_before_the_prefix_is_kept(tmp_path: Path) -> None:
    async with HttpServer() as server:
        server.overrides = {"/health": said_json({"status": "OK"}), "/batches": Said(404), "/status": said_json({})}
        await found(f"{server.url}/tools")
    assert server.asked[0].path == f"/tools{PREFIX}/health"


async def test_where_no_v3_server_is_that_is_said() -> None:
    async with HttpServer() as server:
        server.overrides["/health"] = Said(404)
        with pytest.raises(RemoteAnswerError, match="no v3 server does"):
            await found(server.url)
        for body in (b"[]", b"[" * 50_000, b"nonsense", json.dumps({"status": "starting"}).encode()):
            server.overrides["/health"] = Said(200, body)
            with pytest.raises(RemoteAnswerError, match="no v3 server does"):
                await found(server.url)


async def test_what_is_in_the_way_is_told_instead() -> None:
    with pytest.raises(RemoteUnreachableError):
        await found(f"http://127.0.0.1:{unused_port()}")
    async with FaultProxy(0, PORTAL) as wire:
        with pytest.raises(RemoteAnswerError, match="Hotel"):
            await found(wire.url)
    async with FaultProxy(0, otherwise=busy("503 Busy", "9")) as wire:
        with pytest.raises(RemoteBusyError):
            await found(wire.url)


async def test_a_server_whose_program_fails_is_told_as_that() -> None:
    async with ClassicServer() as server:
        server.has_tracebacks = True
        with pytest.raises(RemoteRefusedError, match="RuntimeError: no running event loop"):
            await found(server.url)


async def test_another_servers_list_is_not_taken_for_ours() -> None:
    async with ClassicServer() as server:
        server.overrides["/batches"] = said_json({"items": []})
        assert (await found(server.url)).kind is ServerKind.CLASSIC
        server.overrides["/batches"] = said_json({"error": True, "message": "Not authenticated"}, 401)
        assert (await found(server.url)).kind is ServerKind.CLASSIC


async def test_a_made_up_token_is_another_one_each_time_and_no_real_one_is_sent_in_its_place() -> None:
    async with ClassicServer() as server:
        for _ in range(2):
            await found(server.url, "real-token")
    sent = [each.token for each in server.asked if each.token != "real-token"]
    assert len(set(sent)) == 2
    assert all(str(each).startswith("made-up-") for each in sent)


async def test_no_error_of_all_this_shows_the_token() -> None:
    async with HttpServer() as server:
        server.overrides["/health"] = lambda asked: said_json({"message": f"no {asked.token}"}, 500)
        with pytest.raises(RemoteError) as caught:
            await found(server.url, "hunter2-token")
    assert "hunter2" not in str(caught.value)
