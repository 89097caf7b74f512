"""The file of the settings, in TOML: it holds what differs from the program's own values, and may be edited by hand.

What cannot be used is left out and named; what this version does not know, and comments, stay when it is written.
"""

import os
import re
import tempfile
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import tomlkit
from msgspec import Struct
from tomlkit.exceptions import TOMLKitError
from tomlkit.items import AbstractTable

from desktop_scanner.core.errors import SettingsError
from desktop_scanner.core.settings import Settings, values
from desktop_scanner.core.settings.declarations import ALL

_MAX_BYTES = 1_000_000
_HEAD = "Settings of Desktop Scanner. `desktop-scanner settings list` names all of them."
_ABSENT = (FileNotFoundError, NotADirectoryError)
_TABLE = re.compile(r"\s*\[\s*([^\[\]]+?)\s*\]")


class FileContent(Struct, frozen=True):
    """What the file says: the settings, a sentence for each fault, and the keys that this version does not know."""

    settings: Settings = Settings()
    problems: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()


def read(path: Path) -> FileContent:
    """Return what the file says; all of a file that is not there, or that is no TOML, is as the program has it."""
    try:
        text = _text(path)
        content = tomllib.loads(text)
    except _ABSENT:
        return FileContent()
    except SettingsError as error:
        return FileContent(problems=(str(error),))
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        return FileContent(problems=(f"{_broken(path, error)} Until then the usual settings hold.",))
    return _understood(path, text, content)


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


def _understood(path: Path, text: str, content: Mapping[str, Any]) -> FileContent:
    settings, problems, unknown = Settings(), [], []
    for key, plain in _entries(content):
        if key not in ALL:
            unknown.append(key)
            continue
        try:
            settings = values.changed(settings, key, values.from_plain(ALL[key], plain))
        except SettingsError as error:
            problems.append(f"{path}, line {_line(text, key)}: {key} is left as it usually is. {error}")
    return FileContent(settings, tuple(problems), tuple(unknown))


def _entries(content: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    for group, table in content.items():
        if isinstance(table, dict):
            yield from ((f"{group}.{name}", plain) for name, plain in table.items())
        else:
            yield group, table


def _line(text: str, key: str) -> int:
    """Return the line, counted from 1, on which a setting stands; tomllib does not say."""
    group, _, name = key.partition(".")
    table = ""
    for number, line in enumerate(text.splitlines(), start=1):
        if header := _TABLE.match(line):
            table = header[1].strip("\"'")
        its = name if table == group else key
        if re.match(rf"\s*[\"']?{re.escape(its)}[\"']?\s*=", line):
            return number
    return 1


def _text(path: Path) -> str:
    try:
        with path.open("rb") as file:
            data = file.read(_MAX_BYTES + 1)
    except _ABSENT:
        raise
    except OSError as error:
        raise SettingsError(f"The settings {path} cannot be read: {error.strerror}. The usual ones hold.") from error
    if len(data) > _MAX_BYTES:
        raise SettingsError(f"{path} is larger than a megabyte, too much for settings. The usual ones hold.")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise SettingsError(f"{path} is no UTF-8 text; save it as UTF-8. The usual settings hold.") from error


def _broken(path: Path, error: Exception) -> str:
    return f"The settings in {path} cannot be read: {error}. Correct that line, or delete the file."


def _document(path: Path) -> tomlkit.TOMLDocument:
    try:
        return tomlkit.parse(_text(path))
    except _ABSENT:
        document = tomlkit.document()
        document.add(tomlkit.comment(_HEAD))
        return document
    except TOMLKitError as error:
        raise SettingsError(f"{_broken(path, error)} Nothing is saved until then.") from error


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
