"""How a batch ended on a server, in sentences that claim no more than the server told."""

from desktop_scanner.core.remote_batches import RemoteBatch


def counts(there: RemoteBatch) -> str:
    """Return the counts that a server tells; a classic one counts what failed as completed."""
    told = []
    if there.completed is not None:
        of = f" of {there.total:,}" if there.total is not None else ""
        told.append(f"{there.completed:,}{of} done")
    if there.failed is not None:
        told.append(f"{there.failed:,} of them failed")
    return ", ".join(told) or "it tells no counts"


def ended(there: RemoteBatch, *, unread: int = 0, left: int = 0) -> str:
    """Return how it ended on a server that gives results."""
    parts = [f"The server says {there.word}: {counts(there)}."]
    if there.error:
        parts.append(f"It adds: {there.error}")
    if unread:
        parts.append(f"What was found for {unread:,} of the domains is not to be had; only how they ended is known.")
    if left:
        parts.append(f"Of {left:,} domains it does not tell what became of them.")
    return " ".join(parts)


def ended_classic(there: RemoteBatch, *, left: int) -> str:
    """Return how it ended on a classic server."""
    parts = [f"The server says {there.word}: {counts(there)}."]
    if there.error:
        parts.append(f"It adds: {there.error}")
    if left:
        parts.append(
            "It does not tell how each domain ended, and returns nothing of what it found; scan the list here."
        )
    else:
        parts.append("It returns nothing of what it found; `rescan` scans the list here.")
    return " ".join(parts)
