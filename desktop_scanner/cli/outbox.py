"""`desktop-scanner outbox`: what is to be done at servers, why it is not done yet, and when it is tried again."""

import asyncio
from typing import Annotated, Any

import typer

from desktop_scanner.cli import listings, messages, phrases, workspaces
from desktop_scanner.cli.arguments import AsJson, Database, Quiet
from desktop_scanner.cli.outcome import Status
from desktop_scanner.core.outbox import Operation

app = typer.Typer(help="What is to be done at servers.", rich_markup_mode=None)

_SHORT = 8

_Id = Annotated[int, typer.Argument(metavar="ID", help="The operation's number.", show_default=False)]
_All = Annotated[bool, typer.Option("--all", help="Show also what is done.", show_default=False)]


@app.callback(invoke_without_command=True)
def outbox(
    context: typer.Context,
    *,
    all: _All = False,  # noqa: A002 -- the flag's name
    json: AsJson = False,
    database: Database = None,
    quiet: Quiet = False,
) -> int:
    """List what is to be done at servers, why it is not done yet, and when it is tried again."""
    if context.invoked_subcommand is not None:
        if all or json or database or quiet:
            context.fail("Options stand after the command's name.")
        return Status.OK

    async def read() -> list[Operation]:
        async with workspaces.opened(database) as workspace:
            return await workspace.sync.operations(with_done=all)

    found = asyncio.run(read())
    if json:
        listings.write_json([_plain(each) for each in found])
        return Status.OK
    rows = (_row(each) for each in found)
    names = ("Id", "What", "Batch", "Server", "State", "Tries", "Next", "Why")
    return listings.show(found, names, rows, nothing="Nothing is to be done at any server.", is_quiet=quiet)


@app.command()
def retry(id: _Id, *, database: Database = None, quiet: Quiet = False) -> int:  # noqa: A002 -- the argument's name
    """Let an operation that waits or failed be tried by the next sync, at once."""

    async def work() -> Operation:
        async with workspaces.opened(database) as workspace:
            return await workspace.sync.retry(id)

    asyncio.run(work())
    messages.note("It is tried again by the next `desktop-scanner sync`.", is_quiet=quiet)
    return Status.OK


@app.command()
def drop(id: _Id, *, database: Database = None, quiet: Quiet = False) -> int:  # noqa: A002 -- the argument's name
    """Do an operation no more; batches stay, here and there."""

    async def work() -> Operation:
        async with workspaces.opened(database) as workspace:
            return await workspace.sync.drop(id)

    dropped = asyncio.run(work())
    messages.note(f"{dropped.kind.value} is dropped.", is_quiet=quiet)
    return Status.OK


def _row(each: Operation) -> tuple[str, ...]:
    when = phrases.instant(each.next_try_at) if each.next_try_at else ""
    what = (str(each.id), each.kind.value, each.batch_id[:_SHORT], each.remote, each.state.value, f"{each.attempts:,}")
    return (*what, when, each.last_error or "")


def _plain(each: Operation) -> dict[str, Any]:
    """Return an operation for programs; what is sent is left out."""
    names = [name for name in Operation.__struct_fields__ if name != "payload"]
    return {name: getattr(each, name) for name in names}
