"""Where a worker process begins."""

from multiprocessing.connection import Connection


def main(connection: Connection) -> None:
    """Work for the program at the other end of the pipe until it ends.

    The program itself, which only starts workers, loads nothing of what they do: the crawler, the extractors and the
    HTTP client are half of all that there is to import, and a window would show half a second later.
    """
    from desktop_scanner.engine.workers import worker  # noqa: PLC0415 -- see above

    worker.main(connection)
