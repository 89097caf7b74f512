"""What a command says: to people on standard error, what was asked for on standard output."""

import io
import os
import re
import sys
from contextlib import suppress

from rich.console import Console, RenderableType
from rich.text import Text

_PIPE_COLUMNS = 200  # a table in a pipe is not cut to the 80 columns of a terminal that is not there
# What would move a terminal's cursor or change its colours; texts of sites and lists are shown as they are.
_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")

# One for all: what is said while a progress bar is shown must go above it.
STDERR = Console(stderr=True, highlight=False)


def plain(text: str) -> str:
    """Return a text from outside without characters that control a terminal."""
    return _CONTROLS.sub("\N{REPLACEMENT CHARACTER}", text)


def error(text: str) -> None:
    """Say what went wrong; shown always."""
    _say(Text.assemble(("Error: ", "bold red"), plain(text)))


def warning(text: str) -> None:
    """Say what the person should know; shown always."""
    _say(Text(plain(text)))


def note(text: str, *, is_quiet: bool) -> None:
    """Say how it goes, unless quiet is asked for."""
    if not is_quiet:
        _say(Text(plain(text)))


def show(what: RenderableType) -> None:
    """Print what was asked for."""
    console = Console(highlight=False, markup=False, emoji=False)
    if not console.is_terminal:
        console.width = max(console.width, _PIPE_COLUMNS)
    console.print(what, soft_wrap=isinstance(what, Text))
    sys.stdout.flush()


def write(data: bytes) -> None:
    """Print bytes, such as JSON, as they are."""
    sys.stdout.flush()
    sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()


def is_for_person() -> bool:
    """Return whether a person reads the output, and not a program."""
    return sys.stdout.isatty()


def can_ask() -> bool:
    """Return whether a person can be asked something."""
    return sys.stdin.isatty() and sys.stderr.isatty()


def tolerate_encodings() -> None:
    """Let output that the terminal's encoding cannot show be replaced, not fail."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")


def drop_output() -> None:
    """Send what is still to be printed nowhere: its reader has gone, and Python would complain at its exit."""
    with suppress(OSError, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)


def _say(text: Text) -> None:
    STDERR.print(text, soft_wrap=True)
