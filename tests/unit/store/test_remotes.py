import sqlite3
from contextlib import closing
from pathlib import Path

import msgspec

from desktop_scanner.core.remotes import PREFIX, RemoteProfile, RemoteServer, ServerKind
from desktop_scanner.store.database import Store

OFFICE = RemoteProfile(
    name="Office",
    base_url="https://scan.example.com",
    tenant="t-1",
    ca_file="ca.pem",
    proxy="http://me:env:PW@proxy.test",
    poll_s=0.75,
    allows_plain_http=True,
    is_default=True,
)
LAB = RemoteProfile(name="lab", base_url="http://127.0.0.1:8000")
FOUND = RemoteServer(kind=ServerKind.OURS, prefix=PREFIX, is_token_accepted=True, clock_ahead_s=0.5)


async def test_a_remote_comes_back_as_it_was_put(store: Store) -> None:
    assert await store.put_remote(OFFICE) == OFFICE
    await store.put_remote(LAB)
    assert await store.remotes() == [LAB, OFFICE]


async def test_one_remote_is_the_default(store: Store) -> None:
    assert (await store.put_remote(LAB)).is_default
    await store.put_remote(OFFICE)
    assert [each.name for each in await store.remotes() if each.is_default] == ["Office"]
    await store.put_remote(msgspec.structs.replace(OFFICE, is_default=False))
    assert [each.name for each in await store.remotes() if each.is_default] == ["Office"]
    assert await store.remove_remote("Office")
    assert [each.name for each in await store.remotes() if each.is_default] == ["lab"]
    assert not await store.remove_remote("Office")


async def test_what_was_found_is_kept_until_the_address_changes(store: Store) -> None:
    await store.put_remote(OFFICE)
    assert await store.remote_server("Office") is None
    await store.put_remote_server("Office", FOUND)
    await store.put_remote(msgspec.structs.replace(OFFICE, poll_s=9.0))
    assert await store.remote_server("Office") == FOUND
    await store.put_remote(msgspec.structs.replace(OFFICE, base_url="https://other.example.com"))
    assert await store.remote_server("Office") is None


async def test_what_another_version_found_is_asked_for_again(store: Store, database: Path) -> None:
    await store.put_remote(LAB)
    for text in ('{"kind": "quantum", "prefix": "/"}', "{", "[]"):
        with closing(sqlite3.connect(database)) as connection, connection:
            connection.execute("UPDATE remote SET server = ?", (text,))
        assert await store.remote_server("lab") is None
