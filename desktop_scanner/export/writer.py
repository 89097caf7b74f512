"""Output files that are never half there: written beside their place, then renamed into it."""

import contextlib
import errno
import os
import secrets
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from desktop_scanner.core.errors import ExportError

_FULL = (errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC))
_FORBIDDEN = (errno.EACCES, errno.EPERM)


@contextlib.contextmanager
def opened(output: Path | BinaryIO) -> Iterator[BinaryIO]:
    """Give a file to write into; its content takes the place of `output` when the block ends without an error.

    What goes wrong with the file is an ExportError; a reader of a stream that went away is a BrokenPipeError.
    """
    name = output if isinstance(output, Path) else "The output"
    try:
        if not isinstance(output, Path):
            yield output
            output.flush()
        elif _is_special(output):
            with output.open("wb") as file:
                yield file
        else:
            with _replacing(output) as file:
                yield file
    except BrokenPipeError:
        raise
    except OSError as error:
        raise ExportError(_sentence(name, error)) from error


def check(output: Path) -> None:
    """Raise ExportError if the output cannot be written, before there is anything to write."""
    try:
        if _is_special(output):
            return
        _refuse_protected(output)
        part = _part_of(output)
        with part.open("xb"):
            pass
        part.unlink()
    except OSError as error:
        raise ExportError(_sentence(output, error)) from error


@contextlib.contextmanager
def _replacing(output: Path) -> Iterator[BinaryIO]:
    _refuse_protected(output)
    place = output.resolve()  # a link stays a link
    part = _part_of(place)
    try:
        with part.open("xb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        with contextlib.suppress(OSError):  # not every file system has modes
            part.chmod(stat.S_IMODE(place.stat().st_mode))
        part.replace(place)
    except BaseException:
        part.unlink(missing_ok=True)
        raise


def _part_of(output: Path) -> Path:
    place = output.resolve()
    return place.with_name(f".{place.name[:100]}.{secrets.token_hex(4)}.part")


def _is_special(output: Path) -> bool:
    """Return whether the output is a device or a pipe: these are written into, never replaced."""
    try:
        mode = output.stat().st_mode
    except FileNotFoundError:
        return False
    if stat.S_ISDIR(mode):
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
    return not stat.S_ISREG(mode)


def _refuse_protected(output: Path) -> None:
    if output.exists() and not os.access(output, os.W_OK):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))


def _sentence(name: Path | str, error: OSError) -> str:
    if isinstance(error, IsADirectoryError):
        return f"{name} is a folder; give the name of a file in it."
    if isinstance(error, FileNotFoundError | NotADirectoryError) and isinstance(name, Path):
        return f"{name} cannot be written: there is no folder {name.parent}. Make it first, or choose another place."
    if error.errno in _FULL:
        return f"{name} cannot be written: the disk is full. Free some space and export again; nothing is lost."
    if error.errno in _FORBIDDEN:
        return (
            f"{name} cannot be written: it is write-protected, open in another program, or not yours. "
            "Close it there, or choose another place."
        )
    return f"{name} cannot be written: {error.strerror or error}. Choose another place."
