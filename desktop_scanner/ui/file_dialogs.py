"""File choosers as coroutines: opened, never executed, so that every other task of the window goes on."""

import asyncio
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget


async def open_files(parent: QWidget, title: str, folder: str, filters: str) -> list[Path]:
    """Return the files that the user chooses, none if they change their mind."""
    dialog = QFileDialog(parent, title, folder, filters)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
    return await _chosen(dialog)


async def open_folder(parent: QWidget, title: str, folder: str) -> Path | None:
    """Return the folder that the user chooses, None if they change their mind."""
    dialog = QFileDialog(parent, title, folder)
    dialog.setFileMode(QFileDialog.FileMode.Directory)
    dialog.setOption(QFileDialog.Option.ShowDirsOnly)
    chosen = await _chosen(dialog)
    return chosen[0] if chosen else None


async def save_file(parent: QWidget, title: str, proposal: str, filters: str, suffix: str) -> Path | None:
    """Return the file to write, None if the user changes their mind; an existing one was confirmed."""
    dialog = QFileDialog(parent, title, proposal, filters)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setDefaultSuffix(suffix)
    dialog.selectFile(proposal)
    chosen = await _chosen(dialog)
    return chosen[0] if chosen else None


async def _chosen(dialog: QFileDialog) -> list[Path]:
    ended: asyncio.Future[bool] = asyncio.get_running_loop().create_future()

    def end(code: int) -> None:
        if not ended.done():
            ended.set_result(code == QFileDialog.DialogCode.Accepted.value)

    dialog.finished.connect(end)
    dialog.open()
    try:
        return [Path(name) for name in dialog.selectedFiles()] if await ended else []
    finally:
        dialog.deleteLater()
