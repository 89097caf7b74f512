"""`desktop-scanner remote-decide`: what becomes of a batch that a server does not bring to its end."""

import asyncio
from functools import partial
from pathlib import Path
from typing import Annotated

import typer
from msgspec import Struct

from desktop_scanner.cli import messages, outputs, workspaces
from desktop_scanner.cli.arguments import Batch, Database, FormatChoice, LayoutChoice, LayoutName, Output, Quiet
from desktop_scanner.cli.interruption import Interruption
from desktop_scanner.cli.outcome import Status
from desktop_scanner.cli.running import Run, run
from desktop_scanner.core.remote_links import Choice

_AT_REST = (Choice.GIVE_UP, Choice.FORGET)


class _Asked(Struct, frozen=True, kw_only=True):
    batch: str
    choice: Choice
    to: outputs.Destination | None
    database: Path | None
    is_quiet: bool


def remote_decide(  # noqa: PLR0913 -- each is a flag of its own
    batch: Batch,
    choice: Annotated[Choice, typer.Argument(metavar="CHOICE", help="What is to be done.", show_default=False)],
    *,
    output: Output = None,
    format: FormatChoice = None,  # noqa: A002 -- the flag's name
    layout: LayoutChoice = LayoutName.DOMAINS,
    database: Database = None,
    quiet: Quiet = False,
) -> int:
    """Decide about a batch that a server scans.

    `wait` looks at the server again, `take-over` scans here what is left, `submit-again` sends what is left anew,
    `give-up` cancels the batch, `forget` makes it a batch of here, as if it had never been sent.
    """
    to = outputs.destination(output, format, layout)
    return asyncio.run(_decide(_Asked(batch=batch, choice=choice, to=to, database=database, is_quiet=quiet)))


async def _decide(asked: _Asked) -> Status:
    with Interruption() as interruption:
        async with workspaces.opened(asked.database) as workspace:
            found = await workspace.history.find(asked.batch)
            start = partial(workspace.remote_runs.decide, found.id, asked.choice)
            if asked.choice in _AT_REST:
                ended = await start()
                messages.note(f"The batch is {ended.state.value}.", is_quiet=asked.is_quiet)
                return Status.OK
            its = Run(start=start, to=asked.to, database=asked.database, is_quiet=asked.is_quiet)
            return await run(workspace, interruption, its)
