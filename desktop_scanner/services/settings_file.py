"""The file of the settings, in TOML: it holds what differs from the program's own values, and may be edited by hand.

What cannot be used is left out and named.
"""

import re
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from msgspec import Struct

from desktop_scanner.core.errors import SettingsError
from desktop_scanner.core.settings import Settings, values
from desktop_scanner.core.settings.declarations import ALL

_MAX_BYTES = 1_000_000
ABSENT = (FileNotFoundError, NotADirectoryError)
_TABLE = re.compile(r"\s*\[\s*([^\[\]]+?)\s*\]")


class FileContent(Struct, frozen=True):
    """What the file says: the settings, a sentence for each fault, and the keys that this version does not know."""

    settings: Settings = Settings()
    problems: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()


def read(path: Path) -> FileContent:
    """Return what the file says; all of a file that is not there, or that is no TOML, is as the program has it."""
    try:
        text = text_of(path)
        content = tomllib.loads(text)
    except ABSENT:
        return FileContent()
    except SettingsError as error:
        return FileContent(problems=(str(error),))
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        return FileContent(problems=(f"{broken(path, error)} Until then the usual settings hold.",))
    return _understood(path, text, content)


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


def text_of(path: Path) -> str:
    """Return what stands in the file; raise SettingsError where that cannot be told, ABSENT where there is none."""
    try:
        with path.open("rb") as file:
            data = file.read(_MAX_BYTES + 1)
    except ABSENT:
        raise
    except OSError as error:
        raise SettingsError(f"The settings {path} cannot be read: {error.strerror}. The usual ones hold.") from error
    if len(data) > _MAX_BYTES:
        raise SettingsError(f"{path} is larger than a megabyte, too much for settings. The usual ones hold.")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise SettingsError(f"{path} is no UTF-8 text; save it as UTF-8. The usual settings hold.") from error


def broken(path: Path, error: Exception) -> str:
    """Return the sentence on a file that is no TOML."""
    return f"The settings in {path} cannot be read: {error}. Correct that line, or delete the file."
