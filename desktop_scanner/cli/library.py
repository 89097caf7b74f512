"""`rename`, `tag`, `note` and `delete`: what people say of the batches they keep, and which they keep no longer."""

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from desktop_scanner.cli import messages, phrases, workspaces
from desktop_scanner.cli.arguments import Batch, Database, Quiet
from desktop_scanner.cli.outcome import Status
from desktop_scanner.core.batches import BatchInfo
from desktop_scanner.core.errors import InputError

if TYPE_CHECKING:
    from desktop_scanner.services.workspace import Workspace


def rename(
    batch: Batch,
    name: Annotated[str, typer.Argument(metavar="NAME", help="The batch's new name.")],
    *,
    database: Database = None,
    quiet: Quiet = False,
) -> int:
    """Give a batch another name."""

    async def change(workspace: "Workspace", found: BatchInfo) -> str:
        renamed = await workspace.library.rename(found.id, name)
        return f'"{found.name}" is now called "{renamed.name}".'

    return asyncio.run(_change(batch, change, database, is_quiet=quiet))


def note(
    batch: Batch,
    text: Annotated[str, typer.Argument(metavar="TEXT", help="What is noted; an empty text removes it.")],
    *,
    database: Database = None,
    quiet: Quiet = False,
) -> int:
    """Note something about a batch."""

    async def change(workspace: "Workspace", found: BatchInfo) -> str:
        noted = await workspace.library.note(found.id, text)
        return f'Noted at "{found.name}".' if noted.note else f'"{found.name}" has no note any more.'

    return asyncio.run(_change(batch, change, database, is_quiet=quiet))


def tag(
    batch: Batch,
    tags: Annotated[list[str] | None, typer.Argument(metavar="TAG", help="Tags to add.")] = None,
    *,
    remove: Annotated[
        list[str] | None, typer.Option("--remove", metavar="TAG", help="A tag to remove. May be repeated.")
    ] = None,
    database: Database = None,
    quiet: Quiet = False,
) -> int:
    """Add tags to a batch, or remove them."""
    if not tags and not remove:
        raise InputError("Name a tag to add, or one to remove with --remove.")

    async def change(workspace: "Workspace", found: BatchInfo) -> str:
        tagged = await workspace.library.tag(found, add=tuple(tags or ()), remove=tuple(remove or ()))
        return f'Tags of "{found.name}": {", ".join(tagged.tags) or "none"}.'

    return asyncio.run(_change(batch, change, database, is_quiet=quiet))


def delete(
    batch: Batch,
    *,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.", show_default=False)] = False,
    database: Database = None,
    quiet: Quiet = False,
) -> int:
    """Delete a batch with everything that was found, and give its space back."""

    async def change(workspace: "Workspace", found: BatchInfo) -> str:
        if not yes and not _is_confirmed(found):
            return "Nothing was deleted."
        before = workspaces.size(workspace.database)
        await workspace.library.remove(found.id)
        freed = max(0, before - workspaces.size(workspace.database))
        return f'Deleted "{found.name}" ({phrases.domains(found.total)}), {freed / 1e6:,.1f} MB given back.'

    return asyncio.run(_change(batch, change, database, is_quiet=quiet))


async def _change(
    reference: str,
    change: Callable[["Workspace", BatchInfo], Awaitable[str]],
    database: Path | None,
    *,
    is_quiet: bool,
) -> Status:
    async with workspaces.opened(database) as workspace:
        found = await workspace.history.find(reference)
        messages.note(await change(workspace, found), is_quiet=is_quiet)
    return Status.OK


def _is_confirmed(found: BatchInfo) -> bool:
    if not messages.can_ask():
        raise InputError("This deletes results for good, and nobody can be asked here; say --yes.")
    question = f'Delete "{found.name}" with what was found on {phrases.domains(found.total)}?'
    return typer.confirm(messages.plain(question), err=True)
