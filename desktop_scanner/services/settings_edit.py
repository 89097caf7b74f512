"""Changes written into the file of the settings; comments, order and what this version does not know stay.

Apart from its reading, which every start does: the library that keeps comments takes a while to load.
"""

import os
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import tomlkit
from tomlkit.exceptions import TOMLKitError
from tomlkit.items import AbstractTable

from desktop_scanner.core.errors import SettingsError
from desktop_scanner.services import settings_file

_HEAD = "Settings of Desktop Scanner. `desktop-scanner settings list` names all of them."


def write(path: Path, changes: Mapping[str, Any]) -> None:
    """Put these values, by their keys and in their plain form, into the file; None takes one out.

    The file is replaced at once and whole. Raises SettingsError, and leaves it as it is, where that cannot be done.
    """
    target = path.resolve()  # a link to where the user keeps such files stays one
    try:
        document = _document(target)
        before = tomlkit.dumps(document)
        for key, plain in changes.items():
            _put(document, key, plain)
        if (text := tomlkit.dumps(document)) != before:
            _replace(target, text)
    except OSError as error:
        raise SettingsError(
            f"The settings cannot be saved in {path}: {error.strerror}. Make room there, or make the folder writable; "
            "until then they hold for this session only."
        ) from error


def _document(path: Path) -> tomlkit.TOMLDocument:
    try:
        return tomlkit.parse(settings_file.text_of(path))
    except settings_file.ABSENT:
        document = tomlkit.document()
        document.add(tomlkit.comment(_HEAD))
        return document
    except TOMLKitError as error:
        raise SettingsError(f"{settings_file.broken(path, error)} Nothing is saved until then.") from error


def _put(document: tomlkit.TOMLDocument, key: str, plain: Any) -> None:
    group, _, name = key.partition(".")
    table = document.get(group)
    if plain is None:
        if isinstance(table, AbstractTable):
            table.pop(name, None)
            if not table.as_string().strip():
                document.pop(group)
        return
    if not isinstance(table, AbstractTable):
        table = document[group] = tomlkit.table()
    table[name] = plain


def _replace(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}-")
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
