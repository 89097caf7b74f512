from collections.abc import AsyncIterator
from pathlib import Path

import keyring
import keyring.backends.fail
import msgspec
import pytest

from desktop_scanner.core.errors import InputError, RemoteUnreachableError, SettingsError
from desktop_scanner.core.remotes import RemoteProfile, ServerKind
from desktop_scanner.core.tokens import Token
from desktop_scanner.remote.wire import Submission
from desktop_scanner.services.remotes import RemoteService
from desktop_scanner.services.workspace import Workspace
from tests.servers.hostile import unused_port
from tests.servers.proxy import HttpProxy
from tests.servers.v3.classic import ClassicServer
from tests.servers.v3.ours import OursServer
from tests.unit.services.test_remote_tokens import MemoryKeyring

TOKEN = Token("token-of-a")


@pytest.fixture
def kept() -> object:
    before, memory = keyring.get_keyring(), MemoryKeyring()
    keyring.set_keyring(memory)
    yield memory
    keyring.set_keyring(before)


@pytest.fixture
async def remotes(workspace: Workspace, kept: MemoryKeyring, tmp_path: Path) -> RemoteService:
    return RemoteService(workspace.store, tmp_path / "tokens.json")


@pytest.fixture
async def ours(tmp_path: Path) -> AsyncIterator[OursServer]:
    async with OursServer(tmp_path / "state.db") as server:
        yield server


def profile(url: str, name: str = "office", **fields: object) -> RemoteProfile:
    return RemoteProfile(name=name, base_url=url, **fields)  # type: ignore[arg-type]


async def test_a_remote_that_was_added_is_spoken_to_with_its_token(remotes: RemoteService, ours: OursServer) -> None:
    server = await remotes.look_at(profile(ours.url), TOKEN)
    await remotes.add(profile(f"{ours.url}/"), TOKEN, server=server)
    async with await remotes.client() as client:
        assert client.server == server
        assert (await client.submit(Submission(domains=("a.com",), max_pages=1, max_concurrent=1))).total == 1
    assert {each.token for each in ours.asked_of("/batch")} == {"token-of-a"}


async def test_the_token_is_nowhere_in_the_database(remotes: RemoteService, workspace: Workspace) -> None:
    await remotes.add(profile("https://scan.example.com"), Token("hunter2-token"))
    await workspace.store.close()
    files = [file for file in workspace.database.parent.glob("scanner.db*") if file.is_file()]
    assert files
    assert all(b"hunter2" not in file.read_bytes() for file in files)


async def test_a_test_looks_anew_and_remembers(remotes: RemoteService) -> None:
    async with ClassicServer() as server:
        await remotes.add(profile(server.url))
        assert await remotes.found("office") is None
        assert (await remotes.test()).kind is ServerKind.CLASSIC
        server.prefixes = "single"
        assert not (await remotes.test("office")).is_prefix_doubled
    found = await remotes.found("office")
    assert found is not None
    assert not found.is_prefix_doubled
    with pytest.raises(RemoteUnreachableError):
        await remotes.test("office")
    assert await remotes.found("office") == found


async def test_names_are_given_once_and_their_variables_too(remotes: RemoteService) -> None:
    await remotes.add(profile("https://a.test", "my lab"))
    with pytest.raises(InputError, match="already"):
        await remotes.add(profile("https://b.test", "my lab"))
    with pytest.raises(InputError, match="DESKTOP_SCANNER_TOKEN_MY_LAB"):
        await remotes.add(profile("https://b.test", "My-Lab"))


async def test_remotes_are_found_by_name_or_by_default(remotes: RemoteService) -> None:
    with pytest.raises(InputError, match="remote add"):
        await remotes.find()
    await remotes.add(profile("https://a.test", "a"))
    await remotes.add(profile("https://b.test", "b"))
    assert (await remotes.find()).name == "a"
    assert (await remotes.make_default("b")).is_default
    assert (await remotes.find()).name == "b"
    with pytest.raises(InputError, match='no remote "c"; there are a, b'):
        await remotes.find("c")


async def test_a_remote_is_forgotten_with_its_token(remotes: RemoteService, kept: MemoryKeyring) -> None:
    await remotes.add(profile("https://a.test"), TOKEN)
    assert kept.kept
    await remotes.remove("office")
    assert kept.kept == {}
    assert await remotes.all() == []


async def test_a_token_can_be_replaced_while_the_remote_stays(remotes: RemoteService, ours: OursServer) -> None:
    await remotes.add(profile(ours.url), Token("token-of-c"))
    assert (await remotes.test()).is_token_accepted is False
    await remotes.keep_token(await remotes.find(), TOKEN)
    assert (await remotes.test()).is_token_accepted is True


async def test_a_remote_whose_token_has_no_place_is_not_added(remotes: RemoteService) -> None:
    keyring.set_keyring(keyring.backends.fail.Keyring())  # type: ignore[no-untyped-call]
    with pytest.raises(SettingsError, match="no keyring"):
        await remotes.add(profile("https://a.test"), TOKEN)
    assert await remotes.all() == []


async def test_a_profile_can_be_changed(remotes: RemoteService) -> None:
    added = await remotes.add(profile("https://a.test"))
    await remotes.change(msgspec.structs.replace(added, poll_s=9.0))
    assert (await remotes.find()).poll_s == 9.0
    with pytest.raises(InputError):
        await remotes.change(profile("https://b.test", "b"))
    with pytest.raises(SettingsError):
        await remotes.change(msgspec.structs.replace(added, base_url="nowhere"))


async def test_a_proxy_is_used_with_the_password_that_its_address_refers_to(
    remotes: RemoteService, ours: OursServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PROXY_PASSWORD", "hunter2")
    async with HttpProxy({("scan.test", 80): ("127.0.0.1", ours.port)}, login="me:hunter2") as proxy:
        through = f"http://me:env:PROXY_PASSWORD@127.0.0.1:{proxy.port}"
        its = profile("http://scan.test", proxy=through, allows_plain_http=True)
        assert (await remotes.look_at(its, TOKEN)).is_token_accepted
    monkeypatch.delenv("PROXY_PASSWORD")
    with pytest.raises(SettingsError, match="PROXY_PASSWORD"):
        await remotes.look_at(its, TOKEN)


async def test_what_cannot_be_reached_is_told(remotes: RemoteService) -> None:
    with pytest.raises(RemoteUnreachableError, match="office"):
        await remotes.look_at(profile(f"http://127.0.0.1:{unused_port()}"))
    with pytest.raises(SettingsError, match="unencrypted"):
        await remotes.look_at(profile("http://scan.test"), TOKEN)
