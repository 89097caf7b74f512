"""What Qt needs of a Linux system: libraries that do not come with it, and fonts."""

import os
import shutil
import subprocess
from collections.abc import Iterable
from pathlib import Path

# What Qt is linked with; asked for only before Qt is here, when the linker cannot tell.
KNOWN = (
    *("libEGL.so.1", "libGL.so.1", "libX11-xcb.so.1", "libX11.so.6", "libdbus-1.so.3", "libfontconfig.so.1"),
    *("libfreetype.so.6", "libglib-2.0.so.0", "libxcb-cursor.so.0", "libxcb-icccm.so.4", "libxcb-image.so.0"),
    *("libxcb-keysyms.so.1", "libxcb-randr.so.0", "libxcb-render-util.so.0", "libxcb-render.so.0", "libxcb-shape.so.0"),
    *("libxcb-shm.so.0", "libxcb-sync.so.1", "libxcb-util.so.1", "libxcb-xfixes.so.0", "libxcb-xkb.so.1"),
    *("libxcb.so.1", "libxkbcommon-x11.so.0", "libxkbcommon.so.0"),
)

_FONT_FOLDERS = ("/usr/share/fonts", "/usr/local/share/fonts", "~/.local/share/fonts", "~/.fonts")
_FONT_SUFFIXES = (".ttf", ".otf", ".ttc", ".pfb", ".ttf.gz", ".pcf.gz")


def missing(pyside: Path, platforms: Iterable[str]) -> set[str]:
    """Return the names of the libraries that the dynamic linker does not find for Qt on these platforms."""
    files = [
        *(pyside / f"Qt{module}.abi3.so" for module in ("Core", "Gui", "Widgets", "Svg")),
        *(pyside / "Qt" / "plugins" / "platforms" / f"libq{platform}.so" for platform in sorted(set(platforms))),
        *sorted((pyside / "Qt" / "plugins" / "imageformats").glob("libq[!p]*.so")),
    ]
    present = [str(file) for file in files if file.exists()]
    if not present:
        return set()
    try:
        listing = subprocess.run(["ldd", *present], capture_output=True, text=True, check=False).stdout
    except FileNotFoundError:
        return set()  # a system without ldd is none that Qt's wheels are built for; the program itself will tell
    return not_found(listing)


def absent() -> set[str]:
    """Return the libraries that Qt is known to need and that the linker's cache does not name."""
    ldconfig = shutil.which("ldconfig") or shutil.which("ldconfig", path="/sbin:/usr/sbin")
    if ldconfig is None:
        return set()
    listing = subprocess.run([ldconfig, "-p"], capture_output=True, text=True, check=False).stdout
    present = {line.split()[0] for line in listing.splitlines() if line.strip()}
    return set(KNOWN) - present


def not_found(listing: str) -> set[str]:
    """Return the libraries that a listing of ldd calls not found."""
    return {line.split()[0] for line in listing.splitlines() if line.rstrip().endswith("=> not found")}


def has_fonts(folders: Iterable[str] = _FONT_FOLDERS) -> bool:
    """Return whether at least one font file is installed."""
    for folder in folders:
        for _, _, files in os.walk(Path(folder).expanduser()):
            if any(file.lower().endswith(_FONT_SUFFIXES) for file in files):
                return True
    return False
