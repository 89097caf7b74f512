"""Lists of domains from wherever they come: typed or pasted text, files, several at once."""

from pathlib import Path

from desktop_scanner.core.errors import InputError
from desktop_scanner.core.targets import TargetList
from desktop_scanner.intake import tables, text_list, workbook
from desktop_scanner.intake.decoding import decode
from desktop_scanner.intake.gathering import combine
from desktop_scanner.intake.table_rows import TableChoices
from desktop_scanner.intake.tables import Preview

__all__ = ["combine", "preview", "read_bytes", "read_file", "read_text"]

_MAX_BYTES = 512 * 1024 * 1024


def read_text(text: str) -> TargetList:
    """Return the targets of a typed or pasted list."""
    return text_list.read(text)


def read_file(path: Path, *, column: str | None = None, sheet: str | None = None) -> TargetList:
    """Return the targets of a text, CSV or Excel file; raise InputError where it cannot be used.

    A file is a table where its suffix says so or a column is named, else a text list.
    """
    is_table = column is not None or path.suffix.lower() in tables.SUFFIXES
    return read_bytes(_contents(path), str(path), column=column, sheet=sheet, is_table=is_table)


def read_bytes(
    data: bytes, name: str, *, column: str | None = None, sheet: str | None = None, is_table: bool | None = None
) -> TargetList:
    """Return the targets of a list that came as bytes under `name`; a table where a column or sheet is named."""
    is_named = column is not None or sheet is not None
    if workbook.is_workbook(data) or (is_named if is_table is None else is_table or is_named):
        return tables.read(data, name, TableChoices(column=column, sheet=sheet))
    return text_list.read(decode(data, name))


def preview(path: Path, choices: TableChoices | None = None) -> Preview | None:
    """Return what a table in a file looks like and gives; None where the file is a text list."""
    data = _contents(path)
    if workbook.is_workbook(data) or path.suffix.lower() in tables.SUFFIXES:
        return tables.preview(data, str(path), choices)
    return None


def _contents(path: Path) -> bytes:
    if path.is_dir():
        raise InputError(f"{path} is a folder; give a text, CSV or Excel file.")
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
