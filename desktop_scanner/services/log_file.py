"""The program's log: one file in the log folder, for people who report a fault."""

import logging
import logging.handlers
from pathlib import Path

_FORMAT = "%(asctime)s %(process)d %(levelname)s %(name)s: %(message)s"
_MAX_BYTES = 2_000_000
_OLDER_FILES = 3


def start(path: Path) -> None:
    """Write the log to `path` from now on; where the file cannot be written, go on without one."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handler = logging.handlers.RotatingFileHandler(
            path, maxBytes=_MAX_BYTES, backupCount=_OLDER_FILES, encoding="utf-8"
        )
    except OSError as error:
        logging.getLogger(__name__).warning("There is no log file: %s cannot be written (%s)", path, error.strerror)
        return
    handler.setFormatter(logging.Formatter(_FORMAT))
    logging.raiseExceptions = False  # a full disk, on which the database lies too, is told once and not for each line
    root = logging.getLogger()
    root.addHandler(handler)
    root.setLevel(logging.INFO)
    # Requests are in the results; httpx would log each with its full address. Alembic lists its own parts.
    for name in ("httpx", "alembic.runtime.plugins"):
        logging.getLogger(name).setLevel(logging.WARNING)
