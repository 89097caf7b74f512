"""What is done on the page of the servers: added, changed, tested, removed."""

from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from desktop_scanner.core.errors import RemoteError, ScannerError
from desktop_scanner.core.remotes import RemoteProfile, RemoteServer
from desktop_scanner.core.tokens import Token
from desktop_scanner.services.remote_tokens import NoTokenPlaceError
from desktop_scanner.services.remotes import RemoteService
from desktop_scanner.ui import file_dialogs, remote_words, sentences
from desktop_scanner.ui.panels.remotes import RemotesPanel
from desktop_scanner.ui.remote_watch import RemoteWatch
from desktop_scanner.ui.tasks import Tasks
from desktop_scanner.ui.widgets.message_bar import Choice


class RemoteProfiles(QObject):
    """Obeys the page; what goes wrong is said on it."""

    def __init__(
        self, remotes: RemoteService, panel: RemotesPanel, watch: RemoteWatch, tasks: Tasks, window: QWidget
    ) -> None:
        super().__init__(window)
        self._remotes = remotes
        self._panel = panel
        self._watch = watch
        self._tasks = tasks
        self._window = window
        panel.save_wanted.connect(self.save)
        panel.test_wanted.connect(self.test)
        panel.remove_wanted.connect(self.ask_to_remove)
        panel.form.browse_wanted.connect(lambda: tasks.spawn(self._browse(), name="choose a file of authorities"))

    def save(self, *, may_use_file: bool = False, is_tested: bool = True) -> None:
        """Keep the profile that is shown, once its server has answered."""
        self._work(self._save(may_use_file=may_use_file, is_tested=is_tested))

    def test(self) -> None:
        """Ask the server what it is, with what stands in the fields."""
        self._work(self._test())

    def ask_to_remove(self) -> None:
        """Let the user confirm that a server is forgotten."""
        name = self._panel.chosen
        if name is None:
            return
        text = self.tr("Remove “{name}”? Its token is forgotten; batches stay, here and on the server.")
        self._panel.messages.ask(
            text.format(name=name),
            (
                Choice("keep_remote_button", self.tr("Keep It"), lambda: None),
                Choice("confirm_remove_button", self.tr("Remove"), lambda: self._work(self._remove(name))),
            ),
        )

    async def _save(self, *, may_use_file: bool, is_tested: bool) -> None:
        profile, token = self._typed()
        server = None
        if is_tested:
            try:
                server = await self._remotes.look_at(profile, token)
            except RemoteError as error:
                self._ask(
                    sentences.shown(str(error)),
                    Choice("save_anyway_button", self.tr("Save Anyway"), lambda: self.save(is_tested=False)),
                )
                return
        try:
            await self._keep(profile, token, server, may_use_file=may_use_file)
        except NoTokenPlaceError as error:
            self._ask_for_file(error.file, is_tested=is_tested)
            return
        await self._watch.load()
        self._panel.show_profiles()
        self._panel.choose(profile.name)
        self._panel.show_chosen()

    async def _keep(
        self, profile: RemoteProfile, token: Token | None, server: RemoteServer | None, *, may_use_file: bool
    ) -> None:
        if self._panel.chosen is None:
            await self._remotes.add(profile, token, may_use_file=may_use_file, server=server)
            return
        if token is not None:
            await self._remotes.keep_token(profile, token, may_use_file=may_use_file)
        await self._remotes.change(profile)
        if server is not None:
            await self._remotes.test(profile.name)  # which remembers what is found

    async def _test(self) -> None:
        profile, token = self._typed()
        stored = self._watch.profile(profile.name)
        is_as_stored = token is None and stored == profile
        server = await (self._remotes.test(profile.name) if is_as_stored else self._remotes.look_at(profile, token))
        if is_as_stored:
            await self._watch.load()
        self._panel.findings.show_server(server)

    async def _remove(self, name: str) -> None:
        await self._remotes.remove(name)
        await self._watch.load()
        default = self._watch.default
        if default is not None:
            self._panel.choose(default.name)

    def _typed(self) -> tuple[RemoteProfile, Token | None]:
        """Return what the fields say; raise SettingsError where it cannot be used."""
        typed = self._panel.form.token.text()
        return self._panel.form.profile().checked(), Token(typed) if typed.strip() else None

    def _ask_for_file(self, file: Path, *, is_tested: bool) -> None:
        keep = self.tr("Keep It in the File")
        self._ask(
            remote_words.file_question(file),
            Choice("token_file_button", keep, lambda: self.save(may_use_file=True, is_tested=is_tested)),
        )

    def _ask(self, text: str, choice: Choice) -> None:
        self._panel.messages.ask(text, (choice, Choice("not_now_button", self.tr("Not Now"), lambda: None)))

    async def _browse(self) -> None:
        title, filters = self.tr("Choose a file of authorities"), f"{self.tr('All files')} (*)"
        folder = str(Path(self._panel.form.ca_file.text()).parent)
        for path in (await file_dialogs.open_files(self._window, title, folder, filters))[:1]:
            self._panel.form.ca_file.setText(str(path))

    def _work(self, work: Coroutine[Any, Any, None]) -> None:
        self._panel.messages.hide()
        self._panel.set_busy(is_busy=True)
        self._tasks.spawn(_told(work, self._panel), name="work on a server's profile")


async def _told(work: Coroutine[Any, Any, None], panel: RemotesPanel) -> None:
    """Do it; what the user or the server caused is said on the page itself, also when another is in front by then."""
    tell: Callable[[str], None] = panel.messages.tell
    try:
        await work
    except ScannerError as error:
        tell(sentences.shown(str(error)))
    finally:
        panel.set_busy(is_busy=False)
