"""`purge`, `suppressed` and `allow`: what must not be kept, and is not taken in again."""

import asyncio
from enum import StrEnum
from pathlib import Path
from typing import Annotated, cast

import typer

from desktop_scanner.cli import listings, messages, phrases, workspaces
from desktop_scanner.cli.arguments import AsJson, Database, Quiet
from desktop_scanner.cli.outcome import Status
from desktop_scanner.core.errors import InputError
from desktop_scanner.core.suppression import SUPPRESSED_KINDS, SuppressedKind, Suppression

_Kind = StrEnum("_Kind", {kind: kind for kind in SUPPRESSED_KINDS})  # type: ignore[misc]
_Value = Annotated[
    str, typer.Argument(metavar="VALUE", help="A domain, or a person's e-mail address, phone or profile.")
]
_KindChoice = Annotated[
    _Kind | None, typer.Option("--kind", help="What it is; by default told by its form.", show_default=False)
]


def purge(  # noqa: PLR0913 -- each is a flag that people type
    value: _Value,
    *,
    kind: _KindChoice = None,
    may_return: Annotated[
        bool, typer.Option("--may-return", help="Do not put it onto the suppression list.", show_default=False)
    ] = False,
    note: Annotated[str, typer.Option("--note", metavar="TEXT", help="Why, for yourself.", show_default=False)] = "",
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.", show_default=False)] = False,
    database: Database = None,
    quiet: Quiet = False,
) -> int:
    """Remove a domain or a person's value from all batches, for good.

    It goes from facts, evidence, texts and the search, and later scans leave it out. Files that were exported are not
    touched, nor are copies of the database, which are named.
    """
    if not yes and not _is_confirmed(value):
        messages.note("Nothing was purged.", is_quiet=quiet)
        return Status.OK

    async def remove() -> tuple[SuppressedKind, int, list[Path]]:
        async with workspaces.opened(database) as workspace:
            chosen = cast("SuppressedKind | None", kind.value if kind else None)
            done = await workspace.privacy.purge(value, chosen, note=note, may_return=may_return)
            return *done, workspace.privacy.copies()

    what, count, copies = asyncio.run(remove())
    later = "" if may_return else " Later scans leave it out."
    results = "1 result" if count == 1 else f"{count:,} results"
    messages.note(f"Purged the {what} {value} from {results}.{later}", is_quiet=quiet)
    for copy in copies:
        messages.warning(f"{copy} is a copy from before and may still hold it; delete the file if you need it no more.")
    return Status.OK


def suppressed(*, json: AsJson = False, database: Database = None, quiet: Quiet = False) -> int:
    """List what is never to be kept, newest first."""

    async def read() -> list[Suppression]:
        async with workspaces.opened(database) as workspace:
            return await workspace.privacy.all()

    found = asyncio.run(read())
    if json:
        listings.write_json(found)
        return Status.OK
    names = ("Value", "Kind", "Since", "Note")
    rows = ((each.value, each.kind, phrases.instant(each.created_at), each.note) for each in found)
    return listings.show(
        found,
        names,
        rows,
        nothing="The suppression list is empty; `desktop-scanner purge` puts values onto it.",
        is_quiet=quiet,
    )


def allow(value: _Value, *, kind: _KindChoice = None, database: Database = None, quiet: Quiet = False) -> int:
    """Take a domain or value off the suppression list."""

    async def remove() -> None:
        async with workspaces.opened(database) as workspace:
            await workspace.privacy.allow(value, cast("SuppressedKind | None", kind.value if kind else None))

    asyncio.run(remove())
    messages.note(f"{value} is allowed again.", is_quiet=quiet)
    return Status.OK


def _is_confirmed(value: str) -> bool:
    if not messages.can_ask():
        raise InputError("This removes values for good, and nobody can be asked here; say --yes.")
    return typer.confirm(messages.plain(f"Remove {value} from all batches, for good?"), err=True)
