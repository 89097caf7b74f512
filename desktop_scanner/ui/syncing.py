"""Batches of here and of servers brought together from the window: now, and whenever something is due."""

from collections.abc import Callable, Coroutine, Sequence
from typing import Any

from PySide6.QtCore import QObject, QTimer

from desktop_scanner.core.clock import now
from desktop_scanner.core.conflicts import Side
from desktop_scanner.core.errors import BatchBusyError, ScannerError
from desktop_scanner.core.outbox import Operation, OperationState
from desktop_scanner.services.tally import Tally
from desktop_scanner.services.workspace import Workspace
from desktop_scanner.ui import formats, sentences
from desktop_scanner.ui.batch_control import BatchControl
from desktop_scanner.ui.panels import conflict_table
from desktop_scanner.ui.panels.pages import Pages
from desktop_scanner.ui.panels.server_table import ServerRow
from desktop_scanner.ui.panels.sync import SyncPanel
from desktop_scanner.ui.remote_watch import RemoteWatch
from desktop_scanner.ui.tasks import Tasks
from desktop_scanner.ui.widgets.message_bar import MessageBar

_LOOK_MS = 300
_SOONEST_MS, _LATEST_MS = 1_000, 60_000
_MOST_PROBLEMS = 5
_LEFT = (OperationState.WAITING, OperationState.FAILED)


class Syncing(QObject):
    """Obeys the page of the sync, and tries by itself what waits in the outbox."""

    def __init__(
        self,
        services: Workspace,
        panel: SyncPanel,
        pages: Pages,
        watch: RemoteWatch,
        control: BatchControl,
        tasks: Tasks,
    ) -> None:
        super().__init__(panel)
        self._services = services
        self._panel = panel
        self._pages = pages
        self._watch = watch
        self._control = control
        self._tasks = tasks
        self._rows: list[ServerRow] = []
        self._cursor: str | None = None
        self._begun: set[int] = set()
        self._look = QTimer(self, interval=_LOOK_MS)
        self._look.timeout.connect(lambda: tasks.spawn(self._count(), name="count what is synced"))
        self._due = QTimer(self, singleShot=True)
        self._due.timeout.connect(lambda: tasks.spawn(self._run_due(), name="try what is due"))
        panel.sync_wanted.connect(self.sync)
        panel.retry_wanted.connect(lambda: self._work(self._retry(panel.outbox.selected)))
        panel.drop_wanted.connect(lambda: self._work(self._drop(panel.outbox.selected)))
        panel.list_wanted.connect(lambda: self._work(self._list(is_more=False)))
        panel.more_wanted.connect(lambda: self._work(self._list(is_more=True)))
        panel.fetch_wanted.connect(lambda: self._work(self._fetch(panel.server.selected)))
        panel.mine_wanted.connect(lambda: self._resolve(Side.MINE))
        panel.theirs_wanted.connect(lambda: self._resolve(Side.THEIRS))
        panel.newest_wanted.connect(lambda: self._resolve(None))

    def start(self) -> None:
        """Try what is due from now on."""
        self._due.start(_SOONEST_MS)

    def stop(self) -> None:
        """Try nothing any more."""
        self._due.stop()
        self._look.stop()

    def sync(self) -> None:
        """Bring everything of here and of the chosen server together."""
        remote = self._panel.remote
        if remote:
            self._work(self._synced(self._services.sync.sync(None, remote), remote, self._panel.messages))

    def sync_batch(self, batch_id: str, remote: str, *, push: bool = True, pull: bool = True) -> None:
        """Bring one batch of here and of a server together; what came of it is said at the batch."""
        work = self._services.sync.sync(batch_id, remote, push=push, pull=pull)
        messages = self._pages.messages
        self._work(self._synced(work, remote, messages), messages)

    async def _synced(self, work: Coroutine[Any, Any, Tally], remote: str, messages: MessageBar) -> None:
        """Do it with its progress shown, and say what came of it."""
        self._begun = set()
        self._watch.show_progress((0, 0))
        self._look.start()
        try:
            tally = await work
        finally:
            self._look.stop()
            self._watch.show_progress(None)
            await self._read_anew()
            self._plan()
        is_whole = not any(each.remote == remote and each.state in _LEFT for each in self._watch.operations)
        tone = "info" if is_whole and not tally.problems else "attention"
        messages.tell(self._in_words(tally, is_whole=is_whole), tone=tone)

    async def _count(self) -> None:
        """Say how many of the operations of this sync are done."""
        waiting = {each.id for each in await self._services.sync.operations()}
        self._begun |= waiting
        if self._look.isActive():
            self._watch.show_progress((len(self._begun - waiting), len(self._begun)))

    async def _run_due(self) -> None:
        try:
            if self._watch.profiles and self._watch.progress is None and self._watch.operations:
                await self._services.sync.run_due()
                await self._read_anew()
        except BatchBusyError:
            pass  # another window or command does it
        finally:
            self._plan()

    def _plan(self) -> None:
        """Look again when the next operation is due, and now and then for what others write down."""
        tries = [each.next_try_at for each in self._watch.operations if each.next_try_at is not None]
        wait_s = (min(tries) - now()).total_seconds() if tries else _LATEST_MS / 1000
        self._due.start(round(min(max(wait_s * 1000, _SOONEST_MS), _LATEST_MS)))

    async def _retry(self, operations: Sequence[Operation]) -> None:
        for operation in operations:
            await self._services.sync.retry(operation.id)
        await self._services.sync.run_due()
        await self._read_anew()
        self._plan()

    async def _drop(self, operations: Sequence[Operation]) -> None:
        for operation in operations:
            await self._services.sync.drop(operation.id)
        await self._watch.load_work()

    async def _list(self, *, is_more: bool) -> None:
        remote = self._panel.remote
        found = await self._services.server_batches.page(remote, self._cursor if is_more else None)
        rows = [ServerRow(each, found.here.get(each.batch_id, "")) for each in found.page.batches]
        self._rows = [*self._rows, *rows] if is_more else rows
        self._cursor = found.page.next_cursor
        nothing = self.tr("The server has no batches yet.")
        if remote == self._panel.remote:
            self._panel.show_batches(self._rows, has_more=self._cursor is not None, placeholder=nothing)

    async def _fetch(self, rows: Sequence[ServerRow]) -> None:
        remote = self._panel.remote
        work = self._services.server_batches.fetch(remote, [row.batch for row in rows])
        await self._synced(work, remote, self._panel.messages)
        here = {link.remote_id: link.batch_id for link in await self._services.sync.links()}
        self._rows = [ServerRow(row.batch, here.get(row.batch.batch_id, "")) for row in self._rows]
        self._panel.show_batches(self._rows, has_more=self._cursor is not None, placeholder="")

    def _resolve(self, winner: Side | None) -> None:
        self._work(self._choose(winner))

    async def _choose(self, winner: Side | None) -> None:
        for conflict in self._panel.conflicts.selected:
            await self._services.sync.resolve(conflict.id, winner or conflict_table.newest(conflict))
        await self._watch.load_work()
        if self._pages.shown_id:
            self._pages.batch.reload()

    async def _read_anew(self) -> None:
        await self._watch.load_work()
        await self._control.load()
        self._pages.batch.reload()

    def _in_words(self, tally: Tally, *, is_whole: bool) -> str:
        text = (
            self.tr("Synced. Results sent: {sent}, fetched: {taken}; conflicts: {conflicts}.")
            if is_whole
            else self.tr(
                "Not all could be done; the rest waits. Results sent: {sent}, fetched: {taken}; conflicts: {conflicts}."
            )
        )
        numbers = {"sent": tally.sent, "taken": tally.taken, "conflicts": tally.conflicts}
        words = text.format(**{name: formats.number(value) for name, value in numbers.items()})
        problems = [sentences.shown(each) for each in tally.problems[:_MOST_PROBLEMS]]
        return "\n".join((words, *problems))

    def _work(self, work: Coroutine[Any, Any, None], messages: MessageBar | None = None) -> None:
        bar = messages or self._panel.messages
        bar.hide()
        self._tasks.spawn(_told(work, bar.tell), name="sync")


async def _told(work: Coroutine[Any, Any, None], tell: Callable[[str], None]) -> None:
    """Do it; what the user or the server caused is said where it was asked for."""
    try:
        await work
    except ScannerError as error:
        tell(sentences.shown(str(error)))
