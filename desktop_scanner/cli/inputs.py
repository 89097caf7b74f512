"""The targets of a command: domains named as arguments, lists in files or on standard input."""

import sys
from collections.abc import Sequence
from pathlib import Path

from desktop_scanner.cli import messages
from desktop_scanner.core.errors import InputError
from desktop_scanner.core.targets import TargetList
from desktop_scanner.intake import lists

_STDIN = "-"
_ARGUMENTS = "the command line"


def read(
    domains: Sequence[str],
    inputs: Sequence[str],
    column: str | None,
    *,
    sheet: str | None = None,
    saved: Sequence[tuple[str, TargetList]] = (),
) -> TargetList:
    """Return all targets, `saved` lists included, and say which lines cannot be used; raise InputError if none can."""
    if not domains and not inputs and not saved:
        raise InputError("Name the domains to scan, or give a list with --input FILE.")
    found: list[tuple[str, TargetList]] = []
    if domains:
        found.append((_ARGUMENTS, lists.read_text("\n".join(domains))))
    found += [(name, _list(name, column, sheet)) for name in dict.fromkeys(inputs)]
    found += saved
    _report(found)
    targets = lists.combine(each for _, each in found)
    if not targets.targets:
        raise InputError(_nothing(targets, [name for name, _ in found]))
    return targets


def origin(domains: Sequence[str], inputs: Sequence[str], saved: Sequence[str] = ()) -> str:
    """Return where the targets come from, for the history."""
    names = ["standard input" if name == _STDIN else str(Path(name).absolute()) for name in dict.fromkeys(inputs)]
    names += [f'the list "{name}"' for name in saved]
    return ", ".join([_ARGUMENTS, *names] if domains else names)


def _list(name: str, column: str | None, sheet: str | None) -> TargetList:
    if name != _STDIN:
        return lists.read_file(Path(name).expanduser(), column=column, sheet=sheet)
    if sys.stdin.isatty():
        messages.warning("Reading domains from the keyboard; end with Ctrl-D on a line of its own.")
    return lists.read_bytes(sys.stdin.buffer.read(), "standard input", column=column, sheet=sheet)


def _report(found: Sequence[tuple[str, TargetList]]) -> None:
    """Say what is to be said of each list and name each unusable line, and its list where there are several."""
    for name, each in found:
        for note in each.notes:
            messages.warning(note)
        if each.rejected and len(found) > 1:
            messages.warning(f"In {'standard input' if name == _STDIN else name}:")
        for line in each.rejected:
            messages.warning(str(line))


def _nothing(targets: TargetList, names: Sequence[str]) -> str:
    where = " and ".join("standard input" if name == _STDIN else name for name in names)
    if not targets.rejected:
        return f"There is no domain in {where}; put one on each line."
    count = len(targets.rejected)
    entries = "the one entry of" if count == 1 else f"all {count:,} entries of"
    return f"Nothing can be scanned: {entries} {where} cannot be used, for the reasons above."
