"""Renders the window's views to PNG files, for people who look at them: `python -m tests.ui.gallery FOLDER`.

Each in light and dark and in two sizes, in English at 100 % and 200 % and in German at 100 %; with a language after the
folder (`FOLDER de`) only in that, at the scale in QT_SCALE_FACTOR. The views are those of the real program: the sample
sites are scanned by the real engine into a new database.
"""

import asyncio
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QPoint, QSettings, QSize, Qt
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QPushButton, QWidget
from qasync import QEventLoop

from desktop_scanner.core import locations
from desktop_scanner.core.clock import now
from desktop_scanner.core.comparison import (
    ComparisonSummary,
    DomainChange,
    DomainDifference,
    FactChange,
    FactDifference,
)
from desktop_scanner.core.options import ScanOptions
from desktop_scanner.core.statuses import DomainStatus
from desktop_scanner.demo.thread import RunningDemo, start_in_thread
from desktop_scanner.services.crash_log import Crash
from desktop_scanner.services.workspace import Workspace
from desktop_scanner.ui import language
from desktop_scanner.ui.main_window import MainWindow
from desktop_scanner.ui.theme import Scheme
from tests.ui.gallery_remote import remote_views
from tests.ui.person import trigger
from tests.ui.waiting import after, until

DETAIL_TABS = ("summary", "contacts", "technologies", "pages", "network", "security", "history", "json")
SIZES = (QSize(1440, 900), QSize(1024, 640))
VARIANTS = ((1, "en"), (2, "en"), (1, "de"))

FAULTY = "brandt-zimmerei.de\nplumbers of ghent\nhttps://lumen.fr/carte\nlumen.fr\nftp://files.example.org\nshop..be\n"


class Gallery:
    """Takes the pictures of one window in every size and palette."""

    def __init__(self, window: MainWindow, folder: Path) -> None:
        self._window = window
        self._folder = folder

    async def take(self, name: str, show: Callable[[], object] | None = None) -> None:
        """Write the window as it is, in both palettes and sizes; `show` opens a list or sheet over it each time."""
        for scheme in (Scheme.LIGHT, Scheme.DARK):
            self._window.theme.choose(scheme)
            for size in SIZES:
                self._window.resize(size)
                await settle()
                if show is not None:
                    show()
                    await settle()
                path = self._folder / f"{name}-{scheme.value}-{size.width()}.png"
                self._picture().save(str(path))

    def _picture(self) -> QPixmap:
        """Return the window with what stands over it."""
        whole = self._window.grab()
        painter = QPainter(whole)
        for popup in QApplication.topLevelWidgets():
            if popup.isVisible() and popup.windowType() is Qt.WindowType.Popup:
                painter.drawPixmap(self._window.mapFromGlobal(popup.pos()), popup.grab())
                popup.hide()
        painter.end()
        return whole

    async def take_open(self, name: str, popup: str) -> None:
        """Write the window with a list or menu that is open over it, which is a window of its own."""
        found = self.find(QWidget, popup)
        picture, place = self._window.grab(), self._window.mapFromGlobal(found.mapToGlobal(QPoint()))
        painter = QPainter(picture)
        painter.drawPixmap(place, found.grab())
        painter.end()
        picture.save(str(self._folder / f"{name}-{self._window.theme.scheme.value}-{self._window.width()}.png"))
        found.close()
        await settle()

    def save(self, widget: QWidget, name: str) -> None:
        """Write one widget as it is."""
        widget.grab().save(str(self._folder / f"{name}.png"))

    def find(self, kind: type[QWidget], name: str) -> QWidget:
        """Return a widget of the window by its name."""
        found = self._window.findChild(kind, name)
        if found is None:
            raise LookupError(name)
        return found

    def press(self, name: str) -> None:
        """Press a button."""
        button = self.find(QPushButton, name)
        if isinstance(button, QPushButton):
            button.click()


async def settle() -> None:
    """Let timers, queries and paints that are due take place."""
    for _ in range(12):
        await asyncio.sleep(0.03)


CUSTOMERS = "Account;Company;Website;City\n" + "".join(
    f"{4000 + number};{name} {number};{'none yet' if number % 12 == 7 else f'www.{name.lower()}-{number}.de'};{city}\n"
    for number in range(100)
    for name, city in [(("Holzbau", "Rosenheim"), ("Atelier", "Köln"), ("Bäckerei", "Ulm"))[number % 3]]
)


async def start_views(gallery: Gallery, window: MainWindow, folder: Path) -> None:
    """The start view: empty, with recent files, with a faulty list, with all options, with a message."""
    await gallery.take("01-start")
    await import_views(gallery, window, folder)
    window.propose(FAULTY)
    await gallery.take("02-faults")
    gallery.press("more_options_button")
    await gallery.take("03-options")
    gallery.press("more_options_button")
    window.propose("")
    await settle()
    gallery.press("start_button")
    await gallery.take("04-message")


async def import_views(gallery: Gallery, window: MainWindow, folder: Path) -> None:
    """A table that is imported, the same without a column of domains, what is offered again, and saved lists."""
    tables = {"customers.csv": CUSTOMERS, "people.csv": "Name,City\nAnna,Ghent\nBert,Ulm\n"}
    for name, text in tables.items():
        path = folder / name
        path.write_text(text, encoding="utf-8")
        window.propose("")
        await after(window.pages.new_batch.domains.changed, partial(window.import_files, [path]))
        await gallery.take(f"01-import-{path.stem}")
    window.import_files([folder / "gone.csv"])
    window.propose("")
    await gallery.take("01-start-recent")
    window.propose(FAULTY, name="Customers 2026")
    for _ in range(2):
        trigger(window, "save_list_action")
        await settle()
    await gallery.take("01-saved-lists")
    window.propose("")
    await settle()


async def batch_views(gallery: Gallery, window: MainWindow, demo: RunningDemo) -> None:
    """A batch while it runs and when it is done, with details."""
    options = ScanOptions(connect_to=demo.connect_to, ca_file=str(demo.ca_file), delay_ms=20, all_pages=True)
    window.propose("\n".join(demo.domains), name="Sample sites", options=options, note="Served by this program.")
    await gallery.take("05-proposed")
    panel = window.pages.batch
    gallery.press("start_button")
    await until(window.control.batch_changed, lambda: panel.batch is not None and panel.batch.done >= 3)
    await gallery.take("06-running")
    await until(window.control.batch_ended, lambda: panel.batch is not None and panel.batch.finished_at is not None)
    await settle()
    await gallery.take("07-done")
    await table_views(gallery, window)
    choose(window, DomainStatus.COMPLETED)
    for place, name in enumerate(DETAIL_TABS):
        panel.detail.show_tab(place)
        await gallery.take(f"08-detail-{name}")
    panel.detail.show_tab(0)
    choose(window, DomainStatus.FAILED)
    await gallery.take("09-failed")
    panel.detail.show_tab(1)
    await gallery.take("09-failed-contacts")
    panel.detail.show_tab(0)
    panel.splitter.setOrientation(Qt.Orientation.Horizontal)
    await gallery.take("09-failed-at-right")
    choose(window, DomainStatus.COMPLETED)
    panel.detail.show_tab(1)
    await gallery.take("08-detail-at-right")
    panel.detail.show_tab(0)
    panel.splitter.setOrientation(Qt.Orientation.Vertical)
    gallery.press("status_chip_failed")
    await gallery.take("10-filtered")
    panel.filter.setText("nothing like this")
    await gallery.take("11-nothing-matches")
    panel.clear_filter()
    await filter_views(gallery, window)


async def filter_views(gallery: Gallery, window: MainWindow) -> None:
    """A filter with a fault, one that is given its name, completions, the words, and the saved ones."""
    panel = window.pages.batch
    panel.filters.apply("status:faild lang:de")
    await gallery.take("11-filter-fault")
    panel.filters.apply("status:failed")
    trigger(window, "save_filter_action")
    await gallery.take("11-filter-name")
    gallery.press("filter_name_cancel_button")
    panel.clear_filter()
    panel.filter.put("tech:")
    await gallery.take("11-filter-completions", lambda: panel.filter.suggest(is_asked=True))
    panel.clear_filter()
    await gallery.take("11-filter-words", panel.filters.show_help)
    await gallery.take("11-saved-filters", lambda: trigger(window, "saved_filters_action"))
    for name in ("overview", "shared"):
        trigger(window, f"view_{2 if name == 'overview' else 3}_action")
        await settle()
        await gallery.take(f"16-{name}")
    trigger(window, "view_1_action")


async def table_views(gallery: Gallery, window: MainWindow) -> None:
    """The table with more columns, and what opens over it."""
    layout = window.pages.batch.table.layout_of_columns
    for key in ("tags", "email_addresses", "http_status", "final_url", "finished_at"):
        layout.set_shown(key, is_shown=True)
    await gallery.take("07-columns")
    window.pages.batch.table.selectAll()
    for scheme, size in ((Scheme.LIGHT, SIZES[0]), (Scheme.DARK, SIZES[1])):
        window.theme.choose(scheme)
        window.resize(size)
        await settle()
        for name, popup in (("columns", "columns_popup"), ("tag", "tag_popup")):
            trigger(window, f"{name}_action")
            await settle()
            await gallery.take_open(f"07-{name}-open", popup)
        window.pages.batch.table.menu_wanted.emit(window.mapToGlobal(QPoint(400, 200)))
        await settle()
        await gallery.take_open("07-domains-menu", "domains_menu")
    layout.reset()


async def fault_views(gallery: Gallery, window: MainWindow) -> None:
    """A fault of the program with its report, and the message after a crash."""
    try:
        raise ZeroDivisionError("division by zero")
    except ZeroDivisionError as error:
        window.show_error(error)
    await gallery.take("16-fault")
    report = gallery.find(QDialog, "error_report")
    for scheme in (Scheme.LIGHT, Scheme.DARK):
        window.theme.choose(scheme)
        await settle()
        gallery.save(report, f"16-report-{scheme.value}")
    report.close()
    trace = 'Fatal Python error: Segmentation fault\n\nCurrent thread 0x01 (most recent call first):\n  File "x.py"'
    window.errors.tell_crash(Crash(at=now(), trace=trace))
    await gallery.take("17-after-a-crash")


async def library_views(gallery: Gallery, window: MainWindow) -> None:
    """A list scanned again, a comparison, and a search."""
    await after(window.pages.shown, lambda: trigger(window, "rescan_action"))
    panel = window.pages.batch
    await until(window.control.batch_ended, lambda: panel.batch is not None and panel.batch.finished_at is not None)
    await settle()
    await gallery.take("12-again")
    choose(window, DomainStatus.COMPLETED)
    panel.detail.show_tab(DETAIL_TABS.index("history"))
    await gallery.take("12-history")
    panel.detail.show_tab(0)
    again, first, *_ = window.control.batches.all()
    window.pages.comparison.show_waiting(first, again)
    window.pages.comparison.show_comparison(*differences())
    window.pages.show_comparison()
    await gallery.take("13-comparison")
    trigger(window, "search_action")
    await gallery.take("14-search-empty")
    window.pages.search.edit.setText("tech:wordpress")
    window.pages.search.search()
    await settle()
    await gallery.take("15-search")


async def settings_views(gallery: Gallery, window: MainWindow) -> None:
    """The settings, a group that was changed, all that holds a word, and a value that cannot be one."""
    trigger(window, "settings_action")
    window.preferences.change("crawl.max_pages", 12)
    await gallery.take("16-settings")
    for group in ("network", "extraction", "privacy", "appearance"):
        window.pages.settings.show_group(group)
        await gallery.take(f"17-settings-{group}")
    window.pages.settings.show_group("politeness")
    contact = gallery.find(QLineEdit, "setting_politeness_contact")
    if isinstance(contact, QLineEdit):
        contact.setText("nobody")
        contact.editingFinished.emit()
    await gallery.take("18-settings-fault")
    window.pages.settings.search.setText("request")
    await gallery.take("19-settings-search")


def differences() -> tuple[list[DomainDifference], ComparisonSummary]:
    """Return differences of every kind, made up: the sample sites never change."""
    done, failed = DomainStatus.COMPLETED, DomainStatus.FAILED
    changed, gained, lost = FactChange.CHANGED, FactChange.GAINED, FactChange.LOST
    titles = ("Zimmerei Brandthuber – Holzbau in Rosenheim seit 1962", "Brandthuber Holzbau | Dachstühle, Carports")
    facts = (
        FactDifference(kind="technology", change=changed, value="", before="WordPress 6.4.3", after="WordPress 6.5.2"),
        FactDifference(kind="email", change=gained, value="", after="anfragen@zimmerei-brandthuber.de"),
        FactDifference(kind="phone", change=lost, value="", before="+49 8031 555 0181"),
        FactDifference(kind="title", change=changed, value="", before=titles[0], after=titles[1]),
    )
    found = [
        _difference("zimmerei-brandthuber.de", DomainChange.CHANGED, done, done, facts),
        _difference("fietsatelier-de-blauwe-ketting.nl", DomainChange.NEW, None, done),
        _difference("casa-rural-valdenebrera.es", DomainChange.GONE, done, None),
        _difference("trattoria-tre-gelsi-bianchi.it", DomainChange.LOST, done, failed),
    ]
    summary = ComparisonSummary()
    for each in found:
        summary.take(each)
    return found, summary


def _difference(
    domain: str,
    change: DomainChange,
    before: DomainStatus | None,
    after: DomainStatus | None,
    facts: tuple[FactDifference, ...] = (),
) -> DomainDifference:
    return DomainDifference(
        domain=domain, domain_display=domain, change=change, before=before, after=after, facts=facts
    )


def choose(window: MainWindow, status: DomainStatus) -> None:
    """Choose the first row with that status."""
    model = window.pages.batch.model
    for row in range(model.rowCount()):
        item = model.row_at(row)
        if item is not None and item.status is status:
            window.pages.batch.table.choose(item.target_id)
            return


async def main(folder: Path) -> None:
    """Take all pictures."""
    with tempfile.TemporaryDirectory() as scratch, start_in_thread() as demo:
        # The user's own settings are no part of the pictures.
        locations.settings_file = lambda: Path(scratch) / "settings.toml"
        settings = QSettings(str(Path(scratch) / "window.ini"), QSettings.Format.IniFormat)
        async with await Workspace.open(Path(scratch) / "scanner.db") as services:
            window = MainWindow(services, settings)
            window.show()
            await window.load()
            gallery = Gallery(window, folder)
            await start_views(gallery, window, Path(scratch))
            await batch_views(gallery, window, demo)
            await library_views(gallery, window)
            await settings_views(gallery, window)
            await remote_views(gallery, window, services, demo)
            await fault_views(gallery, window)
            await window.stop()
            window.hide()


def take_all(folder: Path, language_name: str) -> None:
    """Take the pictures of this process's scale in a language."""
    folder.mkdir(parents=True, exist_ok=True)
    app = QApplication(sys.argv[:1])
    app.setQuitOnLastWindowClosed(False)
    language.install(app, language_name)
    with asyncio.Runner(loop_factory=lambda: QEventLoop(app)) as runner:
        runner.run(main(folder))


def take_each(folder: Path) -> int:
    """Take the pictures of each scale and language in a process of its own: Qt reads the scale when it starts."""
    for scale, name in VARIANTS:
        variant = folder / f"{name}-{scale}00"
        command = [sys.executable, "-m", "tests.ui.gallery", str(variant), name]
        if status := subprocess.run(command, env={**os.environ, "QT_SCALE_FACTOR": str(scale)}, check=False).returncode:
            return status
    return 0


if __name__ == "__main__":
    if len(sys.argv) == 2:
        sys.exit(take_each(Path(sys.argv[1])))
    take_all(Path(sys.argv[1]), sys.argv[2])
