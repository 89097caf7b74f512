"""`desktop-scanner batches`: the history, newest first."""

import asyncio
from collections.abc import Sequence
from pathlib import Path

from rich.table import Table
from rich.text import Text

from desktop_scanner.cli import listings, messages, phrases, workspaces
from desktop_scanner.cli.arguments import AsJson, Database, Quiet
from desktop_scanner.cli.outcome import Status
from desktop_scanner.core.batches import BatchInfo

_SHORTEST_ID = 8


def batches(*, json: AsJson = False, database: Database = None, quiet: Quiet = False) -> int:
    """List the batches, newest first."""
    found = asyncio.run(_batches(database))
    if json:
        listings.write_json(found)
    elif found:
        messages.show(_table(found))
    else:
        messages.note("There is no batch yet; `desktop-scanner scan` makes one.", is_quiet=quiet)
    return Status.OK


async def _batches(database: Path | None) -> list[BatchInfo]:
    async with workspaces.opened(database) as workspace:
        return await workspace.history.batches()


def _table(found: Sequence[BatchInfo]) -> Table:
    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column("Batch", no_wrap=True)
    table.add_column("Name", overflow="ellipsis", no_wrap=True, max_width=40)
    table.add_column("State", no_wrap=True)
    table.add_column("Done", justify="right", no_wrap=True)
    table.add_column("Failed", justify="right", no_wrap=True)
    table.add_column("Created", no_wrap=True)
    length = _unique_length([batch.id for batch in found])
    for batch in found:
        table.add_row(
            batch.id[:length],
            Text(messages.plain(batch.name)),
            batch.state.value,
            f"{phrases.scanned(batch):,} of {batch.total:,}",
            f"{batch.counts.get('failed', 0):,}",
            phrases.instant(batch.created_at),
        )
    return table


def _unique_length(ids: Sequence[str]) -> int:
    """Return how much of the ids must be shown so that each can be named by it."""
    longest = max(map(len, ids))
    return next(
        (length for length in range(_SHORTEST_ID, longest) if len({each[:length] for each in ids}) == len(ids)), longest
    )
