"""The servers that batches can be sent to: added, tested, spoken to, removed."""

import asyncio
from pathlib import Path

import msgspec

from desktop_scanner.core import locations
from desktop_scanner.core.errors import InputError
from desktop_scanner.core.remotes import RemoteProfile, RemoteServer
from desktop_scanner.core.tokens import Token
from desktop_scanner.remote.client import RemoteClient
from desktop_scanner.services import secrets
from desktop_scanner.services.remote_tokens import FoundToken, TokenKeeper, TokenPlace
from desktop_scanner.store.database import Store


class RemoteService:
    """Keeps the profiles, and makes clients for them."""

    def __init__(self, store: Store, token_file: Path | None = None) -> None:
        self._store = store
        self._tokens = TokenKeeper(token_file or locations.token_file())

    async def all(self) -> list[RemoteProfile]:
        """Return the profiles, by name."""
        return await self._store.remotes()

    async def find(self, name: str | None = None) -> RemoteProfile:
        """Return a profile by its name, by default the one chosen for that; raise InputError where there is none."""
        profiles = await self.all()
        for profile in profiles:
            if profile.is_default if name is None else profile.name == name:
                return profile
        if not profiles:
            raise InputError("No remote is known yet; `desktop-scanner remote add NAME URL` adds one.")
        known = ", ".join(profile.name for profile in profiles)
        raise InputError(f'There is no remote "{name}"; there are {known}.')

    async def look_at(self, profile: RemoteProfile, token: Token | None = None) -> RemoteServer:
        """Return what stands at a profile's address, stored or not; raise a RemoteError where no v3 server does."""
        checked = profile.checked()
        async with self._client(checked, token or await self._token(checked)) as client:
            return await client.discover()

    async def add(
        self,
        profile: RemoteProfile,
        token: Token | None = None,
        *,
        may_use_file: bool = False,
        server: RemoteServer | None = None,
    ) -> RemoteProfile:
        """Store a new profile, its token where tokens are kept, and what was found there; raise InputError."""
        checked = profile.checked()
        await self._check_new(checked)
        if token is not None:
            await self.keep_token(checked, token, may_use_file=may_use_file)
        stored = await self._store.put_remote(checked)
        if server is not None:
            await self._store.put_remote_server(stored.name, server)
        return stored

    async def change(self, profile: RemoteProfile) -> RemoteProfile:
        """Store a profile anew, in the place of the one by its name."""
        await self.find(profile.name)
        return await self._store.put_remote(profile.checked())

    async def make_default(self, name: str) -> RemoteProfile:
        """Use this remote where none is named."""
        return await self.change(msgspec.structs.replace(await self.find(name), is_default=True))

    async def test(self, name: str | None = None) -> RemoteServer:
        """Look at a server anew, and remember what was found; raise a RemoteError."""
        profile = await self.find(name)
        server = await self.look_at(profile)
        await self._store.put_remote_server(profile.name, server)
        return server

    async def found(self, name: str) -> RemoteServer | None:
        """Return what was found when a server was last looked at."""
        return await self._store.remote_server(name)

    async def client(self, name: str | None = None) -> RemoteClient:
        """Return a client for a remote, to be used in `async with`; raise InputError or SettingsError."""
        profile = await self.find(name)
        return self._client(profile, await self._token(profile), await self.found(profile.name))

    async def token(self, profile: RemoteProfile) -> FoundToken | None:
        """Return a remote's token and where it was found; raise SettingsError where it cannot be read."""
        return await asyncio.to_thread(self._tokens.find, profile)

    async def keep_token(self, profile: RemoteProfile, token: Token, *, may_use_file: bool = False) -> TokenPlace:
        """Keep a remote's token from now on; raise SettingsError where there is no place for it."""
        return await asyncio.to_thread(self._tokens.keep, profile, token, may_use_file=may_use_file)

    async def remove(self, name: str) -> None:
        """Forget a remote and its token; raise InputError where there is none by that name."""
        profile = await self.find(name)
        await asyncio.to_thread(self._tokens.forget, profile)
        await self._store.remove_remote(profile.name)

    async def _token(self, profile: RemoteProfile) -> Token | None:
        found = await self.token(profile)
        return found.token if found else None

    async def _check_new(self, profile: RemoteProfile) -> None:
        for known in await self.all():
            if known.name == profile.name:
                raise InputError(f'There is a remote "{known.name}" already; choose another name, or remove it first.')
            if known.token_variable == profile.token_variable:
                raise InputError(
                    f'The names "{known.name}" and "{profile.name}" share the environment variable '
                    f"{profile.token_variable}; choose another name."
                )

    def _client(self, profile: RemoteProfile, token: Token | None, server: RemoteServer | None = None) -> RemoteClient:
        proxy = secrets.proxy(profile.proxy) if profile.proxy else None
        return RemoteClient(profile, token, proxy=proxy, server=server)
