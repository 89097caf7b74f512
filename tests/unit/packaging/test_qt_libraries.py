import subprocess
import sys
from pathlib import Path

import PySide6
import pytest
import qt_libraries

LISTING = """\
\tlinux-vdso.so.1 (0x00007ffd)
\tlibxcb-cursor.so.0 => not found
\tlibc.so.6 => /lib/x86_64-linux-gnu/libc.so.6 (0x00007f)
\tlibEGL.so.1 => not found
\tlibxcb-cursor.so.0 => not found
"""


def test_the_libraries_that_the_linker_does_not_find_are_named_once() -> None:
    assert qt_libraries.not_found(LISTING) == {"libxcb-cursor.so.0", "libEGL.so.1"}


def test_an_installation_without_qt_misses_nothing(tmp_path: Path) -> None:
    assert qt_libraries.missing(tmp_path, ("xcb",)) == set()


def test_a_font_in_any_subfolder_is_found(tmp_path: Path) -> None:
    font = tmp_path / "truetype" / "dejavu" / "DejaVuSans.TTF"
    font.parent.mkdir(parents=True)
    assert not qt_libraries.has_fonts([str(tmp_path)])
    font.touch()
    assert qt_libraries.has_fonts([str(tmp_path / "absent"), str(tmp_path)])


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="Qt brings all it needs elsewhere")
def test_what_qt_is_known_to_need_is_what_it_is_linked_with() -> None:
    platforms = Path(PySide6.__path__[0], "Qt", "plugins", "platforms")
    listing = subprocess.run(["ldd", str(platforms / "libqxcb.so")], capture_output=True, text=True, check=True).stdout
    linked = {line.split()[0] for line in listing.splitlines()}
    assert set(qt_libraries.KNOWN) <= linked
