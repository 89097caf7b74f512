"""A batch's results fetched from a server, from where the last time ended; stored as they come."""

from contextlib import aclosing

from msgspec import Struct

from desktop_scanner.core.clock import now
from desktop_scanner.core.errors import RemoteError, RemoteNotFoundError
from desktop_scanner.core.remote_batches import RemoteBatch, RemoteState
from desktop_scanner.core.remote_links import LinkRole, RemoteLink, told
from desktop_scanner.core.results import DomainResult
from desktop_scanner.remote.client import RemoteClient
from desktop_scanner.store.remote_store import RemoteStore

TAKEN_AT_ONCE = 100
_NOT_FOUND = 404


class Pulled(Struct, frozen=True, kw_only=True):
    """What became of results from a server; `problems` are sentences about those that cannot be used."""

    taken: int = 0
    kept: int = 0
    conflicts: int = 0
    problems: tuple[str, ...] = ()


class Pull:
    """One batch on its way from one server; `pulled` says how far it came, also where it broke off."""

    def __init__(self, store: RemoteStore, link: RemoteLink) -> None:
        self.pulled = Pulled()
        self._store = store
        self._link = link

    async def run(self, client: RemoteClient) -> None:
        """Fetch what is new there; raise a RemoteError where that breaks off."""
        there = await client.status(self._remote_id, since=self._link.status_cursor)
        if there.state is RemoteState.NOT_FOUND:
            raise RemoteNotFoundError("The server has no such batch any more; what is here stays.", _NOT_FOUND)
        domains = list(there.domains.values())
        await self._results(client)
        if self._may_add:  # those without a result: with one, more is known of how they were given
            await self._store.add_domains(self._link.batch_id, domains)
        if there.state.is_final:
            # What has no result that can be read here has ended all the same.
            await self._store.end_domains(self._link.batch_id, domains)
        await self._settle(there)

    @property
    def _remote_id(self) -> str:
        return self._link.remote_id or self._link.batch_id

    @property
    def _may_add(self) -> bool:
        """Whether the server's list counts: not for a batch whose list was made here."""
        return self._link.role is LinkRole.PULLED

    async def _results(self, client: RemoteClient) -> None:
        results: list[DomainResult] = []
        cursor = self._link.pull_cursor
        try:
            async with aclosing(client.results(self._remote_id, cursor)) as stream:
                async for one in stream:
                    cursor = one.cursor
                    if one.result is not None:
                        results.append(one.result)
                    else:
                        self._complain(one.problem or "")
                    if len(results) >= TAKEN_AT_ONCE:
                        results = await self._take(results, cursor)
        except RemoteError:
            await self._take(results, cursor)  # what came before the wire was cut counts
            raise
        await self._take(results, cursor)

    async def _take(self, results: list[DomainResult], cursor: str | None) -> list[DomainResult]:
        if cursor is not None and cursor != self._link.pull_cursor:
            taken = await self._store.take_in(self._link, results, cursor, may_add=self._may_add)
            self._link = await self._store.change_link(self._link, {"pull_cursor": cursor})
            self.pulled = Pulled(
                taken=self.pulled.taken + len(taken.rows),
                kept=self.pulled.kept + taken.kept,
                conflicts=self.pulled.conflicts + taken.conflicts,
                problems=self.pulled.problems,
            )
            for name in taken.strangers:
                self._complain(f"{name} is no domain of this batch, or is not to be kept; its result is left out.")
        return []

    def _complain(self, sentence: str) -> None:
        before = self.pulled
        self.pulled = Pulled(
            taken=before.taken, kept=before.kept, conflicts=before.conflicts, problems=(*before.problems, sentence)
        )

    async def _settle(self, there: RemoteBatch) -> None:
        await self._store.settle_batch(self._link.batch_id, there)
        fields = {**told(there), "status_cursor": there.cursor, "told_at": now()}
        self._link = await self._store.change_link(self._link, fields)
