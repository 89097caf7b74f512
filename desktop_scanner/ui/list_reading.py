"""A list read beside the window: text, files and own columns become targets; what cannot be used is named."""

from collections.abc import Mapping, Sequence
from pathlib import Path

import msgspec
from msgspec import Struct

from desktop_scanner.core.targets import RejectedLine, TargetList
from desktop_scanner.intake import lists
from desktop_scanner.intake.table_rows import TableChoices
from desktop_scanner.intake.tables import Preview

SHOWN_FAULTS = 200


class ListFile(Struct, kw_only=True):
    """A file of the list, how it is read and what it gives; `preview` where it is a table."""

    path: Path
    found: TargetList
    choices: TableChoices = TableChoices()
    preview: Preview | None = None


class Reading(Struct, frozen=True, kw_only=True):
    """What a list gave; `reasons` has why each unusable line of the typed text is that, in their order.

    `faults` are the first unusable lines, each with the name of the file that it stands in, "" for typed ones.
    """

    whole: TargetList = TargetList()
    reasons: Mapping[int, str] = {}
    faults: Sequence[tuple[str, RejectedLine]] = ()
    typed_duplicates: int = 0


def read_file(path: Path, choices: TableChoices = TableChoices()) -> ListFile:  # noqa: B008 -- frozen
    """Return what a file gives; raise InputError where it cannot be used."""
    preview = lists.preview(path, choices)
    found = preview.found if preview else lists.read_file(path)
    return ListFile(path=path, found=found, choices=choices, preview=preview)


def read(text: str, files: Sequence[ListFile], columns: Mapping[str, dict[str, str]]) -> Reading:
    """Return what the list gives; `columns` are those of domains that came from a list with columns of its own."""
    typed = lists.read_text(text)
    if columns:
        kept = [msgspec.structs.replace(each, columns=columns.get(each.domain, {})) for each in typed.targets]
        typed = msgspec.structs.replace(typed, targets=tuple(kept))
    whole = lists.combine((typed, *(each.found for each in files))) if files else typed
    reasons: dict[int, str] = {}
    for rejected in typed.rejected:
        reasons[rejected.line] = f"{reasons.get(rejected.line, '')}\n{rejected.reason}".strip()
    faults = [("", each) for each in typed.rejected[:SHOWN_FAULTS]]
    for file in files:
        faults += [(file.path.name, each) for each in file.found.rejected[: SHOWN_FAULTS - len(faults)]]
    return Reading(whole=whole, reasons=reasons, faults=faults, typed_duplicates=typed.duplicates)
