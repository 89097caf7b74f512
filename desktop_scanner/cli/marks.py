"""`desktop-scanner mark`, `unmark` and `marks`: values that are wrong, left out of every result."""

import asyncio
from enum import StrEnum
from pathlib import Path
from typing import Annotated, cast

import typer

from desktop_scanner.cli import listings, messages, phrases, workspaces
from desktop_scanner.cli.arguments import AsJson, Database, Quiet
from desktop_scanner.cli.outcome import Status
from desktop_scanner.core.marks import FACT_KINDS, FactKind, Mark

_Kind = StrEnum("_Kind", {kind: kind for kind in FACT_KINDS})  # type: ignore[misc]

_Value = Annotated[
    str, typer.Argument(metavar="VALUE", help="As results show it; a phone number in any spelling with its +.")
]
_KindChoice = Annotated[
    _Kind | None,
    typer.Option("--kind", help="What the value is; by default whatever it was found as.", show_default=False),
]
_At = Annotated[
    str | None,
    typer.Option("--domain", metavar="DOMAIN", help="Only at this domain; by default everywhere.", show_default=False),
]


def mark(
    value: _Value,
    *,
    kind: _KindChoice = None,
    domain: _At = None,
    note: Annotated[str, typer.Option("--note", metavar="TEXT", help="Why, for yourself.", show_default=False)] = "",
    database: Database = None,
    quiet: Quiet = False,
) -> int:
    """Mark a value as wrong.

    It is left out of results and exports, those of later batches too, until `unmark` takes the mark back.
    """
    return asyncio.run(_mark(value, kind, domain, note, database, is_quiet=quiet))


def unmark(
    value: _Value, *, kind: _KindChoice = None, domain: _At = None, database: Database = None, quiet: Quiet = False
) -> int:
    """Take the mark on a value back: it is part of results again."""
    return asyncio.run(_unmark(value, kind, domain, database, is_quiet=quiet))


def marks(*, json: AsJson = False, database: Database = None, quiet: Quiet = False) -> int:
    """List the values that are marked as wrong, newest first."""
    found = asyncio.run(_marks(database))
    if json:
        listings.write_json(found)
        return Status.OK
    names = ("Value", "Kind", "Where", "Marked", "Note")
    rows = ((each.value, each.kind, _place(each), phrases.instant(each.created_at), each.note) for each in found)
    return listings.show(
        found, names, rows, nothing="No value is marked as wrong; `desktop-scanner mark` marks one.", is_quiet=quiet
    )


async def _mark(
    value: str, kind: str | None, domain: str | None, note: str, database: Path | None, *, is_quiet: bool
) -> Status:
    async with workspaces.opened(database) as workspace:
        made, touched = await workspace.marks.mark(value, kind=cast("FactKind | None", kind), domain=domain, note=note)
    kinds = " and ".join(each.kind for each in made)
    where = f"at {made[0].domain}" if made[0].domain else "everywhere"
    messages.note(f"Marked as wrong {where}: {made[0].value} ({kinds}), in {_results(touched)}.", is_quiet=is_quiet)
    return Status.OK


async def _unmark(value: str, kind: str | None, domain: str | None, database: Path | None, *, is_quiet: bool) -> Status:
    async with workspaces.opened(database) as workspace:
        taken = await workspace.marks.unmark(value, kind=cast("FactKind | None", kind), domain=domain)
    for each in taken:
        messages.note(f"No longer marked: {each.value} ({each.kind}, {_place(each)}).", is_quiet=is_quiet)
    return Status.OK


async def _marks(database: Path | None) -> list[Mark]:
    async with workspaces.opened(database) as workspace:
        return await workspace.marks.all()


def _place(mark: Mark) -> str:
    return mark.domain or "everywhere"


def _results(count: int) -> str:
    return "1 result" if count == 1 else f"{count:,} results"
