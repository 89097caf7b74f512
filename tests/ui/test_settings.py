from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QDoubleSpinBox,
    QLabel,
    QLineEdit,
    QListWidget,
    QPlainTextEdit,
    QPushButton,
    QSpinBox,
    QTreeWidget,
    QWidget,
)

from desktop_scanner.core import locations
from desktop_scanner.core.options import ScanOptions
from desktop_scanner.core.settings.declarations import ALL, GROUPS
from desktop_scanner.services.settings import SettingsService
from desktop_scanner.ui.closing import OnClose
from desktop_scanner.ui.main_window import MainWindow
from desktop_scanner.ui.palette import DARK, DARK_HIGH, LIGHT_HIGH
from desktop_scanner.ui.theme import Scheme
from tests.ui.conftest import OpenWindow, Run
from tests.ui.person import file_dialog, find, press, scan, trigger, type_domains
from tests.ui.waiting import after, appearing, until

LATER = datetime(2100, 1, 1, tzinfo=UTC)


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "config" / "settings.toml"
    monkeypatch.setattr(locations, "settings_file", lambda: path)
    return path


def opened_page(window: MainWindow, group: str = "crawl") -> None:
    trigger(window, "settings_action")
    window.pages.settings.show_group(group)


def shown_rows(window: MainWindow) -> list[str]:
    fields = {key: window.findChild(QWidget, f"setting_{key.replace('.', '_')}") for key in ALL}
    return [key for key, field in fields.items() if field is not None and field.isVisible()]


def type_number(window: MainWindow, name: str, number: str) -> None:
    field = find(window, QDoubleSpinBox, name)
    field.setFocus()
    field.selectAll()
    QTest.keyClicks(field, number)
    QTest.keyClick(field, Qt.Key.Key_Return)


def test_ctrl_comma_opens_the_settings_ready_to_be_searched(run: Run, open_window: OpenWindow, file: Path) -> None:
    async def look() -> None:
        async with open_window() as window:
            QTest.keyClick(window, Qt.Key.Key_Comma, Qt.KeyboardModifier.ControlModifier)
            assert window.pages.currentWidget() is window.pages.settings
            assert QApplication.focusWidget() is find(window, QLineEdit, "settings_search")
            QTest.keyClick(window.pages.settings.search, Qt.Key.Key_Escape)
            assert window.pages.currentWidget() is window.pages.new_batch

    run(look())


def test_each_group_shows_its_settings_with_names_for_a_screen_reader(
    run: Run, open_window: OpenWindow, file: Path
) -> None:
    async def look() -> None:
        async with open_window() as window:
            trigger(window, "settings_action")
            groups = find(window, QListWidget, "settings_groups")
            for place, group in enumerate(GROUPS):
                groups.setCurrentRow(place)
                assert shown_rows(window) == [setting.key for setting in group.settings]
            for key, setting in ALL.items():
                field = find(window, QWidget, f"setting_{key.replace('.', '_')}")
                assert field.accessibleName() == setting.title

    run(look())


def test_a_changed_number_is_saved_marked_and_there_at_the_next_start(
    run: Run, open_window: OpenWindow, file: Path
) -> None:
    async def look() -> None:
        async with open_window() as window:
            opened_page(window)
            reset = find(window, QPushButton, "reset_crawl_max_pages")
            assert not reset.isVisible()
            await after(window.preferences.saved, lambda: type_number(window, "setting_crawl_max_pages", "12"))
            assert reset.text() == "Reset to 8"
            assert SettingsService().current.scan.max_pages == 12
        async with open_window() as window:
            assert find(window, QSpinBox, "option_max_pages").value() == 12

    run(look())


def test_a_setting_goes_back_to_its_default_by_its_button(run: Run, open_window: OpenWindow, file: Path) -> None:
    async def look() -> None:
        async with open_window() as window:
            opened_page(window)
            type_number(window, "setting_crawl_max_pages", "12")
            press(window, "reset_crawl_max_pages")
            assert find(window, QDoubleSpinBox, "setting_crawl_max_pages").value() == 8
            assert not find(window, QPushButton, "reset_crawl_max_pages").isVisible()
            assert window.preferences.current.scan.max_pages == 8

    run(look())


def test_a_group_goes_back_at_once_and_that_can_be_undone(run: Run, open_window: OpenWindow, file: Path) -> None:
    async def look() -> None:
        async with open_window() as window:
            opened_page(window)
            type_number(window, "setting_crawl_max_pages", "12")
            find(window, QCheckBox, "setting_crawl_all_pages").click()
            press(window, "reset_group_crawl")
            assert window.preferences.current.scan == ScanOptions()
            messages = window.pages.settings.messages
            assert messages.text == "“Crawl” has its defaults again: Pages per domain, Use up the page budget."
            undo = messages.findChild(QPushButton, "message_undo_button")
            assert isinstance(undo, QPushButton)
            undo.click()
            current = window.preferences.current.scan
            assert (current.max_pages, current.all_pages) == (12, True)
            assert find(window, QDoubleSpinBox, "setting_crawl_max_pages").value() == 12

    run(look())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("robots", ["politeness.robots"]),
        ("TRAY icon", ["notifications.tray"]),
        ("delay_ms", ["politeness.delay_ms"]),
        ("deutsch", ["appearance.language"]),
    ],
)
def test_a_search_finds_settings_in_all_groups(
    run: Run, open_window: OpenWindow, file: Path, text: str, expected: list[str]
) -> None:
    async def look() -> None:
        async with open_window() as window:
            trigger(window, "settings_action")
            QTest.keyClicks(window.pages.settings.search, text)
            assert shown_rows(window) == expected

    run(look())


def test_what_is_looked_for_is_highlighted_and_a_chosen_group_ends_the_search(
    run: Run, open_window: OpenWindow, file: Path
) -> None:
    async def look() -> None:
        async with open_window() as window:
            trigger(window, "settings_action")
            QTest.keyClicks(window.pages.settings.search, "retr")
            title = find(window, QLabel, "title_politeness_retries")
            assert '">Retr</span>ies' in title.text()
            find(window, QListWidget, "settings_groups").setCurrentRow(1)
            assert window.pages.settings.search.text() == ""
            assert title.text() == "Retries"

    run(look())


def test_a_search_for_nothing_known_says_so(run: Run, open_window: OpenWindow, file: Path) -> None:
    async def look() -> None:
        async with open_window() as window:
            trigger(window, "settings_action")
            QTest.keyClicks(window.pages.settings.search, "zzz")
            assert shown_rows(window) == []
            assert find(window, QLabel, "settings_placeholder").text() == "No setting says “zzz”."

    run(look())


def test_a_value_that_cannot_be_one_is_told_below_it_and_not_saved(
    run: Run, open_window: OpenWindow, file: Path
) -> None:
    async def look() -> None:
        async with open_window() as window:
            opened_page(window, "network")
            edit = find(window, QPlainTextEdit, "setting_network_cookies")
            edit.setFocus()
            QTest.keyClicks(edit, "session=hunter2")
            QTest.keyClick(edit, Qt.Key.Key_Tab)
            error = find(window, QLabel, "error_network_cookies")
            await appearing(lambda: True if error.visibleRegion().boundingRect() == error.rect() else None)
            assert "write it as env:NAME" in error.text()
            assert window.preferences.current.scan.cookies == ()

    run(look())
    assert not file.exists()


def test_a_list_is_taken_line_by_line_when_it_is_left(run: Run, open_window: OpenWindow, file: Path) -> None:
    async def look() -> None:
        async with open_window() as window:
            opened_page(window)
            edit = find(window, QPlainTextEdit, "setting_crawl_exclude")
            edit.setFocus()
            for text in ("/shop*", "/blog*"):
                QTest.keyClicks(edit, text)
                QTest.keyClick(edit, Qt.Key.Key_Return)
            QTest.keyClick(edit, Qt.Key.Key_Tab)
            assert window.preferences.current.scan.exclude == ("/shop*", "/blog*")

    run(look())


def test_what_is_being_typed_when_the_program_ends_is_not_lost(run: Run, open_window: OpenWindow, file: Path) -> None:
    async def look() -> None:
        async with open_window() as window:
            opened_page(window, "politeness")
            edit = find(window, QLineEdit, "setting_politeness_contact")
            edit.setFocus()
            QTest.keyClicks(edit, "https://me.test/")
        assert SettingsService().current.scan.contact == "https://me.test/"

    run(look())


def test_a_path_is_chosen_in_a_dialog(run: Run, open_window: OpenWindow, file: Path, tmp_path: Path) -> None:
    (tmp_path / "rules.toml").write_text('[[rule]]\nname = "x"\nregex = "x(y)"\n', encoding="utf-8")

    async def look() -> None:
        async with open_window() as window:
            opened_page(window, "extraction")
            press(window, "browse_file_rules_file")
            dialog = await file_dialog(window)
            dialog.selectFile(str(tmp_path / "rules.toml"))
            await after(window.preferences.changed, dialog.accept)
            assert window.preferences.current.extraction.rules_file == str(tmp_path / "rules.toml")

    run(look())


def test_a_folder_joins_a_list_of_paths(run: Run, open_window: OpenWindow, file: Path, tmp_path: Path) -> None:
    async def look() -> None:
        async with open_window() as window:
            opened_page(window, "extraction")
            press(window, "browse_folder_fingerprints")
            dialog = await file_dialog(window)
            dialog.setDirectory(str(tmp_path))
            await after(window.preferences.changed, dialog.accept)
            assert window.preferences.current.scan.fingerprints == (str(tmp_path),)

    run(look())


def test_the_wheel_over_a_field_that_nobody_works_in_changes_nothing(
    run: Run, open_window: OpenWindow, file: Path
) -> None:
    async def look() -> None:
        async with open_window() as window:
            opened_page(window)
            field = find(window, QDoubleSpinBox, "setting_crawl_max_pages")
            middle, none = QPointF(field.rect().center()), Qt.KeyboardModifier.NoModifier
            up = field.rect().center() * 3
            wheel = QWheelEvent(
                *(middle, QPointF(field.mapToGlobal(middle)), up, up),
                *(Qt.MouseButton.NoButton, none, Qt.ScrollPhase.NoScrollPhase, False),
            )
            QApplication.sendEvent(field, wheel)
            assert field.value() == 8

    run(look())


def test_a_disk_that_takes_nothing_is_told_in_place_and_tried_again(
    run: Run, open_window: OpenWindow, file: Path
) -> None:
    file.parent.write_text("in the way", encoding="utf-8")

    async def look() -> None:
        async with open_window() as window:
            opened_page(window)
            messages = window.pages.settings.messages
            await after(window.preferences.save_failed, lambda: type_number(window, "setting_crawl_max_pages", "12"))
            assert "until then they hold for this session only" in messages.text
            file.parent.unlink()
            await after(window.preferences.saved, lambda: type_number(window, "setting_crawl_max_pages", "13"))
            assert messages.text == ""
        assert SettingsService().current.scan.max_pages == 13

    run(look())


def test_a_faulty_file_is_told_at_the_start_with_its_line(run: Run, open_window: OpenWindow, file: Path) -> None:
    file.parent.mkdir()
    file.write_text("[crawl]\nmax_pages = 0\n", encoding="utf-8")

    async def look() -> None:
        async with open_window() as window:
            assert f"{file}, line 2: crawl.max_pages is left as it usually is." in window.pages.new_batch.messages.text
            assert find(window, QSpinBox, "option_max_pages").value() == 8

    run(look())


def test_a_new_batch_starts_from_the_settings_and_marks_what_differs(
    run: Run, open_window: OpenWindow, file: Path
) -> None:
    async def look() -> None:
        async with open_window() as window:
            window.preferences.change("crawl.max_pages", 3)
            field = find(window, QSpinBox, "option_max_pages")
            back = find(window, QPushButton, "defaults_button_max_pages")
            assert (field.value(), field.accessibleDescription()) == (3, "")
            field.setValue(5)
            assert field.accessibleDescription() == "Differs from your settings"
            window.preferences.change("crawl.max_pages", 4)
            assert field.value() == 5
            back.click()
            assert (field.value(), back.isHidden()) == (4, True)

    run(look())


def test_a_batch_is_scanned_with_the_settings_and_their_rules(
    run: Run, open_window: OpenWindow, file: Path, options: ScanOptions, tmp_path: Path
) -> None:
    rules = tmp_path / "rules.toml"
    rules.write_text('[[rule]]\nname = "title"\ncss = "title"\n', encoding="utf-8")

    async def look() -> None:
        async with open_window() as window:
            window.preferences.change("extraction.rules_file", str(rules))
            window.preferences.change("crawl.exclude", ("/never*",))
            type_domains(window, "192.0.2.1")
            press(window, "start_button")
            batch = await appearing(lambda: window.pages.shown_batch)
            assert batch.options["exclude"] == ["/never*"]
            assert [rule["name"] for rule in batch.options["rules"]] == ["title"]

    run(look())


def test_a_rules_file_that_is_gone_is_told_before_the_batch_is_made(
    run: Run, open_window: OpenWindow, file: Path, tmp_path: Path
) -> None:
    async def look() -> None:
        async with open_window() as window:
            window.preferences.change("extraction.rules_file", str(tmp_path / "gone.toml"))
            type_domains(window, "example.com")
            press(window, "start_button")
            messages = window.pages.new_batch.messages
            assert "gone.toml cannot be read" in await appearing(lambda: messages.text or None)
            assert window.pages.shown_batch is None

    run(look())


def test_the_palette_follows_the_setting_and_the_menu_sets_it(run: Run, open_window: OpenWindow, file: Path) -> None:
    async def look() -> None:
        async with open_window() as window:
            opened_page(window, "appearance")
            box = find(window, QComboBox, "setting_appearance_scheme")
            box.setFocus()
            QTest.keyClick(box, Qt.Key.Key_End)
            assert window.theme.colours.is_dark
            window._actions.schemes[Scheme.LIGHT].trigger()
            assert (window.theme.colours.is_dark, box.currentData()) == (False, "light")
        assert SettingsService().current.appearance.scheme == "light"

    run(look())


def test_rows_are_as_high_as_the_setting_says(run: Run, open_window: OpenWindow, file: Path) -> None:
    async def look() -> None:
        async with open_window() as window:
            rows = window.pages.batch.table.verticalHeader()
            before = rows.defaultSectionSize()
            window.preferences.change("appearance.density", "comfortable")
            assert (before, rows.defaultSectionSize()) == (26, 32)

    run(look())


def test_high_contrast_is_a_setting(run: Run, open_window: OpenWindow) -> None:
    async def look() -> None:
        async with open_window() as window:
            for scheme, colours in (("light", LIGHT_HIGH), ("dark", DARK_HIGH)):
                window.preferences.change("appearance.scheme", scheme)
                window.preferences.change("appearance.contrast", "high")
                assert window.theme.colours is colours
            window.preferences.reset(["appearance.contrast"])
            assert window.theme.colours is DARK

    run(look())


def test_texts_are_larger_from_the_next_start_on(run: Run, open_window: OpenWindow, file: Path) -> None:
    async def look() -> None:
        async with open_window() as window:
            usual = window.font().pointSizeF()
            window.preferences.change("appearance.text_size", 5)
            assert window.font().pointSizeF() == usual
        async with open_window() as window:
            assert window.font().pointSizeF() == pytest.approx(usual * 1.5)
            window.preferences.reset(["appearance.text_size"])
        async with open_window() as window:
            assert window.font().pointSizeF() == usual

    run(look())


def test_closing_and_notifications_follow_their_settings(run: Run, open_window: OpenWindow, file: Path) -> None:
    async def look() -> None:
        async with open_window() as window:
            for key, value in (("when_done", False), ("min_minutes", 5), ("on_close", "pause")):
                window.preferences.change(f"notifications.{key}", value)
            assert window.closing.on_close is OnClose.PAUSE
            assert (window.notifications.is_enabled, window.notifications.least_s) == (False, 300)

    run(look())


def test_batches_older_than_the_settings_keep_are_deleted_at_the_start_and_can_come_back(
    run: Run, open_window: OpenWindow, file: Path, options: ScanOptions, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def look() -> None:
        async with open_window() as window:
            await scan(window, "archiv-ostrand.de", options)
            window.preferences.change("storage.batch_days", 1)
        monkeypatch.setattr("desktop_scanner.services.library.now", lambda: LATER)
        async with open_window() as window:
            await until(window._tidying.done, lambda: not window.control.batches.all())
            messages = window.pages.messages
            assert messages.text.startswith("Deleted, because they ended longer ago")
            undo = messages.findChild(QPushButton, "message_undo_button")
            assert isinstance(undo, QPushButton)
            undo.click()
            assert await appearing(lambda: window.control.batches.all() or None)

    run(look())


def test_a_value_is_removed_for_good_only_after_a_question_and_may_be_allowed_again(
    run: Run, open_window: OpenWindow, file: Path
) -> None:
    async def look() -> None:
        async with open_window() as window:
            opened_page(window, "privacy")
            QTest.keyClicks(find(window, QLineEdit, "purge_value"), "ann@acme.com")
            press(window, "purge_button")
            assert "for good?" in window.pages.settings.messages.text
            press(window, "purge_confirm_button")
            shown = find(window, QTreeWidget, "suppressed_values")
            item = await appearing(lambda: shown.topLevelItem(0))
            assert item.text(0) == "ann@acme.com"
            item.setSelected(True)
            press(window, "allow_button")
            await appearing(lambda: True if shown.topLevelItemCount() == 0 else None)

    run(look())


def test_a_value_that_cannot_be_removed_is_told_why(run: Run, open_window: OpenWindow, file: Path) -> None:
    async def look() -> None:
        async with open_window() as window:
            opened_page(window, "privacy")
            QTest.keyClicks(find(window, QLineEdit, "purge_value"), "no domain")
            press(window, "purge_button")
            press(window, "purge_confirm_button")
            messages = window.pages.settings.messages
            assert "is no domain" in await appearing(lambda: messages.text if "is no" in messages.text else None)

    run(look())
