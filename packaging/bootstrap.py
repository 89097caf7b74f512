"""Set up and start Desktop Scanner with one command on a fresh machine; needs nothing but Python.

This file parses on any Python 3, so that an old one is told what is missing; newer syntax is for the modules beside it.
"""

import shutil
import subprocess
import sys

OLDEST = (3, 11)
NEWER = ("python3.13", "python3.12", "python3.11", "python3.14")
USAGE = """\
python3 packaging/bootstrap.py run [-- ARGS]     set up what is missing, then start the program with ARGS
python3 packaging/bootstrap.py test [-- ARGS]    set up what is missing, then run `python -m tests` with ARGS"""


def main(arguments: "list[str]") -> int:
    """Carry out one command and return its exit status; the program and the tests replace this process."""
    if sys.version_info[:2] < OLDEST:
        print(too_old(sys.version_info[:3]), file=sys.stderr)
        return 2
    if not arguments or arguments[0] in ("-h", "--help"):
        print(USAGE, file=sys.stderr)
        return 0 if arguments else 2
    import commands  # noqa: PLC0415 -- an older Python cannot parse it

    return commands.main(arguments[0], arguments[1:])


def too_old(version: "tuple[int, ...]") -> str:
    """Return the sentences for a Python that is too old, naming a newer one where the machine has it."""
    found = next((name for name in NEWER if _starts(name)), None)
    step = (
        f"This machine has a newer one: run `{found} packaging/bootstrap.py` instead."
        if found
        else "Install a newer one from python.org or your system's packages, and run this with it."
    )
    needed, given = (".".join(map(str, numbers)) for numbers in (OLDEST, version))
    return f"Desktop Scanner needs Python {needed} or newer, and this is Python {given}. {step}"


def _starts(name: str) -> bool:
    # What is found by its name may be a version manager's placeholder for a Python that is not there.
    path = shutil.which(name)
    return path is not None and subprocess.call([path, "-c", ""], stderr=subprocess.DEVNULL) == 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
