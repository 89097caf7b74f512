"""Batches that servers scan, in the window: started, followed in the batch's view, decided on."""

from PySide6.QtCore import QObject

from desktop_scanner.core.errors import SettingsError
from desktop_scanner.core.options import ScanOptions
from desktop_scanner.core.remote_links import Choice, RemoteLink
from desktop_scanner.core.tokens import Token
from desktop_scanner.services.remote_tokens import NoTokenPlaceError
from desktop_scanner.ui import remote_words, sentences
from desktop_scanner.ui.remote_watch import RemoteWatch
from desktop_scanner.ui.widgets import message_bar
from desktop_scanner.ui.window_parts import WindowParts


class RemoteRuns(QObject):
    """Starts new batches where the user wants them, and keeps the bar of the batch in view true."""

    def __init__(self, parts: WindowParts, watch: RemoteWatch) -> None:
        super().__init__(parts.pages)
        pages, control, tasks = parts.pages, parts.control, parts.tasks
        self._services = parts.services
        self._watch = watch
        self._pages = pages
        self._control = control
        self._actions = parts.actions
        self._tasks = tasks
        self._place = pages.new_batch.place
        self._place.follow(watch)
        parts.commands.begin = self._begin
        bar = pages.batch.remote_bar
        bar.choice_wanted.connect(self.decide)
        bar.token_given.connect(self._on_token_given)
        watch.link_changed.connect(self._on_link_changed)
        pages.shown.connect(self._on_link_changed)
        control.batch_changed.connect(self._on_link_changed)
        control.batch_ended.connect(lambda *_: tasks.spawn(watch.load_work(), name="read what waits"))

    async def go_on(self) -> None:
        """Follow on with what servers were scanning when the program ended."""
        if self._watch.profiles:
            for batch_id in await self._services.remote_runs.go_on():
                if self._services.batches.is_running(batch_id):
                    await self._control.load()

    def decide(self, choice: Choice) -> None:
        """Do as the user decides about the batch in view."""
        if batch_id := self._pages.shown_id:
            self._tasks.spawn(self._decide(batch_id, choice), name="decide about a batch")

    async def _begin(self, batch_id: str, options: ScanOptions) -> None:
        place = self._place.place
        if not place.remote:
            await self._control.start(batch_id, given=options)
            return
        start = self._services.remote_runs.start
        started = await start(batch_id, place.remote, scan_here_too=place.is_here_too, given=options)
        self._control.take(started)
        await self._watch.load_work()

    async def _decide(self, batch_id: str, choice: Choice) -> None:
        self._control.take(await self._services.remote_runs.decide(batch_id, choice))
        await self._watch.load_work()
        await self._control.load()

    def _on_token_given(self, text: str) -> None:
        link = self._watch.link(self._pages.shown_id)
        if link is None:
            return
        try:
            token = Token(text)
        except SettingsError as error:
            self._pages.batch.messages.tell(sentences.shown(str(error)))
            return
        self._tasks.spawn(self._keep(link, token), name="keep a token")

    async def _keep(self, link: RemoteLink, token: Token, *, may_use_file: bool = False) -> None:
        """Keep another token; who follows the batch looks for it, and goes on by itself."""
        profile = await self._services.remotes.find(link.remote)
        try:
            await self._services.remotes.keep_token(profile, token, may_use_file=may_use_file)
        except NoTokenPlaceError as error:
            self._ask_for_file(link, token, error)
            return
        if not self._services.batches.is_running(link.batch_id) and link.is_run_there:
            await self._decide(link.batch_id, Choice.WAIT)
        await self._watch.load()

    def _ask_for_file(self, link: RemoteLink, token: Token, error: NoTokenPlaceError) -> None:
        def keep() -> None:
            self._tasks.spawn(self._keep(link, token, may_use_file=True), name="keep a token")

        yes = message_bar.Choice("token_file_button", self.tr("Keep It in the File"), keep)
        no = message_bar.Choice("not_now_button", self.tr("Not Now"), lambda: None)
        self._pages.batch.messages.ask(remote_words.file_question(error.file), (yes, no))

    def _on_link_changed(self, batch_id: str) -> None:
        batch = self._pages.shown_batch
        if batch is None or batch.id != batch_id:
            return
        link = self._watch.link(batch_id)
        is_classic = link is not None and self._watch.is_classic(link.remote)
        self._pages.batch.show_link(link, is_classic=is_classic)
        if link is not None and link.is_run_there and not link.is_followed:
            self._actions.start.setEnabled(False)  # the bar asks what is to be done, and Resume knows no answer
