"""`desktop-scanner demo`: the sample sites, served on this computer, and the window with their list."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import msgspec
import typer

from desktop_scanner.cli import window
from desktop_scanner.cli.arguments import Database, Quiet
from desktop_scanner.core import domains
from desktop_scanner.core.options import ScanOptions

if TYPE_CHECKING:
    from desktop_scanner.demo.thread import RunningDemo

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
            text="\n".join(map(domains.display, running.domains)),
            name="Sample sites",
            options=ScanOptions(
                connect_to=running.connect_to, ca_file=str(running.ca_file), delay_ms=20, all_pages=True
            ),
            note=_NOTE,
            renew=lambda options: _moved(options, running),
        )
        return app.run_window(database, (), proposal=proposal)


def _moved(options: ScanOptions, running: "RunningDemo") -> ScanOptions:
    """Lead a batch of an earlier demo to where the sample sites are served now."""
    if options.ca_file is None or Path(options.ca_file).name != running.ca_file.name:
        return options
    return msgspec.structs.replace(options, connect_to=running.connect_to, ca_file=str(running.ca_file))
