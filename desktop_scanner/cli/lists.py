"""`lists`, `list save`, `list show`, `list rename` and `list delete`: lists of domains kept under a name."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from desktop_scanner.cli import inputs, listings, messages, phrases, workspaces
from desktop_scanner.cli.arguments import AsJson, Column, Database, Inputs, Quiet, Sheet
from desktop_scanner.cli.outcome import Status
from desktop_scanner.core.errors import InputError
from desktop_scanner.core.lists import SavedList
from desktop_scanner.core.targets import Target, TargetList

if TYPE_CHECKING:
    from desktop_scanner.services.workspace import Workspace

group = typer.Typer(help="Keep lists of domains under a name; `scan --list NAME` scans one.", no_args_is_help=True)

ListName = Annotated[str, typer.Argument(metavar="NAME", help="The list's name, whatever its capitals.")]


def lists(*, json: AsJson = False, database: Database = None, quiet: Quiet = False) -> int:
    """List the saved lists, by name."""

    async def read_all() -> list[SavedList]:
        async with workspaces.opened(database) as workspace:
            return await workspace.lists.all()

    found = asyncio.run(read_all())
    if json:
        listings.write_json(found)
        return Status.OK
    rows = ((each.name, f"{each.total:,}", phrases.instant(each.changed_at)) for each in found)
    nothing = "There is no saved list yet; `desktop-scanner list save` keeps one."
    return listings.show(found, ("Name", "Domains", "Changed"), rows, nothing=nothing, is_quiet=quiet)


@group.command()
def save(  # noqa: PLR0913 -- each is a flag that people type
    name: Annotated[str, typer.Argument(metavar="NAME", help="Its name; a list that has it is replaced.")],
    domains: Annotated[list[str] | None, typer.Argument(metavar="DOMAIN", help="Domains of the list.")] = None,
    *,
    input: Inputs = None,  # noqa: A002 -- the flag's name
    column: Column = None,
    sheet: Sheet = None,
    batch: Annotated[
        str | None, typer.Option("--batch", metavar="BATCH", help="Keep the domains of this batch.", show_default=False)
    ] = None,
    database: Database = None,
    quiet: Quiet = False,
) -> int:
    """Keep a list under a name, with its own columns."""
    if batch is not None and (domains or input):
        raise InputError("Give either domains and lists, or a batch with --batch.")
    given = None if batch is not None else inputs.read(domains or (), input or (), column, sheet=sheet)

    async def keep() -> SavedList:
        async with workspaces.opened(database, may_make=True) as workspace:
            targets = given if given is not None else await _of_batch(workspace, batch or "")
            return await workspace.lists.save(name, targets)

    kept = asyncio.run(keep())
    messages.note(f'Saved "{kept.name}" with {phrases.domains(kept.total)}.', is_quiet=quiet)
    return Status.OK


@group.command()
def show(name: ListName, *, json: AsJson = False, database: Database = None, quiet: Quiet = False) -> int:
    """Print the domains of a list, one a line, as `--input -` reads them; with their columns as JSON."""
    [(_, found)] = asyncio.run(read([name], database))
    if json:
        listings.write_json([_as_json(each) for each in found.targets])
    else:
        messages.write("".join(f"{messages.plain(each.input)}\n" for each in found.targets).encode())
    return Status.OK


@group.command()
def rename(
    name: ListName,
    new: Annotated[str, typer.Argument(metavar="NEW", help="The list's new name.")],
    *,
    database: Database = None,
    quiet: Quiet = False,
) -> int:
    """Give a list another name."""

    async def change(workspace: "Workspace", found: SavedList) -> str:
        renamed = await workspace.lists.rename(found.id, new)
        return f'"{found.name}" is now called "{renamed.name}".'

    return _change(name, change, database, is_quiet=quiet)


@group.command()
def delete(name: ListName, *, database: Database = None, quiet: Quiet = False) -> int:
    """Delete a list; batches that were made of it stay."""

    async def change(workspace: "Workspace", found: SavedList) -> str:
        await workspace.lists.delete(found.id)
        return f'Deleted the list "{found.name}" ({phrases.domains(found.total)}).'

    return _change(name, change, database, is_quiet=quiet)


async def read(names: Sequence[str], database: Path | None) -> list[tuple[str, TargetList]]:
    """Return saved lists, each with its name; raise InputError where there is none of that name."""
    async with workspaces.opened(database) as workspace:
        known = [await workspace.lists.find(name) for name in dict.fromkeys(names)]
        return [(each.name, await workspace.lists.targets(each.id)) for each in known]


async def _of_batch(workspace: "Workspace", reference: str) -> TargetList:
    batch = await workspace.history.find(reference)
    return await workspace.library.targets(batch.id)


def _as_json(target: Target) -> dict[str, object]:
    return {"domain": target.domain, "input": target.input, "columns": target.columns}


def _change(
    name: str,
    change: Callable[["Workspace", SavedList], Awaitable[str]],
    database: Path | None,
    *,
    is_quiet: bool,
) -> Status:
    async def run() -> str:
        async with workspaces.opened(database) as workspace:
            return await change(workspace, await workspace.lists.find(name))

    messages.note(asyncio.run(run()), is_quiet=is_quiet)
    return Status.OK
