"""Batches that a server scans instead of, or beside, this computer: sent, followed, decided on."""

import asyncio
import logging
from functools import partial
from uuid import UUID

from msgspec import structs
from uuid_utils import uuid7

from desktop_scanner.core import portable_options
from desktop_scanner.core.batches import BatchInfo
from desktop_scanner.core.errors import BatchBusyError, BatchNotFoundError, InputError, ScannerError
from desktop_scanner.core.options import ScanOptions, restore
from desktop_scanner.core.outbox import OperationKind
from desktop_scanner.core.remote_batches import RemoteState
from desktop_scanner.core.remote_links import Choice, LinkRole, RemoteLink, RemoteVerdict
from desktop_scanner.core.statuses import BatchState
from desktop_scanner.remote.wire import Submission
from desktop_scanner.services import remote_cancelling, remote_sending
from desktop_scanner.services.batch_run import RunnerMaker
from desktop_scanner.services.batches import BatchService
from desktop_scanner.services.remote_runner import RemoteRunner
from desktop_scanner.services.remotes import RemoteService
from desktop_scanner.services.settings import SettingsService
from desktop_scanner.store.database import Store
from desktop_scanner.store.locks import RunLock

log = logging.getLogger(__name__)

_GOES_ON = (Choice.WAIT, Choice.TAKE_OVER, Choice.SUBMIT_AGAIN)
_BUSY = "Another window or command runs this batch; pause it there first."
_GIVEN_UP = "It was given up."
_TAKEN_OVER = "What the server had not told of was taken over, to be scanned here."


class RemoteRunService:
    """Has batches scanned by servers. Their runs are those of the batch service: the same locks, events and ends."""

    def __init__(self, store: Store, batches: BatchService, remotes: RemoteService, settings: SettingsService) -> None:
        self._store = store
        self._batches = batches
        self._remotes = remotes
        self._settings = settings
        self._beside: dict[str, tuple[RemoteRunner, asyncio.Task[None]]] = {}
        self._once: set[str] = set()
        batches.elsewhere = self

    async def link(self, batch_id: str) -> RemoteLink | None:
        """Return how a batch stands on the server that scans it; None for one that none does."""
        return await self._store.remote.sent(batch_id)

    async def start(
        self,
        batch_id: str,
        remote: str | None = None,
        *,
        scan_here_too: bool = False,
        given: ScanOptions | None = None,
        stall_s: float | None = None,
    ) -> BatchInfo:
        """Send a batch's unfinished domains to a server and follow it; `scan_here_too` scans them here as well.

        A batch that does not move for `stall_s`, by default as the settings say, is a case for the user. What is to be
        sent is stored before it is tried. Raises InputError where a server has it already and the user must decide,
        BatchBusyError where the batch runs.
        """
        profile = await self._remotes.find(remote)
        batch = await self._known(batch_id)
        await self._check_free(batch_id)
        role = LinkRole.BESIDE if scan_here_too else LinkRole.RUN
        is_known_there = await self._store.remote.link(batch_id, profile.name) is not None
        link = RemoteLink(
            batch_id=batch_id,
            remote=profile.name,
            address=profile.base_url,
            role=role,
            stall_s=self._settings.current.remote.stall_deadline_s if stall_s is None else stall_s,
        )
        await self._store.remote.send(link, await self._payload(batch, _new_id() if is_known_there else batch_id))
        if scan_here_too:
            await self.watch(batch_id)
        return await self._batches.start(batch_id, given=given)

    async def go_on(self) -> list[str]:
        """Follow on with all that was being followed when the program ended; return the ids of those batches."""
        followed = []
        for link in await self._store.remote.links():
            if not link.is_followed or (batch := await self._store.batch(link.batch_id)) is None:
                continue
            if link.role is LinkRole.BESIDE:
                await self.watch(link.batch_id)
                followed.append(link.batch_id)
            elif batch.state in (BatchState.INTERRUPTED, BatchState.PENDING) and await self._tried(link.batch_id):
                followed.append(link.batch_id)
        return followed

    async def catch_up(self, batch_id: str) -> None:
        """Look once at the server for a batch that nobody follows, and take in what there is."""
        self._once.add(batch_id)
        try:
            if await self._tried(batch_id):
                await self._batches.wait(batch_id)
        finally:
            self._once.discard(batch_id)

    async def decide(self, batch_id: str, choice: Choice) -> BatchInfo:
        """Do as the user decides about a batch that a server scans; raise InputError for what cannot be chosen now."""
        link = await self.link(batch_id)
        if link is None:
            raise InputError("No server scans this batch; there is nothing to decide.")
        if choice not in link.choices:
            raise InputError(f"This cannot be chosen now; there are {', '.join(link.choices) or 'no choices'}.")
        await self._stop_following(batch_id)
        link = await self.link(batch_id) or link  # it may have got on until it was stopped
        await self._prepare(link, choice)
        is_beside = link.role is LinkRole.BESIDE
        if choice is Choice.GIVE_UP and not is_beside:
            await self._batches.cancel(batch_id)
        if is_beside:
            await self.watch(batch_id)
        elif choice in _GOES_ON:
            return await self._batches.start(batch_id)
        return await self._known(batch_id)

    async def watch(self, batch_id: str) -> None:
        """Watch on the server, once, a batch that is scanned on both sides; nothing for any other."""
        link = await self.link(batch_id)
        if link is None or link.role is not LinkRole.BESIDE or batch_id in self._beside or not link.is_followed:
            return
        emit = partial(self._batches.tell, batch_id)
        runner = RemoteRunner(self._store.remote, self._remotes, link, emit)
        task = asyncio.get_running_loop().create_task(self._watched(runner, batch_id), name=f"watch {batch_id}")
        self._beside[batch_id] = (runner, task)

    async def wait_beside(self, batch_id: str) -> None:
        """Return when a batch that is scanned on both sides is watched no more on the other; cancelling is harmless."""
        if watched := self._beside.get(batch_id):
            await asyncio.shield(watched[1])

    async def close(self) -> None:
        """Watch no more; what was watched goes on when the program starts again."""
        watched = list(self._beside.values())
        for runner, _ in watched:
            runner.interrupt()
        await asyncio.gather(*(task for _, task in watched), return_exceptions=True)

    # What the batch service asks

    async def runner_of(self, batch: BatchInfo) -> RunnerMaker | None:
        """Return what follows a batch on its server, None for one that is scanned here; raise InputError."""
        link = await self.link(batch.id)
        if link is None or not link.is_run_there:
            await self._check_not_scanned_there(batch.id)
            return None
        if not link.is_followed:
            raise InputError(
                f"{link.sentence} `desktop-scanner remote-decide {batch.id} CHOICE` says what is to be done: "
                f"{', '.join(link.choices)}."
            )
        is_once = batch.id in self._once
        return partial(RemoteRunner, self._store.remote, self._remotes, link, is_once=is_once)

    async def on_cancelled(self, batch_id: str) -> None:
        """Have a batch cancelled there that was cancelled here while nobody followed it."""
        link = await self.link(batch_id)
        if link is not None and link.is_followed and link.role is LinkRole.RUN:
            await self._let_go(link, RemoteVerdict.CANCELLED, "It was cancelled from here.")

    async def _check_not_scanned_there(self, batch_id: str) -> None:
        for link in await self._store.remote.links(batch_id):
            if link.role is LinkRole.PULLED and link.state in (RemoteState.PENDING, RemoteState.RUNNING):
                raise InputError(f'The server "{link.remote}" still scans this batch; `sync` fetches what it finds.')

    async def _known(self, batch_id: str) -> BatchInfo:
        batch = await self._store.batch(batch_id)
        if batch is None:
            raise BatchNotFoundError("This batch is no longer in the database.")
        return batch

    async def _check_free(self, batch_id: str) -> None:
        if self._batches.is_running(batch_id) or await asyncio.to_thread(RunLock.is_held, self._store.path, batch_id):
            raise BatchBusyError("This batch runs already; pause it, or wait for its end.")
        link = await self.link(batch_id)
        if link is not None and link.is_run_there:
            raise InputError(f'The server "{link.remote}" has this batch already; `resume` goes on with it.')

    async def _payload(self, batch: BatchInfo, remote_id: str) -> str:
        names = await self._store.remote.unfinished(batch.id)
        if not names:
            raise InputError("No domain of this batch is left to be scanned.")
        options, _ = restore(batch.options)
        submission = Submission(
            domains=tuple(names),
            max_pages=options.max_pages,
            max_concurrent=options.concurrency,
            batch_id=remote_id,
            name=batch.name,
            options=portable_options.sent(batch.options),
        )
        return remote_sending.payload(submission)

    async def _tried(self, batch_id: str) -> bool:
        try:
            await self._batches.start(batch_id)
        except ScannerError as error:  # another process follows it, or its remote is gone: no reason to stop at it
            log.info("Batch %s is not followed from here: %s", batch_id, error)
            return False
        return True

    async def _watched(self, runner: RemoteRunner, batch_id: str) -> None:
        try:
            await runner.run()
        except ScannerError as error:
            log.warning("Batch %s is watched no more: %s", batch_id, error)
        finally:
            self._beside.pop(batch_id, None)

    async def _stop_following(self, batch_id: str) -> None:
        if watched := self._beside.get(batch_id):
            watched[0].interrupt()
            await asyncio.gather(watched[1], return_exceptions=True)
            return
        link = await self.link(batch_id)
        if link is not None and link.role is LinkRole.BESIDE:
            return
        if self._batches.is_running(batch_id):
            await self._batches.pause(batch_id)
            await self._batches.wait(batch_id)
        elif await asyncio.to_thread(RunLock.is_held, self._store.path, batch_id):
            raise BatchBusyError(_BUSY)

    async def _prepare(self, link: RemoteLink, choice: Choice) -> None:
        match choice:
            case Choice.WAIT:
                await self._judge(link, None, "")
            case Choice.TAKE_OVER:
                await self._let_go(link, RemoteVerdict.TAKEN_OVER, _TAKEN_OVER)
            case Choice.SUBMIT_AGAIN:
                await self._submit_again(link)
            case Choice.GIVE_UP:
                await self._let_go(link, RemoteVerdict.GIVEN_UP, _GIVEN_UP)
            case Choice.FORGET:
                await self._forget(link)

    async def _judge(self, link: RemoteLink, verdict: RemoteVerdict | None, sentence: str) -> None:
        await self._store.remote.change_link(link, {"verdict": verdict, "sentence": sentence})

    async def _let_go(self, link: RemoteLink, verdict: RemoteVerdict, sentence: str) -> None:
        """Follow it no more; a server that can be asked to stops scanning it."""
        await self._judge(link, verdict, sentence)
        await remote_cancelling.wish(self._store.remote, link)

    async def _submit_again(self, link: RemoteLink) -> None:
        """Send what is left under an id that the server cannot know."""
        batch = await self._known(link.batch_id)
        if batch.state is BatchState.CANCELLED:
            await self._store.reopen_cancelled(batch.id)
        payload = await self._payload(batch, _new_id())
        old = await self._store.remote.operation(OperationKind.SUBMIT, link.remote, link.batch_id)
        if old is not None:
            await self._store.remote.drop(old.id)
        fresh = RemoteLink(
            batch_id=link.batch_id, remote=link.remote, address=link.address, role=link.role, stall_s=link.stall_s
        )
        await self._store.remote.send(structs.replace(fresh, is_ours=link.is_ours), payload)
        await self._leave_behind(link)

    async def _leave_behind(self, link: RemoteLink) -> None:
        """See to it that what the server still has of an earlier sending is not fetched as a batch of its own."""
        if link.is_ours and link.remote_id not in (None, link.batch_id):
            old = structs.replace(link, batch_id=link.remote_id, role=LinkRole.PULLED)
            await self._store.remote.put_link(old)

    async def _forget(self, link: RemoteLink) -> None:
        old = await self._store.remote.operation(OperationKind.SUBMIT, link.remote, link.batch_id)
        if old is not None:
            await self._store.remote.drop(old.id)
        await self._store.remote.remove_link(link)


def _new_id() -> str:
    return str(UUID(bytes=uuid7().bytes))
