"""`conflicts` and `resolve`: domains that were scanned here and on a server."""

import asyncio
from typing import Annotated

import typer

from desktop_scanner.cli import listings, messages, phrases, workspaces
from desktop_scanner.cli.arguments import AsJson, Batch, Database, Quiet
from desktop_scanner.cli.outcome import Status
from desktop_scanner.core.conflicts import Conflict, Side
from desktop_scanner.core.errors import InputError

_SHORT = 8


def conflicts(
    batch: Annotated[str | None, typer.Argument(metavar="BATCH", help="One batch; by default all.")] = None,
    *,
    json: AsJson = False,
    database: Database = None,
    quiet: Quiet = False,
) -> int:
    """List the domains that were scanned here and on a server, and which result counts."""

    async def read() -> list[Conflict]:
        async with workspaces.opened(database) as workspace:
            batch_id = (await workspace.history.find(batch)).id if batch else None
            return await workspace.sync.conflicts(batch_id)

    found = asyncio.run(read())
    if json:
        listings.write_json(found)
        return Status.OK
    rows = (
        (
            each.batch_id[:_SHORT],
            each.domain,
            each.remote,
            phrases.instant(each.mine_at),
            phrases.instant(each.theirs_at),
            f"{each.winner.value}{'' if each.is_resolved else ' (newest)'}",
        )
        for each in found
    )
    names = ("Batch", "Domain", "Server", "Mine", "Theirs", "What counts")
    return listings.show(found, names, rows, nothing="No domain was scanned on both sides.", is_quiet=quiet)


def resolve(
    batch: Batch,
    domain: Annotated[str, typer.Argument(metavar="DOMAIN", help="The domain.")],
    side: Annotated[Side, typer.Argument(metavar="mine|theirs", help="Whose result counts here.")],
    *,
    database: Database = None,
    quiet: Quiet = False,
) -> int:
    """Choose which result of a domain counts here that was scanned on both sides; the server keeps the newest."""

    async def work() -> Conflict:
        async with workspaces.opened(database) as workspace:
            found = await workspace.history.find(batch)
            its = [each for each in await workspace.sync.conflicts(found.id) if each.domain == domain.lower()]
            if not its:
                raise InputError(f"{domain} was not scanned on both sides; `desktop-scanner conflicts` lists those.")
            return await workspace.sync.resolve(its[0].id, side)

    chosen = asyncio.run(work())
    messages.note(f"The result of {chosen.domain} that counts is {chosen.winner.value}.", is_quiet=quiet)
    return Status.OK
