"""Links and results of servers for the tests of the store."""

from datetime import timedelta

import msgspec

from desktop_scanner.core.remote_batches import RemoteDomain
from desktop_scanner.core.remote_links import LinkRole, RemoteLink
from desktop_scanner.core.results import DomainResult
from desktop_scanner.core.statuses import BatchState, DomainStatus
from desktop_scanner.store.database import Store
from tests.unit.store import samples
from tests.unit.store.samples import AT, BATCH


def link(role: LinkRole = LinkRole.PUSHED, batch_id: str = BATCH, **fields: object) -> RemoteLink:
    """Return the link of the samples' batch at a server."""
    return RemoteLink(batch_id=batch_id, remote="office", address="https://a.test", role=role, **fields)  # type: ignore[arg-type]


def result(number: int, minutes: int = 0, **fields: object) -> DomainResult:
    """Return a result of one of the samples' domains, finished so long after the first."""
    found = samples.rich(samples.claimed(f"site-{number:03}.com"))
    return msgspec.structs.replace(found, finished_at=AT + timedelta(minutes=minutes), **fields)


def told(number: int, status: DomainStatus | None, **fields: object) -> RemoteDomain:
    """Return what a server says of one of the samples' domains."""
    return RemoteDomain(domain=f"site-{number:03}.com", status=status, word=status or "?", **fields)  # type: ignore[arg-type]


async def scanned(store: Store, count: int, minutes: int = 0) -> RemoteLink:
    """Scan the samples' domains here, and link their batch."""
    await samples.scanned(store, [result(number, minutes) for number in range(count)])
    await store.end_run(BATCH, BatchState.COMPLETED)
    return await store.remote.put_link(link())


async def waiting(store: Store, count: int, role: LinkRole = LinkRole.RUN) -> RemoteLink:
    """Make a batch of the samples' domains that a server scans."""
    await samples.started(store, samples.targets(count))
    return await store.remote.put_link(link(role))
