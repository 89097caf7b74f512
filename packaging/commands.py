"""The two commands of bootstrap: `run` and `test`."""

import os
import subprocess
import sys
from pathlib import Path
from typing import NoReturn

import debian
import display
import environment
import qt_libraries
from faults import SetupError

CHECKOUT = Path(__file__).resolve().parents[1]
VENV = CHECKOUT / ".venv"
_INTERRUPTED = 130


def main(command: str, arguments: list[str]) -> int:
    """Carry out `run` or `test` and return the exit status; what goes wrong is said on standard error."""
    known = {"run": run, "test": test}
    if command not in known:
        say(f'There is no command "{command}"; the commands are run and test.')
        return 2
    if arguments[:1] == ["--"]:
        del arguments[0]
    try:
        _leave_own_environment()
        known[command](arguments)
    except SetupError as error:
        say(str(error))
        return error.status
    except PermissionError as error:
        say(
            f"{error.filename or CHECKOUT} cannot be written ({error.strerror}). Close the program if it runs, and "
            "check that the folder belongs to you."
        )
    except KeyboardInterrupt:
        say("Stopped; run the same command to go on.")
        return _INTERRUPTED
    return 1


def run(arguments: list[str]) -> NoReturn:
    """Set up what is missing and become the program."""
    opens_window = display.opens_window(arguments)
    environment.prepare(CHECKOUT, VENV, "run", say, _system_packages if opens_window else list)
    if opens_window:
        platform = display.platform(os.environ, sys.platform)
        problems = [*_qt_problems(platform or display.X11)]
        if platform is None:
            problems.append(display.SENTENCE)
        elif not display.answers(platform, os.environ):
            problems.append(display.unreachable(os.environ))
        if problems:
            raise SetupError("\n".join(problems), status=2)
    _become([str(environment.program(VENV, "desktop-scanner")), *arguments], environment.clean(os.environ))


def test(arguments: list[str]) -> NoReturn:
    """Set up what is missing and become `python -m tests`, which needs no display."""
    environment.prepare(CHECKOUT, VENV, "test", say, _system_packages)
    variables = environment.clean(os.environ)
    platform = display.platform(os.environ, sys.platform)
    if platform is None or not display.answers(platform, os.environ):
        platform = variables["QT_QPA_PLATFORM"] = display.OFFSCREEN
    problems = _qt_problems(platform)
    if problems:
        raise SetupError("\n".join(problems), status=2)
    os.chdir(CHECKOUT)
    _become([str(environment.program(VENV, "python")), "-m", "tests", *arguments], variables)


def say(text: str) -> None:
    """Tell the user something; standard output belongs to the program that is started."""
    print(text, file=sys.stderr, flush=True)


def _system_packages() -> list[str]:
    """Return the packages that Qt will want, as far as that is known before Qt itself is here."""
    return debian.packages_of(qt_libraries.absent()) + ([] if qt_libraries.has_fonts() else [debian.FONTS])


def _qt_problems(platform: str) -> list[str]:
    """Install what Qt needs of a Linux system where that is possible, and return what then still is missing."""
    if not sys.platform.startswith("linux"):
        return []
    libraries = environment.site_packages(VENV) / "PySide6"
    missing = qt_libraries.missing(libraries, (display.X11, display.OFFSCREEN, platform))
    fonts = qt_libraries.has_fonts()
    if not missing and fonts:
        return []
    packages = debian.packages_of(missing) + ([] if fonts else [debian.FONTS])
    if debian.is_here():
        debian.install(packages, "Qt needs a few libraries of the system", say)
    still_missing = qt_libraries.missing(libraries, (platform,))
    if not still_missing:
        if not qt_libraries.has_fonts():
            say(f"No fonts were found, so texts may show as boxes. {debian.advice([debian.FONTS])}")
        return []
    names = ", ".join(sorted(still_missing))
    return [f"Qt cannot start without these libraries of the system: {names}.\n{debian.advice(packages)}"]


def _leave_own_environment() -> None:
    """Start again with the Python underneath, if this one belongs to the environment that may have to be rebuilt."""
    base = getattr(sys, "_base_executable", None)
    if base and sys.prefix != sys.base_prefix and Path(sys.prefix).resolve() == VENV.resolve():
        _become([base, *sys.orig_argv[1:]], environment.clean(os.environ))


def _become(command: list[str], variables: dict[str, str]) -> NoReturn:
    """Replace this process, so that signals and the exit status are those of the program itself."""
    if os.name == "posix":
        os.execve(command[0], command, variables)  # noqa: S606 -- no shell is wanted
    child = subprocess.Popen(command, env=variables)
    while True:
        try:
            sys.exit(child.wait())
        except KeyboardInterrupt:
            # Windows sends Ctrl-C to both; the program decides what it means.
            continue
