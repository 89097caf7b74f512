"""A list as text: one target a line, split also at comma, semicolon and tab; `#` begins a comment."""

import io
import re
from collections.abc import Iterator

from desktop_scanner.core.targets import TargetList
from desktop_scanner.intake.gathering import Gathering

_SEPARATORS = re.compile(r"[,;\t]")


def read(text: str) -> TargetList:
    """Return the targets of the text and the pieces that name no domain, with their line numbers."""
    gathering = Gathering()
    for number, line in enumerate(lines(text), 1):
        for piece in pieces(line.partition("#")[0]):
            gathering.add(number, piece)
    return gathering.result()


def lines(text: str) -> Iterator[str]:
    """Return the lines as an editor counts them: ended by LF, CRLF or CR, each given with a closing LF."""
    return iter(io.StringIO(text, newline=None))


def pieces(line: str) -> Iterator[str]:
    """Return what stands between the separators of a line, without blank pieces."""
    for piece in _SEPARATORS.split(line):
        stripped = piece.strip()
        if stripped:
            yield stripped
