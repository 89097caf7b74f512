import io
import os
import stat
from pathlib import Path

import pytest

from desktop_scanner.core.errors import ExportError
from desktop_scanner.export import writer

_POSIX = pytest.mark.skipif(os.name != "posix", reason="modes, links and devices are POSIX")


def _write(output: Path, data: bytes = b"new") -> None:
    with writer.opened(output) as file:
        file.write(data)


def test_a_file_is_written_and_nothing_else_stays(tmp_path: Path) -> None:
    _write(tmp_path / "out.csv")
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"out.csv": b"new"}


def test_an_export_that_fails_leaves_the_old_file_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "out.csv"
    path.write_bytes(b"old")
    with pytest.raises(ZeroDivisionError), writer.opened(path) as file:
        file.write(b"%d" % (1 // len(path.suffixes[1:])))
    assert [each.read_bytes() for each in tmp_path.iterdir()] == [b"old"]


def test_an_existing_file_is_replaced_in_one_step(tmp_path: Path) -> None:
    path = tmp_path / "out.csv"
    path.write_bytes(b"old")
    with writer.opened(path) as file:
        file.write(b"new")
        assert path.read_bytes() == b"old"
    assert path.read_bytes() == b"new"


@_POSIX
def test_a_replaced_file_keeps_its_mode_and_a_link_stays_one(tmp_path: Path) -> None:
    real, link = tmp_path / "real.csv", tmp_path / "link.csv"
    real.write_bytes(b"old")
    real.chmod(0o640)
    link.symlink_to(real)
    _write(link)
    assert link.is_symlink()
    assert (real.read_bytes(), stat.S_IMODE(real.stat().st_mode)) == (b"new", 0o640)


@_POSIX
def test_a_device_is_written_into_and_never_replaced() -> None:
    writer.check(Path(os.devnull))
    _write(Path(os.devnull))
    assert stat.S_ISCHR(Path(os.devnull).stat().st_mode)


@pytest.mark.parametrize("attempt", [_write, writer.check])
def test_a_folder_that_is_missing_is_named(tmp_path: Path, attempt: object) -> None:
    assert callable(attempt)
    with pytest.raises(ExportError, match=r"no folder .*nowhere"):
        attempt(tmp_path / "nowhere" / "out.csv")


@pytest.mark.parametrize("attempt", [_write, writer.check])
def test_a_folder_is_no_output(tmp_path: Path, attempt: object) -> None:
    assert callable(attempt)
    with pytest.raises(ExportError, match="is a folder"):
        attempt(tmp_path)


@pytest.mark.parametrize("attempt", [_write, writer.check])
def test_a_file_where_a_folder_should_be_is_named(tmp_path: Path, attempt: object) -> None:
    assert callable(attempt)
    (tmp_path / "file").touch()
    with pytest.raises(ExportError, match="cannot be written"):
        attempt(tmp_path / "file" / "out.csv")


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="permissions bind neither Windows nor root so")
def test_a_protected_file_is_not_replaced(tmp_path: Path) -> None:
    path = tmp_path / "out.csv"
    path.touch(mode=0o400)
    with pytest.raises(ExportError, match="write-protected"):
        writer.check(path)


def test_a_check_leaves_nothing_behind(tmp_path: Path) -> None:
    writer.check(tmp_path / "out.csv")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has a disk that is always full")
def test_a_full_disk_is_said_in_a_sentence() -> None:
    with pytest.raises(ExportError, match=r"/dev/full cannot be written: the disk is full"):
        _write(Path("/dev/full"), b"x" * 100_000)


def test_a_stream_is_flushed_and_left_open() -> None:
    stream = io.BytesIO()
    with writer.opened(stream) as file:
        file.write(b"x")
    assert stream.getvalue() == b"x"


def test_a_reader_that_went_away_is_no_fault_of_the_output() -> None:
    reading, writing = os.pipe()
    os.close(reading)
    stream = os.fdopen(writing, "wb", buffering=0)
    with pytest.raises(BrokenPipeError), stream, writer.opened(stream) as file:
        file.write(b"x")
