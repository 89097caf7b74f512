"""The commands: one module each, and here the program that they make up.

Nothing imported here may import Qt, SQLAlchemy or httpx: `desktop-scanner --help` answers at once.
"""

import sys
from collections.abc import Sequence
from typing import Annotated

import typer

from desktop_scanner import __version__
from desktop_scanner.cli import (
    again,
    batches,
    cancel,
    comparison,
    demo,
    doctor_command,
    export,
    interruption,
    library,
    limits,
    lists,
    marks,
    messages,
    outcome,
    overview,
    pause,
    pivots,
    privacy,
    prune,
    remotes,
    repair,
    resume,
    scan,
    schedules,
    search,
    settings,
    show,
    tag_domains,
)
from desktop_scanner.cli import window as window_command
from desktop_scanner.cli.arguments import Database, Inputs, Quiet

_NAME = "desktop-scanner"

app = typer.Typer(
    name=_NAME,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["--help", "-h"]},
)


@app.callback(invoke_without_command=True)
def _start(
    context: typer.Context,
    *,
    input: Inputs = None,  # noqa: A002 -- the flag's name
    database: Database = None,
    quiet: Quiet = False,
    version: Annotated[bool, typer.Option("--version", help="Print the version.", show_default=False)] = False,
) -> int:
    """Find out what is behind each domain of a list. Without a command, the window opens."""
    if version:
        messages.show(f"{_NAME} {__version__}")
        raise typer.Exit
    if context.invoked_subcommand is None:
        return window_command.window(input=input, database=database, quiet=quiet)
    if input or database or quiet:
        context.fail(f"Options stand after the command's name: {_NAME} {context.invoked_subcommand} --...")
    return outcome.Status.OK


for _command in (
    window_command.window,
    scan.scan,
    batches.batches,
    show.show,
    overview.overview,
    export.export,
    pivots.pivots,
    resume.resume,
    pause.pause,
    cancel.cancel,
    search.search,
    comparison.compare,
    comparison.timeline,
    again.retry,
    again.rescan,
    again.add,
    schedules.schedule,
    schedules.schedules,
    schedules.run_due,
    lists.lists,
    library.rename,
    library.tag,
    tag_domains.tag_domains,
    library.note,
    library.delete,
    prune.prune,
    repair.repair,
    privacy.purge,
    privacy.suppressed,
    privacy.allow,
    marks.mark,
    marks.unmark,
    marks.marks,
    limits.limits,
    demo.demo,
    doctor_command.doctor,
):
    app.command()(_command)
app.add_typer(lists.group, name="list")
app.add_typer(remotes.app, name="remote")

app.add_typer(settings.app)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command that the arguments name and return its exit status."""
    messages.tolerate_encodings()
    words = sys.argv[1:] if arguments is None else list(arguments)
    with interruption.terminable():
        return outcome.status_of(lambda: app(words, prog_name=_NAME, standalone_mode=False))
