"""`desktop-scanner search`: domains of all batches by what was found on them."""

import asyncio
from pathlib import Path
from typing import Annotated

import typer

from desktop_scanner.cli import listings, messages, phrases, workspaces
from desktop_scanner.cli.arguments import AsJson, Database, Quiet
from desktop_scanner.cli.outcome import Status
from desktop_scanner.core.search import Hit

_NAMES = ("Domain", "Status", "Title", "Batch", "Scanned", "Batches")


def search(
    words: Annotated[
        list[str],
        typer.Argument(
            metavar="WORDS", help="Words, or domain:, email:, phone:, tech:, social:, tracker:, org: and a value."
        ),
    ],
    *,
    limit: Annotated[
        int, typer.Option("--limit", metavar="N", min=1, max=10_000, help="At most so many domains.")
    ] = 200,
    json: AsJson = False,
    database: Database = None,
    quiet: Quiet = False,
) -> int:
    """Search all batches.

    Each domain is shown once, from the latest batch that has what is looked for: `search tech:shopify`.
    """
    found = asyncio.run(_search(" ".join(map(_quoted, words)), limit, database))
    if json:
        listings.write_json(found)
        return Status.OK
    status = listings.show(found, _NAMES, map(_row, found), nothing="Nothing was found.", is_quiet=quiet)
    if len(found) == limit:
        messages.note(f"These are the first {limit:,}; --limit shows more.", is_quiet=quiet)
    return status


async def _search(text: str, limit: int, database: Path | None) -> list[Hit]:
    async with workspaces.opened(database) as workspace:
        return await workspace.history.search(text, limit)


def _quoted(word: str) -> str:
    """Return an argument so that its spaces stay part of its value, as its shell had it."""
    kind, colon, value = word.partition(":")
    return f'{kind}:"{value}"' if colon and " " in value and not value.startswith('"') else word


def _row(hit: Hit) -> tuple[str, ...]:
    scanned = phrases.instant(hit.finished_at)
    return hit.domain_display, hit.status.value, hit.title or "", hit.batch_name, scanned, f"{hit.batches:,}"
