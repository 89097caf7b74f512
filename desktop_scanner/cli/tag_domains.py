"""`desktop-scanner tag-domains`: a person's own words on single domains of a batch."""

import asyncio
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from desktop_scanner.cli import messages, phrases, row_filters, workspaces
from desktop_scanner.cli.arguments import Batch, Database, Quiet
from desktop_scanner.cli.outcome import Status
from desktop_scanner.core import domains
from desktop_scanner.core.errors import InputError
from desktop_scanner.core.queries import RowFilter, RowOrder

if TYPE_CHECKING:
    from desktop_scanner.services.workspace import Workspace


def tag_domains(  # noqa: PLR0913 -- each is a flag that people type
    batch: Batch,
    names: Annotated[
        list[str] | None, typer.Argument(metavar="[DOMAIN]...", help="Domains of the batch.", show_default=False)
    ] = None,
    *,
    add: Annotated[
        list[str] | None, typer.Option("--add", metavar="TAG", help="A tag to give them. May be repeated.")
    ] = None,
    remove: Annotated[
        list[str] | None, typer.Option("--remove", metavar="TAG", help="A tag to take from them. May be repeated.")
    ] = None,
    where: Annotated[
        list[str] | None,
        typer.Option("--where", metavar="KEY=VALUE", help="All domains that `export --where` means. May be repeated."),
    ] = None,
    database: Database = None,
    quiet: Quiet = False,
) -> int:
    """Tag domains of a batch, or take tags from them; results show them as `tags`."""
    if not add and not remove:
        raise InputError("Say a tag to give with --add, or one to take away with --remove.")
    if bool(names) is bool(where):
        raise InputError("Name the domains, or say which are meant with --where.")
    meant = row_filters.parse(where or ())
    told = asyncio.run(_tag(batch, names or [], meant, add or [], remove or [], database))
    for sentence in told:
        messages.note(sentence, is_quiet=quiet)
    return Status.OK


async def _tag(
    reference: str,
    names: Sequence[str],
    where: RowFilter,
    add: Sequence[str],
    remove: Sequence[str],
    database: Path | None,
) -> list[str]:
    async with workspaces.opened(database) as workspace:
        batch = await workspace.history.find(reference)
        if names:
            ids = [await _id_of(workspace, batch.id, name) for name in names]
        else:
            ids = await workspace.history.row_ids(batch.id, RowOrder(), where)
        told = []
        for tag in add:
            changed = await workspace.tags.tag(ids, tag)
            told.append(f'{phrases.domains(len(changed))} tagged "{tag}".')
        for tag in remove:
            changed = await workspace.tags.untag(ids, tag)
            told.append(f'"{tag}" taken from {phrases.domains(len(changed))}.')
        return told


async def _id_of(workspace: "Workspace", batch_id: str, name: str) -> int:
    try:
        target_id = await workspace.history.target_id(batch_id, domains.target(name).domain)
    except domains.DomainNameError as error:
        raise InputError(f'"{name}" is no domain: {error}.') from error
    if target_id is None:
        raise InputError(f"The batch has no domain {name}.")
    return target_id
