"""Real servers beside a window, and what a person does with them."""

from collections.abc import Callable

from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QPushButton

from desktop_scanner.core.options import ScanOptions
from desktop_scanner.core.remote_links import RemoteVerdict
from desktop_scanner.core.remotes import RemoteProfile
from desktop_scanner.core.tokens import Token
from desktop_scanner.services.workspace import Workspace
from desktop_scanner.ui.main_window import MainWindow
from desktop_scanner.ui.models.columns import Column
from desktop_scanner.ui.panels.run_place import RunPlace
from tests.ui.person import column, find, press, trigger
from tests.ui.waiting import after, until

OURS_TOKEN = "token-of-a"


def write(window: MainWindow, **fields: str) -> None:
    """Fill fields of the profile in."""
    for name, text in fields.items():
        find(window, QLineEdit, f"remote_{name}").setText(text)


async def add_server(window: MainWindow, url: str, *, token: str = OURS_TOKEN, name: str = "office") -> None:
    """Add a server by the page of the servers."""
    trigger(window, "remotes_action")
    press(window, "add_remote_button")
    write(window, name=name, url=url, token=token)
    press(window, "save_remote_button")
    await until(window.remote.watch.changed, lambda: name in window.remote.watch.servers)


async def know_server(services: Workspace, url: str, *, token: str = OURS_TOKEN, poll_s: float = 0.5) -> None:
    """Have a server known before the window opens, which is asked often."""
    profile = RemoteProfile(name="office", base_url=url, poll_s=poll_s)
    await services.remotes.add(profile, Token(token))
    await services.remotes.test("office")


def start_on(window: MainWindow, domains: str, options: ScanOptions, *, is_here_too: bool = False) -> None:
    """Start a list on the server."""
    window.show_new_batch()
    window.propose(domains, options=options)
    window.pages.new_batch.place.choose(RunPlace("office", is_here_too))
    assert find(window, QComboBox, "run_place_box").currentIndex() > 0
    press(window, "start_button")


async def verdict(window: MainWindow, wanted: RemoteVerdict | None, is_so: Callable[[], object] = lambda: True) -> None:
    """Wait until the batch in view has that verdict."""

    def has() -> bool:
        link = window.remote.watch.link(window.pages.shown_id)
        return link is not None and link.verdict is wanted and bool(is_so())

    await until(window.remote.watch.link_changed, has)


def word(window: MainWindow) -> str:
    """Return what the status bar says."""
    return find(window, QPushButton, "remote_status").text()


def sentence(window: MainWindow) -> str:
    """Return what the bar of the batch says."""
    return find(window, QLabel, "remote_sentence").text()


def titles(window: MainWindow) -> list[str]:
    """Return the titles in the table."""
    return column(window, Column.TITLE)


async def opened_sync(window: MainWindow) -> None:
    """Open the page of the sync."""
    await after(window.pages.shown, lambda: trigger(window, "sync_action"))
