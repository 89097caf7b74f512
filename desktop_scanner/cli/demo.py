"""`desktop-scanner demo`: the sample sites, served on this computer, and the window with their list."""

from typing import Annotated

import typer

from desktop_scanner.cli import window
from desktop_scanner.cli.arguments import Database, Quiet

_NOTE = (
    "These sites are made for this program and served by it on this computer; no network is needed. "
    "Start the scan to see what is found on them."
)


def demo(
    *,
    port: Annotated[
        int, typer.Option("--port", metavar="N", min=0, max=65535, help="The port of the sites; 0 takes a free one.")
    ] = 0,
    database: Database = None,
    quiet: Quiet = False,
) -> int:
    """Open the window with a list of sample sites.

    The program serves them itself, on this computer; no network is needed.
    """
    window.check_display()
    # Qt and the sample sites are for this command alone.
    from desktop_scanner import app  # noqa: PLC0415
    from desktop_scanner.demo.thread import start_in_thread  # noqa: PLC0415

    with start_in_thread(port) as running:
        proposal = app.Proposal(
            text=running.text, name="Sample sites", options=running.options, note=_NOTE, renew=running.renewed
        )
        return app.run_window(database, (), proposal=proposal)
