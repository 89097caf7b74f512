"""Lists of domains from wherever they come: typed or pasted text, files, several at once."""

from pathlib import Path

from desktop_scanner.core.errors import InputError
from desktop_scanner.core.targets import TargetList
from desktop_scanner.intake import csv_list, text_list
from desktop_scanner.intake.decoding import decode
from desktop_scanner.intake.gathering import combine

__all__ = ["combine", "read_bytes", "read_file", "read_text"]

_TABLE_SUFFIXES = (".csv", ".tsv", ".tab")
_MAX_BYTES = 512 * 1024 * 1024


def read_text(text: str) -> TargetList:
    """Return the targets of a typed or pasted list."""
    return text_list.read(text)


def read_file(path: Path, *, column: str | None = None) -> TargetList:
    """Return the targets of a text or CSV file; raise InputError where it cannot be used.

    A file is a table where its suffix says so or a column is named, else a text list.
    """
    is_table = column is not None or path.suffix.lower() in _TABLE_SUFFIXES
    return read_bytes(_contents(path), str(path), column=column, is_table=is_table)


def read_bytes(data: bytes, name: str, *, column: str | None = None, is_table: bool | None = None) -> TargetList:
    """Return the targets of a list that came as bytes under `name`; a table where a column is named."""
    text = decode(data, name)
    if is_table if is_table is not None else column is not None:
        return csv_list.read(text, name, column=column)
    return text_list.read(text)


def _contents(path: Path) -> bytes:
    if path.is_dir():
        raise InputError(f"{path} is a folder; give a text or CSV file.")
    try:
        with path.open("rb") as file:
            data = file.read(_MAX_BYTES + 1)
    except FileNotFoundError:
        raise InputError(f"There is no file {path}; check the name and the folder.") from None
    except PermissionError:
        raise InputError(f"{path} may not be read by you; change its permissions or give a copy.") from None
    except (OSError, ValueError) as error:
        raise InputError(f"{path} cannot be read: {error}.") from error
    if len(data) > _MAX_BYTES:
        raise InputError(f"{path} is larger than {_MAX_BYTES // 1024**2} MB; split it into several lists.")
    return data
