"""The program's entry: `desktop-scanner`, `python -m desktop_scanner`, and the bundle."""

import multiprocessing
import sys


def main() -> None:
    """Run the command line and exit with its status."""
    multiprocessing.freeze_support()  # a bundle's worker processes start here too
    # Every spawned worker imports this module again, and needs no command line: 0.12 s for each.
    from desktop_scanner import cli  # noqa: PLC0415

    sys.exit(cli.main())


if __name__ == "__main__":
    main()
