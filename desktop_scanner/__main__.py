"""The program's entry: `desktop-scanner`, `python -m desktop_scanner`, and the bundle."""

import multiprocessing
import sys

from desktop_scanner import cli


def main() -> None:
    """Run the command line and exit with its status."""
    multiprocessing.freeze_support()  # a bundle's worker processes start here too
    sys.exit(cli.main())


if __name__ == "__main__":
    main()
