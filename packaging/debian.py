"""Packages of Debian and Ubuntu: their names, and their installation where that is allowed."""

import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

FONTS = "fonts-dejavu-core"

# Names that do not follow from the library's by the rule of Debian's policy, section 8.1.
_EXCEPTIONS = {
    "libglib-2.0.so.0": "libglib2.0-0",
    "libgthread-2.0.so.0": "libglib2.0-0",
    "libgobject-2.0.so.0": "libglib2.0-0",
    "libgio-2.0.so.0": "libglib2.0-0",
    "libz.so.1": "zlib1g",
    "libbrotlidec.so.1": "libbrotli1",
    "libbrotlicommon.so.1": "libbrotli1",
}
_LOCK_WAIT_S = 300


def is_here() -> bool:
    """Return whether this system installs its packages with apt-get."""
    return Path("/etc/debian_version").exists() and shutil.which("apt-get") is not None


def package_of(library: str) -> str:
    """Return the package that holds a shared library, from its soname."""
    if library in _EXCEPTIONS:
        return _EXCEPTIONS[library]
    name, _, version = library.partition(".so.")
    hyphen = "-" if name[-1].isdigit() else ""
    return re.sub("_", "-", f"{name}{hyphen}{version}").lower()


def packages_of(libraries: Iterable[str]) -> list[str]:
    """Return the packages that hold these libraries, each once, sorted."""
    return sorted({package_of(library) for library in libraries})


def venv_package() -> str:
    """Return the package that lets this Python make environments."""
    return f"python{sys.version_info.major}.{sys.version_info.minor}-venv"


def is_own_python() -> bool:
    """Return whether the running Python is one of the system's packages."""
    return is_here() and sys.base_prefix == "/usr"


def line(packages: Sequence[str]) -> str:
    """Return the one line that installs the packages."""
    sudo = "" if _is_root() else "sudo "
    return f"{sudo}apt-get update && {sudo}apt-get install --no-install-recommends {shlex.join(packages)}"


def advice(packages: Sequence[str]) -> str:
    """Return what to do about missing packages on this system."""
    if is_here():
        return f"Install them with this line, then run this again:\n    {line(packages)}"
    return "Install them with your system's package manager, then run this again."


def install(packages: Sequence[str], reason: str, say: Callable[[str], None]) -> bool:
    """Install the packages if this user may do so without a password, and return whether they now are."""
    prefix = _privilege()
    if prefix is None:
        return False
    say(f"{reason}; installing with apt-get: {' '.join(packages)}")
    command = [*prefix, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-o", f"DPkg::Lock::Timeout={_LOCK_WAIT_S}"]
    wanted = [*command, "install", "--yes", "--quiet", "--no-install-recommends", *packages]
    if _succeeds(wanted):
        return True
    # The lists of packages are absent on a bare image, and out of date on one that stood for long.
    _succeeds([*command, "update", "--quiet"])
    result = subprocess.run(wanted, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False)
    if result.returncode:
        say("apt-get could not install them:\n" + _last_lines(result.stdout + result.stderr))
    return result.returncode == 0


def _privilege() -> list[str] | None:
    """Return what makes a command run as root without asking, or None."""
    if _is_root():
        return []
    if shutil.which("sudo") and _succeeds(["sudo", "-n", "true"]):
        return ["sudo", "-n"]
    return None


def _is_root() -> bool:
    return hasattr(os, "geteuid") and os.geteuid() == 0


def _succeeds(command: Sequence[str]) -> bool:
    result = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, check=False)
    return result.returncode == 0


def _last_lines(text: str, count: int = 12) -> str:
    return "\n".join(f"    {line}" for line in text.strip().splitlines()[-count:])
