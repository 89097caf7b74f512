import stat
from pathlib import Path

import keyring
import pytest
from keyring.backends import fail
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QListWidget, QPushButton

from desktop_scanner.core import locations
from desktop_scanner.ui.main_window import MainWindow
from desktop_scanner.ui.widgets.findings import FindingsView
from tests.servers.v3.classic import ClassicServer
from tests.servers.v3.ours import OursServer
from tests.ui.conftest import OpenWindow, Run
from tests.ui.person import find, press, trigger
from tests.ui.remote import OURS_TOKEN, add_server, word, write
from tests.ui.waiting import appearing, until
from tests.unit.services.remote_sites import use

pytestmark = pytest.mark.usefixtures("memory_keyring")


def messages(window: MainWindow) -> str:
    return window.pages.messages.text


def findings(window: MainWindow) -> str:
    return find(window, FindingsView, "remote_findings").text


async def said(window: MainWindow) -> str:
    return await appearing(lambda: messages(window) or None)


def test_without_a_server_the_window_is_as_it_was(run: Run, open_window: OpenWindow) -> None:
    async def look() -> None:
        async with open_window() as window:
            assert not find(window, QPushButton, "remote_status").isVisible()
            assert not window.pages.new_batch.place.isVisible()
            trigger(window, "sync_action")
            assert find(window, QLabel, "sync_state").text() == "No server is known yet."
            assert not find(window, QPushButton, "sync_now_button").isEnabled()

    run(look())


def test_a_classic_server_is_tested_on_entry_and_what_is_found_is_said(run: Run, open_window: OpenWindow) -> None:
    async def look() -> None:
        async with ClassicServer() as classic, open_window() as window:
            await add_server(window, classic.url, token="anything")
            for part in ("Classic server", "development mode", "not where its documentation says", "no results"):
                assert part in findings(window)
            assert find(window, QListWidget, "remotes_list").currentItem().text() == "office"
            assert word(window) == "office reachable"
            assert find(window, QLineEdit, "remote_token").text() == ""
            assert "kept in the keyring" in find(window, QLabel, "remote_token_note").text()
            box = find(window, QComboBox, "run_place_box")
            places = [box.itemText(place) for place in range(box.count())]
            assert places == ["This computer", "Scan here, submit to office", "office only (no findings)"]

    run(look())


def test_a_token_that_is_refused_is_said_until_another_is_given(
    run: Run, open_window: OpenWindow, tmp_path: Path
) -> None:
    async def look() -> None:
        async with OursServer(tmp_path / "state.db") as ours, open_window() as window:
            await add_server(window, ours.url, token="wrong")
            assert "It refuses the token" in findings(window)
            assert word(window) == "office needs a token"
            window.show_new_batch()
            press(window, "remote_status")
            write(window, token=OURS_TOKEN)
            press(window, "save_remote_button")
            await until(window.remote.watch.changed, lambda: word(window) == "office reachable")
            assert "Desktop Scanner server" in findings(window)

    run(look())


def test_what_is_no_server_is_said_and_can_be_kept_all_the_same(run: Run, open_window: OpenWindow) -> None:
    async def look() -> None:
        async with open_window() as window:
            trigger(window, "remotes_action")
            write(window, name="office", url="http://127.0.0.1:9")
            QTest.keyClick(find(window, QLineEdit, "remote_url"), Qt.Key.Key_Return)
            assert "127.0.0.1" in await said(window)
            press(window, "save_anyway_button")
            await until(window.remote.watch.changed, lambda: window.remote.watch.profiles)
            assert word(window) == "office not tested"

    run(look())


@pytest.mark.parametrize(
    ("fields", "why"),
    [
        ({"name": "office", "url": "scan.example.com"}, "must begin with https://"),
        ({"name": "", "url": "https://scan.example.com"}, "1 to 64 characters"),
        ({"name": "office", "url": "https://scan.example.com", "proxy": "http://me:secret@p:1"}, "env:NAME"),
        ({"name": "office", "url": "https://scan.example.com", "token": "two words"}, "holds a space"),
    ],
)
def test_what_cannot_be_used_is_said_on_the_page(
    run: Run, open_window: OpenWindow, fields: dict[str, str], why: str
) -> None:
    async def look() -> None:
        async with open_window() as window:
            trigger(window, "remotes_action")
            write(window, **fields)
            press(window, "save_remote_button")
            assert why in await said(window)
            assert window.remote.watch.profiles == []

    run(look())


def test_without_a_keyring_a_file_is_used_only_when_the_user_agrees(
    run: Run, open_window: OpenWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(locations, "token_file", lambda: tmp_path / "tokens.json")

    async def look() -> None:
        use(fail.Keyring())  # type: ignore[no-untyped-call]
        async with ClassicServer() as classic, open_window() as window:
            trigger(window, "remotes_action")
            write(window, name="office", url=classic.url, token="any")
            press(window, "save_remote_button")
            assert "no keyring" in await said(window)
            assert not locations.token_file().exists()
            press(window, "token_file_button")
            await until(window.remote.watch.changed, lambda: window.remote.watch.profiles)
            assert stat.S_IMODE(locations.token_file().stat().st_mode) == 0o600
            assert "file that only you can read" in find(window, QLabel, "remote_token_note").text()

    run(look())


def test_a_token_of_the_environment_is_said(run: Run, open_window: OpenWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DESKTOP_SCANNER_TOKEN_OFFICE", "any")

    async def look() -> None:
        async with ClassicServer(is_production=True) as classic, open_window() as window:
            trigger(window, "remotes_action")
            write(window, name="office", url=classic.url)
            assert "DESKTOP_SCANNER_TOKEN_OFFICE" in find(window, QLabel, "remote_token_note").text()
            press(window, "save_remote_button")
            await until(window.remote.watch.changed, lambda: window.remote.watch.profiles)
            assert "It refuses the token" in findings(window)

    run(look())


def test_a_server_is_changed_and_removed_once_that_is_confirmed(run: Run, open_window: OpenWindow) -> None:
    async def look() -> None:
        async with ClassicServer() as classic, open_window() as window:
            await add_server(window, classic.url, token="any")
            write(window, tenant="north")
            press(window, "save_remote_button")
            watch = window.remote.watch
            await until(watch.changed, lambda: watch.profiles[0].tenant == "north")
            press(window, "remove_remote_button")
            assert "Its token is forgotten" in messages(window)
            press(window, "confirm_remove_button")
            await until(watch.changed, lambda: not watch.profiles)
            assert not find(window, QPushButton, "remote_status").isVisible()
            assert keyring.get_password("desktop-scanner", f"remote office at {classic.url}") is None

    run(look())


def test_the_default_is_another_one_when_it_is_chosen(run: Run, open_window: OpenWindow) -> None:
    async def look() -> None:
        async with ClassicServer() as classic, open_window() as window:
            for name in ("office", "lab"):
                await add_server(window, classic.url, token="any", name=name)
            assert find(window, QLineEdit, "remote_name").text() == "lab"
            press(window, "remote_default")
            press(window, "save_remote_button")
            watch = window.remote.watch
            await until(watch.changed, lambda: watch.default is not None and watch.default.name == "lab")
            names = find(window, QListWidget, "remotes_list")
            assert [names.item(row).text() for row in range(2)] == ["lab (default)", "office"]

    run(look())
