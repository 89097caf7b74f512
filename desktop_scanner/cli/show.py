"""`desktop-scanner show`: one batch, or everything known of one of its domains."""

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from desktop_scanner.cli import batch_view, domain_view, listings, messages, outputs, running, workspaces
from desktop_scanner.cli.arguments import AsJson, Batch, Database, Quiet
from desktop_scanner.cli.outcome import Status
from desktop_scanner.core.batches import BatchInfo
from desktop_scanner.core.queries import RowFilter, RowOrder
from desktop_scanner.core.statuses import DomainStatus

if TYPE_CHECKING:
    from desktop_scanner.services.workspace import Workspace

_FAILED_SHOWN = 20


def show(
    batch: Batch,
    domain: Annotated[str | None, typer.Argument(metavar="DOMAIN", help="One of the batch's domains.")] = None,
    *,
    json: AsJson = False,
    database: Database = None,
    quiet: Quiet = False,
) -> int:
    """Show a batch, or all that is known of a domain."""
    return asyncio.run(_show(batch, domain, database, as_json=json))


async def _show(reference: str, domain: str | None, database: Path | None, *, as_json: bool) -> Status:
    async with workspaces.opened(database) as workspace:
        batch = await workspace.history.find(reference)
        if domain is not None:
            await _show_domain(workspace, batch, domain, as_json=as_json)
        elif as_json:
            await outputs.write(workspace, batch.id, outputs.Destination(None, "json", "domains"))
        else:
            await _show_batch(workspace, batch)
    return Status.OK


async def _show_domain(workspace: "Workspace", batch: BatchInfo, domain: str, *, as_json: bool) -> None:
    result = await workspace.history.result_of(batch.id, domain)
    if as_json:
        listings.write_json(result)
    else:
        messages.show(domain_view.view(result))


async def _show_batch(workspace: "Workspace", batch: BatchInfo) -> None:
    by_kind = await running.failures(workspace, batch.id)
    failed = RowFilter(statuses=(DomainStatus.FAILED,))
    ids = await workspace.history.row_ids(batch.id, RowOrder(), failed)
    rows = await workspace.history.rows(ids[:_FAILED_SHOWN])
    messages.show(batch_view.view(batch, by_kind, rows))
