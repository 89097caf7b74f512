"""What the window remembers from one day to the next: its place, its splitters and columns."""

from collections.abc import Mapping
from pathlib import Path

import msgspec
from PySide6.QtCore import QByteArray, QSettings, QSize, QStandardPaths
from PySide6.QtWidgets import QMainWindow, QSplitter

from desktop_scanner.ui.panels.batch import BatchPanel

_USUAL = QSize(1280, 800)


class WindowState:
    """Keeps state in QSettings; choices that change what a scan does are settings of another kind."""

    def __init__(self, settings: QSettings) -> None:
        self._settings = settings

    def folder(self, purpose: str) -> str:
        """Return the folder used last for `import` or `export`, at first the user's own documents."""
        return str(self._settings.value(f"folders/{purpose}", _documents()))

    def keep_folder(self, purpose: str, folder: str) -> None:
        """Remember the folder for next time."""
        self._settings.setValue(f"folders/{purpose}", folder)

    def recent_lists(self) -> list[str]:
        """Return the files of lists that were used last."""
        kept = self._settings.value("lists/recent", [])
        names = [kept] if isinstance(kept, str) else kept  # of a list with one entry, an INI file gives the entry
        return [name for name in names if isinstance(name, str) and name] if isinstance(names, list) else []

    def keep_recent_lists(self, names: list[str]) -> None:
        """Remember the files of lists for next time."""
        self._settings.setValue("lists/recent", names)

    def saved_filters(self) -> dict[str, str]:
        """Return the filters that were saved, by their names in the order of saving."""
        try:
            return msgspec.json.decode(str(self._settings.value("filters/saved", "{}")), type=dict[str, str])
        except msgspec.DecodeError:
            return {}  # written by hand

    def keep_filters(self, filters: Mapping[str, str]) -> None:
        """Remember the saved filters at once: each was made on purpose."""
        self._settings.setValue("filters/saved", msgspec.json.encode(filters).decode())
        self._settings.sync()

    def restore(self, window: QMainWindow, splitter: QSplitter, batch: BatchPanel) -> None:
        """Bring the window back as it was; the first time, in a size that fits the screen."""
        if not window.restoreGeometry(self._bytes("window/geometry")):
            window.resize(_USUAL.boundedTo(window.screen().availableSize()))
        splitter.restoreState(self._bytes("window/side_bar"))
        batch.restore_layout(self._bytes("batch/splitter"), str(self._settings.value("batch/table", "")))

    def save(self, window: QMainWindow, splitter: QSplitter, batch: BatchPanel) -> None:
        """Remember the window as it is."""
        self._settings.setValue("window/geometry", window.saveGeometry())
        self._settings.setValue("window/side_bar", splitter.saveState())
        self._settings.setValue("batch/splitter", batch.splitter.saveState())
        self._settings.setValue("batch/table", batch.table.layout_of_columns.save())
        self._settings.sync()

    def _bytes(self, key: str) -> QByteArray:
        value = self._settings.value(key)
        return value if isinstance(value, QByteArray) else QByteArray()


def _documents() -> str:
    # Where the program was started, which Qt would take, is often the program's own folder.
    documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    return documents if Path(documents).is_dir() else str(Path.home())
